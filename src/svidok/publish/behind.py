"""Which incidents stand behind a number of a table: the way back from every figure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from svidok.codebook import Codebook
from svidok.errors import CountWithoutIncidents
from svidok.language.periods import coarser
from svidok.model import Cell, Entry, Release, Table
from svidok.publish.dates import months
from svidok.publish.speaking import UNKNOWN, Speaker


@dataclass(frozen=True, slots=True)
class Axis:
    """Rows or columns of a table: what they are, and their values in order, without the total."""

    kind: str
    values: tuple[str, ...]

    @classmethod
    def of(cls, values: Sequence[str], speaker: Speaker) -> "Axis":
        """Tell what the values are."""
        plain = tuple(value for value in values if value)
        return cls(speaker.axis(plain), plain)

    def holds(self, value: str, entry: Entry, book: Codebook) -> bool:
        """Whether an incident falls under a value; "" is the total, an unknown one takes what no other value takes."""
        if not value:
            return True
        if value in UNKNOWN:
            others = (v for v in self.values if v not in UNKNOWN)
            return not any(_falls(self.kind, v, entry, book) for v in others)
        return _falls(self.kind, value, entry, book)


@dataclass(frozen=True, slots=True)
class Behind:
    """A cell with the incidents behind it."""

    cell: Cell
    entries: tuple[Entry, ...]


def axes(table: Table, speaker: Speaker) -> tuple[Axis, Axis]:
    """Return the axes of a table: rows, columns."""
    return Axis.of(table.rows, speaker), Axis.of(table.columns, speaker)


def behind(table: Table, release: Release, speaker: Speaker) -> Iterator[Behind]:
    """Yield each shown, non-zero cell of a table with its incidents.

    Raises CountWithoutIncidents when a draft says a number that its incidents do not bear out.
    """
    rows, columns = axes(table, speaker)
    for cell in table.cells:
        if not cell.count:
            continue
        found = tuple(
            entry
            for entry in release.incidents
            if rows.holds(cell.row, entry, speaker.book) and columns.holds(cell.column, entry, speaker.book)
        )
        if release.audience == "draft" and len(found) != cell.count:
            raise CountWithoutIncidents(
                table=table.id, row=cell.row, column=cell.column, count=cell.count, found=len(found)
            )
        yield Behind(cell, found)


def _falls(kind: str, value: str, entry: Entry, book: Codebook) -> bool:
    if kind == "service":
        return value in entry.services or value == _group(entry)
    if kind == "time":
        return _within(value, entry.date, book)
    if kind == "oblast":
        return value == entry.oblast
    many = {"coercion": entry.coercion, "actor": entry.actors, "outcome": entry.outcomes}
    return value in many.get(kind, ())


def _group(entry: Entry) -> str:
    """An incident is counted once, in the group of the first of its services."""
    return entry.services[0].partition(".")[0] if entry.services else ""


def _within(value: str, date: str, book: Codebook) -> bool:
    """A date falls into a stretch of time only when all of it does."""
    phase = book.records["phases"].get(value)
    if phase:
        return bool(date) and _in_phase(date, str(phase["from"]), str(phase["until"]))
    if len(value) == len("2023") and value.isdigit():
        return coarser(date, "year") == value
    outer, inner = months(value), months(date)
    return bool(outer and inner and outer[0] <= inner[0] and inner[1] <= outer[1])


def _in_phase(date: str, start: str, until: str) -> bool:
    """Compare as text: EDTF sorts, a shorter date stands for its first day."""
    first, _, last = date.partition("/")
    return start <= first and (until == ".." or (last or first) <= until)

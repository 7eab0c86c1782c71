"""Count incidents: service group by oblast, and service group by year."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from svidok.codebook import Codebook
from svidok.language.periods import coarser
from svidok.model import Cell, Incident, Table

# Where nobody said: a pressure without a service, an incident without a place or year. Never mixed with a real row.
UNKNOWN: Final = "unknown"
TOTAL: Final = ""
IDS: Final = ("service-oblast", "service-time")

Axis = Callable[[Incident], str]


@dataclass(frozen=True, slots=True)
class Counted:
    """A table with exact counts, margins included, and how many origins stand behind each cell."""

    id: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Mapping[tuple[str, str], int]
    tellers: Mapping[tuple[str, str], int]

    def at(self, row: str, column: str) -> int:
        """Return a count; a cell nobody told of is zero."""
        return self.counts.get((row, column), 0)


def count(incidents: Iterable[Incident], book: Codebook) -> list[Counted]:
    """Return the exact tables; rows come in the order of the codebook, "unknown" last.

    >>> from svidok.codebook import load
    >>> told = Incident("i1", ("a/S1",), ("o1",), services=("health.insulin",), oblast="Kherson", date="2023-05")
    >>> by_oblast, by_time = count([told], load())
    >>> by_oblast.at("health", "Kherson"), by_oblast.at("health", ""), by_time.columns
    (1, 1, ('2023',))
    """
    listed = list(incidents)
    order = {name: place for place, name in enumerate(book.codes["group"])}
    axes: Sequence[tuple[str, Axis]] = ((IDS[0], _oblast), (IDS[1], _year))
    return [_table(name, listed, axis, order) for name, axis in axes]


def _table(name: str, incidents: Sequence[Incident], axis: Axis, order: Mapping[str, int]) -> Counted:
    counts: Counter[tuple[str, str]] = Counter()
    tellers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for incident in incidents:
        row, column = group_of(incident), axis(incident)
        for cell in ((row, column), (row, TOTAL), (TOTAL, column), (TOTAL, TOTAL)):
            counts[cell] += 1
            tellers[cell] |= set(incident.origins)
    rows = sorted({row for row, _ in counts if row}, key=lambda r: (r == UNKNOWN, order.get(r, len(order)), r))
    columns = sorted({column for _, column in counts if column}, key=lambda c: (c == UNKNOWN, c))
    return Counted(name, tuple(rows), tuple(columns), counts, {cell: len(who) for cell, who in tellers.items()})


def group_of(incident: Incident) -> str:
    """Return the service group that an incident is counted in.

    >>> group_of(Incident("i", (), (), services=("pension.any",))), group_of(Incident("i", (), ()))
    ('pension', 'unknown')
    """
    return incident.services[0].partition(".")[0] if incident.services else UNKNOWN


def _oblast(incident: Incident) -> str:
    return incident.oblast or UNKNOWN


def _year(incident: Incident) -> str:
    """A date that spans years belongs to none of them."""
    year = coarser(incident.date, "year")
    return year if len(year) == len("2022") and year.isdigit() else UNKNOWN


def shown(table: Counted, hidden: frozenset[tuple[str, str]] = frozenset(), why: str = "small") -> Table:
    """Return a table as it may be printed, with the hidden cells empty.

    >>> from svidok.codebook import load
    >>> told = Incident("i1", ("a/S1",), ("o1",), services=("health.insulin",), oblast="Kherson")
    >>> shown(count([told], load())[0], frozenset({("health", "Kherson")})).cells[0]
    Cell(row='health', column='Kherson', count=None, why='small')
    """
    cells = [
        Cell(row, column, None, why) if (row, column) in hidden else Cell(row, column, table.at(row, column))
        for row in (*table.rows, TOTAL)
        for column in (*table.columns, TOTAL)
    ]
    return Table(table.id, table.rows, table.columns, tuple(cells))

"""Tables of a release as a page shows them: labels, links from numbers to incidents, hidden cells without a number."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from svidok.model import Cell, Entry, Release, Table
from svidok.publish.behind import Axis, axes, behind
from svidok.publish.speaking import Speaker
from svidok.publish.ways import Index

Entries = Mapping[tuple[str, str], tuple[Entry, ...]]


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell on the page: a number with its link, or hidden, or nothing recorded."""

    text: str
    href: str = ""
    hidden: bool = False
    total: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row with its label."""

    label: str
    cells: tuple[Shown, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table on the page."""

    id: str
    caption: str
    corner: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    hides: bool


def matrices(release: Release, speaker: Speaker, index: Index) -> Iterator[Matrix]:
    """Yield the tables of a release in order."""
    for number, table in enumerate(release.tables, 1):
        yield _matrix(f"t{number}", table, release, speaker, index)


def caption(table: Table, speaker: Speaker) -> str:
    """Say what a table counts.

    >>> from svidok.codebook import load
    >>> from svidok.publish.words import words
    >>> caption(Table("x", ("health",), ("Kherson",), ()), Speaker(load(), words("en")))
    'Incidents: service by oblast'
    """
    rows, columns = axes(table, speaker)
    say = speaker.words.say
    return say("table.by", rows=say(f"table.axis.{rows.kind}"), columns=say(f"table.axis.{columns.kind}"))


def _matrix(number: str, table: Table, release: Release, speaker: Speaker, index: Index) -> Matrix:
    rows, columns = axes(table, speaker)
    found: Entries = {(b.cell.row, b.cell.column): b.entries for b in behind(table, release, speaker)}
    cells = {(cell.row, cell.column): cell for cell in table.cells}
    heads = _with_total(columns, cells, along="column")
    lines = tuple(
        Line(
            speaker.value(rows.kind, row),
            tuple(_shown(table, cells.get((row, column)), found, speaker, index) for column in heads),
            total=not row,
        )
        for row in _with_total(rows, cells, along="row")
    )
    return Matrix(
        id=number,
        caption=caption(table, speaker),
        corner=speaker.words.say(f"table.axis.{rows.kind}"),
        columns=tuple(speaker.value(columns.kind, column) for column in heads),
        lines=lines,
        hides=any(cell.count is None for cell in table.cells),
    )


def _with_total(axis: Axis, cells: Mapping[tuple[str, str], Cell], along: str) -> tuple[str, ...]:
    """The total comes last, and only where the release has one."""
    total = any(not (row if along == "row" else column) for row, column in cells)
    return (*axis.values, "") if total else axis.values


def _shown(table: Table, cell: Cell | None, found: Entries, speaker: Speaker, index: Index) -> Shown:
    if cell is None:
        return Shown("")
    total = not cell.row or not cell.column
    if cell.count is None:
        return Shown("", hidden=True, total=total)
    key = (table.id, cell.row, cell.column)
    href = index.href(key, where(table, cell, speaker), found.get((cell.row, cell.column), ()))
    return Shown(speaker.words.number(cell.count), href, total=total)


def where(table: Table, cell: Cell, speaker: Speaker) -> str:
    """Say in words which cell it is: "Health, Kherson oblast"."""
    rows, columns = axes(table, speaker)
    return ", ".join(
        speaker.value(axis.kind, value) for axis, value in ((rows, cell.row), (columns, cell.column)) if value
    )

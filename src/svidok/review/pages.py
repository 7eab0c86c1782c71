"""The rows of a page of a filled-in spreadsheet, found by the hidden first row, whatever else is in the file."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from python_calamine import CalamineError, CalamineWorkbook

from svidok.errors import SheetRefused

LARGEST = 64 * 1024 * 1024
MOST_ROWS = 200_000
_HEAD = 10  # rows in which the hidden one is looked for

Row = Mapping[str, str]


def rows_in(data: bytes, mark: str, columns: Sequence[str]) -> Iterator[tuple[int, Row]]:
    """Yield the rows that hold anything, by their numbers, of the page whose hidden row names `mark`.

    `columns` must all be there, in any order. Raises SheetRefused.
    """
    table = _table(data, mark)
    names_at = next(at for at, cells in enumerate(table[:_HEAD]) if mark in cells)
    places = {name: at for at, name in enumerate(table[names_at]) if name in columns}
    if missing := [name for name in columns if name not in places]:
        raise SheetRefused(why=f"the column {missing[0]} is missing")
    for number, cells in enumerate(table[names_at + 2 :], names_at + 3):
        row = {name: cells[at] for name, at in places.items()}
        if any(cell.strip() for cell in row.values()):
            yield number, row


def has_page(data: bytes, mark: str) -> bool:
    """Whether a spreadsheet has a page whose hidden row names `mark`; raises SheetRefused when it is none."""
    return _found(data, mark) is not None


def _table(data: bytes, mark: str) -> list[list[str]]:
    table = _found(data, mark)
    if table is None:
        raise SheetRefused(why="no page of it has the hidden first row")
    return [[_text(cell) for cell in cells] for cells in table]


def _found(data: bytes, mark: str) -> list[list[object]] | None:
    if len(data) > LARGEST:
        raise SheetRefused(why="it is too large")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            table: list[list[object]] = [
                list(cells) for cells in book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=MOST_ROWS)
            ]
            if any(mark in cells for cells in table[:_HEAD]):
                return table
    except (CalamineError, OSError, ValueError):
        raise SheetRefused(why="it cannot be opened as a spreadsheet") from None
    return None


def _text(cell: object) -> str:
    """A year typed by hand comes back as a number, a day as a date."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)

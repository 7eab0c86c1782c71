"""Tables of a release as CSV (RFC 4180, UTF-8), plain and with a row of HXL tags; no cell can act as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from svidok.model import Entry, Release, Table
from svidok.publish.behind import axes
from svidok.publish.matrices import caption
from svidok.publish.speaking import Speaker

# A spreadsheet takes a cell that begins with one of these for a formula, or drops it to look behind it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NAME = re.compile(r"[^a-z0-9]+")
_TAGS: Mapping[str, str] = {"service": "#sector", "oblast": "#adm1", "time": "#date"}
SHOWN, HIDDEN = "shown", "hidden"

CELL_FIELDS: Mapping[str, str] = {
    "row": "string",
    "row_label": "string",
    "column": "string",
    "column_label": "string",
    "incidents": "integer",
    "status": "string",
    "why": "string",
}
ENTRY_FIELDS: Mapping[str, str] = {
    "id": "string",
    "level": "string",
    "services": "string",
    "coercion": "string",
    "actors": "string",
    "outcomes": "string",
    "oblast": "string",
    "oblast_label": "string",
    "place": "string",
    "date": "string",
    "passport_link": "string",
    "threat": "boolean",
    "origins": "integer",
    "reviewed": "boolean",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One CSV: its file name, title, fields with their types, whether a row of HXL tags follows the names."""

    name: str
    title: str
    fields: Mapping[str, str]
    tagged: bool
    data: bytes


def sheets(release: Release, speaker: Speaker) -> Iterator[Sheet]:
    """Yield every CSV of a release: each table twice, then incidents, patterns and measures where it shows any."""
    taken: set[str] = set()
    for table in release.tables:
        name = _file_name(table.id, taken)
        rows, title = list(_cells(table, speaker)), caption(table, speaker)
        yield Sheet(f"{name}.csv", title, CELL_FIELDS, False, to_csv([list(CELL_FIELDS), *rows]))
        inner = [row for row in rows if row[0] and row[2]]
        yield Sheet(
            f"{name}.hxl.csv", title, CELL_FIELDS, True, to_csv([list(CELL_FIELDS), _tags(table, speaker), *inner])
        )
    listed = {"incidents": release.incidents, "patterns": release.patterns, "measures": release.measures}
    for name, entries in listed.items():
        if entries or name != "incidents":
            title = speaker.words.say(f"section.{name}")
            yield Sheet(
                f"{name}.csv", title, ENTRY_FIELDS, False, to_csv([list(ENTRY_FIELDS), *_rows(entries, speaker)])
            )


def safe(value: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> safe("=1+1"), safe("Kherson")
    ("'=1+1", 'Kherson')
    """
    return f"'{value}" if value.lstrip(" \u00a0\ufeff").startswith(_FORMULA) else value


def to_csv(rows: Iterable[Sequence[str | int | bool | None]]) -> bytes:
    """Write rows as RFC 4180 in UTF-8 without a byte order mark; None is an empty cell.

    >>> to_csv([["a", 1, None, True]])
    b'a,1,,true\\r\\n'
    """
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_text(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8")


def _text(value: str | int | bool | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else safe(value.replace("\0", ""))


def _file_name(table: str, taken: set[str]) -> str:
    """File names come from ids, and an id may be anything."""
    plain = _NAME.sub("-", table.lower()).strip("-") or "table"
    name, number = plain, 1
    while name in taken or name in ("incidents", "patterns", "measures"):
        number += 1
        name = f"{plain}-{number}"
    taken.add(name)
    return name


def _cells(table: Table, speaker: Speaker) -> Iterator[list[str | int | bool | None]]:
    rows, columns = axes(table, speaker)
    for cell in table.cells:
        yield [
            cell.row,
            speaker.value(rows.kind, cell.row),
            cell.column,
            speaker.value(columns.kind, cell.column),
            cell.count,
            HIDDEN if cell.count is None else SHOWN,
            cell.why if cell.count is None else "",
        ]


def _tags(table: Table, speaker: Speaker) -> list[str]:
    rows, columns = (_TAGS.get(axis.kind, "#meta") for axis in axes(table, speaker))
    # The tags begin with "#" and are the one row that is ours, so none of them is escaped.
    return [
        f"{rows}+code",
        f"{rows}+name",
        f"{columns}+code",
        f"{columns}+name",
        "#indicator+num+incidents",
        "#status",
        "#meta+why",
    ]


def _rows(entries: Iterable[Entry], speaker: Speaker) -> Iterator[list[str | int | bool | None]]:
    for entry in entries:
        yield [
            entry.id,
            entry.level,
            ";".join(entry.services),
            ";".join(entry.coercion),
            ";".join(entry.actors),
            ";".join(entry.outcomes),
            entry.oblast,
            speaker.oblast(entry.oblast) if entry.oblast else "",
            entry.place,
            entry.date,
            entry.passport_link,
            entry.threat,
            entry.origins,
            entry.reviewed,
        ]

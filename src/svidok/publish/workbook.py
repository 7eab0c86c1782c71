"""The workbook: the tables as people read them, and the codebook in three languages."""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import xlsxwriter

from svidok.model import Release, Table
from svidok.publish.behind import axes
from svidok.publish.matrices import caption
from svidok.publish.speaking import Speaker
from svidok.publish.words import LANGUAGES

# Every workbook says it was made then: the same release gives the same bytes.
MADE = datetime(2000, 1, 1)
OPTIONS = {
    "in_memory": True,  # no word of a release passes through a temporary file
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
DIMENSIONS = ("group", "service", "coercion", "actor", "outcome")
_TEXT_WIDTH, _LABEL_WIDTH, _NUMBER_WIDTH = 60, 34, 16


def workbook(release: Release, speaker: Speaker) -> bytes:
    """Return an XLSX file: what this is, one sheet for each table, the codes with labels and meanings."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties({"title": speaker.words.say("title"), "author": "svidok", "created": MADE})
    styles = {
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "bold": book.add_format({"bold": True}),
        "warn": book.add_format({"bold": True, "font_color": "#7A4100", "bg_color": "#FFF3DD"}),
        "hidden": book.add_format({"pattern": 14, "fg_color": "#8B93A1", "bg_color": "#F3F4F6", "align": "right"}),
    }
    _about(book, release, speaker, styles)
    for number, table in enumerate(release.tables, 1):
        _table(book, number, table, release, speaker, styles)
    _codes(book, release, speaker, styles)
    book.close()
    return out.getvalue()


def _sheet(book: Any, name: str, release: Release, speaker: Speaker, styles: dict[str, Any]) -> tuple[Any, int]:
    """Add a sheet; on every sheet of a draft the first row, and the printed head, say that it is one."""
    sheet = book.add_worksheet(name[:31])
    if release.audience != "draft":
        return sheet, 0
    banner = speaker.words.say("banner.draft")
    sheet.write_string(0, 0, banner, styles["warn"])
    sheet.set_header(f"&L{banner}")
    return sheet, 2


def _about(book: Any, release: Release, speaker: Speaker, styles: dict[str, Any]) -> None:
    say = speaker.words.say
    sheet, row = _sheet(book, say("sheet.about"), release, speaker, styles)
    sheet.set_column(0, 0, _LABEL_WIDTH)
    sheet.set_column(1, 1, _TEXT_WIDTH + 20)
    lines = [
        (say("title"), say("subtitle")),
        (say("as_of"), speaker.date(release.as_of)),
        (say("audience.label"), say(f"audience.{release.audience}")),
        (say("state.label"), say("state.reviewed") if release.reviewed else say("state.unreviewed")),
        (say("codebook"), release.codebook),
        (say("reader"), release.reader),
        (say("method.prevalence_title"), say("method.prevalence")),
        (say("unheard.title"), say("unheard.text")),
        (say("method.claims_title"), say("method.claims")),
        (
            say("method.withheld_title"),
            say("table.explain", n=release.minimum) if release.minimum else say("table.legend"),
        ),
    ]
    for number, (name, text) in enumerate(lines, row):
        sheet.write_string(number, 0, name, styles["bold"])
        sheet.write_string(number, 1, text, styles["text"])


def _table(book: Any, number: int, table: Table, release: Release, speaker: Speaker, styles: dict[str, Any]) -> None:
    rows, columns = axes(table, speaker)
    cells = {(cell.row, cell.column): cell for cell in table.cells}
    name = f"{number} {speaker.words.say(f'table.axis.{rows.kind}')} {speaker.words.say(f'table.axis.{columns.kind}')}"
    sheet, top = _sheet(book, name, release, speaker, styles)
    sheet.set_column(0, 0, _LABEL_WIDTH)
    sheet.set_column(1, len(columns.values) + 1, _NUMBER_WIDTH)
    sheet.write_string(top, 0, caption(table, speaker), styles["bold"])
    heads = [*columns.values, ""]
    for column, value in enumerate(heads, 1):
        sheet.write_string(top + 1, column, speaker.value(columns.kind, value), styles["head"])
    for row, value in enumerate([*rows.values, ""], top + 2):
        sheet.write_string(row, 0, speaker.value(rows.kind, value))
        for column, head in enumerate(heads, 1):
            cell = cells.get((value, head))
            if cell is not None and cell.count is None:
                sheet.write_string(row, column, speaker.words.say("sheet.hidden"), styles["hidden"])
            elif cell is not None and cell.count is not None:
                sheet.write_number(row, column, cell.count)


def _codes(book: Any, release: Release, speaker: Speaker, styles: dict[str, Any]) -> None:
    say = speaker.words.say
    sheet, top = _sheet(book, say("codebook"), release, speaker, styles)
    sheet.set_column(0, 1, 26)
    sheet.set_column(2, 1 + len(LANGUAGES), _LABEL_WIDTH)
    sheet.set_column(2 + len(LANGUAGES), 1 + 2 * len(LANGUAGES), _TEXT_WIDTH)
    heads = [say("sheet.dimension"), say("sheet.code")]
    heads += [f"{say(f'sheet.{name}')} ({lang})" for name in ("label", "means") for lang in LANGUAGES]
    for column, head in enumerate(heads):
        sheet.write_string(top, column, head, styles["head"])
    sheet.freeze_panes(top + 1, 2)
    for row, line in enumerate(_code_lines(speaker), top + 1):
        for column, text in enumerate(line):
            sheet.write_string(row, column, text, styles["text"])


def _code_lines(speaker: Speaker) -> Iterator[list[str]]:
    for dimension in DIMENSIONS:
        for name, code in speaker.book.codes[dimension].items():
            labels = [code.label.get(lang, "") for lang in LANGUAGES]
            yield [
                speaker.words.say(f"dimension.{dimension}"),
                name,
                *labels,
                *(code.means.get(la, "") for la in LANGUAGES),
            ]

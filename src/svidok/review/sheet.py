"""A review sheet: proposals as an XLSX file that a person fills in. `rows` reads it back.

Every cell is typed as text, so nothing of a source can act as a formula. The file itself is open text: whoever
writes it to a disk must say so, and its first page does.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from svidok.model import Span, Statement, TextLayer
from svidok.review.blind_page import write_blind
from svidok.review.layout import ANSWERS, CODED, COLUMNS, FIXED, MARK, Labels, cells_of, mark_of, with_label
from svidok.review.making import CHOICES
from svidok.review.rows import RowResult, from_xlsx
from svidok.review.words import ACTS, words

__all__ = ["RowResult", "from_xlsx", "to_xlsx"]

NAMES_ROW, LABELS_ROW, FIRST_ROW = 0, 1, 2
WIDTHS = {"id": 14, "context": 70, "words": 30, "note": 30}
USUAL_WIDTH = 24
MADE = datetime(2000, 1, 1)
OPTIONS = {
    "in_memory": True,  # otherwise the words of sources would pass through temporary files
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def to_xlsx(
    statements: Iterable[Statement],
    layers: Mapping[str, TextLayer],
    labels: Labels,
    lang: str,
    *,
    casebook: str,
    blind: Sequence[Span] = (),
) -> bytes:
    """Return the sheet as bytes; the same input gives the same bytes.

    `statements` are the proposals (`decisions.proposals`), `layers` their text layers by source id, `labels`
    the codebook's labels by dimension and code in `lang`. `casebook` binds the rows to one casebook.
    `blind` are passages to be coded without proposals: they have a page of their own.
    """
    file, told = io.BytesIO(), words(lang)
    book = xlsxwriter.Workbook(file, OPTIONS)
    book.set_properties({"created": MADE, "author": "", "comments": ""})
    styles = _styles(book)
    help_page, page, codes = (book.add_worksheet(told[name]) for name in ("sheet_help", "sheet_review", "sheet_codes"))
    _write_help(help_page, told, styles, ("help", "help_blind") if blind else ("help",))
    ranges = _write_codes(codes, told, labels, styles)
    if blind:
        blind_page = book.add_worksheet(told["sheet_blind"])
        write_blind(blind_page, blind, layers, told, styles, ranges, casebook)
    rows = [(statement, cells_of(statement, layers[statement.source], labels)) for statement in statements]
    _write_head(page, told, styles)
    for at, (statement, cells) in enumerate(rows, FIRST_ROW):
        for name in FIXED:
            page.write_string(at, COLUMNS.index(name), cells[name], styles["fixed"])
        for name in ANSWERS:
            page.write_blank(at, COLUMNS.index(name), None, styles["answer"])
        page.write_string(at, COLUMNS.index(MARK), mark_of(casebook, statement, cells), styles["fixed"])
    _write_lists(page, ranges, max(FIRST_ROW, FIRST_ROW + len(rows) - 1))
    page.activate()
    book.close()
    return file.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    # quote_prefix keeps the type "text" when a cell is edited by hand
    text = {"num_format": "@", "text_wrap": True, "valign": "top", "quote_prefix": True}
    return {
        "fixed": book.add_format(text | {"bg_color": "#F2F2F2", "border": 1, "border_color": "#D9D9D9"}),
        "answer": book.add_format(text | {"border": 1, "border_color": "#BFBFBF"}),
        "head": book.add_format(text | {"bold": True, "bottom": 2}),
        "plain": book.add_format(text),
    }


def _write_help(page: Any, told: Mapping[str, str], styles: Mapping[str, Any], texts: Sequence[str]) -> None:
    page.set_column(0, 0, 100)
    page.write_string(0, 0, told["title"], styles["head"])
    for at, line in enumerate((line for name in texts for line in told[name].strip().split("\n")), 1):
        page.write_string(at, 0, line, styles["plain"])


def _write_head(page: Any, told: Mapping[str, str], styles: Mapping[str, Any]) -> None:
    for at, name in enumerate(COLUMNS):
        page.write_string(NAMES_ROW, at, name, styles["plain"])
        page.write_string(LABELS_ROW, at, told.get(name, name), styles["head"])
        page.set_column(at, at, WIDTHS.get(name, USUAL_WIDTH), None, {"hidden": name == MARK})
    page.set_row(NAMES_ROW, None, None, {"hidden": True})
    page.freeze_panes(FIRST_ROW, 2)


def _write_codes(page: Any, told: Mapping[str, str], labels: Labels, styles: Mapping[str, Any]) -> dict[str, str]:
    """Write the lists to choose from, and return where each stands."""
    lists = {"decision": [told[act] for act in ACTS]}
    for name in CODED:
        codes = CHOICES.get(name) or tuple(labels.get(name, {}))
        lists[f"new_{name}"] = [with_label(code, name, labels) for code in codes]
    ranges = {}
    for at, (name, options) in enumerate(lists.items()):
        page.set_column(at, at, 40)
        page.write_string(0, at, told[name], styles["head"])
        for row, option in enumerate(options, 1):
            page.write_string(row, at, option, styles["plain"])
        column = chr(ord("A") + at)
        ranges[name] = f"='{told['sheet_codes']}'!${column}$2:${column}${max(2, len(options) + 1)}"
    return ranges


def _write_lists(page: Any, ranges: Mapping[str, str], last: int) -> None:
    for name, source in ranges.items():
        at = COLUMNS.index(name)
        # only the decision must come from the list: several codes in one cell are typed
        page.data_validation(
            FIRST_ROW, at, last, at, {"validate": "list", "source": source, "show_error": name == "decision"}
        )

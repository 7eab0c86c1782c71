"""The page of a review sheet that shows passages without proposals, and what people answered there."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from svidok.errors import AnswerUnclear, RowChanged, RowTwice, RowUnknown, SvidokError, UnknownCode
from svidok.model import Span, TextLayer
from svidok.review.blind import Answer, first_answers
from svidok.review.layout import Labels, around, codes_in, flat, hashed
from svidok.review.pages import Row, has_page, rows_in
from svidok.review.queue import ACTS
from svidok.review.rows import RowResult
from svidok.review.words import found_of

MARK = "svidok-blind-1"  # the machine's name of the column of marks, and the form they have
COLUMNS = ("id", "context", "decision", *ACTS, MARK)
_FIXED = ("id", "context")
_WIDTHS = {"id": 14, "context": 90}
_USUAL_WIDTH = 30
_FIRST_ROW = 2


def write_blind(
    page: Any,
    passages: Sequence[Span],
    layers: Mapping[str, TextLayer],
    told: Mapping[str, str],
    styles: Mapping[str, Any],
    ranges: Mapping[str, str],
    casebook: str,
) -> None:
    """Write the page: one row a passage, nothing of what was proposed there."""
    for at, name in enumerate(COLUMNS):
        page.write_string(0, at, name, styles["plain"])
        page.write_string(1, at, told.get(name, name), styles["head"])
        page.set_column(at, at, _WIDTHS.get(name, _USUAL_WIDTH), None, {"hidden": name == MARK})
    page.set_row(0, None, None, {"hidden": True})
    page.freeze_panes(_FIRST_ROW, 2)
    for at, passage in enumerate(passages, _FIRST_ROW):
        cells = {"id": name_of(passage), "context": around(passage, layers[passage.source])}
        for column, name in enumerate(COLUMNS):
            if name in cells:
                page.write_string(at, column, cells[name], styles["fixed"])
            elif name != MARK:
                page.write_blank(at, column, None, styles["answer"])
        page.write_string(at, COLUMNS.index(MARK), _mark(casebook, cells), styles["fixed"])
    lists: dict[str, Any] = {name: ranges[f"new_{name}"] for name in ACTS}
    lists["decision"] = [told["found"], told["nothing"]]
    for name, source in lists.items():
        at, last = COLUMNS.index(name), _FIRST_ROW + len(passages) - 1
        # several codes in one cell are typed
        choice = {"validate": "list", "source": source, "show_error": name == "decision"}
        page.data_validation(_FIRST_ROW, at, last, at, choice)


def blind_from_xlsx(
    data: bytes,
    drawn: Iterable[Span],
    labels: Labels,
    *,
    casebook: str,
    coder: str,
    at: str,
    answers: Iterable[Answer] = (),
) -> list[RowResult]:
    """Return what became of each row of the blind page that is not empty; none when the sheet has no such page.

    `drawn` are the passages of the blind share, `answers` all given so far. Raises SheetRefused.
    """
    if not has_page(data, MARK):
        return []
    known, first = {name_of(span): span for span in drawn}, first_answers(answers)
    seen: dict[str, int] = {}
    return [_result(number, row, known, labels, first, seen, (casebook, coder, at)) for number, row in _rows(data)]


def name_of(passage: Span) -> str:
    """Return what a passage is called in a sheet.

    >>> name_of(Span("1f9a4c07", 0, 29))
    '1f9a4c07/0-29'
    """
    return f"{passage.source}/{passage.start}-{passage.end}"


def _rows(data: bytes) -> Iterable[tuple[int, Row]]:
    return rows_in(data, MARK, COLUMNS)


def _result(
    number: int,
    row: Row,
    known: Mapping[str, Span],
    labels: Labels,
    first: Mapping[Span, Answer],
    seen: dict[str, int],
    by: tuple[str, str, str],
) -> RowResult:
    casebook, coder, at = by
    name = row["id"].strip()
    try:
        passage = _passage(number, row, known, casebook)
        codes = _codes(number, row, labels)
        if codes is None:
            return RowResult(number, name, "unchanged")
        if name in seen:
            raise RowTwice(row=number, before=seen[name])
    except SvidokError as error:
        return RowResult(number, name if name in known else "", "refused", error=error)
    seen[name] = number
    before = first.get(passage)
    if before is not None and (before.coder, before.codes) == (coder, codes):
        return RowResult(number, name, "unchanged")
    return RowResult(number, name, "applied", answer=Answer(passage, codes, coder, at))


def _passage(number: int, row: Row, known: Mapping[str, Span], casebook: str) -> Span:
    mark = row[MARK].strip().split(":")
    if mark[0] != MARK or len(mark) != 3:
        raise RowChanged(row=number)
    passage = known.get(row["id"].strip())
    fitting = _mark(casebook, row).split(":")
    if passage is None or mark[1] != fitting[1]:
        raise RowUnknown(row=number)
    if mark[2] != fitting[2]:
        raise RowChanged(row=number)
    return passage


def _codes(number: int, row: Row, labels: Labels) -> tuple[tuple[str, str], ...] | None:
    """The codes answered, none for nothing found; None when the row is left empty."""
    typed = row["decision"].strip()
    codes = [(slot, code) for slot in ACTS for code in codes_in(row[slot])]
    if not typed and not codes:
        return None
    found = found_of(typed) if typed else True
    if found is None:
        raise AnswerUnclear(row=number, why="the word is none of the list")
    if found != bool(codes):
        raise AnswerUnclear(row=number, why="it says found and names no code" if found else "it names codes as well")
    for slot, code in codes:
        if code not in labels.get(slot, {}):
            raise UnknownCode(code="like the one in the cell", near="a code of the list in the sheet")
    return tuple(sorted(codes))


def _mark(casebook: str, cells: Mapping[str, str]) -> str:
    return ":".join((MARK, hashed([casebook])[:8], hashed([casebook, *(flat(cells[name]) for name in _FIXED)])))

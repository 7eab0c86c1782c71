"""Read a filled-in review sheet back, row by row: what cannot be read is refused with its row, the rest goes on."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from svidok.errors import (
    AnswerUnclear,
    RowChanged,
    RowStale,
    RowTwice,
    RowUnknown,
    SvidokError,
    UnknownCode,
)
from svidok.model import Statement, TextLayer
from svidok.review.blind import Answer
from svidok.review.decisions import Change, Decision, standing
from svidok.review.layout import ANSWERS, COLUMNS, MARK, NOTHING, VALUES, Labels, codes_in, mark_of, read_mark
from svidok.review.making import CHOICES, accept, change, correct, reject
from svidok.review.pages import Row, rows_in
from svidok.review.words import act_of

_EDTF = re.compile(r"[0-9X]{4}(-[0-9X]{2}){0,2}[?~%]?(/([0-9X]{4}(-[0-9X]{2}){0,2}[?~%]?|\.\.)?)?")
_CODE = re.compile(r"[A-Za-z0-9_.-]{1,64}")


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of one row: `row` counts from 1 as the spreadsheet program shows it.

    `applied` has a decision, or a blind answer, that is to be kept; `unchanged` says nothing new; `refused` has the
    error. For a blind answer `statement` is the passage.
    """

    row: int
    statement: str
    status: Literal["applied", "unchanged", "refused"]
    decision: Decision | None = None
    error: SvidokError | None = None
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to read a row: who answered, when, and what the casebook holds.

    `details` holds extra values of a place by its code; a place that no statement names and that is neither
    there nor in `labels` is refused.
    """

    statements: Mapping[str, Statement]
    layers: Mapping[str, TextLayer]
    labels: Labels
    casebook: str
    coder: str
    at: str
    details: Mapping[str, Mapping[str, str]]
    settles: bool


def from_xlsx(
    data: bytes,
    statements: Iterable[Statement],
    layers: Mapping[str, TextLayer],
    labels: Labels,
    *,
    casebook: str,
    coder: str,
    at: str,
    decisions: Iterable[Decision] = (),
    details: Mapping[str, Mapping[str, str]] | None = None,
    settles: bool = False,
) -> list[RowResult]:
    """Return what became of each row that is not empty, in order.

    The arguments are those of `to_xlsx`, though `labels` may be in another language; `decisions` are all made
    so far, so that reading a sheet twice adds nothing. Raises SheetRefused when the file is no review sheet;
    whatever is wrong with a row is in its result.
    """
    known = tuple(statements)
    reader = Reader({s.ref: s for s in known}, layers, labels, casebook, coder, at, _details(known, details), settles)
    stand, first = standing(decisions), dict[str, int]()
    return [_result(reader, number, row, stand, first) for number, row in rows_in(data, MARK, COLUMNS)]


def _result(
    reader: Reader, number: int, row: Row, stand: Mapping[str, Mapping[str, Decision]], first: dict[str, int]
) -> RowResult:
    ref = row["id"].strip()
    try:
        statement = _statement(reader, number, row)
        if ref in first:
            raise RowTwice(row=number, before=first[ref])
        decision = _decision(reader, number, row, statement)
    except SvidokError as error:
        # an id that is none of ours may be anything that somebody typed: it is not repeated
        return RowResult(number, ref if ref in reader.statements else "", "refused", error=error)
    if decision is None:
        return RowResult(number, ref, "unchanged")
    first[ref] = number
    before = stand.get(ref, {}).get(reader.coder)
    if before is not None and replace(before, at=decision.at) == decision:
        return RowResult(number, ref, "unchanged")
    return RowResult(number, ref, "applied", decision)


def _statement(reader: Reader, number: int, row: Row) -> Statement:
    """Return the statement of a row whose mark fits; otherwise raise what is wrong with the row."""
    mark, statement = read_mark(row[MARK].strip()), reader.statements.get(row["id"].strip())
    if mark is None:
        raise RowChanged(row=number)
    if statement is None:
        raise RowUnknown(row=number)
    fitting = read_mark(mark_of(reader.casebook, statement, row))
    if fitting is None or mark.casebook != fitting.casebook:
        raise RowUnknown(row=number)
    if mark.cells != fitting.cells:
        raise RowChanged(row=number)
    if mark.content != fitting.content:
        raise RowStale(row=number)
    return statement


def _decision(reader: Reader, number: int, row: Row, statement: Statement) -> Decision | None:
    typed, note = row["decision"].strip(), row["note"].strip()
    filled = [name for name in ANSWERS if name not in ("decision", "note") and row[name].strip()]
    act = act_of(typed)
    if not typed and not filled:
        return None
    if act is None:
        raise AnswerUnclear(row=number, why="the word is none of the list" if typed else "there is no decision")
    if (act == "correct") != bool(set(filled) - {"words"}):
        why = "it says correct and has no corrected value" if act == "correct" else "it has corrected values as well"
        raise AnswerUnclear(row=number, why=why)
    if act != "correct":
        make = accept if act == "accept" else reject
        return make(statement, reader.coder, reader.at, note=note, settles=reader.settles)
    changes = [one for name in VALUES for one in _changes(reader, row, statement, name)]
    return correct(statement, changes, reader.coder, reader.at, note=note, settles=reader.settles)


def _changes(reader: Reader, row: Row, statement: Statement, name: str) -> Iterator[Change]:
    """Yield what a corrected cell changes: its values pair with those that go, in order, and take their words."""
    cell, quote = row[f"new_{name}"].strip(), row["words"]
    if not cell:
        return
    wanted = () if cell == NOTHING else codes_in(cell)
    if name in CHOICES:
        if wanted != (getattr(statement, name),):
            yield change(statement, name, wanted[0] if len(wanted) == 1 else "")
        return
    present = statement.values(name)
    going = [code for code in present if code not in wanted]
    coming = [_known(reader, name, code) for code in wanted if code not in present]
    text = reader.layers[statement.source].text
    for at, code in enumerate(coming):
        old = going[at] if at < len(going) else ""
        # a value that merely joins others has no words of its own, unless they are quoted
        detail = reader.details.get(code) if name == "place" else None
        yield change(statement, name, code, old=old, text=text, quote=quote if quote.strip() else "", detail=detail)
    for code in going[len(coming) :]:
        yield change(statement, name, "", old=code)


def _known(reader: Reader, name: str, code: str) -> str:
    known: Iterable[str] = reader.labels.get(name, {})
    if name == "place":
        known = {*known, *reader.details}
    if code in known or (name == "date" and _EDTF.fullmatch(code)):
        return code
    shown = code if _CODE.fullmatch(code) else "like the one in the cell"
    raise UnknownCode(code=shown, near="a code of the list in the sheet")


def _details(
    statements: Sequence[Statement], details: Mapping[str, Mapping[str, str]] | None
) -> dict[str, Mapping[str, str]]:
    found = {a.value: a.detail for statement in statements for a in statement.slot("place")}
    return {**found, **(details or {})}

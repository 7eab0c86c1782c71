"""Review: a person accepts, corrects, rejects or adds what the program proposed. Pure: values in, values out.

`decisions` says what stands after all decisions, `making` makes them, `sheet` writes proposals into a
spreadsheet and reads a person's answers back. `queue` says what to look at first, `learning` how sure readers of a
casebook would be; `passages` draws the tenth that is coded without proposals, `blind` says what that shows.
"""

from svidok.review.blind import Answer, Measured, Rate, answer_from_plain, answer_to_plain, measured
from svidok.review.blind_page import blind_from_xlsx
from svidok.review.decisions import (
    Change,
    Decision,
    Disagreement,
    apply,
    disagreements,
    fingerprint,
    proposals,
    stale,
    standing,
)
from svidok.review.learning import Fit, examples, fit_from_plain, fit_to_plain, refitted
from svidok.review.making import accept, add, change, correct, reject
from svidok.review.passages import drawn, lies_in, passages
from svidok.review.plain import decision_from_plain, decision_to_plain
from svidok.review.queue import queue
from svidok.review.quoting import find_quote
from svidok.review.sheet import RowResult, from_xlsx, to_xlsx

__all__ = [
    "Answer",
    "Change",
    "Decision",
    "Disagreement",
    "Fit",
    "Measured",
    "Rate",
    "RowResult",
    "accept",
    "add",
    "answer_from_plain",
    "answer_to_plain",
    "apply",
    "blind_from_xlsx",
    "change",
    "correct",
    "decision_from_plain",
    "decision_to_plain",
    "disagreements",
    "drawn",
    "examples",
    "find_quote",
    "fingerprint",
    "fit_from_plain",
    "fit_to_plain",
    "from_xlsx",
    "lies_in",
    "measured",
    "passages",
    "proposals",
    "queue",
    "refitted",
    "reject",
    "stale",
    "standing",
    "to_xlsx",
]

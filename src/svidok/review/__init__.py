"""Review: a person accepts, corrects, rejects or adds what the program proposed. Pure: values in, values out.

`decisions` says what stands after all decisions, `making` makes them, `sheet` writes proposals into a
spreadsheet and reads a person's answers back.
"""

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
from svidok.review.making import accept, add, change, correct, reject
from svidok.review.plain import decision_from_plain, decision_to_plain
from svidok.review.quoting import find_quote
from svidok.review.sheet import RowResult, from_xlsx, to_xlsx

__all__ = [
    "Change",
    "Decision",
    "Disagreement",
    "RowResult",
    "accept",
    "add",
    "apply",
    "change",
    "correct",
    "decision_from_plain",
    "decision_to_plain",
    "disagreements",
    "find_quote",
    "fingerprint",
    "from_xlsx",
    "proposals",
    "reject",
    "stale",
    "standing",
    "to_xlsx",
]

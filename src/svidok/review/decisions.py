"""Decisions, and what stands after them.

The program is a coder too, with the id "svidok", but one that only proposes. Of each person the last decision
on a statement stands, whole. Two people who differ cancel each other until a decision that settles comes: a
statement in dispute is unreviewed, since it is no fact yet.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from svidok.errors import ProgramDecides
from svidok.model import Assertion, Span, Statement

Act = Literal["accept", "reject", "correct", "add"]

PROGRAM = "svidok"
FIELDS = ("level", "polarity", "passport_link")  # what a correction can change besides the slots
REASON = "a person's correction"


@dataclass(frozen=True, slots=True)
class Change:
    """One correction within a statement: in `slot`, `value` takes the place of `old`.

    `old` is "" to put a value beside what is there, `value` is "" to take one away. `slot` may also be `level`,
    `polarity` or `passport_link`, which have no span. Everything else is read from words: `span` and `quote`.
    """

    slot: str
    old: str = ""
    value: str = ""
    span: Span | None = None
    quote: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person says of one statement.

    `of` is the `fingerprint` of the proposal that the person saw: when a later reading proposes something else
    under the same id, the decision does not carry over to it. `added` is the statement that an `add` brings.
    `settles` marks a third person's word on a difference between two.
    """

    statement: str
    act: Act
    coder: str
    at: str
    of: str
    changes: tuple[Change, ...] = ()
    added: Statement | None = None
    settles: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        if self.coder in ("", PROGRAM):
            raise ProgramDecides(statement=self.statement)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two or more people who differ about a statement; `over` names where: `review`, a field or a slot."""

    statement: str
    coders: tuple[str, ...]
    over: tuple[str, ...]


def fingerprint(statement: Statement) -> str:
    """Return 16 hex digits that name what a statement says: not who read it, why, or how sure they were.

    >>> s = Statement("S1", "a.txt", "individual", "asserted", "passport", Span("a.txt", 0, 9))
    >>> [fingerprint(s) == fingerprint(other) for other in (replace(s, review="accepted"), replace(s, level="group"))]
    [True, False]
    """
    said = {name: list(value) for name, value in content(statement).items()}
    plain = json.dumps([statement.ref, said], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def content(statement: Statement) -> dict[str, tuple[object, ...]]:
    """Return what a statement says, part by part: its fields, its scene and each slot that is filled.

    >>> content(Statement("S1", "a", "group", "asserted", "none", Span("a", 0, 1)))["level"]
    ('group',)
    """
    said: dict[str, tuple[object, ...]] = {name: (getattr(statement, name),) for name in FIELDS}
    said["scene"] = (statement.scene.start, statement.scene.end)
    for slot in sorted({assertion.slot for assertion in statement.assertions}):
        said[slot] = tuple(sorted({(a.value, a.span.start, a.span.end) for a in statement.slot(slot)}))
    return said


def proposals(statements: Iterable[Statement], decisions: Iterable[Decision]) -> tuple[Statement, ...]:
    """Return what there is to decide about: the statements, and after them those that people added.

    >>> proposals([Statement("S1", "a", "group", "asserted", "none", Span("a", 0, 1))], [])[0].review
    'unreviewed'
    """
    known = {statement.ref: statement for statement in statements}
    for decision in decisions:
        if decision.added is not None:
            known.setdefault(decision.added.ref, decision.added)
    return tuple(known.values())


def standing(decisions: Iterable[Decision]) -> dict[str, dict[str, Decision]]:
    """Return the last decision of each coder on each statement: `standing(…)[ref][coder]`.

    `decisions` come in the order of the ledger.

    >>> first = Decision("a/S1", "accept", "o.k", "2026-01-02T10:00:00Z", "0" * 16)
    >>> second = replace(first, act="reject", at="2026-01-03T10:00:00Z")
    >>> standing([first, second])["a/S1"]["o.k"].act
    'reject'
    """
    by_statement: dict[str, dict[str, Decision]] = {}
    for decision in decisions:
        by_coder = by_statement.setdefault(decision.statement, {})
        by_coder.pop(decision.coder, None)  # so that the order within stays that of the last words
        by_coder[decision.coder] = decision
    return by_statement


def apply(statements: Iterable[Statement], decisions: Iterable[Decision]) -> tuple[Statement, ...]:
    """Return the statements as they stand after the decisions, and after them those that people added.

    Nothing is left out: what was rejected comes back with `review="rejected"`, and `Statement.counts` is then
    false. What is in dispute, or was decided about another wording, comes back as it was proposed.

    >>> s = Statement("S1", "a.txt", "individual", "asserted", "passport", Span("a.txt", 0, 9))
    >>> yes = Decision("a.txt/S1", "accept", "o.k", "2026-01-02T10:00:00Z", fingerprint(s))
    >>> [apply([s], d)[0].review for d in ([], [yes], [yes, replace(yes, coder="m.t", act="reject")])]
    ['unreviewed', 'accepted', 'unreviewed']
    """
    made = tuple(decisions)
    stand = standing(made)
    return tuple(_decided(statement, stand.get(statement.ref, {})) for statement in proposals(statements, made))


def disagreements(statements: Iterable[Statement], decisions: Iterable[Decision]) -> tuple[Disagreement, ...]:
    """Return the statements about which people differ and which no decision has settled.

    >>> s = Statement("S1", "a.txt", "individual", "asserted", "passport", Span("a.txt", 0, 9))
    >>> yes = Decision("a.txt/S1", "accept", "o.k", "2026-01-02T10:00:00Z", fingerprint(s))
    >>> disagreements([s], [yes, replace(yes, coder="m.t", act="reject")])
    (Disagreement(statement='a.txt/S1', coders=('m.t', 'o.k'), over=('review',)),)
    """
    made = tuple(decisions)
    stand, found = standing(made), []
    for statement in proposals(statements, made):
        words = _words_on(statement, stand.get(statement.ref, {}))
        over = _differences([outcome(statement, word) for word in words])
        if over and not any(word.settles for word in words):
            found.append(Disagreement(statement.ref, tuple(sorted(word.coder for word in words)), over))
    return tuple(found)


def stale(statements: Iterable[Statement], decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the standing decisions that are about another wording than the present, or about nothing present.

    >>> stale([], [Decision("a/S1", "accept", "o.k", "2026-01-02T10:00:00Z", "0" * 16)])[0].statement
    'a/S1'
    """
    made = tuple(decisions)
    present = {statement.ref: fingerprint(statement) for statement in proposals(statements, made)}
    words = [word for by_coder in standing(made).values() for word in by_coder.values()]
    return tuple(word for word in words if present.get(word.statement) != word.of)


def outcome(statement: Statement, decision: Decision) -> Statement:
    """Return the statement as one decision alone would leave it.

    >>> s = Statement("S1", "a.txt", "individual", "asserted", "passport", Span("a.txt", 0, 9))
    >>> group = (Change("level", value="group"),)
    >>> fix = Decision("a.txt/S1", "correct", "o.k", "2026-01-02T10:00:00Z", fingerprint(s), group)
    >>> outcome(s, fix).level, outcome(s, fix).review
    ('group', 'corrected')
    """
    if decision.act == "reject":
        return replace(statement, review="rejected")
    if decision.act != "correct":
        return replace(statement, review="accepted")
    for one in decision.changes:
        statement = _changed(statement, one, decision.coder)
    return replace(statement, review="corrected")


def _words_on(statement: Statement, by_coder: Mapping[str, Decision]) -> list[Decision]:
    if not by_coder:
        return []
    now = fingerprint(statement)
    return [decision for decision in by_coder.values() if decision.of == now]


def _decided(statement: Statement, by_coder: Mapping[str, Decision]) -> Statement:
    words = _words_on(statement, by_coder)
    settling = [word for word in words if word.settles][-1:]
    outcomes = [outcome(statement, word) for word in settling or words]
    return statement if not outcomes or _differences(outcomes) else outcomes[-1]


def _differences(outcomes: list[Statement]) -> tuple[str, ...]:
    rejected = {one.review == "rejected" for one in outcomes}
    if len(rejected) > 1:
        return ("review",)
    if rejected == {True}:
        return ()  # what is rejected by all needs no agreement about its parts
    said = [content(one) for one in outcomes]
    names = dict.fromkeys(name for one in said for name in one)
    return tuple(name for name in names if any(one.get(name) != said[0].get(name) for one in said))


def _changed(statement: Statement, one: Change, coder: str) -> Statement:
    if one.slot == "level":
        return replace(statement, level=one.value)  # type: ignore[arg-type]  # `making.change` checked it
    if one.slot == "polarity":
        return replace(statement, polarity=one.value)  # type: ignore[arg-type]
    if one.slot == "passport_link":
        return replace(statement, passport_link=one.value)  # type: ignore[arg-type]
    kept = [a for a in statement.assertions if not (one.old and a.slot == one.slot and a.value == one.old)]
    if one.value and one.span is not None:
        kept.append(Assertion(one.slot, one.value, one.span, one.quote, 1.0, REASON, coder, dict(one.detail)))
    return replace(statement, assertions=tuple(kept))

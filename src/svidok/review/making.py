"""Make decisions, with their words looked up in the source: every value a person gives quotes it."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from svidok.errors import NothingCorrected, SlotUnknown, WordsNeeded
from svidok.model import SLOTS, Assertion, Attribution, Level, PassportLink, Polarity, Span, Statement
from svidok.review.decisions import Change, Decision, fingerprint
from svidok.review.quoting import find_quote

CHOICES: Mapping[str, tuple[str, ...]] = {
    "level": get_args(Level),
    "polarity": get_args(Polarity),
    "passport_link": get_args(PassportLink),
}
ADDED_REASON = "added by a person"


def accept(statement: Statement, coder: str, at: str, *, note: str = "", settles: bool = False) -> Decision:
    """Return the decision that the statement is right as it was proposed.

    >>> s = Statement("S1", "a.txt", "individual", "asserted", "passport", Span("a.txt", 0, 9))
    >>> accept(s, "o.k", "2026-01-02T10:00:00Z").act
    'accept'
    """
    return Decision(statement.ref, "accept", coder, at, fingerprint(statement), note=note, settles=settles)


def reject(statement: Statement, coder: str, at: str, *, note: str = "", settles: bool = False) -> Decision:
    """Return the decision that the source does not say this.

    >>> s = Statement("S1", "a.txt", "individual", "asserted", "passport", Span("a.txt", 0, 9))
    >>> reject(s, "o.k", "2026-01-02T10:00:00Z", note="a joke").note
    'a joke'
    """
    return Decision(statement.ref, "reject", coder, at, fingerprint(statement), note=note, settles=settles)


def correct(
    statement: Statement, changes: Iterable[Change], coder: str, at: str, *, note: str = "", settles: bool = False
) -> Decision:
    """Return the decision that the statement is right once these changes are made.

    It replaces the coder's earlier corrections, so `changes` must hold all of them. Raises NothingCorrected
    for no change.

    >>> s = Statement("S1", "a.txt", "individual", "asserted", "passport", Span("a.txt", 0, 9))
    >>> correct(s, [change(s, "level", "group")], "o.k", "2026-01-02T10:00:00Z").changes[0].value
    'group'
    """
    made = tuple(changes)
    if not made:
        raise NothingCorrected(statement=statement.ref)
    of = fingerprint(statement)
    return Decision(statement.ref, "correct", coder, at, of, changes=made, note=note, settles=settles)


def change(
    statement: Statement,
    slot: str,
    value: str,
    *,
    old: str = "",
    text: str = "",
    quote: str = "",
    position: int | None = None,
    detail: Mapping[str, str] | None = None,
) -> Change:
    """Return one change: in `slot`, `value` for `old`, read from the words `quote` of the layer's `text`.

    Without a quote the words of `old` are kept: the code was wrong, not the place. Raises SlotUnknown,
    WordsNeeded when there are no words to keep, and the errors of `find_quote`.

    >>> s = Statement("S1", "a.txt", "individual", "asserted", "passport", Span("a.txt", 0, 9))
    >>> change(s, "service", "health.insulin", text="no insulin", quote="insulin").span
    Span(source='a.txt', start=3, end=10)
    """
    if slot in CHOICES:
        if value not in CHOICES[slot]:
            raise SlotUnknown(slot=slot, known=", ".join(CHOICES[slot]))
        return Change(slot, getattr(statement, slot), value)
    if slot not in SLOTS:
        raise SlotUnknown(slot="a correction", known=", ".join((*CHOICES, *SLOTS)))
    if not value:
        return Change(slot, old)
    if quote:
        span = find_quote(text, statement.source, quote, position, statement.scene)
        return Change(slot, old, value, span, quote, dict(detail or {}))
    kept = [assertion for assertion in statement.slot(slot) if assertion.value == old]
    if not kept:
        raise WordsNeeded(statement=statement.ref, slot=slot)
    return Change(slot, old, value, kept[0].span, kept[0].quote, dict(detail or {}))


def add(
    source: str,
    text: str,
    read: Sequence[tuple[str, str, str]],
    coder: str,
    at: str,
    *,
    level: Level = "individual",
    polarity: Polarity = "asserted",
    passport_link: PassportLink = "passport",
    attribution: tuple[Attribution, ...] = (),
    note: str = "",
) -> Decision:
    """Return the decision that brings a statement the program missed: `read` holds (slot, value, quote) each.

    Its id comes from what it says, so that adding the same twice is adding it once. Raises SlotUnknown,
    WordsNeeded for nothing read, and the errors of `find_quote`.

    >>> made = add("a.txt", "no insulin", [("service", "health.insulin", "insulin")], "o.k", "2026-01-02T10:00:00Z")
    >>> made.added.scene, made.statement == made.added.ref
    (Span(source='a.txt', start=3, end=10), True)
    """
    if not read:
        raise WordsNeeded(statement=source, slot="a new statement")
    assertions = tuple(_assertion(source, text, slot, value, quote, coder) for slot, value, quote in read)
    said = [[level, polarity, passport_link], [[a.slot, a.value, a.span.start, a.span.end] for a in assertions]]
    name = hashlib.sha256(json.dumps(said).encode()).hexdigest()[:8]
    scene = Span(source, min(a.span.start for a in assertions), max(a.span.end for a in assertions))
    added = Statement(f"H{name}", source, level, polarity, passport_link, scene, assertions, attribution)
    return Decision(added.ref, "add", coder, at, fingerprint(added), added=added, note=note)


def _assertion(source: str, text: str, slot: str, value: str, quote: str, coder: str) -> Assertion:
    if slot not in SLOTS:
        raise SlotUnknown(slot="a new statement", known=", ".join(SLOTS))
    return Assertion(slot, value, find_quote(text, source, quote), quote, 1.0, ADDED_REASON, coder)

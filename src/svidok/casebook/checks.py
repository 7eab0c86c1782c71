"""What must hold before something is kept."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from svidok.errors import CoderUnknown, ReasonRefused, SettlesOwn, SpanMisplaced, StatementUnknown, TimeUnclear
from svidok.model import Span, Statement, TextLayer
from svidok.review.decisions import Decision, fingerprint

RUN = 4  # words in a row that nobody repeats by chance
LEAST_NAME = 3


def stamp(moment: datetime) -> str:
    """Return a moment as the ledger writes it; raises TimeUnclear when it has no time zone.

    >>> stamp(datetime(2026, 3, 1, 9, 30, tzinfo=UTC))
    '2026-03-01T09:30:00Z'
    """
    if moment.tzinfo is None:
        raise TimeUnclear
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def check_reason(reason: str, name: str, text: str, people: Iterable[str]) -> None:
    """Raise ReasonRefused for a reason of an erasure that is empty, or that repeats what is to be erased.

    What is looked for: the file's name, who told, and any run of four words of the text.

    >>> check_reason("the witness asked for it", "talk.txt", "They gave no insulin without it.", ["Halyna"])
    >>> check_reason("she gave no insulin without it", "talk.txt", "They gave no insulin without it.", [])
    Traceback (most recent call last):
    svidok.errors.ReasonRefused: SV481: this reason cannot be kept: it repeats words of the source
      do: say in your own words why, without names; nothing has been changed
    """
    said, stem = reason.casefold(), name.rsplit(".", 1)[0]
    if not said.strip():
        raise ReasonRefused(why="it is empty")
    if any(len(one) >= LEAST_NAME and one.casefold() in said for one in (name, stem, *people)):
        raise ReasonRefused(why="it repeats a name that is to be erased")
    words, told = said.split(), " ".join(text.casefold().split())
    runs = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    if any(run in told for run in runs):
        raise ReasonRefused(why="it repeats words of the source")


def check_statements(source: str, layer: TextLayer, statements: Iterable[Statement]) -> None:
    """Raise SpanMisplaced unless every quote of every statement stands where it says, in this source."""
    for statement in statements:
        if statement.source != source:
            raise _misplaced(statement, Span(source, 0, 0))
        _check_span(statement, layer, statement.scene, None)
        for assertion in statement.assertions:
            _check_span(statement, layer, assertion.span, assertion.quote)
        for member in statement.attribution:
            if member.span is not None:
                _check_span(statement, layer, member.span, None)


def check_decision(
    decision: Decision,
    statements: Collection[Statement],
    layer: TextLayer,
    *,
    coders: Collection[str],
    before: Iterable[Decision],
) -> None:
    """Raise unless a known coder decides about a statement that is there and quotes words that are there.

    `before` are the decisions made so far: who took a side there cannot settle.
    """
    if decision.coder not in coders:
        raise CoderUnknown(coder=decision.coder)
    sides = {(one.statement, one.coder) for one in before if not one.settles}
    if decision.settles and (decision.statement, decision.coder) in sides:
        raise SettlesOwn(coder=decision.coder, statement=decision.statement)
    about = decision.added or next((one for one in statements if one.ref == decision.statement), None)
    if about is None or fingerprint(about) != decision.of or about.ref != decision.statement:
        raise StatementUnknown(statement=decision.statement)
    if decision.added is not None:
        check_statements(about.source, layer, [decision.added])
    for change in decision.changes:
        if change.span is not None:
            _check_span(about, layer, change.span, change.quote)


def _check_span(statement: Statement, layer: TextLayer, span: Span, quote: str | None) -> None:
    inside = 0 <= span.start <= span.end <= len(layer.text) and span.source == statement.source
    if not inside or (quote is not None and span.of(layer.text) != quote):
        raise _misplaced(statement, span)


def _misplaced(statement: Statement, span: Span) -> SpanMisplaced:
    return SpanMisplaced(statement=statement.id, source=span.source, start=span.start, end=span.end)

"""The order in which proposals are looked at: the least sure first, and among equals one of each kind before a second.

The score of a proposal is the chance that readers accept it, so nothing is learnt from one at 0.99 that could not be
guessed, and most from one at one half.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from svidok.model import Assertion, Statement

ACTS: Final = ("service", "coercion")  # the slots that say what was done; the score of a proposal is theirs
_BANDS: Final = 10  # chances are no finer than that: within a band proposals count as equally unsure


def queue(statements: Iterable[Statement]) -> list[Statement]:
    """Return proposals in the order of review; the same ones give the same order, however they come.

    >>> from svidok.model import Span
    >>> def made(name, score):
    ...     read = Assertion("service", "health.insulin", Span("a", 0, 1), "x", score, "")
    ...     return Statement(name, "a", "group", "asserted", "passport", Span("a", 0, 1), (read,))
    >>> [one.id for one in queue([made("S1", 0.97), made("S2", 0.55), made("S3", 0.1)])]
    ['S2', 'S3', 'S1']
    """
    unsure = {one.ref: one for one in statements}
    ranked = sorted(unsure.values(), key=lambda one: (_band(one), one.source, _place(one), one.ref))
    # the turn of a proposal within its source and, of those, within its code; both begin anew in each band
    by_source = _turns((_band(one), one.source) for one in ranked)
    spread = [one for _, one in sorted(zip(by_source, ranked, strict=True), key=lambda pair: (_band(pair[1]), pair[0]))]
    by_code = _turns((_band(one), doubtful(one).value if _acts(one) else "") for one in spread)
    return [one for _, one in sorted(zip(by_code, spread, strict=True), key=lambda pair: (_band(pair[1]), pair[0]))]


def unsureness(statement: Statement) -> float:
    """Return how little is known of whether readers accept a proposal: 1 at one half, 0 at no or certain.

    >>> from svidok.model import Span
    >>> read = Assertion("service", "health.insulin", Span("a", 0, 1), "x", 0.75, "")
    >>> unsureness(Statement("S1", "a", "group", "asserted", "passport", Span("a", 0, 1), (read,)))
    0.5
    """
    return max((1 - abs(2 * one.score - 1) for one in _acts(statement)), default=1.0)


def doubtful(statement: Statement) -> Assertion:
    """Return the least sure assertion of a proposal about what was done; it must have one.

    >>> from svidok.model import Span
    >>> read = [Assertion("service", f"x.{n}", Span("a", 0, 1), "x", n / 10, "") for n in (2, 6)]
    >>> doubtful(Statement("S1", "a", "group", "asserted", "passport", Span("a", 0, 1), tuple(read))).value
    'x.6'
    """
    return min(_acts(statement), key=lambda one: (abs(2 * one.score - 1), one.slot, one.value))


def _acts(statement: Statement) -> list[Assertion]:
    return [one for slot in ACTS for one in statement.slot(slot)]


def _band(statement: Statement) -> int:
    return -min(_BANDS - 1, int(unsureness(statement) * _BANDS + 1e-9))


def _place(statement: Statement) -> tuple[int, int]:
    return statement.scene.start, statement.scene.end


def _turns(kinds: Iterable[tuple[int, str]]) -> list[int]:
    """Return how many of its kind stand before each."""
    seen: Counter[tuple[int, str]] = Counter()
    found = []
    for kind in kinds:
        found.append(seen[kind])
        seen[kind] += 1
    return found

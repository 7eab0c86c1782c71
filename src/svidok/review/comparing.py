"""What two or more people said of the same proposals, part by part, and how far they agree.

The unit is one proposal that at least two people decided about. All of them saw what the program proposed, which draws
their answers together: this is agreement about proposals, not about texts. Of each person the first word counts, so
that differences which they settle afterwards do not look like agreement; words that settle for others are left out,
and so are statements that somebody added.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any, Final, Literal

from svidok.model import SLOTS, Statement
from svidok.review.agreement import Coded, Measure, alpha, coded, gwet, interval, kappa, percent
from svidok.review.decisions import FIELDS, Decision, fingerprint, outcome
from svidok.review.making import CHOICES

Name = Literal["percent", "alpha", "masi", "kappa", "gwet"]

KEPT, REJECTED = "accepted", "rejected"
SEED: Final = 1  # any other would do: the same decisions are to give the same figures
_OF_VALUES: Final[Mapping[Name, Measure]] = {"percent": percent, "alpha": alpha, "kappa": kappa, "gwet": gwet}
_OF_SETS: Final[Mapping[Name, Measure]] = {"percent": percent, "masi": partial(alpha, metric="masi")}


@dataclass(frozen=True, slots=True)
class Figure:
    """One coefficient; `value` and `interval` are None where nothing can be said."""

    name: Name
    value: float | None
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far people agree on one part of what they decided about: `review` (kept or rejected), a field or a slot.

    `units` proposals were decided about by at least two people; about fields and slots, by two who kept them.
    """

    part: str
    units: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far the `coders` agree, part by part; a part without two people on any unit is not there."""

    coders: tuple[str, ...]
    parts: tuple[Agreement, ...]


def compare(
    statements: Iterable[Statement], decisions: Iterable[Decision], coders: Iterable[str] = (), *, seed: int = SEED
) -> Comparison:
    """Return how far people agree about the proposals that at least two of them decided about.

    `statements` are what the program proposes; `coders` whom to compare, everybody who decided when left out.
    Decisions about another wording than the present do not count.

    >>> from svidok.model import Span
    >>> from svidok.review.making import accept, reject
    >>> told = [Statement(f"S{n}", "a", "group", "asserted", "passport", Span("a", n, n + 1)) for n in range(4)]
    >>> first = [accept(one, "o.k", "2026-01-02T10:00:00Z") for one in told]
    >>> second = [accept(told[0], "m.t", "2026-01-02T11:00:00Z"), reject(told[1], "m.t", "2026-01-02T11:00:00Z")]
    >>> found = compare(told, first + second).parts[0]
    >>> found.part, found.units, found.figures[0]
    ('review', 2, Figure(name='percent', value=0.5, interval=None))
    """
    made = [one for one in decisions if not one.settles and one.act != "add"]
    who = tuple(sorted(set(coders) or {one.coder for one in made}))
    rows = _outcomes(statements, [one for one in made if one.coder in who], who)
    found = [_agreement(part, told, seed) for part, told in _parts(rows)]
    return Comparison(who, tuple(one for one in found if one.units))


def comparison_to_plain(found: Comparison) -> dict[str, Any]:
    """Return a comparison as plain values, figures to four digits.

    >>> comparison_to_plain(Comparison(("m.t", "o.k"), ()))
    {'coders': ['m.t', 'o.k'], 'unit': 'proposal', 'parts': []}
    """
    parts = [
        {
            "part": one.part,
            "units": one.units,
            "figures": [
                {
                    "name": figure.name,
                    "value": None if figure.value is None else round(figure.value, 4),
                    "interval": [round(end, 4) for end in figure.interval] if figure.interval else None,
                }
                for figure in one.figures
            ],
        }
        for one in found.parts
    ]
    return {"coders": list(found.coders), "unit": "proposal", "parts": parts}


def _outcomes(
    statements: Iterable[Statement], decisions: Iterable[Decision], who: tuple[str, ...]
) -> list[list[Statement | None]]:
    """Return what each person's first word on the present wording makes of each proposal that two spoke of."""
    first: dict[str, dict[str, dict[str, Decision]]] = {}
    for word in decisions:
        first.setdefault(word.statement, {}).setdefault(word.of, {}).setdefault(word.coder, word)
    rows: list[list[Statement | None]] = []
    for statement in statements:
        words = first.get(statement.ref, {}).get(fingerprint(statement), {})
        if len(words) > 1:
            rows.append([outcome(statement, words[coder]) if coder in words else None for coder in who])
    return rows


def _parts(rows: list[list[Statement | None]]) -> Iterator[tuple[str, Coded]]:
    """Yield each part with what people said of it; about a proposal that they rejected they said nothing further."""

    def kept(read: Callable[[Statement], Hashable], values: tuple[Hashable, ...] = ()) -> Coded:
        said = ([None if one is None or one.review == REJECTED else read(one) for one in row] for row in rows)
        return coded(said, values)

    verdicts = ([None if one is None else REJECTED if one.review == REJECTED else KEPT for one in row] for row in rows)
    yield "review", coded(verdicts, (KEPT, REJECTED))
    for name in FIELDS:
        yield name, kept(attrgetter(name), CHOICES[name])
    for slot in SLOTS:
        sets = kept(partial(_codes, slot))
        if any(sets.values):  # a slot that nobody filled says nothing
            yield slot, sets


def _codes(slot: str, statement: Statement) -> Hashable:
    return frozenset(one.value for one in statement.slot(slot))


def _agreement(part: str, told: Coded, seed: int) -> Agreement:
    measures = _OF_SETS if part in SLOTS else _OF_VALUES
    figures = (
        Figure(name, measure(told), interval(told, measure, seed=seed))
        for name, measure in measures.items()
        if name != "kappa" or told.rows.shape[1] == 2
    )
    return Agreement(part, told.units, tuple(figures))

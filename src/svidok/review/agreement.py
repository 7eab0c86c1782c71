"""How far people who coded the same units agree, and how far beyond chance.

Any number of people, values missing where somebody did not code. A coefficient means nothing without its unit: say with
it what the units were. None stands where nothing can be said: where every value is the same, agreement by chance is
complete, and whether people agreed beyond it cannot be told.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

Metric = Literal["nominal", "ordinal", "interval", "masi"]
Weights = Literal["identity", "linear", "quadratic", "ordinal"]
Floats = NDArray[np.float64]

FEWEST: Final = 20  # units; with fewer, intervals hold the true value less often than they say
ROUNDS: Final = 2000
_UNDEFINED_MOST: Final = 0.01  # of the draws: more means that a value was given in hardly any unit


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """What people said of units: the different rows of values that occur, and how many units have each.

    `rows` holds a place in `values` for each person, -1 where they said nothing: shape (rows, people).
    """

    values: tuple[Hashable, ...]
    rows: NDArray[np.int64]
    times: NDArray[np.int64]

    @property
    def units(self) -> int:
        """Return how many units at least two people coded.

        >>> coded([["a", "a"], ["a", "b"], ["b", None]]).units
        2
        """
        return int(self.times[(self.rows >= 0).sum(axis=1) > 1].sum())

    @property
    def counts(self) -> Floats:
        """Return how many people gave each value, by row: shape (rows, values).

        >>> coded([["a", "a"], ["b", None]]).counts.tolist()
        [[2.0, 0.0], [0.0, 1.0]]
        """
        given = self.rows[:, :, None] == np.arange(len(self.values))
        return np.asarray(given.sum(axis=1), dtype=np.float64)


Measure = Callable[[Coded], float | None]


def coded(units: Iterable[Sequence[Hashable | None]], values: Collection[Hashable] = ()) -> Coded:
    """Take in what people said: a row for each unit, in it a value for each person, None where they said nothing.

    `values` are those that could have been given, in their order if they have one; when left out, those that were.
    Sets of codes are frozensets. Units that nobody coded are left out. Raises ValueError for a value that could not
    have been given and for rows of unequal length.

    >>> coded([["yes", "no"], ["yes", "yes"]], values=("no", "yes", "unsure")).values
    ('no', 'yes', 'unsure')
    """
    table = [tuple(row) for row in units]
    if len({len(row) for row in table}) > 1:
        raise ValueError("each row needs a place for each person")
    given = {value for row in table for value in row if value is not None}
    known = tuple(values) or tuple(sorted(given, key=_in_order))
    place: dict[Hashable | None, int] = {None: -1} | {value: at for at, value in enumerate(known)}
    if given - set(known):
        raise ValueError(f"{len(given - set(known))} values are not among those that can be given")
    shape = (len(table), len(table[0]) if table else 0)
    every = np.array([[place[value] for value in row] for row in table], dtype=np.int64).reshape(shape)
    rows, times = np.unique(every[(every >= 0).any(axis=1)], axis=0, return_counts=True)
    return Coded(known, rows, times.astype(np.int64))


def percent(told: Coded) -> float | None:
    """Return the share of pairs of people who gave the same value, each unit weighing the same; 0 to 1.

    >>> percent(coded([["a", "a"], ["a", "b"]]))
    0.5
    """
    return _observed(told, np.eye(len(told.values)))


def kappa(told: Coded, weights: Weights = "identity") -> float | None:
    """Return Cohen's kappa of two people over the units that both coded; weighted for values in order.

    Source: Educational and Psychological Measurement 20 (1960) 37-46. Raises ValueError for more people.

    >>> kappa(coded([["a", "a"], ["b", "b"], ["a", "b"], ["b", "b"]]))
    0.5
    """
    if told.rows.shape[1] != 2:
        raise ValueError(f"kappa is for two people, not for {told.rows.shape[1]}")
    both = (told.rows >= 0).all(axis=1)
    table = np.zeros((len(told.values),) * 2)
    np.add.at(table, tuple(told.rows[both].T), told.times[both])
    if not table.any():
        return None
    table /= table.sum()
    weight = _weights(told.values, weights)
    chance = float(table.sum(axis=1) @ weight @ table.sum(axis=0))
    return _beyond(float((weight * table).sum()), chance)


def gwet(told: Coded, weights: Weights = "identity") -> float | None:
    """Return Gwet's AC1, or AC2 with weights for values in order: it holds where a value is rare and kappa collapses.

    It depends on how many values could have been given: name them all in `coded`. Source: British Journal of
    Mathematical and Statistical Psychology 61 (2008) 29-48.

    >>> rare = coded([["no", "no"]] * 9 + [["no", "yes"]])
    >>> round(gwet(rare), 3), round(kappa(rare), 3)
    (0.89, 0.0)
    """
    weight, counts = _weights(told.values, weights), told.counts
    kinds, observed = len(told.values), _observed(told, weight)
    if observed is None or kinds < 2:
        return None
    share = told.times @ (counts / counts.sum(axis=1, keepdims=True)) / told.times.sum()
    return _beyond(observed, float(weight.sum() * (share @ (1 - share)) / (kinds * (kinds - 1))))


def alpha(told: Coded, metric: Metric = "nominal") -> float | None:
    """Return Krippendorff's alpha over the units that at least two people coded.

    `interval` needs values that are numbers, `ordinal` values in their order, `masi` sets of codes. Source: Content
    Analysis, 4th edition (2019), chapter 12; for sets Proceedings of LREC (2006) 831-836.

    >>> round(alpha(coded([[1, 1], [2, 2], [3, 4], [4, 4]]), "interval"), 3)
    0.926
    >>> care, both = frozenset({"care"}), frozenset({"care", "pension"})
    >>> round(alpha(coded([[care, care], [care, both], [frozenset(), frozenset()]]), "masi"), 3)
    0.667
    """
    enough = (told.rows >= 0).sum(axis=1) > 1
    counts, times = told.counts[enough], told.times[enough]
    totals = times @ counts
    apart = _ranks_apart(totals) if metric == "ordinal" else _apart(told.values, metric)
    within = ((counts @ apart) * counts).sum(axis=1) / (counts.sum(axis=1) - 1)
    expected = float(totals @ apart @ totals)
    return 1 - (float(totals.sum()) - 1) * float(times @ within) / expected if expected else None


def interval(
    told: Coded, measure: Measure, *, seed: int, rounds: int = ROUNDS, level: float = 0.95
) -> tuple[float, float] | None:
    """Return between what a coefficient lies when the units are drawn anew, as often as there are, `rounds` times.

    The same `seed` gives the same interval. None where drawing anew says nothing: with fewer than `FEWEST` units, where
    nobody differs, and where too many draws leave the coefficient undefined. The units must not hang together: several
    of one source make the interval too narrow.

    >>> told = coded([[1, 1]] * 20 + [[2, 2]] * 20 + [[1, 2]] * 6)
    >>> [round(end, 2) for end in interval(told, kappa, seed=1)]
    [0.55, 0.91]
    >>> interval(coded([[1, 1]] * 20 + [[2, 2]] * 20), kappa, seed=1) is None
    True
    """
    if told.units < FEWEST or percent(told) == 1:
        return None
    # the stream of RandomState is promised to stay as it is, that of newer generators is not
    draws = np.random.RandomState(seed).multinomial(told.times.sum(), told.times / told.times.sum(), rounds)
    found = [value for times in draws if (value := measure(replace(told, times=times))) is not None]
    if rounds - len(found) > _UNDEFINED_MOST * rounds:
        return None
    low, high = np.quantile(found, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def masi(one: Collection[Hashable], other: Collection[Hashable]) -> float:
    """Return how far two sets of codes are apart, 0 to 1: less when one holds the other than when they only overlap.

    >>> [round(masi({"a"}, other), 3) for other in ({"a"}, {"a", "b"}, {"b"}, set())]
    [0.0, 0.667, 1.0, 1.0]
    """
    here, there = set(one), set(other)
    if here == there:
        return 0.0
    both = here & there
    held = 2 / 3 if here <= there or there <= here else 1 / 3
    return 1 - held * len(both) / len(here | there)


def _in_order(value: Hashable) -> Any:
    return sorted(value, key=repr) if isinstance(value, frozenset) else value


def _observed(told: Coded, weight: Floats) -> float | None:
    counts = told.counts
    people = counts.sum(axis=1)
    enough = people > 1
    counts, people, times = counts[enough], people[enough], told.times[enough]
    if not times.sum():
        return None
    agreed = (counts * (counts @ weight - 1)).sum(axis=1) / (people * (people - 1))
    return float(times @ agreed / times.sum())


def _beyond(observed: float, chance: float) -> float | None:
    return (observed - chance) / (1 - chance) if chance < 1 else None


def _ranks_apart(totals: Floats) -> Floats:
    middle = np.cumsum(totals) - totals / 2
    return np.asarray((middle[:, None] - middle[None, :]) ** 2)


@lru_cache(maxsize=16)  # the same for each draw of `interval`, and slow for many sets
def _apart(values: tuple[Hashable, ...], metric: Metric) -> Floats:
    if metric == "interval":
        numbers = np.array(values, dtype=np.float64)
        return np.asarray((numbers[:, None] - numbers[None, :]) ** 2)
    if metric == "masi":
        sets = [value if isinstance(value, frozenset) else frozenset([value]) for value in values]
        return np.array([[masi(one, other) for other in sets] for one in sets], dtype=np.float64)
    return 1 - np.eye(len(values))


@lru_cache(maxsize=16)
def _weights(values: tuple[Hashable, ...], kind: Weights) -> Floats:
    size = len(values)
    if kind == "identity" or size < 2:
        return np.eye(size)
    steps = np.abs(np.arange(size)[:, None] - np.arange(size)[None, :]).astype(np.float64)
    apart = {"linear": steps, "quadratic": steps**2, "ordinal": steps * (steps + 1) / 2}[kind]
    return np.asarray(1 - apart / apart.max())

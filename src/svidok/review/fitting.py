"""Fit what a casebook learns from its decisions. Apart, since only this needs arrays, which take a while to load."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from svidok.errors import TooFewDecisions
from svidok.review.learning import BASE, SLOPE, Example, Fit

LEAST: Final = 30  # decisions; fewer say more about who happened to come first than about the reader
# How strongly weights are held back, those of a code more than others; a multiple of it is chosen by what foretells
# decisions that were left out, the strongest unless less gains clearly.
_HELD: Final = {BASE: 0.25, SLOPE: 6.0, "code": 2.0}
_HELD_OTHERS: Final = 1.0
_MULTIPLES: Final = (30.0, 10.0, 3.0, 1.0)
_PARTS: Final = 5
_STEPS, _HALVINGS, _SETTLED, _DIGITS = 60, 30, 1e-10, 6

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Told:
    """Examples as arrays: a row each, the reader's log-odds, what was decided, what each weighs."""

    rows: Array
    odds: Array
    right: Array
    weight: Array

    def some(self, chosen: NDArray[np.bool_]) -> "Told":
        """Return some of the examples."""
        return Told(self.rows[chosen], self.odds[chosen], self.right[chosen], self.weight[chosen])

    def losses(self, weights: Array) -> Array:
        """Minus the log-likelihood of each."""
        odds = self.odds + self.rows @ weights
        return np.asarray(self.weight * (np.logaddexp(0, odds) - self.right * odds), dtype=np.float64)

    def loss(self, weights: Array) -> float:
        """Minus the log-likelihood of all."""
        return float(self.losses(weights).sum())


def fit(taught: Sequence[Example], decisions: int) -> Fit:
    """Return what examples teach; the same ones in any order give the same bytes.

    Raises TooFewDecisions when fewer than 30 were made.

    >>> told = [Example(("lang:uk",), 2.0, float(n % 5 == 0), 1.0) for n in range(100)]
    >>> fit(told, 100).chance(("lang:uk",), 2.0) < 0.4
    True
    """
    if decisions < LEAST:
        raise TooFewDecisions(count=decisions, least=LEAST)
    ordered = sorted(taught, key=lambda one: (one.features, one.odds, one.right, one.weight))
    columns = [BASE, SLOPE, *sorted({name for one in ordered for name in one.features})]
    told = _arrays(ordered, columns)
    held = np.array([_HELD.get(name.split(":")[0], _HELD_OTHERS) for name in columns])
    found = newton(told, held * _multiple(told, held))
    # digits beyond these differ from one machine to the next; adding zero makes -0.0 a plain zero
    weights = {name: round(float(value), _DIGITS) + 0.0 for name, value in zip(columns, found, strict=True)}
    return Fit(weights, decisions)


def _arrays(ordered: Sequence[Example], columns: Sequence[str]) -> Told:
    at = {name: column for column, name in enumerate(columns)}
    rows = np.zeros((len(ordered), len(columns)))
    for row, one in zip(rows, ordered, strict=True):
        row[at[BASE]], row[at[SLOPE]] = 1.0, one.odds
        row[[at[name] for name in one.features]] = 1.0
    odds, right, weight = (np.array([getattr(one, name) for one in ordered]) for name in ("odds", "right", "weight"))
    return Told(rows, odds, right, weight)


def _multiple(told: Told, held: Array) -> float:
    """Return how many times as strongly weights are held back: what foretells best the parts that are left out."""
    part = np.arange(len(told.odds)) % _PARTS  # neighbours are alike, so that each part has some of every kind
    losses = {}
    for multiple in _MULTIPLES:
        lost = np.zeros(len(part))
        for out in range(_PARTS):
            weights = newton(told.some(part != out), held * multiple)
            lost[part == out] = told.some(part == out).losses(weights)
        losses[multiple] = lost
    best = min(_MULTIPLES, key=lambda multiple: float(losses[multiple].sum()))
    # the strongest that is not clearly worse than the best: what chance alone could have gained is no gain
    for multiple in _MULTIPLES:
        worse = losses[multiple] - losses[best]
        if float(worse.sum()) <= float(worse.std()) * np.sqrt(len(part)):
            return multiple
    return best


def newton(told: Told, held: Array) -> Array:
    """Return the weights beside the known log-odds that fit best, each held back towards nothing.

    Newton's steps, each halved until it makes things better: the whole step can miss where chances are near 0 or 1.

    >>> even = Told(np.ones((2, 1)), np.zeros(2), np.array([0.0, 1.0]), np.ones(2))
    >>> newton(even, np.array([1.0])).tolist()
    [0.0]
    """
    found = np.zeros(told.rows.shape[1])
    cost = told.loss(found)
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(told.odds + told.rows @ found, -30, 30)))
        slope = told.rows.T @ (told.weight * (told.right - chance)) - held * found
        bend = (told.rows * (told.weight * chance * (1 - chance))[:, None]).T @ told.rows + np.diag(held)
        step = np.linalg.solve(bend, slope)
        for _ in range(_HALVINGS):
            then = told.loss(found + step) + float(held @ (found + step) ** 2) / 2
            if then <= cost:
                break
            step = step / 2
        else:
            break
        found, cost = found + step, then
        if np.abs(step).max() < _SETTLED:
            break
    return found

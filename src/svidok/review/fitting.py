"""Fit what a casebook learns from its decisions. Apart, since only this needs arrays, which take a while to load."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from svidok.errors import TooFewDecisions
from svidok.review.learning import BASE, SLOPE, Example, Fit

LEAST: Final = 30  # decisions; fewer say more about who happened to come first than about the reader
_HELD: Final = {BASE: 0.1, SLOPE: 4.0, "code": 2.0}  # how strongly a weight is held back
_HELD_OTHERS: Final = 1.0
_STEPS, _LONGEST_STEP, _SETTLED, _DIGITS = 60, 2.0, 1e-10, 6


def fit(taught: Sequence[Example], decisions: int) -> Fit:
    """Return the layer that examples give, by Newton's steps; the same ones in any order give the same bytes.

    Raises TooFewDecisions when fewer than 30 were made.

    >>> told = [Example(("lang:uk",), 2.0, float(n % 5 == 0), 1.0) for n in range(100)]
    >>> round(fit(told, 100).chance(("lang:uk",), 2.0), 1)
    0.2
    """
    if decisions < LEAST:
        raise TooFewDecisions(count=decisions, least=LEAST)
    ordered = sorted(taught, key=lambda one: (one.features, one.odds, one.right, one.weight))
    columns = [BASE, SLOPE, *sorted({name for one in ordered for name in one.features})]
    at = {name: column for column, name in enumerate(columns)}
    rows = np.zeros((len(ordered), len(columns)))
    for row, one in zip(rows, ordered, strict=True):
        row[at[BASE]], row[at[SLOPE]] = 1.0, one.odds
        row[[at[name] for name in one.features]] = 1.0
    right, weight = (np.array([getattr(one, name) for one in ordered]) for name in ("right", "weight"))
    held = np.array([_HELD.get(name.split(":")[0], _HELD_OTHERS) for name in columns])
    found = _fitted(rows, np.array([one.odds for one in ordered]), right, weight, held)
    # digits beyond these differ from one machine to the next; adding zero makes -0.0 a plain zero
    weights = {name: round(float(value), _DIGITS) + 0.0 for name, value in zip(columns, found, strict=True)}
    return Fit(weights, decisions)


def _fitted(
    rows: NDArray[np.float64],
    odds: NDArray[np.float64],
    right: NDArray[np.float64],
    weight: NDArray[np.float64],
    held: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return the weights beside the reader's own log-odds that fit best, each held back towards nothing."""
    found = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(odds + rows @ found, -30, 30)))
        slope = rows.T @ (weight * (right - chance)) - held * found
        bend = (rows * (weight * chance * (1 - chance))[:, None]).T @ rows + np.diag(held)
        step = np.linalg.solve(bend, slope)
        found += step * min(1.0, _LONGEST_STEP / max(float(np.abs(step).max()), 1e-12))
        if np.abs(step).max() < _SETTLED:
            break
    return found

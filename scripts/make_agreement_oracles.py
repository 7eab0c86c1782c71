"""Write `tests/golden/agreement.json`: random codings, and what two other programs make of them.

`krippendorff` is under the GPL and `irrCAC` needs an old scipy, so neither is a part of this project, and no code of
theirs is in it. They are asked from an environment of their own:

    python3.11 -m venv oracles
    oracles/bin/pip install krippendorff==0.9.0 irrCAC==0.4.4
    oracles/bin/python scripts/make_agreement_oracles.py tests/golden/agreement.json

The same seed gives the same cases: `units` holds rows of places among the values, null where somebody said nothing;
`numbers` and `sets` are what those values stand for when they are numbers and when they are sets of codes.
"""

import json
import math
import random
import sys
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import krippendorff
import numpy as np
import pandas as pd
from irrCAC import raw
from irrCAC import table as square

CASES, SEED, DIGITS = 300, 1, 15
WEIGHTS = ("identity", "linear", "quadratic", "ordinal")
Units = list[list[int | None]]


def drawn(rng: random.Random) -> tuple[Units, list[int], list[list[int]]]:
    """Units as people of unlike care would code them; the numbers and the sets of codes that values stand for."""
    people, units, kinds = rng.choice([2, 2, 3, 4, 6]), rng.randint(4, 60), rng.randint(2, 6)
    care, gaps, skew = rng.random(), rng.choice([0, 0, 0.1, 0.4]), rng.uniform(0.2, 3)
    odds = [(at + 1) ** -skew for at in range(kinds)]
    table: Units = []
    while len(table) < units:
        truth = rng.choices(range(kinds), odds)[0]
        row = [truth if rng.random() < care else rng.choices(range(kinds), odds)[0] for _ in range(people)]
        kept = [None if rng.random() < gaps else value for value in row]
        if any(value is not None for value in kept):
            table.append(kept)
    numbers = sorted(rng.sample(range(-20, 100), kinds))
    sets = [sorted(code for code in range(5) if mask >> code & 1) for mask in rng.sample(range(32), kinds)]
    return table, numbers, sets


def masi(one: Sequence[int], other: Sequence[int]) -> float:
    a, b = set(one), set(other)
    if a == b:
        return 0.0
    if not a & b:
        return 1.0
    return 1 - len(a & b) / len(a | b) * (2 / 3 if a < b or b < a else 1 / 3)


def alphas(table: Units, numbers: list[int], sets: list[list[int]]) -> dict[str, float]:
    data = np.array(table, dtype=float).T
    valued = np.array([[np.nan if v is None else numbers[v] for v in row] for row in table], dtype=float).T
    places, far = list(range(len(numbers))), np.array([[masi(a, b) for b in sets] for a in sets])

    def apart(v1: Any, v2: Any, **_: Any) -> Any:
        return far[v1, v2]

    ask: Callable[..., float] = krippendorff.alpha
    return {
        "nominal": ask(data, value_domain=places, level_of_measurement="nominal"),
        "ordinal": ask(data, value_domain=places, level_of_measurement="ordinal"),
        "interval": ask(valued, value_domain=numbers, level_of_measurement="interval"),
        "masi": ask(data, value_domain=places, level_of_measurement=apart),
    }


def gwets(table: Units, kinds: int) -> dict[str, float]:
    frame = pd.DataFrame([[np.nan if v is None else float(v + 1) for v in row] for row in table])
    categories = [float(at + 1) for at in range(kinds)]
    found = {}
    for weights in WEIGHTS:
        said = raw.CAC(frame, weights=weights, categories=categories, digits=DIGITS).gwet()["est"]
        found[weights] = float(said["coefficient_value"])
        if weights == "identity":
            found["percent"] = float(said["pa"])
    return found


def kappas(table: Units, kinds: int) -> dict[str, float]:
    counts = np.zeros((kinds, kinds))
    for one, other in (row for row in table if None not in row):
        counts[one, other] += 1
    names = [str(at) for at in range(kinds)]
    told = pd.DataFrame(counts, index=names, columns=names)
    return {w: float(square.CAC(told, weights=w, digits=DIGITS).cohen()["est"]["coefficient_value"]) for w in WEIGHTS}


def case(rng: random.Random) -> dict[str, Any] | None:
    """One case, or None where a coefficient is not defined."""
    table, numbers, sets = drawn(rng)
    found: dict[str, Any] = {"units": table, "numbers": numbers, "sets": sets}
    try:
        found |= {"alpha": alphas(table, numbers, sets), "gwet": gwets(table, len(numbers))}
        found["kappa"] = kappas(table, len(numbers)) if len(table[0]) == 2 else {}
    except (ValueError, ZeroDivisionError):
        return None
    figures = [v for name in ("alpha", "gwet", "kappa") for v in found[name].values()]
    return found if all(map(math.isfinite, figures)) else None


def main() -> None:
    warnings.simplefilter("ignore")  # of values divided by nothing: such cases are left out
    rng, cases = random.Random(SEED), []
    while len(cases) < CASES:
        made = case(rng)
        if made is not None:
            cases.append(made)
    lines = ",\n".join(json.dumps(one, separators=(",", ":")) for one in cases)
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        file.write(f'{{"cases":[\n{lines}\n]}}\n')


if __name__ == "__main__":
    main()

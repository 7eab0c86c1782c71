"""Coefficients of agreement: equal to those of other programs, and silent where nothing can be said."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from svidok.review.agreement import FEWEST, Coded, alpha, coded, gwet, interval, kappa, percent

GOLDEN = Path(__file__).parents[1] / "golden" / "agreement.json"
CASES: list[dict[str, Any]] = json.loads(GOLDEN.read_text("utf-8"))["cases"]
WEIGHTS = ("identity", "linear", "quadratic", "ordinal")
exact = partial(pytest.approx, rel=0, abs=1e-9)


def read(case: dict[str, Any], values: list[Any]) -> Coded:
    units = [[None if at is None else values[at] for at in row] for row in case["units"]]
    return coded(units, values)


def values_of(case: dict[str, Any], metric: str) -> list[Any]:
    if metric == "interval":
        return list(case["numbers"])
    return [frozenset(one) for one in case["sets"]] if metric == "masi" else list(range(len(case["numbers"])))


def test_there_are_cases_of_every_kind() -> None:
    assert len(CASES) >= 300
    assert {len(case["units"][0]) for case in CASES} >= {2, 3, 4, 6}
    assert sum(any(None in row for row in case["units"]) for case in CASES) >= 100
    assert sum(bool(case["kappa"]) for case in CASES) >= 100


@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval", "masi"])
def test_alpha_equals_the_other_program(metric: Any) -> None:
    for number, case in enumerate(CASES):
        assert alpha(read(case, values_of(case, metric)), metric) == exact(case["alpha"][metric]), number


@pytest.mark.parametrize("weights", WEIGHTS)
def test_gwet_and_kappa_equal_the_other_program(weights: Any) -> None:
    for number, case in enumerate(CASES):
        told = read(case, values_of(case, "nominal"))
        assert gwet(told, weights) == exact(case["gwet"][weights]), number
        if case["kappa"]:
            assert kappa(told, weights) == exact(case["kappa"][weights]), number


def test_percent_equals_the_other_program() -> None:
    for number, case in enumerate(CASES):
        assert percent(read(case, values_of(case, "nominal"))) == exact(case["gwet"]["percent"]), number


def test_a_published_example_with_four_people_and_gaps() -> None:
    """Krippendorff 2011, part C: nominal .743, ordinal .815, interval .849."""
    people = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]
    told = coded(zip(*people, strict=True))
    figures = [alpha(told, "nominal"), alpha(told, "ordinal"), alpha(told, "interval")]
    assert [round(one, 3) for one in figures if one is not None] == [0.743, 0.815, 0.849]
    assert told.units == 11


def test_where_every_value_is_the_same_chance_cannot_be_told_from_care() -> None:
    told = coded([["no", "no"]] * 30)
    assert (percent(told), kappa(told), alpha(told), gwet(told)) == (1.0, None, None, None)
    assert gwet(coded([["no", "no"]] * 30, values=("no", "yes"))) == 1.0, "it knows what else could have been said"


def test_where_no_two_people_coded_the_same_nothing_is_said() -> None:
    for told in (coded([]), coded([["a", None], [None, "b"]])):
        assert (percent(told), alpha(told), gwet(told), interval(told, alpha, seed=1)) == (None, None, None, None)
    assert kappa(coded([["a", None], [None, "b"]])) is None


def test_what_was_not_asked_is_refused() -> None:
    with pytest.raises(ValueError, match="1 values are not among"):
        coded([["a", "z"]], values=("a", "b"))
    with pytest.raises(ValueError, match="a place for each person"):
        coded([["a", "b"], ["a"]])
    with pytest.raises(ValueError, match="not for 3"):
        kappa(coded([["a", "a", "b"]]))


def test_sets_that_share_codes_differ_less_than_sets_that_do_not() -> None:
    care, pension, both = frozenset({"care"}), frozenset({"pension"}), frozenset({"care", "pension"})
    rest = [[care, care], [pension, pension], [both, both]] * 5
    near, far = (alpha(coded([*rest, [care, other]]), "masi") for other in (both, pension))
    assert near is not None
    assert far is not None
    assert far < near < 1
    assert alpha(coded([*rest, [care, both]])) == pytest.approx(alpha(coded([*rest, [care, pension]])), abs=0.02)


def test_drawing_anew_holds_what_was_measured_and_narrows_with_more_units() -> None:
    some = [[1, 1]] * 12 + [[2, 2]] * 12 + [[1, 2]] * 6
    narrow, wide = (interval(coded(some * times), alpha, seed=1) for times in (10, 1))
    value = alpha(coded(some))
    assert narrow
    assert wide
    assert value
    assert wide[0] < narrow[0] < value < narrow[1] < wide[1]


def test_no_interval_is_made_up() -> None:
    differ = [[1, 1]] * 10 + [[2, 2]] * (FEWEST - 12) + [[1, 2]]
    assert interval(coded(differ), alpha, seed=1) is None, "too few units"
    assert interval(coded([*differ, [2, 1]]), alpha, seed=1) is not None
    assert interval(coded([[1, 1]] * 30 + [[2, 2]] * 30), alpha, seed=1) is None, "nobody differs"
    assert interval(coded([[1, 1]] * 60 + [[1, 2]]), alpha, seed=1) is None, "most draws hold one value only"

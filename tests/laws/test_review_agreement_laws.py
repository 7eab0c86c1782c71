"""Laws of agreement: what may not change it, and what must."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svidok.review.agreement import Coded, alpha, coded, gwet, interval, kappa, masi, percent

VALUES = ("a", "b", "c")
CODES = st.frozensets(st.sampled_from("abcde"))
pairs = st.lists(st.tuples(*[st.sampled_from(VALUES)] * 2), min_size=2, max_size=30)
units = st.integers(2, 4).flatmap(
    lambda people: st.lists(
        st.lists(st.none() | st.sampled_from(VALUES), min_size=people, max_size=people), min_size=2, max_size=12
    )
)


quiet = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def figures(told: Coded) -> list[float | None]:
    return [percent(told), gwet(told), gwet(told, "ordinal"), alpha(told), alpha(told, "ordinal")]


def same(one: list[float | None], other: list[float | None]) -> bool:
    return all(
        a == b if a is None or b is None else a == pytest.approx(b, abs=1e-9) for a, b in zip(one, other, strict=True)
    )


@quiet
@given(units, st.randoms(use_true_random=False))
def test_neither_the_order_of_units_nor_that_of_people_matters(table: list[Any], rng: Any) -> None:
    people = list(range(len(table[0])))
    rng.shuffle(people)
    mixed = [[row[at] for at in people] for row in table]
    rng.shuffle(mixed)
    assert same(figures(coded(table, VALUES)), figures(coded(mixed, VALUES)))


@quiet
@given(units)
def test_a_unit_that_one_person_coded_says_nothing_to_alpha_and_percent(table: list[Any]) -> None:
    alone = ["a", *[None] * (len(table[0]) - 1)]
    told, more = coded(table, VALUES), coded([*table, alone, alone], VALUES)
    assert same([percent(told), alpha(told)], [percent(more), alpha(more)])
    assert told.units == more.units


@quiet
@given(units)
def test_nothing_is_above_one_and_one_is_said_only_where_nobody_differs(table: list[Any]) -> None:
    told = coded(table, VALUES)
    agreed = percent(told)
    for figure in figures(told):
        assert figure is None or figure <= 1 + 1e-12
    for figure in (gwet(told), alpha(told)):
        assert figure is None or (figure == pytest.approx(1)) == (agreed == 1)


@quiet
@given(pairs)
def test_kappa_does_not_ask_who_is_first(table: list[Any]) -> None:
    assert same([kappa(coded(table, VALUES))], [kappa(coded([row[::-1] for row in table], VALUES))])


@quiet
@given(CODES, CODES)
def test_masi_is_a_distance(one: frozenset[str], other: frozenset[str]) -> None:
    assert masi(one, other) == masi(other, one)
    assert 0 <= masi(one, other) <= 1
    assert (masi(one, other) == 0) == (one == other)
    assert (masi(one, other) == 1) == (one != other and not one & other)


@quiet
@given(st.lists(st.tuples(st.sampled_from(VALUES), st.sampled_from(VALUES)), min_size=20, max_size=60))
def test_an_interval_is_the_same_for_the_same_seed_and_in_any_order(table: list[Any]) -> None:
    told = coded(table, VALUES)
    once = interval(told, kappa, seed=5, rounds=100)
    assert once == interval(coded(table[::-1], VALUES), kappa, seed=5, rounds=100)
    assert once is None or -1 <= once[0] <= once[1] <= 1

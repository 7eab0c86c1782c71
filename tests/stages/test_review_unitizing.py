"""Alpha for spans, on the examples of the papers that brought it."""

import pytest

from svidok.review.unitizing import _expected, _observed, _sections, alpha_u

WHOLE = (150, 450)
ONE = {"c": [(225, 295), (370, 400)], "k": [(180, 240), (300, 350)]}
OTHER = {"c": [(220, 300), (355, 375), (400, 420)], "k": [(180, 240), (300, 350)]}
# the four pairs of coders of 1995, in units of a text of 24
PAIRS = {
    "A": ([(2, 10), (14, 20)], [(4, 8), (15, 17)]),
    "B": ([(0, 18)], [(0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 9), (9, 10)]),
    "C": ([(2, 8), (10, 12), (14, 18), (20, 22)], [(0, 2), (4, 8), (10, 14), (16, 18), (20, 22)]),
    "D": ([(0, 2), (2, 10), (10, 14), (14, 20), (20, 24)], [(0, 4), (4, 8), (8, 15), (15, 17), (17, 24)]),
}


def stretched(extents: list[tuple[int, int]], times: int) -> list[tuple[int, int]]:
    return [(start * times, end * times) for start, end in extents]


@pytest.mark.parametrize(("code", "observed", "expected"), [("c", 0.0144, 0.0532), ("k", 0.0, 0.0490)])
def test_the_parts_are_those_of_the_paper_of_2004(code: str, observed: float, expected: float) -> None:
    cut = [_sections(one[code], WHOLE) for one in (ONE, OTHER)]
    assert _observed(cut, WHOLE) == pytest.approx(observed, abs=5e-5)
    assert _expected(cut, WHOLE) == pytest.approx(expected, abs=5e-5)


def test_alpha_is_that_of_the_paper_of_2004() -> None:
    """The paper reckons with rounded parts: .7286 and .8591 there, .7285 and .8587 without rounding."""
    alone = alpha_u([{"c": ONE["c"]}, {"c": OTHER["c"]}], WHOLE)
    assert alone == pytest.approx(0.7285, abs=2e-4)
    assert alpha_u([ONE, OTHER], WHOLE) == pytest.approx(0.8587, abs=2e-4)


@pytest.mark.parametrize(("pair", "observed"), [("A", 0.03125), ("B", 2.26736), ("C", 0.02777), ("D", 0.38715)])
def test_what_was_observed_is_that_of_the_paper_of_1995(pair: str, observed: float) -> None:
    whole = (0, 24)
    assert _observed([_sections(one, whole) for one in PAIRS[pair]], whole) == pytest.approx(observed, abs=1e-5)


@pytest.mark.parametrize(("pair", "alpha"), [("A", 0.553), ("B", -0.926), ("C", 0.679), ("D", 0.066)])
def test_alpha_comes_near_the_limit_of_the_paper_of_1995(pair: str, alpha: float) -> None:
    """Near only: what the paper expects of C by chance (.0864) is not what its formula gives as restated in 2004."""
    one, other = ({"x": stretched(extents, 50000)} for extents in PAIRS[pair])
    assert alpha_u([one, other], (0, 24 * 50000)) == pytest.approx(alpha, abs=0.02)


def test_neither_who_is_first_nor_where_the_text_begins_matters() -> None:
    once = alpha_u([ONE, OTHER], WHOLE)
    assert once == pytest.approx(alpha_u([OTHER, ONE], WHOLE))
    moved = [{code: [(a - 150, b - 150) for a, b in extents] for code, extents in one.items()} for one in (ONE, OTHER)]
    assert once == pytest.approx(alpha_u(moved, (0, 300)))


def test_nothing_is_said_of_nothing_and_what_overlaps_is_refused() -> None:
    assert alpha_u([ONE], WHOLE) is None
    assert alpha_u([{}, {}], WHOLE) is None
    for wrong in ([(150, 160), (155, 170)], [(160, 160)], [(440, 451)], [(149, 160)]):
        with pytest.raises(ValueError, match="overlaps"):
            alpha_u([{"c": wrong}, {}], WHOLE)

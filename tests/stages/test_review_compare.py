"""Comparing what people said of the same proposals."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from tests.stages.casebook_samples import full, opened
from tests.stages.cli_samples import call, secret
from tests.stages.review_samples import AT, TEXT, insulin

from svidok.cli.review_compare import agreement_lines
from svidok.model import Statement
from svidok.review import Decision, accept, add, change, correct, reject
from svidok.review.comparing import Agreement, Comparison, compare, comparison_to_plain
from svidok.review.words import LANGUAGES


def told(number: int) -> list[Statement]:
    return [insulin(f"S{n}") for n in range(number)]


def by_part(found: Comparison) -> dict[str, Agreement]:
    return {one.part: one for one in found.parts}


def figure(part: Agreement, name: str) -> float | None:
    return next(one.value for one in part.figures if one.name == name)


def said(statements: Sequence[Statement], coder: str, answers: str) -> list[Decision]:
    """One decision for each letter: a accepts, r rejects, g says that it was a group, - says nothing."""
    made = []
    for one, answer in zip(statements, cycle(answers), strict=False):
        if answer == "a":
            made.append(accept(one, coder, AT))
        elif answer == "r":
            made.append(reject(one, coder, AT))
        elif answer == "g":
            made.append(correct(one, [change(one, "level", "group")], coder, AT))
    return made


def test_each_part_is_compared_over_those_who_spoke_of_it() -> None:
    statements = told(40)
    found = by_part(compare(statements, said(statements, "o.k", "aaag") + said(statements, "m.t", "aarg-")))
    assert found["review"].units == 32
    assert found["review"].figures[0].value == pytest.approx(24 / 32)
    assert found["level"].units == 24, "about what one of them rejected only the other spoke"
    assert set(found) == {"review", "level", "polarity", "passport_link", "service", "coercion", "place", "date"}


def test_intervals_hold_the_figures() -> None:
    statements = told(60)
    found = by_part(compare(statements, said(statements, "o.k", "aaar") + said(statements, "m.t", "aarrra")))
    names = [one.name for one in found["review"].figures]
    assert names == ["percent", "alpha", "kappa", "gwet"]
    for one in found["review"].figures:
        assert one.value is not None
        assert one.interval is not None
        assert one.interval[0] < one.value < one.interval[1]
    assert (
        found["review"]
        == by_part(compare(statements, said(statements, "m.t", "aarrra") + said(statements, "o.k", "aaar")))["review"]
    )


def test_sets_of_codes_are_half_right_when_one_holds_the_other() -> None:
    statements = told(2)
    pension = change(statements[1], "service", "social.pension", text=TEXT, quote="пенсію")
    fixed = correct(statements[1], [pension], "m.t", AT)
    found = by_part(compare(statements, [*said(statements, "o.k", "aa"), accept(statements[0], "m.t", AT), fixed]))
    assert figure(found["coercion"], "percent") == 1.0
    assert [one.name for one in found["service"].figures] == ["percent", "masi"]
    assert figure(found["service"], "percent") == 0.5
    assert figure(found["service"], "masi") == pytest.approx(0.0)


def test_the_first_word_counts_and_a_settled_difference_is_none() -> None:
    statements = told(4)
    before = said(statements, "o.k", "aaaa") + said(statements, "m.t", "aarr")
    later = said(statements, "m.t", "aaaa")
    settled = [reject(one, "v.s", AT, settles=True) for one in statements]
    assert compare(statements, before + later + settled) == compare(statements, before)


def test_what_somebody_added_and_what_has_another_wording_is_left_out() -> None:
    statements = told(3)
    made = said(statements, "o.k", "a") + said(statements, "m.t", "a")
    old = [replace(one, level="group") for one in statements]
    assert compare(old, made).parts == ()
    more = add("a" * 32, "Інсулін", [("service", "health.insulin", "Інсулін")], "o.k", AT)
    assert compare(statements, [*made, more]) == compare(statements, made)


def test_three_people_have_no_kappa_and_two_of_them_do() -> None:
    statements = told(6)
    made = said(statements, "o.k", "aar") + said(statements, "m.t", "ar") + said(statements, "v.s", "a-r")
    assert "kappa" not in {one.name for one in by_part(compare(statements, made))["review"].figures}
    two = compare(statements, made, ["v.s", "o.k"])
    assert two.coders == ("o.k", "v.s")
    assert by_part(two)["review"].units == 4
    assert "kappa" in {one.name for one in by_part(two)["review"].figures}


def test_one_person_alone_agrees_with_nobody() -> None:
    statements = told(3)
    assert compare(statements, said(statements, "o.k", "a")).parts == ()
    assert comparison_to_plain(compare(statements, [])) == {"coders": [], "unit": "proposal", "parts": []}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_figure_is_printed_without_its_unit_and_its_interval(lang: Any) -> None:
    statements = told(40)
    made = said(statements, "o.k", "aaag") + said(statements, "m.t", "aarg-")
    lines = list(agreement_lines(compare(statements, made), lang))
    figures = [line for line in lines if line.startswith("    ")]
    unit = {"uk": "одиниця — одна пропозиція", "ru": "единица — одно предложение", "en": "the unit is one proposal"}
    assert lines[1].startswith(unit[lang])
    unsaid = {"uk": "сказати не можна", "ru": "сказать нельзя", "en": "cannot be said"}[lang]
    assert figures
    assert all("(" in line.rpartition(": ")[2] or line.endswith(unsaid) for line in figures)
    assert not [line for line in lines if "{" in line or "compare_" in line]


def test_the_command_says_how_far_two_people_agree_and_where_they_differ(tmp_path: Path) -> None:
    folder, key = full(tmp_path), secret(tmp_path)
    with opened(folder) as casebook:
        if "m.t" not in casebook.coders():
            casebook.add_coder("m.t")
        one = casebook.proposed()[0]
        for coder, made in (("o.k", accept), ("m.t", reject)):
            casebook.decide(made(one, coder, "2026-02-01T10:00:00Z"))
    done = call("review", "compare", folder, "--lang", "uk", "--key-file", key)
    assert done.code == 0, done.err
    assert "Прийняти чи відхилити  одиниць: 1" in done.out
    assert f"{one.ref[:8]}/{one.id}  m.t, o.k: Прийняти чи відхилити" in done.out
    rows = call("review", "compare", folder, "--json", "--key-file", key).rows
    assert rows[0]["differ"] == [{"statement": one.ref, "coders": ["m.t", "o.k"], "over": ["review"]}]
    assert rows[0]["parts"][0]["units"] == 1
    assert call("review", "compare", folder, "--coder", "x.y", "--key-file", key).code == 2

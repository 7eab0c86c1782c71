"""Incidents against the codebook's own norms and windows: what is indicated, and what stays unsaid."""

import dataclasses
from collections.abc import Sequence

import pytest

from svidok.codebook.notes import say
from svidok.codebook.read import load
from svidok.errors import NormUnreadable, StatementMissing, WindowUnreadable
from svidok.model import Assertion, Element, Finding, Incident, Level, PassportLink, Polarity, Review, Span, Statement
from svidok.qualify import qualify

BOOK = load()
NORMS, WINDOWS = BOOK.records["norms"], BOOK.records["windows"]

MELITOPOL = "UA23080070010092407"
ZAPORIZHZHIA_CITY = "UA23060070010069526"
KHERSON_CITY = "UA65100150010064384"
OLESHKY = "UA65100110010019482"
ZAPORIZHZHIA_OBLAST = "UA23000000000064947"
KYIV = "UA80000000000093317"


def told(
    *said: tuple[str, str],
    id: str = "S1",
    level: Level = "individual",
    polarity: Polarity = "asserted",
    link: PassportLink = "passport",
    review: Review = "unreviewed",
    oblast: str = "",
) -> Statement:
    """A statement whose assertions stand one after another, ten characters apart."""
    detail = {"oblast": oblast} if oblast else {}
    assertions = tuple(
        Assertion(slot, value, Span("a.txt", 10 * i, 10 * i + 5), "words", 0.9, "test", detail=detail)
        for i, (slot, value) in enumerate(said)
    )
    return Statement(id, "a.txt", level, polarity, link, Span("a.txt", 0, 900), assertions, review=review)


def found(*statements: Statement, **fields: object) -> dict[str, Finding]:
    incident = Incident("i1", tuple(s.ref for s in statements), ("o1",))
    incident = dataclasses.replace(incident, **fields)  # type: ignore[arg-type]
    return {f.norm: f for f in qualify([incident], statements, NORMS, WINDOWS)}


def element(finding: Finding, name: str) -> Element:
    return next(e for e in finding.elements if e.id == name)


def standings(finding: Finding, name: str) -> list[str]:
    return [e.standing for e in finding.elements if e.id == name]


INSULIN = told(
    ("service", "health.insulin"),
    ("coercion", "service_conditioned"),
    ("place", MELITOPOL),
    ("date", "2023-06"),
    ("outcome", "deprived"),
)


def test_refused_insulin_in_melitopol() -> None:
    findings = found(INSULIN)
    for norm in (
        "hague-45",
        "gc-iv-27",
        "gc-iv-47",
        "gc-iv-55",
        "gc-iv-56",
        "icescr-12",
        "rome-7-1-h",
        "rome-8-2-a-iii",
    ):
        assert norm in findings, norm
    hague = findings["hague-45"]
    assert element(hague, "occupied_territory").note == "occupied_territory.inside melitopol"
    assert element(hague, "occupied_territory").spans == (Span("a.txt", 20, 25), Span("a.txt", 30, 35))
    assert element(hague, "compulsion").spans == (Span("a.txt", 0, 5), Span("a.txt", 10, 15))


def test_a_condition_without_force_does_not_reach_coercion_or_torture() -> None:
    findings = found(INSULIN)
    for norm in ("gc-iv-31", "gc-iv-32", "gc-iv-147", "iccpr-7", "rome-7-1-f", "rome-8-2-a-ii", "gc-iv-49", "gc-iv-51"):
        assert norm not in findings, norm


def test_a_basement_threat_reaches_article_31_and_no_torture() -> None:
    findings = found(told(("coercion", "detention_threat"), polarity="hypothetical"))
    assert element(findings["gc-iv-31"], "coercion").note == "account.threat"
    assert "gc-iv-32" not in findings
    assert "rome-7-1-e" not in findings
    assert "account.threat" in findings["gc-iv-31"].cautions


def test_a_threat_supports_no_norm_about_what_happened() -> None:
    threat = told(("coercion", "deportation_threat"), ("outcome", "deported"), polarity="hypothetical")
    findings = found(threat)
    assert standings(findings["gc-iv-49"], "no_genuine_choice") == ["supported"]
    assert standings(findings["gc-iv-49"], "removal") == ["missing"]
    assert "ap-i-85-4-a" not in findings
    assert "rome-8-2-a-vii" not in findings


def test_what_no_account_can_show_is_missing_and_says_why() -> None:
    rome = found(INSULIN)["rome-7-1-h"]
    for name in ("attack", "knowledge"):
        assert (element(rome, name).standing, element(rome, name).note) == ("missing", "account.unseen")
    assert "cautions.no_separate_crime" in rome.cautions
    assert "norm.caution" in rome.cautions


@pytest.mark.parametrize(
    ("place", "date", "standing", "note"),
    [
        (MELITOPOL, "2023", "supported", "occupied_territory.inside melitopol"),
        (MELITOPOL, "2022", "supported", "occupied_territory.wide melitopol"),
        (MELITOPOL, "2021", "contrary", "occupied_territory.outside melitopol"),
        (KHERSON_CITY, "2022-09", "supported", "occupied_territory.inside kherson-right-bank"),
        (KHERSON_CITY, "2022-11-11", "supported", "occupied_territory.inside kherson-right-bank"),
        (KHERSON_CITY, "2022-11-12", "contrary", "occupied_territory.outside kherson-right-bank"),
        (KHERSON_CITY, "2023", "contrary", "occupied_territory.outside kherson-right-bank"),
        (OLESHKY, "2023", "supported", "occupied_territory.inside oleshky"),
        (ZAPORIZHZHIA_CITY, "2023", "contrary", "occupied_territory.never zaporizhzhia-city"),
        (ZAPORIZHZHIA_OBLAST, "2023", "missing", "occupied_territory.partly zaporizhzhia-oblast"),
        ("UA14160010010073615", "2024-03", "supported", "occupied_territory.inside avdiivka"),
        ("UA14160010010073615", "2023", "contrary", "occupied_territory.outside avdiivka"),
        ("UA01000000000013043", "2016", "supported", "occupied_territory.inside crimea"),
        ("UA85000000000065278", "2024", "supported", "occupied_territory.inside sevastopol"),
        ("UA44000000000018893", "2024", "supported", "occupied_territory.inside luhansk-oblast"),
        ("UA44000000000018893", "2021", "missing", "occupied_territory.partly luhansk-oblast-part"),
        ("UA63140010010035757", "2022-08", "supported", "occupied_territory.inside vovchansk"),
        ("UA63140010010035757", "2023-08", "contrary", "occupied_territory.outside vovchansk"),
        (KYIV, "2023", "missing", "occupied_territory.no_window"),
        ("Verkhny Lars", "2025-08", "contrary", "occupied_territory.never outside"),
        ("Rubizhne", "2022-09", "supported", "occupied_territory.inside rubizhne"),
        ("RUBIZHNE", "2022-09", "supported", "occupied_territory.inside rubizhne"),
    ],
)
def test_windows_decide_whether_a_place_was_occupied(place: str, date: str, standing: str, note: str) -> None:
    findings = found(told(("service", "health.any"), ("place", place), ("date", date)))
    place_element = element(findings["gc-iv-27"], "occupied_territory")
    assert (place_element.standing, place_element.note) == (standing, note)


def test_a_name_that_is_also_an_oblasts_is_not_taken_for_the_city() -> None:
    findings = found(
        told(("service", "health.any"), ("place", "Zaporizhzhia"), ("date", "2023"), oblast="Zaporizhzhia")
    )
    assert element(findings["gc-iv-27"], "occupied_territory").note == "occupied_territory.partly zaporizhzhia-oblast"


@pytest.mark.parametrize(
    ("said", "note"),
    [
        ([("date", "2023")], "occupied_territory.no_place"),
        ([("place", MELITOPOL)], "occupied_territory.no_date melitopol"),
        ([("place", MELITOPOL), ("date", "XXXX-09")], "occupied_territory.no_date melitopol"),
        ([("place", MELITOPOL), ("date", "some time ago")], "occupied_territory.no_date melitopol"),
    ],
)
def test_what_was_not_told_is_missing(said: Sequence[tuple[str, str]], note: str) -> None:
    place_element = element(found(told(("service", "health.any"), *said))["gc-iv-27"], "occupied_territory")
    assert (place_element.standing, place_element.note) == ("missing", note)


def test_a_date_told_elsewhere_of_the_same_incident_serves() -> None:
    where = told(("service", "health.any"), ("place", MELITOPOL))
    when = told(("service", "health.any"), ("date", "2023-04"), id="S2")
    assert standings(found(where, when)["gc-iv-27"], "occupied_territory") == ["supported"]
    assert standings(found(where, date="2023")["gc-iv-27"], "occupied_territory") == ["supported"]


def test_a_statement_keeps_to_its_own_date() -> None:
    early = told(("service", "health.any"), ("place", KHERSON_CITY), ("date", "2023-02"))
    late = told(("service", "health.any"), ("date", "2022-08"), id="S2")
    assert standings(found(early, late)["gc-iv-27"], "occupied_territory") == ["contrary"]


def test_conflicting_places_are_shown_side_by_side() -> None:
    one = told(("service", "health.any"), ("place", MELITOPOL), ("date", "2023"))
    other = told(("service", "health.any"), ("place", ZAPORIZHZHIA_CITY), ("date", "2023"), id="S2")
    assert standings(found(one, other)["gc-iv-27"], "occupied_territory") == ["supported", "contrary"]


@pytest.mark.parametrize("level", ["pattern", "measure", "context"])
def test_what_is_no_event_has_no_findings(level: Level) -> None:
    assert not found(INSULIN, level=level)
    assert not found(dataclasses.replace(INSULIN, level=level))


def test_what_is_not_tied_to_the_passport_has_no_findings() -> None:
    assert not found(INSULIN, passport_link="none")
    assert not found(dataclasses.replace(INSULIN, passport_link="none"))


def test_place_and_person_alone_make_no_candidate() -> None:
    assert not found(told(("place", MELITOPOL), ("date", "2023")))
    assert not found(told(("place", MELITOPOL), ("date", "2023"), ("actor", "military")))


def test_rejected_and_negated_statements_support_nothing() -> None:
    assert not found(dataclasses.replace(INSULIN, review="rejected"))
    assert not found(dataclasses.replace(INSULIN, polarity="negated"))


def test_a_denial_stands_beside_the_support() -> None:
    denial = told(("service", "health.insulin"), id="S2", polarity="negated")
    care = found(INSULIN, denial)["gc-iv-56"]
    assert standings(care, "care_conditioned") == ["supported", "contrary"]
    assert care.elements[-1].note == "account.denied"


def test_help_given_without_condition_speaks_against() -> None:
    free = told(("service", "humanitarian.aid"), ("protective", "unconditional_service"))
    assert standings(found(free)["gc-iv-59-62"], "relief_conditioned") == ["supported", "contrary"]


def test_an_element_that_needs_two_facts_is_not_supported_by_one() -> None:
    given = told(("service", "health.insulin"), ("outcome", "complied"))
    assert "rome-8-2-a-iii" not in found(given)
    assert "rome-7-1-h" not in found(given)
    died = told(("service", "health.emergency"), ("outcome", "died"))
    assert element(found(died)["rome-7-1-k"], "great_suffering").spans == (Span("a.txt", 0, 5), Span("a.txt", 10, 15))


def test_insurance_as_proxy_is_a_difference_of_treatment_and_shows_no_nationality() -> None:
    findings = found(told(("service", "health.insurance"), link="insurance"))
    assert standings(findings["gc-iv-27"], "different_treatment") == ["supported"]
    assert standings(findings["gc-iv-27"], "protected_person") == ["missing"]


def test_the_demand_itself_is_shown_by_its_own_words() -> None:
    marked = told(("service", "health.any"), ("condition", "passport"))
    assert element(found(marked)["gc-iv-27"], "protected_person").spans == (Span("a.txt", 10, 15),)
    assert element(found(INSULIN)["gc-iv-27"], "protected_person").spans == (INSULIN.scene,)


def test_collective_norms_need_a_group() -> None:
    alone = told(("coercion", "workplace_pressure"))
    assert "gc-iv-33" not in found(alone)
    assert "gc-iv-33" in found(dataclasses.replace(alone, level="group"), level="group")


@pytest.mark.parametrize(
    ("date", "standing"),
    [("2020", ["supported"]), ("2022", ["missing"]), ("XXXX", ["missing"])],
)
def test_the_european_convention_ends_in_september_2022(date: str, standing: list[str]) -> None:
    findings = found(told(("outcome", "imposed"), ("date", date)))
    assert standings(findings["echr-8"], "jurisdiction_in_time") == standing
    assert "cautions.unverified" in findings["echr-8"].cautions


def test_a_norm_whose_time_was_over_is_not_listed() -> None:
    assert not [norm for norm in found(told(("outcome", "imposed"), ("date", "2023"))) if norm.startswith("echr-")]


def test_contrary_authority_travels_with_the_finding() -> None:
    cerd = found(INSULIN)["cerd-5"]
    assert "norm.contrary.0" in cerd.cautions
    assert "ICJ" in say(BOOK, "norm.contrary.0", "en", "cerd-5")


def test_conscription_after_the_passport() -> None:
    findings = found(told(("coercion", "conscription_pressure"), ("actor", "military")))
    for norm in ("gc-iv-51", "rome-8-2-a-v", "rome-8-2-b-xv"):
        assert standings(findings[norm], "service_compelled") == ["supported"]


def test_unreviewed_says_so_and_reviewed_does_not() -> None:
    assert "account.unreviewed" in found(INSULIN)["hague-45"].cautions
    assert "account.unreviewed" not in found(INSULIN, reviewed=True)["hague-45"].cautions


def test_every_note_and_caution_has_words_in_three_languages() -> None:
    every = [
        found(INSULIN),
        found(told(("coercion", "deportation_threat"), polarity="hypothetical")),
        found(told(("outcome", "imposed"), ("date", "2022"), ("place", KHERSON_CITY))),
    ]
    for findings in every:
        for finding in findings.values():
            notes = {e.note for e in finding.elements if e.note} | set(finding.cautions)
            for note in notes:
                said = {say(BOOK, note, lang, finding.norm) for lang in ("uk", "ru", "en")}
                assert len(said) == 3, note
                assert note not in said


def test_a_missing_statement_is_named() -> None:
    with pytest.raises(StatementMissing, match=r"SV600: incident i1 names statement a\.txt/S9"):
        qualify([Incident("i1", ("a.txt/S9",), ())], [], NORMS, WINDOWS)


@pytest.mark.parametrize("day", ["around noon", "20220301", "2022-03/2022-01"])
def test_a_window_that_cannot_be_read_is_named(day: str) -> None:
    with pytest.raises(WindowUnreadable, match="SV601: the occupation window odd"):
        qualify([], [], {}, {"odd": {"area": "Kherson", "codes": ["UA65"], "from": day, "until": ".."}})


@pytest.mark.parametrize(
    "element", [{"kind": "act"}, {"id": "x", "kind": "rumour"}, {"id": "x", "supported_by": {"date": "soon"}}]
)
def test_a_norm_that_cannot_be_read_is_named(element: dict[str, object]) -> None:
    with pytest.raises(NormUnreadable, match="of norm odd cannot be read"):
        qualify([], [], {"odd": {"elements": [element]}}, {})

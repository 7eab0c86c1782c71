"""What holds of every finding, whatever was told."""

import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from svidok.codebook.read import load
from svidok.language.periods import bounds, meets, within
from svidok.model import Assertion, Finding, Incident, Span, Statement
from svidok.qualify import qualify

BOOK = load()
NORMS, WINDOWS = BOOK.records["norms"], BOOK.records["windows"]

VALUES = {
    "service": ["health.insulin", "health.emergency", "humanitarian.food", "employment.public", "property.ownerless"],
    "coercion": [
        "service_conditioned",
        "deportation_threat",
        "torture",
        "detention",
        "dismissal",
        "oath",
        "conscription",
    ],
    "outcome": ["deprived", "complied", "died", "deported", "left", "imposed", "detained"],
    "actor": ["military", "hospital", "fsb"],
    "protective": ["unconditional_service"],
    "condition": ["passport"],
    "place": [
        "UA23080070010092407",
        "UA65100150010064384",
        "UA23060070010069526",
        "UA23000000000064947",
        "Moscow",
        "?",
    ],
    "date": ["2021", "2022", "2022-09", "2023-06-04", "2025-09-10/..", "../2023", "XXXX", "202X"],
}
SOURCES = ("a.txt", "b.txt")


@st.composite
def assertions(draw: st.DrawFn, source: str) -> Assertion:
    slot = draw(st.sampled_from(sorted(VALUES)))
    start = draw(st.integers(0, 300))
    return Assertion(slot, draw(st.sampled_from(VALUES[slot])), Span(source, start, start + 4), "word", 0.9, "law")


@st.composite
def statements(draw: st.DrawFn, number: int) -> Statement:
    source = draw(st.sampled_from(SOURCES))
    return Statement(
        id=f"S{number}",
        source=source,
        level=draw(st.sampled_from(["individual", "group", "pattern", "measure", "context"])),
        polarity=draw(st.sampled_from(["asserted", "asserted", "hypothetical", "negated"])),
        passport_link=draw(st.sampled_from(["passport", "insurance", "documents", "none"])),
        scene=Span(source, 0, 400),
        assertions=tuple(draw(st.lists(assertions(source), max_size=5))),
        review=draw(st.sampled_from(["unreviewed", "accepted", "rejected"])),
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[Incident, list[Statement]]:
    told = [draw(statements(i)) for i in range(draw(st.integers(1, 4)))]
    incident = Incident(
        id="i1",
        statements=tuple(s.ref for s in told),
        origins=("o1",),
        date=draw(st.sampled_from(["", "2022", "2023-06-04"])),
        level=draw(st.sampled_from(["individual", "group", "pattern"])),
        passport_link=draw(st.sampled_from(["passport", "insurance", "none"])),
        reviewed=draw(st.booleans()),
    )
    return incident, told


def findings(incident: Incident, told: list[Statement]) -> dict[str, Finding]:
    return {f.norm: f for f in qualify([incident], told, NORMS, WINDOWS)}


@given(cases())
@settings(max_examples=150, deadline=None)
def test_nothing_is_ever_established_and_all_support_has_words(case: tuple[Incident, list[Statement]]) -> None:
    incident, told = case
    places = {a.span for s in told for a in s.assertions} | {s.scene for s in told}
    for finding in findings(incident, told).values():
        assert finding.status == "indicated"
        assert "established" not in repr(finding)
        for element in finding.elements:
            assert element.spans if element.standing != "missing" else not element.spans
            assert set(element.spans) <= places


@given(cases())
@settings(max_examples=100, deadline=None)
def test_more_statements_never_take_support_away(case: tuple[Incident, list[Statement]]) -> None:
    incident, told = case
    before = findings(dataclasses.replace(incident, statements=incident.statements[:-1]), told[:-1])
    after = findings(incident, told)
    for norm, finding in before.items():
        kept = {e.id: set(e.spans) for e in after[norm].elements if e.standing == "supported"}
        for element in finding.elements:
            if element.standing == "supported":
                assert set(element.spans) <= kept[element.id]


@given(cases())
@settings(max_examples=50, deadline=None)
def test_the_order_of_statements_does_not_matter(case: tuple[Incident, list[Statement]]) -> None:
    incident, told = case
    turned = dataclasses.replace(incident, statements=incident.statements[::-1])
    assert findings(turned, told[::-1]) == findings(incident, told)


@given(cases())
@settings(max_examples=100, deadline=None)
def test_every_finding_rests_on_an_act_that_is_supported(case: tuple[Incident, list[Statement]]) -> None:
    incident, told = case
    found = findings(incident, told)
    if incident.level == "pattern" or incident.passport_link == "none" or not any(s.counts for s in told):
        assert not found
    for norm, finding in found.items():
        acts = {e["id"] for e in NORMS[norm]["elements"] if e["kind"] == "act"}
        assert any(e.id in acts and e.standing == "supported" for e in finding.elements)
        assert {e.id for e in finding.elements} == {e["id"] for e in NORMS[norm]["elements"]}


@given(cases())
@settings(max_examples=100, deadline=None)
def test_a_threat_counts_only_where_the_element_says_so(case: tuple[Incident, list[Statement]]) -> None:
    incident, told = case
    threats = [dataclasses.replace(s, polarity="hypothetical") for s in told if s.polarity != "negated"]
    incident = dataclasses.replace(incident, statements=tuple(s.ref for s in threats))
    for norm, finding in findings(incident, threats).items():
        heeds = {e["id"] for e in NORMS[norm]["elements"] if e.get("threat")}
        acts = {e["id"] for e in NORMS[norm]["elements"] if e["kind"] == "act"}
        assert {e.id for e in finding.elements if e.standing == "supported"} & acts <= heeds
        assert "account.threat" in finding.cautions


DAYS = st.dates().map(str)
DATES = st.one_of(
    DAYS,
    DAYS.map(lambda d: d[:7]),
    DAYS.map(lambda d: d[:4]),
    DAYS.map(lambda d: d[:3] + "X"),
    DAYS.map(lambda d: d + "~"),
    DAYS.map(lambda d: f"{d}/.."),
    DAYS.map(lambda d: f"../{d}"),
    st.tuples(DAYS, DAYS).map(lambda pair: "/".join(sorted(pair))),
)


@given(DATES, DATES)
def test_a_range_lies_in_itself_and_meets_what_it_lies_in(one: str, other: str) -> None:
    first, second = bounds(one), bounds(other)
    assert first is not None
    assert second is not None
    assert first[0] <= first[1]
    assert within(first, first)
    assert meets(first, second) == meets(second, first)
    assert not within(first, second) or meets(first, second)


@given(st.dates())
def test_a_day_lies_in_its_month_and_year(day: object) -> None:
    exact, month, year = bounds(str(day)), bounds(str(day)[:7]), bounds(str(day)[:4])
    assert exact is not None
    assert month is not None
    assert year is not None
    assert within(exact, month)
    assert within(month, year)


@given(st.text(max_size=12))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    found = bounds(text)
    assert found is None or found[0] <= found[1]

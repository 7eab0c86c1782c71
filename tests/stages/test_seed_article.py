"""Reading one real article whole: what is counted in it, what is only told, and what is left alone.

The article is not part of this repository and no passage of it may be: it lies beside the working copy, and without
it these tests are skipped.
"""

from pathlib import Path

import pytest

from svidok.engines.reading import reader
from svidok.link import link
from svidok.model import Block, Incident, Statement, TextLayer
from svidok.preserve.layers import read_layer
from svidok.read.layout import layout

ARTICLE = Path(__file__).parents[3] / "shared" / "seed" / "article.txt"
NAME = ARTICLE.name

pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason="the article is not beside the repository: ../shared/seed")


@pytest.fixture(scope="module")
def layer() -> TextLayer:
    return read_layer(ARTICLE.read_bytes(), NAME)


@pytest.fixture(scope="module")
def statements(layer: TextLayer) -> list[Statement]:
    return reader(semantic=False).read(layer, NAME)


@pytest.fixture(scope="module")
def incidents(layer: TextLayer, statements: list[Statement]) -> list[Incident]:
    return link(statements, {NAME: layer})


def teller(statement: Statement) -> str:
    return statement.attribution[0].who if statement.attribution else ""


# Who tells, the group of the service, the oblast, the level, and what must and must not be among the rest.
TOLD = [
    ("Olga", "health", "Zaporizhzhia", "individual", "health.gynaecology", "2023"),
    ("Ivan", "health", "Donetsk", "individual", "health.hiv", "2023"),
    ("Mariia", "justice", "Luhansk", "individual", "justice.custody", None),
    ("Viktoriia", "", "Luhansk", "group", "compelled.any", None),
    ("Viktoriia", "employment", "Luhansk", "group", "employment.enterprise", ""),
    ("Oleksiy", "", "Donetsk", "individual", "complied_kept_both", "2022"),
    ("OHCHR", "employment", "Zaporizhzhia", "individual", "dismissal_threat", ""),
    ("OHCHR", "employment", "Kherson", "individual", "status_reporting", ""),
    ("", "", "", "individual", "torture", ""),
]


def group(incident: Incident) -> str:
    groups = {service.split(".")[0] for service in incident.services}
    assert len(groups) <= 1, "one incident is of one service"
    return groups.pop() if groups else ""


def first_told(incident: Incident, statements: list[Statement]) -> str:
    ref = incident.statements[0]
    return next(teller(s) for s in statements if s.ref == ref)


def test_nine_things_happened_and_no_more(incidents: list[Incident]) -> None:
    assert len(incidents) == len(TOLD) == 9


@pytest.mark.parametrize(("who", "service", "oblast", "level", "code", "date"), TOLD)
def test_each_of_them_is_found(
    incidents: list[Incident],
    statements: list[Statement],
    who: str,
    service: str,
    oblast: str,
    level: str,
    code: str,
    date: str | None,
) -> None:
    """Once each; a date of None is not looked at, and "" says that the article gives none."""
    found = [
        i
        for i in incidents
        if (first_told(i, statements), group(i), i.oblast, i.level) == (who, service, oblast, level)
        and code in (*i.services, *i.coercion, *i.outcomes)
    ]
    assert len(found) == 1
    assert date is None or found[0].date == date


def test_two_tellings_of_one_refusal_are_one_incident(incidents: list[Incident]) -> None:
    (olga,) = [i for i in incidents if i.services == ("health.gynaecology",)]
    assert len(olga.statements) == 2
    assert len(olga.origins) == 1
    assert {"refused", "covert_help"} <= set(olga.outcomes)


def test_nothing_is_called_established(incidents: list[Incident]) -> None:
    assert not [i for i in incidents if i.reviewed]


def test_the_enterprise_is_in_rubizhne_and_torture_nowhere(incidents: list[Incident]) -> None:
    (enterprise,) = [i for i in incidents if i.services == ("employment.enterprise",)]
    (tortured,) = [i for i in incidents if "torture" in i.coercion]
    assert enterprise.place == "UA44120090010096548"
    assert {"detention", "torture"} <= set(tortured.coercion)
    assert (tortured.oblast, tortured.place, tortured.services) == ("", "", ())
    assert "complied_under_threat" in tortured.outcomes


def test_threats_at_work_stay_with_the_one_they_were_made_to(incidents: list[Incident]) -> None:
    at_work = {i.oblast: set(i.coercion) for i in incidents if group(i) == "employment"}
    assert {"dismissal_threat", "detention_threat"} <= at_work["Zaporizhzhia"]
    assert {"dismissal_threat", "status_reporting"} <= at_work["Kherson"]
    assert "torture" not in at_work["Zaporizhzhia"]


# A few words by which a passage is known, three at the most, and the levels of all that is read in it.
PASSAGES = [
    ("In a March", {"measure", "pattern"}),
    ("until September 10", {"measure", "pattern", "individual"}),
    ("outright coercion", {"pattern"}),
    ("rights experts", {"pattern"}),
    ("they announced", {"measure", "group"}),
    ("Alena Lunova", {"context"}),
    ("2024 report", {"pattern"}),
    ("Dmytro Lubinets", {"context"}),
    ("a war crime", {"context"}),
]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(("words", "levels"), PASSAGES)
def test_rules_opinions_and_patterns_are_told_apart(
    layer: TextLayer, statements: list[Statement], words: str, levels: set[str]
) -> None:
    said = [s for s in statements if words in plain(s.scene.of(layer.text))]
    assert {s.level for s in said} == levels


@pytest.mark.parametrize("code", ["deadline", "public_announcement"])
def test_the_decree_the_deadline_and_the_announcement_never_count(statements: list[Statement], code: str) -> None:
    said = [s for s in statements if code in s.values("coercion")]
    assert said
    assert {s.level for s in said} == {"measure"}
    assert not [s for s in said if s.counts]


def test_officials_and_lawyers_are_background(statements: list[Statement]) -> None:
    for who in ("Alena Lunova", "Dmytro Lubinets"):
        said = [s for s in statements if teller(s) == who]
        assert said
        assert {s.level for s in said} == {"context"}
        assert not [s for s in said if s.counts]


def silent(layer: TextLayer) -> list[Block]:
    return [b for b in layout(layer) if b.kind in ("caption", "teaser", "boilerplate")]


def test_captions_credits_teasers_and_appeals_are_found(layer: TextLayer) -> None:
    kinds = [b.kind for b in silent(layer)]
    words = {b.kind: "" for b in silent(layer)}
    for block in silent(layer):
        words[block.kind] += plain(layer.text[block.start : block.end]) + "\n"
    assert kinds.count("caption") >= 12
    assert kinds.count("teaser") == 4
    for agency in ("Sputnik", "TASS", "RIA Novosti", "stack of", "Billboards in"):
        assert agency in words["caption"]
    assert "Donate today" in words["boilerplate"]
    assert "read more" in words["teaser"]


def test_what_surrounds_the_article_asserts_nothing(layer: TextLayer, statements: list[Statement]) -> None:
    said = [a for s in statements for a in s.assertions]
    for block in silent(layer):
        assert not [a for a in said if a.span.start < block.end and block.start < a.span.end], block.start


def test_every_span_is_exact(layer: TextLayer, statements: list[Statement]) -> None:
    for s in statements:
        for a in s.assertions:
            assert a.quote
            assert a.quote == a.span.of(layer.text)
            assert s.scene.source == a.span.source == NAME
        for member in s.attribution:
            assert member.span is None or 0 <= member.span.start < member.span.end <= len(layer.text)

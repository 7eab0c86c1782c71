"""Releases by audience: everything for one's own eyes, only what is allowed for everybody else."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from tests.stages.link_samples import MELITOPOL, SKADOVSK, Text, told

from svidok.codebook import Codebook, load
from svidok.engines.suppression import tau_argus
from svidok.errors import PolicyRefused
from svidok.link import link
from svidok.model import Audience, Consent, Element, Finding, Release, Span
from svidok.release import release
from svidok.release.consent import allowed
from svidok.release.policy import LEAST_CELL, Policy, policy_of

BOOK = load()
DAY = "2026-11-24"
AUDIENCES: tuple[Audience, ...] = ("public", "partner", "court")
WORDS = "Olga from Melitopol said that without a Russian passport the clinic gave her no insulin in June 2023."
HELP = "Then a doctor treated her in secret at home."
RULE = "Everybody in Melitopol had to show a Russian passport to be given food parcels that year."


def with_policy(audience: Audience, **changes: object) -> Codebook:
    page = BOOK.tables["release"]
    return replace(BOOK, tables={**BOOK.tables, "release": {**page, audience: {**page[audience], **changes}}})


def released(*texts: Text, audience: Audience = "public", book: Codebook = BOOK, findings: bool = False) -> Release:
    statements, layers = told(*texts)
    incidents = link(statements, layers)
    spans = {i.id: Span(i.statements[0].partition("/")[0], 0, 4) for i in incidents}
    note = "occupied_territory.inside melitopol-town"
    law = [Finding(i.id, "gc-iv-47", (Element("act", "supported", (spans[i.id],), note),), (note,)) for i in incidents]
    return release(
        incidents,
        statements,
        law if findings else [],
        [text.source for text in texts],
        audience=audience,
        book=book,
        as_of=DAY,
        reader="test",
        suppress=tau_argus,
    )


def many(number: int = 30, consent: Consent | None = None, name: str = "s", **how: Any) -> list[Text]:
    """Accounts of different people, enough of them to be counted; what follows the first sentence differs."""
    texts = []
    for n in range(number):
        text = Text(f"{name}{n:03}", kind="interview", consent=consent or Consent(published=True))
        text.say(f"{WORDS} {own_words(n)}", **{"place": MELITOPOL, "date": "2023-06", **how})
        texts.append(text)
    return texts


def own_words(number: int) -> str:
    """A sentence that no other number has."""
    return " ".join(f"so{number}and{word}" for word in range(40)) + "."


def strings(value: object) -> Iterator[str]:
    """Every string anywhere in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from strings(key)
            yield from strings(inner)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from strings(inner)


# Draft


def test_a_draft_holds_everything_with_exact_words_and_marks() -> None:
    text = Text("interview-3.txt", kind="interview", consent=Consent())
    text.say(f"{WORDS} {HELP}", place=MELITOPOL, date="2023-06", who="Olga", protective="treated her in secret")
    made = released(text, audience="draft", findings=True)
    [entry] = made.incidents
    assert (entry.place, entry.date, entry.oblast) == ("Melitopol", "2023-06", "Zaporizhzhia")
    [quote] = entry.quotations
    start, end = map(int, quote.where.rpartition(" ")[2].split("-"))
    assert quote.text == text.text[start:end]
    assert quote.source == "interview-3.txt"
    for first, last, slot in quote.marks:
        said = [a for a in text.statements[0].slot(slot) if a.quote == quote.text[first:last]]
        assert said, "every mark shows the words that were read"
    assert "protective" in {slot for _, _, slot in quote.marks}
    assert entry.findings[0].elements[0].spans
    assert made.readings[0].layer == text.layer
    assert made.totals == {"incidents": 1, "origins": 1, "sources": 1, "patterns": 0, "measures": 0}
    assert made.minimum == 0
    assert made.withheld == {}


def test_a_draft_has_exact_tables_that_its_incidents_bear_out() -> None:
    made = released(*many(4), audience="draft")
    assert {table.id for table in made.tables} == {"service-oblast", "service-time"}
    grand = [c.count for t in made.tables for c in t.cells if not c.row and not c.column]
    assert grand == [4, 4]
    assert not any(cell.count is None for table in made.tables for cell in table.cells)


def test_a_draft_lists_patterns_and_measures_and_counts_them_apart() -> None:
    text = Text("a")
    text.say(WORDS)
    text.say(RULE, "humanitarian.aid", level="pattern", place=MELITOPOL)
    text.say(RULE, "humanitarian.aid", level="measure", polarity="negated")
    text.say(RULE, "humanitarian.aid", level="measure", review="unreviewed")
    made = released(text, audience="draft")
    assert [len(made.incidents), len(made.patterns), len(made.measures)] == [1, 1, 1]
    assert made.patterns[0].id == "a/S2"
    assert made.patterns[0].place == "Melitopol"
    assert made.totals["incidents"] == 1
    assert not made.reviewed


def test_not_even_a_draft_holds_what_was_withdrawn() -> None:
    gone, kept = many(2)
    gone.consent = Consent(published=True, withdrawn=True)
    made = released(gone, kept, audience="draft")
    assert len(made.incidents) == 1
    assert [reading.source for reading in made.readings] == [kept.id]
    assert made.withheld == {"consent": 1}


# Public


def test_the_public_gets_no_single_incident_no_text_and_no_reason() -> None:
    made = released(*many(40), findings=True)
    assert made.incidents == ()
    assert made.readings == ()
    assert made.totals["incidents"] == 40
    assert made.minimum == 10
    assert made.withheld["record"] == 40


def test_one_small_source_shows_no_count() -> None:
    text = Text("a")
    text.say(WORDS, place=MELITOPOL, date="2023-06")
    text.say(RULE, "humanitarian.aid", level="pattern", place=MELITOPOL, date="2023")
    made = released(text)
    assert set(made.totals.values()) == {None}
    assert made.tables == ()
    assert made.sources == made.languages == {}
    assert all(entry.origins == 0 for entry in made.patterns)
    assert all(count == 1 for count in made.withheld.values()), "1 stands for every number that is too small"


def test_numbers_that_are_shown_are_never_small() -> None:
    made = released(*many(14, place=MELITOPOL), *many(9, name="t", who="Ivan"), *[Text(f"x{n}") for n in range(3)])
    for table in made.tables:
        assert all(cell.count is None or cell.count >= 10 for cell in table.cells)
    assert all(total is None or total >= 10 for total in made.totals.values())
    assert all(number >= 10 for number in (*made.sources.values(), *made.languages.values()))


def test_a_kind_of_source_that_is_rare_is_not_told_by_difference() -> None:
    rare = Text("chat", kind="chat")
    rare.say(WORDS)
    made = released(*many(20), rare)
    assert made.totals["sources"] == 21
    assert made.sources == {}
    assert released(*many(20)).sources == {"interview": 20}


def test_patterns_are_told_by_oblast_season_and_masked_words() -> None:
    text = Text("a")
    text.say(RULE, "humanitarian.aid", level="pattern", place=MELITOPOL, date="2023-06-14", actor=["occupation_admin"])
    [entry] = released(text).patterns
    assert (entry.id, entry.oblast, entry.place, entry.date) == ("P1", "Zaporizhzhia", "", "2023-22")
    assert (entry.services, entry.actors) == (("humanitarian.aid",), ("occupation_admin",))
    [quote] = entry.quotations
    assert "Melitopol" not in quote.text
    assert "Russian passport" in quote.text
    assert (quote.source, quote.where) == ("article", "")
    assert all(0 <= first < last <= len(quote.text) for first, last, _ in quote.marks)


def test_marks_stand_on_the_same_words_after_masking() -> None:
    text = Text("a")
    said = text.say(RULE, "", coercion=(), level="pattern", place=MELITOPOL)
    at = RULE.index("food parcels")
    mark = replace(
        said.assertions[0], slot="service", value="humanitarian.aid", span=Span("a", at, at + 12), quote="food parcels"
    )
    text.statements[0] = replace(said, assertions=(*said.assertions, mark))
    [quote] = released(text).patterns[0].quotations
    [(first, last, slot)] = quote.marks
    assert (quote.text[first:last], slot) == ("food parcels", "service")


def test_a_pattern_in_two_oblasts_names_none() -> None:
    text = Text("a")
    said = text.say(RULE, "humanitarian.aid", level="pattern", place=MELITOPOL)
    other = replace(said.slot("place")[0], value=SKADOVSK[0], detail={"oblast": "Kherson"})
    text.statements[0] = replace(said, assertions=(*said.assertions, other))
    assert released(text).patterns[0].oblast == ""


def test_helper_codes_and_their_sentences_never_leave() -> None:
    text = Text("a")
    text.say(
        f"{RULE} {HELP}",
        "humanitarian.aid",
        level="pattern",
        protective="treated her in secret",
        outcome=["covert_help"],
    )
    text.say(HELP, "health.any", level="pattern")
    made = released(text)
    assert made.patterns
    for words in strings(made):
        assert "secret" not in words
        assert "covert" not in words
    assert made.withheld["protective"] == 1


def test_words_that_no_codebook_knows_do_not_pass_as_codes() -> None:
    text = Text("a")
    text.say(RULE, ["humanitarian.aid", "Petrenko"], level="pattern", actor=["Petrenko"], outcome=["Petrenko"])
    assert not any("Petrenko" in words for words in strings(released(text)))


def test_what_nobody_has_accepted_does_not_leave() -> None:
    texts = many(20, review="unreviewed")
    texts[0].say(RULE, "humanitarian.aid", level="pattern", review="unreviewed")
    made = released(*texts)
    assert made.totals["incidents"] is None
    assert made.patterns == ()
    assert made.withheld["unreviewed"] == 21
    shown = released(*texts, book=with_policy("public", unreviewed=True))
    assert shown.totals["incidents"] == 20
    assert not shown.reviewed


def test_what_has_just_happened_waits() -> None:
    assert released(*many(20, date="2026-11-10")).withheld["recent"] == 20
    assert released(*many(20, date="2026")).totals["incidents"] == 20
    assert released(*many(20, date="2025-09-10/..")).totals["incidents"] == 20


# Consent


@pytest.mark.parametrize(
    ("consent", "counted"),
    [
        (Consent(published=True), True),
        (Consent(frozenset({"statistics"}), frozenset({"public"})), True),
        (Consent(frozenset({"statistics"}), frozenset({"public"}), until=DAY), True),
        (Consent(frozenset({"statistics"}), frozenset({"public"}), until="2026-11-23"), False),
        (Consent(frozenset({"statistics"}), frozenset({"public"}), until="soon"), False),
        (Consent(frozenset({"statistics"}), frozenset({"court"})), False),
        (Consent(frozenset({"quoting", "sharing"}), frozenset({"public"})), False),
        (Consent(), False),
        (Consent(published=True, withdrawn=True), False),
    ],
)
def test_only_consent_lets_an_account_be_counted(consent: Consent, counted: bool) -> None:
    made = released(*many(20, consent))
    assert (made.totals["incidents"] == 20) == counted
    assert counted or made.totals["incidents"] is None


def test_words_need_a_consent_of_their_own() -> None:
    def quotes(*purposes: str) -> int:
        text = Text("a", kind="interview", consent=Consent(frozenset(purposes), frozenset({"public"})))
        text.say(RULE, "humanitarian.aid", level="pattern")
        return sum(len(entry.quotations) for entry in released(text).patterns)

    assert quotes("statistics", "quoting") == 1
    assert quotes("statistics") == 0
    assert quotes("quoting") == 0


def test_a_value_that_only_a_closed_source_tells_stays_closed() -> None:
    """One incident, told by an article and by an interview without consent: only what the article says is counted."""
    open_texts, closed = many(20, place=None, date=""), many(20, Consent())
    for number, (article, interview) in enumerate(zip(open_texts, closed, strict=True)):
        interview.id = f"closed{number}"
        interview.text, interview.blocks, interview.statements = "", [], []
        interview.say(article.text, place=MELITOPOL, date="2023-06")
    made = released(*open_texts, *closed)
    assert made.totals["incidents"] == 20
    assert made.totals["origins"] == 20
    [by_oblast] = [table for table in made.tables if table.id == "service-oblast"]
    assert by_oblast.columns == ("unknown",)


@pytest.mark.parametrize("purpose", ["sharing", "court_identity", "contact", "internal_analysis", ""])
def test_being_published_allows_counting_and_masked_quoting_and_nothing_else(purpose: str) -> None:
    assert not allowed(Consent(published=True), purpose, "public", DAY)


# Partner and court


def one_place(number: int = 12) -> list[Text]:
    both = frozenset({"statistics", "quoting", "court_identity"})
    return many(number, Consent(both, frozenset({"partner", "court"})), who="Olga")


def test_a_partner_gets_records_that_look_alike_and_no_finer_place() -> None:
    made = released(*one_place(), audience="partner", findings=True)
    assert len(made.incidents) == 12
    assert [entry.id for entry in made.incidents[:2]] == ["I1", "I2"]
    for entry in made.incidents:
        assert (entry.oblast, entry.place, entry.date) == ("Zaporizhzhia", "", "2023-22")
        assert entry.reasons == entry.conflicts == ()
        assert entry.findings[0].incident == entry.id
        assert entry.findings[0].elements[0] == Element("act", "supported", (), "occupied_territory.inside")
        assert not any("Olga" in quote.text or "Melitopol" in quote.text for quote in entry.quotations)
    assert any(entry.quotations for entry in made.incidents)


def test_a_record_that_stands_out_is_told_less_precisely_or_not_at_all() -> None:
    odd = one_place(13)
    odd[12].statements, odd[12].text, odd[12].blocks = [], "", []
    odd[12].say(f"{WORDS} {own_words(99)}", "justice.custody", place=SKADOVSK, date="2024-01")
    made = released(*odd, audience="partner")
    assert len(made.incidents) == 12
    assert made.withheld["record"] == 1
    spread = one_place(12)
    for number, text in enumerate(spread):
        text.statements, text.text, text.blocks = [], "", []
        text.say(f"{WORDS} {own_words(number)}", place=MELITOPOL, date=f"2023-{number + 1:02}")
    assert {entry.date for entry in released(*spread, audience="partner").incidents} == {"2023"}


def test_a_court_sees_places_and_unmasked_words_only_with_consent_to_be_named() -> None:
    def quotes(*purposes: str) -> list[str]:
        texts = many(6, Consent(frozenset(purposes), frozenset({"court"})), who="Olga")
        return [q.text for e in released(*texts, audience="court").incidents for q in e.quotations]

    assert all("Olga" in text for text in quotes("statistics", "quoting", "court_identity"))
    assert quotes("statistics", "quoting")
    assert not any("Olga" in text for text in quotes("statistics", "quoting"))
    assert quotes("statistics") == []
    court = released(*one_place(6), audience="court", findings=True)
    assert {entry.place for entry in court.incidents} == {"Melitopol"}
    assert court.incidents[0].findings[0].elements[0].spans == ()


def test_help_is_withheld_from_a_court_too() -> None:
    texts = one_place(1)
    texts[0].say(
        f"{WORDS} {HELP}", "health.hiv", protective="treated her in secret", outcome=["covert_help"], who="Ivan"
    )
    made = released(*texts, audience="court")
    assert made.incidents
    assert not any("secret" in words or "covert" in words for words in strings(made))


def test_a_finding_goes_only_when_every_source_behind_it_may() -> None:
    texts = one_place(6)
    copies = [Text(f"copy{n}", consent=Consent()) for n in range(6)]
    for text, copy in zip(texts, copies, strict=True):
        copy.say(text.text, place=MELITOPOL, date="2023-06", who="Olga")
    alone = released(*texts, audience="partner", findings=True)
    beside = released(*texts, *copies, audience="partner", findings=True)
    assert all(entry.findings for entry in alone.incidents)
    assert len(beside.incidents) == 6
    assert not any(entry.findings for entry in beside.incidents)


# What comes in unexpectedly


@pytest.mark.parametrize("audience", ["draft", *AUDIENCES])
def test_nothing_in_gives_an_empty_release(audience: Audience) -> None:
    made = release([], [], [], [], audience=audience, book=BOOK, as_of=DAY, reader="test")
    assert made.incidents == made.patterns == made.measures == made.readings == ()
    assert not any(made.totals.values())


@pytest.mark.parametrize("audience", AUDIENCES)
def test_statements_without_their_source_do_not_leave(audience: Audience) -> None:
    statements, layers = told(*many(20))
    made = release(link(statements, layers), statements, [], [], audience=audience, book=BOOK, as_of=DAY, reader="test")
    assert made.totals["incidents"] is None
    assert made.incidents == made.patterns == ()


def test_the_order_of_the_input_does_not_show() -> None:
    texts = one_place(8)
    assert released(*texts, audience="partner") == released(*reversed(texts), audience="partner")


# Policy


def test_the_policies_that_come_with_the_program_hold() -> None:
    for audience in AUDIENCES:
        policy = policy_of(BOOK, audience)
        assert policy.minimum >= LEAST_CELL
        assert not policy.unreviewed
    assert policy_of(BOOK, "public").k >= 10


@pytest.mark.parametrize(
    "changes",
    [
        {"minimum": 4},
        {"minimum": "10"},
        {"minimum": True},
        {"width": 0},
        {"k": 0},
        {"records": True},
        {"records": "false"},
        {"quotes": "exact"},
        {"place": "place"},
        {"place": "village"},
        {"date": "day"},
        {"delay_days": -1},
    ],
)
def test_a_policy_that_would_expose_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(PolicyRefused) as refused:
        policy_of(with_policy("public", **changes), "public")
    assert refused.value.code == "SV500"


def test_an_audience_without_a_policy_gets_nothing() -> None:
    empty = replace(BOOK, tables={**BOOK.tables, "release": {}})
    with pytest.raises(PolicyRefused):
        release([], [], [], [], audience="public", book=empty, as_of=DAY, reader="test")


def test_the_closed_values_are_the_default() -> None:
    policy = Policy()
    assert (policy.records, policy.unreviewed, policy.quotes, policy.identity) == (False, False, "none", "")

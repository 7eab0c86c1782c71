"""Linking: what one source says of one act is one incident, a copy is no second origin, facts keep acts apart."""

import pytest
from tests.stages.link_samples import KHERSON_OBLAST, MELITOPOL, SKADOVSK, TOKMAK, Text, told

from svidok.link import link
from svidok.link.copies import LEAST, SHARE, copies, sequences
from svidok.link.people import different, skeleton
from svidok.link.places import apart, same_settlement, steps
from svidok.model import Incident, Statement

LONG = (
    "At the clinic the woman at the desk said that without a Russian passport nobody would be given insulin any more, "
    "and that it was no use coming back with the old papers"
)
OTHER = (
    "My husband went twice to the pension fund in our town and both times they sent him home, because he still had "
    "nothing but his blue passport, and they were rude about it"
)


def linked(*texts: Text) -> list[Incident]:
    return link(*told(*texts))


def only(*texts: Text) -> Incident:
    found = linked(*texts)
    assert len(found) == 1, [(i.statements, i.reasons) for i in found]
    return found[0]


# One source


def test_a_statement_that_counts_becomes_an_incident_with_all_it_says() -> None:
    text = Text("a")
    text.say(LONG, place=MELITOPOL, date="2023-06", outcome=["deprived"], actor=["hospital"], coercion=["fine"])
    found = only(text)
    assert found.statements == ("a/S1",)
    assert found.services == ("health.insulin",)
    assert (found.oblast, found.place, found.date) == ("Zaporizhzhia", MELITOPOL[0], "2023-06")
    assert (found.outcomes, found.actors, found.coercion) == (("deprived",), ("hospital",), ("fine",))
    assert found.reviewed
    assert not found.threat
    assert not found.conflicts


@pytest.mark.parametrize(
    "how",
    [
        {"level": "pattern"},
        {"level": "measure"},
        {"level": "context"},
        {"polarity": "negated"},
        {"link": "none"},
        {"review": "rejected"},
    ],
)
def test_what_does_not_count_becomes_no_incident(how: dict[str, str]) -> None:
    text = Text("a")
    text.say(LONG, **how)  # type: ignore[arg-type]
    assert linked(text) == []


def test_one_sentence_with_two_services_is_two_incidents() -> None:
    text = Text("a")
    text.say(LONG, ["health.insulin", "pension.any"])
    found = linked(text)
    assert [i.services for i in found] == [("health.insulin",), ("pension.any",)]
    assert found[0].id != found[1].id
    assert {i.statements for i in found} == {("a/S1",)}


def test_a_general_code_beside_a_narrower_one_is_no_act_of_its_own() -> None:
    text = Text("a")
    text.say(LONG, ["health.any", "health.insulin"])
    assert only(text).services == ("health.insulin",)


def test_a_pressure_without_a_service_is_an_incident_of_its_own() -> None:
    text = Text("a")
    text.say(LONG, "", coercion=["detention"])
    found = only(text)
    assert found.services == ()
    assert found.coercion == ("detention",)


def test_statements_of_one_passage_about_one_service_are_one_act() -> None:
    text = Text("a")
    text.say(LONG, "health.any", coercion=["service_conditioned"])
    text.say("", "health.insulin", coercion=["public_humiliation"], same_scene=True)
    found = only(text)
    assert found.statements == ("a/S1", "a/S2")
    assert found.services == ("health.insulin",)
    assert found.coercion == ("public_humiliation", "service_conditioned")
    assert found.reasons == ("a/S1 and a/S2: told in the same passage, weight 0.95",)


def test_one_speaker_who_comes_back_to_it_tells_of_one_act() -> None:
    text = Text("a")
    text.say(LONG, who="Olga", place=MELITOPOL)
    text.say(OTHER, who="Olga", date="2023")
    found = only(text)
    assert (found.place, found.date) == (MELITOPOL[0], "2023")
    assert "same speaker" in found.reasons[0]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"place": MELITOPOL}, {"place": TOKMAK}),
        ({"place": MELITOPOL}, {"place": SKADOVSK}),
        ({"place": MELITOPOL}, {"place": KHERSON_OBLAST}),
        ({"date": "2023-05"}, {"date": "2024"}),
        ({"date": "2023-21"}, {"date": "2023-10-02"}),
        ({"sex": "female"}, {"sex": "male"}),
        ({"polarity": "hypothetical"}, {}),
        ({"level": "group"}, {}),
    ],
)
def test_a_fact_that_differs_keeps_acts_of_one_speaker_apart(first: dict[str, str], second: dict[str, str]) -> None:
    text = Text("a")
    text.say(LONG, who="Olga", **first)  # type: ignore[arg-type]
    text.say(OTHER, who="Olga", **second)  # type: ignore[arg-type]
    assert len(linked(text)) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"place": KHERSON_OBLAST}, {"place": SKADOVSK}),
        ({"place": MELITOPOL, "near": True}, {"place": TOKMAK}),
        ({"date": "2023"}, {"date": "2023-05-09"}),
        ({"date": "2023-05/.."}, {"date": "2024"}),
        ({"date": "XXXX-09"}, {"date": "2024-01"}),
        ({"sex": "female"}, {}),
    ],
)
def test_what_is_less_precise_or_unsaid_contradicts_nothing(first: dict[str, str], second: dict[str, str]) -> None:
    text = Text("a")
    text.say(LONG, who="Olga", **first)  # type: ignore[arg-type]
    text.say(OTHER, who="Olga", **second)  # type: ignore[arg-type]
    assert len(linked(text)) == 1


def test_two_named_speakers_are_two_acts_even_in_one_passage() -> None:
    text = Text("a")
    text.say(LONG, who="Olga")
    text.say("", who="Ivan", same_scene=True)
    assert len(linked(text)) == 2


def test_an_interview_that_names_nobody_speaks_of_one_act_twice() -> None:
    text = Text("a", kind="interview")
    text.say(LONG, place=MELITOPOL)
    text.say(OTHER, place=MELITOPOL)
    assert only(text).reasons[0].endswith("a source with one teller speaks of it twice, weight 0.50")


def test_two_messages_of_a_chat_are_two_tellers() -> None:
    text = Text("a", kind="chat", block="message")
    text.say(LONG, place=MELITOPOL)
    text.say(OTHER, place=MELITOPOL)
    found = linked(text)
    assert len(found) == 2


def test_a_threat_is_an_incident_that_says_so() -> None:
    text = Text("a")
    text.say(LONG, polarity="hypothetical")
    assert only(text).threat


def test_one_unreviewed_statement_makes_the_incident_unreviewed() -> None:
    text = Text("a")
    text.say(LONG, who="Olga", review="corrected")
    text.say(OTHER, who="Olga", review="unreviewed")
    assert not only(text).reviewed


def test_the_finest_place_and_the_most_precise_date_are_taken() -> None:
    text = Text("a")
    text.say(LONG, who="Olga", place=KHERSON_OBLAST, date="2023")
    text.say(OTHER, who="Olga", place=SKADOVSK, date="2023-05-09")
    found = only(text)
    assert (found.oblast, found.place, found.date) == ("Kherson", SKADOVSK[0], "2023-05-09")


def test_an_oblast_and_a_place_nearby_are_no_place() -> None:
    oblast, near = Text("a"), Text("b")
    oblast.say(LONG, place=KHERSON_OBLAST)
    near.say(LONG, place=MELITOPOL, near=True)
    assert (only(oblast).oblast, only(oblast).place) == ("Kherson", "")
    assert (only(near).oblast, only(near).place) == ("Zaporizhzhia", "")


# Several sources


def test_a_copy_joins_its_incident_and_adds_no_origin() -> None:
    first, copy = Text("a"), Text("b")
    first.say(LONG, place=MELITOPOL)
    copy.say("Reprinted: " + LONG.replace("any more", "now"), place=MELITOPOL)
    found = only(first, copy)
    assert found.statements == ("a/S1", "b/S1")
    assert len(found.origins) == 1
    assert "three-word sequences" in found.reasons[0]


def test_two_accounts_in_different_words_are_two_incidents_and_two_origins() -> None:
    first, second = Text("a"), Text("b")
    first.say(LONG, place=MELITOPOL, date="2023-06")
    second.say(OTHER, place=MELITOPOL, date="2023-06")
    found = linked(first, second)
    assert len(found) == 2
    assert len({origin for i in found for origin in i.origins}) == 2


def test_the_same_first_name_in_two_sources_is_no_evidence() -> None:
    first, second = Text("a"), Text("b")
    first.say(LONG, who="Olga", place=MELITOPOL, date="2023")
    second.say(OTHER, who="Olga", place=MELITOPOL, date="2023")
    assert len(linked(first, second)) == 2


def test_two_articles_that_pass_on_one_outlet_have_one_origin() -> None:
    first, second = Text("a"), Text("b")
    first.say(LONG, who="Olga", outlet="BBC News Russian", place=MELITOPOL)
    second.say("Ольга розповіла, що їй не дали інсуліну.", who="Ольга", outlet="BBC News Russian", place=MELITOPOL)
    found = only(first, second)
    assert len(found.origins) == 1
    assert "one outlet passes on the same speaker (same settlement)" in found.reasons[0]


def test_services_of_one_house_are_one_origin() -> None:
    first, second = Text("a"), Text("b")
    first.say(LONG, outlet="BBC News", place=MELITOPOL)
    second.say(OTHER, outlet="BBC News Russian", place=SKADOVSK)
    assert len({origin for i in linked(first, second) for origin in i.origins}) == 1


def test_one_outlets_account_without_a_name_needs_town_date_and_one_more_fact() -> None:
    def pair(**second: object) -> int:
        one, two = Text("a"), Text("b")
        one.say(LONG, outlet="BBC", place=MELITOPOL, date="2023-06", outcome=["deprived"], actor=["hospital"])
        two.say(OTHER, outlet="BBC", **{"place": MELITOPOL, "date": "2023", "outcome": ["deprived"], **second})  # type: ignore[arg-type]
        return len(linked(one, two))

    assert pair() == 1
    assert pair(outcome=[]) == 2
    assert pair(outcome=[], actor=["hospital"]) == 1
    assert pair(date="") == 2
    assert pair(date="2024") == 2
    assert pair(place=KHERSON_OBLAST) == 2
    assert pair(place=("UA23000000000064947", "Zaporizhzhia", "Zaporizhzhia")) == 2


def test_one_outlet_may_know_two_people_of_one_name() -> None:
    def pair(**second: object) -> int:
        one, two = Text("a"), Text("b")
        one.say(LONG, who="Olga", outlet="BBC", place=MELITOPOL, date="2023")
        two.say(OTHER, who="Ольга", outlet="BBC", **second)  # type: ignore[arg-type]
        return len(linked(one, two))

    assert pair(place=MELITOPOL) == 1
    assert pair(date="2023-05") == 1
    assert pair() == 2
    assert pair(place=TOKMAK, date="2023") == 2


def test_something_done_to_a_group_is_one_event_in_two_sources() -> None:
    def pair(level: str, date: str = "2023-06-12", town: tuple[str, str, str] = MELITOPOL) -> list[Incident]:
        one, two = Text("a"), Text("b")
        one.say(LONG, place=MELITOPOL, date="2023-06", level=level, actor=["hospital"])  # type: ignore[arg-type]
        two.say(OTHER, place=town, date=date, level=level, actor=["hospital"])  # type: ignore[arg-type]
        return linked(one, two)

    assert len(pair("group")) == 1
    assert len(pair("group")[0].origins) == 2
    assert len(pair("individual")) == 2
    assert len(pair("group", date="2023")) == 2
    assert len(pair("group", town=TOKMAK)) == 2


def test_a_copy_with_another_town_or_date_is_joined_and_the_conflict_kept() -> None:
    first, copy = Text("a"), Text("b")
    first.say(LONG, place=MELITOPOL, date="2023-06")
    copy.say(LONG, place=TOKMAK, date="2024-06")
    found = only(first, copy)
    assert [c.slot for c in found.conflicts] == ["date", "place"]
    assert found.conflicts[0].values == ("2023-06", "2024-06")
    assert found.conflicts[0].statements == ("a/S1", "b/S1")
    assert set(found.conflicts[1].values) == {MELITOPOL[0], TOKMAK[0]}


@pytest.mark.parametrize("other", [{"place": SKADOVSK}, {"sex": "male"}, {"who": "Ivan"}, {"level": "group"}])
def test_a_copy_does_not_overrule_oblast_sex_speaker_or_level(other: dict[str, str]) -> None:
    first, copy = Text("a"), Text("b")
    first.say(LONG, place=MELITOPOL, sex="female", who="Olga")
    copy.say(LONG, **other)  # type: ignore[arg-type]
    found = linked(first, copy)
    assert len(found) == 2
    assert len({origin for i in found for origin in i.origins}) == 1, "its words are still a copy"


def test_an_account_that_tells_two_acts_apart_keeps_them_apart() -> None:
    """A third source, that could be either, must not melt them into one."""
    two_acts, copy = Text("a"), Text("b")
    two_acts.say(LONG, who="Olga", place=MELITOPOL)
    two_acts.say(LONG.replace("any more", "again"), who="Ivan", place=MELITOPOL)
    copy.say(LONG, place=MELITOPOL)
    found = linked(two_acts, copy)
    assert len(found) == 2
    assert sorted(len(i.statements) for i in found) == [1, 2]


def test_facts_are_held_against_every_member_and_not_only_the_one_that_joins() -> None:
    first, second, third = Text("a"), Text("b"), Text("c")
    first.say(LONG, place=MELITOPOL)
    second.say(LONG)
    third.say(LONG, place=SKADOVSK)
    assert all(len({"a/S1", "c/S1"} & set(i.statements)) < 2 for i in linked(first, second, third))


def test_aggregators_do_not_melt_the_origins_they_copy() -> None:
    first, second, aggregator = Text("a"), Text("b"), Text("c", block="message")
    first.say(LONG, place=MELITOPOL)
    second.say(OTHER, "pension.any", place=SKADOVSK)
    both = linked(first, second)
    aggregator.say(LONG)
    aggregator.say(OTHER, "pension.any")
    found = linked(first, second, aggregator)
    assert len(found) == len(both) == 2
    assert all(len(i.origins) == 1 for i in found)


def test_labels_of_origins_and_incidents_hold_no_word_of_a_source() -> None:
    text = Text("interview-olga.txt")
    text.say(LONG, who="Olga", outlet="BBC", place=MELITOPOL)
    found = only(text)
    for opaque in (found.id, *found.origins):
        assert opaque[0] in "io"
        assert set(opaque[1:]) <= set("0123456789abcdef")


def test_the_same_statement_twice_is_one() -> None:
    text = Text("a")
    text.say(LONG)
    statements, layers = told(text)
    assert link([*statements, *statements], layers) == link(statements, layers)


def test_a_source_without_a_text_layer_is_linked_by_its_facts() -> None:
    text = Text("a")
    text.say(LONG, who="Olga")
    text.say(OTHER, who="Olga")
    statements: list[Statement] = text.statements
    assert len(link(statements, {})) == 1


# The parts


def test_short_passages_are_no_copies() -> None:
    words = "no passport no insulin they told me so"
    assert len(sequences(words)) < LEAST
    assert copies({"a/S1": ("a", words), "b/S1": ("b", words)}) == []


def test_a_copy_is_found_in_other_letters_and_signs() -> None:
    shouted = LONG.upper().replace(" ", "\u00a0").replace("'", "’")
    assert [c.share for c in copies({"a/S1": ("a", LONG), "b/S1": ("b", shouted)})] == [1.0]


def test_half_a_copy_is_none() -> None:
    half = LONG[: len(LONG) // 2] + OTHER[len(OTHER) // 2 :]
    assert copies({"a/S1": ("a", LONG), "b/S1": ("b", half + OTHER)}) == []
    assert SHARE > 0.5


def test_a_hundred_copies_are_one_act() -> None:
    texts = []
    for number in range(100):
        texts.append(Text(f"s{number:03}"))
        texts[-1].say(f"Source {number} writes: {LONG}", place=MELITOPOL)
    found = only(*texts)
    assert len(found.statements) == 100
    assert len(found.origins) == 1


@pytest.mark.parametrize(
    "spellings",
    [("Olga", "Olha", "Ольга"), ("Ivan", "Іван", "Иван"), ("Mariia", "Maria", "Марія", "Мария"), ("Serhii", "Сергій")],
)
def test_one_name_in_three_languages_has_one_skeleton(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(name) for name in spellings}) == 1
    assert not any(different(a, b) for a in spellings for b in spellings)


def test_names_keep_people_apart() -> None:
    assert different("Olga", "Viktoriia")
    assert different("Ольга", "Иван")
    assert not different("", "Ivan")


def test_places_are_compared_by_their_codes() -> None:
    assert steps(MELITOPOL[0]) == ("23", "08", "007", "001")
    assert steps(KHERSON_OBLAST[0]) == ("65",)
    assert steps("elsewhere") == ()
    assert apart([steps(MELITOPOL[0])], [steps(TOKMAK[0])])
    assert not apart([steps(KHERSON_OBLAST[0])], [steps(SKADOVSK[0])])
    assert same_settlement([steps(SKADOVSK[0])], [steps(SKADOVSK[0])])
    assert not same_settlement([steps(KHERSON_OBLAST[0])], [steps(KHERSON_OBLAST[0])])

"""What stands after people have decided."""

from dataclasses import replace

import pytest
from tests.stages.review_samples import AT, TEXT, insulin

from svidok.errors import NothingCorrected, ProgramDecides, QuoteAmbiguous, QuoteMissing, SlotUnknown, WordsNeeded
from svidok.model import Span
from svidok.review import (
    Decision,
    accept,
    add,
    apply,
    change,
    correct,
    decision_from_plain,
    decision_to_plain,
    disagreements,
    find_quote,
    fingerprint,
    proposals,
    reject,
    stale,
)

PROPOSED = insulin()
LATER = "2026-01-03T10:00:00Z"


def test_nothing_is_accepted_until_a_person_says_so() -> None:
    assert apply([PROPOSED], []) == (PROPOSED,)
    assert PROPOSED.review == "unreviewed"


def test_the_last_word_of_a_coder_stands() -> None:
    words = [accept(PROPOSED, "o.k", AT), reject(PROPOSED, "o.k", LATER)]
    assert apply([PROPOSED], words)[0].review == "rejected"
    assert apply([PROPOSED], [*words, accept(PROPOSED, "o.k", LATER)])[0] == replace(PROPOSED, review="accepted")


def test_a_rejected_statement_is_kept_and_never_counted() -> None:
    (after,) = apply([PROPOSED], [reject(PROPOSED, "o.k", AT)])
    assert after.assertions == PROPOSED.assertions
    assert PROPOSED.counts
    assert not after.counts


def test_a_correction_takes_the_words_of_what_it_replaces() -> None:
    fix = change(PROPOSED, "service", "social.pension", old="health.insulin")
    (after,) = apply([PROPOSED], [correct(PROPOSED, [fix], "o.k", AT)])
    (service,) = after.slot("service")
    assert (service.value, service.quote, service.reader) == ("social.pension", "інсулін", "o.k")
    assert after.review == "corrected"
    assert after.slot("place") == PROPOSED.slot("place")


def test_a_correction_can_bring_new_words_and_take_values_away() -> None:
    changes = [
        change(PROPOSED, "service", "social.pension", old="health.insulin", text=TEXT, quote="пенсію"),
        change(PROPOSED, "date", "", old="2023"),
        change(PROPOSED, "polarity", "hypothetical"),
    ]
    (after,) = apply([PROPOSED], [correct(PROPOSED, changes, "o.k", AT)])
    assert after.slot("service")[0].span.of(TEXT) == "пенсію"
    assert after.values("date") == ()
    assert after.polarity == "hypothetical"


def test_every_new_value_needs_words() -> None:
    with pytest.raises(WordsNeeded):
        change(PROPOSED, "actor", "hospital")
    with pytest.raises(WordsNeeded):
        add(PROPOSED.source, TEXT, [], "o.k", AT)
    with pytest.raises(NothingCorrected):
        correct(PROPOSED, [], "o.k", AT)


@pytest.mark.parametrize(("slot", "value"), [("level", "rumour"), ("level", ""), ("name", "x"), ("review", "accepted")])
def test_only_what_a_statement_has_can_be_corrected(slot: str, value: str) -> None:
    with pytest.raises(SlotUnknown):
        change(PROPOSED, slot, value, text=TEXT, quote="пенсію")


def test_quotes_are_exact() -> None:
    source = PROPOSED.source
    assert find_quote(TEXT, source, "пенсію").of(TEXT) == "пенсію"
    for wrong in ("Пенсію", "пенсію ", "пенсии", "", "  "):
        with pytest.raises(QuoteMissing):
            find_quote(TEXT, source, wrong)


def test_an_ambiguous_quote_is_refused_with_its_positions_and_without_its_words() -> None:
    with pytest.raises(QuoteAmbiguous) as caught:
        find_quote(TEXT, PROPOSED.source, "паспорта")
    first, second = TEXT.index("паспорта"), TEXT.index("паспорта", 10)
    assert f"{first}, {second}" in str(caught.value)
    assert "паспорта" not in str(caught.value)
    assert find_quote(TEXT, PROPOSED.source, "паспорта", second).start == second
    with pytest.raises(QuoteMissing):
        find_quote(TEXT, PROPOSED.source, "паспорта", second + 1)


def test_words_that_stand_once_in_the_scene_are_those() -> None:
    assert find_quote(TEXT, PROPOSED.source, "паспорта", scene=PROPOSED.scene).start == TEXT.index("паспорта")


def test_overlapping_occurrences_are_seen() -> None:
    with pytest.raises(QuoteAmbiguous):
        find_quote("anana", "a", "ana")


def test_adding_twice_is_adding_once() -> None:
    read = [("service", "social.pension", "пенсію"), ("outcome", "refused", "не виплатили")]
    one, two = add(PROPOSED.source, TEXT, read, "o.k", AT), add(PROPOSED.source, TEXT, read, "m.t", LATER)
    after = apply([PROPOSED], [one, one, two])
    assert [statement.review for statement in after] == ["unreviewed", "accepted"]
    assert after[1].scene == Span(PROPOSED.source, TEXT.index("не виплатили"), TEXT.index("пенсію") + 6)
    assert proposals([PROPOSED], [one])[1] == one.added


def test_what_a_person_added_another_can_reject() -> None:
    added = add(PROPOSED.source, TEXT, [("service", "social.pension", "пенсію")], "o.k", AT)
    assert added.added is not None
    words = [added, reject(added.added, "m.t", LATER)]
    assert apply([], words)[0].review == "unreviewed"
    assert [found.over for found in disagreements([], words)] == [("review",)]
    assert apply([], [added, reject(added.added, "o.k", LATER)])[0].review == "rejected"


def test_two_who_differ_cancel_each_other_until_a_third_settles() -> None:
    fix = correct(PROPOSED, [change(PROPOSED, "level", "group")], "m.t", AT)
    words = [accept(PROPOSED, "o.k", AT), fix]
    assert apply([PROPOSED], words) == (PROPOSED,)
    (found,) = disagreements([PROPOSED], words)
    assert (found.coders, found.over) == (("m.t", "o.k"), ("level",))
    settled = [*words, replace(fix, coder="k.b", settles=True)]
    assert apply([PROPOSED], settled)[0].level == "group"
    assert disagreements([PROPOSED], settled) == ()


def test_two_who_come_to_the_same_by_other_ways_agree() -> None:
    changes = [change(PROPOSED, "level", "group")]
    words = [correct(PROPOSED, changes, coder, AT) for coder in ("o.k", "m.t")]
    assert apply([PROPOSED], words)[0].review == "corrected"
    assert disagreements([PROPOSED], words) == ()


def test_a_decision_does_not_carry_over_to_another_wording() -> None:
    words = [accept(PROPOSED, "o.k", AT)]
    read_anew = replace(PROPOSED, assertions=PROPOSED.assertions[:1])
    assert apply([read_anew], words) == (read_anew,)
    assert stale([read_anew], words) == tuple(words)
    assert stale([PROPOSED], words) == ()
    assert fingerprint(read_anew) != fingerprint(PROPOSED)


@pytest.mark.parametrize("coder", ["svidok", ""])
def test_the_program_decides_nothing(coder: str) -> None:
    with pytest.raises(ProgramDecides):
        Decision(PROPOSED.ref, "accept", coder, AT, fingerprint(PROPOSED))


def test_decisions_survive_as_plain_values() -> None:
    place = change(PROPOSED, "place", "UA23", old="UA23080070010092407", detail={"oblast": "Zaporizhzhia"})
    made = [
        reject(PROPOSED, "o.k", AT, note="жарт", settles=True),
        correct(PROPOSED, [place, change(PROPOSED, "level", "group")], "o.k", AT),
        add(PROPOSED.source, TEXT, [("service", "social.pension", "пенсію")], "o.k", AT),
    ]
    assert [decision_from_plain(decision_to_plain(one)) for one in made] == made

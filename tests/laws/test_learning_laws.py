"""Laws of learning, of the queue and of the blind share."""

import math
import random
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from svidok.errors import TooFewDecisions
from svidok.model import Assertion, Block, Span, Statement, TextLayer
from svidok.review import (
    Answer,
    Fit,
    Rate,
    accept,
    answer_from_plain,
    answer_to_plain,
    change,
    correct,
    drawn,
    examples,
    fit_from_plain,
    fit_to_plain,
    measured,
    passages,
    queue,
    refitted,
    reject,
)
from svidok.review.fitting import fit
from svidok.review.learning import Example
from svidok.review.passages import SHARE, lot
from svidok.review.queue import doubtful, unsureness

AT = "2026-01-02T10:00:00Z"
TEXT = "Без паспорта інсулін не дали."
CODES = ("health.insulin", "health.any", "social.pension", "civil.birth", "money.bank")
LETTERS = st.text(st.sampled_from("аб в.!\n "), max_size=400)


def proposal(ref: str, score: float, code: str = "health.insulin", reason: str = "lexicon", at: int = 0) -> Statement:
    source, _, name = ref.partition("/")
    read = Assertion("service", code, Span(source, at, at + 3), "x", score, reason)
    return Statement(name, source, "individual", "asserted", "passport", Span(source, at, at + 29), (read,))


# The blind share


@settings(deadline=None, max_examples=40)
@given(LETTERS, st.lists(st.integers(0, 400), max_size=6))
def test_every_letter_stands_in_one_passage(text: str, cuts: list[int]) -> None:
    places = sorted({min(cut, len(text)) for cut in cuts})
    blocks = tuple(Block(a, b) for a, b in pairwise([0, *places, len(text)]) if a < b) if cuts else ()
    spans = passages(TextLayer(text, blocks), "a")
    assert all(left.end <= right.start for left, right in pairwise(spans))
    covered = {at for span in spans for at in range(span.start, span.end)}
    assert {at for at, sign in enumerate(text) if sign.isalpha()} <= covered


@pytest.mark.parametrize("key", [b"one", b"two", b"three"])
def test_a_tenth_is_drawn_over_many_sources(key: bytes) -> None:
    spans = [Span(f"{source:032x}", at * 431, at * 431 + 400) for source in range(500) for at in range(1 + source % 40)]
    expected = SHARE * len(spans)
    assert abs(len(drawn(spans, key)) - expected) < 4 * math.sqrt(expected * (1 - SHARE))


def test_the_draw_does_not_know_the_scores() -> None:
    """A score made in any way beforehand is no higher and no lower among those drawn."""
    chance = random.Random(7)
    scored = {
        Span(f"{source:032x}", at * 300, at * 300 + 290): chance.random() for source in range(900) for at in range(12)
    }
    share = drawn(scored, b"key")
    mean = sum(scored[span] for span in share) / len(share)
    assert abs(mean - 0.5) < 4 * math.sqrt(1 / 12 / len(share))


@settings(deadline=None, max_examples=40)
@given(
    st.sets(st.integers(0, 10_000), max_size=80), st.binary(min_size=1, max_size=8), st.randoms(use_true_random=False)
)
def test_whether_a_passage_is_drawn_depends_on_no_other(starts: set[int], key: bytes, order: random.Random) -> None:
    spans = [Span("a", at, at + 9) for at in sorted(starts)]
    some = order.sample(spans, len(spans) // 2)
    assert set(drawn(some, key)) == set(drawn(spans, key)) & set(some)
    lots = [lot(key, span) for span in drawn(spans, key)]
    assert lots == sorted(lots)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 400), st.integers(0, 400))
def test_the_interval_is_wilsons(hits: int, more: int) -> None:
    rate = Rate(hits, hits + more)
    if not rate.of:
        assert rate.interval == (0.0, 1.0)
        return
    known = binomtest(hits, hits + more).proportion_ci(0.95, "wilson")
    assert rate.interval == pytest.approx((known.low, known.high), abs=1e-9)
    assert rate.interval[0] <= (rate.share or 0) <= rate.interval[1]


@st.composite
def coded(draw: st.DrawFn) -> tuple[list[Span], list[Answer], list[Statement]]:
    spans = [Span("a", at * 100, at * 100 + 99) for at in range(draw(st.integers(1, 6)))]
    codes = st.lists(st.sampled_from(CODES), unique=True, max_size=3)
    answers = [Answer(span, tuple(("service", c) for c in sorted(draw(codes))), "o.k", AT) for span in spans]
    told = [
        proposal(f"a/S{number}", draw(st.floats(0, 1)), draw(st.sampled_from(CODES)), at=draw(st.integers(0, 599)))
        for number in range(draw(st.integers(0, 6)))
    ]
    return spans, answers, told


@settings(deadline=None, max_examples=40)
@given(coded())
def test_recall_is_counted_as_one_would_by_hand(case: tuple[list[Span], list[Answer], list[Statement]]) -> None:
    spans, answers, told = case
    found = measured(spans, answers, told)
    both = 0
    for answer in answers:
        here = {
            a.value for s in told for a in s.assertions if answer.passage.start <= a.span.start < answer.passage.end
        }
        both += sum(code in here for _, code in answer.codes)
    assert (found.recall.hits, found.recall.of) == (both, sum(len(answer.codes) for answer in answers))
    assert len(found.missing) == found.recall.of - found.recall.hits
    assert found.precision.hits == both


@settings(deadline=None, max_examples=40)
@given(coded(), st.randoms(use_true_random=False))
def test_no_decision_about_a_proposal_moves_recall(
    case: tuple[list[Span], list[Answer], list[Statement]], order: random.Random
) -> None:
    spans, answers, told = case
    decisions = [order.choice([accept, reject])(one, "m.t", AT) for one in told]
    without, with_ = measured(spans, answers, told), measured(spans, answers, told, decisions)
    assert (without.recall, without.precision, without.passages) == (with_.recall, with_.precision, with_.passages)


@settings(deadline=None, max_examples=40)
@given(coded())
def test_answers_come_back_from_plain_values(case: tuple[list[Span], list[Answer], list[Statement]]) -> None:
    assert [answer_from_plain(answer_to_plain(one)) for one in case[1]] == case[1]


# The queue

PROPOSALS = st.lists(
    st.builds(
        proposal,
        st.builds("{}/S{}".format, st.sampled_from("abc"), st.integers(0, 30)),
        st.floats(0, 1),
        st.sampled_from(CODES),
    ),
    max_size=40,
    unique_by=lambda one: one.ref,
)


@settings(deadline=None, max_examples=40)
@given(PROPOSALS, st.randoms(use_true_random=False))
def test_the_queue_loses_none_and_has_one_order(told: list[Statement], order: random.Random) -> None:
    shuffled = order.sample(told, len(told))
    assert queue(shuffled) == queue(told)
    assert sorted(one.ref for one in queue(told)) == sorted(one.ref for one in told)


@settings(deadline=None, max_examples=40)
@given(PROPOSALS)
def test_the_least_sure_come_first(told: list[Statement]) -> None:
    bands = [min(9, int(unsureness(one) * 10 + 1e-9)) for one in queue(told)]
    assert bands == sorted(bands, reverse=True)


@settings(deadline=None, max_examples=40)
@given(PROPOSALS)
def test_among_equals_no_code_comes_twice_before_all_came_once(told: list[Statement]) -> None:
    equal = queue(replace(one, assertions=(replace(one.assertions[0], score=0.5),)) for one in told)
    codes = [doubtful(one).value for one in equal]
    assert len(set(codes[: len(set(codes))])) == len(set(codes))


@settings(deadline=None, max_examples=40)
@given(PROPOSALS)
def test_among_equals_of_one_code_no_source_comes_twice_before_all_came_once(told: list[Statement]) -> None:
    read = Assertion("service", "health.insulin", Span("a", 0, 3), "x", 0.5, "lexicon")
    sources = [one.source for one in queue(replace(one, assertions=(read,)) for one in told)]
    assert len(set(sources[: len(set(sources))])) == len(set(sources))


# Learning


def reviewer(seed: int, count: int, *, honest: bool) -> list[Example]:
    """Proposals and a simulated person: an honest reader's score is the chance; the other's is too high, in Russian
    much, and it cannot tell one code."""
    chance, made = random.Random(seed), []
    for _ in range(count):
        code, lang, by = chance.choice(CODES), chance.choice(("uk", "ru", "en")), chance.choice(("rules", "both"))
        odds = chance.uniform(-1, 4)
        true = odds
        if not honest:
            true = 0.5 * odds - 0.5 - 1.5 * (lang == "ru") - 2 * (code == "money.bank") + 1.0 * (by == "both")
        right = float(chance.random() < 1 / (1 + math.exp(-true)))
        made.append(
            Example((f"by:{by}", "slot:service", f"code:{code}", f"lang:{lang}", "level:group"), odds, right, 1)
        )
    return made


def loss(learnt: Fit, told: list[Example]) -> float:
    chances = [learnt.chance(one.features, one.odds) for one in told]
    return -sum(math.log(c if one.right else 1 - c) for c, one in zip(chances, told, strict=True)) / len(told)


NOTHING = Fit({}, 0)


SEEDS = range(5)


def mean_loss(count: int, *, honest: bool) -> float:
    """Mean over several people: what a fit of so many decisions loses on decisions that it never saw."""
    losses = []
    for seed in SEEDS:
        learnt = fit(reviewer(seed, count, honest=honest), count) if count else NOTHING
        losses.append(loss(learnt, reviewer(seed + 100, 1500, honest=honest)))
    return sum(losses) / len(losses)


def test_what_is_learnt_foretells_a_reviewer_better_than_the_reader() -> None:
    losses = [mean_loss(count, honest=False) for count in (0, 30, 100, 400)]
    assert losses == sorted(losses, reverse=True), "the more decisions, the better"
    assert losses[-1] < 0.65 * losses[0]


def test_where_the_reader_is_right_little_is_lost() -> None:
    right = mean_loss(0, honest=True)
    assert all(mean_loss(count, honest=True) < right + 0.025 for count in (30, 100, 400))


@pytest.mark.parametrize("seed", range(3))
def test_of_a_hundred_scored_so_as_many_are_accepted(seed: int) -> None:
    learnt = fit(reviewer(seed, 1000, honest=False), 1000)
    told = sorted((learnt.chance(one.features, one.odds), one.right) for one in reviewer(seed + 50, 4000, honest=False))
    for at in range(0, 4000, 800):
        part = told[at : at + 800]
        said, were = (sum(pair[i] for pair in part) / len(part) for i in (0, 1))
        assert abs(said - were) < 0.08


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 50), st.randoms(use_true_random=False))
def test_the_same_decisions_in_any_order_give_the_same_bytes(seed: int, order: random.Random) -> None:
    told = reviewer(seed, 60, honest=False)
    first, second = fit(told, 60), fit(order.sample(told, 60), 60)
    assert (first.digest, fit_to_plain(first)) == (second.digest, fit_to_plain(second))
    assert fit_from_plain(fit_to_plain(first)) == first


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 29))
def test_too_few_teach_nothing(count: int) -> None:
    with pytest.raises(TooFewDecisions, match=f"SV449: there are {count} decisions"):
        fit(reviewer(1, count, honest=True), count)


def test_few_rejections_do_not_silence_a_code() -> None:
    told = [one for one in reviewer(3, 200, honest=True) if "code:civil.birth" not in one.features]
    rare = Example(("by:rules", "slot:service", "code:civil.birth", "lang:uk", "level:group"), 2.0, 0.0, 1.0)
    one, many = fit([*told, rare], 200), fit([*told, *[rare] * 40], 200)
    assert one.chance(rare.features, 2.0) > 0.6
    assert many.chance(rare.features, 2.0) < 0.25


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(["accept", "reject", "other", "level"]), min_size=30, max_size=45))
def test_learning_again_from_what_was_scored_anew_changes_nothing(acts: list[str]) -> None:
    told = [proposal(f"a/S{n}", 0.5 + 0.4 * (n % 2), CODES[n % 5]) for n in range(len(acts))]
    decisions = {}
    for number, (act, one) in enumerate(zip(acts, told, strict=True)):
        level = correct(one, [change(one, "level", "group")], "o.k", AT)
        other = correct(one, [change(one, "service", "", old=one.values("service")[0])], "o.k", AT)
        made = {"accept": accept(one, "o.k", AT), "reject": reject(one, "o.k", AT), "level": level, "other": other}
        decisions[f"{number:064x}"] = made[act]
    taught, used = examples(told, decisions, {"a": TEXT})
    assert [one.right for one in taught] == [
        float(acts[int(one.id[1:])] in ("accept", "level")) for one in sorted(told, key=lambda s: s.ref)
    ]
    learnt = fit(taught, len(used))
    again = refitted(told, learnt, TEXT)
    assert [one.ref for one in again] == [one.ref for one in told]
    assert examples(again, decisions, {"a": TEXT}) == (taught, used)
    assert refitted(again, learnt, TEXT)[0].assertions[0].score == again[0].assertions[0].score


def test_nothing_learnt_names_a_person_or_quotes_a_word() -> None:
    told = [proposal(f"a/S{n}", 0.9, CODES[n % 5]) for n in range(40)]
    decisions = {f"{n:064x}": accept(one, "o.k", AT) for n, one in enumerate(told)}
    taught, used = examples(told, decisions, {"a": TEXT})
    names = fit(taught, len(used)).weights.keys()
    assert {name.split(":")[0] for name in names} == {"base", "score", "by", "slot", "code", "lang", "level"}
    assert not any(word.lower() in name for name in names for word in TEXT.split())
    assert not any("o.k" in name for name in names)

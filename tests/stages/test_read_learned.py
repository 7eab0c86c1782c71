"""The vote of rules and encoder: exact words, the same each time, and nothing from nothing."""

import json
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svidok.codebook.examples import example
from svidok.engines.reading import reader
from svidok.model import Statement, TextLayer
from svidok.read.learned import Examples
from svidok.read.voting import FEATURES, Around, Seen, Vote

READING = reader()
pytestmark = pytest.mark.skipif(bool(READING.missing), reason="the extra `semantic` is not installed")
HINTED = (
    "У Токмаку бабусі в аптеці сказали: шприц-ручок для таких, як ви, нема, приходьте з червоною книжечкою. "
    "Ін'єкцій вона не робила другий тиждень."
)
PIECES = st.sampled_from(
    [
        "У Токмаку не дали інсулін без російського паспорта. ",
        "Без гражданства РФ в школу в Геническе не приняли. ",
        "They said: no Russian passport, no pension 😀 in Rubizhne.\n",
        "Дощ ішов третій день.\r\n",
        "Nothing happened́ here.\u00a0",
        "🟥 ",
        "паспорт",
        "\u00ad",
    ]
)


def read(text: str) -> list[Statement]:
    return READING.read(TextLayer(text), "a.txt")


def test_what_no_rule_has_a_word_for_is_proposed_with_its_words() -> None:
    found = [a for s in read(HINTED) for a in s.assertions if a.slot in ("service", "coercion")]
    assert found
    assert all(HINTED[a.span.start : a.span.end] == a.quote for a in found)


@settings(max_examples=40, deadline=None)
@given(st.lists(PIECES, max_size=8).map("".join))
def test_every_word_stands_where_it_is_said_to_stand(text: str) -> None:
    for statement in read(text):
        for a in statement.assertions:
            assert text[a.span.start : a.span.end] == a.quote
            assert a.quote.strip()
            assert 0 <= a.score <= 1


@settings(max_examples=20, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=6).map("".join))
def test_the_same_text_gives_the_same_bytes_whatever_was_read_before(text: str) -> None:
    first = read(text)
    read(HINTED)
    assert read(text) == first


def test_a_text_of_other_things_gives_nothing() -> None:
    assert read("Вчора в Токмаку йшов дощ, і міст через річку закрили на ремонт до осені.") == []


def test_a_proposal_names_the_marked_passages_it_is_most_like() -> None:
    (like, *_) = [a.detail["like"] for s in read(HINTED) for a in s.slot("service") + s.slot("coercion")]
    name, cosine = like.split(", ")[0].rsplit(" ", 1)
    assert example(name)
    assert 0 < float(cosine) <= 1


def test_a_vote_rises_with_what_either_reader_is_surer_of() -> None:
    votes = json.loads(files("svidok.codebook").joinpath("reader", "votes.json").read_text("utf-8"))["votes"]
    around = Around(topic=True, occupied=True, doubt=False, link=2.0)
    for name, one in votes.items():
        vote = Vote(tuple(one["weights"]), one["bar"], one["alone"])
        assert len(vote.weights) == len(FEATURES)
        low, high = (vote.chance(Seen(0.8, heard, 2.0, around)) for heard in (-4.0, 4.0))
        assert low < high, name
        if name != "group":  # of a group the rules say nothing by itself
            assert vote.chance(Seen(0.0, 1.0, 2.0, around)) < vote.chance(Seen(0.9, 1.0, 2.0, around)), name


def test_equally_near_examples_come_in_order_of_name() -> None:
    rows = np.array([[0, 127], [127, 0], [127, 0]], np.int8)
    assert Examples(("c", "b", "a"), rows).nearest(np.array([1, 0], np.float32), 2) == (("a", 1.0), ("b", 1.0))


def test_the_reader_names_the_weights_that_read() -> None:
    assert "reader-1" in READING.version
    assert "reader" not in reader(semantic=False).version

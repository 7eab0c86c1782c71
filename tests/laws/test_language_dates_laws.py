"""Laws of dates: exact quotes, and no precision that the words do not give."""

import itertools
import re

from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from svidok.language.date_words import DAYS
from svidok.language.dates import Anchors, find_dates
from svidok.language.fold import fold

WORDS = [
    "восени",
    "2022",
    "2023 року",
    "у вересні",
    "летом",
    "in March",
    "since",
    "до",
    "після",
    "10",
    "'23",
    "наприкінці",
    "та",
    "—",
    "\u00a0",
    "\u00ad",
    "spring of",
    "deadline",
    "десятого",
    "двадцять першого",
    "5–12",
    "/",
    "last",
    "торік",
    "приблизно",
    "грн",
]
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=12).map(" ".join)


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_quotes_are_exact_apart_and_in_order(text: str) -> None:
    found = find_dates(text)
    assert all(text[d.start : d.end] == d.quote for d in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_every_date_can_be_parsed(text: str) -> None:
    for date in find_dates(text):
        assert str(parse_edtf(date.edtf))


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_no_day_where_the_words_give_none(text: str) -> None:
    """A day needs a number of one or two digits in the words, or one spelled out, or an event that everyone knows."""
    for date in find_dates(text):
        if re.search(r"-\d\d-\d\d", date.edtf) and not date.anchor:
            quote = " ".join(fold(date.quote).text.split())
            assert re.search(r"(?<!\d)\d{1,2}(?!\d)", quote) or any(day in quote for day in DAYS)


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_no_month_where_the_words_give_none(text: str) -> None:
    for date in find_dates(text):
        if re.search(r"\d{4}-(?:0\d|1[0-2])", date.edtf) and not date.anchor:
            assert re.search(r"[^\W\d_]{3}|\d\d?\.\d|-\d\d-", date.quote)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["2024-05-02", "2024-05", "2024"]))
def test_knowing_when_it_was_told_only_adds_dates_that_say_so(text: str, told: str) -> None:
    without = {(d.start, d.edtf) for d in find_dates(text)}
    for date in find_dates(text, Anchors(told)):
        assert str(parse_edtf(date.edtf))
        # a date may also lean on the date before it, which leans on the telling
        by_story = "the date before it" in date.reason
        assert date.anchor == told or by_story or (date.start, date.edtf) in without


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_the_first_day_is_not_after_the_last(text: str) -> None:
    for date in find_dates(text):
        assert not date.earliest or not date.latest or date.earliest <= date.latest

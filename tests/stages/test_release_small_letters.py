"""What masking cannot be trusted with is not quoted in public, however it was reviewed."""

from dataclasses import replace

import pytest

from svidok.codebook import load
from svidok.engines.reading import reader
from svidok.link import link
from svidok.model import Consent, Release, Source, TextLayer
from svidok.publish import publish
from svidok.release import release

CHAT = "у токмаку каже дубова без паспорта рф нікому не дають інсулін, всі люди так кажуть"
ONE_PERSON = "In Tokmak Olena Dubova says that without a Russian passport nobody is given insulin."
GENERAL = "In Tokmak nobody is given insulin without a Russian passport."


def released(text: str) -> Release:
    layer = TextLayer(text)
    made = [replace(s, review="accepted", level="pattern") for s in reader(semantic=False).read(layer, "a")]
    assert made
    source = Source("a", "chat", "txt", "0" * 64, len(text), layer, consent=Consent(published=True))
    incidents = link(made, {"a": layer})
    return release(incidents, made, [], [source], audience="public", book=load(), as_of="2026-11-24", reader="test")


def quotes(text: str) -> list[str]:
    return [q.text for entry in released(text).patterns for q in entry.quotations]


@pytest.mark.parametrize("text", [CHAT, ONE_PERSON])
def test_it_is_withheld(text: str) -> None:
    assert quotes(text) == []
    assert released(text).withheld["masking"]


def test_a_general_sentence_is_quoted() -> None:
    assert quotes(GENERAL) == ["In [a town in Zaporizhzhia oblast] nobody is given insulin without a Russian passport."]


@pytest.mark.parametrize(
    ("lang", "words"),
    [("uk", "ще не прийняла людина"), ("ru", "ещё не принято человеком"), ("en", "has been accepted by a person yet")],
)
def test_a_report_of_which_nothing_was_accepted_says_so(lang: str, words: str) -> None:
    layer = TextLayer(GENERAL)
    made = reader(semantic=False).read(layer, "a")
    source = Source("a", "article", "txt", "0" * 64, len(GENERAL), layer, consent=Consent(published=True))
    empty = release([], made, [], [source], audience="public", book=load(), as_of="2026-11-24", reader="test")
    assert words in publish(empty, load(), lang)["report.html"].decode()
    assert words not in publish(released(GENERAL), load(), lang)["report.html"].decode()

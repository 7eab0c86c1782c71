"""Which words are everyday words of one of the three languages, so that their capital may only open a sentence."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, Final

import pymorphy3
from simplemma.strategies import DefaultDictionaryFactory

_CLITICS: Final = ("n't", "'s", "'ll", "'re", "'ve", "'d", "'m")
_NAMES: Final = ("Name", "Surn", "Patr", "Geox", "Orgn")
_PERSONS: Final = _NAMES[:3]


@lru_cache(maxsize=100_000)
def common(word: str) -> bool:
    """Return whether a word in small letters is an everyday word; names are none.

    >>> [common(word) for word in ("лікарня", "больница", "hospital", "олена", "ковалев", "viktor")]
    [True, True, True, False, False, False]
    """
    if word.isascii():
        return _english(word)
    if "'" in word:
        return word in _dictionary("uk") or word.replace("'", "’") in _dictionary("uk")
    return word in _dictionary("uk") or _russian(word)


@lru_cache(maxsize=100_000)
def only_name(word: str) -> bool:
    """Return whether the Russian dictionary knows a word as a person's name and as nothing else, nor the Ukrainian one.

    >>> only_name("галины"), only_name("врач")
    (True, False)
    """
    tags = _known_tags(word)
    return bool(tags) and word not in _dictionary("uk") and all(any(mark in tag for mark in _PERSONS) for tag in tags)


@lru_cache(maxsize=100_000)
def may_be_surname(word: str) -> bool:
    """Return whether the Russian dictionary knows a word as a surname among other things.

    >>> may_be_surname("воробьева"), may_be_surname("врача")
    (True, False)
    """
    return any("Surn" in tag for tag in _known_tags(word))


@lru_cache(maxsize=100_000)
def surname_at_opening(word: str) -> bool:
    """Return whether a word is a surname, and otherwise only a case form that hardly opens a sentence.

    >>> surname_at_opening("обломов"), surname_at_opening("готов")
    (True, False)
    """
    tags = [] if word in _dictionary("uk") else _known_tags(word)
    rest = [tag for tag in tags if not any(mark in tag for mark in _NAMES)]
    return len(rest) < len(tags) and all("NOUN" in tag and "nomn" not in tag for tag in rest)


def _english(word: str) -> bool:
    for clitic in _CLITICS:
        word = word.removesuffix(clitic)
    return word in _dictionary("en") or len(word) == 1


def _russian(word: str) -> bool:
    """A word that is known in some reading which is no name; readings are looked up, never guessed."""
    return any(not any(mark in tag for mark in _NAMES) for tag in _known_tags(word))


def _known_tags(word: str) -> list[Any]:
    """Return the tags of a word's dictionary readings; looked up directly, since guessing and ranking cost more."""
    analyser = _analyser()
    words = analyser.dictionary.words.similar_items(word, analyser.char_substitutes)
    return [analyser.dictionary.build_tag_info(*reading) for _, readings in words for reading in readings]


@cache
def _dictionary(lang: str) -> Mapping[str, Any]:
    """Keys keep their capitals, so that a name is not among the small ones."""
    found: Mapping[str, Any] = DefaultDictionaryFactory().get_dictionary(lang)
    return found


@cache
def _analyser() -> Any:
    return pymorphy3.MorphAnalyzer(lang="ru")

"""Which words are everyday words of one of the three languages, so that their capital may only open a sentence."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, Final

import pymorphy3
from simplemma.strategies import DefaultDictionaryFactory

_CLITICS: Final = ("n't", "'s", "'ll", "'re", "'ve", "'d", "'m")
_NAMES: Final = ("Name", "Surn", "Patr", "Geox", "Orgn")
_SELDOM: Final = 0.05  # a reading less likely than this is not what the word usually is


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
    analyser = _analyser()
    return (
        word not in _dictionary("uk")
        and bool(analyser.word_is_known(word))
        and all(any(mark in parse.tag for mark in _NAMES[:3]) for parse in analyser.parse(word))
    )


def _english(word: str) -> bool:
    for clitic in _CLITICS:
        word = word.removesuffix(clitic)
    return word in _dictionary("en") or len(word) == 1


def _russian(word: str) -> bool:
    analyser = _analyser()
    if not analyser.word_is_known(word):
        return False
    return any(
        parse.score > _SELDOM and not any(mark in parse.tag for mark in _NAMES) for parse in analyser.parse(word)
    )


@cache
def _dictionary(lang: str) -> Mapping[str, Any]:
    """Keys keep their capitals, so that a name is not among the small ones."""
    found: Mapping[str, Any] = DefaultDictionaryFactory().get_dictionary(lang)
    return found


@cache
def _analyser() -> Any:
    return pymorphy3.MorphAnalyzer(lang="ru")

"""Which words are everyday words of one of the three languages, so that their capital may only open a sentence."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, Final

import pymorphy3
from simplemma.strategies import DefaultDictionaryFactory

_LONG: Final = 4
_SLIPS: Final = (
    ("и", "і"),
    ("і", "и"),
    ("ы", "и"),
    ("е", "є"),
    ("э", "е"),
    ("ї", "і"),
    ("г", "ґ"),
    ("ґ", "г"),
    ("йо", "е"),
    ("'", ""),
)
_CONSONANTS: Final = frozenset("бвгджзйклмнпрстфхцчшщ")
_CLITICS: Final = ("n't", "'s", "'ll", "'re", "'ve", "'d", "'m")
_NAMES: Final = ("Name", "Surn", "Patr", "Geox", "Orgn")
_PERSONS: Final = _NAMES[:3]
_CASES: Final = frozenset(["nomn", "gent", "datv", "accs", "ablt", "loct", "voct", "gen2", "acc2", "loc2"])
_SMALL_WORDS: Final = ("PREP", "CONJ", "PRCL", "NPRO", "INTJ", "ADVB", "PRED", "NUMR", "VERB", "INFN")
# Endings by which a word that no dictionary has is told to be made from everyday ones; surnames do not end so.
_MADE: Final = re.compile(
    r"\w{2,}(?:нн(?:я|ю|ям|ями|ях|і)|ість|[оі]ст(?:і|ей|ям|ями|ях|ью)|істю|ани(?:е|я|ю|ем|и|й)|ени(?:е|я|ю|ем|и|й)"
    r"|(?:ува|юва|ова|ира|іра)(?:ти|ть|в|ла|ло|ли|ння|ний|на|не|ні|ного|ному|ним|ної|ній|них|ними|вши)"
    r"|(?:ува|ира|іру|ую|ює)[а-яіїє]{1,4}|\w(?:ться|тся|вся|лася|лося|лися|лась|лись|лось|тися|ться|сь|ся)"
    r"|(?:[иіаяуеоє]л[аои])|(?:[аиіуя]ти)|(?:[аяиіеуо]ть)|ючи|учи|ячи|вши|ючий|ющ\w{2,3}"
    r"|(?:альн|ичн|ічн|ивн|овн|ійн|онн|енн|анн|яр[н]|ляр[н]|тельн|ительн|ческ|ованн|ськ[о]|овн)(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими|о|ый|ая|ой|ую|ое|ые|ых|ыми)"
    r"|(?:еньк|есеньк|ісіньк)\w{1,3}|(?:іше|іший|іша|іші|ейш\w{2,3})|изм\w{0,3}|ізм\w{0,3}|ізаці[яїюєй]\w?|изаци[яиюей]\w?)"
)
_PREFIX: Final = re.compile(
    r"(?:не|най|пере|роз|від|під|над|без|проти|анти|супер|екс|віце|спів|само|пів|напів|контр|ультра|псевдо|по|за|об|при|про|ви|до|на|з|с|у|в"
    r"|пред|под|раз|рас|пере|от|без|бес|полу|сверх|само|вы|до|вос|un|re|non|over|under|mis|pre)"
)
_NO_NAME: Final = re.compile("(?:[оеи]|жди|ть|ли|ться|вся|лась|чи|ож|же|теж|від|біля|під|над|раз|про|для|без|бік|кож)$")
_FOREIGN: Final = re.compile(r"\w{2,}(?:[оеє]в(?:а|у|им|ої|ій|ою|ого|ому|их)?)")
_VERB: Final = re.compile(
    r"\w{2,}(?:[аиіуяї]в|[аиіуяїошг]ла|ає|яє|ує|ює|ить|їть|іє|ніс|віз|міг|ліг|біг|йшов|ився|илася|алася|ався|ется|ється|иться)"
)


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
def foreign_form(word: str) -> bool:
    """Return whether a word ends in -ов or -ев as Ukrainian words do not, so that in Ukrainian it is a surname.

    >>> foreign_form("сомов"), foreign_form("готов"), foreign_form("основ")
    (True, False, False)
    """
    return bool(_FOREIGN.fullmatch(word)) and word not in _dictionary("uk")


@lru_cache(maxsize=100_000)
def only_name(word: str) -> bool:
    """Return whether the Russian dictionary knows a word as a person's name and as nothing else, nor the Ukrainian one.

    >>> only_name("галины"), only_name("врач")
    (True, False)
    """
    if word in _dictionary("uk"):
        return False
    tags = _known_tags(word)
    return bool(tags) and all(not tag.isdisjoint(_PERSONS) for tag in tags)


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
    tags = () if word in _dictionary("uk") else _known_tags(word)
    rest = [tag for tag in tags if tag.isdisjoint(_NAMES)]
    return len(rest) < len(tags) and all("NOUN" in tag and "nomn" not in tag for tag in rest)


@lru_cache(maxsize=100_000)
def noun(word: str) -> bool:
    """Return whether an everyday word may be a noun in its first form; one that the Russian dictionary lacks may be.

    >>> noun("озеро"), noun("сказал"), noun("потому")
    (True, False, False)
    """
    if word.isascii():
        return True
    tags = _known_tags(word)
    return not tags or any("NOUN" in tag and "nomn" in tag for tag in tags)


@lru_cache(maxsize=100_000)
def derived(word: str) -> bool:
    """Return whether an unknown word is made from everyday ones: by its ending, a prefix, a slip of a letter.

    >>> derived("формалізування"), derived("найгарніша"), derived("штукенгайзен")
    (True, True, False)
    """
    if _MADE.fullmatch(word):
        return True
    found = _PREFIX.match(word)
    if found and len(word) - found.end() >= _LONG and common(word[found.end() :]):
        return True
    return len(word) > _LONG and any(common(word.replace(a, b)) for a, b in _SLIPS if a in word)


@lru_cache(maxsize=100_000)
def is_verb(word: str) -> bool:
    """Return whether an everyday word says what one person does or did.

    >>> is_verb("отметил"), is_verb("прийшла"), is_verb("місто")
    (True, True, False)
    """
    tags = _known_tags(word)
    if any("VERB" in tag and "sing" in tag for tag in tags):
        return True
    if tags and word not in _dictionary("uk"):
        return False
    return bool(_VERB.fullmatch(word)) and common(word)


@lru_cache(maxsize=100_000)
def agrees(name: str, word: str) -> bool:
    """Return whether a word may be a surname after a name: a noun or a quality in the same case.

    >>> agrees("ольгу", "тихую"), agrees("ольга", "лечить")
    (True, False)
    """
    tags = _known_tags(word)
    if not tags and not word.isascii():  # the Ukrainian words have no tags
        return len(word) > _LONG - 1 and not _VERB.fullmatch(word) and not _NO_NAME.search(word)
    cases = {case for tag in _known_tags(name) if not tag.isdisjoint(_PERSONS) for case in tag & _CASES}
    if "nomn" in cases and word[-1] in _CONSONANTS and any("NOUN" in tag and "plur" in tag for tag in tags):
        return True  # «василий шумов»: many of something does not follow a name as it stands
    return any(
        ("NOUN" in tag or "ADJF" in tag) and "sing" in tag and (not cases or not tag.isdisjoint(cases)) for tag in tags
    )


@lru_cache(maxsize=100_000)
def thing(word: str) -> bool:
    """Return whether the Russian dictionary knows a word as a noun and as no preposition, pronoun, particle or verb.

    >>> thing("сан"), thing("ли"), thing("мне")
    (True, False, False)
    """
    tags = _known_tags(word)
    return any("NOUN" in tag for tag in tags) and not any(mark in tag for tag in tags for mark in _SMALL_WORDS)


def _english(word: str) -> bool:
    for clitic in _CLITICS:
        word = word.removesuffix(clitic)
    return word in _dictionary("en") or len(word) == 1


def _russian(word: str) -> bool:
    """A word that is known in some reading which is no name; readings are looked up, never guessed."""
    return any(tag.isdisjoint(_NAMES) for tag in _known_tags(word))


@lru_cache(maxsize=100_000)
def _known_tags(word: str) -> tuple[frozenset[str], ...]:
    """Return the marks of a word's dictionary readings; looked up directly, since guessing and ranking cost more."""
    analyser = _analyser()
    words = analyser.dictionary.words.similar_items(word, analyser.char_substitutes)
    return tuple(_marks(analyser.dictionary.build_tag_info(*reading)) for _, found in words for reading in found)


@lru_cache(maxsize=10_000)
def _marks(tag: Any) -> frozenset[str]:
    return frozenset(tag.grammemes)


@cache
def _dictionary(lang: str) -> Mapping[str, Any]:
    """Keys keep their capitals, so that a name is not among the small ones."""
    found: Mapping[str, Any] = DefaultDictionaryFactory().get_dictionary(lang)
    return found


@cache
def _analyser() -> Any:
    return pymorphy3.MorphAnalyzer(lang="ru")

"""All the forms of a word, by rule: nouns, adjectives and names of places in Ukrainian, Russian and English.

No dictionary is used, so a name nobody has met before is declined as well as any. The rules give too many forms rather
than too few: they are for finding words in texts, never for writing them.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import product
from typing import Final

from svidok.language import endings
from svidok.language.endings import Change, Rule

VOWELS: Final = "аеєиіїоуюяёыэ"
_CONSONANT: Final = "бвгґджзйклмнпрстфхцчшщ"
_SOFTER: Final = {"к": "ц", "г": "з", "х": "с"}
_LAST_I = re.compile(rf"([іїІЇ])(?=[{_CONSONANT}']*$)")
_LAST_OE = re.compile(rf"([оеєОЕ])(?=[{_CONSONANT}]{{1,3}}$)")
_FLEETING = re.compile(rf"(?<=[{_CONSONANT}'ь])([оеё])(?=(?:к|ц|н|л|р|т|г|в|м|б)$)")
_FLEETING_AFTER_VOWEL = re.compile(rf"(?<=[{VOWELS}])([еє])(?=ц$|нь?$)")
_CLUSTER = re.compile(rf"([{_CONSONANT}])([ьй]?)([{_CONSONANT}])$")

Paradigm = tuple[str, frozenset[str]]


def _same(stem: str) -> Iterator[str]:
    yield stem


def _soft_k(stem: str) -> Iterator[str]:
    """Каховк- gives Каховц-."""
    if stem[-1:] in _SOFTER:
        yield stem[:-1] + _SOFTER[stem[-1]]


def _opened(stem: str) -> Iterator[str]:
    """Харків gives Харков- and Харкев-: і of a closed syllable."""
    found = _LAST_I.search(stem)
    if found:
        for vowel in "ое" if found[1] in "іІ" else "єо":
            yield stem[: found.start()] + vowel + stem[found.end() :]


def _closed(stem: str) -> Iterator[str]:
    """Школ- gives шкіл."""
    found = _LAST_OE.search(stem)
    if found:
        yield stem[: found.start()] + ("ї" if found[1] == "є" else "і") + stem[found.end() :]


def _fleeting(stem: str) -> Iterator[str]:
    """Городок gives Городк-, олец gives ольц-, китаец gives китайц-."""
    found = _FLEETING.search(stem)
    if found and len(stem) > 2:
        head, tail = stem[: found.start()], stem[found.end() :]
        yield head + tail
        if head[-1:] == "л" or found[1] in "её":
            yield head + "ь" + tail
    found = _FLEETING_AFTER_VOWEL.search(stem)
    if found:
        yield stem[: found.start()] + "й" + stem[found.end() :]


def _filled(stem: str) -> Iterator[str]:
    """Довідк- gives довідок, земл- gives земель: a vowel that parts the last two consonants."""
    found = _CLUSTER.search(stem)
    if stem[-2:-1] == "й":  # копейк- gives копеек, копійк- gives копійок
        yield stem[:-2] + "е" + stem[-1]
        yield stem[:-1] + "о" + stem[-1]
    elif found:
        for vowel in "оеі":
            yield stem[: found.start()] + found[1] + vowel + found[3]
        if found[2] == "ь":
            yield stem[: found.start()] + found[1] + "ьо" + found[3]
    elif stem[-1:] in "ь'" and len(stem) > 2:  # семь- gives семей
        yield stem[:-1] + "е"


def _doubled(stem: str) -> Iterator[str]:
    """Березан- gives Березанн-: before -ю of the instrumental."""
    if stem[-1:] in "джзлнстцчш":
        yield stem + stem[-1]


def _single(stem: str) -> Iterator[str]:
    """Свідченн- gives свідчен-: a double consonant that becomes one."""
    if len(stem) > 2 and stem[-1] == stem[-2]:
        yield stem[:-1]


def _citizen(stem: str) -> Iterator[str]:
    """Громадянин gives громадян-."""
    if stem.endswith(("анин", "янин")):
        yield stem[:-2]


_CHANGES: Final[dict[Change, Callable[[str], Iterator[str]]]] = {
    "same": _same,
    "soft_k": _soft_k,
    "opened": _opened,
    "closed": _closed,
    "fleeting": _fleeting,
    "filled": _filled,
    "doubled": _doubled,
    "single": _single,
    "citizen": _citizen,
}


def _by_last(rules: tuple[Rule, ...]) -> dict[str, tuple[Rule, ...]]:
    """Sort rules by the last letter they apply to; "" holds those of words that end in a consonant."""
    lasts = {rule.ends[-1:] for rule in rules}
    return {last: tuple(rule for rule in rules if rule.ends[-1:] == last) for last in lasts}


_RULES: Final = {
    "uk": _by_last(endings.UKRAINIAN),
    "ru": _by_last(endings.RUSSIAN),
    "en": _by_last(endings.ENGLISH),
}


@lru_cache(maxsize=50_000)
def paradigms(word: str, lang: str) -> tuple[Paradigm, ...]:
    """Return stems of one word, each with the endings that may follow it.

    This is what a large list of names is searched with: a few stems instead of dozens of forms.
    An abbreviation in capitals is not declined, and neither is a word of another language.

    >>> [stem for stem, _ in paradigms("Василівка", "uk")]
    ['Василівк', 'Василівц', 'Василівок', 'Василівек', 'Василівік']
    >>> paradigms("ЗАЕС", "uk")
    (('ЗАЕС', frozenset({''})),)
    """
    still: Paradigm = (word, frozenset({""}))
    rules = _RULES.get(lang)
    if rules is None or len(word) < 2 or (word.isupper() and len(word) > 1):
        return (still,)
    found = [
        (stem, rule.endings)
        for rule in _applicable(rules, word, lang)
        for stem in _CHANGES[rule.change](word[: len(word) - len(rule.ends)])
    ]
    if not any(stem + ending == word for stem, ends in found for ending in ends):
        found.append(still)
    return tuple(found)


def _applicable(rules: dict[str, tuple[Rule, ...]], word: str, lang: str) -> Iterator[Rule]:
    last = word[-1].lower()
    if lang == "en" or (last in _CONSONANT and last != "й"):
        yield from rules[""]
    for rule in rules.get(last, ()):
        if word.endswith(rule.ends):
            yield rule


def _word_forms(word: str, lang: str) -> set[str]:
    plain = word.replace("’", "'").replace("ʼ", "'")
    made = {stem + ending for stem, ends in paradigms(plain, lang) for ending in ends}
    made.update(endings.IRREGULAR.get(lang, {}).get(plain.lower().replace("ё", "е"), "").split())
    if "’" in word or "ʼ" in word:
        made |= {form.replace("'", "’") for form in made}
    return made | {word}


@lru_cache(maxsize=20_000)
def forms(lemma: str, lang: str) -> frozenset[str]:
    """Return every form of a word or name in "uk", "ru" or "en", and some that do not exist.

    The lemma is a nominative: singular of a noun, masculine singular of an adjective, or a name as it stands
    (also plural, also with an adjective's ending). Words of a name are declined each by itself, so a name of
    three words has thousands of forms: search long lists with `paradigms`.

    >>> {"Токмака", "Токмаку", "Токмаком"} <= forms("Токмак", "uk")
    True
    >>> "Новій Каховці" in forms("Нова Каховка", "uk"), "Голой Пристани" in forms("Голая Пристань", "ru")
    (True, True)
    """
    pieces = re.split(r"([ -])", lemma)
    ways = [{piece} if piece in " -" else _word_forms(piece, lang) for piece in pieces if piece]
    return frozenset("".join(parts) for parts in product(*ways))

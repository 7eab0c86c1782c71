"""Lines in which nothing has a capital, as in chats: there a word that no dictionary has is taken for a name."""

import re
from collections.abc import Iterator
from typing import Final

from svidok.release.masking.found import Found
from svidok.release.masking.known import Knowledge
from svidok.release.masking.page import Page, Word, folded
from svidok.release.masking.words import (
    agrees,
    common,
    derived,
    foreign_form,
    is_verb,
    may_be_surname,
    noun,
    surname_at_opening,
    thing,
)

_FEWEST: Final = 3  # words of a line that can be said to have no capitals
_SHORTEST: Final = 3
_SHORT, _LEADS = 5, 6  # letters of an everyday word that stands after or before an unknown one as part of a name
_INITIALS: Final = re.compile(r"(?<![\w.])[^\W\d_]\s?\.\s?(?:-\s?)?(?:[^\W\d_]\s?\.\s?){0,2}(?=[^\W\d_]{3})")
_TWO_INITIALS: Final = re.compile(
    r"(?<![\w.])(?!т\s?\.\s?[деіпч]\b)[^\W\d_]\s?\.\s?-?\s?[^\W\d_]\s?\.\s?(?:[^\W\d_]\s?\.\s?)?(?P<name>[^\W\d_]{3,}(?:-[^\W\d_]+)?)"
)
# «д. лебедем», «ж.-а. ле беля»; an abbreviation of one letter is none: «1998 р. лебедя», «м. київ», «ст. с. бору».
_ONE_INITIAL: Final = re.compile(
    r"(?<![\w.])(?<!\d\s)(?![ргстк]\s?\.)[^\W\d_]\s?\.\s?(?:-\s?[^\W\d_]\s?\.\s?)?"
    r"(?P<of>(?:ле|де|фон|ван|да|дю|дель|бен|ібн|ибн)\s)?(?P<name>[^\W\d_]{3,}(?:-[^\W\d_]+)?)"
)
_NAMED_BY: Final = re.compile(
    r"(?<!\w)(?:(?P<by>поз[иы]вн\w+|прізвиськ\w+|прозвищ\w+|псевдо\w*|кличк\w+)|прізвищ\w+|фамили\w+|на ім['’]я"
    r"|на ймення|по имени|мене звуть|меня зовут|його звуть|її звуть|его зовут|е[её] зовут|звуть|зовут)"
    r"\s*[:—–-]?\s*[«“„\"'(]?\s?"
)
_INITIALS_AFTER: Final = re.compile(r"\s[^\W\d_]\s?\.\s?[^\W\d_]\s?\.|\s[^\W\d_]\.(?=\s*(?:$|[,;)]))", re.MULTILINE)
_WHICH: Final = frozenset(["той", "тот", "який", "который"])
_SURNAME: Final = re.compile(
    "(?:(?:с|ц|з)ь?к(?:ий|ого|ому|им|ая|ой|ую|а|ої|ій|у|ою)|[оеє]в(?:а|у|им|ым|ой|ої|ій|ою)?|[иі]н(?:а|у|им|ым|ой|ої|ою)|[иі]нос(?:а|у|ом)?|ос(?:а|у|ом)?)$"
)
_QUALITY: Final = re.compile("(?:с|ц|з)ь?к(?:ий|ого|ому|им|ім|ая|ой|ую|а|ої|ій|у|ою)$")
_NAME, _UNKNOWN = 54, 38


def uncased(page: Page, known: Knowledge) -> Iterator[Found]:
    """Yield what may be names in lines without capitals."""
    for first, last in page.small_lines:
        if last - first >= _FEWEST:
            yield from _of_line(page, known, first, last)


def _of_line(page: Page, known: Knowledge, first: int, last: int) -> Iterator[Found]:
    hits: dict[int, tuple[str, str, int]] = {}
    for place in range(first, last):
        word = page.words[place]
        if page.strict and len(word.key) > 1 and known.goes(word.key) and not known.ordinary(word.key):
            yield Found(word.start, word.end, "name", "a country or nation in small letters", "name", rank=_UNKNOWN)
        if len(word.key) >= _SHORTEST and not _ordinary(known, word):
            alone = _alone(page, known, place, first, last)
            if alone:
                hits[place] = alone
        if place not in hits and known.people.given(word.key) and known.people.small(word.key) == "sure":
            hits[place] = ("person", "a given name where nothing has a capital", _NAME)
    for place in [*hits]:
        _beside_hit(page, known, place, first, last, hits)
    _listed(page, known, first, last, hits)
    yield from _called(page, known, page.words[first].start, page.words[last - 1].end)
    for place, (kind, why, rank) in hits.items():
        word = page.words[place]
        yield Found(word.start, word.end, kind, why, kind, rank=rank)
        yield from _initials(page, word)
    start, end = page.words[first].start, page.words[last - 1].end
    for found in _TWO_INITIALS.finditer(page.text, start, end):
        if not known.ordinary(folded(found["name"])):
            yield Found(*found.span(), "person", "two initials and a word in small letters", "person", rank=_NAME)
    for found in _ONE_INITIAL.finditer(page.text, start, end):
        key = folded(found["name"])
        if found["of"] or _may_be_name(known, key):
            yield Found(*found.span(), "person", "an initial and a surname in small letters", "person", rank=_NAME)


def _alone(page: Page, known: Knowledge, place: int, first: int, last: int) -> tuple[str, str, int] | None:
    """Return the kind, the reason and the rank when a word may be a name by itself or after an office."""
    word, people = page.words[place], known.people
    if _strange(known, word) or (foreign_form(word.key) and page.lang(word.start) == "uk"):
        return ("name", "an unknown word where nothing has a capital", _UNKNOWN)
    if surname_at_opening(word.key):
        return ("person", "a surname that is hardly a word where nothing has a capital", _NAME)
    before = page.words[place - 1] if place > first and _beside(page, place - 1) else None
    office = before is not None and (known.offices.match(before.key) is not None or people.calls(before.key))
    if office and (people.given(word.key) or word.key in people.surname_words or may_be_surname(word.key)):
        return ("person", "a name after an office where nothing has a capital", _NAME)
    if word.key in people.surname_words and _does(page, place, first, last):
        return ("person", "a surname that does something where nothing has a capital", _NAME)
    if not people.given(word.key) or people.opens_as_word(word.key):
        return None
    after = page.words[place + 1] if place + 1 < last and _beside(page, place) else None
    if people.small(word.key) == "careful" and len(word.key) > _SHORTEST:
        return ("person", "a name that is a word too where nothing has a capital", _NAME)
    if people.nominative(word.key) and after is not None and is_verb(after.key):
        return ("person", "a name that does something where nothing has a capital", _NAME)
    return None


def _may_be_name(known: Knowledge, key: str) -> bool:
    if key in known.stays or known.ordinary(key) or known.offices.match(key) or known.people.calls(key):
        return False
    people = known.people
    return key in people.surname_words or may_be_surname(key) or not common(key) or bool(_SURNAME.search(key))


def _listed(page: Page, known: Knowledge, first: int, last: int, hits: dict[int, tuple[str, str, int]]) -> None:
    """Mark what may be a surname between commas beside two names of a list: «міцкевича, словацького, нємцевича»."""
    beside = {place + step for place in hits for step in (-2, -1, 1, 2)}
    for place in sorted(beside.difference(hits)):
        if not first <= place < last or not _may_be_surname(known, page.words[place]):
            continue
        near = [
            other
            for other in (place - 2, place - 1, place + 1, place + 2)
            if other in hits and first <= other < last and _comma_only(page, place, other)
        ]
        if len(near) > 1:
            hits[place] = ("person", "a surname in a list where nothing has a capital", _NAME)


def _may_be_surname(known: Knowledge, word: Word) -> bool:
    key = word.key
    return not _ordinary(known, word) and (key in known.people.surname_words or may_be_surname(key))


def _comma_only(page: Page, place: int, other: int) -> bool:
    """Whether only single words with commas stand between two words."""
    low, high = sorted((place, other))
    return all(
        page.text[page.words[at].end : page.words[at + 1].start].strip() in (",", "та", "і", "и")
        for at in range(low, high)
    )


def _called(page: Page, known: Knowledge, start: int, end: int) -> Iterator[Found]:
    """Yield what follows the words that somebody is called so: «позивний монах», «на прізвисько турок»."""
    for found in _NAMED_BY.finditer(page.text, start, end):
        for word in page.words_between(found.end(), found.end() + 1):
            if len(word.key) < _SHORTEST or _ordinary(known, word) or is_verb(word.key):
                continue
            if found["by"] or thing(word.key) or not common(word.key):
                yield Found(word.start, word.end, "person", "what somebody is called", "person", rank=_NAME)


def _does(page: Page, place: int, first: int, last: int) -> bool:
    """Whether a word opens its clause and a verb follows within two words."""
    opens = place == first or not _beside(page, place - 1) or page.words[place].opens
    if opens and place + 1 < last and page.words[place + 1].key in _WHICH:
        return True
    return opens and any(
        is_verb(page.words[at].key) for at in range(place + 1, min(last, place + 3)) if page.words[at].key != "не"
    )


def _beside_hit(
    page: Page, known: Knowledge, place: int, first: int, last: int, hits: dict[int, tuple[str, str, int]]
) -> None:
    """Mark the words of a name around one of its words: «людмила носач», «барак обама», «аун сан су чжи»."""
    words, people = page.words, known.people
    at = place + 1
    while at < last and at not in hits and _beside(page, at - 1) and _may_follow(known, words[at - 1], words[at]):
        hits[at] = ("person", "a word after a name where nothing has a capital", _NAME)
        at += 1
    at = place - 1
    strange = not people.given(words[place].key)
    if not strange and at >= first and at not in hits and _beside(page, at) and words[at].key in people.surname_words:
        hits[at] = ("person", "a surname before a name where nothing has a capital", _NAME)
    while at >= first and at not in hits and _beside(page, at) and strange and _may_lead(known, words[at]):
        hits[at] = ("person", "a word before a name where nothing has a capital", _NAME)
        at -= 1


def _may_follow(known: Knowledge, before: Word, word: Word) -> bool:
    people = known.people
    if _ordinary(known, word) or people.calls(word.key) or known.offices.match(word.key):
        return False
    if word.key in people.surname_words or may_be_surname(word.key):
        return True
    if word.key.isascii():
        return False
    if people.given(before.key):
        return agrees(before.key, word.key)
    if len(word.key) <= _SHORT and (thing(word.key) or not common(word.key)):
        return True
    return _QUALITY.search(word.key) is not None


def _may_lead(known: Knowledge, word: Word) -> bool:
    if _ordinary(known, word) or known.people.calls(word.key) or known.offices.match(word.key):
        return False
    if word.key.isascii() or not 1 < len(word.key) <= _LEADS:
        return False
    return (noun(word.key) and thing(word.key)) or not common(word.key)


def _ordinary(known: Knowledge, word: Word) -> bool:
    return word.key in known.stays or known.ordinary(word.key)


def _strange(known: Knowledge, word: Word) -> bool:
    return (
        len(word.key) >= _SHORTEST
        and not common(word.key)
        and not derived(word.key)
        and word.key not in known.stays
        and not known.ordinary(word.key)
    )


def _beside(page: Page, place: int) -> bool:
    """Whether nothing but a space or a hyphen stands between a word and the next."""
    return page.text[page.words[place].end : page.words[place + 1].start] in (" ", "\u00a0", "-")


def _initials(page: Page, word: Word) -> Iterator[Found]:
    for found in _INITIALS.finditer(page.text, max(0, word.start - 12), word.start + 3):
        if found.end() == word.start:
            yield Found(found.start(), word.end, "person", "initials and a name in small letters", "person", rank=_NAME)
    after = _INITIALS_AFTER.match(page.text, word.end)
    if after:
        yield Found(word.start, after.end(), "person", "a name and initials in small letters", "person", rank=_NAME)

"""Names of people by what they are: given names, patronymics, endings of surnames; in capitals and in small letters."""

import re
from collections.abc import Collection, Iterator
from typing import Final

from svidok.language.forms import forms
from svidok.release.masking.found import Found
from svidok.release.masking.known import Knowledge
from svidok.release.masking.page import Page, Word, folded
from svidok.release.masking.people import stem_of
from svidok.release.masking.words import common

_SENDER: Final = re.compile(
    r"^(?:\[[^\]\n]{3,24}\]\s*|\d\d?:\d\d\s*|[>+–—*-]+\s*)*(?P<who>[^\W\d_][\w.’' -]{0,28}?)\s?:(?=\s)", re.MULTILINE
)
_BIG: Final = "[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĞĢĪĬĮİĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚА-ЯІЇЄҐ]"
_INITIALS: Final = re.compile(rf"(?<![\w.]){_BIG}(?:\.|\s\.(?=\s{_BIG}))(?:\s?{_BIG}\s?\.){{0,2}}")
_TITLED_SMALL: Final = re.compile(
    r"(?<![\w.])(?:mrs?|ms|miss|dr|judge|officer|sergeant)\.?\s(?P<who>(?:[a-z]\.[ -]?){1,3})(?!\w)"
)
_SMALL_INITIALS: Final = re.compile(r"(?<![\w.])[^\W\d_]\.\s?(?:[^\W\d_]\.\s?)?$")
_GIVEN, _SURNAME = 70, 55
_SENDER_WORDS: Final = 3
_SHORTEST_AGAIN: Final = 4
_SHORTEST_CAPITAL: Final = 3  # of a word with a capital


def small_names(page: Page, known: Knowledge) -> Iterator[Found]:
    """Yield names written in small letters, as people do in chats."""
    people, words = known.people, page.words
    senders = {found.start("who") for found in _SENDER.finditer(page.text)}
    hits: dict[int, Found] = {}
    doubtful: list[int] = []
    for place, word in enumerate(words):
        if not word.capital:
            sure = people.small(word.key)
            if sure == "sure":
                hits[place] = _found(word, "a name in small letters")
            elif sure == "careful":
                doubtful.append(place)
    for place in doubtful:
        if _spoken_for(page, known, place, senders):
            hits[place] = _found(words[place], "a name beside another sign of a person")
    for place in [*hits]:
        _spread(page, known, place, hits)
    for one in hits.values():
        before = _SMALL_INITIALS.search(page.text, max(0, one.start - 8), one.start)
        yield Found(before.start(), one.end, one.kind, one.reason, one.says, rank=one.rank) if before else one
    yield from _senders(page, known)


def _found(word: Word, why: str) -> Found:
    return Found(word.start, word.end, "person", why, "person", rank=_GIVEN)


def _spoken_for(page: Page, known: Knowledge, place: int, senders: set[int]) -> bool:
    """Whether the words around a doubtful name say that it is one."""
    words, people = page.words, known.people
    word = words[place]
    before = words[place - 1] if place and _touch(page, words[place - 1], word) else None
    after = words[place + 1] if place + 1 < len(words) and _touch(page, word, words[place + 1]) else None
    if not people.given(word.key):
        return any(n is not None and people.small(n.key) == "sure" and people.given(n.key) for n in (before, after))
    if before is not None and people.calls(before.key):
        return True
    if word.start in senders:
        return True
    named = people.nominative(word.key) and not people.opens_as_word(word.key)
    if named and after is not None and people.acts(after.key):
        return True
    return any(_surname_sign(known, n) for n in (before, after) if n is not None)


def _surname_sign(known: Knowledge, word: Word) -> bool:
    """Whether a word beside a doubtful name makes it one."""
    people = known.people
    if people.patronymic(word.key) or people.surname(word.key) or word.key in people.surname_words:
        return True
    if people.given(word.key):
        return word.capital
    return people.small(word.key) == "careful" or (word.key.isascii() and not common(word.key))


def _touch(page: Page, first: Word, second: Word) -> bool:
    return page.text[first.end : second.start] in (" ", "\u00a0", "-", "  ")


def _spread(page: Page, known: Knowledge, place: int, hits: dict[int, Found]) -> None:
    """Mark the words beside a name that no dictionary has: surnames written small."""
    words = page.words
    for step in (1, -1):
        at = place + step
        while 0 <= at < len(words) and at not in hits:
            pair = (words[at - step], words[at]) if step == 1 else (words[at], words[at - step])
            if words[at].capital or not _touch(page, *pair) or not known.people.beside(words[at].key):
                break
            hits[at] = _found(words[at], "an unknown word beside a name")
            at += step


def _senders(page: Page, known: Knowledge) -> Iterator[Found]:
    """Yield senders of messages whom no dictionary knows."""
    for found in _SENDER.finditer(page.text):
        start, end = found.span("who")
        inside = page.words_between(start, end)
        strange = any(
            (not common(word.key) or known.people.given(word.key)) and word.key not in known.stays for word in inside
        )
        if len(inside) <= _SENDER_WORDS and strange and not inside[0].capital:
            yield Found(start, end, "person", "the sender of a message", "person", rank=_SURNAME)


def known_names(page: Page, known: Knowledge, wanted: Collection[str]) -> Iterator[Found]:
    """Yield every form, diminutive and spelling of names that are known, however they are written."""
    keys: set[str] = set()
    groups: set[int] = set()
    stems: set[str] = set()
    for name in wanted:
        words = Page(name).words
        proper = [word for word in words if word.capital] or words  # "the head of Oksana's ward" names Oksana
        for word in proper:
            if len(word.key) > 1:
                keys.update(folded(form) for lang in ("uk", "ru") for form in forms(word.key, lang))
                groups |= known.people.groups(word.key)
                stems.add(stem_of(word.key))
    stems = {stem for stem in stems if len(stem) > 3}
    for word in page.words if keys else ():
        if word.key in keys or known.people.groups(word.key) & groups or stem_of(word.key) in stems:
            yield Found(word.start, word.end, "person", "a name that is known", "person", rank=_GIVEN + 1)


def found_again(page: Page, known: Knowledge, found: list[Found]) -> Iterator[Found]:
    """Yield the other places where a name stands that was found once, small or at the beginning of a sentence."""
    starts = {one.start for one in found}
    strange: dict[str, str] = {}
    everyday: dict[str, str] = {}
    named: dict[str, bool] = {}  # as part of a longer name, so that lines without capitals may be searched for it
    for one in found:
        if one.kind in {"person", "name"}:
            for word in page.words_between(one.start, one.end):
                if not word.capital and not page.is_small(word.start) and common(word.key):
                    continue  # a small everyday word within a name: «Court of the North» makes no name of "the"
                if len(word.key) >= _SHORTEST_CAPITAL and not known.people.given(word.key):
                    odd = not common(word.key) or known.people.surname(word.key)
                    stem = stem_of(word.key)
                    (strange if odd else everyday).setdefault(stem, one.kind)
                    named[stem] = named.get(stem, False) or one.kind == "person"
    for word in page.words if strange or everyday else ():
        shortest = _SHORTEST_CAPITAL if word.capital or page.is_small(word.start) else _SHORTEST_AGAIN
        if word.start in starts or len(word.key) < shortest or word.key in known.stays:
            continue
        if word.key in known.no_names:
            continue
        plain = not word.capital and common(word.key)  # a common word that somebody is also called by
        if plain and (not page.is_small(word.start) or known.people.calls(word.key) or known.ordinary(word.key)):
            continue
        stem = stem_of(word.key)
        kind = strange.get(stem) or (everyday.get(stem) if word.capital or named.get(stem) else None)
        if kind:
            yield Found(word.start, word.end, kind, "another form of a name found in the text", kind, rank=_SURNAME)


def initials(page: Page) -> Iterator[Found]:
    """Yield initials with their full stops."""
    for found in _INITIALS.finditer(page.text):
        yield Found(*found.span(), "person", "an initial", "person", rank=45)
    for found in _TITLED_SMALL.finditer(page.text) if page.latin else ():
        yield Found(*found.span("who"), "person", "initials after a title in small letters", "person", rank=45)

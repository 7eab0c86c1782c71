"""Every word with a capital is a name, unless it opens a sentence and is an everyday word, or is one that stays."""

import re
from collections.abc import Iterator
from typing import Final

from svidok.release.masking.found import Found
from svidok.release.masking.known import Knowledge
from svidok.release.masking.page import Page, Word
from svidok.release.masking.places import regions
from svidok.release.masking.words import common, noun, surname_at_opening

_ADJECTIVE: Final = re.compile("(?:ськ|цьк|ск|цк)\\w{1,3}$")
_QUALITY: Final = re.compile("(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими|ый|ая|ой|ую|ое|ые|ых|ыми)$")
_AFTER_INITIAL: Final = re.compile(r"(?<!\w)(?<!\w\.)(?:[A-ZА-ЯІЇЄҐ]\s?\.\s?-?\s?){1,3}$")
_LISTED: Final = re.compile(r"[:(•|]\s?$|^\s*[-–—*]\s*$", re.MULTILINE)
_CLOSED: Final = re.compile(r"\s?(?:[,;)(•|—–]|$)", re.MULTILINE)
_CALLED_IN_QUOTES: Final = re.compile(
    r"(?:поз[иы]вн\w+|псевдо\w*|прізвиськ\w+|прозвищ\w+|кличк\w+|ім['’]я\w*|call ?sign|nicknamed?|known as|alias)"
    r"\s*[:—–-]?\s*[«“„\"'(]\s?$",
    re.IGNORECASE,
)
_FUNCTION_WORDS: Final = (
    "the a an on in at by from he she it they his her its their we this that these those when while after before since"
    " and but if as there who according following under during between because both each no"
)
_FUNCTION: Final = frozenset(_FUNCTION_WORDS.split())
_LOOK_BACK: Final = 32
_HEADLINE_WORDS: Final = 4  # fewest words of a line that may be a headline in capitals
_HEADLINE_SHARE: Final = 0.7
_GIVEN, _SURNAME, _OTHER = 70, 55, 40


def capitals(page: Page, known: Knowledge) -> Iterator[Found]:
    """Yield names by their capital."""
    kept = [(hit.start, hit.end) for hit in known.keeps.find(page.folded)]
    kept = sorted(kept if page.strict else [*regions(page), *kept])
    headline = _headlines(page)
    words, people, at = page.words, known.people, 0
    for place, word in enumerate(words):
        if not word.capital:
            continue
        while at < len(kept) and kept[at][1] <= word.start:
            at += 1
        if at < len(kept) and kept[at][0] <= word.start:
            continue
        if known.stays_on(word.key, page.strict) and not (
            _beside_name(page, known, place) or _surname_like(page, known, place)
        ):
            continue
        if word.key in known.no_names and not _beside_name(page, known, place):
            continue
        if len(word.key) == 1:  # an initial has a full stop, and `initials` finds it
            continue
        if _after_initial(page, word):
            yield Found(word.start, word.end, "person", "a capital after an initial", "person", rank=_SURNAME)
        elif people.given(word.key) or people.patronymic(word.key):
            if not _everyday_opening(page, known, place, place in headline):
                yield Found(word.start, word.end, "person", "a given name or patronymic", "person", rank=_GIVEN)
        elif people.surname(word.key) or _called(page, known, place) or _opens_as_surname(word):
            yield Found(word.start, word.end, "person", "the ending of a surname", "person", rank=_SURNAME)
        elif (
            not (word.opens or place in headline)
            or not common(word.key)
            or _named(page, known, place)
            or _listed(page, known, place)
            or (page.strict and known.may_stay(word.key) and not known.stays_on(word.key, strict=True))
        ):
            yield Found(word.start, word.end, "name", "a capital within a sentence", "name", rank=_OTHER)


def _after_initial(page: Page, word: Word) -> bool:
    """Whether an initial stands before a word; «I.S. The court» is an initial that ends a sentence."""
    if word.key in _FUNCTION or (word.shouted and common(word.key)):
        return False
    return _AFTER_INITIAL.search(page.text, max(0, word.start - 14), word.start) is not None


def _listed(page: Page, known: Knowledge, place: int) -> bool:
    """Whether an everyday word that opens something is a name: an entry of a list, or what one is called."""
    word = page.words[place]
    if word.shouted or word.key in known.openers:
        return False
    before = page.text[max(0, word.start - _LOOK_BACK) : word.start]
    if _CALLED_IN_QUOTES.search(before):
        return True
    listed = _LISTED.search(before.rsplit("\n", 1)[-1]) is not None
    after = page.words[place + 1] if place + 1 < len(page.words) else None
    if after is not None and after.capital and page.text[word.end : after.start] == " ":
        titled = known.people.calls(word.key) or known.offices.match(word.key) is not None
        strange = noun(word.key) and not word.key.isascii() and not titled and not common(after.key)
        return (listed or strange) and not known.may_stay(after.key)
    return listed and noun(word.key) and _CLOSED.match(page.text, word.end) is not None


def _called(page: Page, known: Knowledge, place: int) -> bool:
    """Whether a word is also a surname; an adjective that opens a sentence is one beside a name only."""
    word = page.words[place]
    if word.key not in known.people.surname_words:
        return False
    return not (word.opens and _QUALITY.search(word.key)) or _beside_name(page, known, place)


def _opens_as_surname(word: Word) -> bool:
    return word.opens and not word.key.isascii() and surname_at_opening(word.key)


def _named(page: Page, known: Knowledge, place: int) -> bool:
    """Whether an everyday word in capitals is a surname by what stands beside it."""
    word = page.words[place]
    if not word.opens:
        return _beside_name(page, known, place)
    # «Пугач Іван Петрович» is a name, «Потім Іван» is not.
    after = page.words[place + 1 : place + 3]
    if word.key in known.openers or len(after) < 2 or not _beside_name(page, known, place):
        return False
    return after[0].capital and known.people.patronymic(after[1].key)


def _everyday_opening(page: Page, known: Knowledge, place: int, headline: bool) -> bool:
    """Whether a form of a name is here the everyday word that opens a sentence."""
    word = page.words[place]
    if not (word.opens or headline) or not known.people.opens_as_word(word.key) or _beside_name(page, known, place):
        return False
    after = page.words[place + 1 : place + 2]
    named = after and after[0].capital and page.text[word.end : after[0].start] == " " and not headline
    if after and known.people.nominative(word.key) and known.people.acts(after[0].key):
        return False  # «Слава каже», though «Слава Богу»
    return not (named and not known.may_stay(after[0].key))


def _beside_name(page: Page, known: Knowledge, place: int) -> bool:
    """Whether a capital stands directly before or after a given name or patronymic that has one too."""
    words = page.words
    for other in (place - 1, place + 1):
        if 0 <= other < len(words):
            first, second = sorted((words[place], words[other]))
            near = page.text[first.end : second.start] in (" ", "\u00a0", "-")
            beside = words[other]
            if near and beside.capital and not second.opens and not known.may_stay(beside.key):
                if known.people.patronymic(beside.key):
                    return True
                if known.people.given(beside.key) and not known.people.opens_as_word(beside.key):
                    return True
    return False


def _surname_like(page: Page, known: Knowledge, place: int) -> bool:
    """Whether «Кримський» stands after a name in a capital of its own, as a surname does."""
    word, before = page.words[place], page.words[place - 1] if place else None
    if before is None or not _ADJECTIVE.search(word.key) or page.text[before.end : word.start] != " ":
        return False
    return before.capital and not before.opens and len(before.key) > 1 and not known.may_stay(before.key)


def _headlines(page: Page) -> set[int]:
    """Return the words of lines in which a capital says nothing: all capitals, or Title Case in English."""
    if not page.latin and not any(word.shouted and len(word.key) > 3 for word in page.words):
        return set()
    lines: dict[int, list[int]] = {}
    for place, line in enumerate(page.lines):
        lines.setdefault(line, []).append(place)
    found: set[int] = set()
    for places in lines.values():
        words = [page.words[place] for place in places]
        long = [word for word in words if len(word.key) > 3]
        shouted = [word for word in long if word.shouted]
        if (len(shouted) >= 2 and len(shouted) > _HEADLINE_SHARE * len(long)) or (
            len(words) >= _HEADLINE_WORDS
            and all(word.key.isascii() for word in words)
            and sum(word.capital for word in long) > _HEADLINE_SHARE * len(long)
            and "," not in page.text[words[0].start : words[-1].end]
        ):
            found.update(places)
    return found

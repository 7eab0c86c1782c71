"""From what the detectors found to masks that do not overlap, each with its words in the language of the sentence."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from svidok.model import Mask, Span
from svidok.release.masking.found import Found
from svidok.release.masking.known import Knowledge
from svidok.release.masking.page import Page
from svidok.release.masking.persons import numbers

_JOINS: Final = re.compile(
    r"[ \u00a0]{1,2}|-|[ \u00a0]?\.[ \u00a0]?|"
    r"| (?:де|дель|ді|да|фон|ван|аль|ель|ла|ле|de|del|di|da|von|van|al|el|la|le)(?: (?:дер|ден|ла|der|den|la))? "
)
_NUMERAL: Final = re.compile(
    r"\s(?=[IVXІХivxіх])[IVXІХ]{1,5}(?![\w.’'])|\s(?:ii|iii|iv|vi|vii|viii|xi|xii|xiv|xvi)(?!\w)"
)
_COMPOUND: Final = re.compile(r"-[^\W\d_]+")
_BEFORE: Final = re.compile(
    r"(?:(?<![\w-])(?:аль|эль|ель|ас|ад|ан|ал|al|el)-"
    r"|(?<![\w-])(?i:ибн|ібн|бин|бін|бен|ле|ла|де|дю|да|ди|ді|дель|делла|фон|ван|тер|van|von|bin|ibn|ben|le|la|du|de|del|della|di|da|dos)"
    r" (?:(?:дер|ден|la|los|der|den) )?)$"
)
_LONGEST_BEFORE: Final = 12
_NAMES: Final = frozenset({"person", "name"})


def merged(page: Page, found: Iterable[Found]) -> list[Found]:
    """Return the union of what was found: stretches that overlap become one, words of one name become one.

    A stretch is called what the highest rank in it says; nothing that any detector marked is left out.
    """
    whole = [_whole(page, one) if one.kind in _NAMES else one for one in found]
    return _joined(page, _united(sorted(whole, key=lambda one: (one.start, one.end))))


def _whole(page: Page, one: Found) -> Found:
    """Return a name with what is joined to it: «Айше-апте», «аль-Хадж», "van Dam"."""
    rest = _NUMERAL.match(page.text, one.end) or _COMPOUND.match(page.text, one.end)
    before = _BEFORE.search(page.text, max(0, one.start - _LONGEST_BEFORE), one.start)
    if not rest and not before:
        return one
    start, end = before.start() if before else one.start, rest.end() if rest else one.end
    return Found(start, end, one.kind, one.reason, one.says, one.more, one.rank)


def _united(found: Sequence[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in found:
        if kept and one.start < kept[-1].end:
            before = kept[-1]
            best = max(before, one, key=lambda f: (f.rank, f.end - f.start, -f.start))
            start, end = before.start, max(before.end, one.end)
            kept[-1] = Found(start, end, best.kind, best.reason, best.says, best.more, best.rank)
        else:
            kept.append(one)
    return kept


def _joined(page: Page, found: Sequence[Found]) -> list[Found]:
    """Join the words of one name, and sentences withheld one after another."""
    kept: list[Found] = []
    for one in found:
        before = kept[-1] if kept else None
        if before is not None and _belong(page, before, one):
            best = max(before, one, key=lambda f: (f.kind == "person", f.rank))
            kept[-1] = Found(before.start, one.end, best.kind, best.reason, best.says, best.more, best.rank)
        else:
            kept.append(one)
    return kept


def _belong(page: Page, before: Found, one: Found) -> bool:
    between = page.text[before.end : one.start]
    if before.kind == one.kind == "helper":
        return not between.strip()
    if before.kind not in _NAMES or one.kind not in _NAMES:
        return False
    return bool(_JOINS.fullmatch(between)) and page.sentence(before.start) == page.sentence(one.start)


def masks_of(page: Page, known: Knowledge, found: Sequence[Found], first: int) -> list[Mask]:
    """Return the masks, people numbered from `first` on."""
    people = numbers(page, known, (one for one in found if one.kind == "person"), first)
    return [
        Mask(Span("", one.start, one.end), one.kind, one.reason, _bracketed(page, one, _said(page, known, one, people)))
        for one in found
    ]


def _bracketed(page: Page, one: Found, words: str) -> str:
    """Square brackets say that the words are not the source's, as editors do; brackets that are there serve."""
    there = page.text[max(0, one.start - 1) : one.start] == "[" and page.text[one.end : one.end + 1] == "]"
    return words if there else f"[{words}]"


def _said(page: Page, known: Knowledge, one: Found, people: dict[Found, int]) -> str:
    lang = page.lang(one.start)
    label = known.say(one.says, lang)
    if one.kind == "person":
        return f"{label}-{people[one]}"
    if one.kind == "place":
        return f"{label} {known.region(one.more, lang)}".strip()
    if one.says == "born" and lang != "en":
        return f"{label} {one.more[:3]}0–{one.more[:3]}9"
    return f"{label} {one.more}".strip()


def standing(known: Knowledge) -> re.Pattern[str]:
    """Return what a mask leaves in a text, so that a text masked once can be masked again unchanged.

    It is a closed list of words and digits: brackets around anything else are words of the source.
    """
    plain = sorted({text for label in known.labels for text in known.sayings(label)}, key=len, reverse=True)
    regions = "|".join(re.escape(text) for text in known.regions if text)
    labels = "|".join(map(re.escape, plain))
    return re.compile(rf"\[(?:{labels})(?:-\d{{1,4}}| (?:{regions})| \d{{2,4}}(?:s|\+|–\d{{2,4}})?)?\]")


def earlier(pattern: re.Pattern[str], text: str) -> tuple[list[tuple[int, int]], int]:
    """Return where masks of an earlier time stand, and the first number that no person there has."""
    stretches, highest = [], 0
    for found in pattern.finditer(text):
        stretches.append(found.span())
        number = re.search(r"-(\d{1,4})\]$", found[0])
        highest = max(highest, int(number[1]) if number else 0)
    return stretches, highest + 1


def outside(found: Iterable[Found], stretches: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """Yield what was found, less what lies in masks of an earlier time."""
    if not stretches:
        yield from found
        return
    for one in found:
        pieces = [(one.start, one.end)]
        for start, end in stretches:
            pieces = (
                [piece for a, b in pieces for piece in ((a, min(b, start)), (max(a, end), b)) if piece[0] < piece[1]]
                if start < one.end and end > one.start
                else pieces
            )
        for a, b in pieces:
            if (a, b) == (one.start, one.end):
                yield one
            else:
                yield Found(a, b, one.kind, one.reason, one.says, one.more, one.rank)

"""What an automaton looks for, and what remains to be seen to when it has found it.

Of each sequence of a lexicon one step, the longest, stands in the automaton as a literal; the words around it are
looked at only then, and most are ruled out by the first letters of the neighbouring word.
"""

import functools
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from svidok.language.fold import Folded
from svidok.language.patterns import Sequence, Step, parse

T = TypeVar("T", bound=Hashable)
Stretch = tuple[int, int]  # of a ribbon, first letter to after the last
Pair = tuple[int, tuple[int, ...]]  # the place of a value, the numbers of the sequences that must be near

HEAD: Final = 2  # letters, or one and the space after it
LOOK_BACK: Final = 200
_ENDING: Final = rb"[0-9a-z'\x80-\xfd]*"
CLITIC: Final = b"'s"  # "the doctor's" is a doctor


@dataclass(frozen=True, slots=True)
class Rule:
    """What remains to be seen to when a literal of a sequence has been found.

    `number` names the sequence where it is a member of `a & b`, and is -1 elsewhere; `values` are the places of what
    it stands for alone. `trim` bytes at the end are no part of the words.
    """

    sequence: Sequence
    number: int
    values: tuple[int, ...]
    before: bytes  # an expression for the words before the literal, compiled when first needed
    tails: tuple[bytes, ...]  # how the words before end, when they end in no stem
    after: bytes
    open: bool
    free: bool
    trim: int
    plain: bool  # one word, nothing more to look at
    steady: bool  # words that stand in the literal: no more to look at than whether punctuation parts them
    before_heads: frozenset[bytes] = frozenset()  # how the word just before begins; empty: it may be any
    after_heads: frozenset[bytes] = frozenset()

    def looked_at(self, folded: Folded, start: int, end: int) -> Stretch | None:
        """Return the words around a literal found at these bytes of the ribbon, or None when they do not fit."""
        read = folded.ribbon.read
        first = start if self.free else start + 1
        if self.before:
            if self.tails and not read.endswith(self.tails, 0, start):  # the quick no, which is nearly always right
                return None
            found = _regex(self.before).search(read, max(0, start - LOOK_BACK), start)
            if not found:
                return None
            first = found.start("words")
        last = read.index(b" ", end) if self.open else end - self.trim
        if self.after:
            found = _regex(self.after).match(read, last)
            if not found:
                return None
            last = found.end()
        return (first, last) if self._fits(folded, first, last) else None

    def _fits(self, folded: Folded, first: int, last: int) -> bool:
        ribbon, sequence = folded.ribbon, self.sequence
        if sequence.page:
            if ribbon.page[ribbon.place(first) : ribbon.place(last - 1) + 1] != sequence.page:
                return False
        elif b" " in ribbon.read[first:last] and ribbon.apart(first, last):
            return False
        if not sequence.cased:
            return True
        words = folded.capitals(ribbon.place(first), ribbon.place(last - 1) + 1)
        return words.startswith(sequence.cased) if self.open else words == sequence.cased


class Likely:
    """The rules of one literal by the first two letters of the word before it or after it: most are out at once."""

    __slots__ = ("_after", "_always", "_before")

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._always = tuple(rule for rule in rules if not rule.before_heads and not rule.after_heads)
        self._before = _by_head((rule, rule.before_heads) for rule in rules)
        self._after = _by_head((rule, rule.after_heads) for rule in rules if not rule.before_heads)

    def beside(self, read: bytes, start: int, end: int) -> Iterable[Rule]:
        """Return the rules that the neighbours of a literal found here do not rule out."""
        found = self._always
        if self._before:
            head = read.rfind(b" ", 0, start) + 1
            found += self._before.get(read[head : head + HEAD], ())
        if self._after:
            head = read.index(b" ", end - 1) + 1
            found += self._after.get(read[head : head + HEAD], ())
        return found


def _by_head(rules: Iterable[tuple[Rule, frozenset[bytes]]]) -> dict[bytes, tuple[Rule, ...]]:
    by_head: dict[bytes, list[Rule]] = {}
    for rule, heads in rules:
        for head in heads:
            by_head.setdefault(head, []).append(rule)
    return {head: tuple(found) for head, found in by_head.items()}


@functools.cache
def _regex(expression: bytes) -> re.Pattern[bytes]:
    return re.compile(expression)


@dataclass(frozen=True, slots=True)
class Apart(Generic[T]):
    """A lexicon taken apart: what its patterns stand for, and what is looked for in a ribbon.

    `rules` are by literal; a rule names its values by their places in `values`. `pairs` are by the number of the
    sequence that is their first member.
    """

    values: list[T]
    pairs: dict[int, list[Pair]]
    rules: dict[bytes, tuple[Rule, ...]]


def take_apart(by_language: Mapping[str, Iterable[tuple[str, T]]], *, pairs_too: bool = True) -> Apart[T]:
    """Take the patterns of several languages apart, each with what it stands for.

    Without `pairs_too` the patterns with `&` are left out. Raises PatternRefused.

    >>> sorted(take_apart({"en": [("passport", 1), ("refus*", 2)]}).rules)
    [b' passport ', b" passport's ", b' refus']
    """
    places: dict[T, int] = {}
    alone: dict[Sequence, list[int]] = {}
    numbers: dict[Sequence, int] = {}
    pairs: dict[int, list[Pair]] = {}
    for lang, entries in by_language.items():
        for pattern, value in entries:
            place = places.setdefault(value, len(places))
            members = parse(pattern, lang)
            if len(members) == 1:
                alone.setdefault(members[0], []).append(place)
            elif pairs_too:
                joined = tuple(numbers.setdefault(member, len(numbers)) for member in members)
                pairs.setdefault(joined[0], []).append((place, joined))
    rules: dict[bytes, list[Rule]] = {}
    for sequence in dict.fromkeys([*alone, *numbers]):
        values = tuple(dict.fromkeys(alone.get(sequence, ())))
        for literal, rule in _rules_of(sequence, numbers.get(sequence, -1), values):
            rules.setdefault(literal, []).append(rule)
    return Apart(list(places), pairs, {literal: tuple(found) for literal, found in rules.items()})


def _rules_of(sequence: Sequence, number: int, values: tuple[int, ...]) -> Iterator[tuple[bytes, Rule]]:
    """Yield what the automaton looks for: of a sequence, the step that is longest; the rest is looked at then."""
    steps = sequence.steps
    anchor = max(range(len(steps)), key=lambda place: min(map(len, steps[place].spellings)))
    before, after = steps[:anchor], steps[anchor + 1 :]
    free = sequence.free and not anchor
    opening = b"" if free else b" "
    for spelling in steps[anchor].spellings:
        for closing in _closings(spelling, steps[anchor].open, last=not after):
            rule = Rule(
                sequence,
                number,
                values,
                rb"%s(?P<words>%s)\Z" % (b"" if sequence.free else b" ", _words(before)) if before else b"",
                before[-1].spellings if before and not before[-1].open else (),
                b" " + _words(after) + _end(after[-1]) if after else b"",
                steps[anchor].open,
                free,
                len(closing),
                plain=number < 0
                and not (before or after or free or sequence.cased or sequence.page or b" " in spelling),
                steady=number < 0 and not (before or after or free or sequence.cased or sequence.page),
                before_heads=_heads(before[-1], -1) if before and not sequence.free else frozenset(),
                after_heads=_heads(after[0], 0) if after else frozenset(),
            )
            yield opening + spelling + closing, rule


def _heads(step: Step, place: int) -> frozenset[bytes]:
    """Return how the first or the last word of a step may begin, or nothing when a stem of one letter is among them."""
    words = [spelling.split(b" ") for spelling in step.spellings]
    open_ = [step.open and place in (-1, len(parts) - 1) for parts in words]
    whole = [parts[place] + (b"" if goes_on else b" ") for parts, goes_on in zip(words, open_, strict=True)]
    return frozenset() if any(len(word) < HEAD for word in whole) else frozenset(word[:HEAD] for word in whole)


def _closings(spelling: bytes, open_: bool, *, last: bool) -> list[bytes]:
    if open_:
        return [b""]
    english = last and spelling[-1:].isalpha() and spelling.isascii()
    return [b" ", CLITIC + b" "] if english else [b" "]


def _words(steps: tuple[Step, ...]) -> bytes:
    return b" ".join(
        b"(?:" + b"|".join(map(re.escape, step.spellings)) + b")" + (_ENDING if step.open else b"") for step in steps
    )


def _end(step: Step) -> bytes:
    return b"(?= )" if step.open else b"(?=(?:%s)? )" % CLITIC

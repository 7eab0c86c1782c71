"""Find the patterns of a lexicon in a text: one automaton for all of them, every span in the original's code points.

The automaton reads the ribbon of the text, in which word boundaries are plain spaces; only what it finds is looked at
more closely. A text without hits costs one pass.
"""

import functools
import re
from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import ahocorasick_rs

from svidok.language.fold import Folded
from svidok.language.patterns import Sequence, Step, parse
from svidok.language.ribbon import Ribbon

T = TypeVar("T", bound=Hashable)
Stretch = tuple[int, int]  # of a ribbon, first letter to after the last

REACH: Final = 6  # words: the second word of `a & b` is at most the sixth after the first
_LONGEST_WORD = 40  # bytes, only to bound how far a partner is looked for
_LOOK_BACK = 200
_DFA_BYTES = 400_000  # of patterns; a larger automaton stays compact and is a third slower
_ENDING = rb"[0-9a-z'\x80-\xfd]*"
_CLITIC = b"'s"  # "the doctor's" is a doctor
_CLAUSE_BREAK = re.compile(
    # a full stop after one letter or a short form ("м. Токмак", "вул. Миру") ends nothing
    r"(?<!\b\w)(?<!\bвул)(?<!\bобл)(?<!\bсмт)(?<!\bпгт)(?<!\bул)(?<!\bст)(?<!\bрр)(?<!\bгг)(?<!\bім)(?<!\bим)(?<!\bmr)"
    r"(?<!\bdr)(?<!\bmrs)\.|[!?…;:—()]|\s-\s|\n\s*\n"
    r"|,\s+(?:але|проте|однак|зате|натомість|тоді як|хоча|но|однако|зато|тогда как|хотя|but|however|while|whereas"
    r"|though|although|yet)\b"
)


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """One pattern found: code points of the original, what the pattern stands for, and the words, folded."""

    start: int
    end: int
    value: T
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
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

    def stretch(self, folded: Folded, start: int, end: int) -> Stretch | None:
        """Return the words around a literal found at these bytes of the ribbon, or None when they do not fit."""
        read = folded.ribbon.read
        first = start if self.free else start + 1
        if self.before:
            if self.tails and not read.endswith(self.tails, 0, start):  # the quick no, which is nearly always right
                return None
            found = _regex(self.before).search(read, max(0, start - _LOOK_BACK), start)
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
        words = folded.cased[ribbon.place(first) : ribbon.place(last - 1) + 1]
        return words.startswith(sequence.cased) if self.open else words == sequence.cased


_Pair = tuple[int, tuple[int, ...]]  # the place of a value, the numbers of the sequences that must be near


@functools.cache
def _regex(expression: bytes) -> re.Pattern[bytes]:
    return re.compile(expression)


class Matcher(Generic[T]):
    """A compiled lexicon; build it once with `compile_patterns` or `compile_lexicon`."""

    __slots__ = ("_automaton", "_pairs", "_rules", "_values")

    def __init__(self, values: list[T], pairs: dict[int, list[_Pair]], rules: Mapping[bytes, list[_Rule]]) -> None:
        self._values = values
        self._pairs = pairs  # by the number of their first member
        self._rules = [tuple(rules[literal]) for literal in rules]
        size = sum(map(len, rules))
        self._automaton = ahocorasick_rs.BytesAhoCorasick(
            list(rules) or [b"\x00"],  # an automaton of nothing is refused; no ribbon holds this byte
            implementation=ahocorasick_rs.Implementation.DFA
            if size <= _DFA_BYTES
            else ahocorasick_rs.Implementation.ContiguousNFA,
        )

    def find(self, folded: Folded) -> list[Hit[T]]:
        """Return every hit, overlapping ones too, by start, end and the order of the patterns.

        The same words are reported once for each value, whichever of its patterns fit.

        >>> from svidok.language.fold import fold
        >>> kinds = compile_patterns([("інсулін*", "insulin"), ("відмов* & паспорт*", "refused")], "uk")
        >>> [(hit.start, hit.end, hit.value) for hit in kinds.find(fold("Без паспорта відмовили в інсуліні."))]
        [(4, 22, 'refused'), (25, 33, 'insulin')]
        """
        raw = self._automaton.find_matches_as_indexes(folded.ribbon.read, overlapping=True)
        if not raw:
            return []
        read = folded.ribbon.read
        found: dict[tuple[int, int, int], tuple[Stretch, ...]] = {}
        members: dict[int, set[Stretch]] = {}
        for literal, start, end in raw:
            for rule in self._rules[literal]:
                if rule.plain:
                    stretch: Stretch | None = start + 1, read.index(b" ", end) if rule.open else end - rule.trim
                else:
                    stretch = rule.stretch(folded, start, end)
                if stretch is None:
                    continue
                for value in rule.values:
                    found[(*stretch, value)] = (stretch,)
                if rule.number >= 0:
                    members.setdefault(rule.number, set()).add(stretch)
        for value, numbers in self._possible(members):
            for words in _near(folded, [sorted(members[number]) for number in numbers]):
                found.setdefault((words[0][0], max(last for _, last in words), value), words)
        return self._hits(folded, found)

    def _possible(self, members: Mapping[int, set[Stretch]]) -> Iterator[_Pair]:
        for number in sorted(members):
            for pair in self._pairs.get(number, ()):
                if all(other in members for other in pair[1]):
                    yield pair

    def _hits(self, folded: Folded, found: dict[tuple[int, int, int], tuple[Stretch, ...]]) -> list[Hit[T]]:
        tape, text, span = folded.ribbon, folded.text, folded.span
        keys = sorted(found)
        starts = tape.places([first for first, _, _ in keys])
        ends = tape.places([last - 1 for _, last, _ in keys])
        hits = []
        for key, first, last in zip(keys, starts, ends, strict=True):
            stretches = found[key]
            start, end = span(first, last + 1)
            one = len(stretches) == 1 and tape.read.find(b" ", key[0], key[1]) < 0
            words = (text[first : last + 1],) if one else tuple(_words_of(folded, stretches))
            hits.append(Hit(start, end, self._values[key[2]], words))
        return hits


def _words_of(folded: Folded, stretches: tuple[Stretch, ...]) -> Iterator[str]:
    tape = folded.ribbon
    for offset, last in stretches:
        for word in tape.read[offset:last].split(b" "):
            place = tape.place(offset)
            if word:
                yield folded.text[place : place + len(word)]
            offset += len(word) + 1


def compile_patterns(entries: Iterable[tuple[str, T]], lang: str) -> Matcher[T]:
    """Compile patterns of one language, each with the value it stands for; values repeat as they like.

    Raises PatternRefused.

    >>> from svidok.language.fold import fold
    >>> [hit.words for hit in compile_patterns([("refus* to take", 1)], "en").find(fold("She refused to take it"))]
    [('refused', 'to', 'take')]
    """
    return compile_lexicon({lang: entries})


def compile_lexicon(by_language: Mapping[str, Iterable[tuple[str, T]]]) -> Matcher[T]:
    """Compile the patterns of several languages into one matcher: mixed speech is read in one pass.

    >>> from svidok.language.fold import fold
    >>> both = compile_lexicon({"uk": [("пенсі*", "pension")], "ru": [("пенси*", "pension")]})
    >>> [hit.words[0] for hit in both.find(fold("Пенсію? Пенсию не платят."))]
    ['пенсію', 'пенсию']
    """
    places: dict[T, int] = {}
    alone: dict[Sequence, list[int]] = {}
    numbers: dict[Sequence, int] = {}
    pairs: dict[int, list[_Pair]] = {}
    for lang, entries in by_language.items():
        for pattern, value in entries:
            place = places.setdefault(value, len(places))
            members = parse(pattern, lang)
            if len(members) == 1:
                alone.setdefault(members[0], []).append(place)
            else:
                joined = tuple(numbers.setdefault(member, len(numbers)) for member in members)
                pairs.setdefault(joined[0], []).append((place, joined))
    rules: dict[bytes, list[_Rule]] = {}
    for sequence in dict.fromkeys([*alone, *numbers]):
        values = tuple(dict.fromkeys(alone.get(sequence, ())))
        for literal, rule in _rules(sequence, numbers.get(sequence, -1), values):
            rules.setdefault(literal, []).append(rule)
    return Matcher(list(places), pairs, rules)


def _rules(sequence: Sequence, number: int, values: tuple[int, ...]) -> Iterator[tuple[bytes, _Rule]]:
    """Yield what the automaton looks for: of a sequence, the step that is longest; the rest is looked at then."""
    steps = sequence.steps
    anchor = max(range(len(steps)), key=lambda place: min(map(len, steps[place].spellings)))
    before, after = steps[:anchor], steps[anchor + 1 :]
    free = sequence.free and not anchor
    opening = b"" if free else b" "
    for spelling in steps[anchor].spellings:
        for closing in _closings(spelling, steps[anchor].open, last=not after):
            rule = _Rule(
                sequence,
                number,
                values,
                rb"%s(?P<words>%s)\Z" % (b"" if sequence.free else b" ", _words(before)) if before else b"",
                before[-1].spellings if before and not before[-1].open else (),
                b" " + _words(after) + _end(after[-1]) if after else b"",
                steps[anchor].open,
                free,
                len(closing),
                plain=not (before or after or free or sequence.cased or sequence.page or b" " in spelling),
            )
            yield opening + spelling + closing, rule


def _closings(spelling: bytes, open_: bool, *, last: bool) -> list[bytes]:
    if open_:
        return [b""]
    english = last and spelling[-1:].isalpha() and spelling.isascii()
    return [b" ", _CLITIC + b" "] if english else [b" "]


def _words(steps: tuple[Step, ...]) -> bytes:
    return b" ".join(
        b"(?:" + b"|".join(map(re.escape, step.spellings)) + b")" + (_ENDING if step.open else b"") for step in steps
    )


def _end(step: Step) -> bytes:
    return b"(?= )" if step.open else b"(?=(?:%s)? )" % _CLITIC


def _near(folded: Folded, members: list[list[Stretch]]) -> Iterator[tuple[Stretch, ...]]:
    """Yield, in the order of the text, one stretch of each member, all close together in one clause."""
    groups: list[tuple[Stretch, ...]] = [(stretch,) for stretch in members[0]]
    for others in members[1:]:
        groups = [tuple(sorted((*group, other))) for group in groups for other in _around(folded, group, others)]
    yield from groups


def _around(folded: Folded, group: tuple[Stretch, ...], others: list[Stretch]) -> Iterator[Stretch]:
    first, last = group[0][0], max(end for _, end in group)
    far = REACH * _LONGEST_WORD
    for start, end in others[bisect_left(others, (first - far, 0)) :]:
        if start > last + far:
            break
        if start >= last:
            near = _joined(folded, last, start)
        elif end <= first:
            near = _joined(folded, end, first)
        else:  # between two members, which are close already
            near = all(end <= one[0] or start >= one[1] for one in group)
        if near:
            yield start, end


def _joined(folded: Folded, start: int, end: int) -> bool:
    """Say whether few words and no clause boundary lie between two offsets of the ribbon."""
    tape: Ribbon = folded.ribbon
    if len(tape.read[start:end].split()) >= REACH:
        return False
    return not _CLAUSE_BREAK.search(folded.text, tape.place(start), tape.place(end))

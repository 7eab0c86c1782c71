"""Find the patterns of a lexicon in a text: one automaton for all of them, every span in the original's code points.

The automaton reads the ribbon of the text, in which word boundaries are plain spaces; only what it finds is looked at
more closely. A text without hits costs one pass.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import ahocorasick_rs

from svidok.language.fold import Folded
from svidok.language.literals import Apart, Likely, Pair, Rule, Stretch, take_apart
from svidok.language.ribbon import Ribbon

T = TypeVar("T", bound=Hashable)
Seen = tuple[int, int, T]  # code points of the original, what the pattern stands for

REACH: Final = 6  # words: the second word of `a & b` is at most the sixth after the first
_LONGEST_WORD = 40  # bytes, only to bound how far a partner is looked for
_DFA_BYTES = 400_000  # of patterns; a larger automaton stays compact and is a third slower
# No ribbon holds these bytes. An automaton of nothing is refused; and one whose literals all begin with the same byte
# looks for that byte first, which is slower when it is a space.
_NEVER = (b"\x00", b"\x01", b"\x02", b"\x03", b"\x04")
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


_Key = tuple[int, int, int]  # a stretch of the ribbon and the place of a value
_Found = dict[_Key, tuple[Stretch, ...] | None]
_Raw = tuple[int, int, int]  # literal, start and end in the ribbon
_Plain = tuple[int, int, bool]  # the place of a value, bytes to trim at the end, whether an ending follows
_Look = tuple[tuple[_Plain, ...], Likely | None]  # what is plain of a literal, what is to be looked at


class Matcher(Generic[T]):
    """A compiled lexicon; build it once with `compile_patterns` or `compile_lexicon`."""

    __slots__ = ("_automaton", "_looks", "_pairs", "_rules", "_values")

    def __init__(self, apart: Apart[T]) -> None:
        self._values = apart.values
        self._pairs = apart.pairs
        self._rules = list(apart.rules.values())
        self._looks: list[_Look] = [(_plain(found), _likely(found)) for found in self._rules]
        size = sum(map(len, apart.rules))
        self._automaton = ahocorasick_rs.BytesAhoCorasick(
            [*apart.rules, *_NEVER],
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
        found = self._found(folded, ())
        keys = sorted(found)
        hits = []
        for (first, last, value), (start, end) in zip(keys, _placed(folded, keys), strict=True):
            stretches = found[first, last, value] or ((first, last),)
            hits.append(Hit(*folded.span(start, end), self._values[value], tuple(_words_of(folded, stretches))))
        return hits

    def spans(self, folded: Folded, needs: Collection[int] = ()) -> list[Seen[T]]:
        """Return the hits of `find` without their words, which costs half as much.

        Where none of the literals in `needs` stands, nothing is looked at and nothing returned (`literals`).

        >>> from svidok.language.fold import fold
        >>> kinds = compile_patterns([("інсулін*", "insulin"), ("не", "denial")], "uk")
        >>> kinds.spans(fold("Інсуліну не дали"))
        [(0, 8, 'insulin'), (9, 11, 'denial')]
        >>> kinds.spans(fold("Не дали"), kinds.literals(lambda value: value == "insulin"))
        []
        """
        keys, values = sorted(self._found(folded, needs)), self._values
        places = _placed(folded, keys)
        if folded.whole:
            return [(start, end, values[key[2]]) for key, (start, end) in zip(keys, places, strict=True)]
        return [(*folded.span(start, end), values[key[2]]) for key, (start, end) in zip(keys, places, strict=True)]

    def literals(self, wanted: Callable[[T], bool]) -> frozenset[int]:
        """Return the literals of which one at least stands wherever a wanted value is found."""
        members = {
            number
            for pairs in self._pairs.values()
            for value, numbers in pairs
            if wanted(self._values[value])
            for number in numbers
        }
        return frozenset(
            literal
            for literal, rules in enumerate(self._rules)
            if any(rule.number in members or any(wanted(self._values[v]) for v in rule.values) for rule in rules)
        )

    def _found(self, folded: Folded, needs: Collection[int]) -> _Found:
        """Return what is found, as stretches of the ribbon with the place of a value; for a pair, its members."""
        raw = self._automaton.find_matches_as_indexes(folded.ribbon.read, overlapping=True)
        if not raw or (needs and not any(literal in needs for literal, _, _ in raw)):
            return {}
        found: _Found = {}
        members = self._look(folded, raw, found)
        for value, numbers in self._possible(members):
            for words in _near(folded, [sorted(members[number]) for number in numbers]):
                found.setdefault((words[0][0], max(last for _, last in words), value), words)
        return found

    def _look(self, folded: Folded, raw: Iterable[_Raw], found: _Found) -> dict[int, set[Stretch]]:
        """Put what stands alone into `found`; return the stretches of the members of pairs."""
        read = folded.ribbon.read
        index = read.index
        members: dict[int, set[Stretch]] = {}
        for literal, start, end in raw:
            plain, likely = self._looks[literal]
            for value, trim, open_ in plain:
                found[start + 1, index(b" ", end) if open_ else end - trim, value] = None
            for rule in likely.beside(read, start, end) if likely else ():
                stretch = rule.looked_at(folded, start, end)
                if stretch is None:
                    continue
                for value in rule.values:
                    found[(*stretch, value)] = None
                if rule.number >= 0:
                    members.setdefault(rule.number, set()).add(stretch)
        return members

    def _possible(self, members: Mapping[int, set[Stretch]]) -> Iterator[Pair]:
        for number in sorted(members):
            for pair in self._pairs.get(number, ()):
                if all(other in members for other in pair[1]):
                    yield pair


def _plain(rules: tuple[Rule, ...]) -> tuple[_Plain, ...]:
    """Return all there is to know of the rules of a literal that need no second look."""
    return tuple((value, rule.trim, rule.open) for rule in rules if rule.plain for value in rule.values)


def _likely(rules: tuple[Rule, ...]) -> Likely | None:
    others = tuple(rule for rule in rules if not rule.plain)
    return Likely(others) if others else None


def _placed(folded: Folded, keys: list[_Key]) -> list[Stretch]:
    """Return start and end of stretches of the ribbon in the folded text."""
    shifts = folded.ribbon.shifts
    if not shifts:
        return [(first - 1, last - 1) for first, last, _ in keys]
    return [
        (first - 1 + bisect_right(shifts, first - 1), last - 1 + bisect_right(shifts, last - 2))
        for first, last, _ in keys
    ]


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
    return Matcher(take_apart(by_language))


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

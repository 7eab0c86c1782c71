"""Hits as columns of numbers: the second look of the matcher, at all of them together.

What stands whole in a literal is settled by arithmetic, and so is what has one fixed run of words beside it. Only what
is left (capitals, punctuation, a third step) is looked at one by one, where the first letters beside it do not rule
it out.
"""

from collections.abc import Iterable
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from svidok.language import alphabet
from svidok.language.fold import Folded, Places
from svidok.language.literals import CLITIC, HEAD, LOOK_BACK, Likely, Rule

_Table = NDArray[np.int64]
_SPACE: Final = alphabet.SPACE[0]
_WINDOW: Final = 16  # letters looked at together for the end or the beginning of a word: longer words are rare
_WIDE: Final = 32  # letters compared with the words beside a literal
_BYTE: Final = 8
_BITS: Final = 20  # more than enough for the place of a value
_BEFORE, _AFTER = 0, 1


class _Beside(NamedTuple):
    """Words beside a literal, as they stand from the beginning of their first word."""

    key: int
    words: bytes
    trim: int  # bytes at the end that are no part of the words
    open: bool  # whether the last word has any ending
    literal_trim: int
    literal_open: bool
    value: int


class Columns:
    """The rules of the literals of one automaton, by the number of the literal."""

    __slots__ = ("_always", "_beside", "_entries", "_heads", "_keys", "_likely", "_more", "_offsets", "_words")

    def __init__(self, rules: Iterable[tuple[Rule, ...]]) -> None:
        """Take the rules of each literal, in the order in which the literals are numbered."""
        entries: list[tuple[int, int, bool, bool]] = []
        beside: list[_Beside] = []
        heads = [np.iinfo(np.int64).max]
        offsets = [0]
        self._likely: dict[int, Likely] = {}
        always, more = [], []
        for literal, found in enumerate(rules):
            others = [rule for rule in found if rule.values and not rule.steady]
            entries += [(v, r.trim, r.open, not r.plain) for r in found if r.steady for v in r.values]
            offsets.append(len(entries))
            beside += (one for rule in others if _is_simple(rule) for one in _besides(literal, rule))
            close = tuple(rule for rule in others if not _is_simple(rule))
            if close:
                self._likely[literal] = Likely(close)
                heads += (_key(literal, _BEFORE, head) for rule in close for head in rule.before_heads)
                heads += (_key(literal, _AFTER, head) for rule in close for head in rule.after_heads)
            always.append(any(not rule.before_heads and not rule.after_heads for rule in close))
            more.append(bool(others))
        self._always, self._more = np.array([always, more], dtype=np.bool_)
        self._entries: _Table = np.array(entries, dtype=np.int64).reshape(-1, 4).T
        self._offsets: _Table = np.array(offsets, dtype=np.int64)
        self._heads: _Table = np.unique(np.array(heads, dtype=np.int64))
        beside.sort()
        self._keys: _Table = np.array([one.key for one in beside], dtype=np.int64)
        self._beside: _Table = np.array([(len(w), *rest) for _, w, *rest in beside], dtype=np.int64).reshape(-1, 6).T
        padded = b"".join(one.words.ljust(_WIDE, b"\0") for one in beside)
        self._words: NDArray[np.uint8] = np.frombuffer(padded, dtype=np.uint8).reshape(-1, _WIDE)

    def found(self, folded: Folded, literals: Places, starts: Places, ends: Places) -> tuple[Places, Places, Places]:
        """Return start, end and the place of the value of what is found, each once, in the order of the text.

        `starts` and `ends` say where in the ribbon the literals were found, in any order.
        """
        read = folded.ribbon.read
        closes = _closes(read, ends - 1)
        hits = np.flatnonzero(self._more[literals])
        more = _Hits(read, literals[hits], starts[hits], ends[hits], closes[hits])
        columns = [self._steady(literals, starts, ends, closes), self._before(more), self._after(more)]
        first, last, value, several = np.concatenate(columns, axis=1)
        whole = _whole(folded, first, last, np.flatnonzero(several))
        others = self._looked_at(folded, more)
        return _distinct(folded, np.concatenate((np.stack((first, last, value))[:, whole], others), axis=1))

    def _steady(self, literals: Places, starts: Places, ends: Places, closes: Places) -> _Table:
        """Return first, last, value and whether there are several words, of what stands whole in a literal."""
        hit, rank = _spread(self._offsets[literals], self._offsets[literals + 1])
        value, trim, open_, several = self._entries[:, rank]
        return np.stack((starts[hit] + 1, np.where(open_, closes[hit], ends[hit] - trim), value, several))

    def _after(self, more: "_Hits") -> _Table:
        hit, rank = self._candidates(more, _AFTER)
        size, trim, open_, _, _, value = self._beside[:, rank]
        begin = more.closes[hit] + 1
        fits = self._stands(more.read, begin, rank)
        hit, begin, size, trim, open_, value = (column[fits] for column in (hit, begin, size, trim, open_, value))
        last = np.where(open_, _closes(more.read, begin + size - 1), begin + size - trim)
        return np.stack((more.starts[hit] + 1, last, value, np.ones_like(value)))

    def _before(self, more: "_Hits") -> _Table:
        hit, rank = self._candidates(more, _BEFORE)
        _, _, _, trim, open_, value = self._beside[:, rank]
        begin = more.opens[hit]
        fits = self._stands(more.read, begin, rank) & (begin > more.starts[hit] - LOOK_BACK)
        hit, begin, trim, open_, value = (column[fits] for column in (hit, begin, trim, open_, value))
        last = np.where(open_, more.closes[hit], more.ends[hit] - trim)
        return np.stack((begin, last, value, np.ones_like(value)))

    def _candidates(self, more: "_Hits", side: int) -> tuple[Places, Places]:
        """Return hits and which words may stand beside them, by the first letters there."""
        key = more.key(side)
        return _spread(np.searchsorted(self._keys, key), np.searchsorted(self._keys, key, side="right"))

    def _stands(self, read: bytes, begin: Places, rank: Places) -> NDArray[np.bool_]:
        """Say where these words stand in the ribbon."""
        words = self._words[rank]
        there = _letters(read, begin[:, np.newaxis] + np.arange(_WIDE))
        return np.asarray(((there == words) | (words == 0)).all(axis=1))

    def _looked_at(self, folded: Folded, more: "_Hits") -> _Table:
        likely = self._always[more.literals]
        for side in (_BEFORE, _AFTER):
            key = more.key(side)
            likely |= self._heads[np.searchsorted(self._heads, key)] == key
        found = []
        for hit in np.flatnonzero(likely).tolist():
            start, end = int(more.starts[hit]), int(more.ends[hit])
            for rule in self._likely[int(more.literals[hit])].beside(more.read, start, end):
                stretch = rule.looked_at(folded, start, end)
                if stretch is not None:
                    found += [(*stretch, value) for value in rule.values]
        return np.array(found, dtype=np.int64).reshape(-1, 3).T


class _Hits:
    """Hits of literals that have rules to look at, and the words around them."""

    __slots__ = ("closes", "ends", "literals", "opens", "read", "starts")

    def __init__(self, read: bytes, literals: Places, starts: Places, ends: Places, closes: Places) -> None:
        self.read = read
        self.literals = literals
        self.starts = starts
        self.ends = ends
        self.closes = closes
        self.opens = _opens(read, starts)

    def key(self, side: int) -> Places:
        """Return for each hit what `_key` returns for the word before it or after it."""
        key = self.literals << 1 | side
        begin = self.closes + 1 if side == _AFTER else self.opens
        for letter in range(HEAD):
            key = key << _BYTE | _letters(self.read, begin + letter)
        return key


def _key(literal: int, side: int, head: bytes) -> int:
    return (literal << 1 | side) << _BYTE * HEAD | int.from_bytes(head)


def _is_simple(rule: Rule) -> bool:
    """Whether a literal has one fixed run of words beside it, and nothing else matters."""
    sequence = rule.sequence
    if len(sequence.steps) != 2 or sequence.free or sequence.cased or sequence.page:
        return False
    beside = sequence.steps[0 if rule.before else 1]
    fixed = all(HEAD <= len(words) <= _WIDE - len(CLITIC) - 1 for words in beside.spellings)
    return fixed and (bool(rule.after) or (beside.open and not any(b" " in words for words in beside.spellings)))


def _besides(literal: int, rule: Rule) -> Iterable[_Beside]:
    side = _BEFORE if rule.before else _AFTER
    step = rule.sequence.steps[side]
    for spelling in step.spellings:
        for closing in (b"",) if step.open else (b" ", CLITIC + b" "):
            key = _key(literal, side, (spelling + closing)[:HEAD])
            for value in rule.values:
                yield _Beside(key, spelling + closing, len(closing), step.open, rule.trim, rule.open, value)


def _spread(first: Places, last: Places) -> tuple[Places, Places]:
    """Return each row as often as its range is long, and the numbers of the ranges.

    >>> [column.tolist() for column in _spread(np.array([5, 7, 2]), np.array([7, 7, 3]))]
    [[0, 0, 2], [5, 6, 2]]
    """
    times = last - first
    row = np.repeat(np.arange(len(times)), times)
    return row, np.arange(len(row)) + (first - np.cumsum(times) + times)[row]


def _letters(read: bytes, places: Places) -> NDArray[np.uint8]:
    """Return the bytes of a ribbon at these places; beyond its end there are spaces."""
    return np.frombuffer(read, dtype=np.uint8)[np.minimum(places, len(read) - 1)]


def _gaps(read: bytes, places: Places) -> NDArray[np.bool_]:
    """Say where spaces are in the window that begins at each of these places; none in windows that do not fit."""
    size = len(read) - _WINDOW + 1
    if size <= 0:
        return np.zeros((len(places), _WINDOW), dtype=np.bool_)
    windows = np.ndarray((size, _WINDOW), dtype=np.uint8, buffer=read, strides=(1, 1))
    gaps: NDArray[np.bool_] = windows[np.clip(places, 0, size - 1)] == _SPACE
    gaps[(places < 0) | (places >= size)] = False
    return gaps


def _closes(read: bytes, places: Places) -> Places:
    """Return the first space at each of these places of a ribbon or after it."""
    gaps = _gaps(read, places)
    found: Places = places + gaps.argmax(axis=1)
    for hit in np.flatnonzero(~gaps.any(axis=1)).tolist():
        found[hit] = read.index(b" ", int(places[hit]))
    return found


def _opens(read: bytes, places: Places) -> Places:
    """Return where the word begins that ends before the space at each of these places; 0 before the first word."""
    gaps = _gaps(read, places - _WINDOW)[:, ::-1]
    found: Places = places - gaps.argmax(axis=1)
    for hit in np.flatnonzero(~gaps.any(axis=1)).tolist():
        found[hit] = read.rfind(b" ", 0, int(places[hit])) + 1
    return found


def _whole(folded: Folded, first: Places, last: Places, several: Places) -> NDArray[np.bool_]:
    """Say which stretches no punctuation parts; only `several` have more than one word."""
    tape, page, whole = folded.ribbon, folded.ribbon.page, np.ones(len(first), dtype=np.bool_)
    low, high = tape.places(first[several]).tolist(), (tape.places(last[several] - 1) + 1).tolist()
    whole[several] = [page.find(alphabet.STOP, a, b) < 0 for a, b in zip(low, high, strict=True)]
    return whole


def _distinct(folded: Folded, found: _Table) -> tuple[Places, Places, Places]:
    """Return stretches of the ribbon as spans of the original, each once with each value, in order."""
    first, last, values = found
    order = np.lexsort((last << _BITS | values, first))  # both are nearly in order already, which makes it quick
    first, last, values = first[order], last[order], values[order]
    new = np.ones(len(first), dtype=np.bool_)
    new[1:] = (first[1:] != first[:-1]) | (last[1:] != last[:-1]) | (values[1:] != values[:-1])
    first, last, values = first[new], last[new], values[new]
    tape = folded.ribbon
    starts, ends = folded.spans(tape.places(first), tape.places(last - 1) + 1)
    return starts, ends, values

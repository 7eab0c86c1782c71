"""Count the words of a lexicon in archives: what the matcher finds, at the speed of a plain search.

A scanner leaves out the patterns with `&`, for which distances have to be measured, and copies no words. Texts are
scanned many at a time, as one long text in which empty lines keep them apart.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import hyperscan
import numpy as np

from svidok.language.columns import Columns
from svidok.language.fold import Places, fold
from svidok.language.literals import Apart, take_apart

T = TypeVar("T", bound=Hashable)

Seen = tuple[int, int, T]  # code points of the original, what the pattern stands for

_BATCH: Final = 1_000_000  # characters scanned at a time: what is made for each batch must not count
_NEVER: Final = b"\x01"  # in no ribbon: a search for nothing at all is refused
_APART: Final = "\n\n"


@dataclass(frozen=True, slots=True)
class Scanned(Generic[T]):
    """What was found in some texts that follow each other, in order: four columns of equal length.

    `texts` is the number of the text, counted from the first that was given; `starts` and `ends` are code points of
    it; `places` say which of `values` was found.
    """

    texts: Places
    starts: Places
    ends: Places
    places: Places
    values: list[T]


class Scanner(Generic[T]):
    """A lexicon made ready for scanning; build it once with `compile_scanner`. One thread at a time may use it."""

    __slots__ = ("_columns", "_lengths", "_search", "_values")

    def __init__(self, apart: Apart[T]) -> None:
        literals = [*apart.rules, _NEVER]
        self._values = apart.values
        self._columns = Columns([*apart.rules.values(), ()])
        self._lengths = np.array([len(literal) for literal in literals], dtype=np.int64)
        self._search = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        self._search.compile(literals, list(range(len(literals))), len(literals), [0] * len(literals), literal=True)

    def find(self, text: str) -> list[Seen[T]]:
        """Return start and end in code points, and what was found, each once, in the order of the text.

        What is made for each call costs as much as a thousand words: use `scan` for many texts.

        >>> scanner = compile_scanner({"uk": [("інсулін*", "insulin"), ("без паспорта", "passport")]})
        >>> scanner.find("Без «паспорта» немає інсуліну.")
        [(0, 13, 'passport'), (21, 29, 'insulin')]
        """
        starts, ends, places = self._found(text)
        found = zip(starts.tolist(), ends.tolist(), places.tolist(), strict=True)
        return [(start, end, self._values[place]) for start, end, place in found]

    def scan(self, texts: Iterable[str]) -> Iterator[Scanned[T]]:
        """Yield what `find` finds in each of many texts, some texts at a time; no text is kept.

        >>> scanner = compile_scanner({"en": [("pension*", "pension"), ("insulin", "insulin")]})
        >>> found = next(scanner.scan(["No pension.", "Nothing.", "No insulin."]))
        >>> found.texts.tolist(), found.starts.tolist(), [found.values[place] for place in found.places]
        ([0, 2], [3, 3], ['pension', 'insulin'])
        """
        first = 0
        for batch in _batches(texts):
            begins = np.cumsum([0, *(len(text) + len(_APART) for text in batch[:-1])])
            starts, ends, places = self._found(_APART.join(batch))
            which = np.searchsorted(begins, starts, side="right") - 1
            yield Scanned(which + first, starts - begins[which], ends - begins[which], places, self._values)
            first += len(batch)

    def count(self, texts: Iterable[str]) -> Counter[T]:
        """Count what is found in many texts.

        >>> scanner = compile_scanner({"en": [("pension*", "pension"), ("insulin", "insulin")]})
        >>> scanner.count(["No pension.", "Pensioners get no insulin."]) == {"pension": 2, "insulin": 1}
        True
        """
        values = self._values
        total = np.zeros(len(values), dtype=np.int64)
        for found in self.scan(texts):
            total += np.bincount(found.places, minlength=len(values))
        return Counter({value: int(times) for value, times in zip(values, total, strict=True) if times})

    def _found(self, text: str) -> tuple[Places, Places, Places]:
        """Return start, end and the place of the value of each hit."""
        folded, seen = fold(text), list[int]()
        note = seen.append

        def found(literal: int, _start: int, end: int, _flags: int, _context: object) -> None:
            note(literal)
            note(end)

        self._search.scan(folded.ribbon.read, found)
        literals, ends = np.array(seen, dtype=np.int64).reshape(-1, 2).T
        return self._columns.found(folded, literals, ends - self._lengths[literals], ends)


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def compile_scanner(by_language: Mapping[str, Iterable[tuple[str, T]]]) -> Scanner[T]:
    """Compile the patterns of several languages, each with what it stands for; those with `&` are left out.

    Raises PatternRefused.

    >>> compile_scanner({"uk": [("відмов* & паспорт*", 1)]}).find("Відмовили: немає паспорта.")
    []
    """
    return Scanner(take_apart(by_language, pairs_too=False))

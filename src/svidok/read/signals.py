"""Find every word of the codebook in a text: the raw signals that rules and scope work on."""

import bisect
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from svidok.codebook import Codebook
from svidok.language.fold import Folded, fold
from svidok.language.matcher import Matcher, compile_lexicon

LANGUAGES = ("uk", "ru", "en")
_TELLING = frozenset({"link", "service", "coercion", "outcome"})
_OWN_PASSPORT = "ua_passport"
_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")


@dataclass(frozen=True, slots=True, order=True)
class Signal:
    """Words of the text that speak for a code: `start` to `end`, the dimension, the code, how strongly (0 to 1)."""

    start: int
    end: int
    dimension: str
    code: str
    weight: float = 1.0


_ORDER = attrgetter("start", "end", "dimension", "code", "weight")


@dataclass(frozen=True)
class Signals:
    """All signals of one text, in order, with its words to measure distances in."""

    text: str
    items: tuple[Signal, ...]

    @cached_property
    def starts(self) -> list[int]:
        """Where each signal begins."""
        return [signal.start for signal in self.items]

    @cached_property
    def words(self) -> list[int]:
        """Where each word of the text begins."""
        return [found.start() for found in _WORD.finditer(self.text)]

    def within(self, start: int, end: int, dimension: str = "") -> list[Signal]:
        """Return the signals that lie wholly between two positions."""
        low = bisect.bisect_left(self.starts, start)
        found = []
        for signal in self.items[low:]:
            if signal.start >= end:
                break
            if signal.end <= end and (not dimension or signal.dimension == dimension):
                found.append(signal)
        return found

    def distance(self, a: Signal, b: Signal) -> int:
        """Count the words between two signals; 0 when they touch or overlap."""
        first, second = (a, b) if a.start <= b.start else (b, a)
        if second.start <= first.end:
            return 0
        return bisect.bisect_left(self.words, second.start) - bisect.bisect_left(self.words, first.end)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a pattern of the codebook stands for; `cancels` when it takes back what another pattern found."""

    dimension: str
    code: str
    weight: float
    cancels: bool = False


class Lexicon:
    """The codebook's patterns compiled for all three languages; every text is read with all of them.

    Mixed speech is the rule, so the language of a sentence never decides which words may be found in it.
    """

    def __init__(self, book: Codebook) -> None:
        self._matcher: Matcher[Entry] = compile_lexicon({lang: list(entries(book, lang)) for lang in LANGUAGES})
        self._telling = self._matcher.literals(_tells)

    def signals(self, text: str, folded: Folded | None = None) -> Signals:
        """Return the signals of a text; none of one that has no word of a passport, a service, pressure or outcome.

        A match that one of the code's own `excludes` covers is dropped; so is a match that lies inside a longer
        one of another code of the same dimension ("pension" within "disability pension").
        """
        hits = self._matcher.spans(folded or fold(text), self._telling)
        cancelled: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for start, end, entry in hits:
            if entry.cancels:
                cancelled.setdefault((entry.dimension, entry.code), []).append((start, end))
        kept = {
            (start, end, entry.dimension, entry.code, entry.weight)
            for start, end, entry in hits
            if not entry.cancels and not _covered(start, end, cancelled.get((entry.dimension, entry.code), ()))
        }
        signals = [Signal(*fields) for fields in sorted(kept)]
        return Signals(text, tuple(_own_papers_apart(sorted(_longest(signals), key=_ORDER))))


def _tells(entry: Entry) -> bool:
    return not entry.cancels and (entry.dimension in _TELLING or entry.code == _OWN_PASSPORT)


def entries(book: Codebook, lang: str) -> Iterator[tuple[str, Entry]]:
    """Yield every pattern of one language with what it stands for."""
    for dimension, codes in book.codes.items():
        for code in codes.values():
            for weight, patterns in ((1.0, code.lexicon), (0.5, code.weak)):
                yield from ((pattern, Entry(dimension, code.id, weight)) for pattern in patterns.get(lang, ()))
            yield from ((p, Entry(dimension, code.id, 0.0, cancels=True)) for p in code.excludes.get(lang, ()))
    cues: Mapping[str, Mapping[str, Sequence[str]]] = book.tables["cues"]
    for name, words in cues.items():
        yield from ((str(pattern), Entry("cue", name, 1.0)) for pattern in words.get(lang, ()))


def _covered(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(low <= start and end <= high for low, high in spans)


def _own_papers_apart(signals: list[Signal]) -> list[Signal]:
    """ "A Ukrainian passport" is not the occupier's: its words speak as a cue and not as the condition."""
    own = [(s.start, s.end) for s in signals if s.dimension == "cue" and s.code == _OWN_PASSPORT]
    if not own:
        return signals
    return [s for s in signals if s.dimension != "link" or not any(a < s.end and s.start < b for a, b in own)]


def _longest(signals: Iterable[Signal]) -> Iterator[Signal]:
    """Drop a signal inside a longer one of the same dimension, and weaker copies of the same words."""
    by_dimension: dict[str, list[Signal]] = {}
    for signal in signals:
        by_dimension.setdefault(signal.dimension, []).append(signal)
    for dimension, group in by_dimension.items():
        if dimension == "cue":
            yield from group
            continue
        group.sort(key=lambda s: (s.start, -s.end, -s.weight, s.code))
        last = (-1, -1)
        for signal in group:
            if signal.end > last[1] or (signal.start, signal.end) == last:
                yield signal
                last = (signal.start, signal.end)

"""Find passages that repeat each other nearly word for word: copies, reprints, quotations."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from svidok.language.fold import fold

WORDS: Final = 3  # in a sequence
LEAST: Final = 8  # sequences in the shorter passage: below, two people may use the same words
SHARE: Final = 0.7  # of the shorter passage's sequences that must stand in the longer one
# Each sequence compares a passage with its next few holders: enough, since copies share nearly all sequences.
_NEXT: Final = 3
_WORD = re.compile(r"[^\W_]+")

Sequences = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Copy:
    """Two statements whose passages repeat each other; `share` is of the shorter one's word sequences."""

    one: str
    other: str
    share: float


def sequences(passage: str) -> Sequences:
    """Return the sequences of three words in a passage, case and kinds of signs folded.

    >>> sorted(sequences("No passport, no insulin"))
    [('no', 'passport', 'no'), ('passport', 'no', 'insulin')]
    """
    words = _WORD.findall(fold(passage).text)
    return frozenset(tuple(words[i : i + WORDS]) for i in range(len(words) - WORDS + 1))


def copies(passages: Mapping[str, tuple[str, str]]) -> list[Copy]:
    """Return the pairs of statements of different sources that repeat each other, sorted.

    `passages` maps a statement's ref to its source and the words of its scene. An excerpt counts: the shorter
    passage decides. Words of another language share no sequences, so a translation is not found here.

    >>> told = "At the clinic they said that without a Russian passport there will be no insulin for me any more"
    >>> other = "Something else entirely was said here about the school and about the bus that no longer comes"
    >>> found = copies({"a/S1": ("a", told), "b/S1": ("b", told + "."), "c/S1": ("c", other)})
    >>> [(c.one, c.other, c.share) for c in found]
    [('a/S1', 'b/S1', 1.0)]
    """
    read = {ref: sequences(words) for ref, (_, words) in sorted(passages.items())}
    found = []
    for one, other in sorted(_candidates(read, passages)):
        shared = len(read[one] & read[other]) / min(len(read[one]), len(read[other]))
        if shared >= SHARE:
            found.append(Copy(one, other, round(shared, 4)))
    return found


def _candidates(read: Mapping[str, Sequences], passages: Mapping[str, tuple[str, str]]) -> set[tuple[str, str]]:
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for ref, found in read.items():
        if len(found) >= LEAST:
            for sequence in found:
                holders[sequence].append(ref)
    return {
        (one, other)
        for refs in holders.values()
        for place, one in enumerate(refs)
        for other in refs[place + 1 : place + 1 + _NEXT]
        if passages[one][0] != passages[other][0]
    }

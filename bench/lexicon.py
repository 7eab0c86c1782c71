"""The codebook's lexicon spelled out, for peers that know whole phrases only."""

import re
from collections.abc import Iterable, Iterator

from svidok.codebook import Codebook

MOST_FORMS = 60  # of one stem


def phrases(book: Codebook, texts: Iterable[str]) -> list[str]:
    """Return each pattern without `&` as the words of these texts that it fits; stems need the texts to be spelled."""
    words = {word for text in texts for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text.lower())}
    stems: dict[str, list[str]] = {}
    for word in sorted(words):
        for length in range(2, len(word) + 1):
            stems.setdefault(word[:length], []).append(word)
    spelled: set[str] = set()
    for pattern in patterns(book):
        steps = [stems.get(s[:-1], []) if s[-1] in "*~" else [s] for s in pattern.lower().replace("=", "").split()]
        if "&" not in pattern and all(steps):
            first = [step[0] for step in steps[:-1]]
            spelled |= {" ".join([*first, last]) for last in steps[-1][:MOST_FORMS]}
    return sorted(spelled)


def patterns(book: Codebook) -> Iterator[str]:
    """Yield the patterns of all codes in three languages; cues are no codes."""
    for codes in book.codes.values():
        for code in codes.values():
            for lang in ("uk", "ru", "en"):
                yield from code.lexicon.get(lang, ())
                yield from code.weak.get(lang, ())

"""Words of a text, for counting and for windows of so many words; matching does not need them."""

import re
from typing import Final

from svidok.language.alphabet import APOSTROPHES, HYPHENS, IGNORED

# A word keeps its apostrophes, hyphens, stress marks and soft hyphens.
_INSIDE: Final = rf"[{IGNORED}\u0306\u0308]*"
_WORD: Final = re.compile(
    rf"[^\W_]{_INSIDE}(?:(?:['\-{re.escape(APOSTROPHES + HYPHENS)}]{_INSIDE})?[^\W_]{_INSIDE})*",
)


def words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the spans of the words of a text, or of a part of it, in order.

    >>> text = "П’ять-шість днів, — каже пас\\u00adпортистка."
    >>> [text[a:b] for a, b in words(text)] == ["П’ять-шість", "днів", "каже", "пас\\u00adпортистка"]
    True
    """
    return [found.span() for found in _WORD.finditer(text, start, len(text) if end is None else end)]

"""A text as a ribbon of words: letters a byte each, one space between words that follow each other.

Patterns carry their own spaces (" insulin "), so word boundaries cost nothing when an automaton runs over a ribbon.
Two spaces stand where punctuation parts the words, so that no sequence is found across it.
"""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from svidok.language import alphabet

_GAPS: Final = bytes.maketrans(alphabet.NEWLINE + alphabet.RETURN + alphabet.QUOTE, alphabet.SPACE * 3)
_STOPS: Final = bytes.maketrans(alphabet.STOP, alphabet.SPACE)
_IS_LETTER: Final = np.array([byte >= 0x80 or chr(byte).isalnum() for byte in range(256)])
_BLANK_LINE_REACH = 12  # spaces that an otherwise empty line may hold


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The words of a page. Before and after the text there is a space.

    `read` holds letters, digits, apostrophes inside words, and spaces. `page` is what it was made of.
    """

    read: bytes
    page: bytes
    # The k-th character left out of the page stood before ribbon offset shifts[k] + 1.
    shifts: list[int]

    def place(self, offset: int) -> int:
        """Return where on the page the character at a ribbon offset stands.

        >>> tape = ribbon(alphabet.page("no  passport"))
        >>> tape.read, tape.place(4)
        (b' no passport ', 4)
        """
        at = offset - 1
        return at + bisect_right(self.shifts, at)

    def places(self, offsets: list[int]) -> list[int]:
        """Return the places of many ribbon offsets at once.

        >>> ribbon(alphabet.page("no  passport")).places([1, 4])
        [0, 4]
        """
        at = np.array(offsets, dtype=np.int64) - 1
        places: list[int] = (at + np.searchsorted(self.shifts, at, side="right")).tolist()
        return places

    def apart(self, start: int, end: int) -> bool:
        """Say whether punctuation without a space ("slow/fast") parts the words between two ribbon offsets."""
        return alphabet.STOP in self.page[self.place(start) : self.place(end - 1) + 1]


def ribbon(page: bytes) -> Ribbon:
    """Make the ribbon of a page.

    >>> ribbon(alphabet.page("з «червоним» паспортом, кажуть")).read == alphabet.page(" з червоним паспортом  кажуть ")
    True
    >>> ribbon(alphabet.page("5-й дім, п’ять 'душ' у")).read == alphabet.page(" 5 й дім  п'ять душ у ")
    True
    """
    band = np.frombuffer(bytearray(page.translate(_GAPS)), dtype=np.uint8)
    source = np.frombuffer(page, dtype=np.uint8)
    _part_paragraphs(page, source, band)
    _join_inside_words(source, band)
    gap = band == alphabet.SPACE[0]
    again = np.flatnonzero(gap[1:] & gap[:-1]) + 1
    if len(again):
        band = np.delete(band, again)
    read = band.tobytes().translate(_STOPS)
    return Ribbon(alphabet.SPACE + read + alphabet.SPACE, page, (again - np.arange(len(again))).tolist())


def _part_paragraphs(page: bytes, source: NDArray[np.uint8], band: NDArray[np.uint8]) -> None:
    """One line break is a space, an empty line parts: a long sentence is often wrapped."""
    if alphabet.NEWLINE not in page and alphabet.RETURN not in page:
        return
    ends = np.flatnonzero((source == alphabet.NEWLINE[0]) | (source == alphabet.RETURN[0]))
    for place in np.flatnonzero(np.diff(ends) <= _BLANK_LINE_REACH):
        first, second = int(ends[place]), int(ends[place + 1])
        between = page[first : second + 1]
        if between != b"\r\n" and not between.strip(b" \r\n"):
            band[second] = alphabet.STOP[0]


def _join_inside_words(source: NDArray[np.uint8], band: NDArray[np.uint8]) -> None:
    """An apostrophe between letters is a letter, elsewhere a quotation mark; a hyphen elsewhere is a dash."""
    for sign, inside, outside in (
        (alphabet.APOSTROPHE, alphabet.APOSTROPHE, alphabet.SPACE),
        (alphabet.HYPHEN, alphabet.SPACE, alphabet.STOP),
    ):
        places = np.flatnonzero(source == sign[0])
        if len(places):
            before = (places > 0) & _IS_LETTER[source[places - 1]]
            after = (places < len(source) - 1) & _IS_LETTER[source[np.minimum(places + 1, len(source) - 1)]]
            band[places] = np.where(before & after, inside[0], outside[0])

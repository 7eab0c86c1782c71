"""A text as a ribbon of words: letters a byte each, one space between words that follow each other.

Patterns carry their own spaces (" insulin "), so word boundaries cost nothing when an automaton runs over a ribbon.
Two spaces stand where punctuation parts the words, so that no sequence is found across it.
"""

from bisect import bisect_right
from typing import Final

import numpy as np
from numpy.typing import NDArray

from svidok.language import alphabet

_LINE_ENDS: Final = (alphabet.NEWLINE, alphabet.RETURN)
# A hyphen is no gap that could be left out: inside a word it becomes the one space, elsewhere it parts as a stop does.
_GAPS: Final = bytes.maketrans(
    b"".join(_LINE_ENDS) + alphabet.QUOTE + alphabet.HYPHEN, alphabet.SPACE * 3 + alphabet.STOP
)
_STOPS: Final = bytes.maketrans(alphabet.STOP, alphabet.SPACE)
_GONE: Final = b"\x00"  # on no page
_IS_LINE_END: Final = np.array([bytes([byte]) in _LINE_ENDS for byte in range(256)])
_IS_LETTER: Final = np.array([byte >= 0x80 or chr(byte).isalnum() for byte in range(256)])
_MANY: Final = 20_000
_BLANK_LINE_REACH = 12  # spaces that an otherwise empty line may hold


class Ribbon:
    """The words of a page. Before and after the text there is a space.

    `read` holds letters, digits, apostrophes inside words, and spaces. `page` is what it was made of.
    """

    __slots__ = ("_shifts", "_steps", "page", "read")

    def __init__(self, read: bytes, page: bytes, steps: NDArray[np.intp]) -> None:
        self.read = read
        self.page = page
        self._steps = steps
        self._shifts: list[int] | None = None

    @property
    def shifts(self) -> list[int]:
        """The k-th character left out of the page stood before ribbon offset `shifts[k] + 1`."""
        if self._shifts is None:
            self._shifts = self._steps.tolist()
        return self._shifts

    def place(self, offset: int) -> int:
        """Return where on the page the character at a ribbon offset stands.

        >>> tape = ribbon(alphabet.page("no  passport"))
        >>> tape.read, tape.place(4)
        (b' no passport ', 4)
        """
        at = offset - 1
        return at + bisect_right(self.shifts, at)

    def places(self, offsets: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the places of many ribbon offsets at once.

        >>> ribbon(alphabet.page("no  passport")).places(np.array([1, 4])).tolist()
        [0, 4]
        """
        at = offsets - 1
        return at + np.searchsorted(self._steps, at, side="right")

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
    band = bytearray(page.translate(_GAPS))
    sink = np.frombuffer(band, dtype=np.uint8)
    if alphabet.APOSTROPHE in page:
        _free_apostrophes(page, sink)
    again = _again(sink)
    if not len(again):
        return Ribbon(alphabet.SPACE + band.translate(_STOPS) + alphabet.SPACE, page, again)
    if alphabet.NEWLINE in page or alphabet.RETURN in page:
        _part_paragraphs(page, sink, again)
        again = again[(sink[again] == alphabet.SPACE[0]) & (sink[again - 1] == alphabet.SPACE[0])]
    sink[again] = _GONE[0]
    read = band.translate(_STOPS, _GONE)
    return Ribbon(alphabet.SPACE + read + alphabet.SPACE, page, again - np.arange(len(again)))


def _again(band: NDArray[np.uint8]) -> NDArray[np.intp]:
    """Return where a space follows a space."""
    gap = band == alphabet.SPACE[0]
    return _where(gap[1:] & gap[:-1]) + 1


def _where(rare: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Return where something rare is, as `flatnonzero` does, in half its time: most eights of a long text hold nothing.

    >>> _where(np.arange(30_000) % 9_000 == 0).tolist()
    [0, 9000, 18000, 27000]
    """
    if len(rare) < _MANY:
        return np.flatnonzero(rare)
    whole = len(rare) // 8 * 8
    eights = rare[:whole].view(np.uint64)
    some = np.flatnonzero(eights != 0)
    place = np.flatnonzero(eights[some].view(np.bool_))
    return np.concatenate((some[place >> 3] * 8 + (place & 7), np.flatnonzero(rare[whole:]) + whole))


def _free_apostrophes(page: bytes, band: NDArray[np.uint8]) -> None:
    """An apostrophe between letters is a letter, elsewhere a quotation mark."""
    source = np.frombuffer(page, dtype=np.uint8)
    places = _where(band == alphabet.APOSTROPHE[0])
    before = (places > 0) & _IS_LETTER[source[places - 1]]
    after = (places < len(source) - 1) & _IS_LETTER[source[np.minimum(places + 1, len(source) - 1)]]
    band[places[~(before & after)]] = alphabet.SPACE[0]


def _part_paragraphs(page: bytes, band: NDArray[np.uint8], again: NDArray[np.intp]) -> None:
    """One line break is a space, an empty line parts: a long sentence is often wrapped.

    The second end of an empty line always follows a space, so only `again` is looked at.
    """
    source = np.frombuffer(page, dtype=np.uint8)
    here, before = source[again], source[again - 1]
    end = _IS_LINE_END[here]
    follows = end & _IS_LINE_END[before]
    follows &= (here != alphabet.NEWLINE[0]) | (before != alphabet.RETURN[0])  # "\r\n" is one line break
    for place in again[end & (before == alphabet.SPACE[0])].tolist():
        if page[max(0, place - _BLANK_LINE_REACH) : place].rstrip(alphabet.SPACE)[-1:] in _LINE_ENDS:
            band[place] = alphabet.STOP[0]
    band[again[follows]] = alphabet.STOP[0]

"""One spelling for many: the copy of a text that patterns are matched on, with a way back to the original.

A source is never normalised. What is searched is a folded copy, one character for one character wherever that is
possible, and every span found in it is turned back into code points of the original before anybody sees it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from svidok.language import alphabet
from svidok.language.ribbon import Ribbon, ribbon

Places = NDArray[np.int64]
_Cut = tuple[int, int, str]  # from where to where something was dropped, the letter that is left of it

_COMPOSED = {"и": "й", "й": "й", "ѝ": "й", "і": "ї", "ї": "ї", "е": "е", "ё": "е", "ѐ": "е"}
_IGNORED = f"[{alphabet.IGNORED}]"
_PIECE = re.compile(
    # a mark that is written twice is one mark, on the whole letter as on the bare one
    f"(?:([иИйЙѝЍ])(?:{_IGNORED}*{alphabet.BREVE})+|([іІїЇеЕёЁѐЀ])(?:{_IGNORED}*{alphabet.DIAERESIS})+|{_IGNORED}+)",
)


class Folded:
    """A text made ready for matching; what is costly is made when it is first asked for, and kept.

    `text` is lower-cased letter by letter, with ё as е, every space as a space, every apostrophe as ' and every
    hyphen as -; stress marks, soft hyphens and other invisible characters are gone. `cased` is the same with its
    capitals, and has the same length. `original` is the text as it came.

    A plain class and not a frozen dataclass: most texts are searched as a ribbon only, and never need `text`.
    """

    __slots__ = ("_cased", "_cuts", "_dropped", "_marks", "_page", "_ribbon", "_shifts", "_text", "original")

    def __init__(
        self, original: str, page: bytes, cuts: tuple[_Cut, ...], dropped: tuple[int, ...], marks: frozenset[int]
    ) -> None:
        self.original = original
        self._page = page
        self._cuts = cuts
        self._dropped = dropped  # original offsets of the characters that are gone
        self._shifts = tuple(place - rank for rank, place in enumerate(dropped))  # the same as offsets of `text`
        self._marks = marks  # those of the dropped that were composed into the letter before them
        self._text: str | None = None
        self._cased: str | None = None
        self._ribbon: Ribbon | None = None

    @property
    def text(self) -> str:
        """The folded text.

        >>> fold("Її Паспо́рт — «у\\u00a0нёго»").text
        'її паспорт — «у него»'
        """
        if self._text is None:
            self._text = alphabet.through(alphabet.lower_table(), _kept(self.original, self._cuts))
        return self._text

    @property
    def cased(self) -> str:
        """The folded text with its capitals.

        >>> fold("під’їзд, ім`я, НАДІ\\u00adЙНО, ВІЛ").cased
        "під'їзд, ім'я, НАДІЙНО, ВІЛ"
        """
        if self._cased is None:
            self._cased = alphabet.through(alphabet.cased_table(), _kept(self.original, self._cuts))
        return self._cased

    def capitals(self, start: int, end: int) -> str:
        """Return a few letters of `cased`, without folding the whole.

        >>> fold("Тест на ВІЛ").capitals(8, 11)
        'ВІЛ'
        """
        first, last = self.span(start, end)
        words = self.original[first:last]
        return words.translate(alphabet.cased_signs()) if last - first == end - start else fold(words).cased

    @property
    def ribbon(self) -> Ribbon:
        """The words of the folded text, for an automaton.

        >>> fold("No passport!").ribbon.read
        b' no passport  '
        """
        if self._ribbon is None:
            self._ribbon = ribbon(self._page)
        return self._ribbon

    @property
    def whole(self) -> bool:
        """Whether nothing was dropped, so that a span of `text` is the same span of the original."""
        return not self._dropped

    def __len__(self) -> int:
        return len(self._page)

    def __repr__(self) -> str:
        return f"Folded({len(self._page)} characters)"  # never the words: a repr ends up in a log

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the code points of the original that `text[start:end]` came from.

        Dropped characters inside the span are within it, those around it are not.

        >>> fold("без пас\\u00adпорта").span(4, 12)
        (4, 13)
        """
        if not self._dropped:
            return start, end
        first = start + bisect_right(self._shifts, start)
        if end <= start:
            return first, first
        return first, self._after(end - 1 + bisect_right(self._shifts, end - 1))

    def spans(self, starts: Places, ends: Places) -> tuple[Places, Places]:
        """Return what `span` returns for many slices at once, none of them empty.

        >>> [places.tolist() for places in fold("без пас\\u00adпорта").spans(np.array([0, 4]), np.array([3, 12]))]
        [[0, 4], [3, 13]]
        """
        if not self._dropped:
            return starts, ends
        shifts = np.array(self._shifts)
        last = ends - 1 + np.searchsorted(shifts, ends - 1, side="right")
        ends = np.array([self._after(place) for place in last.tolist()], dtype=np.int64) if self._marks else last + 1
        return starts + np.searchsorted(shifts, starts, side="right"), ends

    def _after(self, last: int) -> int:
        """Return the end of the character that begins at `last`, with the mark that was composed into it."""
        end = place = last + 1
        rank = bisect_left(self._dropped, place)
        while rank < len(self._dropped) and self._dropped[rank] == place:
            place, rank = place + 1, rank + 1
            if place - 1 in self._marks:
                end = place
        return end


def fold(text: str) -> Folded:
    """Fold a text. For every span of the result, the original between `span(start, end)` folds to that slice.

    >>> folded = fold("Покажіть\\u00a0пас\\u00adпорт")
    >>> folded.text, folded.original[slice(*folded.span(9, 16))] == "пас\\u00adпорт"
    ('покажіть паспорт', True)
    """
    page = alphabet.page(text)
    if alphabet.DROPPED not in page:
        return Folded(text, page, (), (), frozenset())
    cuts, dropped, marks = _drop(text, page)
    if marks or len(dropped) < page.count(alphabet.DROPPED):
        page = alphabet.page(_kept(text, cuts)).replace(alphabet.DROPPED, alphabet.OTHER_LETTER)
    else:
        page = page.replace(alphabet.DROPPED, b"")
    return Folded(text, page, cuts, tuple(dropped), frozenset(marks))


def _drop(text: str, page: bytes) -> tuple[tuple[_Cut, ...], list[int], list[int]]:
    """Return where the invisible characters of a text stand, as cuts and one by one, and where composed marks stand."""
    cuts: list[_Cut] = []
    dropped: list[int] = []
    marks: list[int] = []
    for piece in _pieces(text, page):
        letter = piece[1] or piece[2] or ""
        cuts.append((piece.start(), piece.end(), _compose(letter)))
        dropped.extend(range(piece.start() + len(letter), piece.end()))
        if letter:
            marks.append(piece.end() - 1)
    return tuple(cuts), dropped, marks


def _kept(text: str, cuts: tuple[_Cut, ...]) -> str:
    """Return a text without its invisible characters, one character for each byte of the page."""
    if not cuts:
        return text
    kept: list[str] = []
    done = 0
    for start, end, letter in cuts:
        kept += (text[done:start], letter)
        done = end
    return "".join([*kept, text[done:]])


def _pieces(text: str, page: bytes) -> Iterator[re.Match[str]]:
    end = 0
    while (start := page.find(alphabet.DROPPED, end)) >= 0:
        end = start + 1
        while page.startswith(alphabet.DROPPED, end):
            end += 1
        yield from _PIECE.finditer(text, max(0, start - 1), end)


def _compose(letter: str) -> str:
    """Return the letter that a base and its mark make; the mark of ё is lost, as the two dots of ё are."""
    if not letter:
        return ""
    whole = _COMPOSED[letter.lower()]
    return whole.upper() if letter.isupper() else whole

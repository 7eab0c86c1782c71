"""A text made ready for masking: its words, where sentences open, and the language of each sentence."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Final, Literal, NamedTuple

from svidok.codebook.places import gazetteer
from svidok.language.fold import Folded, fold
from svidok.language.identify import language_of
from svidok.language.places import PlaceFound
from svidok.language.sentences import sentences

Lang = Literal["uk", "ru", "en"]

_MARKS: Final = "\u0300-\u036f\u00ad\u200b-\u200f\u2060-\u2064\ufe0e\ufe0f\ufeff"
# A zero read for the letter O stands within a word, before at least three letters or after as many.
_WORD: Final = re.compile(
    rf"(?:(?<!\w)0(?=[^\W\d_]{{3}}))?[^\W\d_](?:[{_MARKS}]|[^\W\d_]|0(?=[^\W\d_])|(?<=[^\W\d_]{{3}})0(?!\w)|['’ʼ`](?=[^\W\d_]))*"
)
_ODD: Final = re.compile(rf"[{_MARKS}’ʼ`ёЁ]")
_STRESS: Final = re.compile(rf"(?!\u0306|\u0308)[{_MARKS}]")
_LATIN: Final = re.compile("[a-z]")
_CYRILLIC: Final = re.compile("[Ѐ-ԯ]")
# A Latin letter or a zero right beside a Cyrillic one is a slip of a scanner or a disguise.
_MIXED: Final = re.compile("[Ѐ-ԯ][a-zA-Z0]|[a-zA-Z0][Ѐ-ԯ]")
_MIXED_WORD: Final = re.compile(r"\w*(?:[Ѐ-ԯ][a-zA-Z0]|[a-zA-Z0][Ѐ-ԯ])\w*")
_LOOKALIKE_ANY: Final = str.maketrans("aceiopxykhmtbABCEHIKMOPTXY0", "асеіорхукнмтвАВСЕНІКМОРТХУо")
_LOOKALIKE: Final = str.maketrans("aceiopxykhmtb", "асеіорхукнмтв")
# A sentence may open after these; full stops are judged by the cutting of sentences.
_OPENS: Final = re.compile(r"[!?…:;—–«“„\"(\[*•|>]|(?<=\s)-(?=\s)")
_QUOTED: Final = re.compile(r"[«“„\"]([^«»“”„\"\n.,!?…]{2,40})[»”“\"](?P<after>\s*[,—–-])?")
_WITHIN: Final = frozenset([" ", ", "])  # what opens nothing, and stands between nearly all words
_AROUND: Final = 48  # characters
_UK: Final = re.compile("[іїєґІЇЄҐ]")
_RU: Final = re.compile("[ыэъёЫЭЪЁ]")


class Word(NamedTuple):
    """One word: where it stands, what it is folded to, and how it is written."""

    start: int
    end: int
    key: str
    capital: bool
    shouted: bool  # two letters or more, all capitals
    opens: bool  # the first word of a sentence, a quotation or a line


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Return the word in small letters with one kind of apostrophe and without stress marks.

    Latin letters that stand in for Cyrillic ones become Cyrillic.

    >>> folded("Лук’я́на"), folded("Oлена") == "олена"
    ("лук'яна", True)
    """
    key = word.lower()
    if _ODD.search(key):
        key = _STRESS.sub("", unicodedata.normalize("NFC", _STRESS.sub("", key)))
        key = re.sub("[’ʼ`]", "'", key).replace("ё", "е")
    if "0" in key:
        key = key.replace("0", "о" if _CYRILLIC.search(key) else "o")
    if _LATIN.search(key) and _CYRILLIC.search(key):
        key = key.translate(_LOOKALIKE)
    return key


class Page:
    """What every detector looks at. Built once for a text; what is costly is made when first asked for."""

    def __init__(self, text: str, lang_hint: str = "", strict: bool = False) -> None:
        self.text = text
        self.strict = strict  # whether countries, regions, years and amounts go too
        self.sentences = sentences(text)
        self._starts = [start for start, _ in self.sentences]
        self._hint = lang_hint

        self._told: dict[int, Lang] = {}  # the language of sentences asked for so far, by where they open
        self.undated = text
        self.masked_lines: frozenset[int] = frozenset()  # lines that hold masks of an earlier time

    @cached_property
    def has_digits(self) -> bool:
        """Whether the text holds a digit at all."""
        return any(map(str.isdigit, self.text))

    @cached_property
    def latin(self) -> bool:
        """Whether the text holds a small Latin letter at all."""
        return _LATIN.search(self.text) is not None

    @cached_property
    def near_digits(self) -> list[tuple[int, int]]:
        """Stretches around digits, wide enough for what numbers belong to; they do not overlap."""
        near: list[tuple[int, int]] = []
        for found in re.finditer(r"\d+", self.text):
            start, end = max(0, found.start() - _AROUND), min(len(self.text), found.end() + _AROUND)
            if near and start <= near[-1][1]:
                near[-1] = (near[-1][0], end)
            else:
                near.append((start, end))
        return near

    @cached_property
    def folded(self) -> Folded:
        """The text as lexicons read it."""
        if not _MIXED.search(self.text):
            return fold(self.text)
        return fold(_MIXED_WORD.sub(lambda found: found[0].translate(_LOOKALIKE_ANY), self.text))

    @cached_property
    def places(self) -> list[PlaceFound]:
        """The places that the gazetteer finds."""
        return gazetteer().find(self.text)

    def keep_out(self, spans: Iterable[tuple[int, int]]) -> None:
        """Note where masks of an earlier time stand: what they took away may have been the capitals of a line."""
        self.masked_lines = frozenset(self.line(start) for start, _ in spans)

    def take_out(self, spans: Iterable[tuple[int, int]]) -> None:
        """Blank the dates, letter for letter, in the copy that long numbers are looked for in."""
        left = list(self.text)
        for start, end in spans:
            left[start:end] = "x" * (end - start)  # a letter, which no gap within a number may hold
        self.undated = "".join(left)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words in order."""
        return tuple(self._words())

    def _words(self) -> Iterator[Word]:
        text, last, openings = self.text, 0, set(self._starts)
        titles = {found.start(1) for found in _QUOTED.finditer(text) if self._is_title(found)}
        for found in _WORD.finditer(text):
            start, end = found.span()
            raw = found[0]
            between = text[last:start]
            opens = not last or start in openings
            if not opens and between not in _WITHIN:
                opens = start not in titles and bool(
                    _OPENS.search(between) or any(place in openings for place in range(last, start))
                )
            capital = raw[0].isupper() or (raw[0] == "0" and not raw.isupper())
            yield Word(start, end, folded(raw), capital, capital and len(raw) > 1 and raw.isupper(), opens)
            last = end

    def _is_title(self, found: re.Match[str]) -> bool:
        """Whether quotation marks hold a name, as of a shop or a nursery, rather than speech."""
        before = self.text[: found.start()].rstrip()[-1:]
        return bool(before) and before not in ":—–.!?…" and not found["after"] and found[1].count(" ") < 3

    @cached_property
    def small_lines(self) -> list[tuple[int, int]]:
        """Lines in which no word has a capital: the numbers of the first word and of the one after the last."""
        lines: list[tuple[int, int]] = []
        first, line, capital = 0, -1, True
        for place, (word, now) in enumerate(zip(self.words, self.lines, strict=True)):
            if now != line:
                if not capital:
                    lines.append((first, place))
                first, line, capital = place, now, False
            capital = capital or word.capital or now in self.masked_lines
        if not capital:
            lines.append((first, len(self.words)))
        return lines

    @cached_property
    def lines(self) -> list[int]:
        """The number of the line of every word."""
        numbers, now, breaks = [], 0, [*self._breaks, len(self.text)]
        for word in self.words:
            while breaks[now] < word.start:
                now += 1
            numbers.append(now)
        return numbers

    @cached_property
    def _small(self) -> frozenset[int]:
        return frozenset(self.line(self.words[first].start) for first, _ in self.small_lines)

    def is_small(self, place: int) -> bool:
        """Return whether a character stands in a line without capitals."""
        return bool(self._small) and self.line(place) in self._small

    @cached_property
    def _places(self) -> list[int]:
        return [word.start for word in self.words]

    def words_between(self, start: int, end: int) -> tuple[Word, ...]:
        """Return the words that begin between two places."""
        return self.words[bisect_left(self._places, start) : bisect_left(self._places, end)]

    @cached_property
    def _breaks(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self.text)]

    def line(self, place: int) -> int:
        """Return the number of the line that a character stands in, from 0."""
        return bisect_left(self._breaks, place)

    def sentence(self, place: int) -> tuple[int, int]:
        """Return the sentence in which a character stands, or the nearest before it.

        >>> Page("Так. Ні.").sentence(6)
        (5, 8)
        """
        at = bisect_right(self._starts, place) - 1
        return self.sentences[max(at, 0)] if self.sentences else (0, len(self.text))

    def lang(self, place: int) -> Lang:
        """Return the language of the sentence at a place; what could be either takes that of the text.

        >>> Page("Приїхав лікар. Она ушла.").lang(16)
        'uk'
        """
        start, end = self.sentence(place)
        told = self._told.get(start)
        if told is None:
            told = self._told[start] = self._letters(self.text[start:end]) or self._main
        return told

    @cached_property
    def _main(self) -> Lang:
        if self._hint in ("uk", "ru", "en"):
            return self._hint  # type: ignore[return-value]
        sample = self.text[:4000]
        told = self._letters(sample) or language_of(sample[:400])
        return "en" if told == "und" else told

    @staticmethod
    def _letters(text: str) -> Lang | None:
        cyrillic = len(_CYRILLIC.findall(text.lower()))
        if 2 * cyrillic < len(re.findall("[A-Za-z]", text)):
            return "en"
        ukrainian, russian = len(_UK.findall(text)), len(_RU.findall(text))
        if ukrainian == russian:
            return None
        return "uk" if ukrainian > russian else "ru"

"""Where a text names places: words in capitals that the index knows, longest first, and adjectives of towns.

A name in small letters is read only on a line without any capital, as people write in chats, and then only a city, an
oblast or a by-name. Offsets here are those of the folded text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import ahocorasick_rs

from svidok.language import place_words as words
from svidok.language.fold import Folded
from svidok.language.place_index import ADJECTIVE_RU, ADJECTIVE_UK, Entry, How, Index, Place, latin, spell

_CAPITAL: Final = re.compile(r"(?<![\w'])[A-ZА-ЯІЇЄҐ][\w']*")
_WORD: Final = re.compile(r"[^\W\d_][\w']*")
_NEXT: Final = re.compile(r"[ \n-]([^\W\d_][\w']*)")
_LINE: Final = re.compile(r"[^\n]+")
_ADJECTIVE_END: Final = re.compile(f"(?:{'|'.join(sorted(ADJECTIVE_UK | ADJECTIVE_RU, key=len, reverse=True))})(?!\\w)")
_LOOKALIKE: Final = str.maketrans("aceiopxyk", "асеіорхук")
_IS_LATIN: Final = re.compile("[a-z]")
_IS_CYRILLIC: Final = re.compile("[а-яіїєґ]")
_WORD_BEFORE: Final = re.compile(r"[\w']")
_SHORTEST: Final = 3

Reading = tuple[Place, How]


@dataclass(frozen=True, slots=True)
class Hit:
    """Words of a folded text that some places are called by. `small` when they stand in small letters."""

    start: int
    end: int
    readings: tuple[Reading, ...]
    small: bool = False
    latin: bool = False


class Finder:
    """Finds hits; keeps what is costly to build. One for an index."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._adjectives = _adjectives(index)
        self._automaton = ahocorasick_rs.AhoCorasick(
            list(self._adjectives),
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
        )

    def hits(self, folded: Folded) -> list[Hit]:
        """Return every hit of a text in order; hits do not overlap."""
        found = [*self._capitals(folded), *self._small_adjectives(folded)]
        if any(line.islower() for line in folded.cased.split("\n")):
            found += self._small_names(folded)
        found.sort(key=lambda hit: (hit.start, hit.start - hit.end))
        kept: list[Hit] = []
        for hit in found:
            if not kept or hit.start >= kept[-1].end:
                kept.append(hit)
        return kept

    def _capitals(self, folded: Folded) -> Iterator[Hit]:
        done = 0
        for token in _CAPITAL.finditer(folded.cased):
            if token.start() >= done and token.end() - token.start() >= _SHORTEST:
                hit = self._at(folded, token.start(), token.end(), small=False)
                if hit is not None:
                    done = hit.end
                    yield hit

    def _at(self, folded: Folded, start: int, end: int, small: bool) -> Hit | None:
        token = folded.text[start:end]
        in_latin = bool(_IS_LATIN.match(token)) and not _IS_CYRILLIC.search(token)
        longest, readings = start, dict[tuple[str, How], Reading]()
        for stop, place, how in self._latin(folded, start, end) if in_latin else self._cyrillic(folded, start, end):
            if stop > longest:
                longest, readings = stop, {}
            if stop == longest:
                readings.setdefault((place.code, how), (place, how))
        if not readings:
            return None
        return Hit(start, longest, tuple(readings.values()), small, in_latin)

    def _cyrillic(self, folded: Folded, start: int, end: int) -> Iterator[tuple[int, Place, How]]:
        token = folded.text[start:end].rstrip("'")
        if _IS_LATIN.search(token):
            token = token.translate(_LOOKALIKE)
        stop = start + len(token)
        for number in self.index.cyrillic(spell(token)):
            for entry in self.index.first[number]:
                last = stop if len(entry.words) == 1 else self._rest(folded, stop, entry)
                if last:
                    yield last, entry.place, entry.how

    def _rest(self, folded: Folded, place: int, entry: Entry) -> int:
        """Return where a name of several words ends, or 0 when its other words do not follow."""
        for number in entry.words[1:]:
            word = _NEXT.match(folded.text, place)
            if not word or number not in self.index.cyrillic(spell(word[1].rstrip("'"))):
                return 0
            if entry.how != "by-name" and folded.cased[word.start(1)].islower() and not _all_small(folded, place):
                return 0
            place = word.start(1) + len(word[1].rstrip("'"))
        return place

    def _latin(self, folded: Folded, start: int, end: int) -> Iterator[tuple[int, Place, How]]:
        token = re.sub("'s?$", "", folded.text[start:end])
        for spelled, place, how in self.index.latin_first.get(latin(token), ()):
            stop = start + len(token)
            for wanted in spelled[1:]:
                word = _NEXT.match(folded.text, stop)
                plain = re.sub("'s?$", "", word[1]) if word else ""
                if not word or latin(plain) != wanted:
                    break
                stop = word.start(1) + len(plain)
            else:
                yield stop, place, how

    def _small_names(self, folded: Folded) -> Iterator[Hit]:
        """On lines without a capital: cities, oblasts and by-names."""
        for line in _LINE.finditer(folded.cased):
            if not line[0].islower():
                continue
            for token in _WORD.finditer(folded.text, line.start(), line.end()):
                if token.end() - token.start() < _SHORTEST:
                    continue
                hit = self._at(folded, token.start(), token.end(), small=True)
                readings = tuple(r for r in hit.readings if _said_small(r)) if hit else ()
                if hit and readings:
                    yield Hit(hit.start, hit.end, readings, small=True, latin=hit.latin)

    def _small_adjectives(self, folded: Folded) -> Iterator[Hit]:
        text = folded.text
        for _, start, end in self._automaton.find_matches_as_indexes(text):
            tail = _ADJECTIVE_END.match(text, end)
            if tail and folded.cased[start].islower() and not (start and _WORD_BEFORE.match(text[start - 1])):
                yield Hit(start, tail.end(), self._adjectives[text[start:end]], small=True)


def _all_small(folded: Folded, place: int) -> bool:
    start = folded.cased.rfind("\n", 0, place) + 1
    end = folded.cased.find("\n", place)
    return folded.cased[start : end if end >= 0 else None].islower()


def _said_small(reading: Reading) -> bool:
    place, how = reading
    if how == "adjective" or (place.care and how != "by-name"):
        return False
    return how in {"oblast", "by-name"} or place.type == "city"


def _adjectives(index: Index) -> dict[str, tuple[Reading, ...]]:
    """Return the stems of adjectives that may be read in small letters, with the towns they speak of."""
    found: dict[str, dict[str, Reading]] = {}
    for place in index.places.values():
        if place.type != "hromada" or not place.code.startswith((*words.OCCUPIED, *words.PARTLY)):
            continue
        seat = index.seat_of(place.code)
        if seat is None or seat.type not in {"city", "town"} or seat.care in {"word", "person"}:
            continue
        for name in (place.name_uk, *place.name_ru.split("|")):
            stem = spell(name.lower()).removesuffix("ая").removesuffix("а")
            if " " not in stem and "-" not in stem:
                found.setdefault(stem, {})[place.code] = (place, "adjective")
    for code, stems in words.OBLAST_ADJECTIVES.items():
        oblast = index.oblast_of(code)
        for stem in stems if oblast else ():
            found.setdefault(stem, {})[code] = (oblast, "adjective")  # type: ignore[assignment]
    return {stem: tuple(readings.values()) for stem, readings in found.items()}

"""Places that a text names, each with the units of Ukraine it may be, the likeliest first.

Names repeat: there are dozens of villages called Миколаївка. A gazetteer therefore never answers with one silent guess;
it ranks, says why, and leaves the choice to a person. Crimea and Sevastopol are Ukraine.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from svidok.language import place_words as words
from svidok.language.fold import Folded, fold
from svidok.language.place_context import Context, allowed, context_of
from svidok.language.place_hits import Finder, Hit, Reading
from svidok.language.place_index import Index, Place, spell

Kind = Literal["settlement", "raion", "oblast", "near"]
MOST_CANDIDATES: Final = 30
_BASE: Final = {"city": 0.55, "town": 0.45, "settlement": 0.38, "village": 0.34, "oblast": 0.7, "raion": 0.6}
_LESS: Final = {"former name": 0.08, "occupier's name": 0.05, "adjective": 0.1}
_KIND_TYPES: Final = {"city": {"city"}, "town": {"town", "settlement"}, "village": {"village", "settlement"}}
_BESIDE, _NEARBY = 60, 400  # characters within which an oblast named speaks for a place


@dataclass(frozen=True, slots=True)
class Candidate:
    """One unit that a name may mean. `oblast` is the project's English short name; `score` is from 0 to 1."""

    code: str
    name_uk: str
    name_ru: str
    name_en: str
    type: str
    oblast: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """Words that name a place: code points `start` to `end` of the text, and what they may mean.

    `kind` "near" says that the account speaks of somewhere near the place, not of the place.
    """

    start: int
    end: int
    quote: str
    candidates: tuple[Candidate, ...]
    kind: Kind

    @property
    def best(self) -> Candidate:
        """The likeliest; a person decides."""
        return self.candidates[0]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A hit with its context and the readings that are left."""

    hit: Hit
    said: Context
    readings: tuple[Reading, ...]
    token: str


class _Region(NamedTuple):
    """A region spoken of: where, the beginning of its code, whether it is itself named."""

    at: int
    code: str
    named: bool


class _Regions:
    """The regions a text speaks of, in order of place."""

    def __init__(self, regions: Iterable[_Region]) -> None:
        self._all = sorted(regions)
        self._places = [region.at for region in self._all]
        usual = Counter(region.code for region in self._all).most_common(1)
        self.usual = usual[0][0] if usual else ""

    def around(self, start: int, width: int) -> list[_Region]:
        """Return those within a distance, without the one at the place itself."""
        first, last = bisect_left(self._places, start - width), bisect_right(self._places, start + width)
        return [region for region in self._all[first:last] if region.at != start]

    def codes(self) -> set[str]:
        """Return the beginnings of codes."""
        return {region.code for region in self._all}


class Gazetteer:
    """Finds places in texts. Build it once, from rows of the table of places.

    >>> melitopol = ("UA23080070010092407", "city", "Мелітополь", "Мелитополь", "Melitopol", "", "", "")
    >>> oblast = ("UA23000000000064947", "oblast", "Запорізька", "Запорожская", "Zaporizhzhia", "", "", "")
    >>> found = Gazetteer([melitopol, oblast]).find("У лікарні Мелітополя вимагали паспорт.")
    >>> [(place.quote, place.best.code, place.best.oblast) for place in found]
    [('Мелітополя', 'UA23080070010092407', 'Zaporizhzhia')]
    """

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        self._index = Index(Place(*row) for row in rows)
        self._finder = Finder(self._index)

    @classmethod
    def of_table(cls, table: str) -> "Gazetteer":
        """Build from the text of `places.tsv`, whose first line names the columns."""
        return cls(line.split("\t") for line in table.split("\n")[1:] if line)

    def get(self, code: str) -> Place | None:
        """Return the row of a code.

        >>> Gazetteer([]).get("UA00") is None
        True
        """
        return self._index.places.get(code)

    def codes(self) -> Iterable[str]:
        """Return every code of the table.

        >>> list(Gazetteer([]).codes())
        []
        """
        return self._index.places

    def oblast(self, code: str) -> str:
        """Return the English short name of the region a code lies in, or ""."""
        region = self._index.oblast_of(code)
        return region.name_en if region else ""

    def find(self, text: str, near: Sequence[str] = ()) -> list[PlaceFound]:
        """Return the places a text names, in order.

        `near` helps to rank: English short names of oblasts, KATOTTG codes or their beginnings, or words such as
        «Генічеський район». Nothing is ever left out because of it.
        """
        folded = fold(text)
        seen = self._seen(folded)
        regions = self._regions(seen)
        hints = self._hints(near)
        return [self._found(folded, one, regions, hints) for one in seen]

    def _seen(self, folded: Folded) -> list[_Seen]:
        """Keep the hits whose context allows at least one reading; a list of places speaks for its members."""
        hits = self._finder.hits(folded)
        said = [context_of(folded, hit) for hit in hits]
        kept = [self._left(folded, hit, context, False) for hit, context in zip(hits, said, strict=True)]
        for order in (range(len(hits)), range(len(hits) - 1, -1, -1)):
            for i in order:
                if any(self._listed(folded, hits, kept, i, j) for j in (i - 1, i + 1)):
                    kept[i] = self._left(folded, hits[i], said[i], True)
        return [
            _Seen(hit, context, left, spell(folded.text[hit.start : hit.end]))
            for hit, context, left in zip(hits, said, kept, strict=True)
            if left
        ]

    @staticmethod
    def _listed(folded: Folded, hits: list[Hit], kept: list[tuple[Reading, ...]], i: int, j: int) -> bool:
        if not 0 <= j < len(hits) or not kept[j]:
            return False
        first, second = sorted((hits[i], hits[j]), key=lambda hit: hit.start)
        between = folded.text[first.end : second.start]
        return len(between) < 12 and "\n" not in between and bool(words.JOINED.fullmatch(between)) and between != " "

    def _left(self, folded: Folded, hit: Hit, said: Context, beside: bool) -> tuple[Reading, ...]:
        token = folded.text[hit.start : hit.end]
        left = [reading for reading in hit.readings if allowed(reading, hit, said, token, beside)]
        return tuple(self._resolved(hit, said, left))

    def _resolved(self, hit: Hit, said: Context, readings: list[Reading]) -> Iterable[Reading]:
        """Turn adjectives into the units they speak of, by the word after them."""
        out: dict[str, Reading] = {}
        if said.tail == "raion":
            readings = self._heads(readings)
        for place, how in sorted(readings, key=lambda reading: reading[1] == "adjective"):
            for unit in self._units(place, how, said, hit):
                out.setdefault(unit.code, (unit, how))
        if said.tail and any(unit.type == said.tail for unit, _ in out.values()):
            return [(unit, how) for unit, how in out.values() if unit.type == said.tail]
        return out.values()

    def _heads(self, readings: list[Reading]) -> list[Reading]:
        """Keep what a raion can be called after: a raion of that name, else a town that headed one, else all."""

        def rank(place: Place) -> int:
            seat = self._index.seat_of(place.code) if place.type == "hromada" else place
            return 2 if place.type in {"raion", "district"} else int(seat is not None and seat.type in {"city", "town"})

        best = max((rank(place) for place, _ in readings), default=0)
        return [reading for reading in readings if rank(reading[0]) == best]

    def _units(self, place: Place, how: str, said: Context, hit: Hit) -> Iterable[Place]:
        index = self._index
        if said.tail == "oblast":
            wanted = [place] if place.type == "oblast" else []
            return wanted if how in {"adjective", "oblast"} else self._oblast_named(place, hit)
        if said.tail == "raion" and place.type != "oblast":
            raion = place if place.type in {"raion", "district"} else index.raion_of(place.code)
            return [raion] if raion and (how == "adjective" or hit.latin) else [place]
        if said.tail == "hromada" and place.type == "hromada":
            return [seat] if (seat := index.seat_of(place.code)) else []
        if how != "adjective":
            return [place] if place.type != "oblast" or how == "oblast" else []
        if place.type == "hromada":
            seat = index.seat_of(place.code)
            return [seat] if seat and seat.type in {"city", "town"} and not seat.care else []
        return [place] if place.type == "oblast" and hit.small else []

    def _oblast_named(self, place: Place, hit: Hit) -> Iterable[Place]:
        """In English the name of the centre stands for the oblast: "Kherson region"."""
        if not hit.latin or place.type != "city":
            return [] if place.type == "city" and not hit.latin else [place]
        region = self._index.oblast_of(place.code)
        return [region] if region and place.name_uk.lower() in words.CENTRES else []

    def _regions(self, seen: list[_Seen]) -> _Regions:
        """Return where the text names oblasts and raions, and, less telling, towns there is only one of."""
        found: list[_Region] = []
        for one in seen:
            codes = {place.code for place, _ in one.readings}
            types = {place.type for place, _ in one.readings}
            if types <= {"oblast", "raion"}:
                found += [_Region(one.hit.start, code[: 6 if types == {"raion"} else 4], True) for code in codes]
            elif len(codes) == 1 and types <= {"city", "town"}:
                # "Kostiantynivka near Melitopol": what a place is said to lie near tells which of its namesakes it is
                found += [_Region(one.hit.start, code[:4], one.said.near >= 0) for code in codes]
        return _Regions(found)

    def _hints(self, near: Sequence[str]) -> frozenset[str]:
        hints: set[str] = set()
        by_name = {place.name_en.lower(): place.code for place in self._index.regions()}
        for name in near:
            if name.startswith("UA") and name[2:4].isdigit():
                hints.add(name[:9])
            elif name.lower() in by_name:
                hints.add(by_name[name.lower()][:4])
            else:
                hints |= self._regions(self._seen(fold(name))).codes()
        return frozenset(hints)

    def _found(self, folded: Folded, one: _Seen, regions: _Regions, hints: frozenset[str]) -> PlaceFound:
        scored = [self._candidate(place, how, one, regions, hints) for place, how in one.readings]
        ranked = [candidate for _, candidate in sorted(scored, key=lambda pair: (-pair[0], pair[1].code))][
            :MOST_CANDIDATES
        ]
        start = one.said.near if one.said.near >= 0 else one.hit.start
        end = max(one.hit.end, one.said.tail_end)
        first, last = folded.span(start, end)
        top = ranked[0].type
        kind: Kind = "near" if one.said.near >= 0 and top not in {"oblast", "raion"} else "settlement"
        if kind != "near" and top in {"oblast", "raion"}:
            kind = "oblast" if top == "oblast" else "raion"
        return PlaceFound(first, last, folded.original[first:last], tuple(ranked), kind)

    def _candidate(
        self, place: Place, how: str, one: _Seen, regions: _Regions, hints: frozenset[str]
    ) -> tuple[float, Candidate]:
        score = _BASE.get(place.type, 0.5) - _LESS.get(how, 0.0)
        why = [how]
        if one.token in {spell(name.lower()) for name in (place.name_uk, *place.name_ru.split("|"))}:
            score += 0.06  # the nominative itself, where a case form of another name is possible too
        for part, reason in (
            self._by_kind(place, one.said),
            self._by_text(place, one.hit.start, regions),
            self._by_hint(place, hints),
            self._by_area(place, one),
        ):
            score += part
            why += [reason] if reason else []
        if len(one.readings) == 1:
            score, why = score + 0.25, [*why, "the only place of that name in the table"]
        region = self._index.oblast_of(place.code)
        uk, ru, en = _shown(place)
        oblast = region.name_en if region else ""
        shown = round(min(0.99, max(0.05, score)), 3)
        return score, Candidate(place.code, uk, ru, en, place.type, oblast, shown, "; ".join(why))

    @staticmethod
    def _by_kind(place: Place, said: Context) -> tuple[float, str]:
        types = _KIND_TYPES.get(said.kind)
        if types is None:
            return 0.0, ""
        return (0.2, f"called a {said.kind}") if place.type in types else (-0.15, "")

    @staticmethod
    def _by_text(place: Place, start: int, regions: _Regions) -> tuple[float, str]:
        if place.type == "oblast":
            return 0.0, ""
        beside = [region.code for region in regions.around(start, _BESIDE) if region.named]
        if beside:
            same = [len(code) for code in beside if place.code.startswith(code)]
            return (0.45 if max(same) > 4 else 0.3, "its region is named beside it") if same else (-0.15, "")
        if any(place.code.startswith(region.code) for region in regions.around(start, _NEARBY)):
            return 0.15, "its region is spoken of nearby"
        told = regions.usual and place.code.startswith(regions.usual)
        return (0.08, "its region is spoken of in the text") if told else (0.0, "")

    @staticmethod
    def _by_hint(place: Place, hints: frozenset[str]) -> tuple[float, str]:
        told = any(place.code.startswith(hint) or hint.startswith(place.code[:4]) for hint in hints)
        return (0.25, "in the region the source speaks of") if told else (0.0, "")

    @staticmethod
    def _by_area(place: Place, one: _Seen) -> tuple[float, str]:
        """The occupied oblasts come first; «на Запоріжжі» is the oblast, «у Запоріжжі» the city."""
        if place.type == "oblast" and any(other.type == "city" and how == "name" for other, how in one.readings):
            return (0.1, "") if one.said.preposition == "на" else (-0.25, "may be the oblast")
        if place.type == "oblast" and any(how == "adjective" for _, how in one.readings) and not one.said.tail:
            return -0.3, "adjective of the town or the oblast"
        name = place.name_uk.lower()
        if place.type == "city" and name in words.CENTRES and (name, place.code[:4]) not in words.NAMESAKES:
            return 0.15, "the centre of its region"
        if place.code[:4] in words.OCCUPIED:
            return 0.1, "in an occupied region"
        return (0.05, "") if place.code[:4] in words.PARTLY else (0.0, "")


def _shown(place: Place) -> tuple[str, str, str]:
    """Return the names of a unit as people write them out."""
    russian = place.name_ru.split("|")[0]
    if place.type == "oblast" and place.code[:4] != "UA01":
        return f"{place.name_uk} область", f"{russian} область", f"{place.name_en} oblast"
    if place.type in {"raion", "district"}:
        return f"{place.name_uk} район", f"{russian} район", f"{place.name_en} {place.type}"
    return place.name_uk, russian, place.name_en

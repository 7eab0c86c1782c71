"""Names of places as stems and endings, so that a word in any case is looked up in a few dictionary reads.

The index is built from the rows of the table of places. It knows spellings, not texts: which of several places a
name stands for is for `svidok.language.places` to rank.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Final, Literal, NamedTuple

from svidok.language import place_words as words
from svidok.language.forms import paradigms

How = Literal["name", "former name", "occupier's name", "by-name", "oblast", "adjective"]
LONGEST_ENDING: Final = 5
ADJECTIVE_UK: Final = frozenset(("ий", "ого", "ому", "им", "ім", "а", "ої", "ій", "у", "ою", "е", "і", "их", "ими"))
ADJECTIVE_RU: Final = frozenset(("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ою", "ое", "ие", "их", "ими"))
_SETTLEMENTS: Final = frozenset(("city", "town", "settlement", "village"))
_SURNAME_LIKE: Final = re.compile(r"(?:[оеєї]ве|[иії]не|[ое]во|ино|енк[оиі]|[уюая]ки)$")
_LATIN: Final = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh",
    "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
    "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "'": "",
})  # fmt: skip
_DIGRAPHS: Final = (
    ("kh", "х"),
    ("zh", "ж"),
    ("sch", "щ"),
    ("shch", "щ"),
    ("ch", "ч"),
    ("sh", "ш"),
    ("шч", "щ"),
    ("ts", "ц"),
)
_SPELLED: Final = str.maketrans({"'": "", "’": "", "ґ": "г", "ё": "е", "ы": "и", "э": "е"})
_PLAIN: Final = str.maketrans({"h": "g", "w": "v", "'": "", "’": ""})


class Place(NamedTuple):
    """One row of the table of places. A named tuple: eleven thousand are made before the first text is read."""

    code: str
    type: str
    name_uk: str
    name_ru: str
    name_en: str
    former: str = ""
    occupier: str = ""
    care: str = ""

    @property
    def settlement(self) -> bool:
        """Whether people live in it under one name: a city, town, settlement or village."""
        return self.type in _SETTLEMENTS

    @property
    def surname_like(self) -> bool:
        """Whether a case form of it may be somebody's surname, as those of Петрове are."""
        return self.type in {"village", "settlement"} and bool(_SURNAME_LIKE.search(self.name_uk.lower()))


class Entry(NamedTuple):
    """One spelling of one place: the numbers of its words, and in what way it is a name of the place."""

    words: tuple[int, ...]
    place: Place
    how: How


def spell(word: str) -> str:
    """Return a lower-cased Cyrillic word as the index keys it; ы is as и and э as е, which few people keep apart.

    >>> spell("слов'янськ"), spell("ґданцівка"), spell("чермалык")
    ('словянськ', 'гданцівка', 'чермалик')
    """
    return word.translate(_SPELLED)


@lru_cache(maxsize=50_000)
def latin(word: str) -> str:
    """Return what a romanised name has in common with its other romanisations.

    >>> latin("Sievierodonetsk") == latin("severodonetsk"), latin("Mykolayiv") == latin("Mykolaiv")
    (True, True)
    >>> latin("Enerhodar") == latin("Energodar"), latin("Zaporizhzhia") == latin("Zaporizhia")
    (True, True)
    """
    out = word.lower()
    for pair, sign in _DIGRAPHS:
        out = out.replace(pair, sign)
    out = out.translate(_PLAIN)
    out = re.sub("[ijy]+", "i", out)
    out = out.replace("ie", "e").replace("io", "e")
    return re.sub(r"(.)\1", r"\1", out)


def romanised(name: str) -> str:
    """Return a Cyrillic name in Latin letters, well enough for `latin`.

    >>> romanised("Запорожье"), romanised("Артемовск")
    ('zaporozhye', 'artemovsk')
    """
    return name.lower().replace("ье", "ye").replace("ё", "e").replace("ьо", "o").replace("’", "").translate(_LATIN)


def _adjectives_of(name: str) -> Iterator[tuple[str, str, How]]:
    """Yield the adjectives of a town's name that ends in a consonant; others are too irregular for a rule."""
    if name.endswith(("ськ", "цьк", "ск", "цк")):
        yield name + "ий", "adj uk", "adjective"
        yield name + "ий", "adj ru", "adjective"
    elif name[-1] in "внрлтдмжз":
        yield name + "ський", "adj uk", "adjective"
        yield name + "ский", "adj ru", "adjective"


@lru_cache(maxsize=2_000)
def _ends(ends: frozenset[str]) -> frozenset[str]:
    """Spell endings as the index keys them."""
    return frozenset(map(spell, ends))


class Index:
    """All spellings of all places. `cyrillic` and `latin` give the numbers of the words a token can be."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places: Mapping[str, Place] = {place.code: place for place in places}
        self._numbers: dict[tuple[str, str], int] = {}
        self._spelled: dict[tuple[str, str], tuple[int, ...]] = {}
        self._stems: dict[str, list[tuple[frozenset[str], int]]] = defaultdict(list)
        self.first: dict[int, list[Entry]] = defaultdict(list)
        for place in self.places.values():
            for name, lang, how in self._names(place):
                self._add(name, lang, how, place)
        for code, others in words.OBLAST_NAMES.items():
            self._add_other(others, "oblast", self.oblast_of(code))
        for code in words.TWO:
            self._add_other(words.TWO_OBLASTS, "oblast", self.oblast_of(code))
        for code, others in words.ALIASES.items():
            self._add_other(others, "by-name", self.places.get(code))
        self.cyrillic = lru_cache(maxsize=50_000)(self._cyrillic)

    def regions(self) -> Iterable[Place]:
        """Return the regions: oblasts, Crimea, Kyiv and Sevastopol."""
        return self._regions.values()

    def oblast_of(self, code: str) -> Place | None:
        """Return the region a code lies in: an oblast, Crimea, Kyiv or Sevastopol."""
        return self._regions.get(code[:4])

    def raion_of(self, code: str) -> Place | None:
        """Return the raion a code lies in."""
        return self._raions.get(code[:6])

    def seat_of(self, code: str) -> Place | None:
        """Return the settlement that heads the hromada of a code."""
        return self._seats.get(code[:9])

    @cached_property
    def _regions(self) -> dict[str, Place]:
        own = {p.code[:4]: p for p in self.places.values() if p.type == "oblast"}
        return own | {p.code[:4]: p for p in self.places.values() if p.type == "city" and p.code[4:12] == "00000000"}

    @cached_property
    def _raions(self) -> dict[str, Place]:
        return {p.code[:6]: p for p in self.places.values() if p.type == "raion"}

    @cached_property
    def _seats(self) -> dict[str, Place]:
        return {p.code[:9]: p for p in self.places.values() if p.settlement and p.code[9:12] == "001"}

    def _names(self, place: Place) -> Iterator[tuple[str, str, How]]:
        """Yield the spellings of a place with their language; adjectives have the language "adj"."""
        if not place.settlement:
            if place.code[:4] != "UA01" or place.type != "oblast":
                yield place.name_uk, "adj uk", "adjective"
                for name in place.name_ru.split("|"):
                    yield name, "adj ru", "adjective"
            return
        yield place.name_uk, "uk", "name"
        for name in place.name_ru.split("|"):
            yield name, "ru", "name"
        for name in filter(None, place.former.split("|")):
            yield name, "uk", "former name"
            yield name, "ru", "former name"
            yield from _adjectives_of(name)  # for the raion it headed: «Краснодонський район»
        for name in filter(None, place.occupier.split("|")):
            yield name, "ru", "occupier's name"

    def _add_other(self, names: tuple[str, ...], how: How, place: Place | None) -> None:
        if place is not None:
            for name in names:
                lang, _, spelling = name.partition(" ")
                if lang != "en":
                    self._add(spelling, lang, how, place)

    def _add(self, name: str, lang: str, how: How, place: Place) -> None:
        numbers = self._spelled.get((name, lang))
        if numbers is None:
            split = name.lower().replace("-", " ").split()
            numbers = self._spelled[name, lang] = tuple(self._number(word, lang) for word in split)
        self.first[numbers[0]].append(Entry(numbers, place, how))

    def _number(self, word: str, lang: str) -> int:
        """Number a word of a language; the first time, put its stems where they will be looked up."""
        number = self._numbers.get((word, lang))
        if number is None:
            number = self._numbers[word, lang] = len(self._numbers)
            plain = word.replace("'", "").replace("’", "").replace("ґ", "г").replace("ё", "е")
            for stem, ends in self._declined(plain, lang):
                self._stems[spell(stem)].append((_ends(ends), number))
        return number

    @staticmethod
    def _declined(word: str, lang: str) -> tuple[tuple[str, frozenset[str]], ...]:
        if lang == "adj uk" and word.endswith(("ий", "а")):
            return ((word.removesuffix("ий").removesuffix("а"), ADJECTIVE_UK),)
        if lang == "adj ru" and word.endswith(("ий", "ая")):
            return ((word.removesuffix("ий").removesuffix("ая"), ADJECTIVE_RU),)
        return paradigms(word, lang.removeprefix("adj "))

    def _cyrillic(self, token: str) -> frozenset[int]:
        """Return the numbers of the words that a token, spelled by `spell`, is a form of."""
        found = {
            number
            for cut in range(max(1, len(token) - LONGEST_ENDING), len(token) + 1)
            for ends, number in self._stems.get(token[:cut], ())
            if token[cut:] in ends
        }
        return frozenset(found)

    @cached_property
    def latin_first(self) -> dict[str, list[tuple[tuple[str, ...], Place, How]]]:
        """Spellings in Latin letters by their first word; built when a text first has a Latin capital."""
        first: dict[str, list[tuple[tuple[str, ...], Place, How]]] = defaultdict(list)
        seen: set[tuple[str, str]] = set()
        for name, place, how in self._latin_names():
            spelled = tuple(latin(word) for word in re.split("[ -]", name) if word)
            if (key := (" ".join(spelled), place.code + (how if how == "oblast" else ""))) not in seen and spelled:
                seen.add(key)
                first[spelled[0]].append((spelled, place, how))
        return first

    def _latin_names(self) -> Iterator[tuple[str, Place, How]]:
        for place in self.places.values():
            if place.settlement:
                yield place.name_en, place, "name"
                for name in place.name_ru.split("|"):
                    yield romanised(name), place, "name"
                for name in filter(None, place.former.split("|")):
                    yield romanised(name), place, "former name"
        for table, how in ((words.OBLAST_NAMES, "oblast"), (words.ALIASES, "by-name")):
            for code, others in table.items():
                place_of = self.oblast_of(code) if how == "oblast" else self.places.get(code)
                for name in others:
                    if name.startswith("en ") and place_of is not None:
                        yield name[3:], place_of, "oblast" if how == "oblast" else "by-name"
        for code in words.TWO:
            oblast = self.oblast_of(code)
            for name in words.TWO_OBLASTS:
                if name.startswith("en ") and oblast is not None:
                    yield name[3:], oblast, "oblast"

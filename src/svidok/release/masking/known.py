"""What every detector knows: the codebook's page `masking` and its lexicons, compiled once."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from svidok.codebook import Codebook
from svidok.codebook.read import LANGUAGES
from svidok.errors import MaskingPageBroken
from svidok.language.forms import paradigms
from svidok.language.matcher import Matcher, compile_lexicon
from svidok.release.masking.page import Lang, folded
from svidok.release.masking.people import People

_SECTIONS: Final = (
    *(
        "names",
        "careful",
        "sure",
        "before_names",
        "after_names",
        "surname_words",
        "not_surnames",
        "stays",
        "numbered",
        "streets",
    ),
    *(
        "quasi",
        "common_occupation",
        "of_oneself",
        "says",
        "regions",
        "open_common",
        "openers",
        "no_names",
        "withheld",
        "released",
        "ordinary",
        "strict",
        "offices",
        "sayings",
    ),
)
_SHORTEST_STEM: Final = 4  # letters; a shorter one («кв», «буд») is written whole, or «кварталі» would begin with it
_COUNTED: Final = (
    r"м|км|м²|га|кв|сот\w+|метр\w*|кілометр\w*|километр\w*|гектар\w*|осіб|людей|люд\w+|чол\w*|человек\w*|дітей|детей|учн\w+|ученик\w*|місц\w+"
    r"|мест\w*|дн\w+|хв\w*|мин\w*|тис\w*|тыс\w*|млн|млрд|раз\w*|т|тонн\w*|metres?|meters?|km|people|pupils|children|days|beds|students"
)
_PARTS: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class Knowledge:
    """The tables of one codebook. Building takes half a second; `knowledge` keeps the last few."""

    def __init__(self, book: Codebook) -> None:
        page = book.tables["masking"]
        missing = [name for name in _SECTIONS if name not in page]
        if missing:
            raise MaskingPageBroken(section=missing[0])
        self._page = page
        self.people = People(page)
        self.stays = frozenset(_stays(page["stays"]))
        self.keeps = _matcher({"uk": _listed(book.tables["tellers"].get("collects") or {})})
        self.quasi = _matcher(
            {lang: [(p, kind) for kind, by in page["quasi"].items() for p in by.get(lang, ())] for lang in LANGUAGES}
        )
        self.common_occupation = _matcher(
            {lang: [(p, "occupation") for p in page["common_occupation"][lang]] for lang in LANGUAGES}
        )
        self.withheld = _matcher(
            {
                lang: [
                    *((str(pattern), "withheld") for pattern in page["withheld"][lang]),
                    *(
                        (pattern, code.id)
                        for code in book.codes["protective"].values()
                        if code.extra.get("publish") == "never"
                        for pattern in code.lexicon.get(lang, ())
                    ),
                ]
                for lang in LANGUAGES
            }
        )
        self.released = _matcher(
            {
                lang: [
                    *((str(pattern), "released") for pattern in page["released"].get(lang, ())),
                    *((p, code.id) for code in book.codes["protective"].values() for p in code.excludes.get(lang, ())),
                ]
                for lang in LANGUAGES
            }
        )
        self.of_oneself = re.compile(rf"(?<!\w){' '.join(page['of_oneself'].split())}\s+$".replace(" |", "|"), re.I)
        self._goes = frozenset(_stays(page["strict"]["goes"]))
        self.strict_quasi = _matcher(
            {
                lang: [(p, kind) for kind, by in page["strict"]["quasi"].items() for p in by.get(lang, ())]
                for lang in LANGUAGES
            }
        )
        self._ordinary = frozenset(map(folded, page["ordinary"].split()))
        self.openers = frozenset(map(folded, page["openers"].split()))
        self.no_names = frozenset(map(folded, page["no_names"].split()))
        self.offices = re.compile(f"(?:{_stems(page['offices'])})")
        self.sayings_of = re.compile("|".join(word for words in page["sayings"].values() for word in words.split()))
        self.numbered = _numbered(_stems(page["numbered"]))
        self.street = _street(page["streets"])

    def may_stay(self, key: str) -> bool:
        """Return whether a word in capitals, folded, may stay: a country, an oblast's adjective, a known body."""
        return key in self.stays or (key.isascii() and key.removesuffix("'s").removesuffix("'") in self.stays)

    def stays_on(self, key: str, strict: bool) -> bool:
        """Return whether a word may stay, in a text from which countries, nations and cities go too if `strict`."""
        if not self.may_stay(key):
            return False
        return not (strict and self.goes(key))

    def goes(self, key: str) -> bool:
        """Return whether a word is a country, nation or great city that goes when masking is strict."""
        return key in self._goes or key.removesuffix("'s").removesuffix("'") in self._goes

    def ordinary(self, key: str) -> bool:
        """Return whether a word that dictionaries lack is an everyday word all the same: «медичка», «шоб»."""
        return key in self._ordinary

    def say(self, label: str, lang: Lang) -> str:
        """Return the words that stand for a kind of detail, in a language."""
        return str(self._page["says"][label][lang])

    def region(self, oblast: str, lang: Lang) -> str:
        """Return where a region is said to be, "in Kherson oblast", or "" for a region nobody knows."""
        return str(self._page["regions"].get(oblast, {}).get(lang, ""))

    def sayings(self, label: str) -> tuple[str, ...]:
        """Return the words of a label in all languages."""
        return tuple(self._page["says"][label].values())

    @property
    def labels(self) -> tuple[str, ...]:
        """All labels."""
        return tuple(self._page["says"])

    @property
    def regions(self) -> tuple[str, ...]:
        """All that a region may be called, in all languages."""
        return tuple(text for by in self._page["regions"].values() for text in by.values())


def knowledge(book: Codebook) -> Knowledge:
    """Return what a codebook knows, built the first time.

    Raises MaskingPageBroken when its page `masking` lacks a section.

    >>> from svidok.codebook import load
    >>> knowledge(load()) is knowledge(load())
    True
    """
    return _kept(_Same(book))


class _Same:
    """A codebook as a key: equal to itself only, since its tables cannot be hashed."""

    __slots__ = ("book",)

    def __init__(self, book: Codebook) -> None:
        self.book = book

    def __hash__(self) -> int:
        return id(self.book)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.book is self.book


@lru_cache(maxsize=4)
def _kept(same: _Same) -> Knowledge:
    return Knowledge(same.book)


def _stays(page: Mapping[str, str]) -> Iterator[str]:
    for lang, words in page.items():
        for word in words.split():
            for part in _PARTS.findall(word):
                key = folded(part)
                yield key
                if not part.isupper() and lang != "en":
                    yield from (stem + end for stem, ends in paradigms(key, lang) for end in ends)


def _listed(collects: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(str(pattern), name) for name, patterns in collects.items() for pattern in patterns]


def _matcher(lexicon: Mapping[str, list[tuple[str, str]]]) -> Matcher[str]:
    return compile_lexicon(lexicon)


def _stems(page: Mapping[str, list[str]]) -> str:
    words = {str(word).replace("’", "['’ʼ]") for stems in page.values() for word in stems}
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def _numbered(stems: str) -> tuple[re.Pattern[str], ...]:
    """«палата № 12», "Room 214B"; «12-й кабінет», "4th floor"; and any number after a sign, but that of a law.

    A number that only follows a word may be a count or a year: «школи 2012 року», «до будинку 125 метрів».
    """
    sign = r"(?:№|N[o°]?\.?|номер\w*|number|no\.?|#|під номером|під номером)"
    whole = "|".join(stem for stem in stems.split("|") if len(stem) < _SHORTEST_STEM)
    long = "|".join(stem for stem in stems.split("|") if len(stem) >= _SHORTEST_STEM)
    noun = rf"(?<!\w)(?:(?:{long})\w{{0,5}}|{whole})\.?"
    number = r"(?P<number>\d{1,4}[^\W\d_]?)(?!\w|[.:,]\d|\s*(?:%|р[оі]к|год|лет|years|грн|руб|ч[ао]с))"
    return (
        re.compile(rf"{noun}\s*{sign}\s*{number}", re.I),
        re.compile(rf"{noun}\s*(?!(?:19|20)\d\d(?!\d)){number}(?!\s*(?:{_COUNTED})(?!\w))", re.I),
        re.compile(
            rf"(?<!\w)(?P<number>\d{{1,4}})-?(?:й|я|ї|ій|го|му|ю|у|а|ой|ом|й|th|st|nd|rd)\s+(?:\w+\s+)?(?:{stems})",
            re.I,
        ),
        re.compile(rf"(?<!\w){sign}\s?(?P<number>\d{{1,5}})(?!\d)", re.I),
    )


def _street(page: Mapping[str, list[str]]) -> re.Pattern[str]:
    """A street with its name and number; without a capital the number must be there, or the short form."""
    stems = [str(kind) for lang in ("uk", "ru") for kind in page[lang]]
    long = "|".join(re.escape(stem) for stem in stems if not stem.endswith("."))
    short = "|".join(re.escape(stem[:-1]) for stem in stems if stem.endswith("."))
    kinds = rf"(?:(?:{long})[а-яіїє]*|(?:{short})\.?)"
    english = "|".join(page["en"])
    house = r"(?:,?\s*(?:буд(?:инок|\.)?|д(?:ом|\.)?|№|no\.?)?\s*\d{1,4}\s?[а-яa-z]?(?:[/-]\d+)?(?!\w))"
    flat = r"(?:,?\s*(?:кв(?:артира|\.)?|apt\.?|flat)\s*\d+)?"
    capital = r"[А-ЯІЇЄҐA-Z0-9][\w’'.-]*"
    name = r"[\w’'-]+(?:\s[\w’'-]+){0,2}?"
    return re.compile(
        rf"(?<!\w)(?:{kinds}\s*[«\"]?{capital}(?:\s{capital}){{0,2}}[»\"]?{house}?{flat}"
        rf"|{kinds}\s+{name}{house}{flat}"
        rf"|(?:вул\.?|ул\.?|просп\.|пров\.|пер\.)\s+[\w’'-]+"
        rf"|{capital}(?:ій|ою|ої|а|ая|ой|ую)\s(?:вулиц|улиц|площ)\w+{house}?{flat}"
        rf"|\d{{1,4}}[a-z]?,?\s+(?:[\w’'-]+\s){{1,2}}(?i:{english})(?!\w){flat}"
        rf"|(?:\d{{1,4}}[a-z]?,?\s+)?(?:[A-Z][\w’'-]+\s){{1,3}}(?:{english})(?!\w)(?:,?\s+\d{{1,4}}\w?)?{flat})"
    )

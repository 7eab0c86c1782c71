"""Names of people as data: who may be called by a word, in any case, diminutive or alphabet."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, Literal

from svidok.language.forms import paradigms
from svidok.language.place_index import latin, romanised
from svidok.release.masking.page import folded
from svidok.release.masking.words import common, may_be_surname, only_name

Sure = Literal["no", "careful", "sure"]

_LONGEST_ENDING: Final = 5
_PATRONYMIC: Final = re.compile(
    r"\w{2,}(?:(?:івн|ївн)(?:а|и|і|у|ою|о)|(?:овн|евн|иничн|ьиничн|мичн)(?:а|ы|е|у|ой|ою)"
    r"|(?:ович|йович|евич|євич|ійович)(?:а|у|ем|ом|еві|і|е|и)?|(?:ьич|ьіч|мич|міч|лыч|аныч|дрич|еич)(?:а|у|ем|ом|е)?"
    r"|ovych|evych|ovich|evich|ivna|yivna|ovna|evna|iivna)"
)
_DAUGHTER: Final = re.compile(r"(?P<father>\w{2,})(?:івн|ївн|овн|евн)\w{1,2}")
# Endings that only surnames have, endings that few everyday words have, and those that count only beside a name.
_ALWAYS: Final = re.compile(r"\w{2,}(?:[еє]нко(?:м|ві|ю)?|(?:ч|щ)ук(?:а|у|ом|ові|ем|и|е)?|enko|chuk|chuks)")
_SURNAME: Final = re.compile(
    r"\w{2,}(?:[еє]нк(?:а|у|і|е)|[бвгґдзклмнпрстфхцчшщ][ую]к(?:а|у|ом|ові|ем|и|е)?"
    r"|[lnrstdbvm][iy]uk|skyi|skyy|skiy|skij|skaya|skaia|tska|ovska|evska)"
)
_BESIDE: Final = re.compile(
    r"\w+(?:(?:с|з|ц)ь?к(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|ая|ой|ую)|(?:ов|ев|єв|їв|ин|ін|їн|ын)(?:а|у|им|ым|ом|ої|ій|ой|ою|ій|е|і)?"
    r"|ko|sky|ska|ov|ova|ev|eva|yev|yeva|in|ina|yn|yna)"
)
_ENDINGS: Final = re.compile(
    r"(?:ого|ому|ими|ої|ій|ою|им|ым|ом|ем|ім|ові|еві|єві|ам|ям|ами|ями|ах|ях|ая|ий|ый|ой|ую|ей|єю|ею|а|у|ю|е|і|и|ы|я|ь|о|є|й|в)$"
)
_LATIN_ENDINGS: Final = re.compile(r"(?:'s|'|s'|a|o|i|y|yi|iy|u)$")


@lru_cache(maxsize=100_000)
def stem_of(key: str) -> str:
    """Return what the case forms and spellings of a surname have in common, in Latin letters.

    >>> stem_of("ковальчука") == stem_of("kovalchuk's") == stem_of("ковальчук")
    True
    """
    if key.isascii():
        return latin(_LATIN_ENDINGS.sub("", key)) or key
    short = _ENDINGS.sub("", key)
    return latin(romanised(short if len(short) > 2 else key).rstrip("'"))


class People:
    """The table of names, compiled once for a codebook's page `masking`."""

    def __init__(self, page: Mapping[str, Any]) -> None:
        self._stems: dict[str, list[tuple[frozenset[str], int]]] = defaultdict(list)
        self._latin: dict[str, set[int]] = defaultdict(set)
        self._heads: set[str] = set()
        for group, line in enumerate(page["names"]):
            self._add(group, line)
        self._careful = frozenset(map(folded, page["careful"].split()))
        self._sure = frozenset(map(folded, page["sure"].split()))
        self._open_common = frozenset(map(folded, page["open_common"].split()))
        self.surname_words = frozenset(
            form
            for lang, names in page["surname_words"].items()
            for name in names.split()
            for stem, ends in paradigms(folded(name), lang)
            for form in (stem + end for end in ends)
        )
        self._not_surnames = frozenset(map(folded, page["not_surnames"].split()))
        self._before = {lang: tuple(sorted(map(folded, words))) for lang, words in page["before_names"].items()}
        self._after = tuple(sorted(folded(stem) for stems in page["after_names"].values() for stem in stems))
        self.groups = lru_cache(maxsize=50_000)(self._groups)
        self.small = lru_cache(maxsize=100_000)(self._small)
        self._calling = lru_cache(maxsize=50_000)(self._calls)

    def _add(self, group: int, line: str) -> None:
        columns = [part.split() for part in line.split("|")]
        if len(columns) == 1:
            columns = [[], [], columns[0]]
        for lang, words in zip(("uk", "ru"), columns, strict=False):
            for word in words:
                key = folded(word)
                self._heads.add(key)
                self._latin[latin(romanised(key))].add(group)
                for stem, ends in paradigms(key, lang):
                    self._stems[stem].append((ends, group))
        for word in columns[2] if len(columns) > 2 else ():
            self._latin[latin(word)].add(group)

    def _groups(self, key: str) -> frozenset[int]:
        """Return the numbers of the names that a word, folded, is a form of; empty when it is no given name."""
        if key.isascii():
            plain = key.removesuffix("'s").removesuffix("'")
            return frozenset(self._latin.get(latin(plain), ())) if len(plain) > 2 else frozenset()
        return frozenset(
            group
            for cut in range(max(2, len(key) - _LONGEST_ENDING), len(key) + 1)
            for ends, group in self._stems.get(key[:cut], ())
            if key[cut:] in ends
        )

    def given(self, key: str) -> bool:
        """Return whether a word is a given name in some case."""
        return bool(self.groups(key))

    def patronymic(self, key: str) -> bool:
        """Return whether a word is a patronymic in some case.

        >>> from svidok.codebook import load
        >>> people = People(load().tables["masking"])
        >>> [people.patronymic(word) for word in ("петрівну", "михайлович", "духовна", "лікарня")]
        [True, True, False, False]
        """
        if not _PATRONYMIC.fullmatch(key) or key in self._not_surnames:
            return False
        return not common(key) or self._of_a_father(key)

    def surname(self, key: str) -> bool:
        """Return whether a word ends as hardly anything but a surname does."""
        if key in self._not_surnames:
            return False
        return bool(_ALWAYS.fullmatch(key)) or (bool(_SURNAME.fullmatch(key)) and not common(key))

    def beside(self, key: str) -> bool:
        """Return whether a word may be a surname when it stands beside a given name."""
        if key in self.surname_words or self.surname(key):
            return True
        return len(key) > 2 and (not common(key) or bool(_BESIDE.fullmatch(key) and may_be_surname(key)))

    def personal(self, key: str) -> bool:
        """Return whether a word in capitals is, by itself, part of a person's name."""
        return self.given(key) or self.patronymic(key) or self.surname(key) or key in self.surname_words

    def _small(self, key: str) -> Sure:
        """Say whether a word in small letters is somebody's name: surely, beside another sign, or not."""
        if len(key) < 3:
            return "no"
        if self.given(key):
            if key in self._sure:
                return "sure"
            if key in self._careful or (key not in self._heads and common(key)) or (key.isascii() and common(key)):
                return "careful"
            return "sure" if len(key) > 3 or key in self._heads else "careful"
        if self.patronymic(key):
            return "sure"
        if self.surname(key):
            return "sure"
        if not key.isascii() and only_name(key):
            return "sure"
        return "careful" if _BESIDE.fullmatch(key) and not common(key) else "no"

    def opens_as_word(self, key: str) -> bool:
        """Return whether a form of a name at the beginning of a sentence is the everyday word rather than the name."""
        return key in self._open_common

    def calls(self, key: str) -> bool:
        """Return whether a name may follow a word: "aunt", «лікарка», «тётя»."""
        return self._calling(key)

    def _calls(self, key: str) -> bool:
        langs = ("en",) if key.isascii() else ("uk", "ru")
        for lang in langs:
            if lang == "en" and key in self._before["en"]:
                return True
            if lang != "en" and any(key.startswith(stem) and len(key) - len(stem) <= 4 for stem in self._before[lang]):
                return True
        return False

    def acts(self, key: str) -> bool:
        """Return whether a word says what somebody says or does: "told", «каже», «сидит»."""
        return key.startswith(self._after)

    def nominative(self, key: str) -> bool:
        """Return whether a word is a given name as the table has it, rather than a case form."""
        return key in self._heads

    def _of_a_father(self, key: str) -> bool:
        """Whether what stands before -івна or -овна is a man's name; «духовна» has none."""
        found = _DAUGHTER.fullmatch(key)
        if found is None:
            return True
        father = found["father"]
        return any(father + end in self._heads for end in ("", "о", "ій", "й", "ь", "ий", "ей", "а", "я"))

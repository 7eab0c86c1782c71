"""Tell whether two texts can mean the same speaker: a name can keep people apart, it never brings them together."""

import re
from functools import lru_cache
from typing import Final

# Consonants as three languages write them; vowels, signs and the y-sounds differ too much to be kept.
_LATIN: Final = (
    ("shch", "c"), ("sch", "c"), ("zh", "z"), ("kh", "h"), ("ts", "c"), ("ch", "c"), ("sh", "s"), ("ph", "f"),
    ("th", "t"), ("x", "ks"), ("w", "v"), ("q", "k"), ("g", "h"),
)  # fmt: skip
_CYRILLIC: Final = str.maketrans(
    "бвгґджзклмнпрстфхцчшщ",
    "bvhhdzzklmnprstfhccsc",
)
_VOWELS: Final = re.compile(r"[^bcdfhjklmnprstvz]+")
_DOUBLED: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=100_000)
def skeleton(name: str) -> str:
    """Return the consonants of a name, the same for its Ukrainian, Russian and English spelling.

    >>> skeleton("Olga") == skeleton("Ольга") == skeleton("Olha"), skeleton("Mariia") == skeleton("Марія")
    (True, True)
    """
    words = [_consonants(word) for word in name.casefold().split()]
    return " ".join(words)


def _consonants(word: str) -> str:
    for sign, sound in _LATIN:
        word = word.replace(sign, sound)
    kept = _VOWELS.sub("", word.replace("y", "").translate(_CYRILLIC).replace("j", ""))
    return _DOUBLED.sub(r"\1", kept)


def different(one: str, other: str) -> bool:
    """Whether two named speakers must be two people; an unnamed one may be anybody.

    Names that differ in every language are two people. Equal names prove nothing: first names repeat, and many
    are invented to protect.

    >>> different("Olga", "Іван"), different("Olga", "Ольга"), different("", "Ivan"), different("Olga", "Olga Petrova")
    (True, False, False, False)
    """
    if not one or not other:
        return False
    here, there = set(skeleton(one).split()), set(skeleton(other).split())
    return not (here <= there or there <= here)

"""The words of a review sheet in three languages, one page each."""

import functools
from collections.abc import Mapping
from importlib import resources
from typing import Literal

import yaml

Answer = Literal["accept", "reject", "correct"]

ACTS: tuple[Answer, ...] = ("accept", "reject", "correct")
LANGUAGES = ("uk", "ru", "en")


@functools.cache
def words(lang: str) -> Mapping[str, str]:
    """Return the sheet's words in a language, in English for one that is not there.

    >>> words("uk")["accept"]
    'прийняти'
    """
    page = f"{lang if lang in LANGUAGES else 'en'}.yaml"
    told: Mapping[str, str] = yaml.safe_load((resources.files("svidok.review.words") / page).read_text("utf-8"))
    return told


def act_of(typed: str) -> Answer | None:
    """Return the act that a word of any of the three languages names, or None.

    >>> act_of("Відхилити "), act_of("maybe")
    ('reject', None)
    """
    asked = typed.strip().lower()
    return next((act for lang in LANGUAGES for act in ACTS if words(lang)[act] == asked), None)


def found_of(typed: str) -> bool | None:
    """Return what a blind answer's word says: whether anything is there; None when it is neither word.

    >>> found_of("Знайдено"), found_of("nothing"), found_of("maybe")
    (True, False, None)
    """
    asked = typed.strip().lower()
    said = {words(lang)[name]: name == "found" for lang in LANGUAGES for name in ("found", "nothing")}
    return said.get(asked)

"""The fixed words of the report and the tables in uk, ru and en; plurals and numbers as each language writes them."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml
from babel import Locale
from babel.numbers import format_decimal

from svidok.errors import ReportLanguageUnknown

LANGUAGES = ("uk", "ru", "en")
_FORMS = frozenset({"one", "few", "many", "other"})

Said = str | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language: `strings` maps a dotted key to a text, or to the forms of a plural."""

    lang: str
    strings: Mapping[str, Said]

    def say(self, key: str, **facts: object) -> str:
        """Return a text with its facts filled in; numbers among them are written as the language does.

        `n` chooses the form of a plural. Raises KeyError for an unknown key.

        >>> [words("uk").say("count.incidents", n=n) for n in (1, 2, 5, 21)]
        ['1 випадок', '2 випадки', '5 випадків', '21 випадок']
        """
        said = self.strings[key]
        text = said if isinstance(said, str) else self._form(said, facts.get("n"))
        return text.format(**{name: self.number(fact) for name, fact in facts.items()})

    def knows(self, key: str) -> bool:
        """Whether there is a text under that key.

        >>> words("en").knows("withheld.consent")
        True
        """
        return key in self.strings

    def number(self, fact: object) -> str:
        """Write a number as the language does; anything else as it stands.

        >>> words("ru").number(1234), words("en").number(1234)
        ('1\\xa0234', '1,234')
        """
        if isinstance(fact, int):
            return str(format_decimal(fact, locale=self.lang))
        return str(fact)

    def _form(self, forms: Mapping[str, str], n: object) -> str:
        form = str(Locale.parse(self.lang).plural_form(n if isinstance(n, int) else 0))
        return forms.get(form) or forms["other"]


@functools.cache
def words(lang: str) -> Words:
    """Return the words of a language; the same object each time.

    Raises ReportLanguageUnknown.

    >>> words("uk").say("figures.fewer", n=10)
    'менше ніж 10'
    """
    if lang not in LANGUAGES:
        raise ReportLanguageUnknown(lang=lang)
    body = (resources.files("svidok.publish") / "words" / f"{lang}.yaml").read_bytes()
    return Words(lang, dict(_flat("", yaml.safe_load(body))))


def _flat(prefix: str, page: Mapping[str, Any]) -> Iterator[tuple[str, Said]]:
    for key, value in page.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping) and not value.keys() <= _FORMS:
            yield from _flat(f"{name}.", value)
        else:
            yield name, value

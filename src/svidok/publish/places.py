"""The oblasts of Ukraine: their names, their tiles, and which of them are occupied by the codebook's windows."""

import csv
import functools
import io
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

import yaml

from svidok.codebook import Codebook

OPEN = ".."
_SETTLEMENTS = frozenset({"city", "town", "settlement", "village"})


@dataclass(frozen=True, slots=True)
class Oblast:
    """One tile: `name` is the English name that releases use, `code` the KATOTTG prefix, the rest its place."""

    name: str
    code: str
    column: int
    row: int
    label: Mapping[str, str]
    short: Mapping[str, str]


@functools.cache
def oblasts() -> Mapping[str, Oblast]:
    """Return the 27 oblasts and cities of oblast rank by name, Crimea and Sevastopol among them.

    >>> len(oblasts()), oblasts()["Crimea"].code
    (27, 'UA01')
    """
    page = yaml.safe_load((resources.files("svidok.publish") / "oblasts.yaml").read_bytes())
    return {
        name: Oblast(name, tile["code"], tile["at"][0], tile["at"][1], tile["label"], tile["short"])
        for name, tile in page.items()
    }


def oblast_of(value: str) -> Oblast | None:
    """Find an oblast by its English name, with or without "oblast", by a name in uk or ru, or by its code.

    >>> [o.name for v in ("Kherson", "Kherson oblast", "UA65", "Крим") if (o := oblast_of(v))]
    ['Kherson', 'Kherson', 'Kherson']
    """
    known = oblasts()
    plain = value.strip()
    if plain in known:
        return known[plain]
    low = plain.casefold()
    for oblast in known.values():
        if plain.startswith(oblast.code) or low in {name.casefold() for name in oblast.label.values()}:
            return oblast
    return None


@functools.cache
def _settlements() -> Mapping[tuple[str, str], frozenset[tuple[str, str]]]:
    """Names in uk and ru of each settlement, by KATOTTG prefix of the oblast and English name."""
    table = (resources.files("svidok.codebook") / "places.tsv").read_text(encoding="utf-8")
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["type"] in _SETTLEMENTS:
            names = row["name_uk"].partition("|")[0], row["name_ru"].partition("|")[0]
            found.setdefault((row["code"][:4], row["name_en"].casefold()), set()).add(names)
    return {key: frozenset(names) for key, names in found.items()}


def settlement(name: str, oblast: str, lang: str) -> str:
    """Return the name of a settlement in `lang`, when the table of places knows just one of that name in the oblast.

    >>> settlement("Melitopol", "Zaporizhzhia", "uk"), settlement("Nowhere", "Kherson", "uk")
    ('Мелітополь', 'Nowhere')
    """
    known = oblast_of(oblast)
    if known is None or lang == "en":
        return name
    names = {pair[lang == "ru"] for pair in _settlements().get((known.code, name.casefold()), ())}
    return names.pop() if len(names) == 1 and all(names) else name


def occupied(book: Codebook) -> frozenset[str]:
    """Return the oblasts with an occupation window that has not ended; a window of `occupied: false` is none.

    >>> from svidok.codebook import load
    >>> {"Crimea", "Sevastopol", "Donetsk"} <= occupied(load()), "Lviv" in occupied(load())
    (True, False)
    """
    windows = book.records["windows"].values()
    return frozenset(
        str(window.get("area", ""))
        for window in windows
        if window.get("occupied", True) and str(window.get("until", OPEN)) == OPEN
    ) & frozenset(oblasts())

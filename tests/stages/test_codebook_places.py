"""The table of places that comes with the codebook: Ukraine's regions, unique codes, three languages."""

import re
from collections import Counter
from importlib.resources import files

import pytest

from svidok.codebook.places import gazetteer
from svidok.codebook.read import load

COLUMNS = ["code", "type", "name_uk", "name_ru", "name_en", "former", "occupier", "care"]
LINES = (files("svidok.codebook") / "places.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in LINES[1:]]
BY_CODE = {row["code"]: row for row in ROWS}
# A region's code is empty behind its number; the city of Kyiv and its oblast share a name and not a code.
TOP = [row for row in ROWS if set(row["code"][4:14]) == {"0"}]
REGIONS = {row["name_en"]: row for row in TOP if row["name_en"] != "Kyiv"}


def test_the_table_has_its_columns() -> None:
    assert LINES[0].split("\t") == COLUMNS
    assert len(ROWS) > 10_000


def test_codes_are_unique_and_in_order() -> None:
    codes = [row["code"] for row in ROWS]
    assert codes == sorted(set(codes))
    assert all(re.fullmatch(r"UA\d{17}", code) for code in codes)


def test_crimea_and_sevastopol_are_regions_of_ukraine() -> None:
    assert len(TOP) == len({row["code"][:4] for row in ROWS}) == 27
    assert REGIONS["Crimea"]["code"] == "UA01000000000013043"
    assert REGIONS["Sevastopol"]["code"] == "UA85000000000065278"
    assert gazetteer().find("у Сімферополі")[0].best.oblast == "Crimea"
    assert gazetteer().find("в Севастополе")[0].best.oblast == "Sevastopol"


@pytest.mark.parametrize(
    ("code", "uk", "ru", "en", "region"),
    [
        ("UA23080070010092407", "Мелітополь", "Мелитополь", "Melitopol", "Zaporizhzhia"),
        ("UA14140050010029262", "Маріуполь", "Мариуполь", "Mariupol", "Donetsk"),
        ("UA44120090010096548", "Рубіжне", "Рубежное", "Rubizhne", "Luhansk"),
    ],
)
def test_places_of_many_accounts_keep_their_codes(code: str, uk: str, ru: str, en: str, region: str) -> None:
    row = BY_CODE[code]
    assert (row["name_uk"], row["name_ru"].split("|")[0], row["name_en"]) == (uk, ru, en)
    assert REGIONS[region]["code"][:4] == code[:4]
    assert gazetteer().find(f"в городе {ru}")[0].best.code == code


def test_every_place_has_a_name_in_three_languages() -> None:
    assert not [row["code"] for row in ROWS if not (row["name_uk"] and row["name_ru"] and row["name_en"])]


def test_every_name_is_in_its_own_letters() -> None:
    strange = {
        "name_uk": "[^А-ЩЬЮЯҐЄІЇа-щьюяґєії’ 0-9().–-]",
        "name_ru": "[^А-Яа-яЁё 0-9|().–-]",
        "name_en": "[^A-Za-z’ 0-9().–-]",
    }
    for column, letters in strange.items():
        assert not [row[column] for row in ROWS if re.search(letters, row[column])], column


def test_every_unit_stands_in_units_that_are_there() -> None:
    """The region, raion and hromada of a place are the beginnings of its code."""
    heads = {row["code"][:length] for row in ROWS for length in (4, 6, 9) if set(row["code"][length:14]) == {"0"}}
    parents = {(row["code"][:4], row["code"][:6]) for row in ROWS if row["type"] in {"settlement", "village", "town"}}
    assert not [pair for pair in parents if not set(pair) <= heads]


def test_types_are_those_that_the_page_describes() -> None:
    types = Counter(row["type"] for row in ROWS)
    assert set(types) == {"oblast", "raion", "hromada", "city", "town", "settlement", "village", "district"}
    assert types["oblast"] == 25
    assert types["raion"] == 136
    assert {row["care"] for row in ROWS} == {"", "word", "person", "surname"}


def test_windows_of_occupation_begin_with_codes_of_the_table() -> None:
    """Windows outside Ukraine are named by the country."""
    codes = {code for window in load().records["windows"].values() for code in window["codes"]} - {"RU", "GE", "BY"}
    assert len(codes) > 20
    assert not [code for code in codes if not any(known.startswith(code) for known in BY_CODE)]


def test_russian_names_of_oblasts_and_raions_end_as_russian_adjectives() -> None:
    ends = {"oblast": ("ая",), "raion": ("ий", "ой", "ый")}
    wrong = [
        row["name_ru"]
        for row in ROWS
        if row["type"] in ends and row["code"][:4] not in {"UA01", "UA85"}
        for name in row["name_ru"].split("|")
        if not name.endswith(ends[row["type"]]) or name.endswith("кый")
    ]
    assert not wrong

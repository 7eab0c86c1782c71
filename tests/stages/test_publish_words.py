"""The words of the report: the same keys in three languages, and no language borrowing from another."""

import re
from collections.abc import Iterator

import pytest

from svidok.publish.dates import months, say_date
from svidok.publish.words import LANGUAGES, Words, words

# Words that Ukrainian and Russian share letter for letter, or that hold no word at all.
SHARED = {"дата", "область", "не сказано", "Вид", "Для кого", "слова", "Код", "Практика {n}", "Правило"}


def texts(known: Words) -> Iterator[tuple[str, str]]:
    for key, said in known.strings.items():
        if isinstance(said, str):
            yield key, said
        else:
            yield from ((f"{key}.{form}", text) for form, text in said.items())


def test_the_three_languages_have_the_same_keys() -> None:
    keys = [set(words(lang).strings) for lang in LANGUAGES]
    assert keys[0] == keys[1] == keys[2]


def test_no_text_is_a_copy_of_another_language() -> None:
    said = {lang: dict(texts(words(lang))) for lang in LANGUAGES}
    for key, text in said["uk"].items():
        for other in ("ru", "en"):
            if re.search(r"\w", re.sub(r"\{\w+\}", "", text)) and text not in SHARED:
                assert text != said[other].get(key), (key, text)
    assert {t for t in said["en"].values() if re.search("[а-яіїєґ]", t, re.IGNORECASE)} == set()


def test_the_same_facts_are_filled_in() -> None:
    for key, said in words("en").strings.items():
        if isinstance(said, str):
            wanted = set(re.findall(r"\{(\w+)\}", said))
            for lang in ("uk", "ru"):
                assert set(re.findall(r"\{(\w+)\}", str(words(lang).strings[key]))) == wanted, (lang, key)


def test_ukrainian_is_written_as_ukrainian() -> None:
    for key, text in texts(words("uk")):
        assert "'" not in text, key
        assert not re.search(r"[ыэъё]", text), key
        assert "на Україні" not in text
    for _, text in texts(words("ru")):
        assert not re.search(r"[іїєґ]", text)
        assert "на Украине" not in text


@pytest.mark.parametrize(
    ("lang", "forms"),
    [
        ("uk", ["0 випадків", "1 випадок", "2 випадки", "5 випадків", "11 випадків", "22 випадки", "1\xa0001 випадок"]),
        ("ru", ["0 случаев", "1 случай", "2 случая", "5 случаев", "11 случаев", "22 случая", "1\xa0001 случай"]),
        (
            "en",
            [
                "0 incidents",
                "1 incident",
                "2 incidents",
                "5 incidents",
                "11 incidents",
                "22 incidents",
                "1,001 incidents",
            ],
        ),
    ],
)
def test_numbers_take_their_plural(lang: str, forms: list[str]) -> None:
    assert [words(lang).say("count.incidents", n=n) for n in (0, 1, 2, 5, 11, 22, 1001)] == forms


@pytest.mark.parametrize(
    ("edtf", "uk", "en"),
    [
        ("2023", "2023", "2023"),
        ("2023-05", "травень 2023\u202fр.", "May 2023"),
        ("2023-05-09", "9 травня 2023\u202fр.", "9 May 2023"),
        ("2023-05-09~", "приблизно 9 травня 2023\u202fр.", "about 9 May 2023"),
        ("2023?", "2023 (непевно)", "2023 (uncertain)"),
        ("2023-24", "зима 2023", "winter 2023"),
        ("2023-Q3", "3-й квартал 2023", "quarter 3 of 2023"),
        ("2022/2023", "2022 — 2023", "2022 to 2023"),
        ("../2022-06", "до: червень 2022\u202fр.", "until June 2022"),
        ("", "дату не названо", "date not said"),
        ("2023-02-31", "2023-02-31", "2023-02-31"),
        ("хтозна", "хтозна", "хтозна"),
    ],
)
def test_dates_are_said_as_exactly_as_they_were_told(edtf: str, uk: str, en: str) -> None:
    assert (say_date(edtf, words("uk")), say_date(edtf, words("en"))) == (uk, en)


def test_a_stretch_of_time_covers_its_months() -> None:
    year, season, quarter = months("2023"), months("2023-22"), months("2023-34")
    assert year is not None
    assert year[1] - year[0] == 11
    assert season == (year[0] + 5, year[0] + 7)
    assert quarter == (year[0] + 3, year[0] + 5)
    assert months("2023/2022") is None

"""Dates told in three languages, and what must stay undated."""

import pytest
from edtf import parse_edtf

from svidok.language.dates import Anchors, find_dates

CASES = [
    # Ukrainian
    ("навесні 2023 року", "2023-21"),
    ("влітку 2022-го", "2022-22"),
    ("восени двадцять другого", "2022-23"),
    ("взимку 2023", "2023-24"),
    ("у вересні 2022 року", "2022-09"),
    ("12 травня 2023-го", "2023-05-12"),
    ("10.09.2025", "2025-09-10"),
    ("01.02.23", "2023-02-01"),
    ("на початку 2023 року", "2023~"),
    ("наприкінці вересня 2022-го", "2022-09~"),
    ("у 22-му", "2022"),
    ("з 2014 по 2019 рік", "2014/2019"),
    ("до 10 вересня 2025 року", "../2025-09-10"),
    ("після 30 вересня 2022", "2022-09-30/.."),
    ("після початку повномасштабного вторгнення", "2022-02-24/.."),
    ("у липні та серпні 2022 року", "2022-07/2022-08"),
    # Russian
    ("летом 2023 года", "2023-22"),
    ("осенью 22-го", "2022-23"),
    ("в июне двадцать третьего", "2023-06"),
    ("8 марта 2023 г.", "2023-03-08"),
    ("в середине 2024", "2024~"),
    ("в конце 22-го", "2022~"),
    ("с марта по ноябрь 2022", "2022-03/2022-11"),
    ("до 1 июля 2024 года", "../2024-07-01"),
    ("после подрыва Каховской ГЭС", "2023-06-06/.."),
    ("в 2021 году", "2021"),
    # English
    ("in the fall of 2022", "2022-23"),
    ("spring 2023", "2023-21"),
    ("in September 2022", "2022-09"),
    ("September 10, 2025", "2025-09-10"),
    ("4 Oct. 2022", "2022-10-04"),
    ("early 2024", "2024~"),
    ("late September 2022", "2022-09~"),
    ("since 2014", "2014/.."),
    ("before March 2022", "../2022-03"),
    ("between 2022 and 2023", "2022/2023"),
    ("in '23", "2023"),
    ("by September 10", "../2025-09-10"),
    ("in the weeks since the deadline", "2025-09-10/.."),
    ("2023-06-04", "2023-06-04"),
    ("у дев'яностих", "199X"),
    ("у 1990-х", "199X"),
    ("in the 1990s", "199X"),
]
UNDATED = [
    "одного дня навесні",
    "she may leave soon",
    "march to the office",
    "5 років, 40 людей, 12 будинків",
    "закон 1207-VII",
    "+380501234567",
    "їй за дев'яносто, in her 90s, she is in her fifties",
    "кв. 45, палата 7",
    "at half past 10",
    "минулого року",
]


@pytest.mark.parametrize(("text", "edtf"), CASES)
def test_what_the_words_give(text: str, edtf: str) -> None:
    assert [date.edtf for date in find_dates(text)] == [edtf]


@pytest.mark.parametrize(("text", "edtf"), CASES)
def test_in_a_sentence_the_words_are_quoted_exactly(text: str, edtf: str) -> None:
    told = f"Тоді, {text}, прийшли й сказали."
    (date,) = find_dates(told)
    assert date.edtf == edtf
    assert told[date.start : date.end] == date.quote


@pytest.mark.parametrize("edtf", sorted({edtf for _, edtf in CASES}))
def test_the_notation_is_the_standards(edtf: str) -> None:
    assert str(parse_edtf(edtf))


@pytest.mark.parametrize("text", UNDATED)
def test_what_cannot_be_dated_stays_out(text: str) -> None:
    assert find_dates(text) == []


def test_last_year_needs_to_know_when_it_was_told() -> None:
    (date,) = find_dates("минулого року забрали паспорт", Anchors("2024-05-02"))
    assert (date.edtf, date.anchor) == ("2023", "2024-05-02")


def test_a_year_is_inferred_only_from_a_date_before_it_and_said_so() -> None:
    found = find_dates("Літо 2022 року ми перебули. Восени прийшли. Навесні взяла паспорт.")
    assert [(d.edtf, "inferred" in d.reason) for d in found] == [
        ("2022-22", False),
        ("2022-23", True),
        ("2023-21", True),
    ]

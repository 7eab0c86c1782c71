"""Whole pages: where and when their acts happened, and whether they are about the passport at all."""

import pytest

from svidok.codebook import load
from svidok.codebook.places import gazetteer
from svidok.model import Statement, TextLayer
from svidok.read import Reader
from svidok.read.dating import dateline
from svidok.read.voting import Around, Gate, Whole

RULES = Reader(load())


def read(text: str) -> list[Statement]:
    return RULES.read(TextLayer(text), "page.txt")


def oblasts(text: str) -> set[str]:
    return {a.detail["oblast"] for s in read(text) for a in s.slot("place")}


DENIED = "Без російського паспорта в лікарні не дають інсулін."


def test_an_act_told_beside_a_list_has_all_its_places() -> None:
    assert oblasts(f"Про це розповіли мешканці Токмака, Мангуша та Сватового. {DENIED}") == {
        "Zaporizhzhia",
        "Donetsk",
        "Luhansk",
    }


def test_a_headline_gives_the_place_of_what_has_none() -> None:
    body = f"Так живуть там уже третій рік, кажуть люди. {DENIED} Про це говорять у кожній черзі, кажуть вони."
    assert oblasts(f"Лікарня в Токмаку\n\n{body}\n") == {"Zaporizhzhia"}
    assert oblasts(f"Лікарня\n\n{body}\n") == set()


@pytest.mark.parametrize("place", ["Донбасі", "Києві", "Вінниці", "Миколаєві", "Харкові"])
def test_what_is_two_oblasts_or_was_never_held_is_no_place_of_an_act(place: str) -> None:
    assert oblasts(f"У {place} про це знають. {DENIED}") == set()


def test_crimea_passed_through_is_not_where_it_happened() -> None:
    told = f"Вони жили в Бердянську. {DENIED} Виїхали, коли стало зовсім важко, і їхали п’ять діб: з Криму в Грузію."
    assert oblasts(told) == {"Zaporizhzhia"}
    assert oblasts(f"У Криму так само. {DENIED}") == {"Crimea"}


@pytest.mark.parametrize(
    ("text", "oblast"),
    [
        ("a woman from Polohy district", "Zaporizhzhia"),
        ("in the Yakymivka district", "Zaporizhzhia"),
        ("from Oleshky district", "Kherson"),
        ("у Якимівському районі", "Zaporizhzhia"),
        ("из Константиновки под Мелитополем", "Zaporizhzhia"),
        ("племінниця мешкає у Миколаєві", "Mykolaiv"),
    ],
)
def test_namesakes_are_told_apart(text: str, oblast: str) -> None:
    assert gazetteer().find(text)[0].best.oblast == oblast


def test_a_first_word_is_not_a_village() -> None:
    assert not gazetteer().find("Весной стало легче.")


def dates(text: str) -> set[str]:
    return {a.value for s in read(text) for a in s.slot("date")}


def test_a_month_leans_on_the_day_a_page_was_written() -> None:
    page = "Тепло за списком\nРедакція, 19 січня 2025 року\n\nУ грудні Олену, 60 років, вигнали з лікарні: без російського паспорта не приймають.\n"
    assert dates(page) == {"2024-12?"}


def test_a_date_holds_for_the_next_paragraph_and_not_for_a_far_one() -> None:
    told = "Вона пам’ятає все до дрібниць, і голос у неї рівний, як у вчительки на уроці. "
    act = "Пенсію їй не дали: без російського паспорта не приймають, сказала їй жінка у вікні."
    assert dates(f"У серпні 2023 року Олена пішла до фонду.\n\n{told}\n\n{act}\n") == {"2023-08"}
    assert dates(f"У серпні 2023 року Олена пішла до фонду.\n\n{told * 12}\n\n{act}\n") == set()


def test_a_birth_is_not_when_it_happened() -> None:
    assert dates("Чоловікові, 1958 року народження, без російського паспорта не дали пенсію.") == set()


@pytest.mark.parametrize("line", ["Опубліковано 9 липня 2024", "19 January 2025", "Запись от 18 апреля 2025"])
def test_a_dateline_is_found_in_three_languages(line: str) -> None:
    assert dateline(f"Заголовок\n{line}\n\nТекст.").startswith("202")


def test_a_gate_opens_wider_the_plainer_a_page_speaks() -> None:
    around = Around(topic=True, occupied=True, doubt=False, link=2.0)
    gate = Gate((-2.0, 0.3, 0.2, 0.1, 0.1, 0.1, 0.0, 0.0, 0.0, 0.0, 0.0), 0.35)
    chances = [gate.chance(Whole((x, x - 1), x, x, 6, 1, around)) for x in (-6.0, -2.0, 2.0, 6.0)]
    assert chances == sorted(chances)
    assert not gate.opens(Whole((), -9.0, -9.0, 4, 0, around))

"""Names where nothing has a capital, names that open a line, phrases that tell who it is, and strict masking."""

import pytest

from svidok.codebook import load
from svidok.release.masking import mask, masked, residual


def cleaned(text: str, strict: bool = False) -> str:
    return masked(text, mask(text, book=load(), strict=strict))


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("заявил докладчик матиас йорш на встрече", ["матиас", "йорш"]),
        ("потім штукенгайзен розвів руками", ["штукенгайзен"]),
        ("подписал л. в. орлова и ушла домой", ["орлова", "л. в."]),
        ("президент путин выступил вечером", ["путин"]),
        ("бачили людмила носач і її чоловіка", ["людмила", "носач"]),
    ],
)
def test_names_without_any_capital_are_gone(text: str, gone: list[str]) -> None:
    assert not [word for word in gone if word in cleaned(text)]


@pytest.mark.parametrize(
    "text",
    [
        "потім довго чекали автобуса біля лікарні",
        "без паспорта пенсию не дают уже полгода",
        "they asked for a passport again",
    ],
)
def test_everyday_lines_without_capitals_stay_whole(text: str) -> None:
    assert cleaned(text) == text


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Це довів С . М . Реформатський у праці.", "Реформатський"),
        ("Вратари: Уорд, Набоков.", "Уорд"),
        ("Сообщил Усама бин Гнедаш.", "бин"),
        ("Це боєць із позивним «Кусок», він пішов.", "Кусок"),
        ("Я, Ткаченко 0льга Іванівна, прошу.", "0льга"),
    ],
)
def test_names_that_a_capital_alone_does_not_tell_are_gone(text: str, gone: str) -> None:
    assert gone not in cleaned(text)


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Прийшла вчителька хімії, чекала.", "хімії"),
        ("Він єдиний ветеринар на три села.", "три села"),
        ("Я працювала на елеваторі багато.", "елеваторі"),
        ("У неё ребёнок после операции на сердце.", "операции"),
        ("She has an autistic son.", "autistic son"),
        ("He is the only vet for three villages.", "three villages"),
        ("У него диабeт с детства.", "диабeт"),  # with a Latin letter
    ],
)
def test_a_detail_goes_with_the_words_that_narrow_it_down(text: str, gone: str) -> None:
    assert gone not in cleaned(text)


def test_countries_years_and_amounts_go_only_when_masking_is_strict() -> None:
    text = "Вона виїхала з України у 2023 до Німеччини."
    assert cleaned(text) == text
    assert not [word for word in ("Україн", "2023", "Німеч") if word in cleaned(text, strict=True)]
    court = "He was sentenced to three years' imprisonment for theft in 1998."
    assert not [word for word in ("three years", "theft", "1998") if word in cleaned(court, strict=True)]


def test_masking_strictly_a_masked_text_adds_nothing() -> None:
    once = cleaned("Вона, суддя, виїхала з України у 2023, їй дали 500 грн.", strict=True)
    assert cleaned(once, strict=True) == once


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "kinds of detail"), ("uk", "видів відомостей"), ("ru", "видов сведений")]
)
def test_what_is_left_is_said_in_three_languages(lang: str, words: str) -> None:
    text = "Тамарі, 61, у вересні 2023 року відмовили."
    left = residual(text, mask(text, book=load()), lang)
    assert words in left[-1]
    assert not any("Тамар" in line for line in left)

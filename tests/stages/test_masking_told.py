"""Details told by a phrase, and names that lines without capitals hide."""

import pytest

from svidok.codebook import load
from svidok.release.masking import mask, masked

BOOK = load()


def _left(text: str, lang: str = "") -> str:
    return masked(text, mask(text, book=BOOK, lang_hint=lang))


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Мені 73, я пам’ятаю все.", "73"),
        ("Мне 74, помню всё.", "74"),
        ("I am 73, I remember everything.", "73"),
        ("Grandpa is 89, he refused.", "89"),
        ("Він тримає кафе на трасі.", "кафе"),
        ("Он разводил страусов.", "страусов"),
        ("She keeps bees by the lighthouse.", "bees"),
        ("Прийшов чоловік без ноги.", "без ноги"),
        ("Пришёл мужчина с одним глазом.", "глазом"),
        ("He came with one arm.", "one arm"),
        ("У неї рак горла.", "горла"),
        ("Дочка в Ізраїлі.", "Ізраїлі"),
        ("My daughter is in Israel.", "Israel"),
        ("Мачеха из Ростова приехала.", "Ростова"),
        ("Живе на Молодіжна 8/12, заходьте.", "Молодіжна"),
        ("живут на ленина 12", "ленина"),
        ("They live at 3 Naberezhna now.", "Naberezhna"),
    ],
)
def test_what_a_phrase_tells_of_somebody_goes(text: str, gone: str) -> None:
    assert gone not in _left(text)


@pytest.mark.parametrize(
    "text",
    [
        "Їм видали 73 паспорти, а нам 20 талонів.",
        "Им выдали 74 талона, нам 12 справок.",
        "The list is 40 pages long and the price is 30.",
        "Вони тримали список і вели прийом.",
        "He keeps the passport in a drawer.",
        "Сонячна погода, 12 градусів.",
        "Центральна лікарня, 3 ліжка на всіх.",
    ],
)
def test_counts_and_everyday_keeping_stay(text: str) -> None:
    assert _left(text) == text


@pytest.mark.parametrize(
    ("text", "lang", "gone"),
    [
        ("на думку д. лебедя це не так", "uk", "лебедя"),
        ("перемога над загоном м. кривоноса була повна", "uk", "кривоноса"),
        ("серед них міцкевича, словацького, нємцевича та інших", "uk", "словацького"),
        ("до них вийшов боєць з позивним монах і сказав чекати", "uk", "монах"),
        ("кличка рыжий он всё знает про паспорта", "ru", "рыжий"),
        ("в клубе выступит василий шумов с друзьями", "ru", "шумов"),
        ("тож у першій групі я і сомов а в другій решта", "uk", "сомов"),
    ],
)
def test_surnames_in_small_letters_go(text: str, lang: str, gone: str) -> None:
    assert gone not in _left(text, lang).split()


def test_the_numeral_of_a_ruler_goes_with_the_name() -> None:
    assert "II" not in _left("Тут стояла постать Катерини II, її прибрали.")


@pytest.mark.parametrize(
    "text",
    ["він готов і наче здоров, основ не знає", "у 1998 р. мости закрили", "серед них хліба, солі, води та інших"],
)
def test_everyday_words_that_end_like_surnames_stay(text: str) -> None:
    assert _left(text, "uk") == text

"""Sentences that tell how people were helped are withheld whole; ordinary words of courts and stories are not."""

import pytest

from svidok.codebook import load
from svidok.release.masking import mask, masked


def withheld(text: str) -> bool:
    return any(one.kind == "helper" for one in mask(text, book=load()))


@pytest.mark.parametrize(
    "text",
    [
        "Нам допомогла адвокатка з Києва.",
        "Юрист порадив не віддавати паспорта.",
        "Ми знайшли безкоштовного адвоката.",
        "Через адвоката передали скаргу.",
        "Вони допомогли подати апеляцію.",
        "Она звернулася до омбудсмена.",
        "Адвокат помог составить заявление.",
        "Через адвоката передали жалобу.",
        "A lawyer helped us write the complaint.",
        "We hired a lawyer in secret.",
        "Директорка закрила очі, бо нас жаліла.",
        "Начальник закрыл глаза на это.",
        "Завідувачка прикривала нас рік.",
        "Сусіди ділилися ліками.",
        "Соседи делились лекарствами.",
        "Довідку зробили у Дії за день.",
        "Приховала паспорт за іконою.",
        "Волонтери вивезли діток.",
        "Сусідка потай носила хліб.",
        "Дав хабар охоронцю, і пропустили.",
        "She had connections at the hospital.",
    ],
)
def test_how_people_were_helped_is_withheld(text: str) -> None:
    assert withheld(text)


@pytest.mark.parametrize(
    "text",
    [
        "Прокуратура подала апеляцію на рішення суду.",
        "Товариство оскаржило це в суді.",
        "Адвокат обвинуваченого заявив клопотання.",
        "Вона працює юристом на заводі.",
        "Прокуратура подала апелляцию.",
        "Адвокат подсудимого промолчал.",
        "The defendant's lawyer appealed, and the court rejected it.",
        "The company filed a complaint.",
        "Суддя отримав хабар і сидить.",
        "Судью осудили за взятку.",
        "The judge was convicted of taking a bribe.",
        "Він заплющив очі й заснув.",
        "Она закрыла глаза и уснула.",
        "Без прихованої ворожнечі дивилися.",
        "Роман про дію і бездіяльність.",
        "Вона потай плакала.",
        "Волонтерство стає модним.",
        "Люди ділилися враженнями.",
    ],
)
def test_ordinary_sentences_are_left(text: str) -> None:
    assert not withheld(text)


@pytest.mark.parametrize(
    "text", ["бабушка лежачая", "у него глухого", "мати лежача", "дід сліпий", "вона глуха", "мама глухую жалела"]
)
def test_an_illness_is_masked_in_every_form(text: str) -> None:
    left = masked(text, mask(text, book=load()))
    assert not any(stem in left for stem in ("лежач", "глух", "сліп"))


@pytest.mark.parametrize("text", ["глухо гуркотіло", "сліпуче світло", "лежачи на землі", "викидати шкода"])
def test_what_only_sounds_like_an_illness_stays(text: str) -> None:
    assert not mask(text, book=load())

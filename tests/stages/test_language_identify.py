"""Which language a sentence is in, letters first, then small words, then a model."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svidok.language.fold import fold
from svidok.language.identify import is_mixed, language_of, languages
from svidok.language.sentences import sentences
from svidok.language.tokens import words

UKRAINIAN = [
    "Без російського паспорта їй не дали інсуліну.",
    "Дитину не записали до школи",
    "Пенсію не нарахували",
    "ЛИШЕ ЗА НАЯВНОСТІ ПАСПОРТА",
    "Він узяв паспорт, щоб не втратити роботу",
    "п’ять годин у черзі",
    "кажуть, завтра не приймають",
    "Лі\u0301карня зачинена",
    "Їдальня",
    "до лікаря тепер не потрапити",
]
RUSSIAN = [
    "Без российского паспорта ей не дали инсулин.",
    "Ребёнка не записали в школу",
    "Пенсию больше не начисляют",
    "Он взял паспорт, чтобы не потерять работу",
    "сказали прийти завтра, потому что нет справки",
    "Полис не выдали",
    "Справка нужна всем",
    "ТОЛЬКО ПРИ НАЛИЧИИ ПАСПОРТА",
    "Когда открыли пункт, очередь стояла с ночи",
]
ENGLISH = ["She was refused insulin.", "No passport, no pension", "They took it in Melitopol (Мелітополь) in 2023"]
NOTHING = ["", " ", "10.09.2025", "— … !", "😀", "+380"]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        (lang, one)
        for lang, many in (("uk", UKRAINIAN), ("ru", RUSSIAN), ("en", ENGLISH), ("und", NOTHING))
        for one in many
    ],
)
def test_the_language_of_a_sentence(lang: str, sentence: str) -> None:
    assert language_of(sentence) == lang


def test_what_could_be_either_takes_the_language_around_it() -> None:
    for around, lang in ((UKRAINIAN, "uk"), (RUSSIAN, "ru")):
        text = f"{around[0]} Сама Дарина паспорта не брала. {around[2]}. Ну да. 2023."
        cut = sentences(text)
        assert languages(text, cut) == [lang] * (len(cut) - 1) + ["und"]


def test_each_sentence_of_an_interview_keeps_its_own() -> None:
    text = "Що вам сказали? Что без паспорта не примут. They said come back. Хто це був?"
    assert languages(text, sentences(text)) == ["uk", "ru", "en", "uk"]


@pytest.mark.parametrize(
    "text",
    [
        "та чіпала, малу з садіка попросили поки не принесу паспорт россійський",
        "я получила карту і всьо, більше не ходила",
        "вони сказали что без паспорта не лечат",
    ],
)
def test_mixed_speech(text: str) -> None:
    assert is_mixed(text)


@pytest.mark.parametrize(
    "text", [*UKRAINIAN, *RUSSIAN, *ENGLISH, "Об этом пишет «Степовий вісник».", "Что в городе Київ?"]
)
def test_speech_that_is_not_mixed(text: str) -> None:
    assert not is_mixed(text)


@given(st.text(max_size=40))
def test_every_text_has_an_answer_and_always_the_same(text: str) -> None:
    assert language_of(text) == language_of(text)
    assert language_of(text) in ("uk", "ru", "en", "und")
    assert isinstance(is_mixed(text), bool)
    assert len(languages(text, sentences(text))) == len(sentences(text))


@given(st.text(max_size=40))
def test_words_are_runs_of_letters_in_order(text: str) -> None:
    spans = words(text)
    assert all(text[a].isalnum() for a, _ in spans)
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(spans))
    outside = "".join(text[b:c] for (_, b), (c, _) in zip([(0, 0), *spans], [*spans, (len(text), 0)], strict=True))
    assert not any(sign.isalnum() for sign in outside)


def test_words_keep_what_is_inside_them() -> None:
    text = "п’ять-шість сло\u0301ва 'ні' й\u0306ти пас\u00adпорт — так"
    assert [fold(text[a:b]).text for a, b in words(text)] == ["п'ять-шість", "слова", "ні", "йти", "паспорт", "так"]

"""What each kind of pattern finds, and what it leaves alone; the laws stand in tests/laws/test_matcher_laws.py."""

import numpy as np
import pytest

from svidok.errors import PatternRefused
from svidok.language.fold import fold
from svidok.language.matcher import compile_lexicon, compile_patterns
from svidok.language.ribbon import ribbon

FINDS = [
    # a stem with any ending, whole words only
    ("uk", "інсулін*", "Інсуліну, інсулінозалежним; мікроінсулін", ["Інсуліну", "інсулінозалежним"]),
    ("uk", "здоров'*", "На здоров’ї, «здоров'я», здорово", ["здоров’ї", "здоров'я"]),
    ("ru", "пенси*", "ПЕНСИЮ не платят пенсионерам-инвалидам", ["ПЕНСИЮ", "пенсионерам"]),
    ("en", "refus*", "was refused; non-refusal", ["refused", "refusal"]),
    # one word
    ("en", "insulin", "Insulin, insulins, the insulin’s price, insulin.", ["Insulin", "insulin", "insulin"]),
    ("uk", "я", "Ім’я моє, а я – ні", ["я"]),
    ("ru", "ещё", "еще и ещё и еще\u0308", ["еще", "ещё", "еще\u0308"]),
    ("uk", "мій", "мі\u0439 і мі\u0438\u0306", ["мій", "мі\u0438\u0306"]),
    # a lemma in its forms
    ("uk", "лікарня~", "У лікарні, до лікарень, лікарнею; лікар", ["лікарні", "лікарень", "лікарнею"]),
    ("ru", "больница~", "в больницу, больницей; больничный", ["больницу", "больницей"]),
    ("uk", "дитячий садок~", "дитячий садок, дитячий садку", ["дитячий садок", "дитячий садку"]),
    # words in sequence: across a line, a quotation, a hyphen, never across punctuation
    ("uk", "виплат* на дит*", "виплати на дитину, виплату\nна «дитину»", ["виплати на дитину", "виплату\nна «дитину"]),
    ("uk", "виплат* на дитину", "виплату, на дитину. виплат\n\nна дитину", []),
    ("uk", "не дають", "не\u00a0дають, не  дають, не-дають, не/дають", ["не\u00a0дають", "не  дають", "не-дають"]),
    ("uk", "не дають", "не — дають, не - дають", []),
    ("ru", "закрыл* двер*", "закрыли двери, закрыла перед нами дверь", ["закрыли двери"]),
    ("uk", "будь-як* паспорт*", "з будь-яким паспортом, будь яким", ["будь-яким паспортом"]),
    ("en", "n't have", "She wouldn’t have one, didn't  have it; not have", ["n’t have", "n't  have"]),
    ("en", "didn't have", "didn’t have", ["didn’t have"]),
    ("en", "doctor's office", "at the doctor’s office", ["doctor’s office"]),
    # capitals as written
    ("en", "=AIDS", "AIDS aids Aids AIDS-related hearing aids", ["AIDS", "AIDS"]),
    ("uk", "=ВІЛ", "ВІЛ, віл, Віл, ВІЛЬНО", ["ВІЛ"]),
    ("uk", "=ВІЛ*", "ВІЛу, вілла, ВІЛ-позитивний", ["ВІЛу", "ВІЛ"]),
    # punctuation of its own
    ("en", "rfe/rl", "RFE/RL said; rfe rl", ["RFE/RL"]),
    ("en", "u.n. report", "a U.N. report, u-n report", ["U.N. report"]),
    ("uk", "крим.реалії", "«Крим.Реалії» і Крим, реалії", ["Крим.Реалії"]),
    # near each other
    ("uk", "відмов* & паспорт*", "Без паспорта їй одразу відмовили.", ["паспорта їй одразу відмовили"]),
    ("uk", "відмов* & паспорт*", "Відмовили всім. Паспорта не було.", []),
    ("uk", "відмов* & паспорт*", "Відмовили у м. Токмак без паспорта", ["Відмовили у м. Токмак без паспорта"]),
    ("uk", "відмов* & паспорт*", "Відмовили, але паспорт взяли", []),
    ("uk", "відмов* & паспорт*", "Відмовили; паспорт взяли", []),
    ("en", "a & b", "a 1 2 3 4 5 b", ["a 1 2 3 4 5 b"]),
    ("en", "a & b", "a 1 2 3 4 5 6 b", []),
    ("en", "a & a", "a only", []),
    ("en", "refus* to take & passport", "his passport he refused to take", ["passport he refused to take"]),
    ("en", "a & b & c", "c b x a", ["c b x a"]),
    # damage
    ("uk", "паспорт*", "пас\u00adпорт, па\u0301спорта, 😀паспорт😀", ["пас\u00adпорт", "па\u0301спорта", "паспорт"]),
    ("uk", "паспорт*", "\ufeffПАСПОРТ\r\nпаспортами\u200d", ["ПАСПОРТ", "паспортами"]),
    ("uk", "паспорт*", "", []),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "pattern", "text", "quotes"), FINDS)
def test_what_a_pattern_finds(lang: str, pattern: str, text: str, quotes: list[str]) -> None:
    hits = compile_patterns([(pattern, 1)], lang).find(fold(text))
    assert [text[hit.start : hit.end] for hit in hits] == quotes


def test_words_are_folded_and_in_the_order_of_the_text() -> None:
    matcher = compile_patterns([("відмов* & без паспорт*", 1)], "uk")
    (hit,) = matcher.find(fold("БЕЗ ПАС\u00adПОРТА всім відмовляли"))
    assert hit.words == ("без", "паспорта", "відмовляли")


def test_one_value_is_reported_once_for_the_same_words() -> None:
    matcher = compile_patterns([("відмов*", "no"), ("відмовля*", "no"), ("відмовл*", "other")], "uk")
    assert [hit.value for hit in matcher.find(fold("відмовляли"))] == ["no", "other"]


def test_overlapping_hits_are_all_there_in_order() -> None:
    matcher = compile_patterns([("дитячий садок", 1), ("садок", 2), ("дитячий", 3)], "uk")
    assert [(hit.start, hit.end, hit.value) for hit in matcher.find(fold("дитячий садок"))] == [
        (0, 7, 3),
        (0, 13, 1),
        (8, 13, 2),
    ]


def test_several_languages_are_read_in_one_pass() -> None:
    matcher = compile_lexicon(
        {"uk": [("довідк*", "paper")], "ru": [("справк*", "paper")], "en": [("certificate", "paper")]}
    )
    text = "Довідку? Справку. Certificate!"
    assert [text[hit.start : hit.end] for hit in matcher.find(fold(text))] == ["Довідку", "Справку", "Certificate"]


def test_a_lexicon_without_patterns_finds_nothing() -> None:
    assert compile_patterns([], "uk").find(fold("паспорт")) == []


def test_a_long_lexicon_is_read_by_the_compact_automaton_alike() -> None:
    many = [(f"слово{number}*", number) for number in range(40_000)]
    few = many[:50]
    text = "слово7, слово42 і слово49ами"
    found = [hit for hit in compile_patterns(many, "uk").find(fold(text)) if hit.value < 50]
    assert found == compile_patterns(few, "uk").find(fold(text))
    assert {hit.value for hit in found} >= {7, 42, 49}


@pytest.mark.parametrize(
    "pattern", ["", " ", "*", "~", "a**", "a*b", "a~*", "&", "a &", "& b", "=", "-", "...", "привет日本", "a/b*"]
)
def test_a_pattern_outside_the_grammar_is_refused(pattern: str) -> None:
    with pytest.raises(PatternRefused):
        compile_patterns([(pattern, 1)], "en")


def test_a_text_without_hits_makes_no_folded_copy() -> None:
    folded = fold("Нічого такого тут немає. " * 50)
    assert compile_patterns([("паспорт*", 1)], "uk").find(folded) == []
    assert folded._text is None


def test_a_ribbon_leads_back_over_gaps_and_emoji() -> None:
    folded = fold("😀  «так»\r\n— ні")
    tape = folded.ribbon
    at = tape.read.index(folded.ribbon.page[4:5])
    assert tape.place(at) == 4
    assert tape.places(np.array([at, at + 2])).tolist() == [4, 6]
    assert ribbon(b"").read == b"  "

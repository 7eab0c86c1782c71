"""Laws of masking: what was planted is gone in every form and writing, spans are exact, masking twice changes nothing."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from svidok.codebook import load
from svidok.language.forms import forms
from svidok.release.masking import mask, masked

TESTS = Path(__file__).parents[1]
CASES = [c["text"] for c in yaml.safe_load((TESTS / "stages" / "masking_cases.yaml").read_text(encoding="utf-8"))]
SAMPLES = sorted((TESTS.parent / "samples").glob("*/*.txt"))
# None of these surnames stands on the codebook's page.
PEOPLE = {
    "uk": [
        ("Соломія", "Гуменюк"),
        ("Тарас", "Ващенко"),
        ("Вікторія", "Довгаль"),
        ("Микола", "Притула"),
        ("Уляна", "Стецюра"),
    ],
    "ru": [
        ("Светлана", "Ващенко"),
        ("Дмитрий", "Головатюк"),
        ("Зинаида", "Прохорчук"),
        ("Тимур", "Шахрай"),
        ("Алёна", "Гнедаш"),
    ],
}
FRAMES = {
    "uk": [
        "У списку був{a} {b}, без паспорта.",
        "Тоді {a} {b} пішов до лікарні.",
        "{a} {b}: документів не дали.",
        "Питали про {a} {b} двічі.",
    ],
    "ru": [
        "В списке был {a} {b}, без паспорта.",
        "Тогда {a} {b} пошёл в больницу.",
        "{a} {b}: документы не выдали.",
        "Спрашивали про {a} {b} дважды.",
    ],
}
FRAMES["uk"][0] = "У списку був {a} {b}, без паспорта."
SEPARATORS = st.sampled_from(["", " ", "-", "\u00a0", ".", " - ", "–"])
anything = st.text(
    alphabet=st.one_of(
        st.sampled_from("абвгґеєжзиіїйклмнопрстуфхцчшщьюяыэъё АБВГҐОЄІЇПРСТ’'.,:;!?«»—-\n\r\t0123456789@[]()"),
        st.sampled_from("🙂👩‍👩‍👧🇺🇦\u0301\u00ad\u200b\u0306i̇ßA"),
        st.characters(codec="utf-8"),
    ),
    max_size=120,
)


def cleaned(text: str) -> str:
    return masked(text, mask(text, book=load()))


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", text.lower()))


@st.composite
def planted(draw: st.DrawFn) -> tuple[str, set[str]]:
    lang = draw(st.sampled_from(["uk", "ru"]))
    first, last = draw(st.sampled_from(PEOPLE[lang]))
    told = {draw(st.sampled_from(sorted(forms(first, lang)))), draw(st.sampled_from(sorted(forms(last, lang))))}
    a = next(form for form in told if form in forms(first, lang))
    b = next(form for form in told if form in forms(last, lang))
    frame = draw(st.sampled_from(FRAMES[lang]))
    around = draw(st.sampled_from(["", "Так було. ", "🙂 ", "\n\n", "1. "]))
    return around + frame.format(a=a, b=b), {a.lower(), b.lower()}


@settings(max_examples=150, deadline=None)
@given(planted())
def test_no_form_of_a_planted_name_is_left(case: tuple[str, set[str]]) -> None:
    text, names = case
    assert not names & words(cleaned(text))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["uk", "ru"]), st.integers(0, 4), st.data())
def test_a_name_met_once_is_found_in_every_other_form(lang: str, who: int, data: st.DataObject) -> None:
    """Also in small letters, at the beginning of a sentence, in capitals."""
    first, last = PEOPLE[lang][who]
    form = data.draw(st.sampled_from(sorted(form for form in forms(last, lang) if len(form) > len(last) - 2)))
    written = data.draw(st.sampled_from([form, form.lower(), form.upper()]))
    text = f"{first} {last} {'не прийшла' if lang == 'uk' else 'не пришла'}. {written} {'чекали' if lang == 'uk' else 'ждали'}."
    assert form.lower() not in words(masked(text, mask(text, book=load(), known_people=[f"{first} {last}"])))


@settings(max_examples=150, deadline=None)
@given(anything)
def test_spans_are_exact_whatever_the_text(text: str) -> None:
    masks = mask(text, book=load())
    place = 0
    for one in masks:
        assert place <= one.span.start < one.span.end <= len(text)
        place = one.span.end
    rebuilt = masked(text, masks)
    kept = "".join(
        text[a:b]
        for a, b in zip([0, *(m.span.end for m in masks)], [*(m.span.start for m in masks), len(text)], strict=True)
    )
    for one in masks:
        rebuilt = rebuilt.replace(one.replacement, "", 1) if one.replacement in rebuilt else rebuilt
    assert len(rebuilt) == len(kept)
    assert masks == mask(text, book=load())


@settings(max_examples=80, deadline=None)
@given(anything)
def test_no_long_number_is_left_whatever_stands_around_it(text: str) -> None:
    left = cleaned(f"{text} 0501234567 {text}")
    assert "0501234567" not in left


@pytest.mark.parametrize("text", CASES)
def test_masking_a_masked_sentence_changes_nothing(text: str) -> None:
    once = cleaned(text)
    assert cleaned(once) == once


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_masking_a_masked_account_changes_nothing(path: Path) -> None:
    once = cleaned(path.read_text(encoding="utf-8"))
    assert cleaned(once) == once


def test_a_new_person_in_a_masked_text_gets_a_new_number() -> None:
    assert cleaned("[ОСОБА-3] прийшла, а Оксана чекала.") == "[ОСОБА-3] прийшла, а [ОСОБА-4] чекала."


def test_brackets_of_the_source_protect_nothing() -> None:
    for text in (
        "[Оксана Гуменюк] прийшла.",
        "[ОСОБА-Гуменюк] прийшла.",
        "[місто Токмак] закрите.",
        "[номер 0501234567]",
    ):
        left = cleaned(text)
        assert not any(secret in left for secret in ("Оксана", "Гуменюк", "Токмак", "0501234567"))


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(["+38", "+3 8", "38", "8", "+7", "8 ", "", "+38 (", "00 38 "]),
    st.sampled_from(["050", "067", "0 97", "978", "949", "(066)"]),
    st.lists(st.tuples(SEPARATORS, st.integers(0, 9)), min_size=7, max_size=7),
)
def test_phones_in_every_writing_are_gone(country: str, code: str, rest: list[tuple[str, int]]) -> None:
    number = country + code + "".join(f"{gap}{digit}" for gap, digit in rest)
    left = cleaned(f"Дзвоніть: {number}, питайте мене.")
    assert not re.search(r"\d", left)
    assert "питайте мене" in left


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(st.sampled_from("_—·,=|/\\\t:;*~+.&#\u200b\u2060\ufe0f\u20e3🙂 "), max_size=5),
            st.integers(0, 9),
        ),
        min_size=9,
        max_size=9,
    ),
    st.sampled_from(["uk", "ru", "en"]),
)
@example([("", 0), ("", 0), ("", 0), (":", 1), ("/", 1), ("/", 0), ("", 0), (":", 0), ("", 0)], "uk")
@example([("", 9), (".", 1), ("", 1), ("/", 1), ("", 1), ("*", 0), (":", 6), (".*;", 0), ("", 0)], "ru")
def test_a_phone_is_gone_whatever_signs_part_its_digits(rest: list[tuple[str, int]], lang: str) -> None:
    text = "ждите 0" + "".join(f"{gap}{digit}" for gap, digit in rest) + " вечером"
    left = masked(text, mask(text, book=load(), lang_hint=lang))
    assert not re.search(r"\d", re.sub(r"\[[^\]]*\]", "", left))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([0, 1]), st.sampled_from(["uk", "ru"]), st.integers(0, 4), st.sampled_from(" -_·*"))
def test_a_surname_with_its_letters_set_apart_is_gone(small: int, lang: str, who: int, gap: str) -> None:
    name = gap.join(PEOPLE[lang][who][1])
    name = name.lower() if small and who != 3 else name  # «притула» is an everyday form as well
    assert name not in cleaned(f"чекали: {name}, довго")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["нуль", "один", "два", "три", "чотири", "п’ять", "шість", "сім", "вісім", "дев’ять"]),
        min_size=6,
        max_size=10,
    )
)
def test_a_phone_in_words_is_gone(digits: list[str]) -> None:
    left = cleaned(f"дзвоніть {' '.join(digits)} увечері")
    assert not words(left) & set(digits)
    assert "увечері" in left


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from("АВЕКМНОРСТABEKMH"),
    st.sampled_from("АВЕКМНОРСТABEKMH"),
    st.sampled_from(["", " ", " № ", "№", " номер ", "\u00a0"]),
    st.integers(0, 999_999),
    st.booleans(),
)
def test_passport_numbers_in_every_writing_are_gone(a: str, b: str, sign: str, number: int, small: bool) -> None:
    series = (a + b).lower() if small else a + b
    left = cleaned(f"паспорт {series}{sign}{number:06d} забрали")
    assert not re.search(r"\d", left)
    assert series not in re.sub(r"\[[^\]]*\]|паспорт|забрали", "", left)
    assert "забрали" in left


@pytest.mark.parametrize(
    "number",
    ["4508 123456", "45 08 123456", "4508 № 123456", "001234567", "112-233-445 95", "11223344595", "1234567899",
     "4111 1111 1111 1111", "4111111111111111", "UA21 3223 1300 0002 6007 2335 6600 1", "861536030196001"],
)  # fmt: skip
def test_numbers_that_name_a_person_are_gone(number: str) -> None:
    for text in (f"вказано {number} у довідці", f"указан {number} в справке", f"it says {number} there"):
        assert not re.search(r"\d{3}", cleaned(text)), text


@pytest.mark.parametrize(
    "text",
    [
        "у 2014–2022 роках",
        "в 2022-2023 годах",
        "до 3 000 людей",
        "12 000 грн на місяць",
        "5 пакетів",
        "у 2023 (12 000 людей)",
    ],
)
def test_years_and_amounts_stay(text: str) -> None:
    assert cleaned(text) == text

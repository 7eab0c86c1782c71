"""What must be masked is masked, what may stay stays: figures over an invented set, in three languages and in chats."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from svidok.codebook import load
from svidok.model import Mask
from svidok.release.masking import mask, masked, residual

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "masking_cases.yaml").read_text(encoding="utf-8"))
LANGUAGES = ("uk", "ru", "en")
WORD = re.compile(r"\w+")


def covered(text: str, masks: list[Mask], words: str) -> bool:
    """Whether every letter of the words is masked, wherever they stand."""
    hidden = {place for one in masks for place in range(one.span.start, one.span.end)}
    stands = [found.span() for found in re.finditer(re.escape(words), text)]
    assert stands, words
    return all(
        place in hidden
        for start, end in stands
        for word in WORD.finditer(text, start, end)
        for place in range(*word.span())
    )


def share(text: str, masks: list[Mask]) -> tuple[int, int]:
    hidden = {place for one in masks if one.kind != "helper" for place in range(one.span.start, one.span.end)}
    words = list(WORD.finditer(text))
    return sum(word.start() in hidden for word in words), len(words)


def test_the_set_is_large_and_in_three_languages() -> None:
    assert len(CASES) >= 120
    assert {case["lang"] for case in CASES} == set(LANGUAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_are_fully_covered(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    """As written at least .995; in a copy in small letters at least .95; few other words with them."""
    figures: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    missed = []
    for case in (case for case in CASES if case["lang"] == lang):
        for copy in dict.fromkeys((case["text"], case["text"].lower())):
            kind = "in small letters" if copy == copy.lower() else "as written"
            masks = mask(copy, book=load())
            for name in case.get("names", ()):
                done = covered(copy, masks, name if copy == case["text"] else name.lower())
                figures[kind][0] += done
                figures[kind][1] += 1
                missed += [] if done else [(kind, name)]
    with capsys.disabled():
        print(f"\nmasking {lang}:", {kind: f"{hit}/{all_} names" for kind, (hit, all_) in figures.items()}, missed)
    assert figures["as written"][0] >= 0.995 * figures["as written"][1]
    assert figures["in small letters"][0] >= 0.95 * figures["in small letters"][1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_other_details_are_covered(lang: str) -> None:
    missed = [
        (words, case["text"])
        for case in CASES
        if case["lang"] == lang
        for words in case.get("hide", ())
        if not covered(case["text"], mask(case["text"], book=load()), words)
    ]
    assert not missed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_subject_is_left_readable(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Passports, services, bodies, oblasts and years stay."""
    kept = [
        (words, case["text"])
        for case in CASES
        if case["lang"] == lang
        for words in case.get("stay", ())
        if any(
            found.start() < one.span.end and one.span.start < found.end()
            for found in re.finditer(re.escape(words), case["text"])
            for one in mask(case["text"], book=load())
        )
    ]
    total = sum(len(case.get("stay", ())) for case in CASES if case["lang"] == lang)
    with capsys.disabled():
        print(f"masking {lang}: {len(kept)} of {total} words that may stay were masked", [words for words, _ in kept])
    assert len(kept) <= 0.03 * total


def samples() -> Iterator[tuple[str, str]]:
    for path in sorted((Path(__file__).parents[2] / "samples").glob("*/*.txt")):
        yield path.name, path.read_text(encoding="utf-8")


def test_accounts_stay_readable(capsys: pytest.CaptureFixture[str]) -> None:
    """Of the words of whole accounts at most 15 in a hundred are masked, withheld sentences apart."""
    hidden = words = 0
    for _, text in samples():
        one, all_ = share(text, mask(text, book=load()))
        hidden, words = hidden + one, words + all_
    with capsys.disabled():
        print(f"masking: {hidden / words:.1%} of the words of the sample accounts")
    assert hidden <= 0.15 * words


def test_one_person_has_one_number() -> None:
    text = "Олена Гнатюк прийшла сама. Оленці сказали чекати. Потім Гнатюк пішла. Її сусід Петро бачив Олену."
    said = [one.replacement for one in mask(text, book=load()) if one.kind == "person"]
    assert said == ["[ОСОБА-1]", "[ОСОБА-1]", "[ОСОБА-1]", "[ОСОБА-2]", "[ОСОБА-1]"]


def test_father_and_son_are_two() -> None:
    text = "Прийшли Іван Ковальчук і Петро Ковальчук. Івана відпустили, Петра ні."
    said = [one.replacement for one in mask(text, book=load()) if one.kind == "person"]
    assert said == ["[ОСОБА-1]", "[ОСОБА-2]", "[ОСОБА-1]", "[ОСОБА-2]"]


def test_the_same_person_in_two_alphabets() -> None:
    text = "Галина Ковальчук сказала ні.\nHalyna Kovalchuk said no."
    said = [one.replacement for one in mask(text, book=load()) if one.kind == "person"]
    assert said == ["[ОСОБА-1]", "[PERSON-1]"]


def test_words_stand_in_the_language_of_the_sentence() -> None:
    text = "We left Tokmak in May 2023.\n\nМы уехали из Токмака в мае 2023 года.\n\nМи виїхали з Токмака в травні 2023 року."
    assert masked(text, mask(text, book=load())).split("\n\n") == [
        "We left [a town in Zaporizhzhia oblast] in [spring 2023].",
        "Мы уехали из [город в Запорожской области] в [весна 2023].",
        "Ми виїхали з [місто в Запорізькій області] в [весна 2023].",
    ]


def test_a_village_that_may_lie_anywhere_is_put_nowhere() -> None:
    said = [one.replacement for one in mask("Ми жили в селі Миколаївка.", book=load()) if one.kind == "place"]
    assert said == ["[село]"]


def test_winter_is_named_by_both_years() -> None:
    text = "Це було 12 січня 2024 року і 30 грудня 2024 року."
    assert [one.replacement for one in mask(text, book=load())] == ["[зима 2023–2024]", "[зима 2024–2025]"]


def test_how_people_were_helped_is_withheld_whole() -> None:
    text = "Пенсію не дали. Лікарка приймала вдома, після зміни, на вулиці за школою. Ліки були."
    assert masked(text, mask(text, book=load())) == "Пенсію не дали. [речення не оприлюднюється.] Ліки були."


def test_a_name_given_is_found_where_it_is_a_word() -> None:
    text = "казали що мороз усіх здасть, а слава мовчить"
    found = masked(text, mask(text, book=load(), known_people=["Слава Мороз"]))
    assert "мороз" not in found
    assert "слава" not in found


def test_a_name_in_a_chat_header_is_a_sender() -> None:
    text = "джусь: я вже здав\nмама: не ходи"
    assert "джусь" not in masked(text, mask(text, book=load()))


def test_residual_counts_what_is_left_together() -> None:
    text = "Тамарі, 61, у Токмаку у вересні 2023 року відмовили. Її сестра хвора на діабет."
    left = residual(text, mask(text, book=load()))
    assert "place: місто в Запорізькій області" in left
    assert "age: вік 60–69" in left
    assert left[-1].startswith("6 kinds of detail in one paragraph")
    assert not any(secret in line for line in left for secret in ("Тамар", "61", "Токмак", "верес", "сестра"))


def test_every_mask_says_why() -> None:
    for case in CASES:
        for one in mask(case["text"], book=load()):
            assert one.kind
            assert one.reason
            words = case["text"][one.span.start : one.span.end]
            assert words not in one.reason, "a reason names a rule, never words of a source"

"""The law of scanning: what a scanner finds is what the matcher finds for the same patterns, at the same places."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svidok.language import scan
from svidok.language.fold import fold
from svidok.language.matcher import compile_lexicon
from svidok.language.scan import compile_scanner

WORDS = [
    "Паспорт", "паспорта", "без", "БЕЗ", "не", "дают", "інсуліну", "здоров’я", "пас\u00adпорту", "лікаря", "ёлка", "елка",
    "ВІЛ", "віл", "doctor's", "passport", "wouldn't", "have", "RFE/RL", "мо\u0438\u0306", "\u0456\u0308жа", "слю́да", "5-й",
    "надцятипаспортнодовгословесний", "паспортний" * 5,
]  # fmt: skip
JOINTS = [
    " ",
    " ",
    " ",
    "\u00a0",
    "\n",
    "\r\n",
    "\n\n",
    "\r\n\r\n",
    ", ",
    " — ",
    "-",
    "/",
    " «",
    "» ",
    "’",
    " ’",
    "😀",
    "",
    "  ",
]
PATTERNS = [
    "паспорт*", "паспорт~", "без паспорта", "без паспорт*", "не дают", "не дают паспорт*", "інсулін*", "здоров'я",
    "лікар~", "елка", "=ВІЛ", "doctor", "passport", "n't have", "RFE/RL", "мой", "їжа", "слюда", "5 й", "не & дают", "пас*",
    "паспорт* без", "дают* паспорт*", "без* не дают", "не* дают* паспорт*", "пас* doctor", "doctor* passport", "n't* passport",
    "без* лікар~", "=ВІЛ* doctor", "надцятипаспорт* не дают",
]  # fmt: skip
texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(JOINTS)), min_size=1, max_size=12).map(
    lambda pairs: "".join(map("".join, pairs))
)
lexicons = st.lists(st.tuples(st.sampled_from(PATTERNS), st.sampled_from("abc")), min_size=1, max_size=8)


def _without_pairs(lexicon: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(pattern, value) for pattern, value in lexicon if "&" not in pattern]


@given(texts, lexicons)
@settings(max_examples=300, deadline=None)  # the first text makes the tables of letters
def test_a_scanner_finds_what_the_matcher_finds(text: str, lexicon: list[tuple[str, str]]) -> None:
    by_language = {"uk": lexicon[::2], "ru": lexicon[1::2]}
    matcher = compile_lexicon({lang: _without_pairs(entries) for lang, entries in by_language.items()})
    folded = fold(text)
    found = compile_scanner(by_language).find(text)
    assert sorted(found) == sorted((hit.start, hit.end, hit.value) for hit in matcher.find(folded))
    assert [seen[:2] for seen in found] == sorted(seen[:2] for seen in found)
    assert all(text[start:end][0].isalnum() for start, end, _ in found)


@given(texts, lexicons)
def test_where_no_needed_literal_stands_no_wanted_value_is_found(text: str, lexicon: list[tuple[str, str]]) -> None:
    matcher = compile_lexicon({"uk": lexicon})
    every = matcher.spans(fold(text))
    some = matcher.spans(fold(text), matcher.literals(lambda value: value == "a"))
    assert some in ([], every)
    assert some == every or all(value != "a" for _, _, value in every)


@given(st.lists(texts | st.just(""), max_size=5), lexicons)
def test_many_texts_are_scanned_as_each_of_them(several: list[str], lexicon: list[tuple[str, str]]) -> None:
    made = compile_scanner({"uk": lexicon})
    found = [
        (int(text), int(start), int(end), batch.values[place])
        for batch in made.scan(several)
        for text, start, end, place in zip(batch.texts, batch.starts, batch.ends, batch.places, strict=True)
    ]
    assert found == [(number, *seen) for number, text in enumerate(several) for seen in made.find(text)]
    counted = [value for _, _, _, value in found]
    assert made.count(several) == {value: counted.count(value) for value in counted}


def test_batches_follow_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "_BATCH", 20)
    made = compile_scanner({"uk": [("паспорт*", "passport")]})
    several = ["Без паспорта.", "", "Паспорт", "нічого", "паспортний стіл" * 3]
    assert [number for batch in made.scan(several) for number in batch.texts.tolist()] == [0, 2, 4]


def test_a_scanner_outruns_regular_expressions_by_far() -> None:
    """A loose bound of what `make bench-reading` measures: the same words, found by both."""
    known = [f"{a}ло{b}ва" for a in "сбвгджзклмн" for b in "абвгдеєжзиіїйклмнопрстуф"]
    text = "Нічого такого тут не сказано, крім того, що всі вже знають давно, і слобва теж. " * 2000
    made, plain = compile_scanner({"uk": [(word, word) for word in known]}), re.compile(rf"\b(?:{'|'.join(known)})\b")
    made.count([text])  # makes the tables of letters
    began = time.process_time()
    assert made.count([text]) == {"слобва": 2000}
    ours = time.process_time() - began
    assert len(plain.findall(text.lower())) == 2000
    assert time.process_time() - began > 5 * ours

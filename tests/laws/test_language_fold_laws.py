"""Laws of folding: every folded character leads back to the characters it came from."""

import unicodedata

from hypothesis import example, given, settings
from hypothesis import strategies as st

from svidok.language.alphabet import IGNORED
from svidok.language.fold import fold

DAMAGE = [
    "й", "Й", "и\u0306", "И\u0306", "і\u0308", "І\u0308", "е\u0308", "ё", "Ё", "и\u0301\u0306", "и\u00ad\u0306",
    "к\u0306", "а\u0301", "па\u00adспорт", "\u200b", "\u200d", "\ufeff", "\u0301", "\u0306", "\u0308",
    "👩\u200d⚕\ufe0f", "🇺🇦", "😀", "\r\n", "\n", "\r", "\n\n", "\u2028", "\u00a0", "\u202f", "\u3000", "\t", "’",
    "ʼ", "‘", "`", "′", "'", "-", "–", "—", "\u2011", "«", "»", "“", "İ", "Σ", "ς", "ß", "ﬁ", "𐐀", "Ґ", "Є",
    "ВІЛ", "Zürich", ",", ".", "…", " ", "  ",
]  # fmt: skip
texts = st.lists(
    st.one_of(st.sampled_from(DAMAGE), st.text(st.characters(exclude_categories=["Cs"]), max_size=4)), max_size=14
).map("".join)


@given(texts, st.data())
@settings(max_examples=400)
def test_a_slice_of_the_folded_text_is_the_folded_slice_of_the_original(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    first, last = folded.span(start, end)
    assert 0 <= first <= last <= len(text)
    assert fold(text[first:last]).text == folded.text[start:end]
    assert fold(text[first:last]).cased == folded.cased[start:end]


@given(texts)
def test_spans_keep_their_order_and_do_not_overlap(text: str) -> None:
    folded = fold(text)
    spans = [folded.span(place, place + 1) for place in range(len(folded.text))]
    starts_after = [*(first for first, _ in spans[1:]), len(text)]
    assert all(first < last <= after for (first, last), after in zip(spans, starts_after, strict=False))
    covered = {place for a, b in spans for place in range(a, b)}
    assert all(text[place] in IGNORED for place in set(range(len(text))) - covered)


@given(texts)
def test_the_three_forms_have_one_length(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(folded.text) == len(folded.cased) == len(folded.ribbon.page)


@given(texts)
@example("е\u0308\u0308 ё\u0308 Й\u0306")
def test_nothing_changes_a_second_time(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(texts)
def test_what_is_invisible_makes_no_difference(text: str) -> None:
    assert fold("\u00ad".join(text) + "\u200d").text == fold(text).text


@given(texts)
def test_the_two_ways_of_writing_an_accent_make_no_difference(text: str) -> None:
    short = "".join(sign for sign in text if sign in "йїёЙЇЁабв ")
    assert fold(unicodedata.normalize("NFD", short)).text == fold(short).text


@given(texts)
def test_a_text_without_invisible_signs_keeps_its_offsets(text: str) -> None:
    plain = "".join(sign for sign in text if sign not in IGNORED and not unicodedata.combining(sign))
    folded = fold(plain)
    assert len(folded) == len(plain)
    assert folded.span(0, len(plain)) == (0, len(plain))


@given(texts)
def test_capitals_make_no_difference_to_our_letters(text: str) -> None:
    ours = "".join(sign for sign in text if "Ѐ" <= sign <= "ґ" or sign.isascii())
    assert fold(ours.upper()).text == fold(ours.lower()).text


@given(texts)
def test_the_ribbon_leads_back_to_each_letter(text: str) -> None:
    folded = fold(text)
    tape = folded.ribbon
    for offset, byte in enumerate(tape.read):
        if byte != 0x20:
            assert tape.page[tape.place(offset)] == byte
    assert [b for b in tape.read if b != 0x20] == [
        b
        for place, b in enumerate(tape.page)
        if chr(b).isalnum() or b >= 0x80 or (b == 0x27 and _inner(tape.page, place))
    ]


def _inner(page: bytes, place: int) -> bool:
    around = page[place - 1 : place] + page[place + 1 : place + 2]
    return len(around) == 2 and all(b >= 0x80 or chr(b).isalnum() for b in around)


def test_half_of_an_emoji_is_read_as_damage_and_moves_nothing() -> None:
    folded = fold("да \ud83d Паспорт")
    assert folded.text == "да \ufffd паспорт"
    assert folded.span(5, 12) == (5, 12)
    assert fold("\ud83d\udcde Ок").span(3, 5) == (3, 5)

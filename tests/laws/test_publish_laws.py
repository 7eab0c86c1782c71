"""Laws of publishing: cutting loses nothing, dates never fail, a CSV gives back what went in."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from svidok.publish.dates import months, say_date
from svidok.publish.marking import pieces
from svidok.publish.tables import safe, to_csv
from svidok.publish.words import LANGUAGES, words

MARKS = st.lists(st.tuples(st.integers(-5, 60), st.integers(-5, 60), st.sampled_from(["service", "place", "date"])))


@given(
    st.text(max_size=50),
    MARKS,
    st.lists(st.integers(-5, 60)),
    st.lists(st.tuples(st.integers(-5, 60), st.integers(1, 9))),
)
def test_the_pieces_joined_are_the_text(text: str, marks: list, anchors: list, backs: list) -> None:
    cut = pieces(text, marks, anchors, backs)
    assert "".join(piece.text for piece in cut) == text
    assert all(text[piece.start : piece.start + len(piece.text)] == piece.text for piece in cut)
    assert {piece.start for piece in cut if piece.anchor} == {a for a in anchors if 0 <= a < len(text)}
    assert {(p.start + len(p.text), n) for p in cut for n in p.back} == {(e, n) for e, n in backs if 0 < e <= len(text)}


@given(st.text(min_size=1, max_size=50), MARKS)
def test_each_character_is_under_its_marks_and_no_others(text: str, marks: list) -> None:
    for piece in pieces(text, marks):
        for place in range(piece.start, piece.start + len(piece.text)):
            assert set(piece.slots) == {slot for start, end, slot in marks if start <= place < end}


@given(
    st.one_of(st.text(max_size=20), st.from_regex(r"\A\d{4}(-\d{2}(-\d{2})?)?[~?%]?(/(\d{4}(-\d{2})?|\.\.))?\Z")),
    st.sampled_from(LANGUAGES),
)
def test_any_date_can_be_said(edtf: str, lang: str) -> None:
    assert isinstance(say_date(edtf, words(lang)), str)
    span = months(edtf)
    assert span is None or span[0] <= span[1]


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1))
def test_a_csv_gives_back_what_went_in(table: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(to_csv(table).decode("utf-8"), newline="")))
    assert read == [[safe(cell) for cell in line] for line in table]
    assert all(
        back == cell or back == f"'{cell}"
        for line, told in zip(read, table, strict=True)
        for back, cell in zip(line, told, strict=True)
    )

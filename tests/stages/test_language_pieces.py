"""Cutting into pieces: every piece stands where it says, whatever the text holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svidok.language.pieces import Cutter, Pieces, vocabulary

KNOWN = vocabulary()
pytestmark = pytest.mark.skipif(KNOWN is None, reason="the extra `semantic` is not installed")
SIGNS = st.sampled_from(" \n\r\tаіїєґёйъыАЯ’'ʼ«»—-.,!?🟥👩‍⚕️é̈abcZ09№ ﬁ½")


@pytest.fixture(scope="module")
def cutter() -> Cutter:
    assert KNOWN is not None
    return Cutter(KNOWN)


def words_of(text: str, pieces: Pieces) -> list[str]:
    return [text[a:b] for a, b in pieces.spans]


def test_words_of_three_languages_are_cut_where_they_stand(cutter: Cutter) -> None:
    text = "Без паспорта РФ insulin не дали"
    assert "".join(words_of(text, cutter.cut(text))) == text.replace(" ", "")


@given(st.lists(SIGNS, max_size=60).map("".join))
def test_pieces_stand_in_order_inside_the_text(text: str) -> None:
    assert KNOWN is not None
    pieces = _SHARED.cut(text)
    assert len(pieces.ids) == len(pieces.spans)
    assert all(0 <= a <= b <= len(text) for a, b in pieces.spans)
    assert [a for a, _ in pieces.spans] == sorted(a for a, _ in pieces.spans)


@given(st.text(max_size=80))
def test_nothing_that_is_written_is_lost(text: str) -> None:
    """Every letter of our alphabets lies in a piece; signs of other scripts may be joined into one."""
    covered = {i for a, b in _SHARED.cut(text).spans for i in range(a, b)}
    letters = {i for i, c in enumerate(text) if c.isascii() and c.isalnum()}
    assert letters <= covered


def test_control_words_in_a_text_are_only_signs(cutter: Cutter) -> None:
    """Who writes "</s>" in a chat must not end the passage for the encoder."""
    assert KNOWN is not None
    ids = cutter.cut("a </s> b <s> <pad> <mask>").ids
    assert not {KNOWN.begin, KNOWN.end, 1} & set(ids)


def test_the_same_text_is_cut_alike_whatever_came_before(cutter: Cutter) -> None:
    text = "Відмовили в госпіталізації, бо полісу не було"
    before = cutter.cut(text)
    cutter.cut("щось зовсім інше " * 50)
    assert cutter.cut(text) == before


_SHARED = Cutter(KNOWN) if KNOWN is not None else None

"""Laws of the codebook: what a code looks like, where it belongs, and how a wrong one is answered."""

import difflib
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from svidok.codebook import Code, load
from svidok.errors import UnknownCode

BOOK = load()
CODES = [code for codes in BOOK.codes.values() for code in codes.values()]
SLUG = re.compile(r"[a-z][a-z_]*(?:\.[a-z][a-z_]*)?")
DIMENSIONS = st.sampled_from(sorted(BOOK.codes))
KNOWN = st.sampled_from(CODES)


def test_codes_are_slugs() -> None:
    """A code is written into ledgers for ever: it never needs quoting, folding or escaping."""
    assert not [code.id for code in CODES if not SLUG.fullmatch(code.id)]
    for dimension, codes in BOOK.codes.items():
        assert re.fullmatch("[a-z]+", dimension)
        assert all(code.id == name and code.dimension == dimension for name, code in codes.items())


@given(st.sampled_from(sorted(BOOK.codes["service"])))
def test_a_service_belongs_to_the_group_it_is_named_after(name: str) -> None:
    code = BOOK.code("service", name)
    assert code.extra["group"] == name.split(".")[0]
    assert code.extra["group"] in BOOK.codes["group"]


def test_no_group_is_empty() -> None:
    assert {code.extra["group"] for code in BOOK.codes["service"].values()} == set(BOOK.codes["group"])


@given(KNOWN)
def test_definitions_end_as_sentences_and_labels_do_not(code: Code) -> None:
    for text in code.means.values():
        assert re.search(r"[.»)]$", text)
        assert text[0].isupper() or not text[0].isalpha()
        assert "  " not in text
    for label in code.label.values():
        assert not label.endswith(".")
        assert len(label) <= 80


@given(KNOWN, st.sampled_from(["uk", "ru", "en"]))
def test_a_known_code_is_found_wherever_it_is_asked_for(code: Code, lang: str) -> None:
    assert BOOK.code(code.dimension, code.id) is code
    assert BOOK.label(code.dimension, code.id, lang) == code.label[lang]
    assert code in list(BOOK.find(code.id))


@given(DIMENSIONS, st.text(max_size=30))
def test_an_unknown_code_raises_and_names_one_that_exists(dimension: str, name: str) -> None:
    assume(name not in BOOK.codes[dimension])
    with pytest.raises(UnknownCode) as raised:
        BOOK.code(dimension, name)
    near = raised.value.facts["near"]
    assert near in BOOK.codes[dimension] or near == "a code of the list"
    assert BOOK.label(dimension, name, "uk") == name


@given(KNOWN, st.data())
def test_a_slip_of_the_hand_is_answered_with_the_code_that_was_meant(code: Code, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(code.id) - 1))
    slip = code.id[:at] + code.id[at + 1 :]
    codes = BOOK.codes[code.dimension]
    assume(len(code.id) >= 6 and slip not in codes)
    with pytest.raises(UnknownCode) as raised:
        BOOK.code(code.dimension, slip)
    near = str(raised.value.facts["near"])
    assert near in codes
    closeness = difflib.SequenceMatcher(None, slip, near).ratio()
    assert closeness >= difflib.SequenceMatcher(None, slip, code.id).ratio() - 0.05


@given(st.text(max_size=20))
def test_a_dimension_that_is_not_there_has_no_codes(dimension: str) -> None:
    assume(dimension not in BOOK.codes)
    with pytest.raises(UnknownCode):
        BOOK.code(dimension, "health.insulin")
    assert BOOK.label(dimension, "health.insulin", "en") == "health.insulin"

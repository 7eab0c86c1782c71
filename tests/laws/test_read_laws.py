"""The law of spans: what is quoted stands where it is said to stand, whatever a text is made of."""

import functools
import os

from hypothesis import given, settings
from hypothesis import strategies as st

from svidok.codebook import load
from svidok.model import TextLayer
from svidok.read import Reader

TEXTS = int(os.environ.get("SVIDOK_TEXTS", "1500"))
SAID = [
    "У Токмаку мені не дали інсулін без російського паспорта.",
    "В поликлинике Мелитополя отказали: только с паспортом РФ.",
    "In Mariupol you cannot get a pension without a Russian passport, Olena told the BBC.",
    "сказали сперва гражданство потом симка",
    "Начальник пригрозив звільненням, якщо не візьмемо паспорт.",
    "Read more about it\nAnna / TASS / Profimedia\n",
]
# what really turns up in files: emoji, combining marks, every kind of line end and space, invisible characters
NOISE = [
    "\r\n",
    "\n\n",
    "\u00a0",
    "\u00ad",
    "\u200b",
    "\u0301",
    "е\u0308",
    "и\u0306",
    "😀",
    "👩🏽‍⚕️",
    "\ufeff",
    "\u2028",
    "…",
    "«",
    "”",
    "\t",
    "І\u0308",
]
PIECES = st.one_of(st.sampled_from(SAID), st.sampled_from(NOISE), st.text(max_size=12))


@functools.cache
def engine() -> Reader:
    return Reader(load())


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Sentences of the subject with noise between them and inside their words."""
    whole = ""
    for piece in draw(st.lists(PIECES, max_size=7)):
        cut = draw(st.integers(0, len(whole)))
        whole = whole[:cut] + piece + whole[cut:] if draw(st.booleans()) else f"{whole} {piece}"
    return whole


@settings(max_examples=TEXTS, deadline=None)
@given(texts())
def test_every_quote_stands_where_it_is_said_to_stand(text: str) -> None:
    for statement in engine().read(TextLayer(text), "a"):
        assert 0 <= statement.scene.start <= statement.scene.end <= len(text)
        for a in statement.assertions:
            assert a.quote == text[a.span.start : a.span.end]
            assert a.quote
            assert a.span.source == "a"
        for member in statement.attribution:
            if member.span is not None and member.role not in ("collector",):
                assert text[member.span.start : member.span.end]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SAID), st.sampled_from(SAID))
def test_a_paragraph_reads_the_same_beside_another(first: str, second: str) -> None:
    """What an empty line parts does not change the services read on either side of it."""

    def services(text: str) -> set[str]:
        return {v for s in engine().read(TextLayer(text), "a") for v in s.values("service")}

    assert services(first) <= services(f"{first}\n\n{second}")

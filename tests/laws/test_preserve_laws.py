"""Laws of preserving: exact text, blocks that cover it, no word of a script, and never an exception of another kind."""

import codecs
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.files import make

from svidok.errors import SvidokError
from svidok.model import TextLayer
from svidok.preserve.html import read_html
from svidok.preserve.layers import read_layer
from svidok.preserve.pdf_lines import Line, join, paragraphs
from svidok.preserve.plain import read_plain

_MARKUP = """
<p> </p> <div> </div> <b> <table><tr><td> <script> </script> <!-- --> <style> </style> <a> </a> слова <nav> </nav>
<br> &amp; <li> <svg> <template> <title> <textarea> <noscript>
"""
MARK = "\ufeff"
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])
    | st.sampled_from("абвґії \n\r\t\u2028\x0b\x0c#-[]:.,0123456789\u00a0\u200b\ufeff")
)
SEEDS = st.sampled_from(
    [
        make.word_ordinary(),
        make.word_parts(make.paragraph(make.WORDS)),
        make.pdf([make.column([make.WORDS, make.SECOND]), []]),
        make.page_with_furniture(),
        make.WORDS.encode("cp1251"),
        make.WORDS.encode("utf-16"),
        "[12.05.2023, 14:03] Оля: так\n".encode() * 5,
    ]
)
MARKUP = st.sampled_from(_MARKUP.split())
NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a.pdf", "a", ""])


def blocks_lie_well(layer: TextLayer) -> None:
    last = 0
    for block in layer.blocks:
        assert last <= block.start < block.end <= len(layer.text)
        words = layer.text[block.start : block.end]
        assert words == words.strip()
        assert block.where
        last = block.end


def outside_blocks(layer: TextLayer) -> str:
    edges = [0, *(edge for block in layer.blocks for edge in (block.start, block.end)), len(layer.text)]
    return "".join(layer.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))


@given(TEXTS, st.booleans())
@example("\ufeff\ufeff", False)
@example("[12.05.2023, 14:03] а: б\n" * 3, True)
def test_plain_text_is_what_its_bytes_decode_to_and_blocks_cover_it(text: str, markdown: bool) -> None:
    layer = read_plain(text.encode(), "a.txt", markdown=markdown)
    assert layer.text == text
    blocks_lie_well(layer)
    assert not outside_blocks(layer).removeprefix(MARK).strip()


@given(TEXTS)
def test_utf16_and_utf8_give_the_same_text(text: str) -> None:
    layer = read_plain(codecs.BOM_UTF16_LE + text.encode("utf-16-le"), "a.txt")
    assert layer.text == text


@given(st.lists(MARKUP, max_size=30))
def test_no_word_of_a_script_is_ever_text(pieces: list[str]) -> None:
    scripts = f"<script>{make.SECRET}</script><style>{make.SECRET}</style><!--{make.SECRET}-->"
    around = "".join(pieces)
    for body in (f"{around}</script></style>-->{scripts}<p>кінець", f"{scripts}{around}"):
        layer = read_html(make.page(f"<p>початок</p>{body}"), "a.html")
        assert make.SECRET not in layer.text + layer.title
        blocks_lie_well(layer)
        assert not outside_blocks(layer).strip()


def outcome(data: bytes, name: str) -> TextLayer | str:
    """A text layer, or an error as a person sees it; whatever else is raised fails the test."""
    try:
        layer = read_layer(data, name)
    except SvidokError as error:
        return str(error)
    blocks_lie_well(layer)
    layer.text.encode("utf-8")
    return layer


@given(st.binary(max_size=400), NAMES)
@example(b"PK\x05\x06" + bytes(18), "a.docx")
@example(b"\xef\xbb\xbf%PDF-", "a.pdf")
@example(b"\xff\xfe", "a.html")
def test_any_bytes_give_a_layer_or_an_error_of_ours(data: bytes, name: str) -> None:
    outcome(data, name)


@settings(max_examples=300)
@given(
    SEEDS,
    NAMES,
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=12),
    st.integers(0, 10**6),
    st.integers(0, 10**6),
)
def test_damaged_files_give_a_layer_or_an_error_of_ours(
    data: bytes, name: str, flips: list[tuple[int, int]], cut: int, drop: int
) -> None:
    hurt = bytearray(data)
    for place, value in flips:
        hurt[place % len(hurt)] = value
    start = drop % len(hurt)
    outcome(bytes(hurt[:start] + hurt[start + drop % 7 :])[: len(hurt) - cut % 50], name)


@given(SEEDS, NAMES)
def test_reading_twice_gives_the_same(data: bytes, name: str) -> None:
    assert outcome(data, name) == outcome(data, name)


@given(st.text(st.sampled_from("абв"), min_size=12, max_size=12), SEEDS, st.integers(0, 10**6))
def test_an_error_holds_no_words_of_the_file(words: str, data: bytes, place: int) -> None:
    start = place % len(data)
    said = outcome(data[:start] + words.encode() + data[start:], "a.docx")
    assert isinstance(said, TextLayer) or words not in said


LINES = st.lists(
    st.builds(
        Line,
        st.text(st.sampled_from("абв .-—1)"), max_size=20),
        st.floats(0, 300),
        st.floats(300, 600),
        st.floats(0, 800),
        st.floats(1, 30),
    )
)


@given(LINES)
def test_joining_lines_changes_white_space_only(lines: list[Line]) -> None:
    whole = "".join(line.words for line in lines)
    assert re.sub(r"\s", "", "".join(paragraphs(lines))) == re.sub(r"\s", "", whole)


@given(st.lists(st.text(st.sampled_from("аб- "), max_size=8)))
def test_joined_lines_hold_no_double_space_that_no_line_held(lines: list[str]) -> None:
    joined = join(lines)
    assert "  " not in joined or any("  " in line.strip() for line in lines)

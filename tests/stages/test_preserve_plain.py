"""Plain text: exact decoding, blocks, chats, and encodings that are told or refused."""

import codecs
from pathlib import Path

import pytest
from tests.files import make

from svidok.errors import EncodingUnclear, FileTooLarge, FormatUnknown
from svidok.model import TextLayer
from svidok.preserve import limits
from svidok.preserve.encodings import by_letters, decode_page
from svidok.preserve.layers import read_layer

SAMPLES = Path(__file__).parents[2] / "samples"
PLAIN = sorted(path for path in SAMPLES.rglob("*") if path.suffix in (".txt", ".md") and path.name != "README.md")
PROSE = "Без російського паспорта інсулін не дають. Пенсію обіцяли виплатити навесні, але й навесні не виплатили."
RUSSIAN = "Без российского паспорта инсулин не выдают. Пенсию обещали выплатить весной, но и весной не выплатили."


def pieces(layer: TextLayer) -> list[tuple[str, str, str]]:
    return [(block.kind, block.where, layer.text[block.start : block.end]) for block in layer.blocks]


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.name)
def test_samples_come_back_exactly(path: Path) -> None:
    data = path.read_bytes()
    layer = read_layer(data, path.name)
    assert layer.text == data.decode("utf-8")
    assert not layer.notes


def test_line_ends_of_every_kind_stay_and_part_blocks() -> None:
    text = "перше\r\nдруге\rтретє\n\n\u2028четверте\x0b  п’яте  \n"
    layer = read_layer(text.encode(), "a.txt")
    assert layer.text == text
    assert [piece for _, _, piece in pieces(layer)] == ["перше", "друге", "третє", "четверте", "п’яте"]
    assert layer.blocks[4].where == "paragraph 5"


def test_nothing_is_composed_or_dropped() -> None:
    text = "и\u0306 і\u0308 е\u0301 \u00ad \u200b \u200d 👩‍⚕️ \u00a0 ﬁ"
    assert read_layer(text.encode(), "a.txt").text == text


def test_a_byte_order_mark_is_kept_noted_and_in_no_block() -> None:
    layer = read_layer(codecs.BOM_UTF8 + PROSE.encode(), "a.txt")
    assert layer.text == "\ufeff" + PROSE
    assert layer.blocks[0].start == 1
    assert layer.notes == ("begins with a byte order mark, kept in the text",)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_needs_its_mark(codec: str) -> None:
    mark = codecs.BOM_UTF16_LE if codec.endswith("le") else codecs.BOM_UTF16_BE
    layer = read_layer(mark + PROSE.encode(codec), "a.txt")
    assert layer.text == PROSE
    assert "UTF-16" in layer.notes[0]
    with pytest.raises((EncodingUnclear, FormatUnknown)):
        read_layer(PROSE.encode(codec), "a.txt")


def test_a_lone_surrogate_in_utf16_is_refused() -> None:
    with pytest.raises(EncodingUnclear):
        read_layer(codecs.BOM_UTF16_LE + "так".encode("utf-16-le") + b"\x00\xd8\x20\x00", "a.txt")


def test_a_surrogate_written_in_utf8_is_refused() -> None:
    with pytest.raises(EncodingUnclear) as refused:
        read_layer(b"ok \xed\xa0\x80", "a.txt")
    assert refused.value.facts["at"] == 3


@pytest.mark.parametrize("text", [PROSE, RUSSIAN, RUSSIAN.upper(), PROSE.lower()])
@pytest.mark.parametrize(("codec", "said"), [("cp1251", "windows-1251"), ("koi8_u", "KOI8-U")])
def test_old_encodings_are_told_by_their_letters(text: str, codec: str, said: str) -> None:
    layer = read_layer(text.encode(codec), "a.txt")
    assert layer.text == text
    assert layer.notes == (f"decoded from {said}, told by its letters",)


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: path.name)
@pytest.mark.parametrize("codec", ["cp1251", "koi8_u"])
def test_no_sample_is_read_in_a_wrong_encoding(path: Path, codec: str) -> None:
    data = path.read_text(encoding="utf-8").encode(codec, "ignore")
    assert by_letters(data) in (codec, None)
    if not path.name.startswith("en"):
        assert by_letters(data) == codec


@pytest.mark.parametrize("codec", ["cp866", "iso8859_5", "mac_cyrillic"])
def test_other_tables_are_refused_not_guessed(codec: str) -> None:
    with pytest.raises(EncodingUnclear):
        read_layer((RUSSIAN * 3).encode(codec), "a.txt")


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Élève né à Genève, hôpital fermé, forêt déjà brûlée " * 3, "cp1252"),
        ("Zażółć gęślą jaźń, książka " * 5, "cp1250"),
    ],
)
def test_western_tables_are_not_taken_for_cyrillic(text: str, codec: str) -> None:
    with pytest.raises(EncodingUnclear):
        read_layer(text.encode(codec), "a.txt")


@pytest.mark.parametrize("path", PLAIN[:8], ids=lambda path: path.name)
def test_one_broken_byte_in_utf8_is_not_taken_for_another_table(path: Path) -> None:
    data = path.read_bytes()
    with pytest.raises(EncodingUnclear) as refused:
        read_layer(data[:101] + b"\xff" + data[101:], path.name)
    assert refused.value.facts["at"] in (100, 101)


def test_few_letters_prove_nothing() -> None:
    with pytest.raises(EncodingUnclear):
        read_layer("паспорт".encode("cp1251"), "a.txt")


def test_bytes_that_are_no_text_are_no_text() -> None:
    with pytest.raises(FormatUnknown):
        read_layer(bytes(range(32)) * 40, "a.txt")


def test_a_stray_nul_is_kept_and_noted() -> None:
    layer = read_layer(f"{PROSE}\0".encode(), "a.txt")
    assert layer.text == PROSE + "\0"
    assert layer.notes == ("control characters: 1",)


def test_markdown_has_headings_and_lists_and_plain_text_has_none() -> None:
    text = "# Свідчення\n\nПерше.\n- один\n2. два\n— Ні, — сказала вона."
    marked = read_layer(text.encode(), "a.md")
    assert [block.kind for block in marked.blocks] == ["heading", "paragraph", "list", "list", "paragraph"]
    assert marked.title == "Свідчення"
    assert {block.kind for block in read_layer(text.encode(), "a.txt").blocks} == {"paragraph"}


@pytest.mark.parametrize(
    "heads",
    [
        "[12.05.2023, 14:0{n}] Оля: ",
        "\u200e[12.05.23, 14:03:1{n}] Оля: ",
        "12/05/23, 2:0{n} PM - Оля: ",
        "Оля, [12.05.23 14:0{n}]\n",
        "[21:0{n}] оля: ",
    ],
)
def test_messages_of_a_pasted_chat(heads: str) -> None:
    text = "вступ\n" + "\n".join(heads.format(n=n) + f"слова {n}\nще рядок" for n in range(4))
    layer = read_layer(text.encode(), "a.txt")
    assert [block.kind for block in layer.blocks] == ["paragraph"] + ["message"] * 4
    assert layer.blocks[4].where == "message 4"
    assert pieces(layer)[4][2].endswith("слова 3\nще рядок")


def test_two_times_in_brackets_are_no_chat() -> None:
    text = "Розмова.\n[14:03] Оля: так\nДалі вона говорила довго.\n[14:09] Оля: ні\nКінець."
    assert {block.kind for block in read_layer(text.encode(), "a.txt").blocks} == {"paragraph"}


def test_a_form_is_no_chat() -> None:
    text = "Дата: 12.02.2026\nЗаявниця: Валентина\nМісце: Старобільськ\nСуть: пенсія"
    assert {block.kind for block in read_layer(text.encode(), "a.txt").blocks} == {"paragraph"}


def test_too_many_lines_are_refused_before_they_fill_memory() -> None:
    with pytest.raises(FileTooLarge):
        read_layer(b"a\n" * (limits.BLOCKS + 1), "a.txt")


def test_a_page_declares_its_encoding_and_broken_bytes_are_counted() -> None:
    body = '<meta charset="windows-1251"><p>' + PROSE * 20
    text, notes = decode_page(body.encode("cp1251"), "a.html")
    assert text == body
    assert notes == ("decoded from cp1251, as the page declares",)
    data = f'<meta charset="utf-8"><p>{PROSE * 20}'.encode() + b"\xff"
    assert decode_page(data, "a.html")[1] == ("characters that could not be decoded: 1",)
    wrong = f'<meta charset="utf-8"><p>{PROSE * 20}'.encode("cp1251")
    assert decode_page(wrong, "a.html")[1] == ("decoded from windows-1251, told by its letters",)
    assert make.WORDS in decode_page(codecs.BOM_UTF16_LE + f"<p>{make.WORDS}".encode("utf-16-le"), "a.html")[0]

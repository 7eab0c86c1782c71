"""Kinds told by content, names that lie, and the limits that come before any parser."""

import pytest
from tests.files import make

from svidok.errors import FileDamaged, FileEmpty, FileLocked, FileTooLarge, FormatUnknown, SvidokError, TextMissing
from svidok.preserve.kinds import LOOKS, detect
from svidok.preserve.layers import read_layer
from svidok.preserve.limits import FILE_BYTES, shown


def test_an_empty_file_says_so() -> None:
    with pytest.raises(FileEmpty, match=r"SV220: a\.txt is empty"):
        read_layer(b"", "a.txt")


def test_sixty_megabytes_are_refused_unread() -> None:
    with pytest.raises(FileTooLarge, match="50,000,000 bytes"):
        read_layer(bytes(60_000_000), "a.pdf")
    assert FILE_BYTES == 50_000_000


@pytest.mark.parametrize(
    ("data", "name", "kind", "note"),
    [
        (make.word_ordinary(), "скарга.pdf", "docx", "named .pdf, is docx"),
        (make.pdf([make.column([make.WORDS])]), "скарга.docx", "pdf", "named .docx, is pdf"),
        (make.page("<p>так"), "a.txt", "html", "named .txt, is html"),
        (make.WORDS.encode(), "a.html", "txt", "named .html, is plain text"),
        (make.WORDS.encode(), "a.pdf", "txt", "named .pdf, is plain text"),
        (b"<p>x</p>", "a.htm", "html", ""),
        (b"<p>x</p>", "a.txt", "txt", ""),
        (make.WORDS.encode(), "a.md", "md", ""),
        (make.WORDS.encode(), "без закінчення", "txt", ""),
        ("\ufeff<!-- збережено --> <HTML><p>так".encode(), "a", "html", ""),
        ("<html><p>так".encode("utf-16"), "a.html", "html", ""),
    ],
)
def test_content_decides_and_a_wrong_name_is_told(data: bytes, name: str, kind: str, note: str) -> None:
    found = detect(data, name)
    assert found.kind == kind
    assert found.notes == ((note,) if note else ())
    assert note in (*read_layer(data, name).notes, "")


@pytest.mark.parametrize(
    ("data", "looks"),
    [
        (b"\xff\xd8\xff\xe0" + bytes(20), "a picture"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a picture"),
        (b"RIFF\0\0\0\0WAVEfmt ", "a recording"),
        (b"\0\0\0\x18ftypmp42", "a recording"),
        (b"OggS\0\x02", "a recording"),
        (b"{\\rtf1 \\ansi}", "a rich text file"),
        (b"\x1f\x8b\x08", "an archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Word file"),
        (b'{"name": "chat", "messages": []}', "data (JSON)"),
        (b"<?xml version='1.0'?><kml/>", "data (XML)"),
        (make.archive({"xl/workbook.xml": ""}), "a spreadsheet"),
        (make.archive({"content.xml": ""}), "an OpenDocument file"),
        (make.archive({"../../etc/passwd": "x", "/abs": "y"}), "an archive"),
        (b"MZ\x90\0", "a program"),
    ],
)
def test_what_is_not_read_is_named(data: bytes, looks: str) -> None:
    with pytest.raises(FormatUnknown) as refused:
        read_layer(data, "a.txt")
    assert refused.value.facts["looks"] == looks
    assert looks in LOOKS


def test_a_locked_office_file_is_told_from_an_old_one() -> None:
    with pytest.raises(FileLocked):
        read_layer(make.word_locked(), "a.docx")


def test_a_chat_that_begins_with_a_bracket_is_no_data() -> None:
    assert detect("[12.05.2023, 14:03] Оля: [фото]".encode(), "a.txt").kind == "txt"


def test_a_file_with_two_faces_is_read_as_its_first_bytes_say_and_noted() -> None:
    both = make.pdf([make.column([make.WORDS])]) + make.archive({"word/document.xml": "<a/>"})
    layer = read_layer(both, "a.pdf")
    assert layer.text == make.WORDS
    assert "a zip archive is hidden at its end" in layer.notes
    page = b"<html><!-- %PDF-1.7 --><p>x</p>"
    assert "a pdf may be hidden in it" in read_layer(page, "a.html").notes


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("скарга\u202efdp.exe", "скарга\\u202efdp.exe"),
        ("a\nb\0c", "a\\u000ab\\u0000c"),
        ("\udcffx", "\\udcffx"),
        ("д" * 200, "д" * 80 + "…"),
        ("", "the file"),
    ],
)
def test_names_are_shown_without_their_tricks(name: str, safe: str) -> None:
    assert shown(name) == safe
    with pytest.raises(FileEmpty) as refused:
        read_layer(b"", name)
    assert safe in str(refused.value)
    str(refused.value).encode("utf-8")


@pytest.mark.parametrize(
    ("data", "error"),
    [(b"%PDF-1.7", FileDamaged), (b"PK\x03\x04", FileDamaged), (b"   \n\t ", None), (make.page("  <p> "), TextMissing)],
)
def test_almost_nothing(data: bytes, error: type[SvidokError] | None) -> None:
    if error is None:
        assert read_layer(data, "a.txt").blocks == ()
        return
    with pytest.raises(error):
        read_layer(data, "a.txt")

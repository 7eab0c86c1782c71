"""Word documents: what stands on the printed page is text; hostile packages are refused with one clear error."""

import zipfile

import pytest
from tests.files import make
from tests.files.make import paragraph, styled, word_part, word_parts

from svidok.errors import BombRefused, FileDamaged, FileLocked, FileTooLarge, SvidokError, TextMissing
from svidok.model import TextLayer
from svidok.preserve.docx import read_docx

NAME = "скарга.docx"


def read(body: str, more: dict[str, str | bytes] | None = None) -> TextLayer:
    return read_docx(word_parts(body, more), NAME)


def pieces(layer: TextLayer) -> list[tuple[str, str, str]]:
    return [(block.kind, block.where, layer.text[block.start : block.end]) for block in layer.blocks]


def test_a_document_as_an_office_program_saves_it() -> None:
    layer = read_docx(make.word_ordinary(), NAME)
    assert layer.title == "Скарга"
    assert pieces(layer) == [
        ("heading", "heading 1", "Скарга до лікарні"),
        ("paragraph", "paragraph 1", make.WORDS),
        ("list", "list item 1", "перший раз"),
        ("caption", "caption 1", "Фото: вхід до лікарні"),
        ("cell", "table 1, row 1, cell 1", "Послуга"),
        ("cell", "table 1, row 1, cell 2", "Умова"),
        ("cell", "table 1, row 2, cell 1", "Пенсія"),
        ("cell", "table 1, row 2, cell 2", "паспорт"),
    ]


def test_runs_join_and_signs_are_kept() -> None:
    body = (
        "<w:p><w:r><w:t>пас</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>порт</w:t><w:tab/><w:t>РФ</w:t><w:br/>"
        "<w:t xml:space='preserve'> так </w:t><w:noBreakHyphen/><w:softHyphen/><w:cr/><w:t>ні</w:t></w:r></w:p>"
    )
    assert read(body).text == "паспорт\tРФ\n так \u2011\u00ad\nні"


def test_tab_stops_of_a_style_are_no_tabs() -> None:
    assert read('<w:p><w:pPr><w:rPr><w:tab w:val="left"/></w:rPr></w:pPr><w:r><w:t>так</w:t></w:r></w:p>').text == "так"


def test_inserted_text_is_text_and_deleted_text_is_not() -> None:
    body = (
        "<w:p><w:r><w:t>не </w:t></w:r><w:ins><w:r><w:t>дали</w:t></w:r></w:ins>"
        f"<w:del><w:r><w:delText>{make.SECRET}</w:delText></w:r></w:del>"
        f"<w:moveFrom><w:r><w:t>{make.SECRET}</w:t></w:r></w:moveFrom></w:p>"
    )
    layer = read(body)
    assert layer.text == "не дали"
    assert layer.notes == ("tracked deletions left out: 2", "tracked insertions read as text: 1")


def test_hidden_text_is_left_out_and_noted() -> None:
    hidden = f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{make.SECRET}</w:t><w:tab/></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>так</w:t></w:r>'
    layer = read(f"<w:p>{hidden}{shown}</w:p>")
    assert layer.text == "так"
    assert layer.notes == ("hidden text left out: 1",)


def test_comments_fields_and_page_headers_are_no_text() -> None:
    field = f"<w:r><w:instrText>HYPERLINK {make.SECRET}</w:instrText></w:r>"
    body = f"<w:p>{field}<w:hyperlink><w:r><w:t>так</w:t></w:r></w:hyperlink></w:p>"
    comments = word_part("comments", f"<w:comment>{paragraph(make.SECRET)}</w:comment>" * 2)
    header = word_part("hdr", paragraph(make.SECRET))
    layer = read(body, {"word/comments.xml": comments, "word/header1.xml": header})
    assert layer.text == "так"
    assert layer.notes == ("comments left out: 2", "page headers and footers left out: 1")


def test_notes_at_the_foot_come_after_the_text() -> None:
    foot = word_part(
        "footnotes",
        f'<w:footnote w:type="separator" w:id="0">{paragraph(make.SECRET)}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("Зі слів сусідки.")}</w:footnote>',
    )
    layer = read(paragraph("Основний текст."), {"word/footnotes.xml": foot})
    assert pieces(layer)[1] == ("paragraph", "footnote 2", "Зі слів сусідки.")
    assert make.SECRET not in layer.text


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    box = "<w:txbxContent>" + paragraph("у рамці") + "</w:txbxContent>"
    choice = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    layer = read(f"<w:p><w:r><w:t>до </w:t>{choice}<w:t>після</w:t></w:r></w:p>")
    assert layer.text == "до після\n\nу рамці"


def test_content_controls_are_read() -> None:
    assert read(f"<w:sdt><w:sdtContent>{paragraph('у полі')}</w:sdtContent></w:sdt>").text == "у полі"


def test_styles_are_known_by_their_english_name_whatever_their_id() -> None:
    styles = word_part(
        "styles",
        '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="a3"><w:name w:val="caption"/></w:style>'
        '<w:style w:styleId="own"><w:name w:val="Мій"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="y"/></w:style>'
        '<w:style w:styleId="y"><w:name w:val="y"/><w:basedOn w:val="x"/></w:style>',
    )
    body = styled("а", "1") + styled("б", "a3") + styled("в", "own") + styled("г", "x") + styled("ґ", "unknown")
    kinds = [block.kind for block in read(body, {"word/styles.xml": styles}).blocks]
    assert kinds == ["heading", "caption", "heading", "paragraph", "paragraph"]


def test_the_strict_form_of_the_standard_is_read_too() -> None:
    space = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    document = f'<w:document xmlns:w="{space}"><w:body>{paragraph("так")}</w:body></w:document>'
    assert read_docx(make.archive({"word/document.xml": document}), NAME).text == "так"


def test_tables_within_tables_keep_their_numbers() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('всередині')}</w:tc></w:tr></w:tbl>"
    body = (
        f"<w:tbl><w:tr><w:tc>{paragraph('а')}{inner}</w:tc><w:tc>{paragraph('б')}</w:tc></w:tr></w:tbl>{paragraph('в')}"
    )
    assert [(block.kind, block.where) for block in read(body).blocks] == [
        ("cell", "table 1, row 1, cell 1"),
        ("cell", "table 2, row 1, cell 1"),
        ("cell", "table 1, row 1, cell 2"),
        ("paragraph", "paragraph 1"),
    ]


def test_what_word_would_fetch_or_run_is_only_counted() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Type="x/attachedTemplate" Target="http://192.0.2.1/t.dotm" TargetMode="External"/>'
        '<Relationship Type="x/hyperlink" Target="http://192.0.2.1/" TargetMode="External"/></Relationships>'
    )
    more = {"word/_rels/settings.xml.rels": rels, "word/vbaProject.bin": b"x", "word/media/a.png": b"x"}
    layer = read(paragraph("так"), more)
    assert layer.notes == ("macros, never run: 1", "parts elsewhere, not fetched: 1", "pictures not read: 1")


def test_a_document_of_pictures_has_no_text() -> None:
    with pytest.raises(TextMissing):
        read("<w:p><w:r><w:drawing/></w:r></w:p>", {"word/media/image1.jpg": b"x"})


@pytest.mark.parametrize("data", [make.word_xxe(), make.word_laughs()], ids=["xxe", "laughs"])
def test_entities_do_not_exist(data: bytes) -> None:
    with pytest.raises(FileDamaged, match="declares a document type"):
        read_docx(data, NAME)


def test_an_entity_in_utf16_is_no_way_round() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE w [<!ENTITY x "y">]><w>&x;</w>'
    with pytest.raises(FileDamaged, match="declares a document type"):
        read_docx(make.archive({"word/document.xml": text.encode("utf-16")}), NAME)


def test_bombs_are_refused_unpacked() -> None:
    with pytest.raises(BombRefused) as refused:
        read_docx(make.word_bomb(), NAME)
    assert int(str(refused.value.facts["times"]).replace(",", "")) > 900
    with pytest.raises(FileTooLarge, match="parts"):
        read_docx(word_parts(paragraph("x"), {f"p{n}": b"" for n in range(6000)}), NAME)


def test_a_lie_about_a_size_unpacks_no_more_than_stated() -> None:
    data = bytearray(word_parts(paragraph("x" * 100_000)))
    place = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
    data[place + 24 : place + 28] = (500).to_bytes(4, "little")
    with pytest.raises(FileDamaged):
        read_docx(bytes(data), NAME)


def test_depth_is_bounded() -> None:
    assert read_docx(make.word_deep(100), NAME).text == make.WORDS
    with pytest.raises(FileTooLarge, match="elements within each other"):
        read_docx(make.word_deep(400), NAME)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (make.archive_locked(make.word_ordinary()), FileLocked),
        (make.archive_twins(), FileDamaged),
        (make.archive({"word/document.xml": paragraph("x")}, zipfile.ZIP_LZMA), FileDamaged),
        (make.archive({"word/document.xml": "<w:p>"}), FileDamaged),
        (make.archive({"word/document.xml": b""}), TextMissing),
        (make.archive({"word/document.xml": b"<?xml version='1.0' encoding='nonsense'?><a/>"}), FileDamaged),
        (make.archive({"word/document.xml": b"\xff\xfe\x00\xd8"}), FileDamaged),
        (make.word_ordinary()[:9000], FileDamaged),
        (make.word_ordinary()[:-400], FileDamaged),
    ],
    ids=["locked", "twins", "lzma", "unclosed", "empty part", "encoding", "surrogate", "cut", "tail cut"],
)
def test_damage_has_one_clear_error(data: bytes, error: type[SvidokError]) -> None:
    with pytest.raises(error) as refused:
        read_docx(data, NAME)
    assert NAME in str(refused.value)

"""PDF: the text that the file carries, page by page, joined to paragraphs and changed in nothing but white space."""

from pathlib import Path

import pypdfium2
import pytest
import yaml
from tests.files import make
from tests.files.make import column, pdf

from svidok.errors import FileDamaged, FileLocked, SvidokError, TextMissing
from svidok.model import TextLayer
from svidok.preserve.pdf import read_pdf

SAMPLE = Path(__file__).parents[2] / "samples" / "forms" / "uk-kartka-kakhovka.pdf"
WRAPPED = ["Без російського паспорта інсулін у лікарні не", "дають. Так сказала лікарка в понеділок зранку, і"]


def pieces(layer: TextLayer) -> list[tuple[str, str, str]]:
    return [(block.kind, block.where, layer.text[block.start : block.end]) for block in layer.blocks]


def read(*pages: list[tuple[float, float, str]]) -> TextLayer:
    return read_pdf(pdf(pages), "a.pdf")


def test_a_printed_form_gives_every_quote_of_its_expected_reading() -> None:
    layer = read_pdf(SAMPLE.read_bytes(), SAMPLE.name)
    assert layer.title == "Картка звернення: Каховка"
    assert len(layer.blocks) == 7
    assert {block.where for block in layer.blocks} == {"page 1"}
    expected = yaml.safe_load(SAMPLE.with_suffix(".expected.yaml").read_text(encoding="utf-8"))
    quotes = [quote for one in expected["statements"] for slot in one["quotes"].values() for quote in slot]
    assert len(quotes) == 10
    assert all(quote in layer.text for quote in quotes)


def test_only_white_space_differs_from_what_pdfium_reads() -> None:
    document = pypdfium2.PdfDocument(SAMPLE.read_bytes())
    raw = "".join(page.get_textpage().get_text_range() for page in document)
    layer = read_pdf(SAMPLE.read_bytes(), SAMPLE.name)
    assert "".join(layer.text.split()) == "".join(raw.split())


def test_lines_of_a_paragraph_are_joined_and_paragraphs_are_not() -> None:
    layer = read(column([*WRAPPED, "пішла."]) + column(["Другий абзац починається тут."], top=680))
    assert [words for _, _, words in pieces(layer)] == [
        f"{WRAPPED[0]} {WRAPPED[1]} пішла.",
        "Другий абзац починається тут.",
    ]


def test_an_indent_or_a_short_last_line_begins_a_paragraph() -> None:
    indented = column(WRAPPED) + column(["Новий абзац з відступом."], left=95, top=728)
    assert len(read(indented).blocks) == 2
    short = column([WRAPPED[0], "дають.", "Далі йде інший абзац, такий самий довгий, як і"])
    assert len(read(short).blocks) == 2


def test_a_larger_line_is_a_block_of_its_own() -> None:
    assert len(read_pdf(pdf([column(["Назва", "слова"])], size=12), "a.pdf").blocks) == 1
    large = pdf([column(["Назва"])], size=24)
    assert read_pdf(large, "a.pdf").text == "Назва"


def test_hyphens_at_line_ends_stay() -> None:
    layer = read(column(["Лікарня південно-", "східного краю не дала інсуліну без пас-", "порта."]))
    assert layer.text == "Лікарня південно-східного краю не дала інсуліну без пас-порта."


def test_a_dash_at_a_line_end_is_no_hyphen() -> None:
    assert read(column(["Паспорт –", "умова"])).text == "Паспорт – умова"


def test_pages_are_told_apart_and_empty_ones_named() -> None:
    layer = read(column([make.WORDS]), [], column([make.SECOND]), [])
    assert pieces(layer) == [("paragraph", "page 1", make.WORDS), ("paragraph", "page 3", make.SECOND)]
    assert layer.notes == ("pages: 4", "pages without text: 2, 4")


def test_running_heads_are_set_aside() -> None:
    pages = [
        column(["Звіт організації"]) + column([f"{make.WORDS} {n}"], top=600) + column([f"с. {n}"], top=60)
        for n in range(4)
    ]
    kinds = [kind for kind, _, _ in pieces(read(*pages))]
    assert kinds == ["boilerplate", "paragraph", "boilerplate"] * 4


def test_two_columns_are_read_one_after_the_other() -> None:
    left = column(["Перша колонка тягнеться", "до низу сторінки і не"])
    right = column(["закінчує речення. А далі", "йде друга."], left=330)
    assert (
        read(left + right).text == "Перша колонка тягнеться до низу сторінки і не закінчує речення. А далі йде друга."
    )


def test_pairs_become_one_sign_and_halves_are_marked() -> None:
    whole = "так 😢 ні"
    assert read([(70, 700, whole)]).text == whole
    half = pdf([[(70, 700, "так¤ні")]], replace=("¤", b"d83d"))
    assert read_pdf(half, "a.pdf").text == "так\ufffdні"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (make.pdf_locked(), FileLocked),
        (make.pdf_scan(), TextMissing),
        (make.pdf_loop(), FileDamaged),
        (b"%PDF-1.7\n", FileDamaged),
        (pdf([column([make.WORDS])])[:300], FileDamaged),
        (make.pdf_objects([b"<< /Type /Catalog >>"]), SvidokError),
        (make.pdf_objects([b"[" * 5000]), FileDamaged),
    ],
    ids=["locked", "scan", "loop", "head", "cut", "no pages", "brackets"],
)
def test_damage_has_one_clear_error(data: bytes, error: type[SvidokError]) -> None:
    with pytest.raises(error) as refused:
        read_pdf(data, "скан.pdf")
    assert "скан.pdf" in str(refused.value)


def test_a_cut_file_that_can_be_mended_is_read() -> None:
    whole = pdf([column([make.WORDS])])
    assert read_pdf(whole[: whole.rfind(b"xref")], "a.pdf").text == make.WORDS


def test_a_broken_title_loses_no_text() -> None:
    layer = read_pdf(make.pdf_broken_title(), "a.pdf")
    assert layer.text == "passport"
    assert layer.title == "з\ufffd"


def test_what_wants_to_run_is_not_run() -> None:
    assert read_pdf(make.pdf_active(), "a.pdf").text == make.WORDS

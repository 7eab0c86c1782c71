"""A review sheet goes out, is filled in, and comes back."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from tests.stages.review_samples import AT, BOOK, LABELS, LAYERS, TEXT, hostile, insulin

from svidok.errors import SheetRefused
from svidok.model import Span, TextLayer
from svidok.review import RowResult, apply, from_xlsx, to_xlsx
from svidok.review.layout import COLUMNS, MARK
from svidok.review.words import ACTS, LANGUAGES, act_of, words

PROPOSED = [insulin("S1"), hostile("S2"), insulin("S3")]
ROW = {"S1": 3, "S2": 4, "S3": 5}
Edits = Mapping[tuple[int, str], object]


def sheet(lang: str = "uk", casebook: str = BOOK) -> bytes:
    return to_xlsx(PROPOSED, LAYERS, LABELS, lang, casebook=casebook)


def filled(edits: Edits, data: bytes | None = None) -> bytes:
    """What a second program makes of the sheet: opened, edited and saved by openpyxl."""
    book = openpyxl.load_workbook(io.BytesIO(data or sheet()))
    page = book[words("uk")["sheet_review"]]
    for (row, name), value in edits.items():
        page.cell(row, COLUMNS.index(name) + 1).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(data: bytes, **more: object) -> list[RowResult]:
    settings: dict[str, object] = {"casebook": BOOK, "coder": "o.k", "at": AT} | more
    return from_xlsx(data, PROPOSED, LAYERS, LABELS, **settings)  # type: ignore[arg-type]


def codes(results: list[RowResult]) -> list[str]:
    return [result.error.code if result.error else result.status for result in results]


def test_an_untouched_sheet_says_nothing() -> None:
    assert codes(read(sheet())) == ["unchanged"] * 3
    assert codes(read(filled({}))) == ["unchanged"] * 3


def test_equal_input_gives_equal_bytes() -> None:
    assert sheet() == sheet()


def test_answers_come_back_in_any_of_the_three_languages() -> None:
    edits = {(3, "decision"): "прийняти", (4, "decision"): "Отклонить", (5, "decision"): "correct"}
    results = read(filled({**edits, (5, "new_level"): "group — група", (5, "note"): "двоє"}))
    assert codes(results) == ["applied"] * 3
    decisions = [result.decision for result in results if result.decision]
    after = apply(PROPOSED, decisions)
    assert [one.review for one in after] == ["accepted", "rejected", "corrected"]
    assert (after[2].level, decisions[2].note) == ("group", "двоє")


def test_reading_the_same_sheet_twice_adds_nothing() -> None:
    data = filled({(3, "decision"): "прийняти", (4, "decision"): "виправити", (4, "new_service"): "civil.birth"})
    first = [result.decision for result in read(data) if result.decision]
    assert len(first) == 2
    again = read(data, at="2026-02-01T10:00:00Z", decisions=first)
    assert codes(again) == ["unchanged"] * 3
    assert codes(read(data, decisions=first, coder="m.t")) == ["applied", "applied", "unchanged"]


def test_corrected_values_take_over_words_or_quote_new_ones() -> None:
    edits = {(3, "decision"): "виправити", (3, "new_service"): "social.pension; civil.birth", (3, "words"): "пенсію"}
    edits |= {(3, "new_date"): "-", (3, "new_place"): "UA23060070010099999 — Бердянськ"}
    (result, *_) = read(filled({**edits, (3, "words"): "пенсію"}))
    assert result.decision is not None
    (after, *_) = apply(PROPOSED, [result.decision])
    assert after.values("service") == ("social.pension", "civil.birth")
    assert {a.quote for a in after.slot("service")} == {"пенсію"}
    assert after.values("date") == ()
    (kept, *_) = read(filled({(3, "decision"): "виправити", (3, "new_service"): "social.pension"}))
    assert kept.decision is not None
    assert apply(PROPOSED, [kept.decision])[0].slot("service")[0].quote == "інсулін"


def test_a_place_brings_its_details_along() -> None:
    edits = {(3, "decision"): "виправити", (3, "new_place"): "UA23060070010099999"}
    (result, *_) = read(filled(edits), details={"UA23060070010099999": {"oblast": "Zaporizhzhia"}})
    assert result.decision is not None
    assert apply(PROPOSED, [result.decision])[0].slot("place")[0].detail == {"oblast": "Zaporizhzhia"}


def test_a_year_typed_as_a_number_is_a_year() -> None:
    (result, *_) = read(filled({(3, "decision"): "виправити", (3, "new_date"): 2024}))
    assert result.decision is not None
    assert result.decision.changes[0].value == "2024"


REFUSED = [
    ({(3, "context"): "other words"}, "SV442"),
    ({(3, "service"): "social.pension"}, "SV442"),
    ({(3, "id"): insulin("S3").ref}, "SV442"),
    ({(3, "id"): "z/S9"}, "SV441"),
    ({(3, MARK): ""}, "SV442"),
    ({(3, MARK): "svidok-row-1:1:2:3"}, "SV441"),
    ({(3, "decision"): "прийняти", (3, "new_level"): "group"}, "SV445"),
    ({(3, "decision"): "виправити"}, "SV445"),
    ({(3, "decision"): "виправити", (3, "words"): "пенсію"}, "SV445"),
    ({(3, "decision"): "так"}, "SV445"),
    ({(3, "new_level"): "group"}, "SV445"),
    ({(3, "decision"): "виправити", (3, "new_level"): "rumour"}, "SV434"),
    ({(3, "decision"): "виправити", (3, "new_level"): "individual"}, "SV435"),
    ({(3, "decision"): "виправити", (3, "new_service"): "health.insuline"}, "SV201"),
    ({(3, "decision"): "виправити", (3, "new_place"): "UA99"}, "SV201"),
    ({(3, "decision"): "виправити", (3, "new_date"): "весна"}, "SV201"),
    ({(3, "decision"): "виправити", (3, "new_actor"): "hospital"}, "SV433"),
    ({(3, "decision"): "виправити", (3, "new_actor"): "hospital", (3, "words"): "лікар"}, "SV430"),
    ({(3, "decision"): "виправити", (3, "new_actor"): "hospital", (3, "words"): "емає"}, "SV431"),
]


@pytest.mark.parametrize(("edits", "code"), REFUSED)
def test_a_bad_row_is_refused_and_the_others_are_read(edits: Edits, code: str) -> None:
    results = read(filled({**edits, (4, "decision"): "прийняти"}))
    assert codes(results) == [code, "applied", "unchanged"]
    assert results[0].row == 3
    assert not any(word in str(results[0].error) for word in ("весна", "лікар", "Немає", "z/S9"))


def test_cells_moved_to_another_row_are_refused() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet()))
    page = book[words("uk")["sheet_review"]]
    mark = COLUMNS.index(MARK) + 1
    for at in range(1, mark):  # somebody sorts what they see, and the hidden column stays where it is
        page.cell(3, at).value, page.cell(4, at).value = page.cell(4, at).value, page.cell(3, at).value
    page.cell(3, COLUMNS.index("decision") + 1).value = "прийняти"
    out = io.BytesIO()
    book.save(out)
    assert codes(read(out.getvalue())) == ["SV442", "SV442", "unchanged"]


def test_whole_rows_and_columns_may_move() -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled({(3, "decision"): "прийняти"})))
    page = book[words("uk")["sheet_review"]]
    page.delete_rows(4)
    page.insert_cols(2)
    page.insert_rows(3)
    out = io.BytesIO()
    book.save(out)
    results = read(out.getvalue())
    assert [(result.row, result.status) for result in results] == [(4, "applied"), (5, "unchanged")]


def test_a_copied_row_is_refused() -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled({(3, "decision"): "прийняти"})))
    page = book[words("uk")["sheet_review"]]
    for at in range(1, len(COLUMNS) + 1):
        page.cell(6, at).value = page.cell(3, at).value
    page.cell(6, COLUMNS.index("decision") + 1).value = "відхилити"
    out = io.BytesIO()
    book.save(out)
    assert codes(read(out.getvalue())) == ["applied", "unchanged", "unchanged", "SV444"]


def test_a_sheet_of_another_casebook_is_refused_row_by_row() -> None:
    assert codes(read(sheet(casebook="d" * 32))) == ["SV441"] * 3


def test_a_row_read_anew_since_is_refused() -> None:
    anew = [replace(PROPOSED[0], assertions=PROPOSED[0].assertions[:1]), *PROPOSED[1:]]
    data = filled({(3, "decision"): "прийняти", (4, "decision"): "прийняти"})
    results = from_xlsx(data, anew, LAYERS, LABELS, casebook=BOOK, coder="o.k", at=AT)
    assert codes(results) == ["SV443", "applied", "unchanged"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"id,decision\n", sheet()[:2000]])
def test_what_is_no_sheet_is_refused_whole(data: bytes) -> None:
    with pytest.raises(SheetRefused):
        read(data)


def test_a_spreadsheet_without_our_rows_is_refused_whole() -> None:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    with pytest.raises(SheetRefused):
        read(out.getvalue())


def test_a_sheet_that_lost_a_column_is_refused_whole() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet()))
    book[words("uk")["sheet_review"]].delete_cols(COLUMNS.index("note") + 1)
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(SheetRefused) as caught:
        read(out.getvalue())
    assert "note" in str(caught.value)


@pytest.mark.parametrize(
    "typed", [True, 1, 0.5, datetime(2023, 5, 1), "=1+1", "#N/A", "x" * 32_000, "\u0000".strip("\0")]
)
def test_whatever_is_typed_in_an_answer_is_refused_or_read_and_never_runs(typed: object) -> None:
    for name in ("decision", "new_level", "new_service", "new_date", "words", "note"):
        (result, *others) = read(filled({(3, name): typed}))
        assert result.status in ("refused", "unchanged")
        assert codes(others) == ["unchanged"] * 2


def test_a_day_typed_as_a_date_is_a_day() -> None:
    day = datetime(2023, 5, 1)
    (result, *_) = read(filled({(3, "decision"): "виправити", (3, "new_date"): day}))
    assert result.decision is not None
    assert result.decision.changes[0].value == "2023-05-01"


@pytest.mark.parametrize("date", ["2023", "2023-05", "2023-05-01", "2023-05-XX", "2023~", "2022/2023-05", "2023/.."])
def test_dates_may_be_as_vague_as_the_source(date: str) -> None:
    (result, *_) = read(filled({(3, "decision"): "виправити", (3, "new_date"): date}))
    # 2023 is what the statement says already, so nothing would be corrected
    assert result.status == ("refused" if date == "2023" else "applied")


def test_long_scenes_are_cut_in_the_sheet_and_nowhere_else() -> None:
    text = "початок " + "слово " * 2_000 + "кінець"
    long = replace(PROPOSED[0], scene=Span(PROPOSED[0].source, 0, len(text)), assertions=())
    data = to_xlsx([long], {long.source: TextLayer(text)}, LABELS, "uk", casebook=BOOK)
    cell = openpyxl.load_workbook(io.BytesIO(data))["Перевірка"].cell(3, 2).value
    assert len(cell) < 3_000
    assert cell.startswith("⟦початок")
    assert "…⟧" in cell
    (result,) = from_xlsx(data, [long], {long.source: TextLayer(text)}, LABELS, casebook=BOOK, coder="o.k", at=AT)
    assert result.status == "unchanged"


def test_an_empty_sheet_is_a_sheet() -> None:
    assert read(to_xlsx([], LAYERS, LABELS, "en", casebook=BOOK)) == []


def test_no_cell_is_a_formula_or_a_link() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet()))
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None and cell.quotePrefix for cell in cells)
    assert any(str(cell.value).startswith("⟦=1+1") for cell in cells)
    with zipfile.ZipFile(io.BytesIO(sheet())) as parts:
        pages = [parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name]
    assert pages
    assert not any(b"<f>" in page or b"<hyperlink" in page for page in pages)


def test_the_sheet_does_not_list_who_spoke() -> None:
    with zipfile.ZipFile(io.BytesIO(sheet())) as parts:
        text = "".join(parts.read(name).decode() for name in parts.namelist())
    assert "Галина" not in text
    assert "witness → collector" in text
    assert "інсулін не дали" in text


def test_a_person_sees_the_form_a_person_needs() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet("uk")))
    page = book["Перевірка"]
    assert book.active == page
    assert page.freeze_panes == "C3"
    assert page.row_dimensions[1].hidden
    assert page.cell(2, 2).value == "Слова джерела"
    assert page.cell(3, 2).value.startswith("⟦Без паспорта інсулін не дали⟧")
    assert page.cell(3, 6).value == "health.insulin — Інсулін"
    lists = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation}
    assert lists["M3:M5"] == "'Коди'!$A$2:$A$4"
    assert [book["Коди"].cell(row, 1).value for row in (2, 3, 4)] == ["прийняти", "відхилити", "виправити"]


def test_the_three_languages_say_the_same_things_in_other_words() -> None:
    told = [words(lang) for lang in LANGUAGES]
    assert told[0].keys() == told[1].keys() == told[2].keys()
    assert {name for name in COLUMNS if name != MARK} <= told[0].keys()
    same = [key for key in told[0] if len({one[key] for one in told}) < 3]
    assert set(same) <= {"date", "sheet_codes", "coercion", "id", "note", "passport_link"}
    assert [act_of(one[act]) for one in told for act in ACTS] == [*ACTS] * 3


def test_context_and_quote_are_the_sources_own_words() -> None:
    assert TEXT[PROPOSED[0].scene.start : PROPOSED[0].scene.end] == "Без паспорта інсулін не дали"

"""Deciding at the command line and in a spreadsheet, with names as people type them."""

import io
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from tests.stages.casebook_samples import LAYER, NOW, full, opened, statements, undrawn
from tests.stages.cli_samples import call, secret

from svidok.review.layout import COLUMNS

if TYPE_CHECKING:
    from svidok.casebook.store import Casebook

MELITOPOL = "UA23080070010092407"


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def fill(casebook: "Casebook") -> None:
        for name, data in (("розмова.txt", LAYER.text.encode()), ("card.txt", b"another")):
            source = casebook.preserve(name, data, kind="interview", now=NOW).source_id
            if name == "розмова.txt":
                casebook.keep_text(source, LAYER, NOW)
                casebook.propose(source, statements(source), "rules 1", NOW)

    return undrawn(tmp_path_factory.mktemp("made") / "book", fill)


@pytest.fixture
def book(_made: Path, tmp_path: Path) -> Path:
    """One source with two proposals, S1 and S2, and one without text."""
    return Path(shutil.copytree(_made, tmp_path / "book"))


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return secret(tmp_path)


def source_of(book: Path) -> str:
    with opened(book) as casebook:
        return next(one for one, name in casebook.names().items() if name == "розмова.txt")


def states(book: Path) -> dict[str, str]:
    with opened(book) as casebook:
        return {one.id: one.review for one in casebook.statements()}


def test_list_shows_exact_words_and_state_and_names_nobody(book: Path, key: Path) -> None:
    done = call("review", "list", book, "--lang", "uk", "--key-file", key)
    assert done.code == 0
    assert "«інсулін» 13-20" in done.out
    assert done.out.count("Не перевірено") == 2
    assert "Галина" not in done.out
    rows = call("review", "list", book, "--json", "--key-file", key).rows
    assert [row["attribution"][0] | {"start": 0, "end": 0} for row in rows] == [
        {"who": "", "role": "witness", "start": 0, "end": 0}
    ] * 2
    assert rows[0]["service"][0]["quote"] == "інсулін"
    assert rows[0]["disputed"] == []


@pytest.mark.parametrize("form", ["{name}/S1", "{id}/S1", "{six}/S1", "{six}/s1"])
def test_a_statement_is_found_by_what_people_type(book: Path, key: Path, form: str) -> None:
    source = source_of(book)
    typed = form.format(name="розмова.txt", id=source, six=source[:6])
    done = call("review", "accept", book, typed, "--key-file", key)
    assert (done.code, done.out) == (0, f"{source[:8]}/S1  accepted\n")
    assert states(book) == {"S1": "accepted", "S2": "unreviewed"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("S1", "SV467"),  # two sources: whose?
        ("розмова.txt/S9", "SV467"),
        ("розмова.txt/", "SV467"),
        ("розмова/S1", "SV465"),
        ("{five}/S1", "SV465"),
        ("", "SV467"),
        ("card.txt/S1", "SV467"),
    ],
)
def test_what_names_no_statement_changes_nothing(book: Path, key: Path, typed: str, code: str) -> None:
    done = call("review", "accept", book, typed.format(five=source_of(book)[:5]), "--key-file", key)
    assert (done.code, code in done.err) == (2, True)
    assert set(states(book).values()) == {"unreviewed"}


def test_a_name_that_two_sources_share_is_an_error(book: Path, key: Path) -> None:
    with opened(book) as casebook:
        casebook.preserve("розмова.txt", b"other bytes", kind="interview", now=NOW)
    done = call("review", "accept", book, "розмова.txt/S1", "--key-file", key)
    assert (done.code, "SV466" in done.err) == (2, True)


def test_several_are_decided_about_one_by_one_and_a_wrong_one_stops_none(book: Path, key: Path) -> None:
    done = call("review", "accept", book, "розмова.txt/S1", "nowhere/S1", "розмова.txt/S2", "--key-file", key)
    assert (done.code, done.out.count("accepted")) == (1, 2)
    assert set(states(book).values()) == {"accepted"}
    again = call("review", "accept", book, "розмова.txt/S1", "--json", "--key-file", key)
    assert again.rows[0]["changed"] is False


def test_there_is_no_way_to_accept_all(book: Path, key: Path) -> None:
    for typed in ("*", "розмова.txt/*", "all", "розмова.txt"):
        assert call("review", "accept", book, typed, "--key-file", key).code == 2
    assert call("review", "accept", book, "--all", "--key-file", key).code == 2
    assert set(states(book).values()) == {"unreviewed"}


def test_a_rejection_is_kept_with_its_reason(book: Path, key: Path) -> None:
    assert call("review", "reject", book, "розмова.txt/S2", "--note", "жарт", "--key-file", key).code == 0
    with opened(book) as casebook:
        assert [(one.act, one.note, one.coder) for one in casebook.decisions()] == [("reject", "жарт", "o.k")]
    assert call("review", "list", book, "--state", "rejected", "--json", "--key-file", key).rows[0]["statement"] == "S2"


def corrected(book: Path, key: Path, *values: str) -> tuple[int, str]:
    more = [part for value in values for part in ("--set", value)]
    done = call("review", "correct", book, "розмова.txt/S1", *more, "--key-file", key)
    return done.code, done.err


def test_a_corrected_code_keeps_its_words(book: Path, key: Path) -> None:
    assert corrected(book, key, "service=health.medicines", "level=group")[0] == 0
    with opened(book) as casebook:
        stands = casebook.statements("corrected")[0]
    assert [(a.value, a.quote) for a in stands.slot("service")] == [("health.medicines", "інсулін")]
    assert (stands.level, stands.slot("service")[0].reader) == ("group", "o.k")


def test_a_value_that_comes_needs_its_words(book: Path, key: Path) -> None:
    assert "SV433" in corrected(book, key, f"place={MELITOPOL}")[1]
    assert "SV430" in corrected(book, key, f"place={MELITOPOL}=Мелітополь")[1]
    assert corrected(book, key, f"place={MELITOPOL}=не дали")[0] == 0
    with opened(book) as casebook:
        place = casebook.statements("corrected")[0].slot("place")[0]
    assert dict(place.detail) | {"kind": ""} == {
        "name_en": "Melitopol",
        "name_uk": "Мелітополь",
        "oblast": "Zaporizhzhia",
        "type": "city",
        "kind": "",
    }


def test_a_slot_holds_what_is_named_and_no_more(book: Path, key: Path) -> None:
    assert corrected(book, key, "service=health.insulin", "service=health.medicines=не дали", "coercion=-")[0] == 0
    with opened(book) as casebook:
        stands = casebook.statements("corrected")[0]
    assert stands.values("service") == ("health.insulin", "health.medicines")
    assert stands.values("coercion") == ()
    assert corrected(book, key, "service=health.medicines=не дали")[0] == 0
    with opened(book) as casebook:
        assert casebook.statements("corrected")[0].values("service") == ("health.medicines",)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("service=health.insuline", "SV201"),
        ("place=Мелітополь", "SV201"),
        ("date=soon", "SV469"),
        ("level=everybody", "SV434"),
        ("color=red", "SV434"),
        ("service", "SV468"),
        ("service=", "SV468"),
        ("service=health.insulin", "SV435"),
    ],
)
def test_what_cannot_be_corrected_so_changes_nothing(book: Path, key: Path, value: str, code: str) -> None:
    done, err = corrected(book, key, value)
    assert (done, code in err) == (2, True), err
    assert states(book)["S1"] == "unreviewed"


def test_words_that_stand_twice_need_their_place(book: Path, key: Path) -> None:
    typed = ("review", "correct", book, "розмова.txt/S1", "--set", "outcome=deprived", "--words", "а")
    assert "SV431" in call(*typed, "--key-file", key).err
    at = LAYER.text.index("а")
    assert call(*typed, "--at", str(at), "--key-file", key).code == 0


def test_what_was_missed_is_added_once(book: Path, key: Path) -> None:
    typed = (
        "review",
        "add",
        book,
        "розмова.txt",
        "--slot",
        "service=pension.any=пенсію",
        "--slot",
        f"place={MELITOPOL}=не дали",
    )
    first, second = (call(*typed, "--json", "--key-file", key) for _ in range(2))
    assert (first.code, second.code) == (0, 0)
    assert (first.rows[0]["changed"], second.rows[0]["changed"]) == (True, False)
    with opened(book) as casebook:
        added = casebook.statements("accepted")
    assert [one.ref for one in added] == [first.rows[0]["statement"]]
    assert added[0].slot("place")[0].detail["name_uk"] == "Мелітополь"
    assert call("review", "add", book, "розмова.txt", "--slot", "service=pension.any", "--key-file", key).code == 2
    assert "SV408" in call("review", "add", book, "card.txt", "--slot", "service=pension.any=x", "--key-file", key).err


def test_two_who_differ_wait_for_a_third(book: Path, key: Path) -> None:
    assert "SV410" in call("review", "reject", book, "розмова.txt/S1", "--coder", "m.t", "--key-file", key).err
    for coder in ("m.t", "z.z"):
        assert call("review", "coder", book, coder, "--key-file", key).code == 0
    call("review", "accept", book, "розмова.txt/S1", "--key-file", key)
    call("review", "reject", book, "розмова.txt/S1", "--coder", "m.t", "--key-file", key)
    assert "m.t and o.k differ about: review" in call("review", "list", book, "--key-file", key).out
    assert states(book)["S1"] == "unreviewed"
    settled = ("review", "accept", book, "розмова.txt/S1", "--settles")
    assert "SV436" in call(*settled, "--key-file", key).err
    assert call(*settled, "--coder", "z.z", "--key-file", key).code == 0
    assert states(book)["S1"] == "accepted"


def exported(book: Path, key: Path, path: Path) -> openpyxl.Workbook:
    done = call("review", "export", book, path, "--lang", "uk", "--key-file", key)
    assert (done.code, "open text" in done.out) == (0, True)
    return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))


def filled(workbook: openpyxl.Workbook, path: Path, answers: dict[int, dict[str, str]]) -> None:
    page = workbook.worksheets[1]
    for row, cells in answers.items():
        for name, value in cells.items():
            page.cell(row, COLUMNS.index(name) + 1).value = value
    workbook.save(path)


def test_a_sheet_goes_out_private_and_comes_back_once(book: Path, key: Path, tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    workbook = exported(book, key, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "SV471" in call("review", "export", book, path, "--key-file", key).err
    filled(workbook, path, {3: {"decision": "прийняти"}, 4: {"decision": "виправити", "new_level": "group"}})
    call("review", "coder", book, "m.t", "--key-file", key)
    took, again = (
        call("review", "import", book, path, "--coder", "m.t", "--json", "--key-file", key) for _ in range(2)
    )
    assert [row["status"] for row in took.rows] == ["applied", "applied"]
    assert [row["status"] for row in again.rows] == ["unchanged", "unchanged"]
    assert (took.code, again.code) == (0, 0)
    assert states(book) == {"S1": "accepted", "S2": "corrected"}
    with opened(book) as casebook:
        assert {one.coder for one in casebook.decisions()} == {"m.t"}


def test_a_place_in_a_sheet_gets_its_names(book: Path, key: Path, tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    answer = {"decision": "виправити", "new_place": MELITOPOL, "words": "не дали"}
    filled(exported(book, key, path), path, {3: answer})
    assert call("review", "import", book, path, "--key-file", key).code == 0
    with opened(book) as casebook:
        assert casebook.statements("corrected")[0].slot("place")[0].detail["oblast"] == "Zaporizhzhia"


def test_wrong_rows_are_named_and_right_ones_kept(book: Path, key: Path, tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    filled(exported(book, key, path), path, {3: {"decision": "перехитрити"}, 4: {"decision": "відхилити"}})
    done = call("review", "import", book, path, "--json", "--key-file", key)
    assert done.code == 1
    assert [(row["row"], row["status"], row["error"]) for row in done.rows] == [
        (3, "refused", "SV445"),
        (4, "applied", ""),
    ]
    assert "row 3: SV445" in call("review", "import", book, path, "--key-file", key).err
    unknown = call("review", "import", book, path, "--coder", "q.q", "--json", "--key-file", key)
    assert {row["error"] for row in unknown.rows} == {"SV445", "SV410"}


def test_what_is_no_sheet_is_refused_whole(book: Path, key: Path, tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(b"PK no sheet")
    assert "SV440" in call("review", "import", book, path, "--key-file", key).err
    assert "SV232" in call("review", "import", book, tmp_path / "nowhere.xlsx", "--key-file", key).err


def test_a_sheet_of_another_casebook_changes_nothing(book: Path, key: Path, tmp_path: Path) -> None:
    other = full(tmp_path)
    path = tmp_path / "sheet.xlsx"
    filled(exported(other, key, path), path, {3: {"decision": "прийняти"}})
    done = call("review", "import", book, path, "--json", "--key-file", key)
    assert done.code == 2
    assert {row["error"] for row in done.rows} == {"SV441"}
    assert set(states(book).values()) == {"unreviewed"}

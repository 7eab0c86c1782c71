"""CSV, Data Package and workbook: what is hidden stays hidden, nothing acts, and twice the same is the same."""

import csv
import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless
import openpyxl
import pytest
from tests.stages import publish_samples as samples

from svidok.codebook import load
from svidok.model import Cell, Release, Table
from svidok.publish import publish
from svidok.publish.words import LANGUAGES, words

MADE = {"draft": samples.draft, "public": samples.public, "empty": samples.empty}


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_release_gives_the_same_bytes(name: str, lang: str) -> None:
    assert publish(MADE[name](), load(), lang) == publish(MADE[name](), load(), lang)


@pytest.mark.parametrize("name", MADE)
def test_the_package_is_a_valid_data_package(name: str, tmp_path: Path) -> None:
    files = publish(MADE[name](), load(), "uk")
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    checked = frictionless.validate(str(tmp_path / "tables" / "datapackage.json"))
    assert checked.valid, checked.flatten(["type", "note"])
    described = json.loads(files["tables/datapackage.json"])
    hashes = {r["path"]: r["hash"] for r in described["resources"]} | described["svidok"]["files"]
    assert {f"tables/{path}" for path in hashes} | {"report.html", "tables/datapackage.json"} == set(files)
    for path, said in hashes.items():
        assert said == f"sha256:{hashlib.sha256(files[f'tables/{path}']).hexdigest()}"
    assert described["licenses"][0]["name"] == "CC-BY-4.0"
    assert described["version"] == f"2026-11-24+{load().version}"
    assert described["svidok"]["suppression"]["minimum"] == MADE[name]().minimum


def test_a_changed_byte_is_found_by_the_package(tmp_path: Path) -> None:
    files = publish(samples.public(), load(), "en")
    for path, data in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data.replace(b",41,", b",42,"))
    assert not frictionless.validate(str(tmp_path / "tables" / "datapackage.json")).valid


def test_csv_is_rfc_4180_in_utf_8() -> None:
    data = publish(samples.public(), load(), "uk")["tables/service-oblast.csv"]
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n") == 17
    first = rows(data)[0]
    assert (first["row_label"], first["column_label"], first["incidents"]) == ("Здоров’я", "Запорізька область", "41")


def test_hidden_cells_carry_no_number_in_any_file() -> None:
    files = publish(samples.public(), load(), "en")
    hidden = [
        row for name in files if name.endswith(".csv") for row in rows(files[name]) if row.get("status") == "hidden"
    ]
    assert len(hidden) == 13 + 8  # the tagged copies leave the totals out
    assert {(row["incidents"], row["why"]) for row in hidden} == {("", "small")}
    book = openpyxl.load_workbook(io.BytesIO(files["tables/codebook.xlsx"]))
    shown = [
        cell.value for sheet in book.worksheets[1:3] for line in sheet.iter_rows(min_row=3, min_col=2) for cell in line
    ]
    assert shown.count("hidden") == 13
    counts = {cell.count for table in samples.public().tables for cell in table.cells if cell.count is not None}
    assert {value for value in shown if isinstance(value, int)} == counts


def opened(name: str, data: bytes) -> str:
    """A file's text; of a workbook, that of its sheets."""
    if not name.endswith(".xlsx"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return "".join(book.read(part).decode() for part in book.namelist() if part.endswith(".xml"))


@pytest.mark.parametrize("secret", [30211, 70457])
def test_a_number_that_the_release_does_not_hold_is_in_no_file(secret: int) -> None:
    """What is hidden cannot be had from the release, so no file may work it out: differences of margins are not said."""
    release = samples.public()
    table = Table("t", ("health",), ("Kherson", "Donetsk"), (
        Cell("health", "Kherson", 791909 - secret), Cell("health", "Donetsk", None, "small"), Cell("health", "", 791909),
    ))  # fmt: skip
    for name, data in publish(replace(release, tables=(table,)), load(), "en").items():
        assert not re.search(rf"(?<!\d){str(secret)[:2]},?{str(secret)[2:]}(?!\d)", opened(name, data))
    files = publish(replace(release, tables=(table,)), load(), "en")
    assert [row["incidents"] for row in rows(files["tables/t.csv"])] == [str(791909 - secret), "", "791909"]


def test_the_row_of_tags_says_what_each_column_is() -> None:
    files = publish(samples.public(), load(), "en")
    names, tags, *body = csv.reader(io.StringIO(files["tables/service-oblast.hxl.csv"].decode(), newline=""))
    assert tags[:5] == ["#sector+code", "#sector+name", "#adm1+code", "#adm1+name", "#indicator+num+incidents"]
    assert len(names) == len(tags)
    assert all(line[0] and line[2] for line in body), "totals would be counted twice"
    times = publish(samples.public(), load(), "en")["tables/service-time.hxl.csv"].decode().splitlines()[1]
    assert "#date+code" in times


PAYLOADS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u00a0=1",
    "|cmd",
    "\uff1d1",
    '"=1"',
    "a,b",
    "a\r\nb",
    "\x00=1",
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_cell_can_act_as_a_formula(payload: str) -> None:
    whole = replace(samples.draft(), audience="partner", readings=())
    bad = samples.poisoned(whole, payload)
    assert isinstance(bad, Release)
    files = publish(bad, load(), "uk")
    for name, data in files.items():
        if name.endswith(".csv"):
            table = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
            assert len({len(line) for line in table}) == 1
            cells = [cell for line in table for cell in line if cell and not cell.startswith("#")]
            assert not [cell for cell in cells if cell.strip(" \u00a0\ufeff\x00")[:1] in set("=+-@\t\r\n|\uff1d")], name
    for sheet in openpyxl.load_workbook(io.BytesIO(files["tables/codebook.xlsx"])).worksheets:
        assert not [cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]


@pytest.mark.parametrize("name", ["../../etc", "CON", "", "a/b", "<script>", "incidents", "тест"])
def test_an_id_cannot_choose_where_a_file_is_written(name: str) -> None:
    tables = tuple(replace(table, id=name) for table in samples.public().tables)
    files = publish(replace(samples.public(), tables=tables), load(), "en")
    made = [path for path in files if path.endswith(".hxl.csv")]
    assert len(made) == 2
    assert all(
        path.startswith("tables/") and path.count("/") == 1 and ".." not in path and path.isascii() for path in made
    )


def test_a_draft_says_so_on_every_sheet_and_in_the_package() -> None:
    files = publish(samples.draft(), load(), "uk")
    banner = words("uk").say("banner.draft")
    book = openpyxl.load_workbook(io.BytesIO(files["tables/codebook.xlsx"]))
    assert len(book.sheetnames) == 4
    assert {sheet["A1"].value for sheet in book.worksheets} == {banner}
    assert json.loads(files["tables/datapackage.json"])["description"].startswith(banner)


def test_no_quotation_stands_in_a_table() -> None:
    files = publish(samples.draft(), load(), "uk")
    for name, data in files.items():
        if name.startswith("tables/") and name.endswith((".csv", ".json")):
            assert "інсуліну не буде" not in data.decode("utf-8"), name


def test_the_codebook_sheet_holds_every_code_in_three_languages() -> None:
    book = openpyxl.load_workbook(io.BytesIO(publish(samples.public(), load(), "ru")["tables/codebook.xlsx"]))
    lines = list(book.worksheets[-1].iter_rows(min_row=2, values_only=True))
    known: Any = load().codes
    assert len(lines) == sum(len(known[name]) for name in ("group", "service", "coercion", "actor", "outcome"))
    assert all(all(line[:5]) for line in lines)
    assert not {line[1] for line in lines} & set(known["protective"])

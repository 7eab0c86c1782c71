"""What somebody might try in order to expose a witness: stray writes, disguised letters, hidden text, hostile names."""

import csv
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.stages.cli_samples import SAMPLES, TALK, call, environment

ACCOUNT = "У Токмаку без паспорта рф пенсію не виплачують нікому, каже {name}.\n"
NAME = "Ковальчук Олена"
HIDDEN = ("Таємний", "Прихована", "Секретна", "Кулик")
PAGE = """<html><head><meta name="author" content="Секретна"><script>var a = "Кулик"</script></head><body>
<!-- Таємний --><h1>Розмова</h1><p>У Токмаку без паспорта рф пенсію не дали.
<span style="display:none">Секретна</span><img alt="Прихована" src="x"></p></body></html>"""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WATCH = """
import os, sys
def hook(event, given):
    if event == "open" and not isinstance(given[0], int) and given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        print("wrote", given[0], file=sys.stderr)
    elif event in ("os.mkdir", "os.rename", "os.link", "os.symlink", "tempfile.mkstemp", "tempfile.mkdtemp"):
        print("wrote", given[0], file=sys.stderr)
    elif event == "subprocess.Popen":
        print("started", *given[1], file=sys.stderr)
    elif event == "socket.connect":
        print("connected", file=sys.stderr)
sys.addaudithook(hook)
from svidok.cli import main
main(sys.argv[1:])
"""


def word_file(path: Path) -> Path:
    """A Word file with a deleted and a hidden name."""
    body = (
        "<w:p><w:r><w:t>У Токмаку без паспорта рф пенсію не дали. </w:t></w:r>"
        "<w:del><w:r><w:delText>Таємний</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Прихована</w:t></w:r></w:p>"
    )
    types = '<Default Extension="xml" ContentType="application/xml"/>'
    main = f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/>'
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}">{types}{main}</Types>')
        link = f'<Relationship Id="r1" Type="{OFFICE}" Target="word/document.xml"/>'
        parts.writestr("_rels/.rels", f'<Relationships xmlns="{LINKS}">{link}</Relationships>')
        parts.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
    return path


def written(folder: Path) -> str:
    """All that lies in a folder as one text, workbooks unpacked."""
    texts = []
    for path in (p for p in folder.rglob("*") if p.is_file()):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as parts:
                texts += [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
        else:
            texts.append(path.read_text("utf-8", "replace"))
    return "\n".join(texts)


def test_a_draft_leaves_traces_in_its_own_folder_only(tmp_path: Path) -> None:
    page, out = tmp_path / "page.html", tmp_path / "out"
    page.write_text(PAGE, "utf-8")
    arguments = ["draft", TALK, SAMPLES / "articles" / "en-papers-at-the-counter.html", page, "--out", out]
    ended = subprocess.run(
        [sys.executable, "-B", "-c", WATCH, *map(str, arguments), "--no-semantic"],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.returncode == 0
    seen = ended.stderr.splitlines()
    files = [line.removeprefix("wrote ") for line in seen if line.startswith("wrote ")]
    assert str(out / "report.html") in files
    assert [name for name in files if not Path(name).is_relative_to(out) and name != "/dev/null"] == []
    started = [line for line in seen if line.startswith("started ")]
    assert started
    assert not any("page.html" in line or "Токмак" in line or TALK.name in line for line in started)
    assert "connected" not in seen


@pytest.mark.parametrize(
    "name",
    [
        "Ко\u0301вальчу\u0301к О\u0301лена",
        "Коваль\u00adчук Оле\u00adна",
        "Коваль\u200bчук Ол\u200bена",
        "Ко\u2060вальчук О\ufeffлена",
        "Koвaльчyк Oлeнa",
        "КОВАЛЬЧУК ОЛЕНА",
        "ковальчук олена",
        "Kovalchuk Olena",
    ],
)
def test_a_name_in_disguise_is_masked_as_the_name_itself(tmp_path: Path, name: str) -> None:
    file = tmp_path / "chat.txt"
    plain = call("mask", _with(file, NAME), "--no-details")
    disguised = call("mask", _with(file, name), "--no-details")
    assert (plain.code, disguised.code) == (0, 0)
    assert disguised.out.replace("PERSON", "ОСОБА").replace("ЛИЦО", "ОСОБА") == plain.out
    assert all(part not in disguised.out for part in name.split())


def test_what_a_reader_of_the_page_cannot_see_goes_nowhere(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, "utf-8")
    files = [page, word_file(tmp_path / "talk.docx")]
    shown = [call("mask", *files), call("read", *files, "--json", "--no-semantic")]
    made = call("draft", *files, "--out", tmp_path / "out", "--no-semantic")
    assert [one.code for one in (*shown, made)] == [0, 0, 0]
    everything = written(tmp_path / "out") + "".join(one.out + one.err for one in shown)
    assert "Токмак" in everything
    assert [word for word in HIDDEN if word in everything] == []


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(9)>.txt", '=HYPERLINK("x").txt', "a\nb.txt"])
def test_the_name_of_a_file_is_neither_markup_nor_formula(tmp_path: Path, name: str) -> None:
    file, out = tmp_path / name, tmp_path / "out"
    assert call("draft", _with(file, NAME), "--out", out, "--no-semantic").code == 0
    pages = [path.read_text("utf-8") for path in out.rglob("*.html")]
    assert len(pages) == 2
    assert not any("<img src=x" in page for page in pages)
    for table in out.rglob("*.csv"):
        with table.open(encoding="utf-8-sig", newline="") as rows:
            assert not any(cell.startswith(("=", "+", "@")) for row in csv.reader(rows) for cell in row)
    assert not any(file.name in path.read_text("utf-8") for path in (out / "public").rglob("*.html"))


def _with(file: Path, name: str) -> Path:
    file.write_text(ACCOUNT.format(name=name), "utf-8")
    return file

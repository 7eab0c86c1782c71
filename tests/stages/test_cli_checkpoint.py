"""`svidok checkpoint`, `verify` against it, and `export --strands`, as they are called."""

import hashlib
import io
import json
import re
import tracemalloc
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
import segno
from django.db import connections
from tests.stages.casebook_samples import NOW, full, opened
from tests.stages.cli_samples import call, secret
from tests.stages.test_casebook_verify import sql

from svidok.casebook.paper import page
from svidok.ledger.checkpoint import parsed


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return secret(tmp_path)


def test_a_checkpoint_goes_to_the_folder_and_to_a_file(tmp_path: Path, key: Path) -> None:
    folder, copy = full(tmp_path), tmp_path / "may.txt"
    made = call("checkpoint", folder, "--to", copy, "--json", "--key-file", key)
    (row,) = made.rows
    assert (made.code, row["number"], row["new"], row["entries"], len(row["root"])) == (0, 1, True, 11, 44)
    assert copy.read_bytes() == (folder / "checkpoints" / "000001.txt").read_bytes()
    assert parsed(copy.read_bytes()).root == row["root"]
    assert copy.stat().st_mode & 0o777 == 0o600
    again = call("checkpoint", folder, "--to", copy, "--key-file", key)
    assert (again.code, again.err[:5]) == (2, "SV471")  # nothing is written over
    said = call("checkpoint", folder, "--key-file", key)
    assert said.out.startswith("checkpoint 1 (nothing is new since it was made): entries 11\nroot: " + row["root"])


def test_verify_tells_how_far_it_is_anchored(tmp_path: Path, key: Path) -> None:
    folder, copy = full(tmp_path), tmp_path / "may.txt"
    root = call("checkpoint", folder, "--to", copy, "--json", "--key-file", key).rows[0]["root"]
    for held in (["--checkpoint", copy], ["--root", root], ["--root", " ".join(re.findall("....", root))]):
        found = call("verify", folder, *held, "--json", "--key-file", key)
        assert (found.code, found.rows[0]["anchored"], found.rows[0]["anchored_entries"]) == (0, True, 11)
    both = call("verify", folder, "--checkpoint", copy, "--root", root, "--key-file", key)
    assert both.out.startswith("consistent up to 11, anchored up to 11 by may.txt and 1 more")
    sql("DELETE FROM ledger WHERE seq > 10")(folder)
    cut = call("verify", folder, "--checkpoint", copy, "--key-file", key)
    assert cut.code == 2
    assert "checkpoint may.txt: the strand of device" in cut.out
    refused = call("checkpoint", folder, "--key-file", key)
    assert (refused.code, refused.err[:5]) == (2, "SV126")


def test_verify_cannot_check_against_what_is_no_checkpoint(tmp_path: Path, key: Path) -> None:
    folder, other = full(tmp_path), tmp_path / "other.txt"
    other.write_bytes(b"\xff")
    assert call("verify", folder, "--checkpoint", other, "--key-file", key).code == 3
    assert call("verify", folder, "--checkpoint", tmp_path / "nowhere", "--key-file", key).code == 3
    assert call("verify", folder, "--root", "", "--key-file", key).code == 3


@pytest.mark.parametrize("lang", ["uk", "ru", "en"])
def test_the_page_says_all_that_a_later_check_needs(tmp_path: Path, key: Path, lang: str) -> None:
    folder, paper = full(tmp_path), tmp_path / "page.html"
    made = call("checkpoint", folder, "--paper", paper, "--lang", lang, "--json", "--key-file", key).rows[0]
    text = paper.read_text(encoding="utf-8")
    shown = re.sub("<[^>]+>", "", text).replace("&#34;", '"')
    command = re.search(r'--root "([^"]+)"', shown)
    assert command is not None
    assert command[1].replace(" ", "") == made["root"]
    assert f"<strong>{made['entries']}</strong>" in text
    assert f'<html lang="{lang}">' in text
    assert "{{" not in text
    assert not re.search(r"(?:src|href)=|url\(|<script", text)
    with opened(folder) as casebook:
        assert casebook.id in text
    assert call("verify", folder, "--root", command[1], "--key-file", key).code == 0


def test_the_code_on_the_page_holds_the_signed_lines(tmp_path: Path) -> None:
    """The squares drawn are those that the three lines give; a reader of such codes is no part of the tests."""
    with opened(full(tmp_path)) as casebook:
        held = casebook.checkpoint().checkpoint
    shown = page(held, 1, "", "en").decode()
    code = segno.make(held.note.text, error="m", micro=False)
    drawn = re.search(r'<path [^>]*d="([^"]+)"', shown)
    assert drawn is not None
    dark = sum(int(run) for run in re.findall(r"h(\d+)", drawn[1]))
    assert dark == sum(sum(row) for row in code.matrix)
    assert held.note.text.count("\n") == 3


def exported(folder: Path, **more: object) -> bytes:
    file = io.BytesIO()
    with opened(folder) as casebook:
        casebook.export_strands(file, now=NOW, **more)  # type: ignore[arg-type]
    return file.getvalue()


def test_an_export_holds_the_strands_and_no_key(tmp_path: Path, key: Path) -> None:
    folder, out = full(tmp_path), tmp_path / "strands.zip"
    call("checkpoint", folder, "--key-file", key)
    done = call("export", folder, "--strands", out, "--originals", "--json", "--key-file", key)
    assert (done.code, done.rows[0]["entries"], out.stat().st_mode & 0o777) == (0, 11, 0o600)
    with opened(folder) as casebook:
        device, casebook_id = casebook._keys.key_id, casebook.id
        secrets = [key for key in casebook._keyring.all().values() if key]
        secrets += [bytes.fromhex(casebook._keys.database), casebook._keys.wrapping]
    with zipfile.ZipFile(out) as archive:
        names = archive.namelist()
        whole = b"".join(archive.read(name) for name in names)
        about = json.loads(archive.read("about.json"))
        objects = [name for name in names if name.startswith("objects/")]
        assert all(hashlib.sha256(archive.read(name)).hexdigest() == name[8:] for name in objects)
    assert (about["format"], about["v"], about["casebook"], set(about["devices"])) == (
        "svidok-strands",
        1,
        casebook_id,
        {device},
    )
    assert names[:3] == ["about.json", "checkpoints/000001.txt", f"strands/{device}.jsonl"]
    assert len(objects) == 2
    assert not any(one in whole or one.hex().encode() in whole for one in secrets)
    assert "інсулін".encode() not in whole
    assert call("export", folder, "--strands", out, "--key-file", key).err[:5] == "SV471"
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".part")]


def test_the_same_casebook_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = full(tmp_path)
    assert exported(folder) == exported(folder)
    file = io.BytesIO()
    with opened(folder) as casebook:
        casebook.export_strands(file, now=NOW + timedelta(days=1))
    with zipfile.ZipFile(file) as later, zipfile.ZipFile(io.BytesIO(exported(folder))) as before:
        differ = [name for name in before.namelist() if before.read(name) != later.read(name)]
    assert differ == ["about.json"]


def test_memory_does_not_grow_with_the_entries(tmp_path: Path) -> None:
    """Ten times as many entries, each with a box of its own, and no more held at once."""
    folder = full(tmp_path)
    peaks = []
    for many in (600, 4000):
        with opened(folder) as casebook:
            # entries of one size beside those that are there; what they say does not matter to an export
            row = "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < %s) INSERT INTO ledger "
            row += "(device, seq, header, signature, box, hash) SELECT device, i + %s, header, signature, "
            row += "randomblob(4096), hex(randomblob(32)) FROM n, (SELECT * FROM ledger WHERE seq = 2)"
            with connections[casebook._alias].cursor() as cursor:
                cursor.execute(row, [many + 99, many * 10])
            with (tmp_path / str(many)).open("wb") as file:
                tracemalloc.start()
                casebook.export_strands(file, now=NOW)
                peaks.append(tracemalloc.get_traced_memory()[1])
                tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.2, peaks

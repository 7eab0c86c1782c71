"""Whatever is damaged is named, and nothing that is whole is."""

import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from tests.stages.casebook_samples import NOW, PASSPHRASE, full, opened

from svidok.casebook import verify_folder
from svidok.casebook.journal import Journal
from svidok.errors import StoreRefused
from svidok.sealing.blobs import seal_blob
from svidok.sealing.keys import derive

FLIPS = 50


def sql(query: str) -> Callable[[Path], None]:
    """Harm done by somebody who has the key: through the store itself."""

    def harm(folder: Path) -> None:
        with opened(folder):
            alias = next(name for name in connections.settings if name.startswith("casebook_"))
            with connections[alias].cursor() as cursor:
                cursor.execute(query)
                assert cursor.rowcount > 0

    return harm


def objects(change: Callable[[Path], Any]) -> Callable[[Path], None]:
    def harm(folder: Path) -> None:
        change(sorted((folder / "objects").iterdir())[0])

    return harm


def swapped(path: Path) -> None:
    one, two = sorted(path.parent.iterdir())
    first = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(first)


LATER = "CAST(replace(CAST(header AS TEXT), ':30:', ':31:') AS BLOB)"
HARMS = [
    (
        sql("UPDATE ledger SET header = CAST(replace(CAST(header AS TEXT), ':30:', ':31:') AS BLOB) WHERE seq = 3"),
        "entry",
    ),
    (sql("UPDATE ledger SET signature = zeroblob(64) WHERE seq = 2"), "entry"),
    (sql("UPDATE ledger SET box = zeroblob(512) WHERE seq = 4"), "entry"),
    (sql("UPDATE ledger SET hash = 'x' WHERE seq = 4"), "entry"),
    (sql("UPDATE ledger SET seq = 999 WHERE seq = 4"), "entry"),
    (sql("DELETE FROM ledger WHERE seq = 5"), "entry"),
    (sql("DELETE FROM keyring WHERE id <> 'casebook'"), "key"),
    (sql("UPDATE keyring SET wrapped = zeroblob(60) WHERE id <> 'casebook'"), "key"),
    (sql("DELETE FROM keyring WHERE id = 'casebook'"), "key"),
    (sql("UPDATE keyring SET wrapped = zeroblob(60) WHERE id = 'casebook'"), "key"),
    (sql("UPDATE sources SET kind = 'chat'"), "table"),
    (sql("DELETE FROM decisions"), "table"),
    (sql("UPDATE statements SET body = replace(body, 'asserted', 'negated')"), "table"),
    (sql("INSERT INTO coders VALUES ('intruder', '', '', '2026-03-01T09:30:00Z')"), "table"),
    (objects(Path.unlink), "original"),
    (objects(lambda path: path.write_bytes(path.read_bytes()[:-1] + b"?")), "original"),
    (objects(lambda path: path.write_bytes(path.read_bytes()[:100])), "original"),
    (objects(lambda path: path.write_bytes(b"")), "original"),
    (objects(swapped), "original"),
]


@pytest.mark.parametrize(("harm", "what"), HARMS, ids=range(len(HARMS)))
def test_damage_is_found_and_named(tmp_path: Path, harm: Callable[[Path], None], what: str) -> None:
    folder = full(tmp_path)
    assert verify_folder(folder, PASSPHRASE).exit_code == 1
    harm(folder)
    report = verify_folder(folder, PASSPHRASE)
    assert report.exit_code == 2
    assert what in {one.what for one in report.damage}, report.say()
    assert "інсулін" not in report.say() + str(report.to_plain())


def test_a_whole_casebook_is_consistent_and_never_called_complete(tmp_path: Path) -> None:
    with opened(full(tmp_path)) as casebook:
        report = casebook.verify()
    assert (report.exit_code, report.damage, report.notes) == (1, (), ())
    assert (report.entries, report.sources, len(report.head)) == (11, 2, 64)
    assert "not anchored" in report.say()
    assert report.to_plain()["anchored"] is False


def test_an_entry_of_a_device_that_nobody_let_in_is_named(tmp_path: Path) -> None:
    with opened(full(tmp_path)) as casebook:
        source = casebook.proposals()[0].source
        intruder = Journal(casebook._alias, casebook.id, derive(bytes(32)), casebook._keyring)
        intruder.append("text.read", source, {"layer": None, "failure": "SV231"}, at="2026-03-01T09:30:00Z")
        report = casebook.verify()
    assert report.exit_code == 2
    assert "device unknown" in {one.why for one in report.damage}


def test_an_original_whose_bytes_were_sealed_anew_is_named(tmp_path: Path) -> None:
    """Whoever holds the keys can write another object under the right name, but not one that hashes to it."""
    folder = full(tmp_path)
    _, sealed = seal_blob(b"other words")
    path = next((folder / "objects").iterdir())
    path.write_bytes(sealed)
    (damage,) = verify_folder(folder, PASSPHRASE).damage
    assert (damage.what, damage.why) == ("original", "its object has been changed")


def test_entries_cut_from_the_end_show_only_in_the_head(tmp_path: Path) -> None:
    folder = full(tmp_path)
    head = verify_folder(folder, PASSPHRASE).head
    sql("DELETE FROM ledger WHERE seq = 11")(folder)
    sql("DELETE FROM incidents")(folder)
    report = verify_folder(folder, PASSPHRASE)
    assert report.exit_code == 1
    assert report.head != head


@pytest.mark.parametrize("missing", ["key.json", "casebook.db", "objects"])
def test_what_cannot_be_checked_is_not_called_damaged_or_whole(tmp_path: Path, missing: str) -> None:
    folder = full(tmp_path)
    assert verify_folder(folder, "another passphrase").exit_code == 3
    (folder / missing).rename(tmp_path / "elsewhere")
    report = verify_folder(folder, PASSPHRASE)
    assert (report.exit_code, report.unchecked[:5]) == (3, "SV401")


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + b"\0" * 8176])
def test_another_database_is_refused(tmp_path: Path, content: bytes) -> None:
    folder = full(tmp_path)
    (folder / "casebook.db").write_bytes(content)
    assert verify_folder(folder, PASSPHRASE).exit_code == 2


def test_no_flipped_bit_passes_in_silence(tmp_path: Path) -> None:
    whole, dice = full(tmp_path), random.Random(20)
    size = (whole / "casebook.db").stat().st_size
    for number in range(FLIPS):
        folder = tmp_path / str(number)
        shutil.copytree(whole, folder)
        with (folder / "casebook.db").open("r+b") as file:
            at = file.seek(dice.randrange(size))
            byte = file.read(1)[0]
            file.seek(at)
            file.write(bytes([byte ^ (1 << dice.randrange(8))]))
        assert verify_folder(folder, PASSPHRASE).exit_code == 2, at
        _uses_fail_in_our_words(folder)
        shutil.rmtree(folder)


def _uses_fail_in_our_words(folder: Path) -> None:
    """Reading from and writing to a damaged store either works or says so: no other exception comes out."""
    with suppress(StoreRefused), opened(folder) as casebook:
        for use in (casebook.sources, casebook.statements, casebook.dump, casebook.rebuild):
            with suppress(StoreRefused):
                use()
        casebook.preserve("x.txt", b"x", kind="chat", now=NOW)

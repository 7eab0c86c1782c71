"""The folder: private whatever the system's habits are, and whole whatever interrupts the writing."""

import errno
import os
import random
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tests.stages.casebook_samples import NOW, PASSPHRASE, empty, full, opened

from svidok.casebook import verify_folder
from svidok.casebook.folder import Folder, write_durably
from svidok.casebook.keyring import CASEBOOK, CASEBOOK_LABEL, SOURCE_LABEL
from svidok.errors import NoCasebook
from svidok.sealing.keys import DATABASE_LABEL, WRAP_LABEL


def full_disk(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "no space left")


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a"
    write_durably(target, b"one")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    for name in ("fsync", "replace"):
        monkeypatch.setattr(os, name, full_disk)
        with pytest.raises(OSError, match="no space"):
            write_durably(target, b"two")
        monkeypatch.undo()
        assert target.read_bytes() == b"one" or name == "replace"
        assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_full_disk_refuses_a_source_and_harms_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = full(tmp_path)
    with opened(folder) as casebook:
        before = casebook.dump()
        monkeypatch.setattr(os, "fsync", full_disk)
        with pytest.raises(OSError, match="no space"):
            casebook.preserve("new.txt", b"new", kind="chat", now=NOW)
        monkeypatch.undo()
        assert casebook.dump() == before
        report = casebook.verify()
        assert (report.exit_code, report.notes) == (1, ())
        assert not casebook.preserve("new.txt", b"new", kind="chat", now=NOW).known


def test_everything_is_private_whatever_the_umask(tmp_path: Path) -> None:
    code = (
        "import os, stat, sys; from pathlib import Path\n"
        "os.umask(0)\n"
        "import svidok.casebook\n"
        "folder = Path(sys.argv[1])\n"
        "with svidok.casebook.create(folder, 'a long passphrase', coder='o.k') as casebook:\n"
        "    casebook.preserve('a.txt', b'words', kind='chat')\n"
        "    for path in (folder, *folder.rglob('*')):\n"
        "        print(path.name, oct(stat.S_IMODE(path.stat().st_mode)), path.is_dir())\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "book")]
    done = subprocess.run(command, env={"PYTHONPATH": "src"}, check=True, capture_output=True, text=True)
    modes = {name: (mode, folder) for name, mode, folder in (line.split() for line in done.stdout.splitlines())}
    assert {"casebook.db", "casebook.db-wal", "casebook.db-shm", "key.json", "objects"} <= modes.keys()
    assert all(mode == ("0o700" if folder == "True" else "0o600") for mode, folder in modes.values()), modes


def test_an_object_is_named_by_what_is_in_it(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "book")
    folder.make(b"key", b"read me")
    names = [folder.keep(data) for data in (b"one", b"two", b"one")]
    assert names[0] == names[2] != names[1]
    (folder.objects / f"x{'.part'}").write_bytes(b"left by an interrupted run")
    assert folder.kept() == set(names)


@pytest.mark.parametrize("part", ["casebook.db", "objects", "key.json"])
def test_a_folder_without_a_part_is_named_with_it(tmp_path: Path, part: str) -> None:
    folder = empty(tmp_path)
    (folder / part).rename(tmp_path / "elsewhere")
    with pytest.raises(NoCasebook, match=re.escape(part)):
        opened(folder)


def test_the_readme_tells_a_stranger_the_truth_in_three_languages(tmp_path: Path) -> None:
    text = (empty(tmp_path) / "README.txt").read_text("utf-8")
    for language in ("Що це", "Что это", "What this is", "Як перевірити", "Как проверить", "How to verify"):
        assert language in text
    for label in (DATABASE_LABEL, WRAP_LABEL, CASEBOOK, CASEBOOK_LABEL.decode(), SOURCE_LABEL.decode()):
        assert f'"{label}"' in text
    assert (text.count("svidok verify"), text.count("svidok checkpoint")) == (6, 3)
    assert max(len(line) for line in text.splitlines()) <= 90


def test_a_log_that_is_cut_short_gives_an_earlier_state_whole(tmp_path: Path) -> None:
    """A power cut may lose the end of the write-ahead log, never the middle of what an entry did."""
    folder, left = empty(tmp_path), tmp_path / "left"
    with opened(folder) as casebook:
        for number in range(8):
            casebook.preserve("a", b"%d" % number, kind="chat", now=NOW)
        shutil.copytree(folder, left)
    whole, seen = (left / "casebook.db-wal").read_bytes(), set()
    for cut in range(0, len(whole) + 1, len(whole) // 12):
        copy = tmp_path / str(cut)
        shutil.copytree(left, copy)
        (copy / "casebook.db-wal").write_bytes(whole[:cut])
        report = verify_folder(copy, PASSPHRASE)
        assert report.exit_code == 1, report.say()
        seen.add(report.sources)
    assert {0, 8} < seen <= set(range(9))


def test_a_log_that_is_changed_is_never_believed(tmp_path: Path) -> None:
    folder, left, dice = empty(tmp_path), tmp_path / "left", random.Random(8)
    with opened(folder) as casebook:
        for number in range(8):
            casebook.preserve("a", b"%d" % number, kind="chat", now=NOW)
        shutil.copytree(folder, left)
        head = casebook.verify().head
    whole = (left / "casebook.db-wal").read_bytes()
    for number in range(15):
        copy, changed = tmp_path / str(number), bytearray(whole)
        changed[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        shutil.copytree(left, copy)
        (copy / "casebook.db-wal").write_bytes(changed)
        report = verify_folder(copy, PASSPHRASE)
        # earlier and whole, or damaged; the head tells the earlier state from the last one
        assert report.exit_code == 2 or report.sources <= 8
        assert report.exit_code == 2 or (report.head == head) == (report.sources == 8)


def test_a_log_of_another_time_is_damage(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    with opened(folder) as casebook:
        for number in range(8):
            casebook.preserve("a", b"%d" % number, kind="chat", now=NOW)
        log = (folder / "casebook.db-wal").read_bytes()
    with opened(folder) as casebook:
        casebook.preserve("a", b"last", kind="chat", now=NOW)
        now = casebook.verify()
    (folder / "casebook.db-wal").write_bytes(log)
    later = verify_folder(folder, PASSPHRASE)
    assert later.exit_code == 2 or later.head != now.head

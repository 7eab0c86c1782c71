"""What lies in a folder that is written into, and what stands on a path that is read."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "In Tokmak I was refused insulin because I had no Russian passport. We waited at the clinic until evening.\n"


def run(*arguments: str | Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "svidok.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=120, env=env)


@pytest.fixture
def account(tmp_path: Path) -> Path:
    path = tmp_path / "account.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_what_a_release_before_left_is_removed(account: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("draft", account, "--no-semantic", "--out", out).returncode == 0
    package = json.loads((out / "tables" / "datapackage.json").read_text())
    gone = out / "tables" / "withheld.csv"
    gone.write_text("place,count\nTokmak,1\n")
    package["resources"].append({"path": "withheld.csv"})
    (out / "tables" / "datapackage.json").write_text(json.dumps(package))
    assert run("draft", account, "--no-semantic", "--out", out).returncode == 0
    assert not gone.exists()


def test_a_folder_of_another_audience_is_refused(account: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("draft", account, "--no-semantic", "--out", out).returncode == 0
    before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    done = run("draft", account, "--no-semantic", "--out", out / "public")
    assert (done.returncode, "SV475" in done.stderr) == (2, True)
    assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file()} == before


def test_a_link_in_the_folder_is_not_followed(account: Path, tmp_path: Path) -> None:
    out, precious = tmp_path / "out", tmp_path / "precious.txt"
    out.mkdir()
    precious.write_text("kept")
    (out / "report.html").symlink_to(precious)
    done = run("draft", account, "--no-semantic", "--out", out)
    assert (done.returncode, precious.read_text()) == (2, "kept")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("place", ["account.txt", "/proc/none/x"])
def test_a_folder_that_cannot_be_made_is_one_clear_error(account: Path, tmp_path: Path, place: str) -> None:
    done = run("draft", account, "--no-semantic", "--out", tmp_path / place)
    assert done.returncode == 2
    assert done.stderr.startswith("SV476")


def test_a_pipe_a_folder_and_a_device_are_no_files(account: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = run("read", "--no-semantic", tmp_path / "pipe", tmp_path, "/dev/zero", account)
    assert done.returncode == 1
    assert done.stderr.count("SV232") == 3
    assert "insulin" in done.stdout


def test_a_huge_file_is_refused_before_it_is_read(account: Path, tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(6_000_000_000)
    done = run("read", "--no-semantic", huge, account)
    assert (done.returncode, "SV224" in done.stderr, "insulin" in done.stdout) == (1, True, True)


def test_a_name_that_is_no_text_loses_nothing(account: Path, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path / "talk-") + b"\xff.txt"))
    odd.write_bytes(account.read_bytes())
    done = run("draft", odd, account, "--no-semantic", "--out", tmp_path / "out")
    assert done.returncode == 0
    assert "Traceback" not in done.stderr


def test_a_console_of_one_alphabet_shows_marks_and_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "розповідь.txt"
    path.write_text("У Токмаку мені не дали інсулін без російського паспорта.\n", encoding="utf-8")
    done = run("read", "--no-semantic", path, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "\\u0456\\u043d\\u0441\\u0443\\u043b\\u0456\\u043d" in done.stdout

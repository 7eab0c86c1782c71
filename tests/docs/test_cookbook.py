"""The recipes run as they stand, and so do the examples in every help."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.docs.test_pages import ROOT, script

PAGES = ("anchor.md", "article.md", "casebook.md", "colleague.md", "learning.md", "erasing.md")
SECRET = "README.md"
# In the order of the work; what needs a casebook finds the one that `new` made.
ORDER = [
    "new",
    "preserve",
    "read",
    "consent",
    "review",
    "link",
    "qualify",
    "release",
    "publish",
    "checkpoint",
    "verify",
    "cosign",
    "export",
    "rebuild",
    "erase",
    "draft",
    "mask",
    "codebook",
    "demo",
]
EXIT = {"svidok verify demo.casebook --checkpoint": 0, "svidok verify": 1}  # whole and not anchored


def blocks(page: str) -> list[str]:
    return re.findall(
        r"^```sh\n(.*?)^```", (ROOT / "docs" / "cookbook" / page).read_text(encoding="utf-8"), re.M | re.S
    )


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the samples and the program on its path, as in a clone."""
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    program = tmp_path / "bin" / "svidok"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m svidok.cli "$@"\n')
    program.chmod(0o700)
    shell(blocks(SECRET)[0], tmp_path)
    return tmp_path


def shell(lines: str, place: Path) -> subprocess.CompletedProcess[str]:
    paths = {"PATH": f"{place / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", lines],
        cwd=place,
        env={**os.environ, **paths, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=300,
    )


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_a_recipe_runs_as_it_stands(page: str, place: Path) -> None:
    found = blocks(page)
    assert len(found) >= 3
    for block in found:
        done = shell(block, place)
        assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"
    if page == "casebook.md":
        assert "uk-halyna-melitopol" not in (place / "public" / "report.html").read_text(encoding="utf-8")
        shown = shell("svidok review list demo.casebook --json --key-file passphrase.txt", place).stdout
        assert "uk-halyna-melitopol" in shown
        assert "ru-viktor" not in shown, "it was withdrawn"


def test_every_page_of_the_cookbook_is_run() -> None:
    there = {path.name for path in (ROOT / "docs" / "cookbook").glob("*.md")}
    assert there == {*PAGES, SECRET}


def examples() -> dict[str, list[str]]:
    """The example lines in the help of each command."""
    found: dict[str, list[str]] = {}
    for name, command in script().commands():
        text = (command.help or "").replace("\\\n", " ")
        lines = [" ".join(line.split()) for line in text.splitlines() if line.strip().startswith("svidok ")]
        if name != "svidok":
            found[name] = lines
    return found


@pytest.mark.slow
def test_every_example_in_a_help_works_when_pasted(place: Path) -> None:
    (place / "article.txt").write_text(
        "У Токмаку мені не дали інсулін: тільки з російським паспортом.", encoding="utf-8"
    )
    said = examples()
    assert {name.split()[1] for name in said} == set(ORDER)
    lines = [line for verb in ORDER for name, found in said.items() if name.split()[1] == verb for line in found]
    for line in dict.fromkeys(lines):
        needs = " demo.casebook" in line
        done = shell(f"{line} --key-file passphrase.txt" if needs else line, place)
        promised = next((code for start, code in EXIT.items() if line.startswith(start)), 0)
        assert done.returncode == promised, f"{line}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"

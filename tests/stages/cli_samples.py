"""Calling the command line in this process, and a private file with the passphrase of the sample casebooks."""

import contextlib
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.stages.casebook_samples import PASSPHRASE

from svidok.cli import main

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
TALK = SAMPLES / "interviews" / "uk-halyna-melitopol.txt"


@dataclass(frozen=True)
class Called:
    """What a call printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


def call(*arguments: str | Path) -> Called:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main([str(one) for one in arguments])
        except SystemExit as end:
            return Called(int(end.code or 0), out.getvalue(), err.getvalue())
    raise AssertionError("main always ends with an exit code")


def program(*arguments: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own."""
    return subprocess.run(command(*arguments), env=environment(), capture_output=True, text=True, timeout=120, **more)


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "svidok.cli", *(str(one) for one in arguments)]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}


def secret(folder: Path) -> Path:
    """A file with the passphrase that only its owner can read."""
    path = folder / "passphrase"
    path.touch(mode=0o600)
    path.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return path

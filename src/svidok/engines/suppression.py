"""Secondary suppression by Tau-Argus: which further cells must be hidden so that small ones stay so.

The engine works on files, in a process of its own that is started in a fresh folder: only this user can open it, it
lies in memory where the system has such a place, and it is gone before the answer is given. The files hold numbered
rows and columns and no word of any source.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

import svidok
from svidok.release import Counted

SECONDS: Final = 60
_TOTAL: Final = "Total"
_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a fresh folder inside it, for this user alone
_ROOT: Final = str(Path(svidok.__file__).resolve().parent.parent)
_START: Final = (
    "import sys; sys.path.insert(0, sys.argv[1]); from svidok.engines.suppression_worker import main; main()"
)


def tau_argus(table: Counted, minimum: int) -> frozenset[tuple[str, str]] | None:
    """Return the cells to hide, with "" for totals, or None when the engine is missing, fails or takes too long.

    >>> counts = {("health", "Crimea"): 3, ("health", "Kherson"): 40, ("aid", "Crimea"): 20, ("aid", "Kherson"): 30}
    >>> table = Counted("service-oblast", ("health", "aid"), ("Crimea", "Kherson"), counts, {})
    >>> len(tau_argus(table, 10) or ())
    4
    """
    # All codes are equally long: the engine pads shorter ones.
    rows = {row: f"R{place:04}" for place, row in enumerate(table.rows)}
    columns = {column: f"C{place:04}" for place, column in enumerate(table.columns)}
    cells = [(rows[r], columns[c]) for r in rows for c in columns for _ in range(table.at(r, c))]
    answer = _ask({"cells": cells, "minimum": minimum})
    if answer is None:
        return None
    row_of = {code: row for row, code in rows.items()} | {_TOTAL: ""}
    column_of = {code: column for column, code in columns.items()} | {_TOTAL: ""}
    if not all(row in row_of and column in column_of for row, column in answer):
        return None
    return frozenset((row_of[row], column_of[column]) for row, column in answer)


def _ask(question: dict[str, object]) -> list[tuple[str, str]] | None:
    place = _MEMORY if _MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="svidok-", dir=place) as folder:
        try:
            done = subprocess.run(
                [sys.executable, "-c", _START, _ROOT],
                input=json.dumps(question),
                capture_output=True,
                text=True,
                cwd=folder,
                env={"TMPDIR": folder},
                timeout=SECONDS,
                check=True,
            )
            return [(str(row), str(column)) for row, column in json.loads(done.stdout.rpartition("\n")[2])]
        except (OSError, subprocess.SubprocessError, ValueError):
            return None

"""Secondary suppression by Tau-Argus, in this process: which further cells must be hidden so that small ones stay so.

The engine works on files. They hold numbered rows and columns and no word of any source, lie in a folder that only
this user can open, in memory where the system has such a place, and are gone before this returns.
"""

import tempfile
from pathlib import Path
from typing import Final

from svidok.release import Counted

try:
    from pytauargus.protect import protect
except ImportError:  # a machine without it publishes margins only, and the release says so
    protect = None

_TOTAL: Final = "Total"
_HIDDEN: Final = frozenset("UM")
_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a fresh folder inside it, for this user alone
# Within 100 % of its value nobody may place a hidden cell; modular suppression, for the optimal one takes minutes.
_RULE: Final = "FREQ({minimum},100)"
_METHOD: Final = "MOD(1)"


def tau_argus(table: Counted, minimum: int) -> frozenset[tuple[str, str]] | None:
    """Return the cells to hide, with "" for totals, or None when the engine is missing or fails.

    >>> counts = {("health", "Crimea"): 3, ("health", "Kherson"): 40, ("aid", "Crimea"): 20, ("aid", "Kherson"): 30}
    >>> table = Counted("service-oblast", ("health", "aid"), ("Crimea", "Kherson"), counts, {})
    >>> len(tau_argus(table, 10) or ())
    4
    """
    if protect is None:
        return None
    rows = [(row, column) for row in table.rows for column in table.columns for _ in range(table.at(row, column))]
    # All names are equally long: the engine pads shorter ones.
    names = {f"R{place:04}": row for place, row in enumerate(table.rows)} | {_TOTAL: ""}
    heads = {f"C{place:04}": column for place, column in enumerate(table.columns)} | {_TOTAL: ""}
    by_row, by_column = ({name: code for code, name in named.items()} for named in (names, heads))
    records: dict[str, list[object]] = {
        "row": [by_row[row] for row, _ in rows],
        "column": [by_column[column] for _, column in rows],
        "one": [1] * len(rows),  # the engine's own frequency response fails
    }
    found = _run(records, minimum)
    return None if found is None else frozenset((names[row], heads[column]) for row, column in found)


def _run(records: dict[str, list[object]], minimum: int) -> list[tuple[str, str]] | None:
    place = _MEMORY if _MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="svidok-", dir=place) as folder:
        try:
            result = protect(
                records,
                [["row", "column"]],
                "one",
                safety_rules=_RULE.format(minimum=minimum),
                suppress=_METHOD,
                workdir=folder,
            )
            return [(r["row"], r["column"]) for r in result.tables[0].rows if r["status"] in _HIDDEN]
        except Exception:  # noqa: BLE001 - whatever stops the engine, the release then shows margins only
            return None

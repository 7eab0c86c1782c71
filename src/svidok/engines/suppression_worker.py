"""The process in which Tau-Argus works: it leaves files where it is started, so it is started in a folder that goes.

Reads a JSON object with `cells` ([row, column] pairs of codes, one for each incident) and `minimum` from standard
input, and writes the codes of the cells to hide, as JSON, to standard output.
"""

import json
import sys
from collections.abc import Sequence
from typing import Final

from pytauargus.protect import protect

_HIDDEN: Final = frozenset("UM")
# Within 100 % of its value nobody may place a hidden cell; modular suppression, for the optimal one takes minutes.
_RULE: Final = "FREQ({minimum},100)"
_METHOD: Final = "MOD(1)"


def hidden(cells: Sequence[Sequence[str]], minimum: int) -> list[tuple[str, str]]:
    """Return the codes of the cells that the engine hides; totals are called "Total". Writes files where it stands."""
    records = {
        "row": [row for row, _ in cells],
        "column": [column for _, column in cells],
        "one": [1] * len(cells),  # the engine's own frequency response fails
    }
    rule = _RULE.format(minimum=minimum)
    result = protect(records, [["row", "column"]], "one", safety_rules=rule, suppress=_METHOD, workdir=".")
    return [(found["row"], found["column"]) for found in result.tables[0].rows if found["status"] in _HIDDEN]


def main() -> None:
    """Answer one question."""
    asked = json.load(sys.stdin)
    answer = hidden(asked["cells"], int(asked["minimum"]))
    sys.stdout.write("\n" + json.dumps(answer))


if __name__ == "__main__":
    main()

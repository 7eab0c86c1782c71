"""Attack tables before anybody else does: between which bounds can a hidden cell be placed?

The attacker knows every number shown, that margins add up, that the tables count the same incidents, and that there is
no row or column without an incident. Linear programming then gives the narrowest bounds there are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from svidok.release.tables import TOTAL, Counted

# A cell of all tables: table, row, column. Row totals and the grand total are the same in every table: table "".
Key = tuple[str, str, str]
GRAND: Final[Key] = (TOTAL, TOTAL, TOTAL)


def key_of(table: str, row: str, column: str) -> Key:
    """Return the key of a cell.

    >>> key_of("service-oblast", "health", "Kherson"), key_of("service-time", "health", "")
    (('service-oblast', 'health', 'Kherson'), ('', 'health', ''))
    """
    return (table if column else TOTAL, row, column)


def cells(tables: Iterable[Counted]) -> dict[Key, int]:
    """Return every cell of the tables with its exact count, margins included."""
    return {
        key_of(table.id, row, column): table.at(row, column)
        for table in tables
        for row in (*table.rows, TOTAL)
        for column in (*table.columns, TOTAL)
    }


def sums(tables: Iterable[Counted]) -> list[tuple[Key, tuple[Key, ...]]]:
    """Return what adds up: each total with its parts.

    >>> [len(parts) for _, parts in sums([Counted("service-oblast", ("health",), ("Kherson", "Crimea"), {}, {})])]
    [2, 2, 1, 1, 1]
    """
    found: dict[tuple[Key, tuple[Key, ...]], None] = {}
    for table in tables:
        for row in (*table.rows, TOTAL):
            found[key_of(table.id, row, TOTAL), tuple(key_of(table.id, row, c) for c in table.columns)] = None
        for column in (*table.columns, TOTAL):
            found[key_of(table.id, TOTAL, column), tuple(key_of(table.id, r, column) for r in table.rows)] = None
    return list(found)


@dataclass(frozen=True, slots=True)
class Attack:
    """What an attacker sees of some tables.

    `least` is what each hidden cell holds at least: a total 1, an inner cell 0.
    """

    counts: Mapping[Key, int]
    equations: Sequence[tuple[Key, tuple[Key, ...]]]
    least: Mapping[Key, int]

    def bounds(self, target: Key) -> tuple[float, float]:
        """Return the least and the most that a hidden cell can be.

        >>> row = [(("", "h", ""), (("t", "h", "a"), ("t", "h", "b")))]
        >>> hidden = {("t", "h", "a"): 1, ("t", "h", "b"): 1}
        >>> Attack({("", "h", ""): 30, ("t", "h", "a"): 4, ("t", "h", "b"): 26}, row, hidden).bounds(("t", "h", "a"))
        (1.0, 29.0)
        """
        return self._extreme(target, 1), self._extreme(target, -1)

    def _extreme(self, target: Key, sign: int) -> float:
        names = list(self.least)
        place = {key: index for index, key in enumerate(names)}
        matrix, right = self._system(place)
        goal = np.zeros(len(names))
        goal[place[target]] = sign
        solved = linprog(goal, A_eq=matrix, b_eq=right, bounds=[(self.least[name], None) for name in names])
        if solved.status == _UNBOUNDED:
            return np.inf if sign < 0 else float(self.least[target])
        if solved.status:
            # No bounds could be found: count the cell as exposed, never as safe.
            return float(self.counts[target])
        return round(sign * float(solved.fun), 6)

    def _system(self, place: Mapping[Key, int]) -> tuple[csr_matrix | None, list[float] | None]:
        rows: list[int] = []
        columns: list[int] = []
        values: list[float] = []
        right: list[float] = []
        for total, parts in self.equations:
            terms = [(part, 1) for part in parts] + [(total, -1)]
            if not any(key in place for key, _ in terms):
                continue
            seen = sum(sign * self.counts[key] for key, sign in terms if key not in place)
            for key, sign in terms:
                if key in place:
                    rows.append(len(right))
                    columns.append(place[key])
                    values.append(float(sign))
            right.append(float(-seen))
        if not right:
            return None, None
        return csr_matrix((values, (rows, columns)), shape=(len(right), len(place))), right


_UNBOUNDED: Final = 3


def narrow(attack: Attack, sensitive: Iterable[Key], width: int) -> list[Key]:
    """Return the hidden sensitive cells whose bounds lie closer together than `width`, and those not hidden at all."""
    found = []
    for key in sensitive:
        if key not in attack.least:
            found.append(key)
            continue
        low, high = attack.bounds(key)
        if high - low < width:
            found.append(key)
    return found

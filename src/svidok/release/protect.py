"""Hide what must be hidden in tables, so that nothing hidden can be worked out from what is shown.

Small cells are hidden first, and empty ones with them: nobody was heard there, which is no fact about the place. An
engine then chooses what else to hide; without one, nothing finer than margins is shown. Whatever was chosen is attacked
(`audit`), and more is hidden until every attack fails. Hidden cells look alike: a reader cannot tell the small ones
from the empty ones and those hidden with them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from svidok.errors import CellExposed
from svidok.model import Table
from svidok.release.audit import GRAND, Attack, Key, cells, key_of, narrow, sums
from svidok.release.policy import Policy
from svidok.release.tables import TOTAL, Counted, shown

# Chooses cells to hide, (row, column) with "" for totals, given a table and the smallest count shown; None: it failed.
Suppress = Callable[[Counted, int], frozenset[tuple[str, str]] | None]


@dataclass(frozen=True, slots=True)
class Protected:
    """Tables as they may be printed, and whether the grand total may be. `notes` are keys that a report can say."""

    tables: tuple[Table, ...]
    total: int | None
    notes: tuple[str, ...] = ()


def protect(tables: Sequence[Counted], policy: Policy, suppress: Suppress | None = None) -> Protected:
    """Return what of the tables may be shown.

    All tables count the same incidents and share their rows. When even the grand total has to be hidden there are no
    tables: which rows and columns there are would tell of single incidents. Raises CellExposed when a hidden cell can
    still be worked out, which means that the code is wrong.

    >>> counts = {("health", "Kherson"): 4, ("health", ""): 4, ("", "Kherson"): 4, ("", ""): 4}
    >>> protect([Counted("service-oblast", ("health",), ("Kherson",), counts, {})], Policy(tellers=1))
    Protected(tables=(), total=None, notes=('tables.too_few',))
    """
    work = _Work(tables, policy)
    notes = work.choose(suppress)
    work.widen()
    if GRAND in work.hidden:
        return Protected((), None, ("tables.too_few",))
    work.check()
    return Protected(tuple(work.shown(table) for table in tables), work.counts[GRAND], notes)


class _Work:
    """Which cells are hidden so far; it only ever grows."""

    def __init__(self, tables: Sequence[Counted], policy: Policy) -> None:
        self.tables = tables
        self.policy = policy
        self.counts = cells(tables)
        self.equations = sums(tables)
        self.sensitive = _sensitive(tables, policy)
        self.hidden: set[Key] = {key for key, count in self.counts.items() if not count}
        self._hide(self.sensitive)

    def choose(self, suppress: Suppress | None) -> tuple[str, ...]:
        if GRAND in self.hidden:
            return ()
        margins_only = False
        for table in self.tables:
            chosen = suppress(table, self.policy.minimum) if suppress else None
            if chosen is None:
                margins_only = True
                self._hide(key_of(table.id, row, column) for row in table.rows for column in table.columns)
            else:
                self._hide(key_of(table.id, row, column) for row, column in chosen)
        return ("tables.margins_only",) if margins_only else ()

    def _hide(self, keys: Iterable[Key]) -> None:
        """Hide cells; with a total its whole line, which adds up to it."""
        for key in keys:
            self.hidden.add(key)
            table, row, column = key
            if row == TOTAL or column == TOTAL:
                self.hidden |= {k for k in self.counts if _in_line(k, table, row, column)}

    def attack(self) -> Attack:
        return Attack(self.counts, self.equations, {key: int(TOTAL in key[1:]) for key in sorted(self.hidden)})

    def widen(self) -> None:
        """Hide more until no sensitive cell can be placed too closely."""
        for key in self.sensitive:
            while narrow(self.attack(), [key], self.policy.width):
                more = self._next(key)
                if more is None:
                    break
                self._hide([more])

    def _next(self, key: Key) -> Key | None:
        """The smallest cell beside it that is still shown, inner cells before totals; else the smallest anywhere."""
        visible = [k for k, count in self.counts.items() if count and k not in self.hidden]
        beside = {k for total, parts in self.equations if key == total or key in parts for k in (total, *parts)}
        return min(visible, key=lambda k: (_rank(k), k not in beside, self.counts[k], k), default=None)

    def check(self) -> None:
        for key in narrow(self.attack(), self.sensitive, self.policy.width):
            raise CellExposed(table=key[0], row=key[1], column=key[2])

    def shown(self, table: Counted) -> Table:
        grid = [(row, column) for row in (*table.rows, TOTAL) for column in (*table.columns, TOTAL)]
        return shown(table, frozenset(cell for cell in grid if key_of(table.id, *cell) in self.hidden))


def _sensitive(tables: Iterable[Counted], policy: Policy) -> list[Key]:
    """Counts that are too small, or behind which too few tellers stand: small first, in a fixed order."""
    found: Mapping[Key, int] = {
        key_of(table.id, row, column): count
        for table in tables
        for (row, column), count in table.counts.items()
        if count and (count < policy.minimum or table.tellers.get((row, column), count) < policy.tellers)
    }
    return sorted(found, key=lambda key: (found[key], key))


def _in_line(key: Key, table: str, row: str, column: str) -> bool:
    """Whether an inner cell or total is in the line of a hidden total: a row in every table, a column in its own."""
    if row == TOTAL and column == TOTAL:
        return True
    return key[1] == row if column == TOTAL else (key[0] == table and key[2] == column)


def _rank(key: Key) -> int:
    return 2 if key == GRAND else int(TOTAL in (key[1], key[2]))

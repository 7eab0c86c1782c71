"""Tables: margins are true, small cells are hidden, and nothing hidden can be worked out from what is shown."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from svidok.codebook import load
from svidok.engines.suppression import tau_argus
from svidok.errors import CellExposed
from svidok.model import Cell, Incident, Table
from svidok.release.audit import GRAND, Attack, cells, key_of, narrow, sums
from svidok.release.policy import Policy
from svidok.release.protect import Suppress, protect
from svidok.release.tables import UNKNOWN, Counted, count, group_of, shown

BOOK = load()
OBLASTS = ("Crimea", "Donetsk", "Luhansk", "Zaporizhzhia", "Kherson")
GROUPS = ("health", "pension", "education", "employment", "telecom", "property")
POLICY = Policy(tellers=1)


def nothing_more(table: Counted, minimum: int) -> frozenset[tuple[str, str]]:
    """An engine that hides nothing beyond the small cells: what is left to do shows the attack at work."""
    return frozenset()


def made(number: int, seed: int = 1, tellers: int = 60) -> list[Incident]:
    rng = random.Random(seed)
    weights = [2.0**-i for i in range(len(GROUPS))]
    return [
        Incident(
            f"i{n}",
            (f"s{n}/S1",),
            (f"o{rng.randrange(tellers)}",),
            services=(rng.choices(GROUPS, weights)[0] + ".any",),
            oblast=rng.choice(OBLASTS),
            date=str(rng.randint(2020, 2025)),
        )
        for n in range(number)
    ]


def grid(*rows: tuple[int, ...], tellers: int = 99) -> Counted:
    """A table with exact counts and its margins."""
    names, heads = [f"r{n}" for n in range(len(rows))], [f"c{n}" for n in range(len(rows[0]))]
    counts = {
        (name, head): n for name, row in zip(names, rows, strict=True) for head, n in zip(heads, row, strict=True)
    }
    counts |= {(name, ""): sum(row) for name, row in zip(names, rows, strict=True)}
    counts |= {("", head): sum(row[at] for row in rows) for at, head in enumerate(heads)}
    counts |= {("", ""): sum(map(sum, rows))}
    return Counted("service-oblast", tuple(names), tuple(heads), counts, dict.fromkeys(counts, tellers))


def look(table: Table) -> dict[tuple[str, str], int | None]:
    return {(cell.row, cell.column): cell.count for cell in table.cells}


# Counting


def test_incidents_are_counted_by_group_oblast_and_year() -> None:
    by_oblast, by_time = count(made(50), BOOK)
    assert by_oblast.id == "service-oblast"
    assert by_time.id == "service-time"
    assert by_oblast.at("", "") == by_time.at("", "") == 50
    for table in (by_oblast, by_time):
        assert sum(table.at(row, "") for row in table.rows) == 50
        assert sum(table.at("", column) for column in table.columns) == 50
        for row in table.rows:
            assert sum(table.at(row, column) for column in table.columns) == table.at(row, "")


def test_rows_come_in_the_order_of_the_codebook_and_the_unknown_last() -> None:
    incidents = [*made(200), Incident("x", ("x/S1",), ("o",), date="2023")]
    rows = count(incidents, BOOK)[0].rows
    order = list(BOOK.codes["group"])
    assert list(rows[:-1]) == sorted(rows[:-1], key=order.index)
    assert rows[-1] == UNKNOWN
    assert group_of(incidents[-1]) == UNKNOWN


@pytest.mark.parametrize(
    ("date", "year"),
    [("2023-05-09", "2023"), ("2023-22", "2023"), ("2022-24", UNKNOWN), ("2025-09-10/..", UNKNOWN), ("", UNKNOWN)],
)
def test_a_date_that_spans_years_belongs_to_none_of_them(date: str, year: str) -> None:
    incident = Incident("i", ("a/S1",), ("o",), services=("health.any",), date=date)
    assert count([incident], BOOK)[1].columns == (year,)


def test_no_incident_makes_an_empty_table() -> None:
    assert all(table.rows == table.columns == () for table in count([], BOOK))


def test_a_printed_table_has_margins_and_says_why_a_cell_is_empty() -> None:
    printed = shown(grid((20, 30), (40, 3)), frozenset({("r1", "c1")}))
    assert look(printed)[("", "")] == 93
    assert Cell("r1", "c1", None, "small") in printed.cells
    assert len(printed.cells) == 9


# Hiding


@pytest.mark.parametrize("engine", [None, nothing_more, tau_argus])
@pytest.mark.parametrize("number", [60, 400, 1500])
def test_whatever_the_engine_chose_every_attack_fails(engine: Suppress | None, number: int) -> None:
    tables = count(made(number), BOOK)
    done = protect(tables, POLICY, engine)
    exact = cells(tables)
    hidden = {
        key_of(t.id, c.row, c.column): int("" in (c.row, c.column))
        for t in done.tables
        for c in t.cells
        if c.count is None
    }
    for table in done.tables:
        for cell in table.cells:
            truth = exact[key_of(table.id, cell.row, cell.column)]
            assert cell.count in (None, truth), "what is shown is true"
            assert cell.count is None or cell.count >= POLICY.minimum
    attack = Attack(exact, sums(tables), hidden)
    small = [key for key, n in exact.items() if 0 < n < POLICY.minimum]
    assert small
    assert not narrow(attack, small, POLICY.width)


def test_without_an_engine_nothing_finer_than_margins_is_shown_and_the_release_says_so() -> None:
    done = protect(count(made(800), BOOK), POLICY)
    assert done.notes == ("tables.margins_only",)
    for table in done.tables:
        assert all(cell.count is None for cell in table.cells if cell.row and cell.column)
        assert any(cell.count for cell in table.cells if not (cell.row and cell.column))


def test_an_engine_that_fails_is_as_good_as_none() -> None:
    tables = count(made(800), BOOK)
    assert protect(tables, POLICY, lambda table, minimum: None) == protect(tables, POLICY)


def test_the_engine_shows_more_than_margins_where_numbers_are_large() -> None:
    done = protect(count(made(1500), BOOK), POLICY, tau_argus)
    assert done.notes == ()
    assert sum(c.count is not None for t in done.tables for c in t.cells if c.row and c.column) > 20


def test_a_small_cell_alone_in_its_row_takes_others_with_it() -> None:
    done = protect([grid((4, 40, 50), (60, 70, 80), (90, 55, 65))], POLICY, nothing_more)
    cell = look(done.tables[0])
    assert cell[("r0", "c0")] is None
    assert sum(cell[("r0", c)] is None for c in ("c0", "c1", "c2", "")) >= 2
    assert sum(cell[(r, "c0")] is None for r in ("r0", "r1", "r2", "")) >= 2


def test_an_empty_cell_looks_like_a_small_one() -> None:
    done = protect([grid((0, 40, 50), (60, 70, 80), (90, 55, 65))], POLICY, nothing_more)
    assert look(done.tables[0])[("r0", "c0")] is None
    assert {cell.why for cell in done.tables[0].cells if cell.count is None} == {"small"}


def test_a_hidden_total_hides_its_line_in_every_table() -> None:
    tables = count(
        [*made(600), *(replace(i, id=f"x{n}", services=("notary.any",)) for n, i in enumerate(made(5)))], BOOK
    )
    done = protect(tables, POLICY, nothing_more)
    for table in done.tables:
        assert all(cell.count is None for cell in table.cells if cell.row == "notary")


def test_a_cell_of_one_persons_word_is_hidden_however_large_it_is() -> None:
    many = [replace(i, oblast="Crimea", origins=("one",)) for i in made(40)]
    done = protect(count([*made(600), *many], BOOK), Policy(tellers=3), nothing_more)
    alone = protect(count(many, BOOK), Policy(tellers=3), nothing_more)
    assert done.tables
    assert alone.tables == ()
    assert alone.total is None


@pytest.mark.parametrize("number", [0, 1, 9])
def test_few_incidents_make_no_table_at_all(number: int) -> None:
    done = protect(count(made(number), BOOK), POLICY, tau_argus)
    assert done.tables == () or not any(table.rows for table in done.tables)
    assert not done.total


def test_the_total_is_that_of_the_incidents() -> None:
    assert protect(count(made(250), BOOK), POLICY, tau_argus).total == 250


# The attack itself


def test_the_attack_finds_the_bounds_of_a_textbook_table() -> None:
    """Two rows and columns with all inner cells hidden: 20 and 15 by row, 25 and 10 by column."""
    table = grid((15, 5), (10, 5))
    inner = {key_of(table.id, r, c): 0 for r in table.rows for c in table.columns}
    attack = Attack(cells([table]), sums([table]), inner)
    assert attack.bounds(key_of(table.id, "r0", "c0")) == (10.0, 20.0)
    assert attack.bounds(key_of(table.id, "r0", "c1")) == (0.0, 10.0)
    assert attack.bounds(key_of(table.id, "r1", "c1")) == (0.0, 10.0)


def test_the_attack_sees_a_cell_hidden_alone() -> None:
    table = grid((15, 5), (10, 5))
    key = key_of(table.id, "r0", "c1")
    attack = Attack(cells([table]), sums([table]), {key: 0})
    assert attack.bounds(key) == (5.0, 5.0)
    assert narrow(attack, [key], 1) == [key]


def test_the_attack_uses_both_tables_at_once() -> None:
    """A row total hidden in one table follows from the other unless it is hidden there too: they share it."""
    one = grid((4, 40), (60, 70))
    other = replace(one, id="service-time")
    assert key_of(one.id, "r0", "") == key_of(other.id, "r0", "")
    assert key_of(one.id, "r0", "c0") != key_of(other.id, "r0", "c0")
    done = protect([one, other], POLICY, nothing_more)
    first, second = map(look, done.tables) if done.tables else ({}, {})
    assert first == second


def test_a_hidden_total_without_bounds_is_infinitely_wide() -> None:
    attack = Attack({GRAND: 4}, [], {GRAND: 1})
    assert attack.bounds(GRAND) == (1.0, float("inf"))


def test_bounds_that_cannot_be_found_count_as_exposed() -> None:
    """Contradicting numbers have no solution: the cell is then taken for known, never for safe."""
    total, part = ("", "r0", ""), ("t", "r0", "c0")
    attack = Attack({total: 3, part: 2}, [(total, (part,)), (total, ())], {part: 0})
    assert narrow(attack, [part], 1) == [part]


def test_a_sensitive_cell_that_is_shown_is_exposed() -> None:
    table = grid((15, 5), (10, 5))
    attack = Attack(cells([table]), sums([table]), {})
    assert narrow(attack, [key_of(table.id, "r0", "c1")], 1)


def test_exposure_is_an_error_that_names_the_cell_and_no_number() -> None:
    error = CellExposed(table="service-oblast", row="health", column="Crimea")
    assert error.code == "SV501"
    assert "released" in str(error)


# The engine's process


def test_the_engine_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    memory = Path("/dev/shm")
    before = set(memory.iterdir()) if memory.is_dir() else set()
    assert tau_argus(grid((3, 40), (50, 60)), 10)
    assert list(tmp_path.iterdir()) == []
    assert not {
        p for p in (set(memory.iterdir()) if memory.is_dir() else set()) - before if p.name.startswith("svidok-")
    }


def test_the_engine_names_cells_of_tables_with_many_rows() -> None:
    table = grid(*[(n + 1, 60, 70 + n) for n in range(14)])
    found = tau_argus(table, 10)
    assert found
    assert all(row in (*table.rows, "") and column in (*table.columns, "") for row, column in found)
    assert {(f"r{n}", "c0") for n in range(9)} <= found


@pytest.mark.parametrize("counts", [((0, 0), (0, 0)), ((1,),), ((500,),)])
def test_the_engine_may_fail_and_says_none(counts: tuple[tuple[int, ...], ...]) -> None:
    answer = tau_argus(grid(*counts), 10)
    assert answer is None or isinstance(answer, frozenset)

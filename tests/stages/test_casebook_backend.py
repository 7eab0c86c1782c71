"""Django's backend on SQLCipher: the key comes by a call, every page is sealed, a second program can read it."""

import datetime
import decimal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw
import pytest
from django.core.management import call_command, get_commands
from django.db import IntegrityError, connection, connections, transaction
from django.db.utils import ConnectionHandler
from tests.stages.casebook_samples import PASSPHRASE, WORDS, full, opened

from svidok.casebook.models import LedgerRow
from svidok.errors import KeyRefused, NotOffered, StoreRefused
from svidok.sealing.keys import derive, unlock

KEY = "0f" * 32


@contextmanager
def store(path: Path, key: Any = lambda: KEY) -> Iterator[Any]:
    """One connection through Django, as any alias would have it."""
    options = {"key": key, "transaction_mode": "IMMEDIATE"}
    settings = {"ENGINE": "svidok.casebook.backend", "NAME": str(path), "OPTIONS": options}
    handler = ConnectionHandler({"default": {}, "here": settings})
    try:
        yield handler["here"]
    finally:
        handler["here"].close()


def rows(connection: Any, query: str, params: Any = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        return list(cursor.fetchall())


def database_key(folder: Path) -> str:
    return derive(unlock((folder / "key.json").read_bytes(), PASSPHRASE)).database


def test_every_setting_that_protects_is_on(tmp_path: Path) -> None:
    wanted = {
        "secure_delete": 1,
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "trusted_schema": 0,
        "temp_store": 2,  # memory
    }
    with store(tmp_path / "a.db") as one:
        assert {name: rows(one, f"PRAGMA {name}")[0][0] for name in wanted} == wanted
        assert rows(one, "PRAGMA cipher_version")[0][0].startswith("4.")
        assert rows(one, "PRAGMA cipher_settings")
        assert one.display_name == "SQLite"


@pytest.mark.parametrize("key", ["", "0F" * 32, "0f" * 31, "0f" * 33, "0f" * 32 + "\n", "'; DROP TABLE x;" + "0" * 48])
def test_a_key_of_another_form_never_reaches_the_database(tmp_path: Path, key: str) -> None:
    with pytest.raises(KeyRefused) as caught, store(tmp_path / "a.db", lambda: key) as one:
        rows(one, "SELECT 1")
    assert not key or key not in str(caught.value)


@pytest.mark.parametrize("key", [KEY, None])
def test_a_key_that_lies_in_settings_is_refused(tmp_path: Path, key: Any) -> None:
    with pytest.raises(KeyRefused), store(tmp_path / "a.db", key) as one:
        rows(one, "SELECT 1")


def test_another_key_opens_nothing_and_says_so_in_our_words(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with store(tmp_path / "a.db") as one:
        rows(one, "CREATE TABLE t (x)")
    with pytest.raises(StoreRefused), store(tmp_path / "a.db", lambda: "1f" * 32) as one:
        rows(one, "SELECT 1")
    assert capfd.readouterr() == ("", "")


def test_the_standard_library_sees_no_database(tmp_path: Path) -> None:
    with store(tmp_path / "a.db") as one:
        rows(one, "CREATE TABLE t (x)")
    plain = sqlite3.connect(tmp_path / "a.db")
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT count(*) FROM sqlite_master")
    plain.close()
    assert not (tmp_path / "a.db").read_bytes().startswith(b"SQLite format 3")


def test_both_kinds_of_placeholders_and_all_types_pass(tmp_path: Path) -> None:
    moment = datetime.datetime(2026, 3, 1, 9, 30)
    with store(tmp_path / "a.db") as one:
        rows(one, "CREATE TABLE t (d date, m datetime, b bool, n decimal, x text, o blob)")
        with one.cursor() as cursor:
            values = [moment.date(), moment, True, decimal.Decimal("1.50"), "100% «ї»", b"\0\xff"]
            cursor.execute("INSERT INTO t VALUES (%s, %s, %s, %s, %s, %s)", values)
            cursor.executemany("INSERT INTO t (x, o) VALUES (%s, %s)", [("a", b"1"), ("b", b"2")])
            cursor.executemany("INSERT INTO t (x) VALUES (%(x)s)", ({"x": sign} for sign in "cd"))
            cursor.executemany("INSERT INTO t (x) VALUES (%s)", [])
        found = rows(one, "SELECT d, m, b, x, o FROM t WHERE x = %(x)s", {"x": "100% «ї»"})
        assert found == [(moment.date(), moment, True, "100% «ї»", b"\0\xff")]
        assert rows(one, "SELECT count(*) FROM t WHERE x LIKE '%%1%%' OR x REGEXP %s", ["^[cd]$"]) == [(3,)]


def test_full_text_search_finds_ukrainian_words_inside(tmp_path: Path) -> None:
    with store(tmp_path / "a.db") as one:
        rows(one, "CREATE VIRTUAL TABLE f USING fts5(x, tokenize = 'unicode61 remove_diacritics 0')")
        rows(one, "INSERT INTO f VALUES (%s)", [WORDS])
        assert rows(one, "SELECT count(*) FROM f WHERE f MATCH %s", ["інсулін"]) == [(1,)]


def test_a_second_implementation_reads_the_file(tmp_path: Path) -> None:
    folder = full(tmp_path)
    other = apsw.Connection(str(folder / "casebook.db"))
    for name, value in (("cipher", "'sqlcipher'"), ("legacy", "4"), ("key", f"\"x'{database_key(folder)}'\"")):
        other.execute(f"PRAGMA {name} = {value}").fetchall()
    tables = {name for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {"ledger", "keyring", "sources", "layers", "statements", "assertions", "decisions", "coders"} <= tables
    ((body,),) = other.execute("SELECT body FROM layers WHERE failure = ''")
    assert WORDS in body
    with opened(folder) as casebook:
        assert other.execute("SELECT count(*) FROM ledger").fetchone() == (casebook.verify().entries,)
    other.close()


def test_nothing_that_writes_open_copies_is_offered(tmp_path: Path) -> None:
    assert get_commands()["dumpdata"] == "svidok.casebook"
    with pytest.raises(NotOffered):
        call_command("dumpdata")
    refused: list[Callable[[Any], object]] = [
        lambda one: one.client.runshell([]),
        lambda one: one.creation.clone_test_db("1"),
    ]
    with store(tmp_path / "a.db") as one:
        rows(one, "SELECT 1")
        for call in refused:
            with pytest.raises(NotOffered):
                call(one)


def test_the_ledger_takes_no_number_twice(tmp_path: Path) -> None:
    with opened(full(tmp_path)):
        alias = next(name for name in connections.settings if name.startswith("casebook_"))
        row = LedgerRow.objects.using(alias).order_by("seq").first()
        assert row is not None
        twin = LedgerRow(device=row.device, seq=row.seq, header=b"", signature=b"", box=b"", hash="0" * 64)
        with pytest.raises(IntegrityError), transaction.atomic(using=alias):
            twin.save(using=alias, force_insert=True)


def test_the_key_is_in_no_settings_environment_or_argument(tmp_path: Path) -> None:
    folder = full(tmp_path)
    code = (
        "import os, sys; from pathlib import Path\n"
        "from tests.stages.casebook_samples import opened\n"
        "from tests.stages.test_casebook_backend import database_key\n"
        "folder = Path(sys.argv[1]); key = database_key(folder)\n"
        "with opened(folder) as book:\n"
        "    from django.db import connections\n"
        "    shown = [connections.settings, vars(book), os.environ, Path('/proc/self/cmdline').read_text()]\n"
        "    sys.exit(key[:16] in repr(shown))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], env={"PYTHONPATH": "src:."}, check=False)
    assert done.returncode == 0


def test_there_is_no_default_database() -> None:
    assert connection.settings_dict["ENGINE"] == "django.db.backends.dummy"


def test_the_tables_are_those_of_the_migrations() -> None:
    call_command("makemigrations", "casebook", check=True, dry_run=True, verbosity=0)

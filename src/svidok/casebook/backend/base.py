"""Django's SQLite backend with SQLCipher under it.

The key comes from a callable in OPTIONS["key"], so that it stands in no settings, environment or argument. All
the rest is Django's own backend: this file only opens the connection.
"""

import datetime
import decimal
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn, cast

from django.db.backends.sqlite3 import base as plain
from django.db.backends.sqlite3._functions import register as register_functions  # type: ignore[import-untyped]
from django.db.backends.sqlite3.client import DatabaseClient as PlainClient
from django.db.backends.sqlite3.creation import DatabaseCreation as PlainCreation
from django.db.utils import DatabaseErrorWrapper
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from django.utils.functional import cached_property
from sqlcipher3 import dbapi2

from svidok.errors import KeyRefused, NotOffered, StoreRefused

_KEY = re.compile(r"[0-9a-f]{64}")
PRAGMAS = (
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # what was acknowledged survives a loss of power
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA temp_store = MEMORY",  # no temporary files, which would be open text
    "PRAGMA legacy_alter_table = OFF",
)

# Django registers these with the module it was written for, which is not this one.
for _name, _convert in (
    ("bool", lambda raw: raw == b"1"),
    ("date", lambda raw: parse_date(raw.decode())),
    ("time", lambda raw: parse_time(raw.decode())),
    ("datetime", lambda raw: parse_datetime(raw.decode())),
    ("timestamp", lambda raw: parse_datetime(raw.decode())),
):
    dbapi2.register_converter(_name, _convert)
dbapi2.register_adapter(decimal.Decimal, str)
dbapi2.register_adapter(datetime.date, lambda day: day.isoformat())
dbapi2.register_adapter(datetime.datetime, lambda moment: moment.isoformat(" "))


class Cursor(dbapi2.Cursor):  # type: ignore[misc]  # sqlcipher3 has no types
    """Django writes `%s` and `%(name)s`, the database wants `?` and `:name`; the translation is Django's."""

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement."""
        if params is None:
            return super().execute(query)
        return super().execute(_translated(query, list(params) if isinstance(params, Mapping) else None), params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        """Run one statement for each set of parameters."""
        rows = list(param_list)
        names = list(rows[0]) if rows and isinstance(rows[0], Mapping) else None
        return super().executemany(_translated(query, names), rows)


class Errors(DatabaseErrorWrapper):
    """Django's translation of errors, and ours for a page that is not as it was written."""

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        """Translate; the driver has classes below this one for everything but damage."""
        if kind is dbapi2.DatabaseError:
            raise StoreRefused from None
        super().__exit__(kind, error, trace)


class DatabaseClient(PlainClient):
    """Django's `dbshell` would hand the file to a program that asks for the key on its command line."""

    @classmethod
    def settings_to_cmd_args_env(cls, *_args: Any, **_more: Any) -> NoReturn:
        """Refuse."""
        raise NotOffered(what="dbshell")


class DatabaseCreation(PlainCreation):
    """Django copies test databases with the plain `sqlite3` module, in the open."""

    def _clone_test_db(self, *_args: Any, **_more: Any) -> NoReturn:
        raise NotOffered(what="a copy of the database")


class DatabaseWrapper(plain.DatabaseWrapper):
    """One encrypted database; OPTIONS["key"] is a callable that returns 64 lower-case hex digits."""

    vendor = "sqlite"
    display_name = "SQLite"
    Database = dbapi2
    client_class = DatabaseClient
    creation_class = DatabaseCreation

    @cached_property
    def wrap_database_errors(self) -> Errors:
        """What every call of the driver runs in."""
        return Errors(self)

    def get_connection_params(self) -> dict[str, Any]:
        """Return what the driver is given; the key among it is still a callable."""
        params = super().get_connection_params()
        if not callable(params.get("key")):
            raise KeyRefused
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file: the key first, then a read that fails early when it is the wrong one."""
        params = dict(conn_params)
        key: Callable[[], str] = params.pop("key")
        connection = dbapi2.connect(**params)
        try:
            _unlock(connection, key())
            register_functions(connection)
            for pragma in PRAGMAS:
                connection.execute(pragma)
        except BaseException:  # an interruption too must close the file
            connection.close()
            raise
        return connection

    def create_cursor(self, name: str | None = None) -> Any:  # noqa: ARG002 - Django's signature
        """Return a cursor that understands Django's placeholders."""
        return self.connection.cursor(factory=Cursor)


def _unlock(connection: Any, key: str) -> None:
    if not _KEY.fullmatch(key):
        raise KeyRefused
    connection.execute("PRAGMA cipher_log_level = NONE")  # SQLCipher would write to the terminal by itself
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.DatabaseError:
        raise StoreRefused from None


def _translated(query: str, names: list[str] | None) -> str:
    return plain.SQLiteCursorWrapper.convert_query(cast(Any, None), query, param_names=names)

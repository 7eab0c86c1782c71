"""The derived tables in the database: write what the fold says, read everything back, empty and refill."""

import json
from collections.abc import Iterable, Mapping
from itertools import groupby

from django.db import models, transaction

from svidok.casebook.fold import Change, Lose, Put, Tables, Values
from svidok.casebook.models import DERIVED

BY_NAME: Mapping[str, type[models.Model]] = {model._meta.db_table: model for model in DERIVED}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    name: tuple(field.name for field in model._meta.concrete_fields if field.name != "id")
    for name, model in BY_NAME.items()
}
AT_ONCE = 500


def write(alias: str, changes: Iterable[Change]) -> None:
    """Make the changes, in their order; must run inside the transaction that appends the entry."""
    # neighbours that do the same to the same table go to the database together
    for table, group in groupby(changes, lambda change: change.table):
        rows, put = BY_NAME[table].objects.using(alias), list[Put]()
        for change in group:
            if isinstance(change, Put):
                put.append(change)
            elif isinstance(change, Lose):
                rows.filter(id=change.id).delete()
            else:  # the fold drops before it puts
                (rows.filter(source=change.source) if change.source else rows.all()).delete()
        if put:
            rows.bulk_create(
                [BY_NAME[table](id=change.id, **change.values) for change in put],
                batch_size=AT_ONCE,
                update_conflicts=True,
                update_fields=COLUMNS[table],
                unique_fields=["id"],
            )


def read(alias: str) -> Tables:
    """Return every derived row."""
    found: Tables = {}
    for name, model in BY_NAME.items():
        every = model.objects.using(alias).values("id", *COLUMNS[name])
        rows: dict[str, Values] = {row.pop("id"): row for row in every}
        if rows:
            found[name] = rows
    return found


def dump(tables: Tables) -> bytes:
    """Return the tables as canonical bytes: one JSON line a row, by table and id. Equal tables, equal bytes.

    >>> dump({"layers": {"a": {"failure": "", "body": "{}"}}})
    b'["layers","a",{"body":"{}","failure":""}]\\n'
    """
    lines = [
        json.dumps([name, key, dict(row)], sort_keys=True, separators=(",", ":"))
        for name in sorted(tables)
        for key, row in sorted(tables[name].items())
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def refill(alias: str, tables: Tables) -> None:
    """Empty the derived tables and fill them with these rows, in one transaction: all of it or nothing."""
    with transaction.atomic(using=alias):
        for model in DERIVED:
            model.objects.using(alias).all().delete()
        for name, rows in tables.items():
            write(alias, [Put(name, key, values) for key, values in rows.items()])

"""The fold: what one entry of the ledger does to the tables. Pure, and the only writer of derived tables.

Each kind of entry has one small function in `FOLDS`, which returns rows to put and rows to drop. The same entries
give the same tables, whether one at a time as they are appended or all at once in a rebuild.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from svidok.casebook.values import packed
from svidok.ledger.header import Header
from svidok.model import SLOTS

Payload = Mapping[str, Any]
Values = Mapping[str, str | int]
Tables = dict[str, dict[str, Values]]  # table, id, the other columns


@dataclass(frozen=True, slots=True)
class Put:
    """Put a row in a table, in the place of one with the same id."""

    table: str
    id: str
    values: Values


@dataclass(frozen=True, slots=True)
class Drop:
    """Drop the rows of a table that are of `source`; every row when it is ""."""

    table: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Lose:
    """Drop the row of a table with this id, if it is there."""

    table: str
    id: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What the fold may know of an entry besides its payload: its header, and the hash that names it."""

    header: Header
    hash: str


Change = Put | Drop | Lose


def fold(entry: Entry, payload: Payload) -> list[Change]:
    """Return the changes that an entry makes, in order; none for a kind that no table shows."""
    made = FOLDS.get(entry.header.kind)
    return list(made(entry, payload)) if made else []


def replay(entries: Iterable[tuple[Entry, Payload]]) -> Tables:
    """Return the tables that all entries together give."""
    tables: Tables = {}
    of_source: dict[tuple[str, str | int], set[str]] = {}  # without it, dropping would look at every row each time
    for entry, payload in entries:
        for change in fold(entry, payload):
            rows = tables.setdefault(change.table, {})
            if isinstance(change, Put):
                rows[change.id] = change.values
                of_source.setdefault((change.table, change.values.get("source", "")), set()).add(change.id)
            elif isinstance(change, Lose):
                rows.pop(change.id, None)
            elif not change.source:
                rows.clear()
            else:
                for gone in of_source.pop((change.table, change.source), ()):
                    rows.pop(gone, None)
    return {name: rows for name, rows in tables.items() if rows}


def _opened(entry: Entry, payload: Payload) -> Iterable[Change]:
    device, at = {"device": entry.header.device, "public": payload["public"]}, {"at": entry.header.at}
    yield Put("coders", payload["coder"], device | at)


def _access(entry: Entry, payload: Payload) -> Iterable[Change]:
    if payload["change"] == "came":
        yield Put("coders", payload["coder"], {"device": "", "public": "", "at": entry.header.at})


def _preserved(entry: Entry, payload: Payload) -> Iterable[Change]:
    shown = ("name", "format", "sha256", "size", "provenance", "by")  # not the key of the original
    yield Put(
        "sources",
        entry.header.source,
        {
            "fingerprint": payload["fingerprint"],
            "kind": payload["kind"],
            "object": payload["object"],
            "at": entry.header.at,
            "entry": entry.hash,
            "body": packed({name: payload[name] for name in shown}),
        },
    )
    yield from _consent(entry, payload)


def _consent(entry: Entry, payload: Payload) -> Iterable[Change]:
    yield Put("consents", entry.header.source, {"at": entry.header.at, "body": packed(payload["consent"])})


def _text(entry: Entry, payload: Payload) -> Iterable[Change]:
    source = entry.header.source
    # what was read in another text layer has lost its place
    yield from _statements_dropped(source)
    yield Drop("answers", source)
    body = packed(payload["layer"]) if payload["layer"] else ""
    yield Put("layers", source, {"failure": payload["failure"], "body": body})


def _proposed(entry: Entry, payload: Payload) -> Iterable[Change]:
    source = entry.header.source
    yield from _statements_dropped(source)
    for position, statement in enumerate(payload["statements"]):
        ref = f"{source}/{statement['statement']}"
        values: Values = {"source": source, "position": position, "reader": payload["reader"]}
        yield Put("statements", ref, {**values, "body": packed(statement)})
        read = [(slot, one) for slot in SLOTS for one in statement.get(slot, ())]
        for number, (slot, one) in enumerate(read):
            place = {"statement": ref, "source": source, "start": one["start"], "end": one["end"]}
            yield Put("assertions", f"{ref}#{number}", {**place, "slot": slot, "value": one["value"]})


def _decided(entry: Entry, payload: Payload) -> Iterable[Change]:
    if "blind" in payload:
        yield from _answered(entry, payload["blind"])
        return
    header, decision = entry.header, payload["decision"]
    about = {"statement": decision["statement"], "source": header.source, "coder": decision["coder"]}
    yield Put("decisions", entry.hash, {**about, "device": header.device, "seq": header.seq, "body": packed(decision)})


def _answered(entry: Entry, answer: Payload) -> Iterable[Change]:
    header = entry.header
    about = {"source": header.source, "coder": answer["coder"], "device": header.device, "seq": header.seq}
    yield Put("answers", entry.hash, {**about, "body": packed(answer)})


def _fitted(entry: Entry, payload: Payload) -> Iterable[Change]:
    header = entry.header
    yield Put("fits", entry.hash, {"device": header.device, "seq": header.seq, "body": packed(payload["fit"])})


def _linked(_entry: Entry, payload: Payload) -> Iterable[Change]:
    yield Drop("findings")  # they are about incidents of the linking before
    yield Drop("incidents")
    for position, incident in enumerate(payload["incidents"]):
        yield Put("incidents", incident["id"], {"position": position, "body": packed(incident)})


def _found(_entry: Entry, payload: Payload) -> Iterable[Change]:
    yield Drop("findings")
    for position, finding in enumerate(payload["findings"]):
        about = {"incident": finding["incident"], "norm": finding["norm"], "position": position}
        yield Put("findings", f"{finding['incident']}|{finding['norm']}", {**about, "body": packed(finding)})


def _erased(entry: Entry, payload: Payload) -> Iterable[Change]:
    source = payload["source"]
    for table in ("sources", "consents", "layers"):
        yield Lose(table, source)
    for table in ("statements", "assertions", "decisions", "answers"):
        yield Drop(table, source)
    for fit in payload["fits"]:
        yield Lose("fits", fit)
    # in a rebuild earlier linkings are read that this one had taken the place of
    for table in payload["drops"]:
        yield Drop(table)
    body = packed({name: payload[name] for name in ("reason", "by", "keys", "objects")})
    yield Put("erased", source, {"at": entry.header.at, "entry": entry.hash, "body": body})


def _statements_dropped(source: str) -> Iterable[Change]:
    yield Drop("assertions", source)
    yield Drop("statements", source)


FOLDS: Mapping[str, Callable[[Entry, Payload], Iterable[Change]]] = {
    "casebook.opened": _opened,
    "access.changed": _access,
    "source.preserved": _preserved,
    "text.read": _text,
    "consent.given": _consent,
    "consent.withdrawn": _consent,
    "statement.proposed": _proposed,
    "decision.made": _decided,
    "incident.linked": _linked,
    "finding.made": _found,
    "reader.fitted": _fitted,
    "source.erased": _erased,
}

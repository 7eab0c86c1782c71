"""Erasing a source: its key, its originals, every row of it, and every key of what was derived from it.

The entry `source.erased`, the dropping of rows and the destruction of keys are one transaction: no key is gone without
an entry that says so, and none stays behind such an entry. What is left to do then, files and old pages, is done again
at the next opening when it was interrupted; a mark in the head of the database says that it was.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import DatabaseError, connections, transaction

from svidok.casebook.folder import Folder, sync_directory
from svidok.casebook.journal import Journal, sealed_entries
from svidok.casebook.keyring import Keyring
from svidok.casebook.models import ErasedRow, FindingRow, IncidentRow, SourceRow
from svidok.errors import SvidokError
from svidok.ledger.entry import open_payload
from svidok.ledger.entry import read as read_header

DERIVED_KINDS: Final = frozenset({"incident.linked", "finding.made", "reader.fitted"})
GIVEN_AWAY: Final = frozenset({"release.approved", "disclosure.made"})
UNFINISHED: Final = 1  # the mark, kept as SQLite's own number for its users


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did. `entry` is the hash of its own entry, `entries` counts those that nobody can open any more.

    `keys`, `objects` and `fits` count what was destroyed beside the source's key. `unlinked` says that the incidents
    used the source and went with their findings. `given` counts the recorded releases and disclosures, which cannot be
    recalled. `clean` is False when old bytes may still stand in the database file until it is next opened.
    """

    source: str
    entry: str
    entries: int
    keys: int
    objects: int
    fits: int
    unlinked: bool
    given: int
    clean: bool


@dataclass(slots=True)
class _Reach:
    """What an erasure has to reach."""

    own: set[str] = field(default_factory=set)  # hashes of the source's entries
    objects: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)  # ids of keys of what was derived
    entries: set[str] = field(default_factory=set)  # hashes of the entries under these keys
    fits: set[str] = field(default_factory=set)  # those of them that are fits
    incidents: set[str] = field(default_factory=set)  # ids of incidents that used the source
    drops: list[str] = field(default_factory=list)  # tables to be emptied
    given: int = 0


def erase(
    alias: str, folder: Folder, journal: Journal, keyring: Keyring, source: str, *, reason: str, by: str, at: str
) -> Erased:
    """Erase a source that is there; the key is gone when this returns, whatever `clean` says."""
    reach, entry = _recorded(alias, journal, keyring, source, reason=reason, by=by, at=at)
    clean = finish(alias, folder, keyring)
    return Erased(
        source=source,
        entry=entry,
        entries=len(reach.own) + len(reach.entries),
        keys=len(reach.keys),
        objects=len(reach.objects),
        fits=len(reach.fits),
        unlinked="incidents" in reach.drops,
        given=reach.given,
        clean=clean,
    )


def interrupted(alias: str, folder: Folder, keyring: Keyring) -> bool:
    """Return whether an erasure has still to be finished, or something of an erased source was put back."""
    if _mark(alias) == UNFINISHED:
        return True
    there = keyring.ids() if ErasedRow.objects.using(alias).exists() else set()
    return any(keys & there or any((folder.objects / one).exists() for one in objects) for keys, objects in _all(alias))


def finish(alias: str, folder: Folder, keyring: Keyring) -> bool:
    """Destroy whatever stands of erased sources; False when the system or another program was in the way."""
    try:
        _keys_gone(alias, keyring)
        _objects_gone(alias, folder)
        _rewritten(alias)
        if not _truncated(alias):
            return False
        _settled(alias)
    except (DatabaseError, OSError):
        return False
    return True


def tombstone(payload: Mapping[str, Any]) -> set[str]:
    """Return the ids of all keys that an entry `source.erased` says are destroyed.

    >>> sorted(tombstone({"source": "a", "keys": ["b"]}))
    ['a', 'b']
    """
    return {payload["source"], *payload["keys"]}


def _recorded(
    alias: str, journal: Journal, keyring: Keyring, source: str, *, reason: str, by: str, at: str
) -> tuple[_Reach, str]:
    """Append the entry, drop the rows and destroy the keys, in one transaction."""
    with transaction.atomic(using=alias):
        reach = _reach(alias, keyring, source)
        payload = {
            "source": source,
            "reason": reason,
            "by": by,
            "keys": sorted(reach.keys),
            "entries": sorted(reach.entries),
            "fits": sorted(reach.fits),
            "objects": sorted(reach.objects),
            "drops": reach.drops,
        }
        _set_mark(alias, UNFINISHED)
        entry = journal.append("source.erased", "", payload, at=at)
        keyring.destroy({source} | reach.keys)
    return reach, entry


def _reach(alias: str, keyring: Keyring, source: str) -> _Reach:
    reach = _Reach(objects=set(SourceRow.objects.using(alias).filter(id=source).values_list("object", flat=True)))
    derived: list[tuple[str, str, str, str, set[str], set[str]]] = []
    keys = keyring.all()
    for _, _, sealed in sealed_entries(alias):
        try:
            header = read_header(sealed.header)
            reach.given += header.kind in GIVEN_AWAY
            if header.source == source:
                reach.own.add(sealed.hash)
            key = keys.get(header.source)
            if key is None or not (header.kind in DERIVED_KINDS or (sealed.hash in reach.own)):
                continue
            payload = open_payload(sealed, key)
        except SvidokError:
            continue  # what does not open cannot say what it holds; its key goes with the source
        if header.kind == "source.preserved":
            reach.objects.add(payload["object"])
        elif header.kind in DERIVED_KINDS:
            text = json.dumps(payload)
            names = {one["id"] for one in payload.get("incidents", ()) if source in json.dumps(one)}
            about = {one["incident"] for one in payload.get("findings", ())} | set(payload.get("decisions", ()))
            reach.incidents |= names
            derived.append((header.kind, header.source, sealed.hash, text, names, about))
    for kind, key_id, entry, text, _, about in derived:
        if source in text or about & (reach.incidents | reach.own):
            reach.keys.add(key_id)
            reach.entries.add(entry)
            reach.fits |= {entry} if kind == "reader.fitted" else set()
    reach.drops = _drops(alias, source, reach)
    return reach


def _drops(alias: str, source: str, reach: _Reach) -> list[str]:
    if IncidentRow.objects.using(alias).filter(body__contains=source).exists():
        return ["findings", "incidents"]
    findings = FindingRow.objects.using(alias)
    used = findings.filter(body__contains=source).exists() or any(
        one in reach.incidents for one in findings.values_list("incident", flat=True)
    )
    return ["findings"] if used else []


def _all(alias: str) -> Iterator[tuple[set[str], list[str]]]:
    """Yield the ids of the keys and the names of the objects of every erased source."""
    for row in ErasedRow.objects.using(alias):
        body = json.loads(row.body)
        yield {row.id, *body["keys"]}, body["objects"]


def _keys_gone(alias: str, keyring: Keyring) -> None:
    gone: set[str] = set().union(*(keys for keys, _ in _all(alias)))
    if gone & keyring.ids():  # somebody put them back
        with transaction.atomic(using=alias):
            keyring.destroy(gone)


def _objects_gone(alias: str, folder: Folder) -> None:
    for _, objects in _all(alias):
        for name in objects:
            (folder.objects / name).unlink(missing_ok=True)
    sync_directory(folder.objects)


def _rewritten(alias: str) -> None:
    # what is deleted is overwritten, but rows that were moved before may have left copies in the gaps of pages
    with connections[alias].cursor() as cursor:
        cursor.execute("VACUUM")


def _truncated(alias: str) -> bool:
    with connections[alias].cursor() as cursor:
        busy, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _settled(alias: str) -> None:
    _set_mark(alias, 0)


def _mark(alias: str) -> int:
    with connections[alias].cursor() as cursor:
        return int(cursor.execute("PRAGMA user_version").fetchone()[0])


def _set_mark(alias: str, number: int) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute(f"PRAGMA user_version = {number}")

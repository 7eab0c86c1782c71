"""Checking a casebook: the ledger, the keys, the payloads, the originals, and the tables against a fresh fold."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django.db import DatabaseError, connections

from svidok.casebook.fold import Entry, Payload, Tables, replay
from svidok.casebook.folder import Folder
from svidok.casebook.journal import sealed_entries
from svidok.casebook.keyring import Keyring
from svidok.casebook.tables import read
from svidok.errors import BoxRefused, SourceUnknown, SvidokError
from svidok.ledger.entry import Sealed, open_payload
from svidok.ledger.entry import read as read_header
from svidok.ledger.verify import verify_strand
from svidok.sealing.blobs import open_blob
from svidok.sealing.keys import DeviceKeys

CONSISTENT, DAMAGED, UNCHECKED = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is wrong: `what` ("entry", "key", "payload", "original", "table", "store"), which, and why."""

    what: str
    which: str
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification found. `head` is the hash of the last entry: note it elsewhere to anchor the casebook.

    `notes` are remarks that are no damage. `unchecked` says why nothing could be checked, "" when it could.
    """

    entries: int = 0
    sources: int = 0
    head: str = ""
    damage: tuple[Damage, ...] = ()
    notes: tuple[str, ...] = ()
    unchecked: str = ""

    @property
    def exit_code(self) -> int:
        """1 consistent and not anchored, 2 damaged, 3 cannot be checked; 0 is kept for what is anchored elsewhere.

        >>> Report().exit_code, Report(unchecked="SV100").exit_code
        (1, 3)
        """
        if self.unchecked:
            return UNCHECKED
        return DAMAGED if self.damage else CONSISTENT

    def say(self) -> str:
        """Say it in lines for a person; ids, numbers and hashes only.

        >>> Report(entries=3, sources=1).say()
        'consistent (entries 3, sources 1), not anchored'
        """
        if self.unchecked:
            return f"cannot be checked: {self.unchecked}"
        counts = f"entries {self.entries}, sources {self.sources}"
        first = f"damaged ({counts})" if self.damage else f"consistent ({counts}), not anchored"
        named = [f"{one.what} {one.which}: {one.why}" for one in self.damage]
        return "\n".join([first, *named, *(f"note: {note}" for note in self.notes)])

    def to_plain(self) -> dict[str, Any]:
        """Return the report as plain values.

        >>> Report(entries=3).to_plain()["entries"]
        3
        """
        return {
            "entries": self.entries,
            "sources": self.sources,
            "head": self.head,
            "damage": [{"what": one.what, "which": one.which, "why": one.why} for one in self.damage],
            "notes": list(self.notes),
            "unchecked": self.unchecked,
            "anchored": False,
            "exit_code": self.exit_code,
        }


STORE_DAMAGED: Final = Damage("store", "casebook.db", "it cannot be read to its end")


def check(alias: str, folder: Folder, keys: DeviceKeys, keyring: Keyring) -> Report:
    """Check everything and return what was found."""
    try:
        pages = _damaged_pages(alias)
        if pages:
            return Report(damage=tuple(pages))
        return _check(alias, folder, keys, keyring)
    except (DatabaseError, SvidokError):
        return Report(damage=(STORE_DAMAGED,))


def replayed(alias: str, keyring: Keyring) -> Tables:
    """Return the tables that the ledger gives; raises the error of the first entry that does not open."""
    keys = keyring.all()
    entries = ((_entry(sealed), sealed) for _, _, sealed in sealed_entries(alias))
    return replay((entry, open_payload(sealed, _key(keys, entry.header.source))) for entry, sealed in entries)


def _check(alias: str, folder: Folder, keys: DeviceKeys, keyring: Keyring) -> Report:
    damage: list[Damage] = []
    count, head = 0, ""
    for device, strand in groupby(sealed_entries(alias), lambda one: one[0]):
        found = verify_strand([sealed for _, _, sealed in strand], {keys.key_id: keys.public})
        damage += [Damage("entry", _named(device, one.seq, one.hash), one.what) for one in found.damage]
        count, head = count + found.entries, found.head
    opened = list(_opened(alias, keyring, damage))
    originals = {entry.header.source: payload for entry, payload in opened if entry.header.kind == "source.preserved"}
    for source, payload in originals.items():
        damage += _original(folder, source, payload)
    if not any(one.what in ("key", "payload") for one in damage):
        damage += _tables(replay(opened), read(alias))
    damage += [Damage("key", source, "it does not open") for source, key in keyring.all().items() if key is None]
    notes = _notes(folder, {payload["object"] for payload in originals.values()})
    return Report(count, len(originals), head, tuple(dict.fromkeys(damage)), notes)


def _damaged_pages(alias: str) -> list[Damage]:
    with connections[alias].cursor() as cursor:
        rows = cursor.execute("PRAGMA cipher_integrity_check").fetchall()
    return [Damage("store", "casebook.db", str(row[0])) for row in rows]


def _opened(alias: str, keyring: Keyring, damage: list[Damage]) -> Iterator[tuple[Entry, Payload]]:
    """Yield the entries that open, and name those that do not."""
    keys = keyring.all()
    for device, seq, sealed in sealed_entries(alias):
        try:
            entry = _entry(sealed)
        except SvidokError:
            continue  # `verify_strand` has named it
        if (entry.header.device, entry.header.seq) != (device, seq):
            damage.append(Damage("entry", _named(device, seq, sealed.hash), "it stands at another place than its own"))
        key = keys.get(entry.header.source)
        if key is None:
            why = "it does not open" if entry.header.source in keys else "it is missing"
            damage.append(Damage("key", entry.header.source, why))
            continue
        try:
            yield entry, open_payload(sealed, key)
        except SvidokError as error:
            damage.append(Damage("payload", _named(device, seq, sealed.hash), error.code))


def _original(folder: Folder, source: str, payload: Payload) -> Iterator[Damage]:
    path = folder.objects / payload["object"]
    if not path.exists():
        yield Damage("original", source, "its object is missing")
        return
    sealed = path.read_bytes()
    if hashlib.sha256(sealed).hexdigest() != payload["object"]:
        yield Damage("original", source, "its object has been changed")
        return
    try:
        data = open_blob(bytes.fromhex(payload["key"]), sealed)
    except BoxRefused:
        yield Damage("original", source, "its object does not open")
        return
    if hashlib.sha256(data).hexdigest() != payload["sha256"]:
        yield Damage("original", source, "it is not what was preserved")


def _tables(should: Tables, found: Tables) -> Iterator[Damage]:
    for name in sorted({*should, *found}):
        want, have = should.get(name, {}), found.get(name, {})
        wrong = sum(want.get(key) != have.get(key) for key in {*want, *have})
        if wrong:
            yield Damage("table", name, f"{wrong} rows are not those that the ledger gives; run `svidok rebuild`")


def _notes(folder: Folder, named: set[str]) -> tuple[str, ...]:
    left = len(folder.kept() - named)
    return (f"{left} objects belong to no entry: an interrupted run left them; they hold no key",) if left else ()


def _entry(sealed: Sealed) -> Entry:
    return Entry(read_header(sealed.header), sealed.hash)


def _key(keys: Mapping[str, bytes | None], source: str) -> bytes:
    key = keys.get(source)
    if key is None:
        raise SourceUnknown(source=source)
    return key


def _named(device: str, seq: int | None, entry: str) -> str:
    return f"{seq if seq is not None else '?'} of device {device[:8]} ({entry[:12]})"

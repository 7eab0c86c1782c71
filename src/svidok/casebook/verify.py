"""Checking a casebook: the ledger, the keys, the payloads, the originals, and the tables against a fresh fold."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from django.db import DatabaseError, connections

from svidok.casebook.checkpoints import Vouchers, check_own, hold, named, read_held, strands, vouchers_of
from svidok.casebook.erasing import tombstone
from svidok.casebook.fold import Entry, Payload, Tables, replay
from svidok.casebook.folder import Folder
from svidok.casebook.journal import sealed_entries
from svidok.casebook.keyring import Keyring
from svidok.casebook.report import STORE_DAMAGED, Damage, Held, Report
from svidok.casebook.tables import read
from svidok.errors import BoxRefused, SourceUnknown, SvidokError
from svidok.ledger.checkpoint import Checkpoint
from svidok.ledger.entry import Sealed, open_payload
from svidok.ledger.entry import read as read_header
from svidok.sealing.blobs import open_blob
from svidok.sealing.keys import DeviceKeys

ERASED: Final = "source.erased"
MISSING: Final = "it is missing"


def check(
    alias: str, folder: Folder, keys: DeviceKeys, keyring: Keyring, casebook: str, held: Sequence[Held] = ()
) -> Report:
    """Check everything and return what was found. Raises CheckpointRefused for something held that is no checkpoint."""
    vouchers = vouchers_of(held)
    checkpoints = read_held(held, casebook, {keys.key_id: keys.public}, vouchers)
    try:
        pages = _damaged_pages(alias)
        if pages:
            return Report(damage=tuple(pages))
        return _check(alias, folder, keys, keyring, casebook, checkpoints, vouchers)
    except (DatabaseError, SvidokError):
        return Report(damage=(STORE_DAMAGED,))


def replayed(alias: str, keyring: Keyring) -> Tables:
    """Return the tables that the ledger gives; raises the error of the first entry that does not open."""
    missing: set[str] = set()
    gone: set[str] = set()
    tables = replay(_opened_or_erased(alias, keyring, missing, gone))
    for source in sorted(missing - gone):
        raise SourceUnknown(source=source)
    return tables


def _opened_or_erased(
    alias: str, keyring: Keyring, missing: set[str], gone: set[str]
) -> Iterator[tuple[Entry, Payload]]:
    """Yield the entries that have keys; gather the ids of missing keys, and of those that were destroyed."""
    keys = keyring.all()
    for _, _, sealed in sealed_entries(alias):
        entry = _entry(sealed)
        if entry.header.source not in keys:
            missing.add(entry.header.source)
            continue
        payload = open_payload(sealed, _key(keys, entry.header.source))
        if entry.header.kind == ERASED:
            gone |= tombstone(payload)
        yield entry, payload


def _check(
    alias: str,
    folder: Folder,
    keys: DeviceKeys,
    keyring: Keyring,
    casebook: str,
    held: Sequence[tuple[str, Checkpoint | str]],
    vouchers: Vouchers,
) -> Report:
    devices = {keys.key_id: keys.public}
    leaves, damage = strands(alias, devices)
    count, lasts = sum(map(len, leaves.values())), [strand[-1] for strand in leaves.values() if strand]
    own = check_own(folder, leaves, casebook, devices)
    holding = hold(held, folder, leaves, casebook, own.held, vouchers)
    damage += [*own.damage, *holding.damage]
    opened = list(_opened(alias, keyring, damage))
    erased = [(entry, payload) for entry, payload in opened if entry.header.kind == ERASED]
    gone: set[str] = set().union(*(tombstone(payload) for _, payload in erased))
    damage = [one for one in damage if (one.what, one.why) != ("key", MISSING) or one.which not in gone]
    damage += _not_gone(folder, keyring, (payload for _, payload in erased))
    originals = {entry.header.source: payload for entry, payload in opened if entry.header.kind == "source.preserved"}
    for source, payload in originals.items():
        damage += _original(folder, source, payload)
    if not any(one.what in ("key", "payload") for one in damage):
        damage += _tables(replay(opened), read(alias))
    damage += [Damage("key", source, "it does not open") for source, key in keyring.all().items() if key is None]
    notes = _notes(folder, {payload["object"] for payload in originals.values()})
    notes += tuple(
        f"source {payload['source']} was erased by entry {named(entry.header.device, entry.header.seq, entry.hash)}"
        for entry, payload in erased
    )
    return Report(
        entries=count,
        sources=len(originals),
        head=lasts[-1].hex() if lasts else "",
        damage=tuple(dict.fromkeys(damage)),
        notes=(*notes, *holding.notes),
        anchors=holding.anchors,
        anchored=holding.anchored,
        checkpoints=own.count,
    )


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
            damage.append(Damage("entry", named(device, seq, sealed.hash), "it stands at another place than its own"))
        key = keys.get(entry.header.source)
        if key is None:
            why = "it does not open" if entry.header.source in keys else MISSING
            damage.append(Damage("key", entry.header.source, why))
            continue
        try:
            yield entry, open_payload(sealed, key)
        except SvidokError as error:
            damage.append(Damage("payload", named(device, seq, sealed.hash), error.code))


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


def _not_gone(folder: Folder, keyring: Keyring, erased: Iterable[Payload]) -> Iterator[Damage]:
    """Name what an entry says was destroyed, and what is there."""
    keys = keyring.ids()
    for payload in erased:
        for key in sorted(tombstone(payload) & keys):
            yield Damage("key", key, "it was erased and is there again")
        if any((folder.objects / name).exists() for name in payload["objects"]):
            yield Damage("original", payload["source"], "it was erased and an object of it is there again")


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

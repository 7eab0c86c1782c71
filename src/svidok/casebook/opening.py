"""Making and opening a casebook: its folder, its keys, and one Django alias for each that is open."""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import ConnectionHandler

from svidok.casebook import erasing
from svidok.casebook.checks import stamp
from svidok.casebook.folder import UNFINISHED, Folder, sync_directory
from svidok.casebook.journal import Journal
from svidok.casebook.keyring import Keyring
from svidok.casebook.models import LedgerRow
from svidok.casebook.report import STORE_DAMAGED, Damage, Held, Report
from svidok.casebook.store import Casebook
from svidok.errors import CasebookBusy, CasebookThere, KeyringLost, StoreRefused, SvidokError
from svidok.ledger.entry import read
from svidok.sealing.keys import DeviceKeys, derive, new_device_secret, new_id, protect, unlock

WAIT = 20  # seconds to wait for another process that writes


def create(folder: Path, passphrase: str, *, coder: str, now: datetime | None = None) -> Casebook:
    """See `svidok.casebook.create`."""
    path = Path(folder).absolute()
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise CasebookThere(folder=path.name)
    secret = new_device_secret()
    key_file = protect(secret, passphrase)
    at = stamp(now or _utc_now())
    # made beside and renamed when it is whole: a folder under its own name is always a casebook
    part = Folder(path.with_name(f".{path.name}-{new_id()[:8]}{UNFINISHED}"))
    try:
        part.make(key_file, _readme())
        _fill(part, derive(secret), new_id(), coder, at)
        if path.exists():
            path.rmdir()
        part.path.rename(path)
    except BaseException:  # an interruption too must leave no half casebook
        shutil.rmtree(part.path, ignore_errors=True)
        raise
    sync_directory(path.parent)
    return _opened(Folder(path), derive(secret))


def open_casebook(folder: Path, passphrase: str) -> Casebook:
    """See `svidok.casebook.open_casebook`."""
    place = Folder(Path(folder).absolute())
    place.check()
    return _opened(place, derive(unlock(place.key.read_bytes(), passphrase)))


def verify_folder(folder: Path, passphrase: str, held: Sequence[Held] = ()) -> Report:
    """See `svidok.casebook.verify_folder`."""
    try:
        with open_casebook(folder, passphrase) as casebook:
            return casebook.verify(held)
    except StoreRefused:
        return Report(damage=(STORE_DAMAGED,))
    except KeyringLost as error:
        return Report(damage=(Damage("key", "casebook", error.said),))
    except SvidokError as error:
        return Report(unchecked=f"{error.code}: {error.said}")


def _fill(part: Folder, keys: DeviceKeys, casebook: str, coder: str, at: str) -> None:
    """Make the tables of a new casebook and write its first entry."""
    alias = _connect(part, keys)
    try:
        _migrate(alias)
        journal = Journal(alias, casebook, keys, Keyring.make(alias, keys))
        payload = {"casebook": casebook, "coder": coder, "device": keys.key_id, "public": keys.public.hex()}
        journal.append("casebook.opened", "", payload, at=at)
    finally:
        _disconnect(alias)


def _opened(place: Folder, keys: DeviceKeys) -> Casebook:
    alias = _connect(place, keys)
    try:
        _migrate(alias)
        first = LedgerRow.objects.using(alias).filter(device=keys.key_id).order_by("seq").first()
        if first is None:
            raise StoreRefused
        keyring = Keyring(alias, keys)
        journal = Journal(alias, read(bytes(first.header)).casebook, keys, keyring)
        if erasing.interrupted(alias, place, keyring):
            erasing.finish(alias, place, keyring)
    except DatabaseError:
        _disconnect(alias)
        raise StoreRefused from None
    except BaseException:  # an interruption too must close the store
        _disconnect(alias)
        raise
    return Casebook(place, alias, keys, journal, keyring, clock=_utc_now, on_close=lambda: _disconnect(alias))


def _connect(place: Folder, keys: DeviceKeys) -> str:
    """Give the store an alias of its own; the key is reached by a call and lies in no settings."""
    alias = f"casebook_{hashlib.sha256(str(place.path).encode()).hexdigest()[:16]}"
    if alias in connections.settings:
        raise CasebookBusy(folder=place.path.name)
    options = {"key": _shown(keys.database), "timeout": WAIT, "transaction_mode": "IMMEDIATE"}
    store = {"ENGINE": "svidok.casebook.backend", "NAME": str(place.database), "OPTIONS": options}
    connections.settings[alias] = ConnectionHandler({"default": {}, alias: store}).settings[alias]
    return alias


def _disconnect(alias: str) -> None:
    if alias in connections.settings:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]


def _migrate(alias: str) -> None:
    executor = MigrationExecutor(connections[alias])
    wanted = executor.loader.graph.leaf_nodes()
    if executor.migration_plan(wanted):
        executor.migrate(wanted)


def _shown(key: str) -> Callable[[], str]:
    return lambda: key


def _readme() -> bytes:
    return (resources.files("svidok.casebook") / "README.casebook.txt").read_bytes()


def _utc_now() -> datetime:
    return datetime.now(UTC)

"""The keyring: the key of each source, wrapped by the casebook's key, which this device's key wraps.

It lies outside the ledger, so that a key can be destroyed. Bytes that seal a source are never in a table open.
"""

import hmac
from collections.abc import Collection
from hashlib import sha256
from typing import Self

from svidok.casebook.models import KeyRow
from svidok.errors import BoxRefused, KeyringLost, SourceUnknown
from svidok.sealing.boxes import new_key
from svidok.sealing.keys import DeviceKeys
from svidok.sealing.wrapping import unwrap, wrap

CASEBOOK = "casebook"  # the id of the row that holds the casebook's key
CASEBOOK_LABEL = b"svidok-casebook-key-v1"
SOURCE_LABEL = b"svidok-source-key-v1 "
FINGERPRINT_LABEL = b"svidok-fingerprint-v1 "
LOT_LABEL = b"svidok-lot-v1"


class Keyring:
    """Keys of one open casebook. The id "" stands for the casebook itself. Raises KeyringLost."""

    def __init__(self, alias: str, keys: DeviceKeys) -> None:
        self._alias = alias
        row = KeyRow.objects.using(alias).filter(id=CASEBOOK).first()
        if row is None:
            raise KeyringLost
        try:
            self._casebook = unwrap(keys.wrapping, bytes(row.wrapped), CASEBOOK_LABEL)
        except BoxRefused:
            raise KeyringLost from None

    @classmethod
    def make(cls, alias: str, keys: DeviceKeys) -> Self:
        """Make the key of a new casebook; one that has lost its key must never get another unseen."""
        wrapped = wrap(keys.wrapping, new_key(), CASEBOOK_LABEL)
        KeyRow(id=CASEBOOK, wrapped=wrapped).save(using=alias, force_insert=True)
        return cls(alias, keys)

    def new(self, source: str) -> bytes:
        """Make and keep the key of a source that has none; must run in the transaction that first uses it."""
        key = new_key()
        wrapped = wrap(self._casebook, key, SOURCE_LABEL + source.encode())
        KeyRow(id=source, wrapped=wrapped).save(using=self._alias, force_insert=True)
        return key

    def key(self, source: str) -> bytes:
        """Return the key of a source; raises SourceUnknown when there is none, BoxRefused when it is damaged."""
        if not source:
            return self._casebook
        row = KeyRow.objects.using(self._alias).filter(id=source).first()
        if row is None:
            raise SourceUnknown(source=source)
        return self._opened(source, bytes(row.wrapped))

    def all(self) -> dict[str, bytes | None]:
        """Return every key by source, None for one that does not open."""
        found: dict[str, bytes | None] = {"": self._casebook}
        for row in KeyRow.objects.using(self._alias).exclude(id=CASEBOOK):
            try:
                found[row.id] = self._opened(row.id, bytes(row.wrapped))
            except BoxRefused:
                found[row.id] = None
        return found

    def ids(self) -> set[str]:
        """Return the ids of all keys but the casebook's own."""
        return set(KeyRow.objects.using(self._alias).exclude(id=CASEBOOK).values_list("id", flat=True))

    def destroy(self, ids: Collection[str]) -> None:
        """Destroy keys for ever; an id that has none is passed over. The casebook's own key stays."""
        for one in sorted(ids):
            KeyRow.objects.using(self._alias).filter(id=one).exclude(id=CASEBOOK).delete()

    def fingerprint(self, data: bytes) -> str:
        """Return what tells whether bytes are known here, and tells nothing to who lacks the casebook's key."""
        return hmac.new(self._casebook, FINGERPRINT_LABEL + sha256(data).digest(), sha256).hexdigest()

    def lot(self) -> bytes:
        """Return the key by which passages are drawn: the same for ever, and known here only."""
        return hmac.new(self._casebook, LOT_LABEL, sha256).digest()

    def _opened(self, source: str, wrapped: bytes) -> bytes:
        return unwrap(self._casebook, wrapped, SOURCE_LABEL + source.encode())

"""Appending: one entry, its key and its rows go in together or not at all."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction

from svidok.casebook.fold import Entry, fold
from svidok.casebook.keyring import Keyring
from svidok.casebook.models import LedgerRow
from svidok.casebook.tables import write
from svidok.ledger.entry import Sealed, entry_hash, open_payload, read
from svidok.ledger.kinds import Kind
from svidok.ledger.strand import Head, follow, start
from svidok.sealing.keys import DeviceKeys

PAGE = 200  # entries held in memory at a time


class Journal:
    """The strand of this device in one open casebook."""

    def __init__(self, alias: str, casebook: str, keys: DeviceKeys, keyring: Keyring) -> None:
        self._alias, self.casebook, self._keys, self._keyring = alias, casebook, keys, keyring

    def append(
        self, kind: Kind, source: str, payload: Mapping[str, Any], *, at: str, fresh: bool = False, codebook: str = ""
    ) -> str:
        """Append an entry, fold it, and return its hash once all of it is on the disk.

        `fresh` makes the key of a source that has none. The rows come from the payload as it was sealed and
        opened again, so that a rebuild cannot give others. Inside another transaction, that one decides.
        """
        with transaction.atomic(using=self._alias):
            key = self._keyring.new(source) if fresh else self._keyring.key(source)
            _, sealed = follow(
                self._head(),
                self._keys,
                seen={},
                at=at,
                clock="unsynced",  # nothing here vouches for the clock of a laptop
                kind=kind,
                source=source,
                payload=payload,
                source_key=key,
                codebook=codebook,
            )
            header = read(sealed.header)
            LedgerRow(
                device=header.device,
                seq=header.seq,
                header=sealed.header,
                signature=sealed.signature,
                box=sealed.box,
                hash=sealed.hash,
            ).save(using=self._alias, force_insert=True)
            write(self._alias, fold(Entry(header, sealed.hash), open_payload(sealed, key)))
        return sealed.hash

    def payload(self, entry: str) -> dict[str, Any]:
        """Return the payload of the entry with this hash."""
        sealed = _sealed(LedgerRow.objects.using(self._alias).get(hash=entry))
        return open_payload(sealed, self._keyring.key(read(sealed.header).source))

    def _head(self) -> Head:
        own = LedgerRow.objects.using(self._alias).filter(device=self._keys.key_id)
        row = own.order_by("-seq").values("seq", "header", "signature").first()
        if row is None:
            return start(self.casebook, self._keys.key_id)
        header, signature = bytes(row["header"]), bytes(row["signature"])
        return Head(self.casebook, self._keys.key_id, row["seq"], entry_hash(header, signature), read(header).seen)


def sealed_entries(alias: str) -> Iterator[tuple[str, int, Sealed]]:
    """Yield device, number and entry, strand by strand, in the order of numbers."""
    ledger = LedgerRow.objects.using(alias)
    devices = list(ledger.order_by("device").values_list("device", flat=True).distinct())
    for device in devices:
        yield from ((device, row.seq, _sealed(row)) for row in _rows(alias, device))


def _rows(alias: str, device: str) -> Iterator[LedgerRow]:
    """Yield the rows of one device page by page, so that no reading is left open between two entries."""
    strand, after = LedgerRow.objects.using(alias).filter(device=device).order_by("seq"), -1
    while page := list(strand.filter(seq__gt=after)[:PAGE]):
        yield from page
        after = page[-1].seq


def _sealed(row: LedgerRow) -> Sealed:
    return Sealed(bytes(row.header), bytes(row.signature), bytes(row.box), row.hash)

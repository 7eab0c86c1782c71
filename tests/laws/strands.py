"""Strands for laws to break."""

from collections.abc import Sequence
from typing import Any

from svidok.ledger.entry import Sealed
from svidok.ledger.strand import follow, start
from svidok.sealing.keys import DeviceKeys, derive

CASEBOOK, SOURCE = "c" * 32, "5" * 32
SOURCE_KEY = b"k" * 32
KEYS, OTHER = derive(b"1" * 32), derive(b"2" * 32)
DEVICES = {KEYS.key_id: KEYS.public, OTHER.key_id: OTHER.public}


def strand(payloads: Sequence[dict[str, Any]], keys: DeviceKeys = KEYS, casebook: str = CASEBOOK) -> list[Sealed]:
    head, made = start(casebook, keys.key_id), []
    for number, payload in enumerate(payloads):
        head, entry = follow(
            head,
            keys,
            seen={"a" * 32: number + 1},
            at=f"2026-11-22T{number // 60 % 24:02}:{number % 60:02}:00Z",
            clock="synced",
            kind="statement.proposed",
            source=SOURCE,
            payload=payload,
            source_key=SOURCE_KEY,
            codebook="",
        )
        made.append(entry)
    return made


def numbered(count: int, keys: DeviceKeys = KEYS, casebook: str = CASEBOOK) -> list[Sealed]:
    return strand([{"n": number} for number in range(count)], keys, casebook)

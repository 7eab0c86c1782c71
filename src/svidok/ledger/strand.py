"""What may follow what: one strand for each device, written by that device alone, never shortened.

A strand has one writer, so inside it there is nothing to merge and no conflict. Clocks are not trusted to go
forward: a laptop that was a year ahead yesterday must still be able to write today, so order comes from `seq`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from svidok.errors import StrandBroken
from svidok.ledger.entry import Sealed, compose, entry_hash, read
from svidok.ledger.header import NOTHING_BEFORE, Clock
from svidok.ledger.kinds import Kind
from svidok.sealing.keys import DeviceKeys


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a strand, which is all one must know to write the next entry; `seq` 0 is an empty strand."""

    casebook: str
    device: str
    seq: int
    hash: str
    seen: Mapping[str, int]


def start(casebook: str, device: str) -> Head:
    """Return the head of a strand that has no entry yet.

    >>> start("c" * 32, "d" * 32).seq
    0
    """
    return Head(casebook, device, 0, NOTHING_BEFORE, {})


def follow(
    head: Head,
    keys: DeviceKeys,
    *,
    seen: Mapping[str, int],
    at: str,
    clock: Clock,
    kind: Kind,
    source: str,
    payload: Mapping[str, Any],
    source_key: bytes,
    codebook: str,
) -> tuple[Head, Sealed]:
    """Return the next entry and the head after it. Raises StrandBroken when the keys are of another device.

    >>> from svidok.sealing.keys import derive
    >>> keys = derive(bytes(32))
    >>> head, entry = follow(start("c" * 32, keys.key_id), keys, seen={}, at="2026-11-22T07:40:00Z",
    ...     clock="synced", kind="casebook.opened", source="", payload={}, source_key=bytes(32), codebook="")
    >>> head.seq, head.hash == entry.hash
    (1, True)
    """
    entry = compose(
        casebook=head.casebook,
        keys=keys,
        seq=head.seq + 1,
        prev=head.hash,
        seen=seen,
        at=at,
        clock=clock,
        kind=kind,
        source=source,
        payload=payload,
        source_key=source_key,
        codebook=codebook,
    )
    return advance(head, entry), entry


def advance(head: Head, entry: Sealed) -> Head:
    """Return the head after an entry; raises StrandBroken when the entry does not follow.

    Nothing is said of signatures and boxes: `verify` checks those. The example stands at `follow`.
    """
    found = read(entry.header)
    why = ""
    if found.casebook != head.casebook:
        why = "it belongs to another casebook"
    elif found.device != head.device:
        why = "another device wrote it"
    elif found.seq != head.seq + 1:
        why = "its number is not the next one"
    elif found.prev != head.hash:
        why = "it names another entry as the one before"
    elif goes_back(head.seen, found.seen):
        why = "it has seen less of another strand than the entry before"
    if why:
        raise StrandBroken(seq=found.seq, after=head.seq, device=head.device, why=why)
    return Head(head.casebook, head.device, found.seq, entry_hash(entry.header, entry.signature), found.seen)


def goes_back(before: Mapping[str, int], after: Mapping[str, int]) -> bool:
    """Whether less was seen of some strand than before: what was read once cannot be unread.

    >>> goes_back({"a": 3}, {"a": 3, "b": 1}), goes_back({"a": 3}, {"b": 1})
    (False, True)
    """
    return any(after.get(device, 0) < seq for device, seq in before.items())

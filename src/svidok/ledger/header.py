"""The header of an entry: what is signed. It holds random ids, hashes and times, and no word of any source.

Its bytes are kept as they were signed. They are RFC 8785 JSON with ASCII only and whole numbers only, and on
that profile `json.dumps` with sorted keys writes the same bytes, faster; a law in the tests holds the two equal.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

from svidok.errors import HeaderRefused
from svidok.ledger.kinds import is_kind

Clock = Literal["synced", "unsynced"]

VERSION = 1
LARGEST = 64 * 1024  # bytes of a header: room for a thousand devices in `seen`
LARGEST_NUMBER = 2**53 - 1
SMALLEST_BOX = 512
NOTHING_BEFORE = "0" * 64  # `prev` of the first entry of a strand

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), allow_nan=False)
_ID = re.compile(r"[0-9a-f]{32}")
_HASH = re.compile(r"[0-9a-f]{64}")
_KIND = re.compile(r"[a-z]{1,24}\.[a-z]{1,24}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says; the short names of the format stand in brackets.

    `casebook` (cb) and `source` (src) are random ids, `source` is "" when the entry is about the casebook itself.
    `device` (dev) is a key id. `seq` counts from 1 and `prev` is the hash of the same device's entry before.
    `seen` is how far the writer had read the strands of other devices. `at` (t) is UTC in whole seconds and
    `clock` (clk) says whether anything vouched for that clock. `box_hash` (ct) and `box_size` (len) are of the
    sealed payload, `commitment` (cm) of the open one. `codebook` (code) is the codebook's hash, or "" when none
    was used.
    """

    casebook: str
    device: str
    seq: int
    prev: str
    seen: Mapping[str, int]
    at: str
    clock: Clock
    kind: str
    source: str
    box_hash: str
    box_size: int
    commitment: str
    codebook: str

    def members(self) -> dict[str, Any]:
        """Return the members as the format names them.

        >>> look(b'{"v":2}')
        (None, 'its members are not those of version 1')
        """
        return {
            "v": VERSION,
            "cb": self.casebook,
            "dev": self.device,
            "seq": self.seq,
            "prev": self.prev,
            "seen": dict(self.seen),
            "t": self.at,
            "clk": self.clock,
            "type": self.kind,
            "src": self.source,
            "ct": self.box_hash,
            "len": self.box_size,
            "cm": self.commitment,
            "code": self.codebook,
        }


NOT_CANONICAL = "its bytes are not in canonical form"
UNKNOWN_KIND = "its kind is not one of this version"


def read(header: bytes) -> Header:
    """Read a header; raises HeaderRefused for anything that the format forbids.

    >>> read(b"{}")
    Traceback (most recent call last):
    svidok.errors.HeaderRefused: SV120: a ledger header is refused: its members are not those of version 1
      do: run `svidok verify` to see which entry it is; nothing has been changed
    """
    found, fault = look(header)
    if found is None or fault:
        raise HeaderRefused(why=fault)
    return found


def look(header: bytes) -> tuple[Header | None, str]:
    """Return what can be read of a header and what is wrong with it, "" for nothing. Never raises.

    A header that is only not canonical, or only of an unknown kind, is still returned.

    >>> look(b"\\xff")
    (None, 'it is not JSON')
    """
    plain, fault = _parse(header)
    if plain is None:
        return None, fault
    for name, fits in _FITS.items():
        if not fits(plain[name]):
            return None, f"its member {name} is not as the format says"
    if plain["dev"] in plain["seen"]:
        return None, "its member seen is not as the format says"
    found = _header(plain)
    if canonical(plain) != header:
        return found, NOT_CANONICAL
    return found, "" if is_kind(found.kind) else UNKNOWN_KIND


def canonical(members: Mapping[str, Any]) -> bytes:
    """Return the canonical bytes of header members: RFC 8785, for ASCII texts and whole numbers only.

    >>> canonical({"v": 1, "seen": {}, "cb": "7f"})
    b'{"cb":"7f","seen":{},"v":1}'
    """
    return _ENCODER.encode(members).encode("ascii")


def _parse(header: bytes) -> tuple[dict[str, Any] | None, str]:
    if len(header) > LARGEST:
        return None, "it is too long"
    try:
        plain = json.loads(header.decode("utf-8"))
    except (ValueError, RecursionError):
        return None, "it is not JSON"
    if not isinstance(plain, dict) or plain.keys() != _FITS.keys():
        return None, "its members are not those of version 1"
    return plain, ""


def _header(plain: Mapping[str, Any]) -> Header:
    return Header(
        casebook=plain["cb"],
        device=plain["dev"],
        seq=plain["seq"],
        prev=plain["prev"],
        seen=plain["seen"],
        at=plain["t"],
        clock=cast(Clock, plain["clk"]),
        kind=plain["type"],
        source=plain["src"],
        box_hash=plain["ct"],
        box_size=plain["len"],
        commitment=plain["cm"],
        codebook=plain["code"],
    )


def _text(pattern: re.Pattern[str], *, or_empty: bool = False) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and bool(pattern.fullmatch(value) or (or_empty and not value))


def _number(least: int) -> Callable[[Any], bool]:
    # `type` and not `isinstance`: true is no number here
    return lambda value: type(value) is int and least <= value <= LARGEST_NUMBER


def _is_seen(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    return all(_ID.fullmatch(device) and _number(1)(seq) for device, seq in value.items())


def _is_time(value: Any) -> bool:
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


_FITS: Mapping[str, Callable[[Any], bool]] = {
    "v": lambda value: type(value) is int and value == VERSION,
    "cb": _text(_ID),
    "dev": _text(_ID),
    "seq": _number(1),
    "prev": _text(_HASH),
    "seen": _is_seen,
    "t": _is_time,
    "clk": lambda value: value in ("synced", "unsynced"),
    "type": _text(_KIND),
    "src": _text(_ID, or_empty=True),
    "ct": _text(_HASH),
    "len": _number(SMALLEST_BOX),
    "cm": _text(_HASH),
    "code": _text(_HASH, or_empty=True),
}

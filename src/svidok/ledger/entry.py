"""One entry: a signed header, and beside it the sealed payload that the header commits to."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import rfc8785

from svidok.errors import CommitmentWrong, HeaderRefused, PayloadRefused
from svidok.ledger.header import LARGEST_NUMBER, VERSION, Clock, Header, canonical, read
from svidok.ledger.kinds import Kind
from svidok.sealing.boxes import open_box, seal
from svidok.sealing.commitments import SALT_BYTES, commit, keeps, new_salt
from svidok.sealing.keys import DeviceKeys
from svidok.sealing.signing import sign

__all__ = ["Disclosed", "Header", "Sealed", "compose", "disclose", "entry_hash", "open_payload", "read"]

LABEL = "svidok-entry-v1"
LEAF = b"\x00"  # RFC 6962: an entry's hash is its leaf in the tree that checkpoints will be made of


@dataclass(frozen=True, slots=True)
class Sealed:
    """An entry as it is kept: three byte strings that are never changed, and the hash that names it."""

    header: bytes
    signature: bytes
    box: bytes
    hash: str


class Disclosed(NamedTuple):
    """A payload with its salt: what shows one entry to somebody who must not get the source's key."""

    salt: bytes
    payload: bytes


def compose(
    *,
    casebook: str,
    keys: DeviceKeys,
    seq: int,
    prev: str,
    seen: Mapping[str, int],
    at: str,
    clock: Clock,
    kind: Kind,
    source: str,
    payload: Mapping[str, Any],
    source_key: bytes,
    codebook: str,
) -> Sealed:
    """Return one entry, sealed with the source's key and signed with the device's. Arguments are those of `Header`.

    Raises HeaderRefused for a value that the format forbids, PayloadRefused for a payload without canonical
    JSON (NaN, a whole number from 2**53, half of a surrogate pair, a value that is not plain). `strand.follow` fills
    in what comes from the entry before.

    >>> from svidok.sealing.keys import derive
    >>> entry = compose(casebook="c" * 32, keys=derive(bytes(32)), seq=1, prev="0" * 64, seen={},
    ...     at="2026-11-22T07:40:00Z", clock="synced", kind="text.read", source="a" * 32,
    ...     payload={"text": "слова"}, source_key=bytes(32), codebook="")
    >>> read(entry.header).kind, len(entry.box), open_payload(entry, bytes(32))
    ('text.read', 512, {'text': 'слова'})
    """
    plain, salt = _payload_bytes(kind, payload), new_salt()
    members: dict[str, Any] = {
        "v": VERSION,
        "cb": casebook,
        "dev": keys.key_id,
        "seq": seq,
        "prev": prev,
        "seen": dict(seen),
        "t": at,
        "clk": clock,
        "type": kind,
        "src": source,
        "cm": commit(salt, plain),
        "code": codebook,
    }
    box = seal(source_key, salt + plain, _header_bytes(members))
    header = _header_bytes(members | {"ct": hashlib.sha256(box).hexdigest(), "len": len(box)})
    read(header)
    signature = sign(keys.signing, LABEL, header)
    return Sealed(header, signature, box, entry_hash(header, signature))


def entry_hash(header: bytes, signature: bytes) -> str:
    """Return the hash that the next entry names: SHA-256 over a zero byte, header and signature, 64 hex digits.

    >>> entry_hash(b"{}", bytes(64))[:16]
    'd23de0557fda7109'
    """
    return hashlib.sha256(LEAF + header + signature).hexdigest()


def open_payload(sealed: Sealed, key: bytes) -> dict[str, Any]:
    """Return the payload; says nothing of signature and chain, which `verify` checks.

    Raises BoxRefused for a wrong key or changed bytes, CommitmentWrong when the header promises another payload,
    HeaderRefused and PayloadRefused for what cannot be read. The example stands at `compose`.
    """
    header = read(sealed.header)
    try:
        payload = json.loads(disclose(sealed, key).payload, parse_int=_number)
    except (ValueError, RecursionError):
        raise PayloadRefused(kind=header.kind, why="it is not JSON") from None
    if not isinstance(payload, dict):
        raise PayloadRefused(kind=header.kind, why="it is not an object")
    return payload


def disclose(sealed: Sealed, key: bytes) -> Disclosed:
    """Return salt and payload bytes, with which anybody can check the header's commitment (`commitments.keeps`).

    Raises as `open_payload` does. AES-GCM alone would let a writer make one box that two keys open to two
    texts; the commitment, which is signed, rules that out.
    """
    header = read(sealed.header)
    content = open_box(key, sealed.box, _bound_to(header))
    shown = Disclosed(content[:SALT_BYTES], content[SALT_BYTES:])
    if not keeps(header.commitment, shown.salt, shown.payload):
        raise CommitmentWrong(seq=header.seq, device=header.device)
    return shown


def _number(digits: str) -> int | float:
    # canonical JSON writes 2e16 as digits too: past 2**53 they mean the nearest double
    number = int(digits)
    return number if abs(number) <= LARGEST_NUMBER else float(number)


def _bound_to(header: Header) -> bytes:
    members = header.members()
    return canonical({name: value for name, value in members.items() if name not in ("ct", "len")})


def _header_bytes(members: Mapping[str, Any]) -> bytes:
    try:
        return rfc8785.dumps(dict(members))
    except (rfc8785.CanonicalizationError, RecursionError):
        raise HeaderRefused(why="a value has no canonical form") from None


def _payload_bytes(kind: str, payload: Mapping[str, Any]) -> bytes:
    try:
        return rfc8785.dumps(dict(payload))
    except rfc8785.IntegerDomainError:
        why = "a whole number is too large"
    except rfc8785.FloatDomainError:
        why = "a number is infinite or none"
    except (rfc8785.CanonicalizationError, RecursionError):
        why = "it holds something that is not a plain value, or half of a character"
    raise PayloadRefused(kind=kind, why=why)

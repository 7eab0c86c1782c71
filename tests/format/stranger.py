"""A second implementation of the formats, written from `docs/format.md` alone; it imports nothing of svidok.

It takes salts and nonces as arguments, so that test vectors can be made again byte for byte.
"""

import hashlib
import hmac
import json
import unicodedata
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from tests.format.forms import FORMS, KINDS

PIECE = 1_048_576
Entry = tuple[bytes, bytes, bytes]  # header, signature, box


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def pae(label: str, message: bytes) -> bytes:
    return f"DSSEv1 {len(label)} {label} {len(message)} ".encode() + message


def hkdf(secret: bytes, label: str) -> bytes:
    extracted = hmac.digest(bytes(32), secret, "sha256")
    return hmac.digest(extracted, label.encode() + b"\x01", "sha256")


def derive(secret: bytes) -> dict[str, str]:
    seed, exchange = hkdf(secret, "svidok-sign-v1"), hkdf(secret, "svidok-exchange-v1")
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    return {
        "signing_seed": seed.hex(),
        "public": public.hex(),
        "key_id": sha(public)[:32],
        "database": hkdf(secret, "svidok-database-v1").hex(),
        "wrapping": hkdf(secret, "svidok-wrap-v1").hex(),
        "exchange_public": X25519PrivateKey.from_private_bytes(exchange).public_key().public_bytes_raw().hex(),
    }


def bucket(size: int) -> int:
    power = 512
    while power < size + 36:
        power *= 2
    step = power if power <= 65_536 else power // 16
    boxes = 0
    while boxes * step < size + 36:
        boxes += 1
    return boxes * step


def frame(content: bytes) -> bytes:
    return (len(content).to_bytes(8, "big") + content).ljust(bucket(len(content)) - 28, b"\x00")


def unframe(framed: bytes) -> bytes:
    size = int.from_bytes(framed[:8], "big")
    content = framed[8 : 8 + size]
    assert frame(content) == framed
    return content


def wrap(key: bytes, nonce: bytes, secret: bytes, aad: bytes) -> bytes:
    return nonce + AESGCM(key).encrypt(nonce, secret, aad)


def unwrap(key: bytes, wrapped: bytes, aad: bytes) -> bytes:
    return AESGCM(key).decrypt(wrapped[:12], wrapped[12:], aad)


def seal_original(key: bytes, original: bytes) -> bytes:
    framed = frame(original)
    box = b""
    for number in range(0, len(framed), PIECE):
        last = number + PIECE >= len(framed)
        nonce = (number // PIECE).to_bytes(11, "big") + (b"\x01" if last else b"\x00")
        box += AESGCM(key).encrypt(nonce, framed[number : number + PIECE], b"svidok-blob-v1")
    return box


def key_file(secret: bytes, passphrase: str, *, salt: bytes, nonce: bytes, memory_kib: int = 8192) -> bytes:
    """Write a key file of the lowest cost that a reader accepts, for tests that open many."""
    file: dict[str, Any] = {"format": "svidok-key", "v": 1, "kdf": "argon2id", "salt": salt.hex()}
    file |= {"memory_kib": memory_kib, "passes": 1, "lanes": 1}
    typed = unicodedata.normalize("NFC", passphrase).encode()
    kek = hash_secret_raw(typed, salt, 1, memory_kib, 1, 32, Type.ID)
    return canonical(file | {"box": wrap(kek, nonce, secret, canonical(file)).hex()})


def open_key_file(file: bytes, passphrase: str) -> bytes:
    plain = json.loads(file)
    box, salt = bytes.fromhex(plain.pop("box")), bytes.fromhex(plain["salt"])
    typed = unicodedata.normalize("NFC", passphrase).encode()
    kek = hash_secret_raw(typed, salt, plain["passes"], plain["memory_kib"], plain["lanes"], 32, Type.ID)
    return unwrap(kek, box, canonical(plain))


def commitment(salt: bytes, payload: bytes) -> str:
    return sha(pae("svidok-commitment-v1", salt + payload))


def entry_hash(entry: Entry) -> str:
    return sha(b"\x00" + entry[0] + entry[1])


def write(seed: bytes, key: bytes, members: dict[str, Any], payload: Any, *, salt: bytes, nonce: bytes) -> Entry:
    plain = canonical(payload)
    members = members | {"cm": commitment(salt, plain)}
    box = wrap(key, nonce, frame(salt + plain), canonical(members))
    return sign(seed, canonical(members | {"ct": sha(box), "len": len(box)}), box)


def sign(seed: bytes, header: bytes, box: bytes) -> Entry:
    return header, Ed25519PrivateKey.from_private_bytes(seed).sign(pae("svidok-entry-v1", header)), box


def open_entry(entry: Entry, key: bytes) -> Any:
    members = json.loads(entry[0])
    bound = {name: value for name, value in members.items() if name not in ("ct", "len")}
    content = unframe(unwrap(key, entry[2], canonical(bound)))
    assert commitment(content[:32], content[32:]) == members["cm"]
    return json.loads(content[32:])


def check(strand: list[Entry], devices: dict[str, bytes]) -> list[tuple[int, str]]:
    """Return (place, damage) for a strand; entries out of place are judged only as simply as vectors need."""
    found: list[tuple[int, str]] = []
    believed: dict[int, dict[str, Any]] = {}
    for place, entry in enumerate(strand):
        header = _believe(entry, devices)
        if isinstance(header, str):
            found.append((place, header))
            continue
        believed[place] = header
        found += [(place, damage) for damage in _alone(entry, header)]
    ours = [(h["cb"], h["dev"]) for h in believed.values()]
    for place, header in list(believed.items()):
        home = max(ours, key=ours.count)
        if (header["cb"], header["dev"]) != home:
            found.append((place, "other casebook" if header["cb"] != home[0] else "other device"))
            del believed[place]
    return sorted(found + _order(strand, believed), key=lambda pair: pair[0])


def _believe(entry: Entry, devices: dict[str, bytes]) -> dict[str, Any] | str:
    header, signature, _ = entry
    try:
        plain = json.loads(header.decode())
        assert len(header) <= 65_536
        assert set(plain) == set(FORMS)
        assert all(fits(plain[name]) for name, fits in FORMS.items())
        assert plain["dev"] not in plain["seen"]
    except (ValueError, AssertionError, AttributeError, RecursionError):
        return "header unreadable"
    public = devices.get(plain["dev"], b"")
    if sha(public)[:32] != plain["dev"]:
        return "device unknown"
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, pae("svidok-entry-v1", header))
    except (InvalidSignature, ValueError):
        return "signature wrong"
    return dict(plain)


def _alone(entry: Entry, header: dict[str, Any]) -> list[str]:
    found = []
    if canonical(header) != entry[0]:
        found.append("header not canonical")
    elif header["type"] not in KINDS:
        found.append("kind unknown")
    if not entry[2]:
        found.append("payload missing")
    elif (sha(entry[2]), len(entry[2])) != (header["ct"], header["len"]):
        found.append("payload changed")
    return found


def _order(strand: list[Entry], believed: dict[int, dict[str, Any]]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    places: dict[int, int] = {}
    for place, header in believed.items():
        other = places.setdefault(header["seq"], place)
        if other != place:
            same = entry_hash(strand[other]) == entry_hash(strand[place])
            found += [(place, "duplicate")] if same else [(place, "fork"), (other, "fork")]
    run = _longest(list(places))
    found += [(place, "out of order") for number, place in places.items() if number not in run]
    for before, number in zip([0, *run], run, strict=False):
        start, end = places.get(before, -1), places[number]
        missing = [n for n in range(before + 1, number) if n not in places]
        if len(missing) > sum(place not in believed for place in range(start + 1, end)):
            found.append((end, "entries missing before"))
    for place, header in believed.items():
        parent = places.get(header["seq"] - 1)
        prev = "0" * 64 if header["seq"] == 1 else None if parent is None else entry_hash(strand[parent])
        if prev is not None and prev != header["prev"]:
            found.append((place, "chain broken"))
        elif parent is not None and any(header["seen"].get(d, 0) < n for d, n in believed[parent]["seen"].items()):
            found.append((place, "seen less than before"))
    return found


def _longest(numbers: list[int]) -> list[int]:
    """Return the longest rising run that is smallest when read from its end."""
    best: list[list[int]] = []
    for at, number in enumerate(numbers):
        runs = [run for run in best[:at] if run[-1] < number]
        best.append([*min(runs, key=_rank, default=[]), number])
    return min(best, key=_rank, default=[])


def _rank(run: list[int]) -> tuple[int, list[int]]:
    return -len(run), run[::-1]

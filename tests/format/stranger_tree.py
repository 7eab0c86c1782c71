"""Trees, checkpoints and the export of strands (`docs/format.md` parts 8 and 9), as a second implementation has them."""

import base64
import hashlib
import json
import re
import zipfile
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from tests.format import stranger

LINES = re.compile(r"svidok/([0-9a-f]{32})(?:/([0-9a-f]{32}))?\n(0|[1-9][0-9]*)\n([A-Za-z0-9+/]{43}=)\n")


class Refused(Exception):
    """A checkpoint that a reader must refuse."""


def root(leaves: list[bytes]) -> bytes:
    """RFC 6962, part 2.1, as it is written there."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\x01" + root(leaves[:half]) + root(leaves[half:])).digest()


def text(origin: str, size: int, top: bytes) -> str:
    return f"{origin}\n{size}\n{base64.b64encode(top).decode()}\n"


def checkpoint(casebook: str, strands: dict[str, list[bytes]], seed: bytes, signer: str) -> bytes:
    tops = [
        text(f"svidok/{casebook}/{device}", len(strands[device]), root(strands[device])) for device in sorted(strands)
    ]
    note = text(
        f"svidok/{casebook}", len(tops), root([hashlib.sha256(b"\x00" + top.encode()).digest() for top in tops])
    )
    name, key = f"svidok/{casebook}/{signer}", Ed25519PrivateKey.from_private_bytes(seed)
    hint = hashlib.sha256(name.encode() + b"\n\x01" + key.public_key().public_bytes_raw()).digest()[:4]
    line = f"— {name} {base64.b64encode(hint + key.sign(note.encode())).decode()}\n"
    return "\n".join([note, line, *tops]).encode()


def held(data: bytes, devices: dict[str, bytes], strands: dict[str, list[bytes]]) -> list[tuple[str, int, str]]:
    """Return (device, entries, damage) for each strand that is not what the checkpoint says; raises Refused."""
    tops = read(data, devices)
    found = []
    for device, size, top in tops:
        have = strands.get(device, [])
        if len(have) < size:
            found.append((device, size, "fewer entries"))
        elif root(have[:size]) != top:
            found.append((device, size, "another root"))
    return found


def read(data: bytes, devices: dict[str, bytes]) -> list[tuple[str, int, bytes]]:
    try:
        note, lines, *rest = data.decode().split("\n\n")
    except ValueError:
        raise Refused from None
    casebook, none, count, top = _lines(note + "\n")
    tops = [_lines(one if at == len(rest) else one + "\n") for at, one in enumerate(rest, start=1)]
    texts = [text(f"svidok/{casebook}/{device}", size, top) for _, device, size, top in tops]
    order = [device for _, device, _, _ in tops]
    again = "\n".join([note + "\n", lines + "\n", *texts]).encode()
    if none or not rest or again != data or order != sorted(set(order)) or count != len(tops):
        raise Refused
    if root([hashlib.sha256(b"\x00" + one.encode()).digest() for one in texts]) != top:
        raise Refused
    if not [line for line in lines.split("\n") if _signed(line, note + "\n", casebook, devices)]:
        raise Refused
    return [(device, size, top) for _, device, size, top in tops]


def _lines(lines: str) -> tuple[str, str, int, bytes]:
    found = LINES.fullmatch(lines)
    if not found:
        raise Refused
    return found[1], found[2] or "", int(found[3]), base64.b64decode(found[4])


def _signed(line: str, note: str, casebook: str, devices: dict[str, bytes]) -> bool:
    found = re.fullmatch(r"— ([^ +]+) ([A-Za-z0-9+/]+=*)", line)
    if not found:
        raise Refused
    data, device = base64.b64decode(found[2]), found[1].removeprefix(f"svidok/{casebook}/")
    if base64.b64encode(data).decode() != found[2]:
        raise Refused
    public = devices.get(device)
    if public is None or data[:4] != hashlib.sha256(found[1].encode() + b"\n\x01" + public).digest()[:4]:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(data[4:], note.encode())
    except InvalidSignature:
        raise Refused from None
    return True


def write_export(
    file: BinaryIO, about: dict[str, Any], strands: dict[str, list[stranger.Entry]], tops: list[bytes]
) -> None:
    """Write an export that is stored, not deflated, so that it is the same wherever it is made."""
    members = {"about.json": stranger.canonical(about) + b"\n"}
    members |= {f"checkpoints/{number:06}.txt": data for number, data in enumerate(tops, start=1)}
    for device, entries in strands.items():
        members[f"strands/{device}.jsonl"] = b"".join(_line(entry) for entry in entries)
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)


def _line(entry: stranger.Entry) -> bytes:
    parts = dict(zip(("header", "signature", "box"), (base64.b64encode(part).decode() for part in entry), strict=True))
    return stranger.canonical(parts | {"hash": stranger.entry_hash(entry)}) + b"\n"


def read_export(file: BinaryIO) -> dict[str, Any]:
    """Return what a check of an export finds: damage of entries and of checkpoints, and what was there."""
    found: dict[str, Any] = {"entries": 0, "damage": [], "lost": [], "wrong objects": []}
    with zipfile.ZipFile(file) as archive:
        about = json.loads(archive.read("about.json"))
        assert (about["format"], about["v"]) == ("svidok-strands", 1)
        devices = {device: bytes.fromhex(public) for device, public in about["devices"].items()}
        strands: dict[str, list[bytes]] = {}
        for name in archive.namelist():
            if match := re.fullmatch(r"strands/([0-9a-f]{32})\.jsonl", name):
                rows = [json.loads(line) for line in archive.read(name).splitlines()]
                entries = [
                    tuple(base64.b64decode(row[part]) for part in ("header", "signature", "box")) for row in rows
                ]
                found["damage"] += stranger.check(entries, devices)
                found["damage"] += [
                    (at, "hash wrong")
                    for at, (row, entry) in enumerate(zip(rows, entries, strict=True))
                    if row["hash"] != stranger.entry_hash(entry)
                ]
                strands[match[1]] = [bytes.fromhex(stranger.entry_hash(entry)) for entry in entries]
                found["entries"] += len(entries)
            elif match := re.fullmatch(r"objects/([0-9a-f]{64})", name):
                found["wrong objects"] += [name] if stranger.sha(archive.read(name)) != match[1] else []
        for name in sorted(name for name in archive.namelist() if re.fullmatch(r"checkpoints/[0-9]{6}\.txt", name)):
            found["lost"] += held(archive.read(name), devices, strands)
    return found

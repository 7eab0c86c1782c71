"""How many entries a second the stand-alone verifier checks on one core, and how its memory grows with boxes."""

import base64
import hashlib
import json
import os
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

sys.path.insert(0, str(Path(__file__).parents[1] / "verifier"))
import svidok_verify

CASEBOOK = "dd4e2e9fbb8ae3cb507b012b34c8281c"


def key_id(key: Ed25519PrivateKey) -> str:
    return hashlib.sha256(key.public_key().public_bytes_raw()).hexdigest()[:32]


def entries(key: Ed25519PrivateKey, count: int, box_size: int = 512, **changes: object) -> Iterator[dict[str, str]]:
    """Yield the lines of a strand, written from docs/format.md parts 5, 6 and 9; changes go into every header."""
    prev = "0" * 64
    for seq in range(1, count + 1):
        box = os.urandom(box_size)
        header = {
            "cb": CASEBOOK,
            "clk": "synced",
            "cm": os.urandom(32).hex(),
            "code": "",
            "ct": hashlib.sha256(box).hexdigest(),
        }
        header |= {
            "dev": key_id(key),
            "len": len(box),
            "prev": prev,
            "seen": {},
            "seq": seq,
            "src": os.urandom(16).hex(),
        }
        header |= {"t": "2026-11-22T07:41:00Z", "type": "text.read", "v": 1} | changes
        data = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
        signature = key.sign(b"DSSEv1 15 svidok-entry-v1 %d %b" % (len(data), data))
        prev = hashlib.sha256(b"\0" + data + signature).hexdigest()
        line = {
            name: base64.b64encode(part).decode()
            for name, part in (("header", data), ("signature", signature), ("box", box))
        }
        yield line | {"hash": prev}


def write(path: Path, devices: dict[str, str], members: dict[str, bytes], casebook: str = CASEBOOK) -> Path:
    """Write an export of strands with these members."""
    about = {
        "format": "svidok-strands",
        "v": 1,
        "casebook": casebook,
        "made": "2026-11-23T00:00:00Z",
        "devices": devices,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("about.json", json.dumps(about))
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def measured(count: int, box_size: int) -> tuple[float, int]:
    """Return entries a second of this process's time, and the size of the export in bytes."""
    key = Ed25519PrivateKey.generate()
    with tempfile.TemporaryDirectory() as folder:
        lines = b"".join(json.dumps(line).encode() + b"\n" for line in entries(key, count, box_size))
        devices = {key_id(key): key.public_key().public_bytes_raw().hex()}
        path = write(Path(folder) / "e.zip", devices, {f"strands/{key_id(key)}.jsonl": lines})
        del lines
        export = svidok_verify.Export({})
        began = time.process_time()
        svidok_verify.read_export(export, path, [])
        taken = time.process_time() - began
        assert svidok_verify.summary(export)["code"] == 1
        return count / taken, path.stat().st_size


def memory_grown(count: int, box_size: int) -> float:
    """Return by how many megabytes checking such an export raised what this (fresh) process ever held."""
    key = Ed25519PrivateKey.generate()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "e.zip"
        about = {"format": "svidok-strands", "v": 1, "casebook": CASEBOOK, "made": "2026-11-23T00:00:00Z"}
        about["devices"] = {key_id(key): key.public_key().public_bytes_raw().hex()}
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("about.json", json.dumps(about))
            with archive.open(f"strands/{key_id(key)}.jsonl", "w") as member:
                for line in entries(key, count, box_size):
                    member.write(json.dumps(line).encode() + b"\n")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        svidok_verify.read_export(svidok_verify.Export({}), path, [])
        return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


if __name__ == "__main__":
    entries_made = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    for size in (65_536, 512):
        print(f"{1000} entries with boxes of {size} bytes: {memory_grown(1000, size):.1f} MB more held")
    for size in (512, 4096):
        rate, bytes_read = measured(entries_made, size)
        print(
            f"{entries_made} entries with boxes of {size} bytes ({bytes_read / 1e6:.0f} MB): {rate:,.0f} entries/s on one core"
        )

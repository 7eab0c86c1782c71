"""Reading an export of strands: the hashes of all entries, for somebody who checks and holds no key."""

import base64
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final
from zipfile import BadZipFile, ZipFile

from svidok.errors import ExportRefused, NotReadable
from svidok.ledger.entry import Sealed, entry_hash
from svidok.ledger.verify import verify_strand
from svidok.sealing.keys import key_id

FORMAT, VERSION = "svidok-strands", 1
_STRAND: Final = re.compile(r"strands/([0-9a-f]{32})\.jsonl")
_MOST_LINE: Final = 64_000_000  # bytes of a line; an entry with its box is far below
_MOST_ABOUT: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export says: the casebook, its devices with public keys, and the hashes of their entries in order."""

    casebook: str
    devices: Mapping[str, bytes]
    leaves: Mapping[str, tuple[bytes, ...]]


def read_export(path: Path) -> Exported:
    """Return what an export holds, with every signature, chain and hash checked. Raises ExportRefused, NotReadable."""
    try:
        with ZipFile(path) as archive:
            return _read(archive)
    except OSError as error:
        raise NotReadable(why=error.strerror or type(error).__name__) from None
    except (BadZipFile, zlib.error, EOFError, ValueError, LookupError, TypeError, AttributeError, RuntimeError):
        raise ExportRefused(why="it has another form") from None


def _read(archive: ZipFile) -> Exported:
    with archive.open("about.json") as member:
        about: dict[str, Any] = json.loads(member.read(_MOST_ABOUT))
    if (about["format"], about["v"]) != (FORMAT, VERSION):
        raise ExportRefused(why="it is none, or of another version")
    known = {str(device): bytes.fromhex(public) for device, public in about["devices"].items()}
    devices = {device: public for device, public in known.items() if key_id(public) == device}
    leaves = {}
    for device, name in _strands(archive):
        with archive.open(name) as member:
            entries = list(_entries(member))
        if verify_strand(entries, devices).damage:
            raise ExportRefused(why="an entry in it is damaged")
        leaves[device] = tuple(bytes.fromhex(entry_hash(one.header, one.signature)) for one in entries)
    return Exported(str(about["casebook"]), devices, leaves)


def _strands(archive: ZipFile) -> list[tuple[str, str]]:
    found = [(match[1], name) for name in archive.namelist() if (match := _STRAND.fullmatch(name))]
    if len({device for device, _ in found}) != len(found):
        raise ExportRefused(why="it holds a strand twice")
    return found


def _entries(member: IO[bytes]) -> Iterator[Sealed]:
    while line := member.readline(_MOST_LINE):
        value = json.loads(line)
        header, signature, box = (base64.b64decode(value[name], validate=True) for name in _PARTS)
        yield Sealed(header, signature, box, str(value["hash"]))


_PARTS: Final = ("header", "signature", "box")

"""The export of strands: what somebody gets who must check a casebook and may not read it. It holds no key."""

import base64
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import IO, BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from svidok.casebook.anchoring import files, replies
from svidok.casebook.exported import FORMAT, VERSION
from svidok.casebook.folder import Folder
from svidok.casebook.journal import sealed_entries
from svidok.ledger.entry import Sealed

PIECE: Final = 1_048_576
_OLDEST: Final = (1980, 1, 1, 0, 0, 0)  # no member has a time, so that the same casebook gives the same bytes


def write(
    file: BinaryIO,
    alias: str,
    folder: Folder,
    casebook: str,
    devices: Mapping[str, bytes],
    *,
    made: str,
    originals: bool,
) -> int:
    """Write the export and return the number of entries; what is held in memory does not grow with it.

    Checkpoints are taken first: what is appended meanwhile may stand in no checkpoint, and none may lack an entry.
    """
    about = {
        "format": FORMAT,
        "v": VERSION,
        "casebook": casebook,
        "made": made,
        "devices": {device: public.hex() for device, public in sorted(devices.items())},
    }
    count = 0
    with ZipFile(file, "w", allowZip64=True) as archive:
        _member(archive, "about.json", [_line(about)])
        for number, data in files(folder).items():
            _member(archive, f"checkpoints/{number:06}.txt", [data])
        for name, data in (one for some in replies(folder).values() for one in some.items()):
            _member(archive, f"checkpoints/{name}", [data])
        for device, strand in groupby(sealed_entries(alias), lambda one: one[0]):
            count += _member(archive, f"strands/{device}.jsonl", _lines(sealed for _, _, sealed in strand))
        for name in sorted(folder.kept()) if originals else ():
            with (folder.objects / name).open("rb") as sealed, _opened(archive, f"objects/{name}", ZIP_STORED) as into:
                shutil.copyfileobj(sealed, into, PIECE)
    return count


def _lines(entries: Iterable[Sealed]) -> Iterator[bytes]:
    for entry in entries:
        parts = {"header": entry.header, "signature": entry.signature, "box": entry.box}
        yield _line({name: base64.b64encode(part).decode() for name, part in parts.items()} | {"hash": entry.hash})


def _line(value: Mapping[str, object]) -> bytes:
    return json.dumps(value, separators=(",", ":"), sort_keys=True).encode() + b"\n"


def _member(archive: ZipFile, name: str, pieces: Iterable[bytes]) -> int:
    written = 0
    with _opened(archive, name, ZIP_DEFLATED) as member:
        for piece in pieces:
            member.write(piece)
            written += 1
    return written


def _opened(archive: ZipFile, name: str, how: int) -> IO[bytes]:
    info = ZipInfo(name, _OLDEST)
    info.compress_type, info.create_system, info.external_attr = how, 3, 0o600 << 16
    return archive.open(info, "w", force_zip64=True)

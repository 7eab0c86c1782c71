"""A partner's side of a cosignature: a key file of one's own, and a look at a checkpoint before signing it."""

from dataclasses import dataclass
from pathlib import Path

from svidok.casebook.exported import Exported, read_export
from svidok.casebook.folder import write_durably
from svidok.errors import CosigningRefused, FileThere, NotReadable
from svidok.ledger.checkpoint import Checkpoint, parsed, signer
from svidok.ledger.cosigning import check_grown, check_held, check_name, cosign
from svidok.ledger.note import MOST_BYTES
from svidok.sealing.keys import derive, new_device_secret, protect, unlock

NO_EARLIER = "no earlier checkpoint was given, so nothing shows whether entries were cut since you last signed"
NO_STRANDS = "without an export of strands it was not checked whether a device of the casebook made it"
SIZES_ONLY = "of strands that grew only the numbers of entries were compared, not that the earlier ones are the same"
FIRST_SIGHT = "that the devices in the export are those of the team rests on whoever gave it to you"


@dataclass(frozen=True, slots=True)
class Cosigned:
    """A checkpoint that a partner signed, and what could not be checked before, as sentences."""

    checkpoint: Checkpoint
    unchecked: tuple[str, ...]


def new_key(path: Path, name: str, passphrase: str) -> str:
    """Write a new key file that the passphrase opens and return the public line. Raises FileThere, PartnerUnclear."""
    check_name(name)
    if path.exists():
        raise FileThere(name=path.name)
    secret = new_device_secret()
    write_durably(path, protect(secret, passphrase))
    return line(name, secret)


def public_line(path: Path, name: str, passphrase: str) -> str:
    """Return the public line NAME=HEX of a key file."""
    check_name(name)
    return line(name, unlock(_bytes(path), passphrase))


def line(name: str, secret: bytes) -> str:
    """Return what the team needs of a partner's key: NAME=HEX.

    >>> line("archive", bytes(32))[:12]
    'archive=43b3'
    """
    return f"{name}={derive(secret).public.hex()}"


def cosign_file(
    file: Path,
    key: Path,
    name: str,
    passphrase: str,
    *,
    seconds: int,
    held: Path | None = None,
    strands: Path | None = None,
) -> Cosigned:
    """Add a cosignature to a checkpoint's file, in its place, whole or not at all.

    Raises CosigningRefused, CheckpointRefused, ExportRefused, PartnerUnclear, WrongPassphrase, KeyFileBroken.
    """
    checkpoint = parsed(_bytes(file))
    earlier = parsed(_bytes(held)) if held is not None else None
    export = read_export(strands) if strands is not None else None
    unchecked = look(checkpoint, earlier, export)
    signed = cosign(checkpoint, name, derive(unlock(_bytes(key), passphrase)).signing, seconds)
    write_durably(file, signed.to_bytes())
    return Cosigned(signed, unchecked)


def look(checkpoint: Checkpoint, earlier: Checkpoint | None, export: Exported | None) -> tuple[str, ...]:
    """Return what cannot be checked of a checkpoint before signing it; raises CosigningRefused, CheckpointRefused."""
    unchecked = [NO_STRANDS if export is None else FIRST_SIGHT]
    if export is not None:
        if export.casebook != checkpoint.casebook:
            raise CosigningRefused(why="it is of another casebook than the export")
        signer(checkpoint, export.devices)
        check_held([checkpoint], export.leaves)
    if earlier is None:
        unchecked.insert(0, NO_EARLIER)
    elif check_grown(earlier, checkpoint, export.leaves if export is not None else None):
        unchecked.insert(0, SIZES_ONLY)
    return tuple(unchecked)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise NotReadable(why=error.strerror or type(error).__name__) from None

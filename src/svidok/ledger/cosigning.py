"""What a partner looks at before signing a checkpoint, and how the signatures come back to the one that is kept."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from svidok.errors import CheckpointRefused, CosigningRefused, NoteRefused, PartnerUnclear
from svidok.ledger import note as notes
from svidok.ledger.checkpoint import ORIGIN, Checkpoint, Top, missing_of
from svidok.ledger.note import Note

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,63}")
_KEY: Final = re.compile(r"[0-9a-f]{64}")
_LAST: Final = 253_402_300_799  # the last second that has four digits of year


def check_name(name: str) -> None:
    """Raise PartnerUnclear unless a partner can sign under this name; it is read by everybody who gets the file.

    >>> check_name("archive.example")
    """
    if not _NAME.fullmatch(name) or f"{name}/".startswith(f"{ORIGIN}/"):
        raise PartnerUnclear(why="a name has 1 to 64 of A-Z a-z 0-9 . _ / -, and is not that of a device")


def partner(line: str) -> tuple[str, bytes]:
    """Return a partner's name and public key from the line NAME=HEX; raises PartnerUnclear.

    >>> partner("archive.example=" + "0" * 64)[0]
    'archive.example'
    """
    name, _, key = line.strip().partition("=")
    check_name(name)
    if not _KEY.fullmatch(key):
        raise PartnerUnclear(why="a key has 64 of 0-9 a-f")
    return name, bytes.fromhex(key)


def check_grown(
    earlier: Checkpoint, later: Checkpoint, leaves: Mapping[str, Sequence[bytes]] | None = None
) -> tuple[Top, ...]:
    """Return the strands that grew and of which only the numbers of entries were compared, as they were earlier.

    With `leaves`, the hashes of all entries by device in order, everything is compared and nothing is returned.
    Raises CosigningRefused when the later checkpoint does not hold all of the earlier one.
    """
    if earlier.casebook != later.casebook:
        raise CosigningRefused(why="it is of another casebook than the earlier one")
    now = {top.device: top for top in later.tops}
    for top in earlier.tops:
        size = now[top.device].size if top.device in now else 0
        if size < top.size:
            raise CosigningRefused(why=f"the strand of device {top.device} had {top.size} entries and has {size}")
        if size == top.size and now[top.device].root != top.root:
            raise CosigningRefused(why=f"the {size} entries of device {top.device} are not those of before")
    if leaves is not None:
        check_held([earlier, later], leaves)
        return ()
    return tuple(top for top in earlier.tops if now[top.device].size > top.size)


def check_held(checkpoints: Sequence[Checkpoint], leaves: Mapping[str, Sequence[bytes]]) -> None:
    """Raise CosigningRefused unless these entries are what each checkpoint says of its strands."""
    for one in (one for lost in missing_of(checkpoints, leaves) for one in lost):
        raise CosigningRefused(why=f"the strand of device {one.device} should have {one.size} entries; {one.why}")


def cosign(checkpoint: Checkpoint, name: str, key: Ed25519PrivateKey, seconds: int) -> Checkpoint:
    """Return the checkpoint with a partner's cosignature, made at a time in Unix seconds.

    Raises PartnerUnclear; CosigningRefused when this key has signed it already; CheckpointRefused when a line under
    that name and key is wrong.

    >>> from svidok.ledger.checkpoint import made
    >>> from svidok.sealing.keys import derive
    >>> keys = derive(bytes(32))
    >>> signed = cosign(made("c" * 32, [Top("d" * 32, 3, bytes(32))], keys), "archive", keys.signing, 1793000000)
    >>> cosigners(signed, {"archive": keys.public})
    [('archive', 1793000000)]
    """
    check_name(name)
    if cosigners(checkpoint, {name: key.public_key().public_bytes_raw()}):
        raise CosigningRefused(why="this key has signed it already")
    return replace(checkpoint, note=notes.cosigned(checkpoint.note, name, key, seconds))


def cosigners(checkpoint: Checkpoint, partners: Mapping[str, bytes]) -> list[tuple[str, int]]:
    """Return the partners, of those known by name with public key, whose cosignature holds, each with its Unix time.

    A line of a known name and key that is wrong raises CheckpointRefused.
    """
    try:
        return notes.cosigners(checkpoint.note, partners)
    except NoteRefused as error:
        raise CheckpointRefused(why=str(error.facts["why"])) from None


def moment(seconds: int) -> str:
    """Return a time in Unix seconds as it is printed, in UTC.

    >>> moment(1793000000), moment(2**63)
    ('2026-10-26T07:33:20Z', 'second 9223372036854775808')
    """
    if seconds > _LAST:
        return f"second {seconds}"
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%SZ}"


def merged(kept: Checkpoint, signed: Checkpoint) -> Checkpoint:
    """Return the kept checkpoint with those signature lines of the other that it lacks; nothing else may differ.

    A line under the name of a device is refused too: it could make the kept checkpoint one that nobody accepts.
    Raises CheckpointRefused.
    """
    if (kept.note.text, kept.tops) != (signed.note.text, signed.tops):
        raise CheckpointRefused(why="it differs in more than signature lines from the one that is kept")
    new = tuple(line for line in dict.fromkeys(signed.note.signatures) if line not in kept.note.signatures)
    if any(name.startswith(f"{ORIGIN}/") for name, _ in new):
        raise CheckpointRefused(why="a line that was added is under the name of a device")
    both = replace(kept, note=Note(kept.note.text, (*kept.note.signatures, *new)))
    if len(both.to_bytes()) > notes.MOST_BYTES:
        raise CheckpointRefused(why="it is too long")
    return both

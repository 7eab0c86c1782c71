"""The files of a folder's checkpoints: reading them, and taking in what others signed. Needs no key and no Django."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from svidok.casebook.folder import Folder, write_durably
from svidok.errors import CheckpointRefused, StampRefused, StampUnread
from svidok.ledger.checkpoint import Checkpoint, parsed
from svidok.ledger.cosigning import cosigners, merged, partner
from svidok.ledger.stamping import authority, query, read, roots

__all__ = ["Added", "Kept", "add_signatures", "add_to", "files", "keep_reply", "partner", "query", "replies", "unread"]

_NAME: Final = re.compile(r"([0-9]{6})\.txt")
_REPLY: Final = re.compile(r"([0-9]{6})-([1-9][0-9]{0,5})\.tsr")
UNREAD: Final = ".unread"  # of a reply that could not be read when it came


def files(folder: Folder) -> dict[int, bytes]:
    """Return the bytes of the folder's own checkpoints by number, in order."""
    found = {int(match[1]): folder.checkpoints / match[0] for match in _names(folder, _NAME)}
    return {number: found[number].read_bytes() for number in sorted(found)}


def replies(folder: Folder) -> dict[int, dict[str, bytes]]:
    """Return the authorities' replies by the number of their checkpoint and their file name, in order."""
    found: dict[int, dict[str, bytes]] = {}
    for match in sorted(_names(folder, _REPLY), key=lambda one: (int(one[1]), int(one[2]))):
        found.setdefault(int(match[1]), {})[match[0]] = (folder.checkpoints / match[0]).read_bytes()
    return found


def unread(folder: Folder) -> int:
    """Return how many replies lie there that could not be read when they came."""
    return len(_names(folder, re.compile(r"[0-9]{6}-[0-9]+" + re.escape(UNREAD))))


def _names(folder: Folder, form: re.Pattern[str]) -> list[re.Match[str]]:
    if not folder.checkpoints.is_dir():
        return []
    there = [path.name for path in folder.checkpoints.iterdir() if path.is_file()]
    return [match for name in there if (match := form.fullmatch(name))]


@dataclass(frozen=True, slots=True)
class Added:
    """The number of a kept checkpoint, the names on the lines it gained, and those of known partners that hold."""

    number: int
    names: tuple[str, ...]
    checked: tuple[str, ...]


def add_to(path: Path, data: bytes, partners: Mapping[str, bytes]) -> Added:
    """Do what `add_signatures` does in a folder by its path; raises NoCasebook too."""
    folder = Folder(path.absolute())
    folder.check()
    return add_signatures(folder, data, partners)


def add_signatures(folder: Folder, data: bytes, partners: Mapping[str, bytes]) -> Added:
    """Add the signature lines of a checkpoint that came back to the one that is kept; it is on the disk at the end.

    Those of `partners`, public keys by name, must hold and there must be one of each. Raises CheckpointRefused.
    """
    signed = parsed(data)
    number, kept = _same(folder, signed)
    both = merged(kept, signed)
    checked = tuple(dict.fromkeys(name for name, _ in cosigners(both, partners)))
    if set(checked) != set(partners):
        raise CheckpointRefused(why="the partner that was named has not signed it")
    names = tuple(name for name, _ in both.note.signatures[len(kept.note.signatures) :])
    if names:
        write_durably(folder.checkpoints / f"{number:06}.txt", both.to_bytes())
    return Added(number, names, checked)


@dataclass(frozen=True, slots=True)
class Kept:
    """An authority's reply as it is kept: the number of its checkpoint, its file name, when it was made as it says.

    `by` is the authority, "" when no root certificate was given to check it under.
    """

    number: int
    name: str
    at: str
    by: str


def keep_reply(path: Path, data: bytes, pem: bytes = b"") -> Kept:
    """Keep a time-stamping authority's reply beside the checkpoint in the folder that it is over.

    `pem` holds root certificates to check it under first. Raises NoCasebook; StampRefused, and nothing is kept;
    StampUnread when the parser does not accept it: then it lies beside the last checkpoint and vouches for nothing.
    """
    folder = Folder(path.absolute())
    folder.check()
    trusted = roots(pem) if pem else ()
    numbers = files(folder)
    if not numbers:
        raise StampRefused(why="this casebook has made no checkpoint")
    stamp = read(data)
    if stamp is None:
        raise StampUnread(name=_keep(folder, max(numbers), UNREAD, data))
    for number, own in numbers.items():
        text = _text(own)
        if text and stamp.is_over(text):
            by = authority(stamp, text, trusted) if trusted else ""
            return Kept(number, _keep(folder, number, ".tsr", data), stamp.at, by)
    raise StampRefused(why="it is over none of the checkpoints of this casebook")


def _keep(folder: Folder, number: int, ending: str, data: bytes) -> str:
    """Keep the bytes under the next name, or return the name under which they are kept."""
    place = 1
    while (path := folder.checkpoints / f"{number:06}-{place}{ending}").exists():
        if path.read_bytes() == data:
            return path.name
        place += 1
    write_durably(path, data)
    return path.name


def _text(data: bytes) -> str:
    try:
        return parsed(data).note.text
    except CheckpointRefused:
        return ""  # `svidok verify` names it


def _same(folder: Folder, signed: Checkpoint) -> tuple[int, Checkpoint]:
    for number, data in files(folder).items():
        try:
            kept = parsed(data)
        except CheckpointRefused:
            continue  # `svidok verify` names it
        if kept.note.text == signed.note.text:
            return number, kept
    raise CheckpointRefused(why="it is none of those that this casebook has made")

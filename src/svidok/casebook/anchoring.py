"""The files of a folder's checkpoints: reading them, and taking in what others signed. Needs no key and no Django."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from svidok.casebook.folder import Folder, write_durably
from svidok.errors import CheckpointRefused
from svidok.ledger.checkpoint import Checkpoint, parsed
from svidok.ledger.cosigning import cosigners, merged, partner

__all__ = ["Added", "add_signatures", "add_to", "files", "partner"]

_NAME: Final = re.compile(r"([0-9]{6})\.txt")


def files(folder: Folder) -> dict[int, bytes]:
    """Return the bytes of the folder's own checkpoints by number, in order."""
    if not folder.checkpoints.is_dir():
        return {}
    there = [path for path in folder.checkpoints.iterdir() if path.is_file()]
    found = {int(match[1]): path for path in there if (match := _NAME.fullmatch(path.name))}
    return {number: found[number].read_bytes() for number in sorted(found)}


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


def _same(folder: Folder, signed: Checkpoint) -> tuple[int, Checkpoint]:
    for number, data in files(folder).items():
        try:
            kept = parsed(data)
        except CheckpointRefused:
            continue  # `svidok verify` names it
        if kept.note.text == signed.note.text:
            return number, kept
    raise CheckpointRefused(why="it is none of those that this casebook has made")

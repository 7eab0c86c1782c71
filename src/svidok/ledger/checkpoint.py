"""Checkpoints: what a casebook held, strand by strand, in three lines each under one signature.

A chain cannot show that entries were cut from its end. A checkpoint that is held elsewhere can: what stands in it
must stand in the casebook for ever, in its place and unchanged. It holds ids, numbers and hashes, and no word.
"""

import base64
import binascii
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from svidok.errors import CheckpointRefused, NoteRefused
from svidok.ledger import note as notes
from svidok.ledger.entry import LEAF
from svidok.ledger.note import Note
from svidok.ledger.tree import Growing, roots_at
from svidok.sealing.keys import DeviceKeys

ORIGIN: Final = "svidok"
_TEXT: Final = re.compile(r"svidok/([0-9a-f]{32})(?:/([0-9a-f]{32}))?\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n")
_PARTS: Final = 3  # a casebook's text, its signatures, and at least one strand


@dataclass(frozen=True, slots=True, order=True)
class Top:
    """How far one strand went: its device, how many entries, and the root of the tree over their hashes."""

    device: str
    size: int
    root: bytes

    def text(self, casebook: str) -> str:
        """Return the three lines that say it.

        >>> Top("d" * 32, 2, bytes(32)).text("c" * 32).splitlines()[1]
        '2'
        """
        return f"{ORIGIN}/{casebook}/{self.device}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A casebook's strands on a day, and the signed note over all of them."""

    casebook: str
    tops: tuple[Top, ...]
    note: Note

    @property
    def entries(self) -> int:
        """How many entries it stands for."""
        return sum(top.size for top in self.tops)

    @property
    def root(self) -> str:
        """The root as it is printed on paper: 44 characters."""
        return self.note.text.split("\n")[2]

    def to_bytes(self) -> bytes:
        """Return the checkpoint as it is written to a file."""
        return self.note.to_bytes() + "".join(f"\n{top.text(self.casebook)}" for top in self.tops).encode()


def made(casebook: str, tops: Iterable[Top], keys: DeviceKeys) -> Checkpoint:
    """Return a checkpoint over strands, signed by a device.

    >>> from svidok.sealing.keys import derive
    >>> keys = derive(bytes(32))
    >>> checkpoint = made("c" * 32, [Top(keys.key_id, 3, bytes(32))], keys)
    >>> parsed(checkpoint.to_bytes()) == checkpoint, checkpoint.entries, len(checkpoint.root)
    (True, 3, 44)
    """
    ordered = tuple(sorted(tops))
    note = notes.signed(Note(_text_of(casebook, ordered)), f"{ORIGIN}/{casebook}/{keys.key_id}", keys.signing)
    return Checkpoint(casebook, ordered, note)


def parsed(data: bytes) -> Checkpoint:
    """Return a checkpoint from its bytes; its signatures are still to be checked. Raises CheckpointRefused."""
    if len(data) > notes.MOST_BYTES:
        raise CheckpointRefused(why="it is too long")
    try:
        parts = data.decode("utf-8").split("\n\n")
    except UnicodeDecodeError:
        raise CheckpointRefused(why="it is not UTF-8") from None
    if len(parts) < _PARTS:
        raise CheckpointRefused(why="it has no strands behind its signatures")
    try:
        note = notes.parsed(f"{parts[0]}\n\n{parts[1]}\n".encode())
    except NoteRefused as error:
        raise CheckpointRefused(why=str(error.facts["why"])) from None
    casebook, device, _, _ = _read(note.text)
    last = len(parts) - 1
    tops = []
    for number, text in enumerate(parts[2:], start=2):
        mine, of, size, root = _read(text if number == last else f"{text}\n")
        if mine != casebook or not of:
            raise CheckpointRefused(why="a strand is of another casebook")
        tops.append(Top(of, size, root))
    if device or _text_of(casebook, tops) != note.text or len({top.device for top in tops}) != len(tops):
        raise CheckpointRefused(why="its root is not that of its strands")
    checkpoint = Checkpoint(casebook, tuple(tops), note)
    if checkpoint.to_bytes() != data:
        raise CheckpointRefused(why="its lines have another form")
    return checkpoint


def signer(checkpoint: Checkpoint, devices: Mapping[str, bytes]) -> str:
    """Return the device that signed it, of those known by id with public key; raises CheckpointRefused for none."""
    names = {f"{ORIGIN}/{checkpoint.casebook}/{device}": public for device, public in devices.items()}
    try:
        found = notes.signers(checkpoint.note, names)
    except NoteRefused as error:
        raise CheckpointRefused(why=str(error.facts["why"])) from None
    if not found:
        raise CheckpointRefused(why="no device of the casebook has signed it")
    return found[0].rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Missing:
    """A strand that is not what a checkpoint said of it: how many entries it should have, and what is wrong."""

    device: str
    size: int
    why: str


def missing(checkpoint: Checkpoint, leaves: Mapping[str, Sequence[bytes]]) -> list[Missing]:
    """Return what a checkpoint holds and a casebook lacks; `leaves` are the hashes of its entries by device, in order.

    >>> from svidok.ledger.tree import root_of
    >>> from svidok.sealing.keys import derive
    >>> held = made("c" * 32, [Top("d" * 32, 2, root_of([bytes(32), bytes(32)]))], derive(bytes(32)))
    >>> missing(held, {"d" * 32: [bytes(32)] * 3}), missing(held, {"d" * 32: [bytes(32)]})[0].why
    ([], 'it ends before the checkpoint')
    """
    return list(missing_of([checkpoint], leaves)[0])


def missing_of(checkpoints: Sequence[Checkpoint], leaves: Mapping[str, Sequence[bytes]]) -> list[tuple[Missing, ...]]:
    """Return for each checkpoint what `missing` says of it, going once through each strand."""
    sizes: dict[str, set[int]] = {}
    for top in (top for checkpoint in checkpoints for top in checkpoint.tops):
        sizes.setdefault(top.device, set()).add(top.size)
    roots = {device: roots_at(leaves.get(device, ()), wanted) for device, wanted in sizes.items()}
    return [
        tuple(one for top in checkpoint.tops if (one := _lacking(top, roots[top.device])) is not None)
        for checkpoint in checkpoints
    ]


def _lacking(top: Top, roots: Mapping[int, bytes]) -> Missing | None:
    if top.size not in roots:
        return Missing(top.device, top.size, "it ends before the checkpoint")
    if roots[top.size] != top.root:
        return Missing(top.device, top.size, "its entries are not those of the checkpoint")
    return None


def root_text(casebook: str, tops: Iterable[Top]) -> str:
    """Return the root over strands as it stands in a checkpoint: 44 characters.

    >>> root_text("c" * 32, [Top("d" * 32, 1, bytes(32))])[:8]
    'nkJKAn01'
    """
    return _text_of(casebook, sorted(tops)).split("\n")[2]


def _text_of(casebook: str, tops: Sequence[Top]) -> str:
    tree = Growing()
    for top in tops:
        tree.add(sha256(LEAF + top.text(casebook).encode()).digest())
    return f"{ORIGIN}/{casebook}\n{tree.size}\n{base64.b64encode(tree.root()).decode()}\n"


def _read(text: str) -> tuple[str, str, int, bytes]:
    found = _TEXT.fullmatch(text)
    if found is None:
        raise CheckpointRefused(why="its lines have another form")
    try:
        return found[1], found[2] or "", int(found[3]), base64.b64decode(found[4], validate=True)
    except binascii.Error:
        raise CheckpointRefused(why="a root has another form") from None

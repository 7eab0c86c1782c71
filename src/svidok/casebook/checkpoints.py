"""Checkpoints of a casebook: making and keeping them, and holding a casebook against what others keep or signed."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from cryptography import x509
from django.db import transaction

from svidok.casebook.anchoring import files, replies, unread
from svidok.casebook.folder import DIRECTORY_MODE, Folder, sync_directory, write_durably
from svidok.casebook.journal import sealed_entries
from svidok.casebook.report import Anchor, Damage, Held
from svidok.errors import CheckpointLost, CheckpointRefused, NotVerified, StampRefused
from svidok.ledger import stamping
from svidok.ledger.checkpoint import Checkpoint, Missing, Top, made, missing_of, parsed, root_text, signer
from svidok.ledger.cosigning import cosigners, moment
from svidok.ledger.entry import Sealed, entry_hash
from svidok.ledger.stamping import Stamp
from svidok.ledger.tree import Growing
from svidok.ledger.verify import verify_strand
from svidok.sealing.keys import DeviceKeys

Leaves = Mapping[str, Sequence[bytes]]
_ROOT: Final = re.compile(r"[A-Za-z0-9+/]{43}=")


@dataclass(frozen=True, slots=True)
class Made:
    """A checkpoint that lies in the folder, its number there, and whether it had to be made: else nothing was new."""

    number: int
    checkpoint: Checkpoint
    new: bool


def make(alias: str, folder: Folder, casebook: str, keys: DeviceKeys) -> Made:
    """Make a checkpoint over all strands and keep it; it is on the disk when this returns.

    Raises CheckpointLost when an earlier one is not held, CheckpointRefused when an earlier one is damaged,
    NotVerified when an entry is.
    """
    devices = {keys.key_id: keys.public}
    with transaction.atomic(using=alias):  # nobody else appends, or makes one with the same number
        leaves, wrong = strands(alias, devices)
        before = {number: _read(data, casebook, devices) for number, data in files(folder).items()}
        for number, lost in zip(before, missing_of(list(before.values()), leaves), strict=True):
            if lost:
                raise CheckpointLost(number=number, device=lost[0].device, size=lost[0].size, why=lost[0].why)
        if wrong:
            raise NotVerified(count=len(wrong))
        tops = [_top(device, some) for device, some in leaves.items()]
        last = max(before, default=0)
        if last and before[last].tops == tuple(sorted(tops)):
            return Made(last, before[last], new=False)
        checkpoint = made(casebook, tops, keys)
        folder.checkpoints.mkdir(mode=DIRECTORY_MODE, exist_ok=True)
        sync_directory(folder.path)
        write_durably(folder.checkpoints / f"{last + 1:06}.txt", checkpoint.to_bytes())
    return Made(last + 1, checkpoint, new=True)


def strands(alias: str, devices: Mapping[str, bytes]) -> tuple[dict[str, list[bytes]], list[Damage]]:
    """Return the hashes of all entries by device in their order, and what is wrong with the entries."""
    leaves: dict[str, list[bytes]] = {}
    damage: list[Damage] = []
    for device, strand in groupby(sealed_entries(alias), lambda one: one[0]):
        hashes = leaves.setdefault(device, [])
        found = verify_strand(_noting((sealed for _, _, sealed in strand), hashes), devices)
        damage += [Damage("entry", named(device, one.seq, one.hash), one.what) for one in found.damage]
    return leaves, damage


def named(device: str, seq: int | None, entry: str) -> str:
    """Return how a report names an entry."""
    return f"{seq if seq is not None else '?'} of device {device[:8]} ({entry[:12]})"


@dataclass(frozen=True, slots=True)
class OwnHeld:
    """A checkpoint of the folder that the casebook holds: its file, and the time stamps over it by file."""

    name: str
    checkpoint: Checkpoint
    stamps: tuple[tuple[str, Stamp], ...] = ()


@dataclass(frozen=True, slots=True)
class Own:
    """The folder's own checkpoints: how many there are, those that are held, and what is wrong."""

    count: int
    held: tuple[OwnHeld, ...]
    damage: tuple[Damage, ...]


def check_own(folder: Folder, leaves: Leaves, casebook: str, devices: Mapping[str, bytes]) -> Own:
    """Return the checkpoints that the folder has, and what is wrong with them or with the strands they speak of."""
    damage: list[Damage] = []
    held: list[OwnHeld] = []
    there = files(folder)
    read: dict[int, Checkpoint] = {}
    for number in range(1, max(there, default=0) + 1):
        if number not in there:
            damage.append(Damage("checkpoint", f"{number:06}.txt", "it is missing"))
            continue
        try:
            read[number] = _read(there[number], casebook, devices)
        except CheckpointRefused as error:
            damage.append(Damage("checkpoint", f"{number:06}.txt", str(error.facts["why"])))
    stamps, wrong = _stamps(folder, read)
    damage += wrong
    earlier: dict[str, int] = {}
    for number, lost in zip(read, missing_of(list(read.values()), leaves), strict=True):
        damage += [_damage(f"{number:06}.txt", one) for one in lost]
        sizes = {top.device: top.size for top in read[number].tops}
        if any(sizes.get(device, 0) < size for device, size in earlier.items()):
            damage.append(Damage("checkpoint", f"{number:06}.txt", "it holds less than the one before"))
        earlier |= sizes
        if not lost:
            held.append(OwnHeld(f"{number:06}.txt", read[number], tuple(stamps.get(number, ()))))
    return Own(len(there), tuple(held), tuple(damage))


def _stamps(
    folder: Folder, checkpoints: Mapping[int, Checkpoint]
) -> tuple[dict[int, list[tuple[str, Stamp]]], list[Damage]]:
    """Return the time stamps over each checkpoint, and the replies that are no longer what was kept."""
    found: dict[int, list[tuple[str, Stamp]]] = {}
    damage: list[Damage] = []
    for number, name, data in ((number, *one) for number, some in replies(folder).items() for one in some.items()):
        try:
            stamp = stamping.read(data)
        except StampRefused:
            stamp = None
        if stamp is None:
            damage.append(Damage("checkpoint", name, "this time stamp cannot be read any more"))
        elif number not in checkpoints:
            damage.append(Damage("checkpoint", name, "there is no whole checkpoint that this time stamp is over"))
        elif not stamp.is_over(checkpoints[number].note.text):
            damage.append(Damage("checkpoint", name, "this time stamp is over another text than its checkpoint"))
        else:
            found.setdefault(number, []).append((name, stamp))
    return found, damage


@dataclass(frozen=True, slots=True)
class Holding:
    """What came of holding a casebook against something: anchors, the entries they stand for, damage and remarks."""

    anchors: tuple[Anchor, ...] = ()
    anchored: int = 0
    damage: tuple[Damage, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vouchers:
    """Those whose signatures anchor a checkpoint: partners by name with public key, authorities by root certificate."""

    partners: tuple[tuple[str, bytes], ...] = ()
    authorities: tuple[x509.Certificate, ...] = ()

    def of(self, checkpoint: Checkpoint) -> list[tuple[str, str]]:
        """Return who vouches for a checkpoint, each with the time; raises CheckpointRefused for a wrong signature."""
        return [
            (by, moment(seconds))
            for name, public in self.partners
            for by, seconds in cosigners(checkpoint, {name: public})
        ]

    def stamped(self, own: OwnHeld) -> tuple[list[tuple[str, str]], list[str]]:
        """Return the authorities that vouch for a checkpoint, each with the time, and the replies that do not hold."""
        found: list[tuple[str, str]] = []
        failed: list[str] = []
        for name, stamp in own.stamps if self.authorities else ():
            try:
                found.append((stamping.authority(stamp, own.checkpoint.note.text, self.authorities), stamp.at))
            except StampRefused:
                failed.append(name)
        return found, failed


NOBODY: Final = Vouchers()


def vouchers_of(held: Iterable[Held]) -> Vouchers:
    """Return the keys and root certificates among what was brought. Raises StampRefused."""
    return Vouchers(
        tuple((one.name, one.partner) for one in held if one.partner),
        tuple(root for one in held if one.authority for root in stamping.roots(one.authority)),
    )


def read_held(
    held: Iterable[Held], casebook: str, devices: Mapping[str, bytes], vouchers: Vouchers = NOBODY
) -> list[tuple[str, Checkpoint | str]]:
    """Return the name of each thing that was kept elsewhere with its checkpoint, whose signatures hold, or its root.

    Raises CheckpointRefused.
    """
    found: list[tuple[str, Checkpoint | str]] = []
    for one in (one for one in held if not one.partner and not one.authority):
        if one.root and not _ROOT.fullmatch(one.root):
            raise CheckpointRefused(why="a root has 44 letters, digits and signs, the last of them =")
        checkpoint = one.root or _read(one.checkpoint, casebook, devices)
        if isinstance(checkpoint, Checkpoint):
            vouchers.of(checkpoint)
        found.append((one.name, checkpoint))
    return found


def hold(
    held: Sequence[tuple[str, Checkpoint | str]],
    folder: Folder,
    leaves: Leaves,
    casebook: str,
    own: Sequence[OwnHeld] = (),
    vouchers: Vouchers = NOBODY,
) -> Holding:
    """Hold a casebook against what was kept elsewhere, and against those of its own that somebody vouches for.

    `own` are checkpoints of the folder that are held.
    """
    damage: list[Damage] = []
    anchors: list[tuple[str, str, tuple[Top, ...]]] = []
    whole = [(name, one) for name, one in held if isinstance(one, Checkpoint)]
    for (name, one), lost in zip(whole, missing_of([one for _, one in whole], leaves), strict=True):
        damage += [_damage(name, top) for top in lost]
        if not lost:
            anchors += [(name, "", one.tops), *((by, at, one.tops) for by, at in vouchers.of(one))]
    for name, root in ((name, one) for name, one in held if isinstance(one, str)):
        tops = _with_root(root, folder, leaves, casebook)
        if tops is None:
            why = "nothing that the casebook held has this root: it was copied wrong, or entries were cut or changed"
            damage.append(Damage("checkpoint", name, why))
        else:
            anchors.append((name, "", tops))
    notes: list[str] = []
    for kept in own:
        stamped, failed = vouchers.stamped(kept)
        try:
            anchors += [(by, at, kept.checkpoint.tops) for by, at in (*vouchers.of(kept.checkpoint), *stamped)]
        except CheckpointRefused as error:
            damage.append(Damage("checkpoint", kept.name, str(error.facts["why"])))
        notes += [f"time stamp {name} does not hold under the root certificates that were given" for name in failed]
    furthest: dict[str, int] = {}
    for top in (top for _, _, tops in anchors for top in tops):
        furthest[top.device] = max(top.size, furthest.get(top.device, 0))
    shown = [Anchor(by, sum(top.size for top in tops), root_text(casebook, tops), at) for by, at, tops in anchors]
    notes += _silent(vouchers, shown)
    if there := unread(folder):
        notes.append(f"replies of time-stamping authorities that could not be read and anchor nothing: {there}")
    return Holding(tuple(dict.fromkeys(shown)), sum(furthest.values()), tuple(damage), tuple(notes))


def _silent(vouchers: Vouchers, anchors: Sequence[Anchor]) -> Iterator[str]:
    """Say which partners vouch for nothing."""
    spoke = {anchor.by for anchor in anchors if anchor.at}
    for name in dict.fromkeys(name for name, _ in vouchers.partners if name not in spoke):
        yield f"no checkpoint that the casebook holds is signed by {name} with the key that was given"


def _with_root(root: str, folder: Folder, leaves: Leaves, casebook: str) -> tuple[Top, ...] | None:
    """Return the strands that a root stands for: those of an own checkpoint, or the only strand as it once was."""
    for data in files(folder).values():
        try:
            own = parsed(data)
        except CheckpointRefused:
            continue  # it is named where the folder's own are checked
        if own.casebook == casebook and own.root == root and not missing_of([own], leaves)[0]:
            return own.tops
    if len(leaves) != 1:  # how far each of several strands went then is too much to try
        return None
    (device, strand), tree = next(iter(leaves.items())), Growing()
    for one in strand:
        tree.add(one)
        top = Top(device, tree.size, tree.root())
        if root_text(casebook, [top]) == root:
            return (top,)
    return None


def _read(data: bytes, casebook: str, devices: Mapping[str, bytes]) -> Checkpoint:
    checkpoint = parsed(data)
    if checkpoint.casebook != casebook:
        raise CheckpointRefused(why="it is of another casebook")
    signer(checkpoint, devices)
    return checkpoint


def _top(device: str, leaves: Iterable[bytes]) -> Top:
    tree = Growing()
    for one in leaves:
        tree.add(one)
    return Top(device, tree.size, tree.root())


def _damage(name: str, lost: Missing) -> Damage:
    return Damage("checkpoint", name, f"the strand of device {lost.device} should have {lost.size} entries; {lost.why}")


def _noting(entries: Iterable[Sealed], hashes: list[bytes]) -> Iterable[Sealed]:
    for entry in entries:
        hashes.append(bytes.fromhex(entry_hash(entry.header, entry.signature)))
        yield entry

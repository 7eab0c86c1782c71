"""Damage, counted: bits turned over everywhere in a real casebook, and its strand cut, reordered and put back.

SVIDOK_DAMAGE is the share of the full counts, 0.05 when it is not set; `make reliability` runs all. Entries are
harmed in copies of the strand in memory, since the check is the same and the store would be slow; every fiftieth is
harmed in the store itself as well. Objects, checkpoints and the database file are harmed where they lie.
"""

import os
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from django.db import connections
from tests.laws.strands import OTHER, numbered
from tests.stages.casebook_samples import NOW, PASSPHRASE, full, opened

from svidok.casebook import verify_folder
from svidok.casebook.checkpoints import read_held
from svidok.casebook.journal import sealed_entries
from svidok.casebook.report import Held, Report
from svidok.casebook.store import Casebook
from svidok.errors import CheckpointRefused
from svidok.ledger.checkpoint import Checkpoint, missing, parsed
from svidok.ledger.entry import Sealed
from svidok.ledger.strand import advance, follow, start
from svidok.ledger.verify import verify_strand
from svidok.sealing.keys import DeviceKeys

SHARE = float(os.environ.get("SVIDOK_DAMAGE", "0.05"))
HEADERS, SIGNATURES, BOXES, HASHES = 25_000, 10_000, 20_000, 5_000
OBJECTS, CHECKPOINTS, HELD = 20_000, 10_000, 10_000
DATABASE, STRANDS = 5_000, 20_004
IN_THE_STORE = 50  # one harm to an entry of so many is done in the store too


def share(full_count: int) -> int:
    return max(1, round(full_count * SHARE))


def flipped(data: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(data) * 8)
    return data[: at // 8] + bytes([data[at // 8] ^ 1 << at % 8]) + data[at // 8 + 1 :]


def say(what: str, count: int, found: int, more: str = "") -> None:
    print(f"\n{what}: {found} of {count} found{more}")


@dataclass(frozen=True)
class Whole:
    """A casebook of two sources, three checkpoints and a few entries after the last of them."""

    folder: Path
    id: str
    keys: DeviceKeys
    entries: list[Sealed]
    held: list[Checkpoint]

    @property
    def devices(self) -> dict[str, bytes]:
        return {self.keys.key_id: self.keys.public}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    folder = full(tmp_path_factory.mktemp("damage"))
    with opened(folder) as casebook:
        for number in range(3):
            casebook.checkpoint()
            casebook.add_coder(f"later.{number}", now=NOW)
        entries = [sealed for _, _, sealed in sealed_entries(casebook._alias)]
        held = [parsed(path.read_bytes()) for path in sorted((folder / "checkpoints").iterdir())]
        return Whole(folder, casebook.id, casebook._keys, entries, held)


@pytest.fixture
def casebook(whole: Whole) -> Iterator[Casebook]:
    with opened(whole.folder) as casebook:
        yield casebook


def test_without_damage_nothing_is_found(whole: Whole) -> None:
    held = [Held(f"held {at}", checkpoint=one.to_bytes()) for at, one in enumerate(whole.held)]
    report = verify_folder(whole.folder, PASSPHRASE, held)
    assert (report.damage, report.entries, report.anchored) == ((), len(whole.entries), whole.held[-1].entries)
    assert verify_strand(whole.entries, whole.devices).sound


def in_header(entry: Sealed, dice: random.Random) -> Sealed:
    return replace(entry, header=flipped(entry.header, dice))


def in_signature(entry: Sealed, dice: random.Random) -> Sealed:
    return replace(entry, signature=flipped(entry.signature, dice))


def in_box(entry: Sealed, dice: random.Random) -> Sealed:
    return replace(entry, box=flipped(entry.box, dice))


def in_hash(entry: Sealed, dice: random.Random) -> Sealed:
    return replace(entry, hash=flipped(entry.hash.encode(), dice).decode("latin-1"))


@pytest.mark.parametrize(
    ("harm", "count"), [(in_header, HEADERS), (in_signature, SIGNATURES), (in_box, BOXES), (in_hash, HASHES)]
)
def test_a_bit_turned_over_in_an_entry_names_that_entry_alone(
    whole: Whole, casebook: Casebook, harm: Callable[[Sealed, random.Random], Sealed], count: int
) -> None:
    dice, inside = random.Random(f"{harm.__name__} {count}"), 0
    for number in range(share(count)):
        at = dice.randrange(len(whole.entries))
        harmed = harm(whole.entries[at], dice)
        strand = [*whole.entries[:at], harmed, *whole.entries[at + 1 :]]
        named = {one.position for one in verify_strand(strand, whole.devices).damage}
        assert named == {at}, (harmed, named)
        if number % IN_THE_STORE == 0:
            inside += 1
            which = f"{at + 1} of device {whole.keys.key_id[:8]}"
            assert which in stored(casebook, at + 1, harmed), harmed
    say(f"bits in entries, {harm.__name__[3:]}", share(count), share(count), f"; {inside} of them in the store too")


def stored(casebook: Casebook, seq: int, harmed: Sealed) -> str:
    """What a verification says with this entry in the store; the store is as before when this returns."""
    before = next(sealed for _, number, sealed in sealed_entries(casebook._alias) if number == seq)
    put(casebook, seq, harmed)
    try:
        report = casebook.verify()
        # a header that cannot be believed has no number, so its hash stands for it
        return report.say().replace("? of device", f"{seq} of device")
    finally:
        put(casebook, seq, before)


def put(casebook: Casebook, seq: int, entry: Sealed) -> None:
    with connections[casebook._alias].cursor() as cursor:
        values = [entry.header, entry.signature, entry.box, entry.hash, seq]
        cursor.execute("UPDATE ledger SET header = %s, signature = %s, box = %s, hash = %s WHERE seq = %s", values)
        assert cursor.rowcount == 1


def test_a_bit_turned_over_in_an_object_names_its_source(whole: Whole, casebook: Casebook) -> None:
    dice, count = random.Random(2), share(OBJECTS)
    paths = sorted((whole.folder / "objects").iterdir())
    sources = {path: next(iter(whats(with_bytes(casebook, path, b""), "original"))) for path in paths}
    assert len(set(sources.values())) == len(paths)
    for _ in range(count):
        path = dice.choice(paths)
        report = with_bytes(casebook, path, flipped(path.read_bytes(), dice))
        assert whats(report, "original") == {sources[path]}
        assert len(report.damage) == 1
    say("bits in objects", count, count)


def test_a_bit_turned_over_in_a_checkpoint_names_it(whole: Whole, casebook: Casebook) -> None:
    dice, count = random.Random(3), share(CHECKPOINTS)
    paths = sorted((whole.folder / "checkpoints").iterdir())
    for _ in range(count):
        path = dice.choice(paths)
        report = with_bytes(casebook, path, flipped(path.read_bytes(), dice))
        assert whats(report, "checkpoint") == {path.name}
    say("bits in the folder's checkpoints", count, count)


def with_bytes(casebook: Casebook, path: Path, data: bytes) -> Report:
    """What a verification says with these bytes in a file; the file is as before when this returns."""
    before = path.read_bytes()
    path.write_bytes(data)
    try:
        return casebook.verify()
    finally:
        path.write_bytes(before)


def whats(report: Report, what: str) -> set[str]:
    return {one.which for one in report.damage if one.what == what}


def test_a_bit_turned_over_in_a_held_checkpoint_anchors_nothing(whole: Whole) -> None:
    dice, count = random.Random(4), share(HELD)
    for _ in range(count):
        data = flipped(dice.choice(whole.held).to_bytes(), dice)
        with pytest.raises(CheckpointRefused):
            read_held([Held("held", checkpoint=data)], whole.id, whole.devices)
    say("bits in checkpoints held elsewhere", count, count)


def test_a_bit_turned_over_in_the_database_file_is_never_silent(whole: Whole, tmp_path: Path) -> None:
    dice, count, ways = random.Random(5), share(DATABASE), Counter[str]()
    folder = Path(shutil.copytree(whole.folder, tmp_path / "casebook"))
    file = folder / "casebook.db"
    data = file.read_bytes()
    for _ in range(count):
        file.write_bytes(flipped(data, dice))
        report = verify_folder(folder, PASSPHRASE)
        assert report.exit_code == 2, report.say()
        assert {one.what for one in report.damage} == {"store"}
        ways["named" if "HMAC" in report.say() else "refused"] += 1
        for beside in folder.glob("casebook.db-*"):
            beside.unlink()
    file.write_bytes(data)
    assert verify_folder(folder, PASSPHRASE).exit_code == 1
    say("bits in the database file", count, count, f"; page named {ways['named']}, store refused {ways['refused']}")


Strand = list[Sealed]
Way = Callable[[Whole, random.Random], Strand]


def dropped(whole: Whole, dice: random.Random) -> Strand:
    at = dice.randrange(len(whole.entries))
    return [*whole.entries[:at], *whole.entries[at + 1 :]]


def swapped(whole: Whole, dice: random.Random) -> Strand:
    one, two = dice.sample(range(len(whole.entries)), 2)
    entries = list(whole.entries)
    entries[one], entries[two] = entries[two], entries[one]
    return entries


def doubled(whole: Whole, dice: random.Random) -> Strand:
    at, to = dice.randrange(len(whole.entries)), dice.randrange(len(whole.entries) + 1)
    return [*whole.entries[:to], whole.entries[at], *whole.entries[to:]]


def inserted(whole: Whole, dice: random.Random) -> Strand:
    """An entry of another device, or one of another casebook by the same device."""
    keys, casebook = dice.choice([(OTHER, whole.id), (whole.keys, "d" * 32)])
    to = dice.randrange(len(whole.entries) + 1)
    return [*whole.entries[:to], dice.choice(numbered(3, keys, casebook)), *whole.entries[to:]]


def cut(whole: Whole, dice: random.Random) -> Strand:
    return whole.entries[: dice.randrange(len(whole.entries))]


def put_back(whole: Whole, dice: random.Random) -> Strand:
    """Put back to an earlier day, and another story told from there by the device's own key."""
    kept = whole.entries[: dice.randrange(len(whole.entries))]
    head = start(whole.id, whole.keys.key_id)
    for entry in kept:
        head = advance(head, entry)
    for number in range(dice.randrange(1, 6)):
        head, entry = follow(
            head,
            whole.keys,
            seen={},
            at="2026-03-02T09:30:00Z",
            clock="unsynced",
            kind="access.changed",
            source="",
            payload={"other": number},
            source_key=bytes(32),
            codebook="",
        )
        kept = [*kept, entry]
    return kept


WAYS: dict[Way, bool] = {dropped: True, swapped: True, doubled: True, inserted: True, cut: False, put_back: False}
"""What can be done to a strand, and whether the chain alone shows it."""


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_what_is_done_to_a_strand_is_found_against_a_held_checkpoint(whole: Whole, way: Way) -> None:
    dice, count, seen = random.Random(way.__name__), share(STRANDS // len(WAYS)), Counter[str]()
    held = whole.held[-1]
    for _ in range(count):
        strand = way(whole, dice)
        report = verify_strand(strand, whole.devices | {OTHER.key_id: OTHER.public})
        lost = missing(held, {whole.keys.key_id: [bytes.fromhex(one.hash) for one in strand]})
        touched = strand[: held.entries] != whole.entries[: held.entries]
        assert bool(lost) == touched
        assert all((one.device, one.size) == (whole.keys.key_id, held.entries) for one in lost)
        tail_lost = strand == whole.entries[: len(strand)]  # nothing but the end is missing
        assert report.sound == (tail_lost or not WAYS[way])
        seen["chain"] += not report.sound
        seen["checkpoint"] += bool(lost)
        seen["found"] += bool(lost) or not report.sound
        seen["after it"] += not lost and report.sound  # past the checkpoint, where `verify` says "not anchored"
    assert seen["found"] + seen["after it"] == count
    more = f"; by the chain {seen['chain']}, by the checkpoint {seen['checkpoint']}; in the tail {seen['after it']}"
    say(f"strands {way.__name__}", count, seen["found"], more)

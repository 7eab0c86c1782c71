"""A casebook against what was kept elsewhere: whatever was cut, put back, swapped or forked is found and named."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connections
from tests.laws.strands import KEYS, OTHER, numbered
from tests.stages.casebook_samples import NOW, PASSPHRASE, full, opened
from tests.stages.test_casebook_verify import sql

from svidok.casebook import create, verify_folder
from svidok.casebook.checkpoints import hold
from svidok.casebook.folder import Folder
from svidok.casebook.report import Held, Report
from svidok.errors import CheckpointLost, CheckpointRefused, NotVerified
from svidok.ledger.checkpoint import Checkpoint, Top, made, parsed
from svidok.ledger.tree import root_of
from svidok.sealing.keys import derive

END = "DELETE FROM ledger WHERE seq > 9"


def checkpoint(folder: Path) -> Checkpoint:
    with opened(folder) as casebook:
        return casebook.checkpoint().checkpoint


def grow(folder: Path, times: int = 1) -> None:
    with opened(folder) as casebook:
        for number in range(times):
            casebook.add_coder(f"c{len(casebook.coders())}.{number}", now=NOW)


def against(folder: Path, *held: Checkpoint | str) -> Report:
    named = [
        Held(f"held {at}", root=one) if isinstance(one, str) else Held(f"held {at}", checkpoint=one.to_bytes())
        for at, one in enumerate(held)
    ]
    return verify_folder(folder, PASSPHRASE, named)


def of_checkpoints(report: Report) -> dict[str, str]:
    return {one.which: one.why for one in report.damage if one.what == "checkpoint"}


def test_what_a_checkpoint_from_elsewhere_stands_for_is_anchored(tmp_path: Path) -> None:
    folder = full(tmp_path)
    held = checkpoint(folder)
    whole = against(folder, held)
    assert (whole.exit_code, whole.entries, whole.anchored, whole.checkpoints) == (0, 11, 11, 1)
    assert whole.say().startswith("consistent up to 11, anchored up to 11 by held 0")
    assert whole.to_plain()["anchors"] == [{"by": "held 0", "at": "", "entries": 11, "root": held.root}]
    grow(folder)
    tail = against(folder, held)
    assert (tail.exit_code, tail.entries, tail.anchored, tail.damage) == (1, 12, 11, ())
    assert "consistent up to 12, anchored up to 11 by held 0" in tail.say()
    assert verify_folder(folder, PASSPHRASE).say().startswith("consistent up to 12, not anchored")


def test_own_checkpoints_anchor_nothing(tmp_path: Path) -> None:
    folder = full(tmp_path)
    checkpoint(folder)
    report = verify_folder(folder, PASSPHRASE)
    assert (report.exit_code, report.checkpoints, report.anchors, report.anchored) == (1, 1, (), 0)


def test_a_root_on_paper_anchors_with_and_without_the_folders_own_copy(tmp_path: Path) -> None:
    folder = full(tmp_path)
    root = checkpoint(folder).root
    grow(folder, 3)
    assert against(folder, root).anchored == 11
    shutil.rmtree(folder / "checkpoints")
    assert against(folder, root).anchored == 11
    sql(END)(folder)
    assert of_checkpoints(against(folder, root))["held 0"].startswith("nothing that the casebook held has this root")
    assert against(folder, "not a root").exit_code == 3


def test_entries_cut_from_the_end_are_found_against_a_held_checkpoint_only(tmp_path: Path) -> None:
    folder = full(tmp_path)
    held = checkpoint(folder)
    shutil.rmtree(folder / "checkpoints")
    sql("DELETE FROM ledger WHERE seq = 11")(folder)
    sql("DELETE FROM incidents")(folder)
    assert verify_folder(folder, PASSPHRASE).exit_code == 1  # nothing there shows it
    report = against(folder, held)
    assert (report.exit_code, report.anchors) == (2, ())
    why = f"the strand of device {held.tops[0].device} should have 11 entries; it ends before the checkpoint"
    assert of_checkpoints(report) == {"held 0": why}


def test_a_folder_put_back_to_an_earlier_day_is_found_against_a_held_checkpoint_only(tmp_path: Path) -> None:
    folder, copy = full(tmp_path), tmp_path / "copy"
    first = checkpoint(folder)
    shutil.copytree(folder, copy)
    grow(folder, 2)
    held = checkpoint(folder)
    shutil.rmtree(folder)
    copy.rename(folder)
    assert verify_folder(folder, PASSPHRASE).exit_code == 1
    assert against(folder, first).exit_code == 0
    report = against(folder, first, held)
    assert (report.exit_code, report.anchored) == (2, 11)
    assert "should have 13 entries; it ends before the checkpoint" in of_checkpoints(report)["held 1"]


def test_another_story_told_from_an_earlier_day_on_is_found(tmp_path: Path) -> None:
    """A fork: the folder is put back, and its own device writes on as if the later entries had never been."""
    folder, copy = full(tmp_path), tmp_path / "copy"
    shutil.copytree(folder, copy)
    grow(folder, 2)
    held = checkpoint(folder)
    shutil.rmtree(folder)
    copy.rename(folder)
    grow(folder, 4)
    assert verify_folder(folder, PASSPHRASE).exit_code == 1
    assert "its entries are not those of the checkpoint" in of_checkpoints(against(folder, held))["held 0"]


SWAP = [
    "UPDATE ledger SET seq = 100 WHERE seq = 6",
    "UPDATE ledger SET seq = 6 WHERE seq = 7",
    "UPDATE ledger SET seq = 7 WHERE seq = 100",
]


@pytest.mark.parametrize(
    "harm",
    [
        [END],
        SWAP,
        ["DELETE FROM ledger WHERE seq = 5"],
        ["DELETE FROM ledger WHERE seq = 1"],
        ["UPDATE ledger SET signature = zeroblob(64) WHERE seq = 2"],
        ["UPDATE ledger SET header = CAST(replace(CAST(header AS TEXT), ':30:', ':31:') AS BLOB) WHERE seq = 3"],
    ],
)
def test_harm_to_entries_shows_in_every_checkpoint_that_stands_for_them(tmp_path: Path, harm: list[str]) -> None:
    folder = full(tmp_path)
    held = checkpoint(folder)
    for query in harm:
        sql(query)(folder)
    report = against(folder, held)
    assert report.exit_code == 2
    assert {"000001.txt", "held 0"} <= set(of_checkpoints(report))
    with opened(folder) as casebook, pytest.raises(CheckpointLost) as refused:
        casebook.checkpoint()
    assert refused.value.facts["device"] == held.tops[0].device
    assert sorted(path.name for path in (folder / "checkpoints").iterdir()) == ["000001.txt"]


def test_none_is_made_over_damaged_entries(tmp_path: Path) -> None:
    folder = full(tmp_path)
    sql("UPDATE ledger SET box = zeroblob(512) WHERE seq = 4")(folder)
    with opened(folder) as casebook, pytest.raises(NotVerified):
        casebook.checkpoint()
    assert not (folder / "checkpoints").exists()


def test_checkpoints_are_numbered_and_only_made_for_what_is_new(tmp_path: Path) -> None:
    folder = full(tmp_path)
    with opened(folder) as casebook:
        first, again = casebook.checkpoint(), casebook.checkpoint()
        casebook.add_coder("x.y", now=NOW)
        second = casebook.checkpoint()
    assert (first.number, first.new, again, second.number) == (1, True, type(first)(1, first.checkpoint, new=False), 2)
    kept = folder / "checkpoints"
    assert parsed((kept / "000002.txt").read_bytes()) == second.checkpoint
    assert [path.stat().st_mode & 0o777 for path in (kept, kept / "000001.txt")] == [0o700, 0o600]
    assert verify_folder(folder, PASSPHRASE).checkpoints == 2


def changed(data: bytes) -> bytes:
    return data.replace(b"\n11\n", b"\n10\n")


OWN: list[tuple[Callable[[Path], object], str, str]] = [
    (lambda at: (at / "000001.txt").unlink(), "000001.txt", "it is missing"),
    (lambda at: (at / "000001.txt").write_bytes(b""), "000001.txt", "it has no strands behind its signatures"),
    (
        lambda at: (at / "000001.txt").write_bytes(changed((at / "000001.txt").read_bytes())),
        "000001.txt",
        "its root is not that of its strands",
    ),
    (lambda at: shutil.copy(at / "000001.txt", at / "000003.txt"), "000003.txt", "it holds less than the one before"),
]


@pytest.mark.parametrize(("harm", "which", "why"), OWN, ids=range(len(OWN)))
def test_damage_to_the_folders_own_checkpoints_is_named(
    tmp_path: Path, harm: Callable[[Path], object], which: str, why: str
) -> None:
    folder = full(tmp_path)
    checkpoint(folder)
    grow(folder)
    checkpoint(folder)
    harm(folder / "checkpoints")
    report = verify_folder(folder, PASSPHRASE)
    assert (report.exit_code, of_checkpoints(report)) == (2, {which: why})


def test_a_checkpoint_that_proves_nothing_is_refused(tmp_path: Path) -> None:
    folder = full(tmp_path)
    held = checkpoint(folder)
    stranger = made(held.casebook, held.tops, derive(bytes(32)))
    elsewhere = made("c" * 32, held.tops, derive(bytes(32)))
    for one, why in ((stranger, "no device of the casebook has signed it"), (elsewhere, "it is of another casebook")):
        report = against(folder, one)
        assert (report.exit_code, report.unchecked) == (3, f"SV125: a checkpoint is refused: {why}")
    with opened(folder) as casebook, pytest.raises(CheckpointRefused):
        casebook.verify([Held("broken", checkpoint=held.to_bytes()[:-1])])


def test_two_casebooks_do_not_vouch_for_each_other(tmp_path: Path) -> None:
    one, other = full(tmp_path / "a"), tmp_path / "b"
    create(other, PASSPHRASE, coder="o.k", now=NOW).close()
    assert against(other, checkpoint(one)).exit_code == 3
    assert against(other, checkpoint(one).root).exit_code == 2


def test_strands_of_two_devices_stand_in_one_checkpoint(tmp_path: Path) -> None:
    """Only one device writes today; what is there of others must be held all the same, and named when it is cut."""
    strands = {keys.key_id: [bytes.fromhex(one.hash) for one in numbered(5, keys)] for keys in (KEYS, OTHER)}
    one, two = sorted(strands)
    held = made("c" * 32, [Top(one, 5, root_of(strands[one])), Top(two, 3, root_of(strands[two][:3]))], KEYS)
    empty = Folder(tmp_path)
    assert hold([("x", held)], empty, strands, "c" * 32).anchored == 8
    (lost,) = hold([("x", held)], empty, strands | {two: strands[two][:2]}, "c" * 32).damage
    assert two in lost.why


def test_verifying_leaves_no_connection(tmp_path: Path) -> None:
    folder = full(tmp_path)
    against(folder, "A" * 43 + "=")
    assert not [name for name in connections.settings if name.startswith("casebook_")]

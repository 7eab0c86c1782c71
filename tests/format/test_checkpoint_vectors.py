"""Trees, checkpoints and exports: both implementations against the published vectors, and against each other."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.format import make_vectors, stranger_tree
from tests.format.test_vectors import load, public_keys
from tests.stages.casebook_samples import NOW, full, opened
from tests.stages.test_casebook_verify import sql

from svidok.errors import CheckpointRefused
from svidok.ledger.checkpoint import Top, made, missing, parsed, signer
from svidok.ledger.tree import root_of
from svidok.sealing.keys import derive

SAYS = {"it ends before the checkpoint": "fewer entries", "its entries are not those of the checkpoint": "another root"}
EXPORT = make_vectors.FOLDER / "strands.zip"


def strands(case: dict[str, Any]) -> dict[str, list[bytes]]:
    return {device: [bytes.fromhex(one) for one in leaves] for device, leaves in case["strands"].items()}


@pytest.mark.parametrize("tree", load("checkpoints.json")["trees"], ids=lambda tree: len(tree["leaves"]))
def test_roots_are_as_published(tree: dict[str, Any]) -> None:
    leaves = [bytes.fromhex(leaf) for leaf in tree["leaves"]]
    assert root_of(leaves).hex() == stranger_tree.root(leaves).hex() == tree["root"]


@pytest.mark.parametrize("case", load("checkpoints.json")["checkpoints"], ids=lambda case: case["why"])
def test_both_say_the_same_of_a_checkpoint(case: dict[str, Any]) -> None:
    devices, data = public_keys(load("checkpoints.json")["devices"]), case["checkpoint"].encode()
    if case["damage"] is None:
        with pytest.raises(CheckpointRefused):
            signer(parsed(data), devices)
        with pytest.raises(stranger_tree.Refused):
            stranger_tree.held(data, devices, strands(case))
        return
    assert signer(parsed(data), devices) in devices
    found = [[one.device, one.size, SAYS[one.why]] for one in missing(parsed(data), strands(case))]
    assert found == case["damage"] == [list(one) for one in stranger_tree.held(data, devices, strands(case))]


def test_both_write_the_same_checkpoint() -> None:
    """Ed25519 has no chance in it, so a checkpoint is the same bytes whoever writes it."""
    keys, leaves = derive(make_vectors.SECRET), make_vectors.two_strands()
    ours = made(make_vectors.CASEBOOK, [Top(who, len(some), root_of(some)) for who, some in leaves.items()], keys)
    theirs = stranger_tree.checkpoint(make_vectors.CASEBOOK, leaves, make_vectors.SEED, keys.key_id)
    assert ours.to_bytes() == theirs == load("checkpoints.json")["checkpoints"][0]["checkpoint"].encode()


def test_the_published_export_is_that_of_the_stranger_and_whole() -> None:
    assert EXPORT.read_bytes() == make_vectors.export_file()
    found = stranger_tree.read_export(io.BytesIO(EXPORT.read_bytes()))
    assert found == {"entries": 6, "damage": [], "lost": [], "wrong objects": []}


def exported(folder: Path) -> io.BytesIO:
    file = io.BytesIO()
    with opened(folder) as casebook:
        casebook.export_strands(file, originals=True, now=NOW)
    return file


def test_what_we_export_the_stranger_reads_and_finds_whole(tmp_path: Path) -> None:
    folder = full(tmp_path)
    with opened(folder) as casebook:
        held = casebook.checkpoint().checkpoint
        devices = {casebook._keys.key_id: casebook._keys.public}
    file = exported(folder)
    assert stranger_tree.read_export(file) == {"entries": 11, "damage": [], "lost": [], "wrong objects": []}
    with zipfile.ZipFile(file) as archive:
        lines = archive.read(f"strands/{held.tops[0].device}.jsonl").splitlines()
    leaves = [bytes.fromhex(json.loads(line)["hash"]) for line in lines]
    assert stranger_tree.held(held.to_bytes(), devices, {held.tops[0].device: leaves}) == []


HARMS: list[tuple[Callable[[Path], None], str]] = [
    (sql("DELETE FROM ledger WHERE seq > 9"), "lost"),
    (sql("UPDATE ledger SET signature = zeroblob(64) WHERE seq = 2"), "damage"),
    (sql("UPDATE ledger SET hash = 'x' WHERE seq = 4"), "damage"),
    (lambda folder: next((folder / "objects").iterdir()).write_bytes(b"?") and None, "wrong objects"),
]


@pytest.mark.parametrize(("harm", "what"), HARMS, ids=range(len(HARMS)))
def test_an_export_hides_no_damage(tmp_path: Path, harm: Callable[[Path], None], what: str) -> None:
    folder = full(tmp_path)
    with opened(folder) as casebook:
        casebook.checkpoint()
    harm(folder)
    assert stranger_tree.read_export(exported(folder))[what]


def test_the_page_shows_a_checkpoint_that_is_one() -> None:
    page = (make_vectors.FOLDER.parent / "format.md").read_text(encoding="utf-8")
    shown = page.split("### 8.2 The file")[1].split("```")[1].lstrip("\n")
    assert shown == load("checkpoints.json")["checkpoints"][0]["checkpoint"]

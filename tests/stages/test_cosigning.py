"""A partner signs what a team held: whatever was cut since is refused, and what is signed anchors the casebook."""

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.stages.casebook_samples import NOW, full, opened
from tests.stages.cli_samples import Called, call, secret
from tests.stages.test_casebook_verify import sql

from svidok.casebook.exported import read_export
from svidok.errors import CheckpointRefused, CosigningRefused, ExportRefused, PartnerUnclear
from svidok.ledger.checkpoint import Checkpoint, Top, made, parsed
from svidok.ledger.cosigning import check_grown, check_name, cosign, cosigners, merged, partner
from svidok.ledger.note import Note
from svidok.ledger.tree import root_of
from svidok.sealing.keys import derive

DEVICE, PARTNER, OTHER = derive(bytes(32)), derive(b"p" * 32), derive(b"o" * 32)
CASEBOOK = "c" * 32
LEAVES = [bytes([at]) * 32 for at in range(9)]
NAME = "archive.example"


def of(*sizes: int, casebook: str = CASEBOOK) -> Checkpoint:
    tops = [Top(f"{at:032x}", size, root_of(LEAVES[:size])) for at, size in enumerate(sizes)]
    return made(casebook, tops, DEVICE)


def test_growth_is_seen_by_sizes_and_with_entries_wholly() -> None:
    every = {f"{at:032x}": LEAVES for at in range(2)}
    assert check_grown(of(3), of(3)) == ()
    assert [top.size for top in check_grown(of(3, 2), of(5, 2))] == [3]
    assert check_grown(of(3), of(5, 2)) == of(3).tops
    assert check_grown(of(3, 2), of(5, 9), every) == ()


@pytest.mark.parametrize(
    ("earlier", "later", "why"),
    [
        (of(3), of(2), "had 3 entries and has 2"),
        (of(3, 1), of(4), "had 1 entries and has 0"),
        (of(3), of(4, casebook="d" * 32), "of another casebook"),
        (of(3), made(CASEBOOK, [Top("0" * 32, 3, bytes(32))], DEVICE), "not those of before"),
    ],
)
def test_a_checkpoint_that_lacks_what_was_seen_is_refused(earlier: Checkpoint, later: Checkpoint, why: str) -> None:
    with pytest.raises(CosigningRefused, match=why):
        check_grown(earlier, later)


def test_a_fork_shows_only_with_the_entries() -> None:
    forked = [*LEAVES[:2], *[bytes([99]) * 32] * 4]
    later = made(CASEBOOK, [Top("0" * 32, 6, root_of(forked))], DEVICE)
    assert check_grown(of(3), later) == of(3).tops  # and `cosign` says that this was not checked
    with pytest.raises(CosigningRefused, match="should have 3 entries"):
        check_grown(of(3), later, {"0" * 32: forked})


def test_a_cosignature_holds_for_its_name_key_time_and_text_alone() -> None:
    signed = cosign(of(3), NAME, PARTNER.signing, 1_793_000_000)
    assert cosigners(signed, {NAME: PARTNER.public}) == [(NAME, 1_793_000_000)]
    assert cosigners(signed, {NAME: OTHER.public, "other": PARTNER.public}) == []
    moved = Checkpoint(CASEBOOK, of(4).tops, Note(of(4).note.text, signed.note.signatures))
    with pytest.raises(CheckpointRefused, match="cosignature of a known name is wrong"):
        cosigners(moved, {NAME: PARTNER.public})
    name, line = signed.note.signatures[-1]
    for at in range(4, len(line)):  # the time, and every byte of the signature
        bent = bytes(byte ^ (at == place) for place, byte in enumerate(line))
        with pytest.raises(CheckpointRefused):
            cosigners(
                Checkpoint(CASEBOOK, signed.tops, Note(signed.note.text, ((name, bent),))), {NAME: PARTNER.public}
            )
    with pytest.raises(CosigningRefused, match="already"):
        cosign(signed, NAME, PARTNER.signing, 1_793_000_001)
    assert parsed(signed.to_bytes()) == signed


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b", "svidok", "svidok/x", "a\nb", "a=b", "x" * 65, "архів"])
def test_a_name_that_could_be_read_as_something_else_is_refused(name: str) -> None:
    with pytest.raises(PartnerUnclear):
        check_name(name)


@pytest.mark.parametrize("line", ["", NAME, NAME + "=", NAME + "=" + "0" * 63, NAME + "=" + "G" * 64, "=" + "0" * 64])
def test_a_public_line_of_another_form_is_refused(line: str) -> None:
    with pytest.raises(PartnerUnclear):
        partner(line)


def test_only_signature_lines_come_back() -> None:
    kept = of(3)
    one, two = cosign(kept, NAME, PARTNER.signing, 1), cosign(kept, "other", OTHER.signing, 2)
    both = merged(merged(kept, one), two)
    assert [name for name, _ in both.note.signatures[1:]] == [NAME, "other"]
    assert merged(both, one) == both  # again, and without the other's line: nothing is lost
    assert merged(kept, kept) == kept
    with pytest.raises(CheckpointRefused, match="more than signature lines"):
        merged(kept, cosign(of(4), NAME, PARTNER.signing, 1))
    device = kept.note.signatures[0][0]
    with pytest.raises(CheckpointRefused, match="name of a device"):
        merged(kept, Checkpoint(CASEBOOK, kept.tops, Note(kept.note.text, ((device, bytes(68)),))))


# As it is called


class Team:
    """A casebook, a partner's key, and what goes to and fro."""

    def __init__(self, place: Path) -> None:
        self.place, self.key = place, secret(place)
        self.folder, self.file, self.partner = full(place), place / "may.txt", place / "partner.json"
        made = self.run("cosign", "--new-key", self.partner, "--name", NAME)
        self.line = made.out.strip()

    def run(self, verb: str, *arguments: str | Path) -> Called:
        return call(verb, *arguments, "--key-file", self.key)

    def send(self, file: Path | None = None) -> Path:
        assert self.run("checkpoint", self.folder, "--to", file or self.file).code == 0
        return file or self.file

    def cosign(self, file: Path, *more: str | Path) -> Called:
        return self.run("cosign", file, "--key", self.partner, "--name", NAME, *more)

    def signed(self) -> None:
        """Have the casebook signed by the partner as it stands, and the signature taken back."""
        self.cosign(self.send())
        assert call("checkpoint", self.folder, "--add", self.file).code == 0

    def grow(self, coder: str = "x.y") -> None:
        with opened(self.folder) as casebook:
            casebook.add_coder(coder, now=NOW)


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


def test_the_public_line_is_printed_once_and_again(team: Team) -> None:
    assert re.fullmatch(NAME + "=[0-9a-f]{64}", team.line)
    assert team.partner.stat().st_mode & 0o777 == 0o600
    again = team.run("cosign", "--key", team.partner, "--name", NAME, "--json")
    assert again.rows == [{"public": team.line, "made": False}]
    assert team.run("cosign", "--new-key", team.partner, "--name", NAME).err[:5] == "SV471"
    assert team.run("cosign", "--new-key", team.place / "b", "--name", "a b").err[:5] == "SV479"
    assert not (team.place / "b").exists()
    for wrong in ([], ["--key", team.partner, "--new-key", "b"], [team.file, "--new-key", "b"]):
        assert team.run("cosign", "--name", NAME, *wrong).code == 2


def test_what_a_partner_signed_anchors_at_a_time(team: Team) -> None:
    file = team.send()
    before = file.read_bytes()
    signed = team.cosign(file)
    assert signed.code == 0
    assert f"signed {file} as {NAME}: entries 11" in signed.out
    assert "not checked: no earlier checkpoint was given" in signed.out
    assert "not checked: without an export of strands" in signed.out
    assert team.cosign(file).err[:5] == "SV478"
    assert call("checkpoint", team.folder, "--add", file, "--partner", team.line, "--json").rows == [
        {"number": 1, "added": [NAME], "checked": [NAME]}
    ]
    kept = (team.folder / "checkpoints" / "000001.txt").read_bytes()
    assert kept == file.read_bytes()
    assert len(kept.splitlines()) == len(before.splitlines()) + 1
    found = team.run("verify", team.folder, "--partner", team.line)
    assert (found.code, found.err) == (0, "")
    assert re.match(
        rf"consistent up to 11, anchored up to 11 at \d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\dZ by {NAME} \(sources 2\)",
        found.out,
    )
    assert team.run("verify", team.folder).code == 1  # without the key it is a file in the folder like any other
    team.grow()
    tail = team.run("verify", team.folder, "--partner", team.line, "--json")
    assert (tail.code, tail.rows[0]["anchored_entries"], tail.rows[0]["entries"]) == (1, 11, 12)
    assert tail.rows[0]["anchors"][0]["by"] == NAME


def test_it_may_lie_elsewhere_and_not_in_the_folder(team: Team) -> None:
    team.cosign(team.send())
    found = team.run("verify", team.folder, "--checkpoint", team.file, "--partner", team.line, "--json")
    assert found.code == 0
    assert [(one["by"], bool(one["at"])) for one in found.rows[0]["anchors"]] == [("may.txt", False), (NAME, True)]


def test_another_key_under_the_name_anchors_nothing_and_is_said(team: Team) -> None:
    team.signed()
    other = f"{NAME}={'0' * 64}"
    found = team.run("verify", team.folder, "--partner", other)
    assert found.code == 1
    assert f"note: no checkpoint that the casebook holds is signed by {NAME} with the key that was given" in found.out
    assert call("checkpoint", team.folder, "--add", team.file, "--partner", other).err[:5] == "SV125"
    assert team.run("verify", team.folder, "--partner", "archive").code == 3


def test_the_next_one_is_held_against_the_earlier(team: Team) -> None:
    first = team.send()
    team.cosign(first)
    team.grow()
    second, strands = team.send(team.place / "june.txt"), team.place / "strands.zip"
    said = team.cosign(second, "--held", first).out
    assert "not checked: of strands that grew only the numbers of entries were compared" in said
    assert "no earlier checkpoint" not in said
    team.run("export", team.folder, "--strands", strands)
    third = team.send(team.place / "again.txt")
    whole = team.cosign(third, "--held", first, "--strands", strands, "--json")
    assert whole.code == 0
    assert [one[:16] for one in whole.rows[0]["unchecked"]] == ["that the devices"]


def back(folder: Path, change: Callable[[], object]) -> None:
    """Put the folder back to how it was before a change."""
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy)
    change()
    shutil.rmtree(folder)
    copy.rename(folder)


def test_a_folder_put_back_is_refused_by_the_partner(team: Team) -> None:
    first = team.place / "first.txt"

    def later() -> None:
        team.grow("x.y")
        team.grow("x.z")
        team.cosign(team.send(first))

    back(team.folder, later)
    team.grow("q.q")
    second = team.send()
    before = second.read_bytes()
    refused = team.cosign(second, "--held", first)
    assert (refused.code, refused.err[:5]) == (2, "SV478")
    assert "had 13 entries and has 12" in refused.err
    assert second.read_bytes() == before
    team.grow("q.r")
    team.grow("q.s")
    grown, strands = team.send(team.place / "grown.txt"), team.place / "strands.zip"
    team.run("export", team.folder, "--strands", strands)
    forked = team.cosign(grown, "--held", first, "--strands", strands)
    assert "should have 13 entries; its entries are not those of the checkpoint" in forked.err


def test_a_folder_put_back_to_what_was_signed_shows_the_earlier_time(team: Team) -> None:
    """Nothing in the folder can show it: that is why the time is printed, and why the later file is kept elsewhere."""
    team.signed()
    later = team.place / "later.txt"

    def grow() -> None:
        team.grow()
        team.cosign(team.send(later), "--held", team.file)

    back(team.folder, grow)
    assert team.run("verify", team.folder, "--partner", team.line).code == 0
    assert team.run("verify", team.folder, "--partner", team.line, "--checkpoint", later).code == 2


def test_what_comes_back_changed_is_refused_and_nothing_is_kept(team: Team) -> None:
    file = team.send()
    kept = team.folder / "checkpoints" / "000001.txt"
    before = kept.read_bytes()
    team.cosign(file)
    good = file.read_bytes()
    other = made("c" * 32, parsed(good).tops, DEVICE)
    for bad in (good[:-1], good.replace(b"\n11\n", b"\n12\n"), other.to_bytes(), b"", b"\xff", good + b"\n"):
        file.write_bytes(bad)
        assert call("checkpoint", team.folder, "--add", file).err[:5] == "SV125"
    lines = good.split(b"\n")
    at = next(at for at, line in enumerate(lines) if NAME.encode() in line)
    lines[at] = lines[at][:-8] + b"AAAAAAA="
    file.write_bytes(b"\n".join(lines))
    assert call("checkpoint", team.folder, "--add", file, "--partner", team.line).err[:5] == "SV125"
    assert kept.read_bytes() == before
    assert call("checkpoint", team.folder, "--add", team.place / "none").err[:5] == "SV476"
    assert call("checkpoint", team.place / "nowhere", "--add", file).code == 2
    assert call("checkpoint", team.folder, "--add", file, "--to", team.place / "x").code == 2


def test_a_wrong_line_of_a_known_partner_in_the_folder_is_damage(team: Team) -> None:
    team.signed()
    kept = team.folder / "checkpoints" / "000001.txt"
    held = parsed(kept.read_bytes())
    name, line = held.note.signatures[-1]
    bent = (*held.note.signatures[:-1], (name, line[:-1] + bytes([line[-1] ^ 1])))
    kept.write_bytes(Checkpoint(held.casebook, held.tops, Note(held.note.text, bent)).to_bytes())
    found = team.run("verify", team.folder, "--partner", team.line)
    assert found.code == 2
    assert "checkpoint 000001.txt: the cosignature of a known name is wrong" in found.out
    assert team.run("verify", team.folder, "--checkpoint", kept, "--partner", team.line).code == 3


def test_damaged_entries_are_not_anchored_by_a_cosignature(team: Team) -> None:
    team.signed()
    sql("DELETE FROM ledger WHERE seq > 9")(team.folder)
    found = team.run("verify", team.folder, "--partner", team.line, "--json")
    assert (found.code, found.rows[0]["anchors"], found.rows[0]["anchored_entries"]) == (2, [], 0)


def test_a_stranger_s_checkpoint_is_not_signed_when_the_export_is_there(team: Team) -> None:
    strands, forged = team.place / "strands.zip", team.place / "forged.txt"
    team.run("export", team.folder, "--strands", strands)
    held = parsed(team.send().read_bytes())
    forged.write_bytes(made(held.casebook, held.tops, OTHER).to_bytes())
    assert team.cosign(forged, "--strands", strands).err[:5] == "SV125"
    forged.write_bytes(made(held.casebook, [Top(held.tops[0].device, 5, bytes(32))], OTHER).to_bytes())
    assert team.cosign(forged).code == 0  # nothing shows it without the export, as is said
    forged.write_bytes(made("c" * 32, held.tops, OTHER).to_bytes())
    assert "another casebook than the export" in team.cosign(forged, "--strands", strands).err


def test_an_export_that_is_damaged_or_none_is_refused(team: Team) -> None:
    strands, bad = team.place / "strands.zip", team.place / "bad.zip"
    team.run("export", team.folder, "--strands", strands)
    assert [len(leaves) for leaves in read_export(strands).leaves.values()] == [11]
    with zipfile.ZipFile(strands) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    strand = next(name for name in members if name.startswith("strands/"))
    lines = members[strand].splitlines(keepends=True)
    about = json.loads(members["about.json"])
    changes: list[dict[str, bytes]] = [
        {strand: b"".join(lines[1:])},
        {strand: b"".join([lines[1], lines[0], *lines[2:]])},
        {strand: lines[0].replace(b'"box":"', b'"box":"AAAA') + b"".join(lines[1:])},
        {strand: b"{}\n"},
        {strand: b"[]\n"},
        {"about.json": b"[]"},
        {"about.json": b"{"},
        {"about.json": json.dumps({**about, "v": 2}).encode()},
        {"about.json": json.dumps({**about, "devices": []}).encode()},
        {"about.json": json.dumps({**about, "devices": {}}).encode()},
    ]
    for change in changes:
        with zipfile.ZipFile(bad, "w") as archive:
            for name, data in {**members, **change}.items():
                archive.writestr(name, data)
        with pytest.raises(ExportRefused):
            read_export(bad)
    bad.write_bytes(b"no archive")
    assert team.cosign(team.send(), "--strands", bad).err[:5] == "SV129"

"""Time stamps by exchanged files: what an authority signed anchors a checkpoint, and nothing altered does."""

import hashlib
import io
import random
import re
import zipfile
from pathlib import Path

import pytest
from tests.stages.casebook_samples import NOW, full, opened
from tests.stages.cli_samples import Called, call, secret
from tests.stages.stamping_samples import Authority

from svidok.errors import StampRefused
from svidok.ledger.stamping import Stamp, authority, query, read, roots

TEXT = "svidok/" + "c" * 32 + "\n1\n" + "A" * 43 + "=\n"
FLIPS = 400


@pytest.fixture(scope="module")
def tsa(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa") / "one", "Example Archive")


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tsa") / "two", "Another")


def replied(tsa: Authority, place: Path, text: str = TEXT) -> bytes:
    (place / "q.tsq").write_bytes(query(text))
    return tsa.reply(place / "q.tsq", place / "r.tsr").read_bytes()


def stamp(data: bytes) -> Stamp:
    found = read(data)
    assert found is not None
    return found


def test_a_reply_says_when_over_what_and_by_whom(tsa: Authority, tmp_path: Path) -> None:
    found = stamp(replied(tsa, tmp_path))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", found.at)
    assert (found.digest, found.is_over(TEXT), found.is_over(TEXT + "x")) == (
        hashlib.sha256(TEXT.encode()).digest(),
        True,
        False,
    )
    assert authority(found, TEXT, roots(tsa.root.read_bytes())) == "CN=Stamps,O=Example Archive"


def test_a_query_holds_a_hash_and_no_line_of_the_text() -> None:
    made = query(TEXT)
    assert len(made) < 100
    assert not any(line.encode() in made for line in TEXT.splitlines() if len(line) > 1)


def test_a_reply_holds_only_for_its_text_and_under_its_root(tsa: Authority, other: Authority, tmp_path: Path) -> None:
    found = stamp(replied(tsa, tmp_path))
    mine, theirs = roots(tsa.root.read_bytes()), roots(other.root.read_bytes())
    assert authority(found, TEXT, (*theirs, *mine)).endswith("O=Example Archive")
    signer = roots((tsa.folder / "signer.pem").read_bytes())  # no root: what it rests on is not shown
    for text, trusted in ((TEXT, theirs), (TEXT + "x", mine), (TEXT, ()), (TEXT, signer)):
        with pytest.raises(StampRefused):
            authority(found, text, trusted)


def test_an_altered_reply_says_nothing_else_than_the_true_one(tsa: Authority, tmp_path: Path) -> None:
    """A few bits are signed by nobody, such as a list of hash names: with those changed it still says just the same."""
    data = replied(tsa, tmp_path)
    whole, trusted = stamp(data), roots(tsa.root.read_bytes())
    dice, refused = random.Random(3161), 0
    for bit in dice.sample(range(len(data) * 8), FLIPS):
        bent = bytes(byte ^ (1 << bit % 8 if at == bit // 8 else 0) for at, byte in enumerate(data))
        try:
            found = read(bent)
            if found is None or not found.is_over(TEXT):
                refused += 1
                continue
            by = authority(found, TEXT, trusted)
        except StampRefused:
            refused += 1
            continue
        assert (found.at, found.digest, by) == (whole.at, whole.digest, "CN=Stamps,O=Example Archive")
    assert refused > FLIPS * 0.95
    for cut in range(0, len(data), 50):
        with pytest.raises(StampRefused):
            read(data[:cut])


def test_what_is_no_reply_is_refused(tmp_path: Path) -> None:
    refusal = bytes.fromhex("30053003020102")  # status 2, rejection, and no time stamp
    with pytest.raises(StampRefused, match="did not grant"):
        read(refusal)
    for data in (b"", b"\x30", "Інтерв’ю".encode(), b"0" * 300, b"\x30\x80" + bytes(9), bytes(300_000)):
        with pytest.raises(StampRefused, match="no reply"):
            read(data)
    assert read(b"\x30\x03\x02\x01\x00") is None
    for pem in (b"", b"x", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"):
        with pytest.raises(StampRefused, match="no PEM"):
            roots(pem)


# As it is called


class Stamped:
    """A casebook with a query over its checkpoint."""

    def __init__(self, place: Path) -> None:
        self.place, self.key, self.folder, self.query = place, secret(place), full(place), place / "may.tsq"
        assert self.run("checkpoint", self.folder, "--query", self.query).code == 0
        self.kept = self.folder / "checkpoints"

    def run(self, *arguments: str | Path) -> Called:
        return call(*arguments, "--key-file", self.key)

    def reply(self, tsa: Authority, *more: str | Path) -> Called:
        return self.keep(tsa.reply(self.query, self.place / "may.tsr"), *more)

    def keep(self, reply: Path, *more: str | Path) -> Called:
        return call("checkpoint", self.folder, "--reply", reply, *more)

    def names(self) -> list[str]:
        return sorted(path.name for path in self.kept.iterdir())


@pytest.fixture
def book(tmp_path: Path) -> Stamped:
    return Stamped(tmp_path)


def test_a_time_stamp_anchors_the_casebook(book: Stamped, tsa: Authority, other: Authority) -> None:
    kept = book.reply(tsa, "--root-cert", tsa.root, "--json")
    (row,) = kept.rows
    assert (kept.code, row["number"], row["kept"], row["by"]) == (0, 1, "000001-1.tsr", "CN=Stamps,O=Example Archive")
    assert (book.kept / "000001-1.tsr").read_bytes() == (book.place / "may.tsr").read_bytes()
    found = book.run("verify", book.folder, "--tsa-root", tsa.root)
    assert found.code == 0
    assert f"anchored up to 11 at {row['at']} by CN=Stamps,O=Example Archive (sources 2)" in found.out
    assert book.run("verify", book.folder).code == 1
    wrong = book.run("verify", book.folder, "--tsa-root", other.root)
    assert wrong.code == 1
    assert "note: time stamp 000001-1.tsr does not hold under the root certificates that were given" in wrong.out
    with opened(book.folder) as casebook:
        casebook.add_coder("x.y", now=NOW)
    tail = book.run("verify", book.folder, "--tsa-root", tsa.root, "--json")
    assert (tail.code, tail.rows[0]["anchored_entries"], tail.rows[0]["entries"]) == (1, 11, 12)


def test_a_second_authority_stands_beside_the_first(book: Stamped, tsa: Authority, other: Authority) -> None:
    assert book.reply(tsa).out.startswith("checkpoint 1: kept checkpoints/000001-1.tsr, made at ")
    assert "not checked who made it" in book.reply(other).out
    assert book.keep(book.place / "may.tsr", "--json").rows[0]["kept"] == "000001-2.tsr"  # the same again
    assert book.names() == ["000001-1.tsr", "000001-2.tsr", "000001.txt"]
    both = book.run("verify", book.folder, "--tsa-root", tsa.root, "--tsa-root", other.root, "--json").rows[0]
    assert {one["by"] for one in both["anchors"]} == {"CN=Stamps,O=Example Archive", "CN=Stamps,O=Another"}
    assert book.run("verify", book.folder, "--tsa-root", other.root).code == 0
    file = io.BytesIO()
    with opened(book.folder) as casebook:
        casebook.export_strands(file, now=NOW)
    with zipfile.ZipFile(file) as archive:
        assert archive.read("checkpoints/000001-2.tsr") == (book.place / "may.tsr").read_bytes()


def test_a_reply_that_cannot_be_read_is_kept_and_the_next_authority_is_tried(
    book: Stamped, tsa: Authority, other: Authority
) -> None:
    data = tsa.reply(book.query, book.place / "may.tsr").read_bytes()
    bends = (data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] for at in range(30, len(data)))
    odd = book.place / "odd.tsr"
    odd.write_bytes(next(bent for bent in bends if read(bent) is None))
    refused = book.keep(odd)
    assert (refused.code, refused.err[:5]) == (2, "SV128")
    assert "kept as it came, as checkpoints/000001-1.unread" in refused.err
    assert (book.kept / "000001-1.unread").read_bytes() == odd.read_bytes()
    assert book.keep(odd).err == refused.err
    assert book.reply(other, "--root-cert", other.root).code == 0
    found = book.run("verify", book.folder, "--tsa-root", other.root)
    assert found.code == 0
    assert "note: replies of time-stamping authorities that could not be read and anchor nothing: 1" in found.out


def test_what_vouches_for_nothing_here_is_refused_and_not_kept(book: Stamped, tsa: Authority, other: Authority) -> None:
    before = book.names()
    assert "does not hold" in book.reply(tsa, "--root-cert", other.root).err
    stranger = book.place / "stranger.tsq"
    stranger.write_bytes(query(TEXT))
    foreign = book.keep(tsa.reply(stranger, book.place / "foreign.tsr"))
    assert foreign.err.startswith("SV127: a time stamp is refused: it is over none of the checkpoints")
    story = book.place / "story.txt"
    story.write_text("Інтерв’ю", encoding="utf-8")
    assert book.keep(story).err[:5] == "SV127"  # above all, no open text gets into the folder
    assert book.keep(tsa.root).err[:5] == "SV127"
    assert book.reply(tsa, "--root-cert", story).err[:5] == "SV127"
    assert book.names() == before
    assert book.run("verify", book.folder, "--tsa-root", story).code == 3
    assert call("checkpoint", book.folder, "--reply", story, "--add", story).code == 2
    assert call("checkpoint", book.folder, "--reply", story, "--query", story).code == 2
    assert book.run("checkpoint", book.folder, "--query", book.query).err[:5] == "SV471"


def test_a_casebook_without_checkpoint_keeps_no_reply(book: Stamped, tsa: Authority) -> None:
    (book.kept / "000001.txt").unlink()
    assert "has made no checkpoint" in book.reply(tsa).err


def test_a_kept_reply_that_was_changed_or_moved_is_named(book: Stamped, tsa: Authority) -> None:
    book.reply(tsa)
    kept = book.kept / "000001-1.tsr"
    whole = kept.read_bytes()
    with opened(book.folder) as casebook:
        casebook.add_coder("x.y", now=NOW)
        casebook.checkpoint()
    changed = whole.replace(stamp(whole).digest, bytes(32))
    for name, data, why in (
        ("000001-1.tsr", whole[:-1], "cannot be read any more"),
        ("000001-1.tsr", b"", "cannot be read any more"),
        ("000001-1.tsr", changed, "is over another text than its checkpoint"),
        ("000002-1.tsr", whole, "is over another text than its checkpoint"),
        ("000009-1.tsr", whole, "there is no whole checkpoint that"),
    ):
        (book.kept / name).write_bytes(data)
        found = book.run("verify", book.folder, "--tsa-root", tsa.root)
        assert found.code == 2, name
        assert f"checkpoint {name}: " in found.out
        assert why in found.out
        (book.kept / name).unlink()
        kept.write_bytes(whole)
    assert book.run("verify", book.folder, "--tsa-root", tsa.root).code == 1  # whole, with a tail after the time stamp

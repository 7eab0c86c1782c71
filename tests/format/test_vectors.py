"""Both implementations, ours and the stranger's, against the published vectors."""

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Literal, get_args

import pytest
from tests.format import make_vectors, stranger

from svidok.errors import BoxRefused, KeyFileBroken, WrongPassphrase
from svidok.ledger.entry import LABEL, Sealed, compose, entry_hash, open_payload, read
from svidok.ledger.header import canonical
from svidok.ledger.kinds import KINDS
from svidok.ledger.verify import What, verify_strand
from svidok.sealing.blobs import open_blob
from svidok.sealing.boxes import bucket, open_box
from svidok.sealing.keys import derive, protect, unlock
from svidok.sealing.signing import sign


def load(name: str) -> Any:
    return json.loads((make_vectors.FOLDER / name).read_text(encoding="utf-8"))


def sealed(plain: Mapping[str, str]) -> Sealed:
    header, signature = plain["header"].encode(), bytes.fromhex(plain["signature"])
    return Sealed(header, signature, bytes.fromhex(plain["box"]), entry_hash(header, signature))


def entry(plain: Mapping[str, str]) -> stranger.Entry:
    return plain["header"].encode(), bytes.fromhex(plain["signature"]), bytes.fromhex(plain["box"])


def public_keys(plain: Mapping[str, str]) -> dict[str, bytes]:
    return {device: bytes.fromhex(public) for device, public in plain.items()}


@pytest.mark.parametrize("name", ["keys.json", "boxes.json", "strand.json", "damaged.json", "checkpoints.json"])
def test_the_vectors_are_those_that_the_stranger_makes(name: str) -> None:
    assert make_vectors.vectors()[name] == (make_vectors.FOLDER / name).read_text(encoding="utf-8")


def test_keys_are_derived_as_published() -> None:
    vector = load("keys.json")
    keys = derive(bytes.fromhex(vector["secret"]))
    assert vector["derived"] == {
        "signing_seed": keys.signing.private_bytes_raw().hex(),
        "public": keys.public.hex(),
        "key_id": keys.key_id,
        "database": keys.database,
        "wrapping": keys.wrapping.hex(),
        "exchange_public": keys.exchange.public_key().public_bytes_raw().hex(),
    }


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_key_file_opens_however_the_letters_were_typed(form: Literal["NFC", "NFD"]) -> None:
    vector = load("keys.json")
    typed = unicodedata.normalize(form, vector["passphrase"])
    assert unlock(vector["key_file"].encode(), typed).hex() == vector["secret"]
    with pytest.raises(WrongPassphrase):
        unlock(vector["key_file"].encode(), typed + " ")


@pytest.mark.parametrize("why", load("keys.json")["key_files_to_refuse"])
def test_bad_key_files_are_refused(why: str) -> None:
    vector = load("keys.json")
    with pytest.raises(KeyFileBroken):
        unlock(vector["key_files_to_refuse"][why].encode(), vector["passphrase"])


def test_boxes_open_as_published() -> None:
    vector = load("boxes.json")
    assert {size: bucket(int(size)) for size in vector["buckets"]} == vector["buckets"]
    key, aad = bytes.fromhex(vector["key"]), vector["aad"].encode()
    assert open_box(key, bytes.fromhex(vector["box"]), aad).hex() == vector["content"]
    original = vector["original"]
    key = bytes.fromhex(original["key"])
    assert open_blob(key, stranger.seal_original(key, bytes(original["zero_bytes"]))) == bytes(original["zero_bytes"])


@pytest.mark.parametrize("why", load("boxes.json")["boxes_to_refuse"])
def test_bad_boxes_are_refused(why: str) -> None:
    vector = load("boxes.json")
    with pytest.raises(BoxRefused):
        open_box(bytes.fromhex(vector["key"]), bytes.fromhex(vector["boxes_to_refuse"][why]), vector["aad"].encode())


def test_the_strand_reads_as_published() -> None:
    vector = load("strand.json")
    entries = [sealed(one) for one in vector["entries"]]
    assert [one.hash for one in entries] == vector["hashes"]
    keys = {source: bytes.fromhex(key) for source, key in vector["keys"].items()}
    assert [open_payload(one, keys[read(one.header).source]) for one in entries] == vector["payloads"]
    report = verify_strand(entries, public_keys(vector["devices"]))
    assert report.sound
    assert report.head == vector["hashes"][-1]


@pytest.mark.parametrize("case", load("damaged.json"), ids=lambda case: case["why"])
def test_both_find_exactly_the_damage_that_is_there(case: dict[str, Any]) -> None:
    devices = public_keys(case["devices"])
    expected = [tuple(one) for one in case["damage"]]
    report = verify_strand([sealed(one) for one in case["entries"]], devices)
    assert [(one.position, one.what) for one in report.damage] == expected
    assert stranger.check([entry(one) for one in case["entries"]], devices) == expected


def test_what_we_write_the_stranger_reads() -> None:
    keys, payload = derive(make_vectors.SECRET), {"text": "Їм відмовили: «без паспорта — ні».", "score": 0.5}
    source_key = make_vectors.KEYS[make_vectors.SOURCE]
    made: list[Sealed] = []
    for number in range(1, 4):
        made.append(
            compose(
                casebook=make_vectors.CASEBOOK,
                keys=keys,
                seq=number,
                prev=made[-1].hash if made else "0" * 64,
                seen={make_vectors.OTHER["key_id"]: number},
                at="2026-11-22T07:40:00Z",
                clock="unsynced",
                kind="text.read",
                source=make_vectors.SOURCE,
                payload=payload,
                source_key=source_key,
                codebook="",
            )
        )
    entries = [(one.header, one.signature, one.box) for one in made]
    assert stranger.check(entries, {keys.key_id: keys.public}) == []
    assert [stranger.open_entry(one, source_key) for one in entries] == [payload] * 3
    assert [stranger.entry_hash(one) for one in entries] == [one.hash for one in made]


def test_the_header_is_made_of_fixed_bytes() -> None:
    """Sealing is random, what is signed is not: the same members give the published bytes and signature."""
    plain = load("strand.json")["entries"][2]
    header = plain["header"].encode()
    assert canonical(read(header).members()) == header
    assert sign(derive(make_vectors.SECRET).signing, LABEL, header).hex() == plain["signature"]


def test_what_we_protect_the_stranger_opens() -> None:
    assert (
        stranger.open_key_file(protect(make_vectors.SECRET, "їжак їде в Київ"), "їжак їде в Київ")
        == make_vectors.SECRET
    )


def test_the_page_shows_a_header_that_is_one() -> None:
    page = (make_vectors.FOLDER.parent / "format.md").read_text(encoding="utf-8")
    shown = page.split("```")[1].strip().replace("\n ", "")
    assert shown == load("strand.json")["entries"][0]["header"]


def test_the_page_lists_every_kind_and_every_damage() -> None:
    page = (make_vectors.FOLDER.parent / "format.md").read_text(encoding="utf-8")
    parts = page.split("\n## ")
    assert set(re.findall(r"^\| `([a-z]+\.[a-z]+)` \|", parts[7], re.MULTILINE)) == KINDS
    table = parts[6].split("| damage | when |")[1].split("\n\n")[0]
    named = {name.strip() for row in table.splitlines()[2:] for name in row.split("|")[1].split(",")}
    assert named == set(get_args(What))
    assert len(page.splitlines()) < 500

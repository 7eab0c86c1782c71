"""A casebook is read with the passphrase and the published format alone, by a program that is not ours."""

import json
from datetime import UTC, datetime
from pathlib import Path

import sqlcipher3
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from tests.format import stranger

from svidok.casebook import create
from svidok.model import Consent

NOW = datetime(2026, 11, 22, 7, 40, tzinfo=UTC)
PASSPHRASE = "їжак їде в Київ"
LETTER = "Без паспорта інсулін не давали.".encode()


def opened_original(key: bytes, sealed: bytes) -> bytes:
    """Open an original of one piece."""
    return stranger.unframe(AESGCM(key).decrypt(bytes(11) + b"\x01", sealed, b"svidok-blob-v1"))


def test_a_stranger_rescues_a_casebook(tmp_path: Path) -> None:
    folder = tmp_path / "casebook"
    with create(folder, PASSPHRASE, coder="k1", now=NOW) as casebook:
        casebook.preserve("letter.txt", LETTER, kind="statement", consent=Consent(), provenance=(), now=NOW)

    keys = stranger.derive(stranger.open_key_file((folder / "key.json").read_bytes(), PASSPHRASE))
    store = sqlcipher3.connect(str(folder / "casebook.db"))
    store.execute(f"PRAGMA key = \"x'{keys['database']}'\"")
    ring = dict(store.execute("SELECT id, wrapped FROM keyring"))
    rows = store.execute("SELECT header, signature, box FROM ledger ORDER BY seq").fetchall()
    entries = [(bytes(header), bytes(signature), bytes(box)) for header, signature, box in rows]
    store.close()

    assert stranger.check(entries, {keys["key_id"]: bytes.fromhex(keys["public"])}) == []
    assert [json.loads(entry[0])["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    casebook_key = stranger.unwrap(bytes.fromhex(keys["wrapping"]), ring["casebook"], b"svidok-casebook-key-v1")
    originals = []
    for entry in entries:
        source = json.loads(entry[0])["src"]
        aad = b"svidok-source-key-v1 " + source.encode()
        key = stranger.unwrap(casebook_key, ring[source], aad) if source else casebook_key
        payload = stranger.open_entry(entry, key)
        if json.loads(entry[0])["type"] == "source.preserved":
            originals.append(payload)
    assert len(originals) == 1
    sealed = (folder / "objects" / originals[0]["object"]).read_bytes()
    assert stranger.sha(sealed) == originals[0]["object"]
    original = opened_original(bytes.fromhex(originals[0]["key"]), sealed)
    assert original == LETTER
    assert stranger.sha(original) == originals[0]["sha256"]

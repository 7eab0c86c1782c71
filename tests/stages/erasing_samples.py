"""A casebook in which one source holds 200 words that exist nowhere else, and a search that would find any of them.

The search opens what lies below SQL too: every page of the encrypted store and of its journal, the unused ones as well.
"""

import base64
import random
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from ahocorasick_rs import BytesAhoCorasick
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlcipher3 import dbapi2
from tests.stages.casebook_samples import NOW, PASSPHRASE, fill, opened

from svidok.casebook.journal import sealed_entries
from svidok.casebook.store import Casebook
from svidok.errors import SourceUnknown
from svidok.model import (
    Assertion,
    Attribution,
    Consent,
    Element,
    Finding,
    Incident,
    Span,
    Statement,
    TextLayer,
)
from svidok.review import Fit, accept, reject
from svidok.sealing.keys import derive, unlock

LETTERS = {
    "uk": "абвгґдежзийклмнопрстуфхцшщьюяіїє",
    "ru": "абвгдежзийклмнопрстуфхцшщьюяыэъ",
    "en": "bcdfghjklmnpqrstvwxz",
}
PAGE, RESERVED, IV = 4096, 80, 16  # of SQLCipher 4


@dataclass(frozen=True)
class Marked:
    """The source that holds the words, the others, and the words by where they stand."""

    source: str
    others: tuple[str, ...]
    words: tuple[str, ...]


def marks(dice: random.Random) -> list[str]:
    """200 words of three languages; the first 120 stand in the text."""
    return ["".join(dice.choices(LETTERS[lang], k=14)) for lang in ("uk", "ru", "en", "uk") for _ in range(50)]


def told(casebook: Casebook, words: list[str]) -> Marked:
    """Fill a casebook: other sources first, then the marked one in everything a casebook keeps, then others again."""
    fill(casebook)
    casebook.link([])
    others = [one.id for one in casebook.sources()]
    rest = iter(words[120:])
    text = " ".join(f"Без паспорта {word} не дали." for word in words[:120])
    source = casebook.preserve(
        f"{next(rest)}.txt",
        text.encode(),
        kind="interview",
        provenance=[Attribution(next(rest), "witness")],
        consent=Consent(frozenset({"statistics", next(rest)}), frozenset({"public"}), "2030"),
        now=NOW,
    ).source_id
    casebook.keep_text(source, TextLayer(text, title=next(rest), notes=(next(rest),)), NOW)
    for reader in ("rules 1", "rules 2"):  # the second takes the place of the first, whose rows are dropped
        made = list(proposals(source, text, words[:40], next(rest)))
        casebook.propose(source, made, reader, NOW)
    for statement in made[:20]:
        casebook.decide(replace(accept(statement, "o.k", "2026-03-01T10:00:00Z"), note=next(rest)), NOW)
        casebook.decide(replace(reject(statement, "m.t", "2026-03-01T10:00:00Z"), note=next(rest)), NOW)
    other = casebook.statements(source_id=others[0])[0].ref
    incidents = [
        Incident(f"m{n}", (made[n].ref, other), (next(rest),), ("health.insulin",), place=next(rest), reasons=("r",))
        for n in range(8)
    ]
    casebook.link(incidents, NOW)
    spans = (Span(source, 0, 12),)
    casebook.qualify([Finding("m1", "gc4.31", (Element("e1", "met", spans, next(rest)),), (next(rest),))], NOW)
    decided = list(casebook.decisions_by_entry())
    casebook.learn(Fit({"base": 0.1}, 30), decided[:2], NOW)  # of other sources
    casebook.learn(Fit(dict.fromkeys(rest, 0.5), 31), decided, NOW)  # whatever is left of the words
    later = casebook.preserve("later.txt", b"another one", kind="chat", now=NOW).source_id
    return Marked(source, (*others, later), tuple(words))


def proposals(source: str, text: str, words: list[str], why: str) -> Iterator[Statement]:
    for number, word in enumerate(words, 1):
        start = text.index(word)
        span = Span(source, start, start + len(word))
        read = Assertion("service", "health.insulin", span, word, 0.9, why, detail={"name": word})
        yield Statement(f"S{number}", source, "individual", "asserted", "passport", span, (read,))


def forms(word: str) -> Iterator[bytes]:
    """The ways in which a word may stand in bytes."""
    for form in ("utf-8", "utf-16-le", "utf-16-be", "cp1251"):
        plain = word.encode(form)
        yield plain
        for shift in range(3):  # base64 of it, wherever it begins: without the letters that hold bits of neighbours
            yield base64.b64encode(b"\0" * shift + plain)[4 * (shift > 0) :][:-4]
    yield word.encode("unicode_escape")


def found(words: tuple[str, ...], pieces: Iterator[tuple[str, bytes]]) -> dict[str, set[str]]:
    """Return the words that stand in some piece, each with the names of the pieces."""
    patterns = {form: word for word in words for form in forms(word)}
    listed = list(patterns)
    search, hits = BytesAhoCorasick(listed), dict[str, set[str]]()
    for name, data in pieces:
        for index, _, _ in search.find_matches_as_indexes(data):
            hits.setdefault(patterns[listed[index]], set()).add(name)
    return hits


def everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a folder as it is, the store page by page, and each table and index as the store itself gives it."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes()
    key = database_key(folder)
    for name in ("casebook.db", "casebook.db-wal"):
        yield from ((f"page of {name}", page) for page in pages(folder / name, key))
    yield from (("row", row) for row in rows(folder))


def database_key(folder: Path) -> str:
    return derive(unlock((folder / "key.json").read_bytes(), PASSPHRASE)).database


def pages(path: Path, key: str) -> Iterator[bytes]:
    """Open every page of the store or its journal, used or not."""
    data = path.read_bytes() if path.exists() else b""
    head, step, skip = (32, PAGE + 24, 24) if path.name.endswith("-wal") else (0, PAGE, 0)
    for at in range(head, len(data) - step + 1, step):
        page = data[at + skip : at + step]
        numbered_one = int.from_bytes(data[at : at + 4], "big") == 1 if skip else at == 0
        sealed = page[16 if numbered_one else 0 : PAGE - RESERVED]
        iv = page[PAGE - RESERVED :][:IV]
        opening = Cipher(algorithms.AES(bytes.fromhex(key)), modes.CBC(iv)).decryptor()
        yield opening.update(sealed) + opening.finalize()


def rows(folder: Path) -> Iterator[bytes]:
    """Every value of every table, from an open copy that is removed again."""
    with tempfile.TemporaryDirectory() as home:
        plain = Path(home) / "plain.db"
        store = dbapi2.connect(str(folder / "casebook.db"))
        store.execute(f"PRAGMA key = \"x'{database_key(folder)}'\"")
        store.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
        store.execute("SELECT sqlcipher_export('plain')")
        store.close()
        yield plain.read_bytes()
        copy = sqlite3.connect(plain)
        for (table,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in copy.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - the store's own names
                yield b"\n".join(one if isinstance(one, bytes) else str(one).encode() for one in row)
        copy.close()


def payloads(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every payload that still opens with a key of the keyring."""
    with opened(folder) as casebook:
        for entry, payload in opening_entries(casebook):
            yield entry, str(payload).encode()


def opening_entries(casebook: Casebook) -> Iterator[tuple[str, dict[str, Any]]]:

    for _, _, sealed in list(sealed_entries(casebook._alias)):
        try:
            yield sealed.hash, casebook._journal.payload(sealed.hash)
        except SourceUnknown:
            continue


def unpacked(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """A file, and what lies in it when it is an archive."""
    yield name, data
    if zipfile.is_zipfile(BytesIO(data)):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from unpacked(archive.read(member), f"{name}/{member}")

"""Casebooks for the tests: made once with a cheap key file, then copied.

Invented words only. The cost of the key file is the lowest that a reader accepts, so that opening takes no second.
"""

import atexit
import functools
import secrets
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from argon2.low_level import Type, hash_secret_raw

import svidok.casebook
from svidok.casebook import open_casebook
from svidok.model import Assertion, Attribution, Block, Consent, Incident, Span, Statement, TextLayer
from svidok.review import accept, change, correct, drawn, passages, reject
from svidok.sealing.keyfile import Cost, KeyFile
from svidok.sealing.keys import unlock
from svidok.sealing.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from svidok.casebook.store import Casebook

PASSPHRASE = "сім сухих слив на столі"
NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
WORDS = "Без паспорта інсулін не дали. Потім не виплатили пенсію, бо не було паспорта."
LAYER = TextLayer(WORDS, (Block(0, 29, "paragraph", "paragraph 1"), Block(30, len(WORDS))), notes=("pages: 1",))


def cheap_key_file(secret: bytes) -> bytes:
    cost, salt = Cost(memory_kib=8 * 1024, passes=1, lanes=1), secrets.token_bytes(16)
    key = hash_secret_raw(PASSPHRASE.encode(), salt, cost.passes, cost.memory_kib, cost.lanes, 32, Type.ID)
    return KeyFile(cost, salt, wrap(key, secret, KeyFile(cost, salt, b"").bound_to())).to_bytes()


@functools.cache
def _empty() -> Path:
    home = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    folder = home / "empty"
    svidok.casebook.create(folder, PASSPHRASE, coder="o.k", now=NOW).close()
    key = folder / "key.json"
    key.write_bytes(cheap_key_file(unlock(key.read_bytes(), PASSPHRASE)))
    return folder


@functools.cache
def _full() -> Path:
    return undrawn(_empty().with_name("full"), fill)


def undrawn(folder: Path, filling: "Callable[[Casebook], object]") -> Path:
    """A filled casebook of whose few passages none is drawn to be coded blind: ids are random, so it is tried again."""
    while True:
        shutil.copytree(_empty(), folder)
        with opened(folder) as casebook:
            filling(casebook)
            spans = [span for one in casebook.sources() for span in passages(one.layer, one.id)]
            if not drawn(spans, casebook.lot_key):
                return folder
        shutil.rmtree(folder)


def empty(to: Path) -> Path:
    """A casebook without sources, in a folder of its own."""
    return Path(shutil.copytree(_empty(), to / "casebook"))


def full(to: Path) -> Path:
    """A casebook with something of every kind."""
    return Path(shutil.copytree(_full(), to / "casebook"))


def opened(folder: Path) -> "Casebook":
    return open_casebook(folder, PASSPHRASE)


def statements(source: str) -> list[Statement]:
    def read(slot: str, value: str, quote: str, **detail: str) -> Assertion:
        start = WORDS.index(quote)
        return Assertion(slot, value, Span(source, start, start + len(quote)), quote, 1.0, "lexicon", detail=detail)

    def one(name: str, scene: tuple[int, int], *assertions: Assertion) -> Statement:
        teller = Attribution("Галина", "witness", Span(source, 0, 3))
        place = Span(source, *scene)
        return Statement(name, source, "individual", "asserted", "passport", place, assertions, (teller,))

    return [
        one("S1", (0, 29), read("service", "health.insulin", "інсулін"), read("coercion", "x.y", "Без паспорта")),
        one("S2", (30, len(WORDS)), read("service", "social.pension", "пенсію", name_en="pension")),
    ]


def incident(source: str) -> Incident:
    return Incident("i1", (f"{source}/S1",), ("o1",), ("health.insulin",), oblast="Запорізька", reasons=("one scene",))


def fill(casebook: "Casebook") -> None:
    public = Consent(frozenset({"quote"}), frozenset({"public"}), "2030")
    teller = [Attribution("Галина", "witness")]
    first = casebook.preserve(
        "розмова.TXT", WORDS.encode(), kind="interview", consent=public, provenance=teller, now=NOW
    )
    casebook.keep_text(first.source_id, LAYER, NOW)
    second = casebook.preserve("scan.pdf", b"%PDF-1.7 no text", kind="document", now=NOW)
    casebook.keep_failure(second.source_id, "SV231", NOW)
    casebook.add_coder("m.t", NOW)
    proposed = statements(first.source_id)
    casebook.propose(first.source_id, proposed, "rules 1", NOW)
    casebook.decide(accept(proposed[0], "o.k", "2026-03-01T10:00:00Z"), NOW)
    casebook.decide(reject(proposed[0], "m.t", "2026-03-01T10:00:00Z"), NOW)
    group = change(proposed[1], "level", "group")
    casebook.decide(correct(proposed[1], [group], "o.k", "2026-03-01T10:00:00Z"), NOW)
    casebook.link([incident(first.source_id)], NOW)

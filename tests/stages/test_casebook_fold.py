"""The ledger is the truth: the tables can be thrown away and come back the same."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from tests.stages.casebook_samples import LAYER, NOW, full, opened

from svidok.casebook import journal, tables
from svidok.casebook.fold import FOLDS, Drop, Entry, Put, fold, replay
from svidok.casebook.models import DERIVED
from svidok.errors import StrandBroken
from svidok.ledger.header import Header
from svidok.ledger.kinds import KINDS


def entry(kind: str, source: str = "a" * 32, seq: int = 1) -> Entry:
    header = Header(
        casebook="c" * 32,
        device="d" * 32,
        seq=seq,
        prev="0" * 64,
        seen={},
        at="2026-03-01T09:30:00Z",
        clock="unsynced",
        kind=kind,
        source=source,
        box_hash="0" * 64,
        box_size=512,
        commitment="0" * 64,
        codebook="",
    )
    return Entry(header, f"{seq:064x}")


def test_rebuilt_tables_are_the_same_to_the_byte(tmp_path: Path) -> None:
    with opened(full(tmp_path)) as casebook:
        before = casebook.dump()
        assert before.count(b"\n") > 12
        casebook.rebuild()
        assert casebook.dump() == before
        assert casebook.verify().exit_code == 1


def test_a_rebuild_mends_tables_that_somebody_changed(tmp_path: Path) -> None:
    with opened(full(tmp_path)) as casebook:
        before = casebook.dump()
        alias = next(name for name in connections.settings if name.startswith("casebook_"))
        for model in DERIVED:
            model.objects.using(alias).all().delete()
        assert casebook.dump() == b""
        casebook.rebuild()
        assert casebook.dump() == before


def test_an_interrupted_rebuild_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(full(tmp_path)) as casebook:
        before = casebook.dump()

        def broken(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(tables, "write", broken)
        with pytest.raises(KeyboardInterrupt):
            casebook.rebuild()
        monkeypatch.undo()
        assert casebook.dump() == before


def test_an_entry_and_its_rows_go_in_together_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(full(tmp_path)) as casebook:
        before, entries = casebook.dump(), casebook.verify().entries

        def broken(*_: object) -> None:
            raise StrandBroken(seq=1, after=1, device="", why="a test")

        monkeypatch.setattr(journal, "write", broken)
        with pytest.raises(StrandBroken):
            casebook.preserve("new.txt", b"new", kind="chat", now=NOW)
        monkeypatch.undo()
        assert (casebook.dump(), casebook.verify().entries) == (before, entries)
        assert casebook.verify().notes  # the object was written first, and belongs to nothing
        assert not casebook.preserve("new.txt", b"new", kind="chat", now=NOW).known


def test_kinds_without_a_table_change_nothing() -> None:
    silent = KINDS - FOLDS.keys()
    assert silent == {"release.approved", "disclosure.made", "identity.opened"}
    assert [fold(entry(kind), {}) for kind in silent] == [[]] * len(silent)


def test_the_key_of_an_original_reaches_no_table() -> None:
    payload: dict[str, Any] = dict.fromkeys(("name", "format", "sha256", "provenance", "by", "fingerprint"), "x")
    payload |= {"size": 1, "kind": "chat", "object": "o", "consent": {}, "key": "topsecret"}
    assert "topsecret" not in str(fold(entry("source.preserved"), payload))


def test_a_new_reading_takes_the_place_of_the_old() -> None:
    def proposal(*names: str) -> dict[str, Any]:
        return {"reader": "r", "statements": [{"statement": name, "date": []} for name in names]}

    kind = "statement.proposed"
    other = entry(kind, "b" * 32, 2)
    found = replay([(entry(kind), proposal("S1", "S2")), (other, proposal("S1")), (entry(kind, seq=3), proposal("S2"))])
    assert sorted(found["statements"]) == ["a" * 32 + "/S2", "b" * 32 + "/S1"]


def test_a_text_drops_what_was_read_before_it() -> None:
    changes = fold(entry("text.read"), {"layer": {"text": LAYER.text}, "failure": ""})
    assert changes[:3] == [Drop(table, "a" * 32) for table in ("assertions", "statements", "answers")]
    assert isinstance(changes[3], Put)


def test_replay_forgets_what_was_dropped_and_leaves_no_empty_table() -> None:
    linked = {"incidents": [{"id": "i1"}]}
    found = {"findings": [{"incident": "i1", "norm": "n"}]}
    entries = [(entry("incident.linked"), linked), (entry("finding.made", seq=2), found)]
    assert replay(entries).keys() == {"incidents", "findings"}
    assert replay([*entries, (entry("incident.linked", seq=3), {"incidents": []})]) == {}

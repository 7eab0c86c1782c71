"""An erased source is gone from everything that the casebook can reach, and nothing else is."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.stages.casebook_samples import NOW, PASSPHRASE, empty, full, incident, opened
from tests.stages.cli_samples import call, secret
from tests.stages.erasing_samples import (
    Marked,
    everything,
    found,
    marks,
    opening_entries,
    payloads,
    told,
    unpacked,
)

from svidok.casebook import erasing, verify_folder
from svidok.casebook.models import KeyRow, LedgerRow, SourceRow
from svidok.casebook.report import Held
from svidok.casebook.store import Casebook
from svidok.casebook.verify import replayed
from svidok.errors import ReasonRefused, SourceErased, SourceUnknown
from svidok.model import Element, Finding, Span
from svidok.review import Fit

WHY = "the person asked for it"
GONE_WHOLE = {"incidents", "findings", "fits", "erased"}
STEPS = ("_recorded", "_keys_gone", "_objects_gone", "_rewritten", "_truncated", "_settled")
CHILD = """
import os, signal, sys
from pathlib import Path
from svidok.casebook import erasing
from tests.stages.casebook_samples import opened

folder, source, step, when = sys.argv[1:]
made = getattr(erasing, step)

def killed(*given, **named):
    if when == "after":
        made(*given, **named)
    os.kill(os.getpid(), signal.SIGKILL)

def inside(connection, steps):
    left = iter(range(steps))
    def tick():
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0
    connection.set_progress_handler(tick, 1)

with opened(Path(folder)) as casebook:
    if when.isdigit():
        from django.db import connections
        def begun(*given, **named):
            inside(connections[casebook._alias].connection, int(when))
            return made(*given, **named)
        setattr(erasing, step, begun)
    else:
        setattr(erasing, step, killed)
    casebook.erase(source, "the person asked for it")
    print("acknowledged", flush=True)
"""


@pytest.fixture(scope="module")
def _book(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Marked]:
    folder = empty(tmp_path_factory.mktemp("marked"))
    with opened(folder) as casebook:
        return folder, told(casebook, marks(random.Random()))


@pytest.fixture
def book(_book: tuple[Path, Marked], tmp_path: Path) -> tuple[Path, Marked]:
    return Path(shutil.copytree(_book[0], tmp_path / "book")), _book[1]


def rows_of_others(casebook: Casebook, marked: Marked) -> list[str]:
    lines = casebook.dump().decode().splitlines()
    return [one for one in lines if json.loads(one)[0] not in GONE_WHOLE and marked.source not in one]


def assert_erased(folder: Path, marked: Marked) -> None:
    """The casebook opens, is whole, holds no word of the source and is what its ledger gives."""
    report = verify_folder(folder, PASSPHRASE)
    assert report.exit_code == 1, report.say()
    assert any(f"source {marked.source} was erased" in note for note in report.notes)
    assert not any("belong to no entry" in note for note in report.notes)
    with opened(folder) as casebook:
        before = casebook.dump()
        casebook.rebuild()
        assert casebook.dump() == before
        assert set(casebook.erased()) == {marked.source}
        assert [one.id for one in casebook.sources()] == list(marked.others)
        assert not erasing.interrupted(casebook._alias, casebook._folder, casebook._keyring)
    assert found(marked.words, everything(folder)) == {}


def test_none_of_200_words_is_left_in_anything_that_can_be_reached(
    book: tuple[Path, Marked], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, marked = book
    home = tmp_path / "temporary"
    home.mkdir()
    before = found(marked.words, everything(folder))
    readable = found(marked.words, payloads(folder))
    # the search finds what is there; what a second reading took the place of stands in its box alone
    assert (len(marked.words), len(readable)) == (200, 200)
    assert len(before) >= 195
    with opened(folder) as casebook:
        monkeypatch.setenv("TMPDIR", str(home))
        monkeypatch.setenv("SQLITE_TMPDIR", str(home))
        done = casebook.erase(marked.source, WHY, NOW)
        while_open = found(marked.words, everything(folder))
        monkeypatch.undo()
        with (tmp_path / "strands.zip").open("wb") as file:
            casebook.export_strands(file, originals=True, now=NOW)
    assert (done.clean, done.unlinked, done.fits, done.keys, done.objects) == (True, True, 1, 3, 1)
    assert list(home.iterdir()) == []
    export = (tmp_path / "strands.zip").read_bytes()
    left = {
        "while open": while_open,
        "files, pages, rows": found(marked.words, everything(folder)),
        "payloads that open": found(marked.words, payloads(folder)),
        "export": found(marked.words, unpacked(export, "export")),
    }
    print(
        f"marked words {len(marked.words)}; before, open {len(before)}, in boxes {len(readable)};",
        {name: len(hits) for name, hits in left.items()},
    )
    assert not any(left.values()), left
    assert_erased(folder, marked)


def test_the_key_and_the_original_are_gone_as_bytes(book: tuple[Path, Marked]) -> None:
    folder, marked = book
    with opened(folder) as casebook:
        key = casebook._keyring.key(marked.source)
        wrapped = bytes(KeyRow.objects.using(casebook._alias).get(id=marked.source).wrapped)
        mine = {one for one in (folder / "objects").iterdir() if one.name not in objects_of(casebook, marked.others)}
        bodies = [path.read_bytes() for path in mine]
        assert any(wrapped in data for _, data in everything(folder))
        casebook.erase(marked.source, WHY, NOW)
    assert len(mine) == 1
    assert not any(path.exists() for path in mine)
    for _, data in everything(folder):
        assert not any(one in data for one in (key, wrapped, *bodies))


def objects_of(casebook: Casebook, sources: tuple[str, ...]) -> set[str]:
    return {casebook._journal.payload(entry)["object"] for entry in entries_of(casebook, sources)}


def entries_of(casebook: Casebook, sources: tuple[str, ...]) -> list[str]:
    return list(SourceRow.objects.using(casebook._alias).filter(id__in=sources).values_list("entry", flat=True))


def test_other_sources_are_unharmed_and_the_strand_is_held_by_a_checkpoint_from_before(
    book: tuple[Path, Marked],
) -> None:
    folder, marked = book
    with opened(folder) as casebook:
        held = Held("before", checkpoint=casebook.checkpoint().checkpoint.to_bytes())
        entries = list(LedgerRow.objects.using(casebook._alias).values_list("header", "signature", "box", "hash"))
        rows = rows_of_others(casebook, marked)
        originals = [casebook.original(one) for one in marked.others]
        casebook.erase(marked.source, WHY, NOW)
        after = list(LedgerRow.objects.using(casebook._alias).values_list("header", "signature", "box", "hash"))
        assert after[:-1] == entries
        assert rows_of_others(casebook, marked) == rows
        assert [casebook.original(one) for one in marked.others] == originals
        report = casebook.verify([held])
        assert (report.damage, report.anchored) == ((), len(entries))
    assert len(rows) > 10


def test_what_was_linked_found_and_learnt_without_it_stays(book: tuple[Path, Marked]) -> None:
    folder, marked = book
    with opened(folder) as casebook:
        other = casebook.statements(source_id=marked.others[0])
        casebook.link([incident(marked.others[0])], NOW)
        casebook.qualify([Finding("i1", "gc4.31", (Element("e1", "met", (other[0].scene,), ""),))], NOW)
        incidents, findings = casebook.incidents(), casebook.findings()
        done = casebook.erase(marked.source, WHY, NOW)
        assert (done.unlinked, done.keys) == (False, 3)
        assert (casebook.incidents(), casebook.findings()) == (incidents, findings)
        assert casebook.fitted() == Fit({"base": 0.1}, 30)  # the one that learnt from it is gone, not the one before
    assert_erased(folder, marked)


def test_an_earlier_linking_does_not_come_back_in_a_rebuild(tmp_path: Path) -> None:
    with opened(full(tmp_path)) as casebook:
        first, second = (one.id for one in casebook.sources())
        casebook.keep_text(second, casebook.layer(first), NOW)
        casebook.link([incident(second)], NOW)
        assert casebook.erase(second, WHY, NOW).unlinked
        assert casebook.incidents() == ()
        casebook.rebuild()
        assert casebook.incidents() == ()
        assert casebook.verify().damage == ()


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_each_step_it_opens_by_itself_and_finishes(book: tuple[Path, Marked], step: str, when: str) -> None:
    folder, marked = book
    assert killed_child(folder, marked, step, when) == ""
    assert_kept_or_erased(folder, marked, erased=(step, when) != ("_recorded", "before"))


@pytest.mark.parametrize(
    ("step", "instructions"), [("_recorded", n) for n in (50, 400, 1500)] + [("_rewritten", n) for n in (20, 200, 1000)]
)
def test_killed_inside_the_transaction_and_inside_the_rewriting(
    book: tuple[Path, Marked], step: str, instructions: int
) -> None:
    folder, marked = book
    assert killed_child(folder, marked, step, str(instructions)) == ""
    assert_kept_or_erased(folder, marked, erased=step == "_rewritten")


def killed_child(folder: Path, marked: Marked, step: str, when: str) -> str:
    """Erase in a process that is killed, and return what it had acknowledged."""
    command = [sys.executable, "-c", CHILD, str(folder), marked.source, step, when]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(("src", "."))}
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=60)
    assert done.returncode == -signal.SIGKILL, done.stderr
    return done.stdout


def assert_kept_or_erased(folder: Path, marked: Marked, *, erased: bool) -> None:
    if erased:
        assert_erased(folder, marked)
        return
    report = verify_folder(folder, PASSPHRASE)
    assert (report.exit_code, report.sources) == (1, len(marked.others) + 1), report.say()
    with opened(folder) as casebook:  # nothing had been acknowledged, and nothing was lost
        assert casebook.original(marked.source)
        assert casebook.erase(marked.source, WHY, NOW).clean
    assert_erased(folder, marked)


def test_what_is_put_back_from_a_backup_goes_again_before_anybody_reads_it(book: tuple[Path, Marked]) -> None:
    folder, marked = book
    backup = {path: path.read_bytes() for path in (folder / "objects").iterdir()}
    with opened(folder) as casebook:
        row = KeyRow.objects.using(casebook._alias).get(id=marked.source)
        casebook.erase(marked.source, WHY, NOW)
        row.save(using=casebook._alias, force_insert=True)
        lost = [path for path in backup if not path.exists()]
        for path in lost:
            path.write_bytes(backup[path])
        named = {(one.what, one.why) for one in casebook.verify().damage}
        assert ("key", "it was erased and is there again") in named
        assert ("original", "it was erased and an object of it is there again") in named
    assert lost
    assert_erased(folder, marked)
    assert not any(path.exists() for path in lost)


def test_a_key_that_no_erasure_names_is_damage_as_before(book: tuple[Path, Marked]) -> None:
    folder, marked = book
    with opened(folder) as casebook:
        casebook.erase(marked.source, WHY, NOW)
        KeyRow.objects.using(casebook._alias).filter(id=marked.others[0]).delete()
        assert ("key", marked.others[0], "it is missing") in {
            (one.what, one.which, one.why) for one in casebook.verify().damage
        }
        with pytest.raises(SourceUnknown):
            replayed(casebook._alias, casebook._keyring)


def test_nothing_can_be_kept_about_an_erased_source(book: tuple[Path, Marked]) -> None:
    folder, marked = book
    with opened(folder) as casebook:
        decided, entries = list(casebook.decisions_by_entry()), casebook.verify().entries
        casebook.erase(marked.source, WHY, NOW)
        stale = Finding("i1", "gc4.31", (Element("e1", "met", (Span(marked.source, 0, 1),), ""),))
        tries = (
            lambda: casebook.link([incident(marked.source)]),  # worked out before, kept after
            lambda: casebook.qualify([stale]),
            lambda: casebook.learn(Fit({"base": 0.9}, 40), decided),
            lambda: casebook.layer(marked.source),
            lambda: casebook.set_consent(marked.source, casebook.sources()[0].consent),
            lambda: casebook.erase(marked.source, WHY),
        )
        for one in tries:
            with pytest.raises(SourceErased):
                one()
        assert casebook.verify().entries == entries + 1


def test_the_same_bytes_again_are_a_new_source_and_no_table_tells_that_they_were_here(
    tmp_path: Path, book: tuple[Path, Marked]
) -> None:
    folder, marked = book
    with opened(folder) as casebook:
        data = casebook.original(marked.source)
        fingerprint = casebook._keyring.fingerprint(data)
        casebook.erase(marked.source, WHY, NOW)
        kept_of_it = found((fingerprint,), everything(folder)) | found((fingerprint,), payloads_open(casebook))
        again = casebook.preserve("again.txt", data, kind="chat", now=NOW)
        assert (again.known, again.source_id != marked.source) == (False, True)
        assert casebook.original(again.source_id) == data
        assert casebook.verify().damage == ()
    assert kept_of_it == {}


def payloads_open(casebook: Casebook) -> Iterator[tuple[str, bytes]]:
    return ((entry, str(payload).encode()) for entry, payload in opening_entries(casebook))


def test_both_originals_go_when_a_damaged_one_was_replaced(tmp_path: Path) -> None:
    folder = full(tmp_path)
    with opened(folder) as casebook:
        source = casebook.sources()[0].id
        data, there = casebook.original(source), set((folder / "objects").iterdir())
        mine = folder / "objects" / objects_of(casebook, (source,)).pop()
        mine.write_bytes(mine.read_bytes()[:-1] + b"!")
        assert casebook.preserve("x", data, kind="interview", now=NOW).known
        assert casebook.erase(source, WHY, NOW).objects == 2
        assert set((folder / "objects").iterdir()) == there - {mine}


def test_a_source_whose_key_is_damaged_can_be_erased(tmp_path: Path) -> None:
    folder = full(tmp_path)
    with opened(folder) as casebook:
        source = casebook.sources()[0].id
        KeyRow.objects.using(casebook._alias).filter(id=source).update(wrapped=b"x" * 60)
        assert casebook.verify().damage
        assert casebook.erase(source, WHY, NOW).objects == 1
        assert casebook.verify().damage == ()


@pytest.mark.parametrize(
    "reason", ["", "  ", "Галина asked", "РОЗМОВА must go", "she said: без паспорта інсулін не", "see розмова.TXT"]
)
def test_a_reason_that_would_outlive_the_source_with_its_words_is_refused(tmp_path: Path, reason: str) -> None:
    with opened(full(tmp_path)) as casebook:
        before = casebook.verify()
        with pytest.raises(ReasonRefused):
            casebook.erase(casebook.sources()[0].id, reason)
        assert casebook.verify() == before


def test_when_another_program_reads_it_the_key_goes_and_the_rest_waits(
    book: tuple[Path, Marked], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, marked = book
    monkeypatch.setattr(erasing, "_truncated", lambda _: False)
    with opened(folder) as casebook:
        assert not casebook.erase(marked.source, WHY, NOW).clean
        assert marked.source not in casebook._keyring.ids()
    monkeypatch.undo()
    assert_erased(folder, marked)


def test_the_command_erases_says_what_it_cannot_reach_and_later_reports_hold_no_word(
    book: tuple[Path, Marked], tmp_path: Path
) -> None:
    folder, marked = book
    key, out = secret(tmp_path), tmp_path / "out"
    done = call("erase", folder, marked.source[:8], "--reason", WHY, "--yes", "--key-file", key)
    assert done.code == 0, done.err
    for said in ("svidok link", "--learn", "backups", "exports", "handed over", "new source"):
        assert said in done.out
    for name in ("link", "qualify"):
        assert call(name, folder, "--key-file", key).code == 0
    for audience in ("draft", "public"):
        assert call("publish", folder, "--audience", audience, "--out", out / audience, "--key-file", key).code == 0
    written = [path for path in out.rglob("*") if path.is_file()]
    assert written
    pieces = (piece for path in written for piece in unpacked(path.read_bytes(), path.name))
    assert found(marked.words, pieces) == {}
    assert found(marked.words, iter([("said", (done.out + done.err).encode())])) == {}
    again = call("erase", folder, marked.source[:8], "--reason", WHY, "--yes", "--key-file", key)
    assert (again.code, again.err[:5]) == (2, "SV480")
    assert call("verify", folder, "--key-file", key).code == 1
    shown = call("preserve", folder, "--list", "--json", "--key-file", key)
    assert marked.source not in shown.out


def test_nobody_is_asked_through_a_pipe_and_no_name_is_a_confirmation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, key = full(tmp_path), secret(tmp_path)
    with opened(folder) as casebook:
        source = casebook.sources()[0].id
    asked = ("erase", folder, source[:8], "--reason", WHY, "--key-file", key)
    refused = call(*asked)
    assert (refused.code, refused.err[:5]) == (2, "SV482")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    for typed, code in (("y", 130), ("", 130), (source[:8], 0)):
        monkeypatch.setattr("typer.prompt", lambda *_, typed=typed, **__: typed)
        done = call(*asked)
        assert done.code == code, typed
        with opened(folder) as casebook:
            assert (source in casebook.erased()) == (code == 0)


def test_the_json_of_an_erasure_names_everything(tmp_path: Path) -> None:
    folder, key = full(tmp_path), secret(tmp_path)
    with opened(folder) as casebook:
        source = casebook.sources()[0].id
    row = call("erase", folder, source, "--reason", WHY, "--yes", "--json", "--key-file", key).rows[0]
    assert (row["source"], row["clean"], row["unlinked"], row["objects"]) == (source, True, True, 1)
    assert len(row["not_reached"]) == 5


def test_keeping_a_file_where_something_was_erased_warns(tmp_path: Path) -> None:
    folder, key, file = full(tmp_path), secret(tmp_path), tmp_path / "new.txt"
    file.write_text("Another account.")
    with opened(folder) as casebook:
        casebook.erase(casebook.sources()[0].id, WHY, NOW)
    kept = call("preserve", folder, file, "--key-file", key)
    assert (kept.code, "make sure" in kept.err) == (0, True)
    known = call("preserve", folder, file, "--key-file", key)
    assert (known.code, "make sure" in known.err) == (0, False)

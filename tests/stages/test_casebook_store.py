"""A casebook keeps what comes in, once, exactly, and nothing of it in the open."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from tests.stages.casebook_samples import LAYER, NOW, PASSPHRASE, WORDS, empty, fill, full, incident, opened, statements

from svidok.casebook import create, open_casebook
from svidok.errors import (
    CasebookBusy,
    CasebookThere,
    CoderUnknown,
    NoCasebook,
    NoTextLayer,
    OriginalDamaged,
    PassphraseTooShort,
    SettlesOwn,
    SourceUnknown,
    SpanMisplaced,
    StatementUnknown,
    StoreRefused,
    TimeUnclear,
    WrongPassphrase,
)
from svidok.model import Attribution, Consent, Finding, Span, TextLayer
from svidok.review import accept, add, change, correct, reject

AT = "2026-03-01T10:00:00Z"


def test_a_new_casebook_is_whole_and_private(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    with create(folder, PASSPHRASE, coder="o.k", now=NOW) as casebook:
        assert casebook.coder == "o.k"
        assert casebook.verify().exit_code == 1
        number = casebook.id
    assert sorted(path.name for path in folder.iterdir()) == ["README.txt", "casebook.db", "key.json", "objects"]
    assert [path.name for path in tmp_path.iterdir()] == ["book"]
    for path in (folder, *folder.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    with open_casebook(folder, PASSPHRASE) as casebook:
        assert casebook.id == number


def test_a_folder_with_something_in_it_becomes_no_casebook(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(CasebookThere):
        create(tmp_path, PASSPHRASE, coder="o.k")
    with pytest.raises(PassphraseTooShort):
        create(tmp_path / "book", "short", coder="o.k")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_what_goes_wrong_while_making_one_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(TimeUnclear):
        create(tmp_path / "book", PASSPHRASE, coder="o.k", now=datetime(2026, 3, 1))
    assert list(tmp_path.iterdir()) == []


def test_only_the_passphrase_opens_it(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    with pytest.raises(WrongPassphrase):
        open_casebook(folder, "вісім сухих слив на столі")
    (folder / "casebook.db").rename(folder / "elsewhere.db")
    with pytest.raises(NoCasebook):
        opened(folder)


def test_the_database_of_another_casebook_is_refused(tmp_path: Path) -> None:
    folder, other = empty(tmp_path), tmp_path / "other"
    create(other, PASSPHRASE, coder="o.k").close()
    (folder / "casebook.db").write_bytes((other / "casebook.db").read_bytes())
    with pytest.raises(StoreRefused):
        opened(folder)


def test_one_casebook_is_open_once_and_two_are_apart(tmp_path: Path) -> None:
    one, two = empty(tmp_path), full(tmp_path / "two")
    with opened(one) as first, opened(two) as second:
        with pytest.raises(CasebookBusy):
            opened(one)
        first.preserve("a.txt", b"only here", kind="chat", now=NOW)
        assert (len(first.sources()), len(second.sources())) == (1, 2)
    with opened(one) as first:
        assert len(first.sources()) == 1


def test_two_programs_write_to_one_casebook(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    child = (
        "import sys; from tests.stages.casebook_samples import opened, NOW; from pathlib import Path\n"
        "with opened(Path(sys.argv[1])) as c:\n"
        "    for n in range(40): c.preserve('x', b'%s %d' % (sys.argv[2].encode(), n % 30), kind='chat', now=NOW)\n"
    )
    command = [sys.executable, "-c", child, str(folder)]
    env = os.environ | {"PYTHONPATH": os.pathsep.join(("src", "."))}
    running = [subprocess.Popen([*command, name], env=env) for name in ("same", "same", "other")]
    assert [one.wait(timeout=120) for one in running] == [0, 0, 0]
    with opened(folder) as casebook:
        assert len(casebook.sources()) == 60
        report = casebook.verify()
    assert report.exit_code == 1, report.say()


def test_bytes_come_back_as_they_came(tmp_path: Path) -> None:
    with opened(empty(tmp_path)) as casebook:
        for data in (b"", b"\0" * 5, WORDS.encode("utf-16"), os.urandom(3_000_000)):
            kept = casebook.preserve("../../etc/x.PDF", data, kind="document", now=NOW)
            assert casebook.original(kept.source_id) == data
            assert casebook.name(kept.source_id) == "x.PDF"
        assert {source.format for source in casebook.sources()} == {"pdf"}
        assert sorted(source.size for source in casebook.sources()) == [0, 5, 156, 3_000_000]


def test_the_same_bytes_are_one_source(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    public = Consent(frozenset({"quote"}), published=True)
    with opened(folder) as casebook:
        first = casebook.preserve("a.txt", b"words", kind="interview", consent=public, now=NOW)
        again = casebook.preserve("b.doc", b"words", kind="chat", now=NOW)
    with opened(folder) as casebook:
        third = casebook.preserve("c.txt", b"words", kind="chat", now=NOW)
        assert not first.known
        assert again.source_id == third.source_id == first.source_id
        assert again.known
        assert third.known
        (source,) = casebook.sources()
        assert (source.kind, source.consent, casebook.name(source.id)) == ("interview", public, "a.txt")
        assert len(list((folder / "objects").iterdir())) == 1


@pytest.mark.parametrize("harm", ["missing", "changed"])
def test_bytes_brought_again_heal_a_damaged_original(tmp_path: Path, harm: str) -> None:
    folder = full(tmp_path)
    with opened(folder) as casebook:
        source = casebook.sources()[0] if casebook.sources()[0].kind == "interview" else casebook.sources()[1]
        for path in (folder / "objects").iterdir():
            path.unlink() if harm == "missing" else path.write_bytes(path.read_bytes()[:-1] + b"?")
        with pytest.raises(OriginalDamaged):
            casebook.original(source.id)
        assert casebook.verify().exit_code == 2
        kept = casebook.preserve("again.txt", WORDS.encode(), kind="chat", now=NOW)
        assert (kept.source_id, kept.known) == (source.id, True)
        assert casebook.original(source.id) == WORDS.encode()
        healed = next(one for one in casebook.sources() if one.id == source.id)
        assert healed == source


def test_bytes_first_text_after(tmp_path: Path) -> None:
    with opened(empty(tmp_path)) as casebook:
        source = casebook.preserve("a.pdf", b"scan", kind="document", now=NOW).source_id
        with pytest.raises(NoTextLayer):
            casebook.layer(source)
        assert casebook.sources()[0].layer.notes == ("no text: not read yet",)
        casebook.keep_failure(source, "SV231", NOW)
        casebook.keep_failure(source, "SV231", NOW)
        assert casebook.sources()[0].layer.notes == ("no text: SV231",)
        casebook.keep_text(source, LAYER, NOW)
        casebook.keep_text(source, LAYER, NOW)
        casebook.keep_failure(source, "SV231", NOW)
        assert casebook.layer(source) == LAYER
        assert casebook.verify().entries == 4
        for lost in (lambda: casebook.layer("0" * 32), lambda: casebook.keep_text("0" * 32, LAYER)):
            with pytest.raises(SourceUnknown):
                lost()


def test_a_text_is_kept_to_the_letter(tmp_path: Path) -> None:
    odd = TextLayer("ї \u0456\u0308 \u200f\r\n\t\0 \U0001f600 é", title="e\u0301")
    with opened(empty(tmp_path)) as casebook:
        source = casebook.preserve("a.txt", b"1", kind="chat", now=NOW).source_id
        casebook.keep_text(source, odd, NOW)
        assert casebook.layer(source) == odd
        casebook.rebuild()
        assert casebook.layer(source) == odd


def test_another_text_drops_what_was_read_from_the_one_before(tmp_path: Path) -> None:
    with opened(full(tmp_path)) as casebook:
        source = casebook.proposals()[0].source
        casebook.keep_text(source, replace(LAYER, text="!" + WORDS), NOW)
        assert casebook.statements() == ()
        assert len(casebook.decisions()) == 3


def test_proposals_must_quote_their_source(tmp_path: Path) -> None:
    with opened(full(tmp_path)) as casebook:
        good = casebook.proposals()[0]
        moved = replace(good.assertions[0], quote="пенсію")
        outside = replace(good.assertions[0], span=Span(good.source, 70, 900))
        bad = [
            replace(good, assertions=(moved,)),
            replace(good, assertions=(outside,)),
            replace(good, scene=Span(good.source, 5, 2)),
            replace(good, scene=Span("z" * 32, 0, 2)),
            replace(good, source="z" * 32),
            replace(good, attribution=(Attribution("x", "witness", Span(good.source, 0, 900)),)),
        ]
        before = casebook.dump()
        for statement in bad:
            with pytest.raises(SpanMisplaced) as caught:
                casebook.propose(good.source, [statement], "rules 2", NOW)
            assert "інсулін" not in str(caught.value)
        assert casebook.dump() == before


def test_proposing_the_same_adds_nothing_and_decisions_stay_with_what_still_stands(tmp_path: Path) -> None:
    with opened(full(tmp_path)) as casebook:
        source = casebook.proposals()[0].source
        entries = casebook.verify().entries
        assert not casebook.propose(source, statements(source), "rules 1", NOW)
        assert casebook.verify().entries == entries
        assert casebook.statements("corrected")[0].id == "S2"
        anew = statements(source)
        anew[0] = replace(anew[0], level="pattern")
        assert casebook.propose(source, anew, "rules 2", NOW)
        assert [(one.id, one.review) for one in casebook.statements()] == [("S1", "unreviewed"), ("S2", "corrected")]


def test_decisions_are_of_known_people_about_what_is_there(tmp_path: Path) -> None:
    with opened(full(tmp_path)) as casebook:
        one, two = casebook.proposals()
        entries = casebook.verify().entries
        with pytest.raises(CoderUnknown):
            casebook.decide(accept(one, "stranger", AT), NOW)
        with pytest.raises(StatementUnknown):
            casebook.decide(accept(replace(one, level="group"), "o.k", AT), NOW)
        with pytest.raises(StatementUnknown):
            casebook.decide(accept(replace(one, id="S9"), "o.k", AT), NOW)
        fix = change(two, "service", "x.y", text=WORDS, quote="пенсію")
        with pytest.raises(SpanMisplaced):
            casebook.decide(correct(two, [replace(fix, quote="інсулін")], "o.k", AT), NOW)
        assert casebook.verify().entries == entries
        assert not casebook.decide(accept(one, "o.k", "2026-04-01T10:00:00Z"), NOW)
        assert casebook.decide(reject(one, "o.k", "2026-04-01T10:00:00Z"), NOW)
        assert casebook.statements("rejected")[0].id == "S1"
        assert casebook.disagreements() == ()


def test_only_a_third_person_settles(tmp_path: Path) -> None:
    with opened(full(tmp_path)) as casebook:
        one = casebook.proposals()[0]
        assert [found.statement for found in casebook.disagreements()] == [one.ref]
        for side in ("o.k", "m.t"):
            with pytest.raises(SettlesOwn):
                casebook.decide(accept(one, side, AT, settles=True), NOW)
        casebook.add_coder("k.b", NOW)
        assert casebook.decide(accept(one, "k.b", AT, settles=True), NOW)
        assert casebook.disagreements() == ()
        assert casebook.decide(reject(one, "k.b", AT, settles=True), NOW)
        assert casebook.statements("rejected")[0].ref == one.ref


def test_threads_share_an_open_casebook(tmp_path: Path) -> None:
    with opened(empty(tmp_path)) as casebook, ThreadPoolExecutor(4) as pool:
        texts = [b"%d" % (number % 25) for number in range(50)]
        kept = list(pool.map(lambda data: casebook.preserve("a", data, kind="chat", now=NOW), texts))
        assert len({one.source_id for one in kept}) == len(casebook.sources()) == 25
        assert casebook.verify().exit_code == 1


def test_what_a_person_adds_is_a_statement(tmp_path: Path) -> None:
    with opened(full(tmp_path)) as casebook:
        source = casebook.proposals()[0].source
        made = add(source, WORDS, [("service", "social.pension", "виплатили пенсію")], "m.t", AT)
        assert casebook.decide(made, NOW)
        assert not casebook.decide(made, NOW)
        assert casebook.statements()[-1].slot("service")[0].span.of(WORDS) == "виплатили пенсію"
        assert casebook.decide(reject(casebook.proposals()[-1], "o.k", AT), NOW)
        assert casebook.disagreements()[-1].coders == ("m.t", "o.k")


def test_a_linking_and_its_findings_take_the_place_of_those_before(tmp_path: Path) -> None:
    with opened(full(tmp_path)) as casebook:
        source = casebook.proposals()[0].source
        finding = Finding("i1", "gc4.31", (), ("dated",))
        assert casebook.incidents() == (incident(source),)
        assert not casebook.link([incident(source)], NOW)
        assert casebook.qualify([finding], NOW)
        assert not casebook.qualify([finding], NOW)
        assert casebook.findings() == (finding,)
        other = replace(incident(source), id="i2", threat=True)
        assert casebook.link([other], NOW)
        assert casebook.incidents() == (other,)
        assert casebook.findings() == ()


def test_consent_can_be_given_and_withdrawn(tmp_path: Path) -> None:
    with opened(full(tmp_path)) as casebook:
        source = casebook.proposals()[0].source
        withdrawn = Consent(withdrawn=True)
        casebook.set_consent(source, withdrawn, NOW)
        assert next(one for one in casebook.sources() if one.id == source).consent == withdrawn
        assert casebook.coders() == ("m.t", "o.k")


def test_no_word_of_a_source_lies_in_the_open(tmp_path: Path) -> None:
    folder = empty(tmp_path)
    with opened(folder) as casebook:
        fill(casebook)
        secrets = [word for text in ("інсулін", "Галина", "розмова", "Запорізька", "SV231") for word in _forms(text)]
        _search(folder, secrets)
        assert (folder / "casebook.db-wal").stat().st_size > 0
    _search(folder, secrets)


def test_importing_the_casebook_starts_no_django() -> None:
    code = "import sys, svidok.casebook; sys.exit('django' in sys.modules)"
    env = os.environ | {"PYTHONPATH": "src"}
    assert subprocess.run([sys.executable, "-c", code], env=env, check=False).returncode == 0


def _forms(word: str) -> list[bytes]:
    return [word.encode("utf-8"), word.encode("utf-16-le"), word.encode("utf-16-be")]


def _search(folder: Path, secrets: list[bytes]) -> None:
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() and path.name != "README.txt" else b""
        assert not [word for word in secrets if word in data], path.name

"""The commands on a casebook: from files to a public table, what is said on the way, and how each call ends."""

import json
import shutil
import stat
from pathlib import Path

import pytest
from tests.stages.casebook_samples import WORDS, empty, full, opened
from tests.stages.cli_samples import SAMPLES, TALK, Called, call, secret

from svidok.model import Consent

ARTICLE = SAMPLES / "articles" / "en-papers-at-the-counter.html"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return empty(tmp_path)


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return secret(tmp_path)


def kept(folder: Path, key: Path, *more: str | Path) -> Called:
    return call("preserve", folder, *more, "--kind", "interview", "--key-file", key)


@pytest.fixture(scope="module")
def _read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("read")
    folder, key = empty(home), secret(home)
    assert kept(folder, key, TALK, ARTICLE, "--allow", "statistics", "--for", "public").code == 0
    assert call("read", folder, "--no-semantic", "--key-file", key).code == 0
    return folder


@pytest.fixture
def told(_read: Path, tmp_path: Path) -> Path:
    """A casebook with two sources that were read and about which nobody has decided."""
    return Path(shutil.copytree(_read, tmp_path / "told"))


def test_new_makes_a_casebook_that_only_its_owner_can_reach(tmp_path: Path, key: Path) -> None:
    done = call("new", tmp_path / "book", "--coder", "o.k", "--key-file", key, "--json")
    assert done.code == 0
    assert done.rows[0]["coder"] == "o.k"
    assert stat.S_IMODE((tmp_path / "book").stat().st_mode) == 0o700
    again = call("new", tmp_path / "book", "--coder", "o.k", "--key-file", key)
    assert (again.code, again.err[:5]) == (2, "SV400")


@pytest.mark.parametrize("coder", ["svidok", "", "Олена Ковач", "O.K", "o k", "../x", "x" * 33])
def test_a_name_or_the_program_itself_is_no_coder(tmp_path: Path, key: Path, coder: str) -> None:
    done = call("new", tmp_path / "book", "--coder", coder, "--key-file", key)
    assert (done.code, done.err[:5]) == (2, "SV464")
    assert not (tmp_path / "book").exists()


def test_a_batch_goes_on_after_broken_files_and_keeps_their_bytes(book: Path, key: Path, tmp_path: Path) -> None:
    broken, hollow = tmp_path / "broken.pdf", tmp_path / "empty.txt"
    broken.write_bytes(b"%PDF-1.7 and no more")
    hollow.touch()
    done = kept(book, key, broken, tmp_path / "missing.txt", hollow, TALK, "--json")
    assert done.code == 1
    by_name = {row["file"]: row for row in done.rows}
    assert [row["file"] for row in done.rows] == ["broken.pdf", "missing.txt", "empty.txt", TALK.name]
    assert {name: row["error"] for name, row in by_name.items() if row["error"]} == {
        "broken.pdf": "SV223",
        "missing.txt": "SV232",
        "empty.txt": "SV220",
    }
    assert not by_name["missing.txt"]["source"]
    with opened(book) as casebook:
        assert casebook.original(by_name["broken.pdf"]["source"]) == broken.read_bytes()
        assert casebook.original(by_name[TALK.name]["source"]) == TALK.read_bytes()
        assert casebook.layer(by_name[TALK.name]["source"]).text == TALK.read_text(encoding="utf-8")


def test_when_nothing_is_kept_the_exit_code_says_so(book: Path, key: Path, tmp_path: Path) -> None:
    assert kept(book, key, tmp_path / "missing.txt").code == 2
    assert (kept(book, key).code, kept(book, key).err[:5]) == (2, "SV472")


def test_the_same_file_twice_is_one_source(book: Path, key: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(TALK, tmp_path / "copy.txt"))
    assert "already there" not in kept(book, key, TALK).out
    done = kept(book, key, copy)
    assert (done.code, "already there" in done.out) == (0, True)
    assert len(call("preserve", book, "--list", "--json", "--key-file", key).rows) == 1


def test_consent_is_kept_as_it_was_given(book: Path, key: Path) -> None:
    given = ("--allow", "statistics", "--allow", "quoting", "--for", "public", "--until", "2030")
    assert kept(book, key, TALK, *given).code == 0
    with opened(book) as casebook:
        consent = casebook.sources()[0].consent
    assert consent == Consent(frozenset({"statistics", "quoting"}), frozenset({"public"}), "2030")


@pytest.mark.parametrize(
    ("option", "value", "code"),
    [
        ("--allow", "everything", "SV201"),
        ("--for", "draft", "SV201"),
        ("--for", "all", "SV201"),
        ("--until", "soon", "SV469"),
    ],
)
def test_a_consent_that_nobody_can_give_keeps_nothing(
    book: Path, key: Path, option: str, value: str, code: str
) -> None:
    done = kept(book, key, TALK, option, value)
    assert (done.code, done.err[:5]) == (2, code)
    with opened(book) as casebook:
        assert casebook.sources() == ()


@pytest.mark.parametrize("audience", ["public", "partner", "court"])
def test_a_consent_that_has_ended_lets_nothing_out_from_the_day_after(book: Path, key: Path, audience: str) -> None:
    assert kept(book, key, TALK, "--allow", "statistics", "--for", audience, "--until", "2030-05").code == 0
    assert call("read", book, "--no-semantic", "--key-file", key).code == 0
    with opened(book) as casebook:
        numbers = [one.id for one in casebook.statements()]
    for number in numbers:
        assert call("review", "accept", book, f"{TALK.name}/{number}", "--key-file", key).code == 0
    call("link", book, "--key-file", key)

    def kept_back(day: str) -> tuple[int, int]:
        shown = call("release", book, "--audience", audience, "--as-of", day, "--json", "--key-file", key).rows[0]
        return shown["withheld"].get("consent", 0), sum(shown["listed"].values())

    (last, listed), (after, listed_after) = kept_back("2030-05-31"), kept_back("2030-06-01")
    assert (last, listed_after) == (0, 0)
    assert after > 0
    assert listed > 0 or audience != "court"  # too few to be listed for others


def test_without_an_answer_nothing_is_allowed(book: Path, key: Path) -> None:
    kept(book, key, TALK)
    assert call("preserve", book, "--list", "--key-file", key).out.rstrip().endswith("nothing allowed")
    with opened(book) as casebook:
        assert casebook.sources()[0].consent == Consent()


def test_reading_a_casebook_keeps_proposals_and_decides_nothing(told: Path, key: Path) -> None:
    with opened(told) as casebook:
        before = casebook.statements()
    assert before
    assert {one.review for one in before} == {"unreviewed"}
    again = call("read", told, "--no-semantic", "--key-file", key)
    assert (again.code, again.out.count("as before")) == (0, 2)
    rows = call("read", told, "--no-semantic", "--json", "--key-file", key).rows
    assert [row["statement"] for row in rows] == [one.id for one in before]


def test_a_source_without_text_is_left_out_and_counted(book: Path, key: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and no more")
    kept(book, key, broken)
    done = call("read", book, "--no-semantic", "--key-file", key)
    assert (done.code, "1 sources have no text" in done.err) == (0, True)


def test_what_was_withdrawn_is_not_read_listed_linked_or_sent_out(told: Path, key: Path, tmp_path: Path) -> None:
    done = call("consent", told, TALK.name, "--withdraw", "--key-file", key)
    assert (done.code, "cannot be called back" in done.out) == (0, True)
    rows = call("preserve", told, "--list", "--json", "--key-file", key).rows
    source = next(row["source"] for row in rows if row["withdrawn"])
    for name in ("read --no-semantic", "review list", "link"):
        shown = call(*name.split(), told, "--json", "--key-file", key)
        assert shown.code == 0
        assert shown.rows
        assert source not in shown.out, name
    sheet = tmp_path / "sheet.xlsx"
    assert call("review", "export", told, sheet, "--json", "--key-file", key).rows[0]["rows"] > 0
    assert source[:8] not in str(call("review", "import", told, sheet, "--key-file", key).out)
    assert source not in call("release", told, "--audience", "draft", "--json", "--key-file", key).out


def test_links_and_findings_are_kept_and_made_anew_without_change(told: Path, key: Path) -> None:
    first, second = (call("link", told, "--json", "--key-file", key) for _ in range(2))
    assert first.out == second.out
    assert first.rows
    assert all(not row["reviewed"] for row in first.rows)
    assert "as before" in call("link", told, "--key-file", key).out
    findings = call("qualify", told, "--json", "--key-file", key)
    assert {row["status"] for row in findings.rows} == {"indicated"}
    with opened(told) as casebook:
        assert len(casebook.incidents()) == len(first.rows)
        assert len(casebook.findings()) == len(findings.rows)


def test_nothing_leaves_on_links_older_than_a_decision(told: Path, key: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for later in ("link", "qualify"):
        assert call(later, told, "--key-file", key).code == 0
    assert call("publish", told, "--out", out, "--key-file", key).code == 0
    shutil.rmtree(out)
    assert call("review", "reject", told, f"{TALK.name}/S1", "--key-file", key).code == 0
    for name in ("qualify", "release"):
        assert call(name, told, "--key-file", key).err[:5] == "SV473", name
    done = call("publish", told, "--out", out, "--key-file", key)
    assert (done.code, done.err[:5], out.exists()) == (2, "SV473", False)
    assert call("link", told, "--key-file", key).code == 0  # the findings went with the links
    assert call("release", told, "--key-file", key).code == 0


def test_release_shows_what_is_withheld_and_changes_nothing(told: Path, key: Path) -> None:
    call("link", told, "--key-file", key)
    with opened(told) as casebook:
        before = casebook.verify().head
    done = call("release", told, "--audience", "public", "--json", "--key-file", key).rows[0]
    assert done["totals"]["incidents"] is None
    assert done["listed"] == {"incidents": 0, "patterns": 0, "measures": 0}
    assert "unreviewed" in done["withheld"]
    assert "fewer than" in call("release", told, "--key-file", key).out
    with opened(told) as casebook:
        assert casebook.verify().head == before


@pytest.mark.parametrize("day", ["soon", "2026-13-01", "2026"])
def test_a_day_that_is_none_is_refused(told: Path, key: Path, day: str) -> None:
    assert call("release", told, "--as-of", day, "--key-file", key).err[:5] == "SV469"


def test_publish_writes_private_files_and_with_dry_run_none(told: Path, key: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    call("link", told, "--key-file", key)
    tried = call("publish", told, "--out", out, "--dry-run", "--json", "--key-file", key)
    assert (tried.code, tried.rows[0]["written"], out.exists()) == (0, False, False)
    done = call("publish", told, "--out", out, "--lang", "uk", "--key-file", key)
    assert done.code == 0
    files = {str(path.relative_to(out)): path for path in out.rglob("*") if path.is_file()}
    assert set(files) == set(tried.rows[0]["files"])
    assert "report.html" in files
    assert {stat.S_IMODE(path.stat().st_mode) for path in files.values()} == {0o600}
    assert stat.S_IMODE(out.stat().st_mode) == 0o700


def test_a_public_report_holds_no_word_of_an_unreviewed_source(told: Path, key: Path, tmp_path: Path) -> None:
    call("link", told, "--key-file", key)
    out = tmp_path / "out"
    assert call("publish", told, "--audience", "public", "--out", out, "--key-file", key).code == 0
    with opened(told) as casebook:
        # forty characters of a scene: single words such as "citizen" stand in the codebook too
        said = {casebook.layer(s.source).text[s.scene.start :][:40] for s in casebook.statements()}
        names = casebook.names()
    bodies = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    assert said
    assert not [words for words in said if words.encode() in bodies]
    assert not [one for one in (*names, *names.values()) if one.encode() in bodies]


def test_nothing_is_published_from_a_damaged_casebook(tmp_path: Path, key: Path) -> None:
    folder = full(tmp_path)
    sealed = next(iter((folder / "objects").iterdir()))
    sealed.write_bytes(sealed.read_bytes()[:-1] + b"!")
    done = call("publish", folder, "--out", tmp_path / "out", "--key-file", key)
    assert (done.code, done.err[:5], (tmp_path / "out").exists()) == (2, "SV470", False)


def test_verify_says_in_its_exit_code_what_it_found(tmp_path: Path, key: Path) -> None:
    folder = full(tmp_path)
    whole = call("verify", folder, "--json", "--key-file", key)
    assert (whole.code, whole.rows[0]["anchored"], whole.rows[0]["damage"]) == (1, False, [])
    assert whole.rows[0]["head"] in call("verify", folder, "--key-file", key).out
    sealed = next(iter((folder / "objects").iterdir()))
    sealed.unlink()
    damaged = call("verify", folder, "--json", "--key-file", key)
    assert (damaged.code, damaged.rows[0]["damage"][0]["what"]) == (2, "original")
    key.write_text("not the passphrase")
    assert call("verify", folder, "--key-file", key).code == 3
    assert call("verify", tmp_path / "nowhere", "--key-file", key).code == 3
    key.chmod(0o644)
    closed = call("verify", folder, "--key-file", key)
    assert (closed.code, closed.err[:5]) == (3, "SV462")


def test_rebuild_gives_the_same_tables(tmp_path: Path, key: Path) -> None:
    folder = full(tmp_path)
    done = call("rebuild", folder, "--json", "--key-file", key)
    assert (done.code, done.rows[0]["changed"]) == (0, False)
    assert done.rows[0]["rows"] > 5
    assert "all as before" in call("rebuild", folder, "--key-file", key).out


def test_no_error_repeats_words_of_a_source(tmp_path: Path, key: Path) -> None:
    folder = full(tmp_path)
    name = "розмова.TXT"
    tries = (
        ("review", "correct", folder, f"{name}/S1", "--set", "service=health.insulin", "--words", WORDS[:20] + "!"),
        ("review", "add", folder, name, "--slot", f"service=health.insulin={WORDS[:12]} ні"),
        ("review", "add", folder, name, "--slot", WORDS),
    )
    for arguments in tries:
        done = call(*arguments, "--key-file", key)
        assert done.code == 2, arguments
        assert WORDS[:12] not in done.err + done.out


def test_json_lines_are_json(told: Path, key: Path) -> None:
    for name in ("preserve --list", "review list", "link", "qualify"):
        first, *rest = name.split()
        arguments = (first, rest[0], told) if first == "review" else (first, told, *rest)
        for line in call(*arguments, "--json", "--key-file", key).out.splitlines():
            assert isinstance(json.loads(line), dict)

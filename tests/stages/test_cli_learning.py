"""A casebook on a disk learns from its decisions, and measures what is missed by passages coded blind."""

import io
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from tests.stages.casebook_samples import NOW, empty, opened
from tests.stages.cli_samples import TALK, call, secret

from svidok.casebook.journal import sealed_entries
from svidok.ledger.entry import read
from svidok.model import Assertion, Span, Statement, TextLayer
from svidok.review import accept, drawn, fit_from_plain, lies_in, passages, reject
from svidok.review.blind_page import COLUMNS, MARK
from svidok.review.queue import unsureness
from svidok.review.words import LANGUAGES, words

if TYPE_CHECKING:
    from svidok.casebook.store import Casebook

# One paragraph in three tells what the rules find; ids are random, so each of many paragraphs may be drawn.
TOLD = "У мене просили російський паспорт: без нього мені не дали інсулін, так і сказали в лікарні номер {n}."
PAID = "Без російського паспорта мені не виплатили пенсію, так сказали на пошті номер {n}."
QUIET = "Потім ми довго йшли степом до наступного села, номер {n}, і дорогою не бачили нікого, крім птахів."
PARAGRAPHS = [
    template.format(n=n) + " " + "Ішов густий дощ " * 13 + "." for n in range(30) for template in (TOLD, PAID, QUIET)
]
TEXT = "\n\n".join(PARAGRAPHS)


def proposed(source: str) -> list[Statement]:
    """What a reader would propose that finds every denial and is a little too sure."""
    made = []
    for number, paragraph in enumerate(PARAGRAPHS):
        start = TEXT.index(paragraph)
        for quote, code in (("інсулін", "health.insulin"), ("пенсію", "pension.any")):
            if quote in paragraph:
                at = start + paragraph.index(quote)
                span = Span(source, at, at + len(quote))
                read = Assertion("service", code, span, quote, 0.8, "lexicon")
                scene = Span(source, start, start + len(paragraph))
                made.append(Statement(f"S{number}", source, "individual", "asserted", "passport", scene, (read,)))
    return made


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = empty(tmp_path_factory.mktemp("made"))
    with opened(folder) as casebook:
        casebook.add_coder("m.t", NOW)
        for name in ("one.txt", "two.txt"):
            source = casebook.preserve(name, (name + TEXT).encode(), kind="interview", now=NOW).source_id
            casebook.keep_text(source, TextLayer(TEXT), NOW)
            casebook.propose(source, proposed(source), "rules 1", NOW)
    return folder


@pytest.fixture
def book(_made: Path, tmp_path: Path) -> Path:
    """Two sources of the same words, with sixty proposals each, and two who may decide."""
    return Path(shutil.copytree(_made, tmp_path / "book"))


@pytest.fixture
def key(tmp_path: Path) -> Path:
    return secret(tmp_path)


def share(casebook: "Casebook") -> tuple[Span, ...]:
    spans = [span for one in casebook.sources() for span in passages(one.layer, one.id)]
    return drawn(spans, casebook.lot_key)


def decided(book: Path, count: int) -> None:
    """Insulin is accepted, pensions are rejected."""
    with opened(book) as casebook:
        for one in casebook.proposed()[:count]:
            make = accept if one.values("service") == ("health.insulin",) else reject
            casebook.decide(make(one, "o.k", "2026-03-01T10:00:00Z"), NOW)


def entries(casebook: "Casebook") -> list[tuple[str, str, dict[str, Any]]]:
    """Kind, source and payload of every entry."""
    found = []
    for _, _, sealed in sealed_entries(casebook._alias):
        header = read(sealed.header)
        found.append((header.kind, header.source, casebook._journal.payload(sealed.hash)))
    return found


# Learning


def test_too_few_decisions_are_counted_and_change_nothing(book: Path, key: Path) -> None:
    decided(book, 29)
    with opened(book) as casebook:
        before = casebook.dump(), len(entries(casebook))
    done = call("read", "--learn", "--no-semantic", book, "--key-file", key)
    assert done.code == 2
    assert "SV449: there are 29 decisions" in done.err
    with opened(book) as casebook:
        assert (casebook.dump(), len(entries(casebook))) == before


def test_files_teach_nothing() -> None:
    assert "SV477" in call("read", "--learn", "--no-semantic", TALK).err


def learnt(book: Path, key: Path) -> dict[str, Any]:
    done = call("read", "--learn", "--no-semantic", book, "--json", "--key-file", key)
    assert done.code == 0
    return done.rows[0]


def test_what_is_learnt_is_a_signed_entry_without_words(book: Path, key: Path) -> None:
    decided(book, 40)
    said = learnt(book, key)
    assert (said["decisions"], said["changed"]) == (40, True)
    with opened(book) as casebook:
        kept = [(source, payload) for kind, source, payload in entries(casebook) if kind == "reader.fitted"]
        made = set(casebook.decisions_by_entry())
        assert casebook.verify().exit_code == 1
        before = casebook.dump()
        casebook.rebuild()
        assert casebook.dump() == before
    ((source, payload),) = kept
    assert source, "it has a key of its own, which can be destroyed"
    assert set(payload) == {"fit", "digest", "decisions", "by"}
    assert set(payload["decisions"]) == made
    assert len(made) == 40
    assert fit_from_plain(payload["fit"]).digest == payload["digest"] == said["digest"]
    assert not [word for word in set(TEXT.split()) if len(word) > 4 and word in str(payload)]


def test_the_same_decisions_teach_the_same_everywhere(book: Path, key: Path, tmp_path: Path) -> None:
    decided(book, 40)
    other = Path(shutil.copytree(book, tmp_path / "other"))
    assert learnt(book, key) == learnt(other, key)


def test_later_readings_use_it_and_say_so(book: Path, key: Path) -> None:
    decided(book, 60)
    said = learnt(book, key)
    # what the rules of today make of the text must not matter here: the same proposals come in again
    with opened(book) as casebook:
        assert all(said["learnt"] in name for name in casebook.readers())
        assert casebook.fitted() is not None
    assert "SV449" not in call("read", "--no-semantic", book, "--key-file", key).err
    with opened(book) as casebook:
        assert all(said["learnt"] in name for name in casebook.readers())


def test_the_real_reader_is_scored_by_what_was_learnt(book: Path, key: Path) -> None:
    assert call("read", "--no-semantic", book, "--key-file", key).code == 0
    with opened(book) as casebook:
        first = casebook.proposed()
    assert len(first) >= 60, "the rules read these sentences"
    decided(book, 60)
    with opened(book) as casebook:
        states = {one.ref: one.review for one in casebook.statements()}
    learnt(book, key)
    with opened(book) as casebook:
        second = casebook.proposed()
        assert {one.ref: one.review for one in casebook.statements()} == states, "decisions stand"
    scores: dict[str, list[float]] = {}
    for one in second:
        for act in one.slot("service"):
            scores.setdefault(act.value, []).append(act.score)
            assert 0 <= float(act.detail["read_score"]) <= 1
            assert act.reason.endswith("after the decisions of this casebook")
    insulin, pension = (sum(scores[code]) / len(scores[code]) for code in ("health.insulin", "pension.any"))
    assert insulin > 0.75
    assert pension < 0.4
    assert [one.ref for one in first] == [one.ref for one in second], "numbers of statements stay"
    again = call("read", "--learn", "--no-semantic", book, "--key-file", key)
    assert "as before" in again.out.splitlines()[0], "learning twice from the same decisions adds nothing"


def test_a_withdrawn_source_teaches_nothing(book: Path, key: Path) -> None:
    decided(book, 40)  # all of the first source
    assert call("consent", book, "one.txt", "--withdraw", "--key-file", key).code == 0
    assert "SV449: there are 0 decisions" in call("read", "--learn", book, "--no-semantic", "--key-file", key).err


# The blind share


def exported(book: Path, key: Path, path: Path, *more: str) -> openpyxl.Workbook:
    path.unlink(missing_ok=True)
    done = call("review", "export", book, path, "--lang", "uk", *more, "--key-file", key)
    assert done.code == 0, done.err
    return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))


def cells(workbook: openpyxl.Workbook, page: str) -> list[list[str]]:
    name = words("uk")[page]
    return [[str(cell or "") for cell in row] for row in workbook[name].iter_rows(min_row=3, values_only=True)]


def fill(workbook: openpyxl.Workbook, path: Path, answers: dict[int, dict[str, str]]) -> None:
    page = workbook[words("uk")["sheet_blind"]]
    for at, values in answers.items():
        for name, value in values.items():
            page.cell(at + 3, COLUMNS.index(name) + 1).value = value
    workbook.save(path)


def test_the_sheet_shows_a_tenth_without_proposals_and_holds_those_back(book: Path, key: Path, tmp_path: Path) -> None:
    workbook = exported(book, key, tmp_path / "sheet.xlsx")
    with opened(book) as casebook:
        spans, told = share(casebook), casebook.proposed()
    blind = cells(workbook, "sheet_blind")
    assert [row[0] for row in blind] == [f"{span.source}/{span.start}-{span.end}" for span in spans]
    assert all(TEXT[s.start : s.end] in row[1] for s, row in zip(spans, blind, strict=True))
    assert not [row for row in blind if any(row[2:-1])], "no proposal is shown"
    held = {one.ref for one in told if any(lies_in(one, span) for span in spans)}
    assert {row[0] for row in cells(workbook, "sheet_review")} == {one.ref for one in told} - held
    accepted = exported(book, key, tmp_path / "sheet.xlsx", "--state", "accepted")
    assert words("uk")["sheet_blind"] not in accepted.sheetnames


def answer_all(book: Path, key: Path, path: Path) -> dict[str, Any]:
    """A person finds insulin and pension where they are told, and a threat in the first quiet passage."""
    workbook = exported(book, key, path)
    answers: dict[int, dict[str, str]] = {}
    quiet = 0
    with opened(book) as casebook:
        for at, span in enumerate(share(casebook)):
            said = TEXT[span.start : span.end]
            found = {"інсулін": "health.insulin", "пенсію": "pension.any"}
            codes = [code for word, code in found.items() if word in said]
            quiet += not codes
            if not codes and quiet == 1:
                codes = ["health.medicines"]
            answers[at] = {"service": "; ".join(codes)} if codes else {"decision": "нічого"}
    fill(workbook, path, answers)
    done = call("review", "import", book, path, "--json", "--key-file", key)
    assert done.code == 0, done.err
    assert {row["status"] for row in done.rows if "-" in row["statement"]} == {"applied"}
    return {"told": len(answers) - quiet, "quiet": quiet, "all": len(answers)}


def test_recall_comes_from_the_blind_share_alone(book: Path, key: Path, tmp_path: Path) -> None:
    expected = answer_all(book, key, tmp_path / "sheet.xlsx")
    missed = min(1, expected["quiet"])
    (before,) = call("review", "blind", book, "--json", "--key-file", key).rows
    assert (before["drawn"], before["coded"]) == (expected["all"], expected["all"])
    assert (before["recall"]["hits"], before["recall"]["of"]) == (expected["told"], expected["told"] + missed)
    assert (before["precision"]["hits"], before["precision"]["of"]) == (expected["told"], expected["told"])
    assert before["recall"]["low"] <= before["recall"]["share"] <= before["recall"]["high"]
    assert [one["code"] for one in before["missing"]] == ["health.medicines"] * missed
    decided(book, 60)
    (after,) = call("review", "blind", book, "--json", "--key-file", key).rows
    assert after == before, "what people accept of what was proposed says nothing of what was not"
    with opened(book) as casebook:
        assert casebook.verify().exit_code == 1
        dump = casebook.dump()
        casebook.rebuild()
        assert casebook.dump() == dump
        assert len(casebook.decisions()) == 60, "a blind answer is no decision about a statement"
    again = call("review", "import", book, tmp_path / "sheet.xlsx", "--json", "--key-file", key)
    assert {row["status"] for row in again.rows} == {"unchanged"}
    assert words("uk")["sheet_blind"] not in exported(book, key, tmp_path / "next.xlsx").sheetnames


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_figures_are_said_in_three_languages(book: Path, key: Path, tmp_path: Path, lang: str) -> None:
    none = call("review", "blind", book, "--lang", lang, "--key-file", key)
    assert words(lang)["blind_none"] in none.out
    answer_all(book, key, tmp_path / "sheet.xlsx")
    said = call("review", "blind", book, "--lang", lang, "--key-file", key)
    assert said.code == 0
    assert words(lang)["blind_interval"] in said.out
    assert words(lang)["blind_recall"].split(":")[0] in said.out
    assert "{" not in said.out


def test_who_has_seen_a_proposal_is_not_blind_to_it(book: Path, key: Path, tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    workbook = exported(book, key, path)
    with opened(book) as casebook:
        spans = share(casebook)
        one = next(s for s in casebook.proposed() if any(lies_in(s, span) for span in spans))
        casebook.decide(accept(one, "o.k", "2026-03-01T10:00:00Z"), NOW)
    at = next(n for n, span in enumerate(spans) if lies_in(one, span))
    fill(workbook, path, {at: {"service": "health.insulin"}})
    done = call("review", "import", book, path, "--json", "--key-file", key)
    assert [row["error"] for row in done.rows if row["status"] == "refused"] == ["SV447"]
    assert call("review", "blind", book, "--json", "--key-file", key).rows[0]["seen"] == 1
    other = call("review", "import", book, path, "--coder", "m.t", "--json", "--key-file", key)
    assert "applied" in {row["status"] for row in other.rows}
    third = call("review", "import", book, path, "--json", "--key-file", key)
    assert [row["error"] for row in third.rows if row["status"] == "refused"] == ["SV446"]
    unknown = call("review", "import", book, path, "--coder", "q.q", "--json", "--key-file", key)
    assert [row["error"] for row in unknown.rows if row["status"] == "refused"] == ["SV410"]


def test_a_passage_that_everybody_has_seen_waits_for_nobody(book: Path, key: Path, tmp_path: Path) -> None:
    with opened(book) as casebook:
        spans = share(casebook)
        one = next(s for s in casebook.proposed() if any(lies_in(s, span) for span in spans))
        for coder in casebook.coders():
            casebook.decide(accept(one, coder, "2026-03-01T10:00:00Z"), NOW)
    blind = cells(exported(book, key, tmp_path / "sheet.xlsx"), "sheet_blind")
    assert len(blind) == len(spans) - 1


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"decision": "знайдено"}, "SV445"),
        ({"decision": "нічого", "service": "health.insulin"}, "SV445"),
        ({"decision": "мабуть"}, "SV445"),
        ({"service": "health.insuline"}, "SV201"),
        ({"context": "інше", "decision": "нічого"}, "SV442"),
        ({"id": "x/0-9", "decision": "нічого"}, "SV441"),
        ({MARK: "", "decision": "нічого"}, "SV442"),
    ],
)
def test_a_wrong_answer_is_named_and_not_kept(
    book: Path, key: Path, tmp_path: Path, answer: dict[str, str], code: str
) -> None:
    path = tmp_path / "sheet.xlsx"
    workbook = exported(book, key, path)
    fill(workbook, path, {0: answer, 1: {"decision": "ничего"}})
    done = call("review", "import", book, path, "--json", "--key-file", key)
    assert done.code == 1
    assert [row["error"] for row in done.rows if row["error"]] == [code]
    with opened(book) as casebook:
        assert len(casebook.answers()) == 1


def test_another_text_layer_forgets_answers_about_the_old(book: Path, key: Path, tmp_path: Path) -> None:
    answer_all(book, key, tmp_path / "sheet.xlsx")
    with opened(book) as casebook:
        source = casebook.answers()[0].passage.source
        casebook.keep_text(source, TextLayer("Інший текст."), NOW)
        assert {one.passage.source for one in casebook.answers()} == set(casebook.names()) - {source}


def test_a_withdrawn_source_leaves_the_share(book: Path, key: Path, tmp_path: Path) -> None:
    answer_all(book, key, tmp_path / "sheet.xlsx")
    (before,) = call("review", "blind", book, "--json", "--key-file", key).rows
    call("consent", book, "one.txt", "--withdraw", "--key-file", key)
    (after,) = call("review", "blind", book, "--json", "--key-file", key).rows
    assert after["drawn"] < before["drawn"]


def test_the_least_sure_are_on_top_of_the_sheet(book: Path, key: Path, tmp_path: Path) -> None:
    with opened(book) as casebook:
        for source in casebook.names():
            told = [
                replace(one, assertions=(replace(one.assertions[0], score=0.5 + number % 7 / 14),))
                for number, one in enumerate(proposed(source))
            ]
            casebook.propose(source, told, "rules 2", NOW)
        bands = {one.ref: min(9, int(unsureness(one) * 10 + 1e-9)) for one in casebook.proposed()}
    rows = cells(exported(book, key, tmp_path / "sheet.xlsx"), "sheet_review")
    shown = [bands[row[0]] for row in rows]
    assert len(set(shown)) > 1
    assert shown == sorted(shown, reverse=True)


def test_every_page_of_words_says_the_same_things() -> None:
    assert len({frozenset(words(lang)) for lang in LANGUAGES}) == 1

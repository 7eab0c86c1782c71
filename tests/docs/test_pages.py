"""Pages that are printed from the program say what the program says now."""

import doctest
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

import svidok

ROOT = Path(__file__).parents[2]


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("write_docs", ROOT / "scripts" / "write_docs.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["cli.md", "errors.md", "api.md"])
def test_the_page_is_as_the_program_is(name: str) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert page == script().PAGES[name]().rstrip() + "\n", "run: python scripts/write_docs.py"


def test_every_command_promises_its_exit_codes_and_shows_an_example() -> None:
    for name, command in script().commands():
        if getattr(command, "commands", None) or name == "svidok":
            continue
        said = " ".join((command.help or "").split())
        assert re.search(r"Exit codes: 0 \w", said), name
        assert "Example" in said, name
        assert f"{name} " in said or said.endswith(name), name


def test_every_command_speaks_json_or_prints_a_report() -> None:
    for name, command in script().commands():
        if not getattr(command, "commands", None) and name != "svidok":
            assert "json" in {parameter.name for parameter in command.params}, name


def test_links_between_pages_lead_somewhere() -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_example_of_the_package_runs() -> None:
    failed, tried = doctest.testmod(svidok)
    assert tried >= 3
    assert not failed

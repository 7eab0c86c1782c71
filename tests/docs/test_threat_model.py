"""The threat model names tests that exist, and says for every threat what is done, what is not, and what shows it."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PARTS = ("Today", "Not", "Test")
THREATS = dict(re.findall(r"^## (T\d+)\. .+?\n(.*?)(?=^## )", PAGE, re.MULTILINE | re.DOTALL))
NAMED = re.findall(r"`(tests/[^`]+?\.py)(?:::(\w+))?`", PAGE)


def parts(threat: str) -> dict[str, str]:
    found = re.findall(r"^\*\*(\w+)\.\*\* (.*?)(?=^\*\*|\Z)", threat, re.MULTILINE | re.DOTALL)
    return {name: " ".join(text.split()) for name, text in found}


def test_there_are_twenty_threats() -> None:
    assert list(THREATS) == [f"T{number}" for number in range(1, 21)]


@pytest.mark.parametrize("name", THREATS)
def test_every_threat_has_three_parts(name: str) -> None:
    said = parts(THREATS[name])
    assert tuple(said) == PARTS
    assert all(len(said[part]) > 20 for part in PARTS[:2])
    assert re.search(r"`(tests/|make )", said["Test"]) or said["Test"] == "None."


@pytest.mark.parametrize(("path", "function"), sorted(set(NAMED)))
def test_every_test_that_is_named_exists(path: str, function: str) -> None:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert not function or function in functions


def test_every_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"`make ([\w-]+)`", PAGE))
    assert targets
    assert targets <= set(re.findall(r"^([\w-]+):", MAKEFILE, re.MULTILINE))


def test_tests_are_named_in_no_other_way() -> None:
    """A name that this page's reader cannot follow would be checked by nobody."""
    assert len(re.findall(r"test_\w+", PAGE)) == sum(
        len(re.findall(r"test_\w+", "::".join(pair))) for pair in re.findall(r"`(tests/[^`]+?\.py)(?:::(\w+))?`", PAGE)
    )
    assert len(NAMED) > 60


def test_the_page_can_be_printed() -> None:
    assert len(PAGE.splitlines()) < 300

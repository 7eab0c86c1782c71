"""Every example in a docstring runs, and every command's help has one."""

import doctest
import importlib
import pkgutil
from collections.abc import Iterator

import pytest
import typer

import svidok
from svidok.cli import COMMANDS

# Django modules need a casebook that is open; their stories are told in tests/stages.
_NEEDS_DJANGO = ("svidok.casebook.models", "svidok.casebook.migrations", "svidok.casebook.backend")


def modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(svidok.__path__, "svidok."):
        if not found.name.startswith(_NEEDS_DJANGO) and not found.name.endswith("__main__"):
            yield found.name


@pytest.mark.parametrize("name", sorted(modules()))
def test_examples_run(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert not failed


def test_there_are_examples() -> None:
    tried = sum(doctest.testmod(importlib.import_module(name)).attempted for name in modules())
    assert tried >= 60


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_an_example(name: str) -> None:
    command = typer.main.get_command(importlib.import_module(f"svidok.cli.{name}").app)
    assert "Example" in (command.help or "")
    assert COMMANDS[name].endswith(".")

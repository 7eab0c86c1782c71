"""Write the pages of `docs/` that are printed from the program itself: `cli.md`, `errors.md`, `api.md`.

    python scripts/write_docs.py            writes them
    python scripts/write_docs.py --check    says which are not as the program is, and exits with 1

A test compares them, so the pages cannot drift from what the program says.
"""

import importlib
import inspect
import os
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ |= {"COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"}

import typer

import svidok
from svidok.cli import COMMANDS
from svidok.cli import app as whole
from svidok.errors import SvidokError

DOCS = Path(__file__).parents[1] / "docs"
WIDTH = 100


def cli_page() -> str:
    """Return the page of commands: the help of each, as it is printed."""
    parts = ["# Commands", "", "Printed from the help of the program by `scripts/write_docs.py`.", ""]
    for name, command in commands():
        parts += [f"## {name}", "", "```text", help_of(name, command), "```", ""]
    return "\n".join(parts)


def commands() -> Iterator[tuple[str, Any]]:
    """Yield every command and sub-command with its full name."""
    yield "svidok", typer.main.get_command(whole)
    for name in COMMANDS:
        command = typer.main.get_command(importlib.import_module(f"svidok.cli.{name}").app)
        yield f"svidok {name}", command
        for sub, inner in getattr(command, "commands", {}).items():
            yield f"svidok {name} {sub}", inner


def help_of(name: str, command: Any) -> str:
    """Return the help of a command as it is printed at a fixed width."""
    context = command.context_class(command, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH)
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


def errors_page() -> str:
    """Return the page of errors: what each says and what to do."""
    parts = [
        "# Errors",
        "",
        "Codes stay for ever. What stands in braces is filled in with ids, names of files and positions, never with",
        "words of a source. Printed from the program by `scripts/write_docs.py`.",
        "",
    ]
    for error in errors():
        means = inspect.getdoc(error) or ""
        says = [f"**{error.say}**", "", f"*Do:* {error.do}."]
        parts += [f"## {error.code} {error.__name__}", "", means.split("\n\n")[0], "", *says, ""]
    return "\n".join(parts)


def errors() -> list[type[SvidokError]]:
    """Return every error class of the program, by code."""
    for found in pkgutil.walk_packages(svidok.__path__, "svidok."):
        # the tables need a casebook; the worker is a program of its own
        if not found.name.startswith("svidok.casebook.") and not found.name.endswith(("_worker", "__main__")):
            importlib.import_module(found.name)
    known: set[type[SvidokError]] = set()
    waiting: list[type[SvidokError]] = [SvidokError]
    while waiting:
        known.add(one := waiting.pop())
        waiting += one.__subclasses__()
    return sorted((one for one in known if one.__module__.startswith("svidok")), key=lambda one: one.code)


def api_page() -> str:
    """Return the page of the Python API: each name with its signature and docstring."""
    parts = [
        "# Python API",
        "",
        "Printed from the docstrings by `scripts/write_docs.py`; every example runs as a test.",
        "",
    ]
    parts += ["```python", "import svidok", "```", ""]
    for name in sorted(svidok.__all__, key=str.lower):
        thing = getattr(svidok, name)
        signature = f"svidok.{name}{_signature(thing)}"
        parts += [f"## {name}", "", "```python", signature, "```", ""]
        parts += [*_doc(thing), ""]
    return "\n".join(parts)


def _signature(thing: Any) -> str:
    if inspect.isclass(thing) and issubclass(thing, Exception):
        return ""
    return str(inspect.signature(thing)).replace("svidok.model.", "").replace("svidok.casebook.store.", "")


def _doc(thing: Any) -> Iterator[str]:
    """Yield a docstring as Markdown: its examples become blocks."""
    inside = False
    for line in (inspect.getdoc(thing) or "").split("\n"):
        if line.startswith(">>>") and not inside:
            inside = True
            yield "```pycon"
        elif not line and inside:
            inside = False
            yield "```"
        yield line
    if inside:
        yield "```"


PAGES = {"cli.md": cli_page, "errors.md": errors_page, "api.md": api_page}


def main() -> int:
    """Write the pages, or with --check only compare them."""
    drifted = 0
    for name, make in PAGES.items():
        text, path = make().rstrip() + "\n", DOCS / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        drifted += 1
        print(f"{name} {'differs from the program' if '--check' in sys.argv else 'written'}")
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
    return 1 if drifted and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())

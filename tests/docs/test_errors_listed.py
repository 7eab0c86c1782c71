"""Codes of errors stay for ever: each class has its own, and the page for people lists them all."""

import importlib
import pkgutil
import re
from pathlib import Path

import svidok
from svidok.errors import SvidokError

PAGE = Path(__file__).parents[2] / "docs" / "errors.md"


def classes() -> set[type[SvidokError]]:
    for found in pkgutil.walk_packages(svidok.__path__, "svidok."):
        if not found.name.startswith("svidok.casebook.") and not found.name.endswith(("parse_worker", "__main__")):
            importlib.import_module(found.name)
    found_classes: set[type[SvidokError]] = set()
    waiting = [SvidokError]
    while waiting:
        known = waiting.pop()
        found_classes.add(known)
        waiting += known.__subclasses__()
    return found_classes


def test_every_code_is_unique() -> None:
    codes = [c.code for c in classes() if c.__module__.startswith("svidok") and "code" in vars(c)]
    assert len(codes) == len(set(codes))


def test_the_page_lists_exactly_the_codes_there_are() -> None:
    codes = {c.code for c in classes() if c.__module__.startswith("svidok")}
    assert codes == set(re.findall(r"\bSV\d{3}\b", PAGE.read_text(encoding="utf-8")))


def test_every_error_says_what_to_do() -> None:
    for c in classes():
        assert c.say, c
        assert c.do, c
        assert re.search(r"chang|kept|unharmed|written|sealed", c.do), f"{c.__name__}: say whether anything changed"

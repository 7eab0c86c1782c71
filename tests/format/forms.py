"""The tables of `docs/format.md` parts 6.1 and 7, as a second implementation reads them."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any


def _like(pattern: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value, re.ASCII) is not None


def _from(least: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and least <= value < 2**53


def _time(value: Any) -> bool:
    if not _like(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")(value):
        return False
    datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ")  # ValueError for a day that there is not
    return True


FORMS: dict[str, Callable[[Any], bool]] = {
    "v": lambda value: _from(1)(value) and value == 1,
    "cb": _like("[0-9a-f]{32}"),
    "dev": _like("[0-9a-f]{32}"),
    "seq": _from(1),
    "prev": _like("[0-9a-f]{64}"),
    "seen": lambda value: all(_like("[0-9a-f]{32}")(device) and _from(1)(seq) for device, seq in value.items()),
    "t": _time,
    "clk": _like("synced|unsynced"),
    "type": _like(r"[a-z]{1,24}\.[a-z]{1,24}"),
    "src": _like("([0-9a-f]{32})?"),
    "ct": _like("[0-9a-f]{64}"),
    "len": _from(512),
    "cm": _like("[0-9a-f]{64}"),
    "code": _like("([0-9a-f]{64})?"),
}
KINDS = frozenset(
    {
        "casebook.opened",
        "access.changed",
        "source.preserved",
        "text.read",
        "consent.given",
        "consent.withdrawn",
        "statement.proposed",
        "decision.made",
        "incident.linked",
        "finding.made",
        "release.approved",
        "disclosure.made",
        "identity.opened",
        "source.erased",
        "reader.fitted",
    }
)

"""What a release may hold for an audience, read from the codebook's page `release`; closed where that is silent."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final, Literal

from svidok.codebook import Codebook
from svidok.errors import PolicyRefused
from svidok.language.periods import Precision
from svidok.model import Audience

# No page of a codebook can go below this: a smaller cell is a person whom neighbours recognise.
LEAST_CELL: Final = 5

Quotes = Literal["none", "masked", "exact"]
Places = Literal["none", "oblast", "place"]


@dataclass(frozen=True, slots=True)
class Policy:
    """What may leave for one audience; every default is the closed one.

    `minimum` is the smallest count that is shown; `tellers` the fewest origins behind a cell; `width` how far
    apart the bounds must lie between which anybody can place a hidden small number. `k` is how many records must look
    alike before one of them is shown. `statistics`, `quoting` and `identity` are the consent purposes that counts,
    quotes and names need; without `identity` no words go unmasked. An event is not shown in its first `delay_days`.
    """

    minimum: int = 10
    tellers: int = 3
    width: int = 10
    k: int = 10
    records: bool = False
    unreviewed: bool = False
    place: Places = "oblast"
    date: Precision = "year"
    quotes: Quotes = "none"
    statistics: str = "statistics"
    quoting: str = "quoting"
    identity: str = ""
    delay_days: int = 30


def policy_of(book: Codebook, audience: Audience) -> Policy:
    """Return the policy for an audience that is not the person's own eyes.

    Raises PolicyRefused when the page has no such audience, allows cells below `LEAST_CELL`, single incidents for the
    public, or says something it cannot say.

    >>> from svidok.codebook import load
    >>> policy_of(load(), "public").minimum >= LEAST_CELL, policy_of(load(), "public").records
    (True, False)
    """
    page: Mapping[str, Any] | None = book.tables["release"].get(audience)
    if page is None:
        raise PolicyRefused(audience=audience, key="its own entry")
    known = {field.name: page[field.name] for field in fields(Policy) if field.name in page}
    policy = Policy(**known)
    _check(policy, audience)
    return policy


def _check(policy: Policy, audience: Audience) -> None:
    numbers = {"minimum": LEAST_CELL, "tellers": 1, "width": LEAST_CELL, "k": 1, "delay_days": 0}
    for name, least in numbers.items():
        value = getattr(policy, name)
        if type(value) is not int or value < least:
            raise PolicyRefused(audience=audience, key=name)
    choices = {"place": ("none", "oblast", "place"), "date": ("season", "year"), "quotes": ("none", "masked", "exact")}
    for name, allowed in choices.items():
        if getattr(policy, name) not in allowed:
            raise PolicyRefused(audience=audience, key=name)
    for name in ("records", "unreviewed"):
        if type(getattr(policy, name)) is not bool:
            raise PolicyRefused(audience=audience, key=name)
    if audience == "public" and (policy.records or policy.quotes == "exact" or policy.place == "place"):
        raise PolicyRefused(audience=audience, key="records, quotes or place")

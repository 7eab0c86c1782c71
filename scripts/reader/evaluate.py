"""Score reading on the sealed fifth: `make evaluate`. For a release; who tunes never looks at it.

Figures are of whole texts: passages and pages apart, rules alone and rules with the learned reader.
"""

import argparse
import re
from collections.abc import Mapping, Sequence
from typing import Any

from scripts.reader.counting import rates
from scripts.reader.passages import Passage, is_tuning, of_parts, passages
from scripts.reader.votes import gold

from svidok.engines.reading import reader
from svidok.model import Statement, TextLayer
from svidok.read.arbitrate import group_of


def codes(statements: Sequence[Statement], slot: str) -> set[str]:
    """Return the codes that what is asserted names."""
    return {code for said in statements if said.polarity == "asserted" for code in said.values(slot)}


def oblasts(statements: Sequence[Statement]) -> set[str]:
    found = {a.detail.get("oblast", "") for s in statements if s.polarity == "asserted" for a in s.slot("place")}
    return found - {""}


def incidents(pairs: Sequence[tuple[str, Sequence[str], Sequence[str]]]) -> set[str]:
    """Return service groups with their oblasts, of what happened to a person or a group."""
    return {
        f"{group_of(code)} {oblast}"
        for level, services, places in pairs
        if level in ("individual", "group")
        for code in services
        for oblast in places
    }


def dated(pairs: Sequence[tuple[str, Sequence[str], Sequence[str], Sequence[str]]]) -> dict[str, set[str]]:
    """Return for each incident the dates told of it."""
    found: dict[str, set[str]] = {}
    for level, services, places, dates in pairs:
        for incident in incidents([(level, services, places)]):
            found.setdefault(incident, set()).update(dates)
    return found


def agreeing(said: Mapping[str, set[str]], wanted: Mapping[str, set[str]]) -> set[str]:
    """Return the incidents found, those with a date that cannot be the one told under another name.

    A date agrees with a coarser one that holds it, and what has no date with any.
    """
    other = " at another time"
    return {name + ("" if _agree(dates, wanted.get(name, set())) else other) for name, dates in said.items()}


def _agree(some: set[str], others: set[str]) -> bool:
    return not others or any(_holds(a, b) or _holds(b, a) for a in some for b in others)


def _holds(wide: str, narrow: str) -> bool:
    season = re.fullmatch(r"\d{4}-2[1-4]", wide)
    return narrow.startswith(wide[:4] if season else wide)


def figures(rows: Sequence[Passage], *, learned: bool) -> dict[str, str]:
    """Return F1 with precision and recall by facet, and the look-alikes in which something is asserted."""
    pairs: dict[str, list[tuple[set[str], set[str]]]] = {}
    fooled = silent = 0
    plan = reader(semantic=learned)
    for row in rows:
        said = plan.read(TextLayer(row.text), row.id)
        real = [s for s in row.statements if s["polarity"] == "asserted" and s["link"] != "none"]
        held = [s for s in said if s.polarity == "asserted"]
        fooled += bool(held) and row.kind != "positive"
        silent += not held and bool(real)
        found = {
            "service": (codes(said, "service"), gold(row, "service")),
            "group": ({group_of(c) for c in codes(said, "service")}, {group_of(c) for c in gold(row, "service")}),
            "coercion": (codes(said, "coercion"), gold(row, "coercion")),
            "outcome": (codes(said, "outcome"), {c for s in real for c in s["outcome"]} - {"unknown"}),
            "oblast": (oblasts(said), {o for s in real for o in s["oblast"]}),
            "incident": (
                incidents([(s.level, s.values("service"), sorted(oblasts([s]))) for s in held]),
                incidents([(s["level"], s["service"], s["oblast"]) for s in real]),
            ),
            "dated": _dated(held, real),
        }
        for facet, pair in found.items():
            pairs.setdefault(facet, []).append(pair)
    shown = {facet: _f1(some) for facet, some in pairs.items()}
    others = sum(row.kind != "positive" for row in rows)
    return shown | {"fooled": f"{fooled} of {others}", "silent": f"{silent} of {len(rows) - others}"}


def _open() -> list[Passage]:
    """Return the texts that nothing was learnt from and that the votes were fitted on: a flattered figure."""
    every = passages()
    pages = [row for row in every if row.genre == "page" and is_tuning(row)]
    return pages + [row for row in of_parts(every, 0) if row.genre != "page"]


def _dated(held: Sequence[Statement], real: Sequence[dict[str, Any]]) -> tuple[set[str], set[str]]:
    said = dated([(s.level, s.values("service"), sorted(oblasts([s])), s.values("date")) for s in held])
    wanted = dated([(s["level"], s["service"], s["oblast"], s["date"]) for s in real])
    return agreeing(said, wanted), set(wanted)


def _f1(pairs: Sequence[tuple[set[str], set[str]]]) -> str:
    return "{:.2f} ({:.2f}, {:.2f})".format(*rates(pairs))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--open", action="store_true", help="score the texts that fit the votes, not the sealed ones")
    rows = _open() if parser.parse_args().open else passages(sealed=True)
    parts = {"pages": [r for r in rows if r.genre == "page"], "passages": [r for r in rows if r.genre != "page"]}
    for name, some in parts.items():
        for lang in ("", "uk", "ru", "en", "mix"):
            mine = [row for row in some if not lang or row.lang == lang]
            for learned in (False, True):
                told = "  ".join(f"{k} {v}" for k, v in figures(mine, learned=learned).items())
                plan = "with the encoder" if learned else "rules alone"
                print(f"{name:9}{lang or 'all':4}{len(mine):5}  {plan:17} {told}")


if __name__ == "__main__":
    main()

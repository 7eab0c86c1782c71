"""Score reading on the sealed fifth: `make evaluate`. For a release; who tunes never looks at it.

Figures are of whole texts: passages and pages apart, rules alone and rules with the learned reader.
"""

from collections.abc import Sequence

from scripts.reader.counting import rates
from scripts.reader.passages import Passage, passages
from scripts.reader.votes import gold, group

from svidok.engines.reading import reader
from svidok.model import Statement, TextLayer


def codes(statements: Sequence[Statement], slot: str) -> set[str]:
    """Return the codes that what is asserted names."""
    return {code for said in statements if said.polarity == "asserted" for code in said.values(slot)}


def oblasts(statements: Sequence[Statement]) -> set[str]:
    found = {a.detail.get("oblast", "") for s in statements if s.polarity == "asserted" for a in s.slot("place")}
    return found - {""}


def incidents(pairs: Sequence[tuple[str, Sequence[str], Sequence[str]]]) -> set[str]:
    """Return service groups with their oblasts, of what happened to a person or a group."""
    return {
        f"{group(code)} {oblast}"
        for level, services, places in pairs
        if level in ("individual", "group")
        for code in services
        for oblast in places
    }


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
            "group": ({group(c) for c in codes(said, "service")}, {group(c) for c in gold(row, "service")}),
            "coercion": (codes(said, "coercion"), gold(row, "coercion")),
            "outcome": (codes(said, "outcome"), {c for s in real for c in s["outcome"]} - {"unknown"}),
            "oblast": (oblasts(said), {o for s in real for o in s["oblast"]}),
            "incident": (
                incidents([(s.level, s.values("service"), sorted(oblasts([s]))) for s in held]),
                incidents([(s["level"], s["service"], s["oblast"]) for s in real]),
            ),
        }
        for facet, pair in found.items():
            pairs.setdefault(facet, []).append(pair)
    shown = {facet: _f1(some) for facet, some in pairs.items()}
    others = sum(row.kind != "positive" for row in rows)
    return shown | {"fooled": f"{fooled} of {others}", "silent": f"{silent} of {len(rows) - others}"}


def _f1(pairs: Sequence[tuple[set[str], set[str]]]) -> str:
    return "{:.2f} ({:.2f}, {:.2f})".format(*rates(pairs))


def main() -> None:
    rows = passages(sealed=True)
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

"""How far a second reader agrees with the first on a fifth of the passages: `python -m scripts.reader.agreement`.

The second reader saw the texts and the list of codes only. F1 is of codes over passages, as between two coders.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from scripts.reader.counting import rates
from scripts.reader.passages import FOLDER, Passage, passages

SECOND = FOLDER / "second"
FACETS: dict[str, Callable[[dict[str, Any]], Iterable[str]]] = {
    "finding": lambda _: ["yes"],
    "service": lambda said: said["service"],
    "group": lambda said: [code.split(".")[0] for code in said["service"]],
    "coercion": lambda said: said["coercion"],
    "oblast": lambda said: said["oblast"],
    "level": lambda said: [said["level"]],
}


def second_reader(folder: Path = SECOND) -> dict[str, list[dict[str, Any]]]:
    """Return what the second reader found, by passage."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            found[row["id"]] = row["statements"]
    return found


def asserted(statements: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [said for said in statements if said["polarity"] == "asserted" and said["link"] != "none"]


def agreement(rows: Iterable[Passage], second: dict[str, list[dict[str, Any]]]) -> dict[str, float]:
    """Return F1 between the two readers for each facet."""
    pairs: dict[str, list[tuple[set[str], set[str]]]] = defaultdict(list)
    for row in rows:
        for facet, codes in FACETS.items():
            both = [{c for said in asserted(found) for c in codes(said)} for found in (row.statements, second[row.id])]
            pairs[facet].append((both[0], both[1]))
    return {facet: rates(some)[0] for facet, some in pairs.items()}


def main() -> None:
    second = second_reader()
    rows = [row for row in (*passages(), *passages(sealed=True)) if row.id in second]
    for lang in ("", "uk", "ru", "en", "mix"):
        some = [row for row in rows if not lang or row.lang == lang]
        told = "  ".join(f"{facet} {f1:.2f}" for facet, f1 in agreement(some, second).items())
        print(f"{lang or 'all':4}{len(some):6}  {told}")


if __name__ == "__main__":
    main()

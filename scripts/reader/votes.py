"""Fit the votes of rules and encoder on what the encoder did not learn from, and print what they give.

`python -m scripts.reader.votes MODEL_FOLDER --out src/svidok/codebook/reader/votes.json`
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scripts.reader.counting import rates
from scripts.reader.measure import encoder_in
from scripts.reader.passages import Passage, is_tuning, of_parts, passages

from svidok.codebook import load
from svidok.model import TextLayer
from svidok.read import Reader
from svidok.read.arbitrate import group_of
from svidok.read.learned import Learned, Window
from svidok.read.voting import FEATURES, Around, Gate, Seen, Vote, Whole
from svidok.review.fitting import Told, newton

DIMENSIONS = ("service", "coercion", "group")
_OPEN = Gate((), 0.0)
_EASY = Vote((0.0,) * len(FEATURES), 2.0, 2.0)  # keeps nothing: only what was seen is wanted
_PASSAGE_WEIGHT = 0.3  # a page is what will be read; a passage is easier than a page
_RIDGE = 0.02
_HEARD = -6.0  # log-odds below which a code is not even weighed
FOLDS, _GATE_RIDGE = 10, 1.0  # pages are few and what they show of themselves goes together
GATE = 0.35  # a real page that is not read is about twice as bad as a look-alike read in vain
RANGES = (0.3, 0.5, 0.7, 0.9)
Table = Mapping[str, Mapping[tuple[str, str], Seen]]  # by text, then by dimension and code


class Watching(Learned):
    """A learned reader that writes down what it sees and proposes nothing."""

    def __init__(self, encoder: Any) -> None:
        super().__init__(encoder, dict.fromkeys(DIMENSIONS, _EASY), _OPEN)
        self.encoder = encoder
        self.noted: dict[tuple[str, str], list[Seen]] = defaultdict(list)
        self.texts: dict[str, Whole] = {}
        self.now = ""

    def tells(self, whole: Whole) -> bool:
        self.texts[self.now] = whole
        return True

    def chance(self, dimension: str, code: str, score: float, windows: Sequence[Window], around: Around) -> float:
        self.noted[dimension, code].append(self.seen(dimension, code, score, windows, around))
        return 0.0


def cells(reader: Reader, watching: Watching, row: Passage) -> dict[tuple[str, str], Seen]:
    """Return for each code the best of what was seen of it anywhere in a text."""
    watching.noted.clear()
    watching.now = row.id
    reader.read(TextLayer(row.text), row.id)
    found = {}
    for key, seen in watching.noted.items():
        best = max(seen, key=lambda s: s.heard + 0.5 * s.link)
        found[key] = Seen(max(s.score for s in seen), best.heard, best.link, best.around)
    return found


def gold(row: Passage, dimension: str) -> set[str]:
    """Return the codes that a careful reader finds asserted of the passport."""
    return {
        code
        for said in row.statements
        if said["polarity"] == "asserted" and said["link"] != "none"
        for code in said[dimension]
    }


def fitted(
    rows: NDArray[np.float64], right: NDArray[np.float64], weight: NDArray[np.float64], ridge: float = _RIDGE
) -> NDArray[np.float64]:
    """Return the weights of a logistic curve, held back a little."""
    return newton(Told(rows, np.zeros(len(rows)), right, weight), np.full(rows.shape[1], ridge))


def f1(said: Sequence[set[str]], wanted: Sequence[set[str]], part: Callable[[str], str] = str) -> float:
    """Return F1 over documents, codes first mapped by `part`."""
    return rates(({part(c) for c in s}, {part(c) for c in w}) for s, w in zip(said, wanted, strict=True))[0]


def decided(seen: Mapping[tuple[str, str], Seen], dimension: str, vote: Vote) -> set[str]:
    """Return the codes that a vote lets stand."""
    return {
        code
        for (kind, code), one in seen.items()
        if kind == dimension and vote.chance(one) >= (vote.bar if one.score else vote.alone)
    }


def calibration(seen: Table, rows: Sequence[Passage], dimension: str, vote: Vote) -> str:
    """Return, for proposals of each range of chance, how many of a hundred a careful reader had found too."""
    counted: dict[float, list[int]] = {low: [0, 0] for low in RANGES}
    for row in rows:
        wanted = gold(row, dimension)
        for (kind, code), one in seen[row.id].items():
            chance = vote.chance(one)
            if kind == dimension and chance >= RANGES[0]:
                low = max(bar for bar in RANGES if chance >= bar)
                counted[low][0] += code in wanted
                counted[low][1] += 1
    return ", ".join(f"from {low}: {100 * right / max(1, of):.0f} ({of})" for low, (right, of) in counted.items())


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path)
    wanted = parser.parse_args()
    every = passages()
    pages = [row for row in every if row.genre == "page" and is_tuning(row)]
    some = [row for row in of_parts(every, 0) if row.genre != "page"]
    watching = Watching(encoder_in(wanted.folder))
    reader = Reader(load(), watching)
    seen = {row.id: cells(reader, watching, row) for row in (*pages, *some)}
    votes = {name: printed(name, pages, some, seen) for name in ("service", "coercion")}
    votes["group"] = groups(pages, some, seen, votes["service"])
    gate = gated(pages, watching.texts)
    if wanted.out:
        keep_examples(
            watching, [row for row in every if row.genre != "page" and gold(row, "coercion")], wanted.out.parent
        )
        table = {
            k: {"weights": [round(w, 4) for w in v.weights], "bar": v.bar, "alone": v.alone} for k, v in votes.items()
        }
        about = {"weights": [round(w, 4) for w in gate.weights], "bar": gate.bar}
        wanted.out.write_text(json.dumps({"votes": table, "gate": about}, indent=1) + "\n", "utf-8")


def fit(cells_of: Sequence[tuple[Passage, Iterable[tuple[bool, Seen]]]]) -> tuple[float, ...]:
    """Return the weights that fit what was seen in some texts, each with whether a careful reader found it too."""
    seen = [(row, right, one) for row, some in cells_of for right, one in some if one.score or one.heard > _HEARD]
    features = np.array([one.features() for _, _, one in seen])
    right = np.array([float(right) for _, right, _ in seen])
    weight = np.array([1.0 if row.genre == "page" else _PASSAGE_WEIGHT for row, _, _ in seen])
    return tuple(map(float, fitted(features, right, weight)))


def gated(pages: Sequence[Passage], texts: Mapping[str, Whole]) -> Gate:
    """Return the gate for whole pages, and print what it shuts out of those that it was not fitted on."""
    known = [row for row in pages if row.id in texts]
    rows = np.array([texts[row.id].features() for row in known])
    right = np.array([float(bool(gold(row, "service") or gold(row, "coercion"))) for row in known])
    crossed = np.zeros(len(known))
    for part in range(FOLDS):
        held = np.arange(len(known)) % FOLDS == part
        weights = fitted(rows[~held], right[~held], np.ones(int((~held).sum())), _GATE_RIDGE)
        crossed[held] = 1 / (1 + np.exp(-(rows[held] @ weights)))
    shut, lost = (crossed[right == 0] < GATE).sum(), (crossed[right == 1] < GATE).sum()
    print(f"gate: shuts out {shut} of {(right == 0).sum()} look-alikes and {lost} of {(right == 1).sum()} real pages")
    return Gate(tuple(map(float, fitted(rows, right, np.ones(len(known)), _GATE_RIDGE))), GATE)


def printed(dimension: str, pages: Sequence[Passage], some: Sequence[Passage], seen: Table) -> Vote:
    """Return the vote of a dimension and print what it gives.

    Even pages choose weights and bars for odd ones and the other way round: the printed figure is not flattered.
    """
    said: dict[str, set[str]] = {}
    for mine, other in ((pages[0::2], pages[1::2]), (pages[1::2], pages[0::2])):
        vote = chosen(dimension, mine, some, seen)
        said |= {row.id: decided(seen[row.id], dimension, vote) for row in other}
    held = [said[row.id] for row in pages]
    right = [gold(row, dimension) for row in pages]
    rules = [{c for (k, c), s in seen[row.id].items() if k == dimension and s.score} for row in pages]
    vote = chosen(dimension, pages, some, seen)
    print(dimension, f"pages: rules {f1(rules, right):.3f}, voted (crossed) {f1(held, right):.3f}", end=" ")
    if dimension == "service":
        print(f"group: rules {f1(rules, right, group_of):.3f}, voted {f1(held, right, group_of):.3f}", end=" ")
    small = [decided(seen[row.id], dimension, vote) for row in some]
    print(f"passages {f1(small, [gold(row, dimension) for row in some]):.3f}")
    print("    of 100 such proposals right:", calibration(seen, (*pages, *some), dimension, vote))
    print("   ", {n: round(w, 2) for n, w in zip(FEATURES, vote.weights, strict=True)}, vote.bar, vote.alone)
    return vote


def groups(pages: Sequence[Passage], some: Sequence[Passage], seen: Table, service: Vote) -> Vote:
    """Return the vote on groups of which no service stands, and print what it adds."""
    texts = (*pages, *some)
    named = {row.id: {group_of(code) for code in decided(seen[row.id], "service", service)} for row in texts}
    wanted = {row.id: {group_of(code) for code in gold(row, "service")} for row in texts}
    left = {
        row.id: {code: s for (kind, code), s in seen[row.id].items() if kind == "group" and code not in named[row.id]}
        for row in texts
    }
    weights = fit([(row, [(code in wanted[row.id], one) for code, one in left[row.id].items()]) for row in texts])
    best = (-1.0, Vote(weights, 2.0, 2.0))
    for alone in (2.0, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6):
        vote = Vote(weights, 2.0, alone)
        said = [
            named[row.id] | {code for code, one in left[row.id].items() if vote.chance(one) >= alone} for row in pages
        ]
        score = f1(said, [wanted[row.id] for row in pages])
        print(f"    groups from {alone}: {score:.3f}")
        best = max(best, (score, vote), key=lambda pair: pair[0])
    return best[1]


def keep_examples(watching: Watching, rows: Sequence[Passage], folder: Path) -> None:
    """Write the meanings of marked passages: a proposal names those most like it."""
    meanings = np.stack([watching.encoder.scores(row.text).vector for row in rows])
    lines = (json.dumps({"id": row.id, "text": row.text}, ensure_ascii=False) for row in rows)
    (folder / "examples.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    np.savez_compressed(
        folder / "examples.npz",
        ids=np.array([row.id for row in rows]),
        rows=np.round(meanings * 127).astype(np.int8),
    )


def chosen(
    dimension: str,
    pages: Sequence[Passage],
    some: Sequence[Passage],
    seen: Table,
) -> Vote:
    """Return the vote that fits some pages and passages, with the bars that give the pages their best F1."""
    wanted = {row.id: gold(row, dimension) for row in (*pages, *some)}
    weights = fit(
        [
            (row, [(code in wanted[row.id], one) for (kind, code), one in seen[row.id].items() if kind == dimension])
            for row in (*pages, *some)
        ]
    )
    best = (-1.0, Vote(weights, 0.5, 0.5))
    for bar in (0.35, 0.4, 0.45, 0.5):  # of what has less chance than one in three, most would waste a reader's time
        for alone in (0.4, 0.45, 0.5, 0.55, 0.6):
            vote = Vote(weights, bar, alone)
            score = f1([decided(seen[row.id], dimension, vote) for row in pages], [wanted[row.id] for row in pages])
            best = max(best, (score, vote), key=lambda pair: pair[0])
    return best[1]


if __name__ == "__main__":
    main()

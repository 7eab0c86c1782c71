"""The invented passages and what is to be learned from each."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from svidok.language.sentences import sentences

FOLDER = Path(__file__).parents[2] / "samples" / "reading"
# A label of more than this many codes cannot be laid to some words of the passage rather than others.
_FEW = 2
WINDOW = 3
# The parts of whole pages that fit the votes and are not learnt from.
TUNING = (0, 1, 2)


@dataclass(slots=True)
class Passage:
    """One passage: its labels, and the spans (start, end, labels) of the words that carry them."""

    id: str
    lang: str
    genre: str
    kind: str
    group: str
    text: str
    statements: list[dict[str, Any]]
    labels: set[str] = field(default_factory=set)
    spans: list[tuple[int, int, list[str]]] = field(default_factory=list)

    @property
    def part(self) -> int:
        """A number from 0 to 9 that depends on the passage alone; the two of a pair have the same."""
        return int(hashlib.sha256(f"part {self.group}".encode()).hexdigest(), 16) % 10


def passages(folder: Path = FOLDER, *, sealed: bool = False) -> list[Passage]:
    """Return the passages for training and tuning, or the sealed ones, which only `make evaluate` reads."""
    paths = sorted((folder / "sealed" if sealed else folder).glob("*.jsonl"))
    return [_passage(json.loads(line)) for path in paths for line in path.read_text("utf-8").splitlines()]


def _passage(row: dict[str, Any]) -> Passage:
    made = Passage(
        row["id"],
        row["lang"],
        row["genre"],
        row["kind"],
        row.get("pair") or row["id"],
        row["text"],
        row["statements"],
    )
    for statement in row["statements"]:
        _learn(made, statement)
    return made


def _learn(made: Passage, said: dict[str, Any]) -> None:
    """Only what is asserted of the passport counts; what is negated or supposed teaches its own label."""
    if said["link"] == "none":
        return
    made.labels |= {f"scope:{name}" for name in said["scope"]}
    made.labels |= {f"polarity:{said['polarity']}", f"level:{said['level']}"}
    if said["polarity"] != "asserted":
        return
    services = [f"service:{code}" for code in said["service"]]
    groups = sorted({f"group:{code.split('.')[0]}" for code in said["service"]})
    coercion = [f"coercion:{code}" for code in said["coercion"]]
    outcomes = [f"outcome:{code}" for code in said["outcome"] if code != "unknown"]
    made.labels |= {"link", *services, *groups, *coercion, *outcomes}
    special = [label for label in coercion if not label.endswith(":service_conditioned")] or coercion
    told = {"service": services + groups if len(services) <= _FEW else [], "condition": ["link"]}
    told["coercion"] = special if len(special) <= _FEW else []
    made.spans += [(a, b, told[slot]) for slot, spans in said["spans"].items() for a, b in spans if told[slot]]


def is_tuning(page: Passage) -> bool:
    """Whether a whole page belongs to the set that fits the votes, and is not learnt from."""
    return page.part in TUNING


def windows(page: Passage) -> list[Passage]:
    """Return a page as the encoder will meet it: its paragraphs in windows of up to three sentences.

    A window has the labels of those statements whose words stand in it, and each code only where its own words do.
    """
    found = []
    for low, high in _paragraphs(page.text):
        borders = [(low + a, low + b) for a, b in sentences(page.text[low:high])]
        for i in range(0, len(borders), WINDOW):
            group = borders[i : i + WINDOW]
            found.append(_cut(page, group[0][0], group[-1][1]))
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, start + len(line.rstrip("\n"))
        start += len(line)


def _cut(page: Passage, start: int, end: int) -> Passage:
    told = []
    for said in page.statements:
        spans = {
            slot: [[a - start, b - start] for a, b in some if start <= a and b <= end]
            for slot, some in said["spans"].items()
        }
        if any(spans.values()):
            codes = {slot: said[slot] if spans[slot] else [] for slot in ("service", "coercion")}
            told.append({**said, **codes, "spans": spans})
    row = {
        "id": f"{page.id}@{start}",
        "lang": page.lang,
        "genre": "window",
        "kind": "positive" if told else "unrelated",
    }
    return _passage({**row, "pair": page.group, "text": page.text[start:end], "statements": told})


def of_parts(rows: Iterable[Passage], *parts: int) -> Iterator[Passage]:
    """Yield the passages of some parts (see `Passage.part`)."""
    return (row for row in rows if row.part in parts)

"""The invented sample accounts beside what a careful reader finds in them, and how much of it reading finds.

Figures are of whole documents: for each text, the codes that its statements name are compared with the codes that a
reader named. A code named twice in a text counts once; denials that did not happen, what has no tie to the passport
and background are left out on both sides.
"""

import functools
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from svidok.engines.reading import reader
from svidok.model import Statement, TextLayer
from svidok.preserve.layers import read_layer

ROOT = Path(__file__).parents[2] / "samples"
GOLDEN = Path(__file__).parents[1] / "golden" / "samples.json"
ENDING = ".expected.yaml"
FACETS = ("service", "group", "coercion", "oblast", "outcome")
GROUPED_BY = ("uk", "ru", "en", "mixed", "all")

Figures = dict[str, dict[str, dict[str, float]]]


@dataclass(frozen=True, slots=True)
class Sample:
    """One text with its expected page; `name` is its path within the folder of samples."""

    name: str
    path: Path
    page: Mapping[str, Any]

    @property
    def lang(self) -> str:
        return str(self.page["lang"])

    @property
    def expected(self) -> Sequence[Mapping[str, Any]]:
        return self.page["statements"] or ()

    @property
    def layer(self) -> TextLayer:
        return _layer(self.path)

    @property
    def statements(self) -> Sequence[Statement]:
        """What the rules alone find."""
        return _statements(self.path, learned=False)

    @property
    def voted(self) -> Sequence[Statement]:
        """What rules and the learned reader find together."""
        return _statements(self.path, learned=True)


@functools.cache
def samples() -> tuple[Sample, ...]:
    """Every text that has an expected page beside it, in order of its path."""
    pages = sorted(ROOT.glob(f"*/*{ENDING}"))
    return tuple(_sample(page) for page in pages)


def _sample(page: Path) -> Sample:
    stem = page.name.removesuffix(ENDING)
    (path,) = [p for p in page.parent.glob(f"{stem}.*") if p != page]
    return Sample(path.relative_to(ROOT).as_posix(), path, yaml.safe_load(page.read_text(encoding="utf-8")))


@functools.cache
def _layer(path: Path) -> TextLayer:
    return read_layer(path.read_bytes(), path.name)


@functools.cache
def _statements(path: Path, *, learned: bool) -> tuple[Statement, ...]:
    return tuple(reader(semantic=learned).read(_layer(path), path.name))


def expected_codes(sample: Sample) -> dict[str, set[str]]:
    """What the reader named in a text, by facet."""
    kept = [s for s in sample.expected if _measured(s["level"], s["polarity"], s["passport_link"])]
    return _facets(lambda slot: {str(value) for s in kept for value in s[slot]})


def read_codes(statements: Iterable[Statement]) -> dict[str, set[str]]:
    """What reading named in a text, by facet."""
    kept = [s for s in statements if _measured(s.level, s.polarity, s.passport_link)]

    def codes(slot: str) -> set[str]:
        if slot == "oblast":
            return {oblast for s in kept for a in s.slot("place") if (oblast := a.detail["oblast"])}
        return {value for s in kept for value in s.values(slot)}

    return _facets(codes)


def _measured(level: str, polarity: str, link: str) -> bool:
    return level != "context" and polarity in ("asserted", "hypothetical") and link != "none"


def _facets(codes: Callable[[str], set[str]]) -> dict[str, set[str]]:
    found = {facet: codes(facet) for facet in FACETS if facet != "group"}
    return found | {"group": {code.split(".")[0] for code in found["service"]}}


@functools.cache
def figures(*, learned: bool) -> Figures:
    """Precision, recall and F1 by language and facet, rounded to a hundredth; the number of texts under "texts"."""
    counted: dict[tuple[str, str], Counter[str]] = {}
    for sample in samples():
        wanted, found = expected_codes(sample), read_codes(sample.voted if learned else sample.statements)
        for facet in FACETS:
            both = len(wanted[facet] & found[facet])
            row = {"both": both, "found": len(found[facet]), "wanted": len(wanted[facet])}
            for lang in (sample.lang, "all"):
                counted.setdefault((lang, facet), Counter()).update(row)
    return {lang: {facet: _rates(counted[lang, facet]) for facet in FACETS} for lang in GROUPED_BY}


def _rates(row: Counter[str]) -> dict[str, float]:
    """Nothing found where nothing was wanted is right."""
    rates = {
        "precision": row["both"] / row["found"] if row["found"] else 1.0,
        "recall": row["both"] / row["wanted"] if row["wanted"] else 1.0,
        "f1": 2 * row["both"] / (row["found"] + row["wanted"]) if row["found"] + row["wanted"] else 1.0,
    }
    return {name: round(rate, 2) for name, rate in rates.items()}


def table(measured: Figures) -> str:
    """The figures as a table in Markdown: F1 first, precision and recall behind it."""
    texts = Counter(sample.lang for sample in samples())
    texts["all"] = len(samples())
    lines = [f"| texts | {' | '.join(FACETS)} |", "| --- |" + " --- |" * len(FACETS)]
    for lang, row in measured.items():
        cells = (f"{row[f]['f1']:.2f} ({row[f]['precision']:.2f}, {row[f]['recall']:.2f})" for f in FACETS)
        lines.append(f"| {lang} ({texts[lang]}) | {' | '.join(cells)} |")
    return "\n".join(lines)


def golden(reading: str) -> Figures:
    """The figures as they were when somebody last looked at them and found them right."""
    kept: dict[str, Figures] = json.loads(GOLDEN.read_text(encoding="utf-8"))
    return kept[reading]


def write_golden(reading: str, measured: Figures) -> None:
    """Replace the golden figures of one way of reading by these."""
    kept = json.loads(GOLDEN.read_text(encoding="utf-8"))
    GOLDEN.write_text(json.dumps({**kept, reading: measured}, indent=2) + "\n", encoding="utf-8")

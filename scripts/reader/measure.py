"""How well the encoder alone names what passages carry: F1 by kind of label, at the best threshold for each kind."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scripts.reader.passages import Passage, of_parts, passages

from svidok.language.encoder import Encoder
from svidok.language.pieces import Floats, vocabulary

KINDS = ("service", "group", "coercion", "link", "outcome", "polarity", "level")
BARS = tuple(i / 20 for i in range(3, 19))


def encoder_in(folder: Path) -> Encoder:
    """Return the encoder of a folder that training wrote."""
    about = json.loads((folder / "labels.json").read_text("utf-8"))
    known = vocabulary()
    assert known is not None, "the extra `semantic` is needed"
    return Encoder(known, (folder / "layers.onnx").read_bytes(), about["labels"], about["name"])


def chances(encoder: Encoder, rows: Sequence[Passage]) -> Floats:
    """Return the probability of each label (columns) for each passage (rows)."""
    return 1 / (1 + np.exp(-np.stack([encoder.scores(row.text).whole for row in rows])))


def best_f1(given: Floats, wanted: Floats) -> tuple[float, float]:
    """Return the best F1 over all cells and the threshold that gives it."""
    found = []
    for bar in BARS:
        said = given > bar
        right = float((said & (wanted > 0)).sum())
        found.append((2 * right / max(1.0, float(said.sum() + wanted.sum())), bar))
    return max(found)


def report(encoder: Encoder, rows: Sequence[Passage]) -> dict[str, tuple[float, float]]:
    """Return F1 and threshold for each kind of label."""
    given = chances(encoder, rows)
    wanted = np.array([[float(label in row.labels) for label in encoder.labels] for row in rows], dtype=np.float32)
    kinds = {k: [i for i, n in enumerate(encoder.labels) if n.split(":")[0] == k] for k in KINDS}
    return {kind: best_f1(given[:, columns], wanted[:, columns]) for kind, columns in kinds.items()}


def ranked(encoder: Encoder, rows: Sequence[Passage]) -> tuple[float, float]:
    """Return how often the likeliest service is a right one, and the share of right services among the first three."""
    columns = [i for i, label in enumerate(encoder.labels) if label.startswith("service:")]
    first = among = total = asked = 0
    for row in rows:
        right = {label for label in row.labels if label.startswith("service:")}
        if not right:
            continue
        odds = encoder.scores(row.text).whole[columns]
        best = [encoder.labels[columns[i]] for i in np.argsort(-odds, kind="stable")[:3]]
        first += best[0] in right
        total += 1
        among += len(right & set(best))
        asked += min(3, len(right))
    return first / max(1, total), among / max(1, asked)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--parts", type=int, nargs="*", default=[0])
    wanted = parser.parse_args()
    rows = [row for row in of_parts(passages(), *wanted.parts) if row.genre != "page"]
    encoder = encoder_in(wanted.folder)
    for lang in ("", "uk", "ru", "en", "mix"):
        some = [row for row in rows if not lang or row.lang == lang]
        figures = " ".join(f"{kind} {f1:.3f}@{bar:.2f}" for kind, (f1, bar) in report(encoder, some).items() if some)
        top, three = ranked(encoder, some)
        print(f"{lang or 'all':4}{len(some):6} {figures} | service: first {top:.3f}, among three {three:.3f}")


if __name__ == "__main__":
    main()

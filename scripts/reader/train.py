"""Tune the encoder on the invented passages. The same passages, settings and kind of machine give the same weights.

`python -m scripts.reader.train --out FOLDER [--most N] [--rounds N]`
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from scripts.reader.export import graph, outliers, written
from scripts.reader.network import Reader
from scripts.reader.passages import Passage, is_tuning, of_parts, passages, windows
from torch.nn import functional

from svidok.language.encoder import LONGEST, PREFIX
from svidok.language.pieces import Cutter, Pieces, Vocabulary, vocabulary

LEARNT = (1, 2, 3, 4, 5, 6, 7, 8, 9)  # part 0, and of whole pages parts 0 to 2, fit the votes
FEWEST = 4  # passages from which a label is learnt
BATCH, WARM, SEED = 16, 80, 7
LAYER_RATE, HEAD_RATE, LAST_RATE = 1.5e-4, 2e-3, 0.03
HEAVIEST = 6.0  # how much a rare label may outweigh a common one
WHOLE_WEIGHT = 10.0
JOINED = 0.15  # the share of short passages that meet another one, as on a page


@dataclass(frozen=True, slots=True)
class Lesson:
    """A passage cut into pieces, with the columns of its labels and of its marked words."""

    ids: tuple[int, ...]
    first: int
    cut: Pieces
    labels: tuple[int, ...]
    marks: tuple[tuple[int, int, tuple[int, ...]], ...]
    lang: str


def labels_of(rows: Sequence[Passage]) -> list[str]:
    """Return the labels that enough passages carry, in order."""
    counted = Counter(label for row in rows for label in row.labels)
    return sorted(label for label, times in counted.items() if times >= FEWEST)


def lessons(rows: Sequence[Passage], labels: Sequence[str], known: Vocabulary) -> list[Lesson]:
    """Return the passages as lessons."""
    cutter, column = Cutter(known), {label: i for i, label in enumerate(labels)}
    prefix = cutter.cut(PREFIX).ids
    made = []
    for row in rows:
        cut = cutter.cut(row.text)
        ids = (known.begin, *prefix, *cut.ids[:LONGEST], known.end)
        marks = [(a, b, tuple(column[n] for n in names if n in column)) for a, b, names in row.spans]
        own = tuple(sorted(column[label] for label in row.labels if label in column))
        made.append(Lesson(ids, 1 + len(prefix), cut, own, tuple(m for m in marks if m[2]), row.lang))
    return made


def batch(group: Sequence[Lesson], labels: int) -> tuple[np.ndarray[Any, Any], torch.Tensor, list[torch.Tensor]]:
    """Return ids, mask, and the targets: of the passage, of its pieces, and which of these were marked."""
    longest = max(len(lesson.ids) for lesson in group)
    ids = np.ones((len(group), longest), np.int64)
    mask = torch.zeros(len(group), longest, dtype=torch.bool)
    whole = torch.zeros(len(group), labels)
    pieces, weight = torch.zeros(len(group), longest, labels), torch.zeros(len(group), longest, labels)
    for row, lesson in enumerate(group):
        ids[row, : len(lesson.ids)], mask[row, : len(lesson.ids)] = lesson.ids, True
        whole[row, list(lesson.labels)] = 1
        for start, end, columns in lesson.marks:
            inside = [lesson.first + i for i, (a, b) in enumerate(lesson.cut.spans[:LONGEST]) if a < end and b > start]
            for column in columns:
                pieces[row, inside, column] = 1
                weight[row, : len(lesson.ids), column] = 1
    return ids, mask, [whole, pieces, weight]


def tuned(rows: Sequence[Passage], labels: Sequence[str], known: Vocabulary, rounds: int, seed: int = SEED) -> Reader:
    """Return the network after some rounds over the passages."""
    torch.manual_seed(seed)
    order_of = random.Random(seed)
    torch.set_num_threads(2)
    network = Reader(known, len(labels))
    taught = lessons(rows, labels, known)
    counted = Counter(column for lesson in taught for column in lesson.labels)
    rare = torch.tensor([min(HEAVIEST, (len(taught) / max(1, counted[i])) ** 0.5) for i in range(len(labels))])
    heads = [*network.piece.parameters(), *network.whole.parameters()]
    learner = torch.optim.AdamW(
        [{"params": list(network.layers.parameters()), "lr": LAYER_RATE}, {"params": heads, "lr": HEAD_RATE}],
        weight_decay=0.01,
        fused=True,
    )
    steps = rounds * (-(-len(taught) // BATCH))
    pace = torch.optim.lr_scheduler.LambdaLR(
        learner, lambda s: min(1.0, (s + 1) / WARM) * max(LAST_RATE, 1 - s / max(1, steps))
    )
    began = time.monotonic()
    for turn in range(rounds):
        network.train()
        total = 0.0
        for group in _grouped(taught, order_of):
            ids, mask, targets = batch(group, len(labels))
            loss = _loss(network, ids, mask, targets, rare)
            learner.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            learner.step()
            pace.step()
            total += float(loss.detach()) * len(group)
        print(
            f"round {turn + 1} of {rounds}: loss {total / len(taught):.3f}, {time.monotonic() - began:.0f} s",
            flush=True,
        )
    return network.eval()


def joined(one: Lesson, other: Lesson) -> Lesson:
    """Return two passages as one, as they stand side by side on a page: each word keeps its own labels."""
    far = one.cut.spans[-1][1] + 1 if one.cut.spans else 0
    spans = (*one.cut.spans, *((a + far, b + far) for a, b in other.cut.spans))
    ids = (*one.ids[:-1], *other.ids[other.first :])
    marks = (*one.marks, *((a + far, b + far, columns) for a, b, columns in other.marks))
    labels = tuple(sorted({*one.labels, *other.labels}))
    return Lesson(ids, one.first, Pieces(ids[one.first : -1], spans), labels, marks, one.lang)


def _mixed(taught: Sequence[Lesson], order_of: random.Random) -> list[Lesson]:
    """Return the passages, some of them joined with another short one of their language."""
    short = [lesson for lesson in taught if len(lesson.ids) <= LONGEST // 3]
    by_lang = {lang: [x for x in short if x.lang == lang] for lang in {x.lang for x in short}}
    made = []
    for lesson in taught:
        if JOINED and len(lesson.ids) <= LONGEST // 3 and order_of.random() < JOINED:
            pair = [lesson, order_of.choice(by_lang[lesson.lang])]
            order_of.shuffle(pair)
            made.append(joined(*pair))
        else:
            made.append(lesson)
    return made


def _grouped(lessons_of_round: Sequence[Lesson], order_of: random.Random) -> list[list[Lesson]]:
    """Return batches of passages of about one length, in a new order each round."""
    taught = _mixed(lessons_of_round, order_of)
    rough = sorted(taught, key=lambda lesson: len(lesson.ids) // 10 + order_of.random() * 3)
    groups = [list(rough[i : i + BATCH]) for i in range(0, len(rough), BATCH)]
    order_of.shuffle(groups)
    return groups


def _loss(
    network: Reader, ids: np.ndarray[Any, Any], mask: torch.Tensor, targets: list[torch.Tensor], rare: torch.Tensor
) -> torch.Tensor:
    whole, pieces, weight = targets
    said, each, _ = network(network.embedded(ids), mask)
    loss = functional.binary_cross_entropy_with_logits(said, whole, pos_weight=rare) * WHOLE_WEIGHT
    if weight.sum() > 0:
        marked = functional.binary_cross_entropy_with_logits(each, pieces, reduction="none") * weight
        loss = loss + marked.sum() / weight.sum()
    return loss


def saved(network: Reader, rows: Sequence[Passage], labels: Sequence[str], known: Vocabulary, out: Path) -> None:
    """Write the layers and the names of their labels."""
    some = lessons(rows[:: max(1, len(rows) // 128)], labels, known)
    fed = [batch([lesson], len(labels))[:2] for lesson in some]
    layers = written(graph(network, outliers(network, ((network.embedded(ids), mask) for ids, mask in fed))))
    out.mkdir(parents=True, exist_ok=True)
    (out / "layers.onnx").write_bytes(layers)
    about = {"name": f"reader-1 ({len(rows)} passages)", "labels": list(labels)}
    (out / "labels.json").write_text(json.dumps(about, ensure_ascii=False, indent=0) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--most", type=int, default=0, help="learn from this many passages only")
    parser.add_argument("--rounds", type=int, default=8)
    wanted = parser.parse_args()
    known = vocabulary()
    assert known is not None, "the extra `semantic` is needed"
    every = passages()
    rows = list(of_parts((row for row in every if row.genre != "page"), *LEARNT))
    rows += [window for row in every if row.genre == "page" and not is_tuning(row) for window in windows(row)]
    if wanted.most:
        rows = random.Random(SEED).sample(rows, min(wanted.most, len(rows)))
    labels = labels_of(rows)
    print(f"{len(rows)} passages, {len(labels)} labels", flush=True)
    saved(tuned(rows, labels, known, wanted.rounds), rows, labels, known, wanted.out)


if __name__ == "__main__":
    main()

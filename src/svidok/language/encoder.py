"""The learned half of reading: a small multilingual encoder, tuned on invented passages, gives each piece its scores.

Its layers (8-bit) are part of svidok; its vocabulary comes with the extra `semantic`. It runs on onnxruntime in one
thread, one passage at a time, so that the same words give the same scores whatever was read before them. From 1.29
on onnxruntime keeps events on disk and sends them to its maker unless told not to before it loads; it is told.
"""

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from svidok.language.pieces import Cutter, Floats, Vocabulary

WIDTH: Final = 384
LONGEST: Final = 256  # pieces of one passage, some 150 words; what goes beyond is not read
PREFIX: Final = "passage: "  # what the encoder was taught to expect before a text


@dataclass(frozen=True, slots=True)
class Scores:
    """What the encoder makes of one passage.

    `spans`: where each piece stands (start, end) in code points of the passage. `pieces`: one row a piece, one column
    a label, as log-odds. `whole`: log-odds of each label for the passage. `vector`: its meaning, of length one.
    """

    spans: tuple[tuple[int, int], ...]
    pieces: Floats
    whole: Floats
    vector: Floats


class Encoder:
    """The tuned layers made ready; `labels` names the columns of its scores, `name` the version of its weights."""

    def __init__(self, known: Vocabulary, layers: bytes, labels: Sequence[str], name: str) -> None:
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        # Imported here: the extra may be missing. The variable is read once, while it loads.
        import onnxruntime

        onnxruntime.disable_telemetry_events()  # for a program that had loaded it before
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(layers, options, providers=["CPUExecutionProvider"])
        self._known, self._cutter = known, Cutter(known)
        self._places = known.floats("emb.pos").reshape(-1, WIDTH) + known.floats("emb.type")[:WIDTH]
        self._prefix = self._cutter.cut(PREFIX).ids
        self.labels, self.name = tuple(labels), name

    def length(self, text: str) -> int:
        """Return how many pieces a text has."""
        return len(self._cutter.cut(text).ids)

    def scores(self, text: str) -> Scores:
        """Return the scores of a passage; of pieces beyond the longest nothing is said."""
        pieces = self._cutter.cut(text)
        ids = pieces.ids[:LONGEST]
        whole = np.array([self._known.begin, *self._prefix, *ids, self._known.end], dtype=np.int64)
        rows = self._known.rows("emb.word", WIDTH, whole) + self._places[: len(whole)]
        scores, passage, vector = self._session.run(None, {"x": rows[np.newaxis]})
        first = 1 + len(self._prefix)
        return Scores(pieces.spans[: len(ids)], scores[0, first : first + len(ids)], passage[0], vector[0])


def as_chance(log_odds: float) -> float:
    """Return the probability for log-odds, to three decimals.

    >>> as_chance(0.0), as_chance(-99.0)
    (0.5, 0.0)
    """
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds)))), 3)

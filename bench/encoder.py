"""How many sentences the encoder reads in a second."""

import json
from collections.abc import Sequence
from importlib import resources

from bench.timing import measured

from svidok.language.encoder import Encoder
from svidok.language.pieces import vocabulary
from svidok.language.sentences import sentences


def sentence_speed(texts: Sequence[str]) -> float:
    """Return sentences a second of one core, each read by itself."""
    known = vocabulary()
    if known is None:
        return 0.0
    folder = resources.files("svidok.codebook").joinpath("reader")
    about = json.loads(folder.joinpath("labels.json").read_text("utf-8"))
    encoder = Encoder(known, folder.joinpath("layers.onnx").read_bytes(), about["labels"], about["name"])
    parts = [text[start:end] for text in texts for start, end in sentences(text)]
    encoder.scores(parts[0])
    return len(parts) / measured(lambda part: len(encoder.scores(part).spans), parts).seconds

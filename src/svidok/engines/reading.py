"""The reading plan in this process: rules, and the learned reader beside them when it is installed."""

import functools
import json
from dataclasses import dataclass
from importlib import resources

import numpy as np

from svidok.codebook import load
from svidok.language.encoder import Encoder
from svidok.language.pieces import vocabulary
from svidok.model import Statement, TextLayer
from svidok.read import Reader
from svidok.read.learned import Examples, Learned
from svidok.read.voting import Gate, Vote

_FOLDER = "reader"  # of the codebook's data: the tuned layers, their labels, the votes


@dataclass(frozen=True, slots=True)
class Reading:
    """A reader, and the optional part that is not installed; "" when nothing is missing."""

    reader: Reader
    missing: str = ""

    @property
    def version(self) -> str:
        """Name the rules, the codebook and the model that read."""
        return self.reader.version

    def cannot(self, lang: str) -> str:
        """Say in one line what it cannot do, in a language; "" when nothing is missing."""
        return str(load().tables["words"]["missing"][self.missing][lang]) if self.missing else ""

    def read(self, layer: TextLayer, source: str) -> list[Statement]:
        """Return the statements of a text."""
        return self.reader.read(layer, source)


@functools.cache
def reader(*, semantic: bool = True) -> Reading:
    """Return the reader for the codebook that comes with the program; the same one each time.

    >>> reader(semantic=False).missing
    ''
    """
    if not semantic:
        return Reading(Reader(load()))
    learned = _learned()
    if learned is None:
        return Reading(Reader(load()), "semantic")
    return Reading(Reader(load(), learned))


def _learned() -> Learned | None:
    """Return the learned reader, or None when the extra is missing or not made for this machine."""
    known = vocabulary()
    if known is None:
        return None
    folder = resources.files("svidok.codebook").joinpath(_FOLDER)
    about = json.loads(folder.joinpath("labels.json").read_text("utf-8"))
    layers = folder.joinpath("layers.onnx").read_bytes()
    try:
        encoder = Encoder(known, layers, about["labels"], about["name"])
    except ImportError:
        return None
    fitted = json.loads(folder.joinpath("votes.json").read_text("utf-8"))
    votes = {name: Vote(tuple(v["weights"]), v["bar"], v["alone"]) for name, v in fitted["votes"].items()}
    gate = Gate(tuple(fitted["gate"]["weights"]), fitted["gate"]["bar"])
    with folder.joinpath("examples.npz").open("rb") as file, np.load(file, allow_pickle=False) as kept:
        examples = Examples(tuple(map(str, kept["ids"])), kept["rows"])
    return Learned(encoder, votes, gate, examples)

"""The reading plan in this process: rules, and sentence embeddings when they are installed."""

import functools
from dataclasses import dataclass

from svidok.codebook import load
from svidok.codebook.meanings import meanings
from svidok.language.vectors import load_embedder
from svidok.model import Statement, TextLayer
from svidok.read import Reader
from svidok.read.semantic import Semantic

WITHOUT = (
    "without the extra `semantic` proposals are not ranked by meaning, and a demand whose service has no word in the "
    "lexicon is missed: pip install svidok[semantic]"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A reader, and one line that says what it cannot do; "" when nothing is missing."""

    reader: Reader
    missing: str = ""

    @property
    def version(self) -> str:
        """Name the rules, the codebook and the model that read."""
        return self.reader.version

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
    embedder = load_embedder()
    if embedder is None:
        return Reading(Reader(load()), WITHOUT)
    return Reading(Reader(load(), Semantic(embedder, meanings())))

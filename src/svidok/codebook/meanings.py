"""What the services mean, as vectors of their definitions: read from `meanings.npz`, made by a script."""

import functools
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from svidok.codebook.read import LANGUAGES, Codebook

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Meanings:
    """One row of length one per definition, centred by language, with its code.

    `about` holds the mean of each language, to centre what is compared; `topic` is the direction that every
    sentence of the subject shares. `digest` names the definitions, `embedder` the model they were read with.
    """

    rows: Vectors
    labels: tuple[str, ...]
    about: Mapping[str, Vectors]
    topic: Vectors
    digest: str
    embedder: str


@functools.cache
def meanings() -> Meanings:
    """Return the vectors that come with the program.

    >>> "health.insulin" in meanings().labels
    True
    """
    with (files("svidok.codebook") / "meanings.npz").open("rb") as file, np.load(file, allow_pickle=False) as kept:
        return Meanings(
            rows=kept["rows"].astype(np.float32),
            labels=tuple(str(label) for label in kept["labels"]),
            about={str(lang): mean for lang, mean in zip(kept["languages"], kept["means"], strict=True)},
            topic=kept["topic"],
            digest=str(kept["digest"]),
            embedder=str(kept["embedder"]),
        )


def sentences_of(book: Codebook) -> Iterator[tuple[str, str, str]]:
    """Yield (code, language, label and definition) for every service.

    >>> from svidok.codebook import load
    >>> next(sentences_of(load()))[1]
    'uk'
    """
    for code in book.codes["service"].values():
        for lang in LANGUAGES:
            yield code.id, lang, f"{code.label[lang]}. {code.means[lang]}"


def digest(book: Codebook) -> str:
    """Name the definitions as they stand, to tell whether the vectors are still theirs.

    >>> from svidok.codebook import load
    >>> digest(load()) == meanings().digest
    True
    """
    return hashlib.sha256(repr(list(sentences_of(book))).encode()).hexdigest()[:16]

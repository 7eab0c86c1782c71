"""The reading plan in this process: rules, and sentence embeddings when they are installed."""

import functools

from svidok.codebook import load
from svidok.read import Reader


@functools.cache
def reader(*, semantic: bool = True) -> Reader:  # noqa: ARG001 - the embeddings are wired by `read.semantic`
    """Return the reader for the codebook that comes with the program; the same one each time.

    >>> reader(semantic=False) is reader(semantic=False)
    True
    """
    return Reader(load())

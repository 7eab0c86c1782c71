"""Files from the disk as documents: bytes, name and text layer."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from svidok.engines.parsing import Parser
from svidok.errors import FileMissing, SvidokError
from svidok.model import TextLayer


@dataclass(frozen=True, slots=True)
class Document:
    """A file as given: its bytes, what they hash to, the text read out of them, and the folder it lay in."""

    name: str
    data: bytes
    sha256: str
    layer: TextLayer
    folder: str = ""


def read_documents(paths: Iterable[Path]) -> Iterator[tuple[Path, Document | SvidokError]]:
    """Yield each file with what it holds, or with the error that names its trouble and never its words.

    One parser process serves them all; it is started anew after a file that broke it.
    """
    with Parser() as parser:
        for path in paths:
            try:
                data = read_bytes(path)
            except SvidokError as error:
                yield path, error
                continue
            layer = parser.read(data, path.name)
            if isinstance(layer, SvidokError):
                yield path, layer
            else:
                yield path, Document(path.name, data, hashlib.sha256(data).hexdigest(), layer, path.parent.name)


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes, or raise FileMissing."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileMissing(name=path.name) from error

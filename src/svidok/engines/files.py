"""Files from the disk as documents: bytes, name, kind and text layer."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from svidok.engines.parsing import read_in_process
from svidok.errors import SvidokError
from svidok.model import TextLayer


class FileMissing(SvidokError):
    """A path that leads to no readable file."""

    code = "SV240"
    say = "there is no readable file {name}"
    do = "check the path; nothing has been changed"


@dataclass(frozen=True, slots=True)
class Document:
    """A file as given: its bytes, what they hash to, and the text read out of them."""

    name: str
    data: bytes
    sha256: str
    layer: TextLayer


def read_document(path: Path) -> Document:
    """Read a file and its text; raises a SvidokError that names the file's trouble and never its words."""
    data = read_bytes(path)
    layer = read_in_process(data, path.name)
    if isinstance(layer, SvidokError):
        raise layer
    return Document(path.name, data, hashlib.sha256(data).hexdigest(), layer)


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes, or raise FileMissing."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileMissing(name=path.name) from error

"""Files from the disk as documents: bytes, name and text layer."""

import hashlib
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from svidok.engines.parsing import Parser
from svidok.errors import FileMissing, FileTooLarge, SvidokError
from svidok.model import TextLayer
from svidok.preserve.limits import FILE_BYTES, shown


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
            layer = parser.read(data, file_name(path))
            if isinstance(layer, SvidokError):
                yield path, layer
            else:
                yield (
                    path,
                    Document(file_name(path), data, hashlib.sha256(data).hexdigest(), layer, file_name(path.parent)),
                )


def read_bytes(path: Path, most: int = FILE_BYTES) -> bytes:
    """Return the bytes of a regular file; its size is asked before anything is read.

    Raises FileMissing, also for a folder, a pipe or a device, and FileTooLarge.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise FileMissing(name=shown(path.name))
        if about.st_size > most:
            raise FileTooLarge(name=shown(path.name), most=most, unit="bytes")
        return path.read_bytes()
    except OSError as error:
        raise FileMissing(name=shown(path.name)) from error


def file_name(path: Path) -> str:
    """Return a file's name as text; bytes that are no text, as old archives leave them, become a question mark.

    >>> file_name(Path(b"talk\\xff.txt".decode("utf-8", "surrogateescape")))
    'talk?.txt'
    """
    return path.name.encode("utf-8", "replace").decode()

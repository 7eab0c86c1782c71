"""The parts of a Word package, unpacked within limits: a ZIP archive that may be hostile.

Nothing is written anywhere and no name of a part is ever used as a path.
"""

import io
import zipfile
import zlib

from svidok.errors import BombRefused, FileDamaged, FileLocked, FormatUnknown
from svidok.preserve import limits

_DOCUMENT = "word/document.xml"
_OTHERS = (  # what else begins like a ZIP archive, told by one of its parts
    ("xl/workbook.xml", "a spreadsheet"),
    ("ppt/presentation.xml", "a presentation"),
    ("META-INF/container.xml", "a book"),
    ("content.xml", "an OpenDocument file"),
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what Word writes; others unpack without a bound
_LOCKED_BIT = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError)  # all that zipfile raises


class Package:
    """A Word package whose sizes have been checked; `part` unpacks one part.

    Raises FileDamaged, FileLocked, BombRefused, FileTooLarge or FormatUnknown.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise FileDamaged(name=limits.shown(name), why="its list of parts is missing or broken") from None
        self._sizes = self._checked(len(data))

    def _checked(self, packed: int) -> dict[str, int]:
        infos = self._zip.infolist()
        limits.no_more_than(limits.ZIP_ENTRIES, len(infos), "parts", self._name)
        if any(info.flag_bits & _LOCKED_BIT for info in infos):
            raise FileLocked(name=limits.shown(self._name))
        sizes = {info.filename: info.file_size for info in infos}
        if _DOCUMENT not in sizes:
            looks = next((looks for part, looks in _OTHERS if part in sizes), "an archive")
            raise FormatUnknown(name=limits.shown(self._name), looks=looks)
        if len(sizes) != len(infos):
            raise FileDamaged(name=limits.shown(self._name), why="two of its parts have one name")
        unpacked = sum(sizes.values())
        if unpacked > limits.ZIP_SMALL and unpacked > limits.ZIP_RATIO * packed:
            raise BombRefused(name=limits.shown(self._name), times=f"{unpacked // packed:,}")
        return sizes

    def names(self) -> tuple[str, ...]:
        """Return the names of the parts, sorted."""
        return tuple(sorted(self._sizes))

    def part(self, part: str) -> bytes:
        """Return the bytes of one part, or b"" when there is none; its stated size is never exceeded."""
        if part not in self._sizes:
            return b""
        limits.no_more_than(limits.PART_BYTES, self._sizes[part], "bytes in one part", self._name)
        if self._zip.getinfo(part).compress_type not in _METHODS:
            raise FileDamaged(name=limits.shown(self._name), why="a part is packed in a way that Word does not use")
        try:
            return self._zip.read(part)
        except _BROKEN:
            raise FileDamaged(name=limits.shown(self._name), why="a part cannot be unpacked") from None

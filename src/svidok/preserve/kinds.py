"""What a file is, told by its first bytes; its name is only a hint and never decides against the content.

Nothing is unpacked or parsed here: what these functions do is safe for any bytes.
"""

import codecs
import re
from dataclasses import dataclass
from typing import Literal

from svidok.errors import FileEmpty, FileLocked, FormatUnknown
from svidok.preserve import limits

Kind = Literal["txt", "md", "html", "docx", "pdf"]
LOOKS = (
    "a picture",
    "a recording",
    "a spreadsheet",
    "a presentation",
    "an OpenDocument file",
    "a book",
    "an archive",
    "an old Word file",
    "a rich text file",
    "data (JSON)",
    "data (XML)",
    "a program",
    "no kind of text",
)  # everything FormatUnknown may say

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "a picture"),
    (b"\x89PNG\r\n", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"OggS", "a recording"),
    (b"ID3", "a recording"),
    (b"fLaC", "a recording"),
    (b"\x1aE\xdf\xa3", "a recording"),
    (b"{\\rtf", "a rich text file"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"\x1f\x8b", "an archive"),
    (b"MZ\x90", "a program"),
    (b"\x7fELF", "a program"),
)
_PDF = b"%PDF-"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream in which Office keeps a locked docx
_HEAD = 1024  # bytes in which a PDF header or an HTML root is looked for
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,900}-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(?:p|div|br|h[1-6]|article|main|span|table|meta|title)\b[^<>]{0,300}>", re.I)
_JSON = re.compile(r'\s*(?:\{\s*"|\[\s*[\[{"])')
_SUFFIXES: dict[str, Kind] = {
    "txt": "txt",
    "text": "txt",
    "md": "md",
    "markdown": "md",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
    "docx": "docx",
    "docm": "docx",
    "pdf": "pdf",
}
_NAMES: dict[Kind, str] = {"txt": "plain text", "md": "plain text", "html": "html", "docx": "docx", "pdf": "pdf"}


@dataclass(frozen=True, slots=True)
class Found:
    """What a file is, and what was odd about it."""

    kind: Kind
    notes: tuple[str, ...] = ()


def suffix(name: str) -> str:
    """Return the ending of a file name in lower case, without its dot.

    >>> suffix("Скарга.PDF"), suffix("notes")
    ('pdf', '')
    """
    return name.rpartition(".")[2].lower() if "." in name else ""


def detect(data: bytes, name: str) -> Found:
    """Tell what a file is; raises FileEmpty, FileTooLarge, FileLocked or FormatUnknown.

    Any ZIP archive counts as docx here, since only unpacking shows what it holds. A file that has a wrong name is
    read by its content, and a note says so.

    >>> detect(b"%PDF-1.7 ...", "letter.docx")
    Found(kind='pdf', notes=('named .docx, is pdf',))
    """
    if not data:
        raise FileEmpty(name=limits.shown(name))
    limits.no_more_than(limits.FILE_BYTES, len(data), "bytes", name)
    kind = _kind(data, name)
    return Found(kind, (*_wrong_name(kind, name), *_second_face(kind, data)))


def _kind(data: bytes, name: str) -> Kind:
    begins = data[:_HEAD].lstrip(b"\0\t\n\f\r \xef\xbb\xbf").startswith(_PDF)
    if begins or (suffix(name) == "pdf" and _PDF in data[:_HEAD]):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    looks = _refused(data)
    if looks:
        raise FormatUnknown(name=limits.shown(name), looks=looks)
    if data.startswith(_OLE):
        if _OLE_LOCKED in data:
            raise FileLocked(name=limits.shown(name))
        raise FormatUnknown(name=limits.shown(name), looks="an old Word file")
    return _text_kind(data, name)


def _refused(data: bytes) -> str:
    """Name what begins with these bytes and is not read, or ""."""
    if data[4:8] == b"ftyp" or data[:4] == b"RIFF":
        picture = data[8:12] in (b"heic", b"mif1", b"avif", b"WEBP")
        return "a picture" if picture else "a recording"
    if data.startswith((b"PK\x05\x06", b"PK\x07\x08")):
        return "an archive"
    return next((looks for magic, looks in _MAGIC if data.startswith(magic)), "")


def _text_kind(data: bytes, name: str) -> Kind:
    head = _readable_head(data)
    hint = _SUFFIXES.get(suffix(name), "txt")
    if _HTML.match(head) or (hint == "html" and _TAG.search(head)):
        return "html"
    if head.lstrip().startswith("<?xml"):
        raise FormatUnknown(name=limits.shown(name), looks="data (XML)")
    if _JSON.match(head) and data.rstrip()[-1:] in (b"}", b"]"):
        raise FormatUnknown(name=limits.shown(name), looks="data (JSON)")
    return "md" if hint == "md" else "txt"


def _readable_head(data: bytes) -> str:
    """The first bytes as text in which tags can be looked for, whatever the encoding."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data[: 2 * _HEAD].decode("utf-16", errors="ignore")
    return data[:_HEAD].removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _wrong_name(kind: Kind, name: str) -> tuple[str, ...]:
    """A note when the ending promises another kind; .txt and .md are both plain text."""
    ending = suffix(name)
    hint = _SUFFIXES.get(ending)
    if hint is None or _NAMES[hint] == _NAMES[kind]:
        return ()
    return (f"named .{ending}, is {_NAMES[kind]}",)


def _second_face(kind: Kind, data: bytes) -> tuple[str, ...]:
    """A note about a file that another program would open as something else."""
    if kind == "pdf" and b"PK\x05\x06" in data[-65_557:]:
        return ("a zip archive is hidden at its end",)
    if kind in ("docx", "html") and _PDF in data[:_HEAD]:
        return ("a pdf may be hidden in it",)
    return ()

"""The text layer that a PDF carries, page by page; nothing is recognised from pictures, nothing in it is run."""

import ctypes
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from svidok.errors import FileDamaged, FileLocked, TextMissing
from svidok.model import TextLayer
from svidok.preserve import limits
from svidok.preserve.pdf_lines import Line, paragraphs
from svidok.preserve.writing import LayerWriter

_LOCKED = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
_EDGE_PAGES = 3  # pages that begin or end alike before that is taken for a running head
_TITLE_BYTES = 10_000  # a longer title is none
_EDGE_LENGTH = 160  # characters of a running head at most


def read_pdf(data: bytes, name: str) -> TextLayer:
    """Return the text layer of a PDF; raises FileDamaged, FileLocked, FileTooLarge or TextMissing (a scan).

    Lines are joined to paragraphs with a space; hyphens at line ends stay. Form fields and notes are no part of
    the text; the layer's notes tell of pages without text and of attached files.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as wrong:
        if wrong.err_code in _LOCKED:
            raise FileLocked(name=limits.shown(name)) from None
        raise FileDamaged(name=limits.shown(name), why="it is no PDF that can be opened") from None
    try:
        return _read(document, name)
    finally:
        document.close()


def _read(document: Any, name: str) -> TextLayer:
    count = len(document)
    limits.no_more_than(limits.PAGES, count, "pages", name)
    broken: list[int] = []
    pages = [_page(document, number, broken, name) for number in range(count)]
    if count and len(broken) == count:
        raise FileDamaged(name=limits.shown(name), why="none of its pages can be read")
    running = _running(pages)
    writer = LayerWriter(name)
    for number, page in enumerate(pages, 1):
        for place, words in enumerate(page):
            edge = place in (0, len(page) - 1) and _bare(words) in running
            writer.add(words, "boilerplate" if edge else "paragraph", f"page {number}")
    if not writer.kinds:
        raise TextMissing(name=limits.shown(name))
    return limits.checked(writer.layer(_title(document), tuple(_notes(document, pages, broken))), name)


def _title(document: Any) -> str:
    """The title in the document's own data, whatever bytes stand there."""
    size = raw.FPDF_GetMetaText(document, b"Title", None, 0)
    if size > _TITLE_BYTES:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDF_GetMetaText(document, b"Title", buffer, size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _notes(document: Any, pages: list[list[str]], broken: list[int]) -> Iterator[str]:
    yield f"pages: {len(pages)}"
    empty = [str(n) for n, page in enumerate(pages, 1) if not page and n - 1 not in broken]
    if empty:
        yield f"pages without text: {', '.join(empty)}"
    if broken:
        yield f"pages that cannot be read: {', '.join(str(n + 1) for n in broken)}"
    attached = document.count_attachments()
    if attached:
        yield f"attached files not read: {attached}"


def _page(document: Any, number: int, broken: list[int], name: str) -> list[str]:
    """The paragraphs of one page; a page that cannot be opened is remembered in `broken`."""
    try:
        page = document[number]
        text = page.get_textpage()
    except pdfium.PdfiumError:
        broken.append(number)
        return []
    try:
        limits.no_more_than(limits.CHARACTERS, text.count_chars(), "characters", name)
        return paragraphs(list(_lines(text)))
    finally:
        text.close()
        page.close()


def _lines(text: Any) -> Iterator[Line]:
    """The printed lines of a page, as pdfium tells them: it puts a line end between two that stand apart."""
    words: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    for index in range(text.count_chars()):
        sign = _sign(text, index)
        if sign in "\r\n":
            if words:
                yield _line(words, boxes)
            words, boxes = [], []
            continue
        words.append(sign)
        if not sign.isspace():
            boxes.append(_box(text, index))
    if words:
        yield _line(words, boxes)


def _sign(text: Any, index: int) -> str:
    """One UTF-16 unit, as pdfium counts them; what stands for no letter comes as U+FFFD."""
    code = raw.FPDFText_GetUnicode(text, index)
    if raw.FPDFText_IsHyphen(text, index) == 1:
        return "-"
    return "\ufffd" if code in (0, 0xFFFE, 0xFFFF) or code > 0x10FFFF else chr(code)


def _box(text: Any, index: int) -> tuple[float, float, float, float]:
    """Left, right, bottom and height of a character, from its font and not its shape, so that a line is level."""
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
    return box.left, box.right, box.bottom, box.top - box.bottom


def _line(words: list[str], boxes: list[tuple[float, float, float, float]]) -> Line:
    lefts, rights, bottoms, heights = zip(*boxes or [(0.0, 0.0, 0.0, 0.0)], strict=True)
    whole = "".join(words).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")  # pairs become one sign
    return Line(whole, min(lefts), max(rights), min(bottoms), max(heights))


def _running(pages: list[list[str]]) -> frozenset[str]:
    """Heads and feet that stand on several pages, page numbers aside."""
    ends = (words for page in pages if page for words in {page[0], page[-1]})
    edges = Counter(_bare(words) for words in ends if len(words) <= _EDGE_LENGTH)
    return frozenset(words for words, count in edges.items() if count >= _EDGE_PAGES)


def _bare(words: str) -> str:
    return "".join(c for c in words if not c.isdigit()).strip()

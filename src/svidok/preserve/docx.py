"""Word documents: paragraphs, tables, text boxes and notes, read as a stream out of the package's XML.

What a reader of the printed page sees is text. Comments, deleted text and hidden text are not; how many there are
stands in the notes. Inserted text that nobody has accepted yet is text, and is noted.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from svidok.errors import TextMissing
from svidok.model import BlockKind, TextLayer
from svidok.preserve import limits
from svidok.preserve.package import Package
from svidok.preserve.word_parts import Outside, Styles, Tally, Title
from svidok.preserve.writing import LayerWriter
from svidok.preserve.xml import hear

_WORD = (  # the two namespaces of one language: what Word writes, and what the standard's strict form says
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_DELETED = "tracked deletions left out"
_LEFT_OUT = {"del": _DELETED, "moveFrom": _DELETED, "rPrChange": "", "pPrChange": ""}  # how it looked before is no text
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_OFF = ("0", "false", "off")
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def read_docx(data: bytes, name: str) -> TextLayer:
    """Return the text layer of a Word document.

    Raises FileDamaged, FileLocked, BombRefused, FileTooLarge, FormatUnknown or TextMissing. Body first, then
    footnotes and endnotes. Cells of a table are one block for each of their paragraphs.
    """
    package = Package(data, name)
    styles = Styles()
    if package.part("word/styles.xml"):
        hear(package.part("word/styles.xml"), styles, name)
    story = _Story(LayerWriter(name), styles)
    for part, unit in (("document", ""), ("footnotes", "footnote"), ("endnotes", "endnote")):
        story.unit = unit
        if package.part(f"word/{part}.xml"):
            hear(package.part(f"word/{part}.xml"), story, name)
    if not story.writer.kinds:
        raise TextMissing(name=limits.shown(name))
    return limits.checked(story.writer.layer(_title(package, name), _notes(package, story, name)), name)


def _notes(package: Package, story: "_Story", name: str) -> tuple[str, ...]:
    counts = Counter(story.counts)
    comments = Tally("comment")
    hear(package.part("word/comments.xml") or b"<none/>", comments, name)
    counts["comments left out"] = comments.count
    names = package.names()
    counts["page headers and footers left out"] = sum(n.startswith(("word/header", "word/footer")) for n in names)
    counts["pictures not read"] = sum(n.startswith("word/media/") for n in names)
    counts["embedded files not read"] = sum(n.startswith("word/embeddings/") for n in names)
    counts["macros, never run"] = sum(n.endswith("vbaProject.bin") for n in names)
    links = Outside()
    for part in names:
        if part.startswith("word/_rels/"):
            hear(package.part(part), links, name)
    counts["parts elsewhere, not fetched"] = links.count
    return tuple(f"{what}: {count}" for what, count in sorted(counts.items()) if what and count)


def _title(package: Package, name: str) -> str:
    title = Title()
    hear(package.part("docProps/core.xml") or b"<none/>", title, name)
    return "".join(title.words)


@dataclass(slots=True)
class _Paragraph:
    words: list[str] = field(default_factory=list)
    kind: BlockKind = "paragraph"
    boxes: "list[_Paragraph]" = field(default_factory=list)  # text boxes that hang on it: written after it


@dataclass(slots=True)
class _Table:
    number: int
    row: int = 0
    cell: int = 0


class _Story:
    """Hears the elements of a story (body, footnotes) and writes its blocks."""

    def __init__(self, writer: LayerWriter, styles: Styles) -> None:
        self.writer = writer
        self.unit = ""
        self.counts: Counter[str] = Counter()
        self._styles = styles
        self._open: list[_Paragraph] = []
        self._tables: list[_Table] = []
        self._numbers: Counter[str] = Counter()
        self._muted = 0  # how many elements deep inside something that is left out
        self._listening = False
        self._hidden = False
        self._in_run_properties = False
        self._note = ""

    def start(self, space: str, tag: str, attributes: Mapping[str, str], /) -> None:
        """Hear that an element opens."""
        if self._muted or tag == "Fallback" or (space in _WORD and self._left_out(tag, attributes)):
            self._muted += 1
        elif space in _WORD:
            self._structure(tag, attributes)
            self._inline(tag, attributes)

    def end(self, space: str, tag: str, /) -> None:
        """Hear that an element closes."""
        if self._muted:
            self._muted -= 1
        elif space in _WORD:
            self._close(tag)

    def text(self, words: str, /) -> None:
        """Keep characters that stand in a text element."""
        if self._listening and self._open and not (self._muted or self._hidden):
            self._open[-1].words.append(words)

    def _left_out(self, tag: str, attributes: Mapping[str, str]) -> bool:
        if tag in ("footnote", "endnote") and attributes.get("type") in _SEPARATORS:
            return True
        if tag in _LEFT_OUT:
            self.counts[_LEFT_OUT[tag]] += 1
        return tag in _LEFT_OUT

    def _structure(self, tag: str, attributes: Mapping[str, str]) -> None:
        value = attributes.get("val", "")
        if tag == "p":
            self._open.append(_Paragraph())
        elif tag == "tbl":
            self._numbers["table"] += 1
            self._tables.append(_Table(self._numbers["table"]))
        elif tag == "tr" and self._tables:
            self._tables[-1].row, self._tables[-1].cell = self._tables[-1].row + 1, 0
        elif tag == "tc" and self._tables:
            self._tables[-1].cell += 1
        elif tag == "pStyle" and self._open:
            self._open[-1].kind = self._styles.kind(value)
        elif tag == "numPr" and self._open and self._open[-1].kind == "paragraph":
            self._open[-1].kind = "list"
        elif tag in ("footnote", "endnote"):
            self._note = attributes.get("id", "")

    def _inline(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "r":
            self._hidden = False
        elif tag == "rPr":
            self._in_run_properties = True
        elif tag == "vanish" and self._in_run_properties and attributes.get("val", "1") not in _OFF:
            self._hidden = True
            self.counts["hidden text left out"] += 1
        elif tag == "t":
            self._listening = True
        elif tag in ("ins", "moveTo"):
            self.counts["tracked insertions read as text"] += 1
        elif tag in _SIGNS and self._open and not self._in_run_properties and not self._hidden:
            self._open[-1].words.append(_SIGNS[tag])

    def _close(self, tag: str) -> None:
        if tag == "p" and self._open:
            done = self._open.pop()
            if self._open:
                self._open[-1].boxes += [done, *done.boxes]
            else:
                self._write([done, *done.boxes])
        elif tag == "tbl" and self._tables:
            self._tables.pop()
        elif tag == "t":
            self._listening = False
        elif tag == "rPr":
            self._in_run_properties = False
        elif tag == "r":
            self._hidden = False

    def _write(self, paragraphs: list[_Paragraph]) -> None:
        for paragraph in paragraphs:
            words = "".join(paragraph.words)
            if words.strip():
                kind: BlockKind = "cell" if self._tables else paragraph.kind
                self.writer.add(words, kind, self._where(kind))

    def _where(self, kind: BlockKind) -> str:
        if self.unit:
            return f"{self.unit} {self._note}"
        if self._tables:
            table = self._tables[-1]
            return f"table {table.number}, row {table.row}, cell {table.cell}"
        self._numbers[kind] += 1
        return f"{'list item' if kind == 'list' else kind} {self._numbers[kind]}"

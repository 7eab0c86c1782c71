"""From the bytes of a file to its text layer: the one way in, whatever the kind."""

from svidok.model import TextLayer
from svidok.preserve.docx import read_docx
from svidok.preserve.html import read_html
from svidok.preserve.kinds import Kind, detect
from svidok.preserve.pdf import read_pdf
from svidok.preserve.plain import read_plain


def read_layer(data: bytes, name: str) -> TextLayer:
    """Return the text that a file holds, with blocks that lead back to places in it.

    `name` is a hint for Markdown and for notes such as "named .pdf, is docx"; the content decides. Raises one of the
    errors SV220 to SV227 and no other exception. For files from strangers use `svidok.engines.parsing`, which runs
    this in a process that has nothing to lose.

    >>> read_layer("Інсулін не дають.".encode(), "скарга.txt").blocks[0].where
    'paragraph 1'
    """
    found = detect(data, name)
    layer = _read(found.kind, data, name)
    return TextLayer(layer.text, layer.blocks, layer.title, found.notes + layer.notes)


def _read(kind: Kind, data: bytes, name: str) -> TextLayer:
    match kind:
        case "pdf":
            return read_pdf(data, name)
        case "docx":
            return read_docx(data, name)
        case "html":
            return read_html(data, name)
        case "md" | "txt":
            return read_plain(data, name, markdown=kind == "md")

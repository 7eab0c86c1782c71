"""Bringing a file into an open casebook: its bytes first, then its text."""

from pathlib import Path
from typing import TYPE_CHECKING

from svidok.engines.files import file_name, read_bytes
from svidok.engines.parsing import Parser, read_in_process
from svidok.errors import FileEmpty, SvidokError
from svidok.model import Consent, SourceKind, TextLayer

# An original is sealed in memory; a larger one, a film for instance, needs sealing piece by piece.
KEPT_BYTES = 1_000_000_000

if TYPE_CHECKING:
    from svidok.casebook.store import Casebook, Kept


def preserve_file(
    casebook: "Casebook",
    path: str | Path,
    *,
    kind: SourceKind,
    consent: Consent = Consent(),  # noqa: B008 - a frozen value
    parser: Parser | None = None,
) -> tuple["Kept", TextLayer | SvidokError]:
    """Keep a file byte for byte, then read its text; return what was kept, and the text or why there is none.

    The bytes are on the disk before anything tries to read them. For many files give one `parser` to all. Raises
    FileMissing, FileEmpty; what keeps the text from being read is returned and recorded, and not raised.

    >>> import tempfile
    >>> from svidok import create_casebook
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "talk.txt").write_text("They gave no insulin without the passport.")
    >>> with create_casebook(folder / "demo.casebook", "five dry plums on a table", coder="o.k") as casebook:
    ...     kept, layer = preserve_file(casebook, folder / "talk.txt", kind="interview")
    >>> kept.known, layer.text
    (False, 'They gave no insulin without the passport.')
    """
    file = Path(path)
    name, data = file_name(file), read_bytes(file, KEPT_BYTES)
    if not data:
        raise FileEmpty(name=name)
    kept = casebook.preserve(name, data, kind=kind, consent=consent)
    layer = parser.read(data, name) if parser else read_in_process(data, name)
    if isinstance(layer, TextLayer):
        casebook.keep_text(kept.source_id, layer)
    else:
        casebook.keep_failure(kept.source_id, layer.code)
    return kept, layer

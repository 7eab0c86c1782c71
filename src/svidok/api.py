"""The functions behind the Python API that are no stage of their own; `import svidok` hands them out when asked.

Names say what goes in, since `svidok.read`, `svidok.link` and the like are the stages themselves.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from svidok.codebook import load
from svidok.engines.files import Document, read_documents
from svidok.engines.reading import reader
from svidok.engines.whole import pages, sources_of, work
from svidok.errors import SvidokError
from svidok.model import Statement
from svidok.preserve.plain import read_plain
from svidok.release import masking


def read_text(text: str, source: str = "text", *, semantic: bool = True) -> list[Statement]:
    """Return the statements proposed of a text; `source` names it in every span.

    `semantic` lets the learned reader vote with the rules when that extra is installed. Nothing is kept or decided.

    >>> said = read_text("У Токмаку мені не дали інсулін: сказали, тільки з російським паспортом.")
    >>> [(one.values("service"), one.slot("place")[0].detail["name_en"]) for one in said]
    [(('health.insulin',), 'Tokmak')]
    """
    layer = read_plain(text.encode("utf-8", "surrogatepass"), source)
    return reader(semantic=semantic).read(layer, source)


def read_file(path: str | Path, *, semantic: bool = True) -> list[Statement]:
    """Return the statements proposed of a file: txt, md, html, docx or pdf, read in a process that can open nothing.

    Raises a SvidokError that says why the file cannot be read.

    >>> read_file("no-such-file.txt")
    Traceback (most recent call last):
    svidok.errors.FileMissing: SV232: there is no readable file no-such-file.txt
      do: check the path; nothing has been changed
    """
    (_, document), *_ = read_documents([Path(path)])
    if isinstance(document, SvidokError):
        raise document
    return reader(semantic=semantic).read(document.layer, document.name)


def mask(text: str, *, lang: str = "") -> str:
    """Return a text with names, numbers, places and recognisable details masked; `lang` helps with short texts.

    No program makes a text safe: details that are left combine, so a person must look before anything leaves.
    `svidok.release.masking` gives the single masks with their reasons, and what is left.

    >>> mask("Call me: +380 67 123 45 67.")
    'Call me: [phone number].'
    """
    return masking.masked(text, masking.mask(text, book=load(), lang_hint=lang))


def draft(texts: Mapping[str, str], *, lang: str = "en", as_of: str, semantic: bool = True) -> dict[str, bytes]:
    """Return the files of a draft report of texts by name, and under `public/` what could leave as it stands.

    Everything in it is marked unreviewed. `as_of` is the ISO day on which it is made.

    >>> made = draft({"a.txt": "Без паспорта РФ пенсію не дали."}, as_of="2026-11-24", semantic=False)
    >>> sorted(name for name in made if name.endswith("report.html"))
    ['public/report.html', 'report.html']
    """
    documents = []
    for name, text in texts.items():
        data = text.encode("utf-8", "surrogatepass")
        documents.append(Document(name, data, hashlib.sha256(data).hexdigest(), read_plain(data, name)))
    book = load()
    return pages(work(sources_of(documents), reader(semantic=semantic), book), book, lang, as_of)

"""The whole way in this process: documents to a draft and to what could leave, without a casebook."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from svidok.codebook import Codebook
from svidok.engines.files import Document
from svidok.engines.reading import Reading
from svidok.engines.suppression import tau_argus
from svidok.link import link
from svidok.model import Audience, Consent, Finding, Incident, Release, Source, SourceKind, Statement
from svidok.publish import publish
from svidok.qualify import qualify
from svidok.release import release


@dataclass(frozen=True, slots=True)
class Work:
    """What the stages made of a set of documents."""

    sources: tuple[Source, ...]
    statements: tuple[Statement, ...]
    incidents: tuple[Incident, ...]
    findings: tuple[Finding, ...]
    reader: str


def sources_of(documents: Iterable[Document], published: bool = True) -> list[Source]:
    """Make sources of documents; the same bytes twice are one source, and equal names are told apart."""
    made: dict[str, Source] = {}
    names: set[str] = set()
    for document in documents:
        if document.sha256 in made:
            continue
        name = document.name if document.name not in names else f"{document.name}~{document.sha256[:6]}"
        names.add(name)
        made[document.sha256] = Source(
            id=name,
            kind=kind_of(f"{document.folder}/{document.name}"),
            format=document.name.rpartition(".")[2].lower(),
            sha256=document.sha256,
            size=len(document.data),
            layer=document.layer,
            consent=Consent(published=published),
        )
    return list(made.values())


def kind_of(name: str) -> SourceKind:
    """Guess what a file is from its name and folder; a casebook asks instead of guessing.

    >>> kind_of("chat-tokmak.txt"), kind_of("interviews/halyna.docx"), kind_of("x.html")
    ('chat', 'interview', 'article')
    """
    low = name.lower()
    for word, kind in _BY_NAME.items():
        if word in low:
            return kind
    return "article"


_BY_NAME: dict[str, SourceKind] = {
    "interview": "interview",
    "statement": "statement",
    "chat": "chat",
    "form": "submission",
    "scan": "document",
}


def work(sources: Sequence[Source], reader: Reading, book: Codebook) -> Work:
    """Read, link and qualify."""
    statements = [s for source in sources for s in reader.read(source.layer, source.id)]
    layers = {source.id: source.layer for source in sources}
    incidents = link(statements, layers)
    findings = qualify(incidents, statements, book.records["norms"], book.records["windows"])
    return Work(tuple(sources), tuple(statements), tuple(incidents), tuple(findings), reader.version)


def release_of(done: Work, book: Codebook, audience: Audience, as_of: str) -> Release:
    """Decide what may leave for an audience."""
    return release(
        done.incidents,
        done.statements,
        done.findings,
        done.sources,
        audience=audience,
        book=book,
        as_of=as_of,
        reader=done.reader,
        suppress=tau_argus,
    )


def pages(done: Work, book: Codebook, lang: str, as_of: str) -> dict[str, bytes]:
    """Return the files of a draft: the report for the person's own eyes, and under `public/` what could leave."""
    own = publish(release_of(done, book, "draft", as_of), book, lang)
    public = publish(release_of(done, book, "public", as_of), book, lang)
    return {**own, **{f"public/{name}": body for name, body in public.items()}}

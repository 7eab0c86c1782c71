"""The report: one HTML file that asks nothing of any network."""

import base64
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from svidok.codebook import Codebook
from svidok.errors import TextsInRelease
from svidok.model import Release
from svidok.publish.atlas import Atlas, atlas
from svidok.publish.entries import EntryView, entry_views
from svidok.publish.matrices import Matrix, matrices
from svidok.publish.method import Figure, Glossary, breakdown, figures, glossary, withheld
from svidok.publish.speaking import Speaker
from svidok.publish.timeline import Timeline, timeline
from svidok.publish.ways import Index, Marked, Texts, Way
from svidok.publish.words import words

SECTIONS = (
    "figures",
    "matrix",
    "map",
    "timeline",
    "incidents",
    "patterns",
    "measures",
    "readings",
    "method",
    "glossary",
    "verify",
)
# The subset names of the font files, with the characters each holds: the browser picks a face by them.
_SUBSETS = {
    "cyrillic": "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116",
    "latin": "U+0000-00FF,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215",
}
_FAMILIES = {"noto-serif": "Svidok Serif", "noto-sans": "Svidok Sans"}


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the templates may show."""

    lang: str
    draft: bool
    sections: tuple[str, ...]
    figures: tuple[Figure, ...]
    kinds: str
    languages: str
    matrices: tuple[Matrix, ...]
    atlas: Atlas
    timeline: Timeline
    incidents: tuple[EntryView, ...]
    patterns: tuple[EntryView, ...]
    measures: tuple[EntryView, ...]
    ways: tuple[Way, ...]
    readings: tuple[Marked, ...]
    withheld: tuple[tuple[str, str], ...]
    glossary: tuple[Glossary, ...]


def report(release: Release, book: Codebook, lang: str) -> bytes:
    """Return the report as UTF-8 HTML; the same release gives the same bytes.

    Raises ReportLanguageUnknown, TextsInRelease when a release for others carries source texts,
    CountWithoutIncidents and QuotationNotThere when a draft does not lead back to its sources.
    """
    if release.audience != "draft" and release.readings:
        raise TextsInRelease(audience=release.audience, texts=len(release.readings))
    speaker = Speaker(book, words(lang))
    page = _page(release, speaker)
    html = (
        _environment()
        .get_template("report.html.j2")
        .render(page=page, release=release, t=speaker.words.say, speak=speaker, style=_style())
    )
    return html.encode("utf-8")


def _page(release: Release, speaker: Speaker) -> Page:
    index, texts = Index(release), Texts(release.readings)
    # Order matters: the index gathers its lines while the figures are drawn, the texts their marks from the entries.
    tables, tiles, line = (
        tuple(matrices(release, speaker, index)),
        atlas(release, speaker, index),
        timeline(release, speaker, index),
    )
    incidents = tuple(entry_views("incident", release.incidents, speaker, texts))
    patterns = tuple(entry_views("pattern", release.patterns, speaker, texts))
    measures = tuple(entry_views("measure", release.measures, speaker, texts))
    return Page(
        lang=speaker.words.lang,
        draft=release.audience == "draft",
        sections=tuple(name for name in SECTIONS if name != "readings" or release.readings),
        figures=figures(release, speaker),
        kinds=breakdown(release.sources, "kind", speaker),
        languages=breakdown(release.languages, "language", speaker),
        matrices=tables,
        atlas=tiles,
        timeline=line,
        incidents=incidents,
        patterns=patterns,
        measures=measures,
        ways=index.ways,
        readings=tuple(texts.marked()),
        withheld=withheld(release, speaker),
        glossary=glossary(release, speaker),
    )


@functools.cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("svidok.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@functools.cache
def _style() -> Markup:
    """The style sheet with its fonts inside; it is ours alone, so it needs no escaping."""
    sheet = (resources.files("svidok.publish") / "templates" / "style.css").read_text(encoding="utf-8")
    return Markup("\n".join([*_faces(), sheet]))  # noqa: S704 - no word of a release is in it


def _faces() -> Iterator[str]:
    folder = resources.files("svidok.publish") / "fonts"
    for name, family in _FAMILIES.items():
        for subset, characters in _SUBSETS.items():
            for weight in (400, 700):
                body = (folder / f"{name}-{subset}-{weight}-normal.woff2").read_bytes()
                data = base64.b64encode(body).decode("ascii")
                yield (
                    f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:normal;'
                    f"unicode-range:{characters};src:url(data:font/woff2;base64,{data}) format('woff2')}}"
                )

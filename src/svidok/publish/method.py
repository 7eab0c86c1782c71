"""What a report says of itself: its figures, what it withheld, the codes it used."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from svidok.model import Entry, Release
from svidok.publish.behind import axes
from svidok.publish.speaking import UNKNOWN, Speaker

FIGURES = ("incidents", "origins", "sources", "patterns", "measures")
_LEADS = {
    "incidents": "#incidents",
    "origins": "#incidents",
    "sources": "#readings",
    "patterns": "#patterns",
    "measures": "#measures",
}
_TERMS = ("service", "coercion", "actor", "outcome")


@dataclass(frozen=True, slots=True)
class Figure:
    """One key figure: the number in words or digits, what it counts, where it leads."""

    text: str
    label: str
    means: str
    href: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Term:
    """One code of the glossary."""

    code: str
    label: str
    means: str


@dataclass(frozen=True, slots=True)
class Glossary:
    """The codes of one dimension that the report uses."""

    label: str
    terms: tuple[Term, ...]


def figures(release: Release, speaker: Speaker) -> tuple[Figure, ...]:
    """Return the five figures in their order; a hidden one says "fewer than" and leads nowhere."""
    return tuple(_figure(name, release, speaker) for name in FIGURES)


def _figure(name: str, release: Release, speaker: Speaker) -> Figure:
    say, means = speaker.words.say, speaker.words.say(f"figures.{name}_means")
    if name not in release.totals:
        return Figure("–", say(f"figures.{name}", n=0), say("figures.absent"), "", hidden=True)
    count = release.totals[name]
    if count is None:
        text = say("figures.fewer", n=release.minimum) if release.minimum else say("figures.hidden")
        return Figure(text, say(f"figures.{name}", n=release.minimum), means, "", hidden=True)
    draft = release.audience == "draft" and count
    return Figure(
        speaker.words.number(count), say(f"figures.{name}", n=count), means, _LEADS[name] if draft else "", False
    )


def breakdown(counts: Mapping[str, int], prefix: str, speaker: Speaker) -> str:
    """Say counts by kind in one line: "interviews: 2; articles: 5".

    >>> from svidok.codebook import load
    >>> from svidok.publish.words import words
    >>> breakdown({"chat": 1, "article": 5}, "kind", Speaker(load(), words("en")))
    'articles: 5; chats: 1'
    """
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "; ".join(f"{speaker.known(prefix, name)}: {speaker.words.number(count)}" for name, count in ordered)


def withheld(release: Release, speaker: Speaker) -> tuple[tuple[str, str], ...]:
    """Return what was kept back: the reason in words and the number."""
    return tuple(
        (speaker.known("withheld", reason), _count(count, release, speaker))
        for reason, count in sorted(release.withheld.items())
    )


def _count(count: int, release: Release, speaker: Speaker) -> str:
    """A small number of withheld things is itself a small number."""
    if 0 < count < release.minimum:
        return speaker.words.say("figures.fewer", n=release.minimum)
    return speaker.words.number(count)


def glossary(release: Release, speaker: Speaker) -> tuple[Glossary, ...]:
    """Return the codes that stand in entries and tables, by dimension, in the order of the codebook."""
    used = _used(release, speaker)
    found: list[Glossary] = []
    for dimension in ("group", *_TERMS):
        known = speaker.book.codes[dimension]
        terms = tuple(_term(dimension, code, speaker) for code in known if code in used.get(dimension, ()))
        if terms:
            found.append(Glossary(speaker.words.say(f"dimension.{dimension}"), terms))
    return tuple(found)


def _term(dimension: str, code: str, speaker: Speaker) -> Term:
    known = speaker.book.codes[dimension][code]
    lang = speaker.words.lang
    return Term(code, known.label.get(lang, code), known.means.get(lang, ""))


def _used(release: Release, speaker: Speaker) -> Mapping[str, set[str]]:
    used: dict[str, set[str]] = {name: set() for name in ("group", *_TERMS)}
    for entry in (*release.incidents, *release.patterns, *release.measures):
        for dimension, codes in _codes(entry):
            used[dimension] |= set(codes)
    for table in release.tables:
        for axis in axes(table, speaker):
            names = {value for value in axis.values if value not in UNKNOWN}
            if axis.kind in used:
                used[axis.kind] |= names
            used["group"] |= names & speaker.book.codes["group"].keys()
    return used


def _codes(entry: Entry) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from (
        ("service", entry.services),
        ("coercion", entry.coercion),
        ("actor", entry.actors),
        ("outcome", entry.outcomes),
    )

"""Incidents, patterns and measures of a release as a page shows them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from svidok.model import Conflict, Entry, Quotation
from svidok.publish.findings import BodyView, bodies
from svidok.publish.marking import Piece, pieces
from svidok.publish.speaking import Speaker
from svidok.publish.ways import Texts

_WHERE = re.compile(r"^(S\d+), characters (\d+)-(\d+)$")


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of an entry: what, and its values."""

    name: str
    values: tuple[str, ...]
    said: bool = True


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Words of a source, cut at their marks, with where they stand."""

    pieces: tuple[Piece, ...]
    lang: str
    source: str
    where: str
    href: str


@dataclass(frozen=True, slots=True)
class ConflictView:
    """What the sources disagree about: the versions side by side, and who told them."""

    slot: str
    versions: tuple[str, ...]
    told: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """One incident, pattern or measure on the page."""

    anchor: str
    number: str
    id: str
    title: str
    under: str
    facts: tuple[Fact, ...]
    reviewed: bool
    threat: bool
    origins: str
    quotations: tuple[QuoteView, ...]
    conflicts: tuple[ConflictView, ...]
    bodies: tuple[BodyView, ...]
    reasons: tuple[str, ...]


def entry_views(kind: str, entries: Iterable[Entry], speaker: Speaker, texts: Texts) -> Iterator[EntryView]:
    """Yield the entries of one section; `kind` is incident, pattern or measure and gives anchors "i1", "p1", "m1"."""
    for number, entry in enumerate(entries, 1):
        yield _view(kind, number, entry, speaker, texts)


def _view(kind: str, number: int, entry: Entry, speaker: Speaker, texts: Texts) -> EntryView:
    return EntryView(
        anchor=f"{kind[0]}{number}",
        number=speaker.words.say(f"entry.{kind}", n=number),
        id=entry.id,
        title=_title(entry, speaker),
        under=f"{speaker.place(entry.oblast, entry.place)} · {speaker.date(entry.date)}",
        facts=tuple(_facts(entry, speaker)),
        reviewed=entry.reviewed,
        threat=entry.threat,
        origins=speaker.words.say("count.origins", n=entry.origins),
        quotations=tuple(_quote(q, number if kind == "incident" else None, speaker, texts) for q in entry.quotations),
        conflicts=tuple(_conflict(c, speaker) for c in entry.conflicts),
        bodies=bodies(entry.findings, speaker, texts),
        reasons=entry.reasons,
    )


def _title(entry: Entry, speaker: Speaker) -> str:
    """The services, or where none is named the forms of coercion."""
    named = entry.services or entry.coercion
    dimension = "service" if entry.services else "coercion"
    return "; ".join(speaker.codes(dimension, named))


def _facts(entry: Entry, speaker: Speaker) -> Iterator[Fact]:
    say = speaker.words.say
    coded: Sequence[tuple[str, tuple[str, ...]]] = (
        ("service", entry.services),
        ("coercion", entry.coercion),
        ("actor", entry.actors),
        ("outcome", entry.outcomes),
    )
    for dimension, codes in coded:
        yield Fact(say(f"entry.{dimension}"), tuple(speaker.codes(dimension, codes)), bool(codes))
    if entry.tellers:
        yield Fact(say("entry.tellers"), tuple(speaker.chain(chain) for chain in entry.tellers))
    yield Fact(say("entry.level"), (say(f"level.{entry.level}"),))
    yield Fact(say("entry.link"), (say(f"link.{entry.passport_link}"),))


def _quote(quotation: Quotation, incident: int | None, speaker: Speaker, texts: Texts) -> QuoteView:
    number = texts.name(quotation.source)
    return QuoteView(
        pieces=tuple(pieces(quotation.text, quotation.marks)),
        lang=quotation.lang,
        source=speaker.source(quotation.source) if number is None else f"{number}. {quotation.source}",
        where=_where(quotation.where, speaker),
        href=texts.quotation(quotation, incident),
    )


def _where(where: str, speaker: Speaker) -> str:
    """Say the place in the language of the page where it has the usual form, else as it stands."""
    usual = _WHERE.match(where)
    if usual is None:
        return where
    return speaker.words.say("entry.where", statement=usual[1], start=usual[2], end=usual[3])


def _conflict(conflict: Conflict, speaker: Speaker) -> ConflictView:
    return ConflictView(
        slot=speaker.known("slot", conflict.slot),
        versions=tuple(speaker.slot_value(conflict.slot, value) for value in conflict.values),
        told="; ".join(conflict.statements),
    )

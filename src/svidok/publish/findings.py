"""Findings of one incident, by body of law, each norm element by element."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from svidok.model import Element, Finding
from svidok.publish.speaking import Speaker
from svidok.publish.ways import Link, Texts


@dataclass(frozen=True, slots=True)
class ElementView:
    """One element: what it asks, how it stands, the words behind it."""

    label: str
    standing: str
    standing_label: str
    words: tuple[Link, ...]
    note: str


@dataclass(frozen=True, slots=True)
class NormView:
    """One norm with its elements; `tally` says how many stand how."""

    label: str
    rule: str
    elements: tuple[ElementView, ...]
    cautions: tuple[str, ...]
    tally: str
    verified: bool


@dataclass(frozen=True, slots=True)
class BodyView:
    """A body of law with its candidate norms."""

    label: str
    count: str
    names: str
    norms: tuple[NormView, ...]


def bodies(findings: Iterable[Finding], speaker: Speaker, texts: Texts) -> tuple[BodyView, ...]:
    """Group the findings of an incident by the body of law, in the order of first mention."""
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[str(_norm(finding, speaker).get("body", "other"))].append(finding)
    return tuple(_body(body, found, speaker, texts) for body, found in groups.items())


def _norm(finding: Finding, speaker: Speaker) -> Mapping[str, Any]:
    return speaker.book.records["norms"].get(finding.norm, {})


def _body(body: str, findings: list[Finding], speaker: Speaker, texts: Texts) -> BodyView:
    norms = tuple(_view(finding, speaker, texts) for finding in findings)
    return BodyView(
        label=speaker.known("body", body),
        count=speaker.words.say("count.norms", n=len(norms)),
        names="; ".join(norm.label for norm in norms),
        norms=norms,
    )


def _view(finding: Finding, speaker: Speaker, texts: Texts) -> NormView:
    norm, lang = _norm(finding, speaker), speaker.words.lang
    labels = {e["id"]: e["label"].get(lang, e["id"]) for e in norm.get("elements") or ()}
    standing = [element.standing for element in finding.elements]
    tally = {name: standing.count(name) for name in ("supported", "missing", "contrary")}
    return NormView(
        label=str((norm.get("label") or {}).get(lang, finding.norm)),
        rule=str((norm.get("rule") or {}).get(lang, "")),
        elements=tuple(_element(e, labels, finding.norm, speaker, texts) for e in finding.elements),
        cautions=tuple(speaker.note(caution, finding.norm) for caution in finding.cautions),
        tally=speaker.words.say("finding.tally", **tally),
        verified=bool(norm.get("verified", False)),
    )


def _element(element: Element, labels: Mapping[str, str], norm: str, speaker: Speaker, texts: Texts) -> ElementView:
    words = (texts.span(span) for span in element.spans)
    return ElementView(
        label=labels.get(element.id, element.id),
        standing=element.standing,
        standing_label=speaker.words.say(f"finding.{element.standing}"),
        words=tuple(link for link in words if link),
        note=speaker.note(element.note, norm),
    )

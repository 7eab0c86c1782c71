"""The values of the model as plain JSON values and back, as far as `svidok.plain` does not have them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from svidok.model import (
    Attribution,
    Block,
    BlockKind,
    Conflict,
    Consent,
    Element,
    Finding,
    Incident,
    Level,
    PassportLink,
    Span,
    Standing,
    TextLayer,
)

Plain = Mapping[str, Any]


def packed(plain: object) -> str:
    """Return plain values as canonical JSON text: equal values, equal text.

    >>> packed({"b": 1, "a": "ї"})
    '{"a":"ї","b":1}'
    """
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def layer_to_plain(layer: TextLayer) -> dict[str, Any]:
    """Return a text layer as plain values.

    >>> layer_to_plain(TextLayer("слова", (Block(0, 5),)))["blocks"]
    [[0, 5, 'paragraph', '']]
    """
    blocks = [[block.start, block.end, block.kind, block.where] for block in layer.blocks]
    return {"text": layer.text, "blocks": blocks, "title": layer.title, "notes": list(layer.notes)}


def layer_from_plain(plain: Plain) -> TextLayer:
    """Read a text layer back.

    >>> layer_from_plain(layer_to_plain(TextLayer("слова", (Block(0, 5),)))).blocks
    (Block(start=0, end=5, kind='paragraph', where=''),)
    """
    blocks = tuple(Block(start, end, cast(BlockKind, kind), where) for start, end, kind, where in plain["blocks"])
    return TextLayer(plain["text"], blocks, plain["title"], tuple(plain["notes"]))


def consent_to_plain(consent: Consent) -> dict[str, Any]:
    """Return a consent as plain values.

    >>> consent_to_plain(Consent(purposes=frozenset({"b", "a"})))["purposes"]
    ['a', 'b']
    """
    return {
        "purposes": sorted(consent.purposes),
        "audiences": sorted(consent.audiences),
        "until": consent.until,
        "withdrawn": consent.withdrawn,
        "published": consent.published,
    }


def consent_from_plain(plain: Plain) -> Consent:
    """Read a consent back.

    >>> consent_from_plain(consent_to_plain(Consent(until="2027"))).until
    '2027'
    """
    purposes, audiences = frozenset(plain["purposes"]), frozenset(plain["audiences"])
    return Consent(purposes, audiences, plain["until"], plain["withdrawn"], plain["published"])


def attribution_to_plain(chain: Sequence[Attribution]) -> list[dict[str, Any]]:
    """Return a provenance chain as plain values.

    >>> attribution_to_plain([Attribution("Olga", "witness")])
    [{'who': 'Olga', 'role': 'witness', 'span': None}]
    """
    return [{"who": one.who, "role": one.role, "span": _span_to_plain(one.span)} for one in chain]


def attribution_from_plain(plain: Sequence[Plain]) -> tuple[Attribution, ...]:
    """Read a provenance chain back.

    >>> attribution_from_plain(attribution_to_plain([Attribution("Olga", "witness")]))
    (Attribution(who='Olga', role='witness', span=None),)
    """
    return tuple(Attribution(one["who"], one["role"], _span_from_plain(one["span"])) for one in plain)


def incident_to_plain(incident: Incident) -> dict[str, Any]:
    """Return an incident as plain values.

    >>> incident_to_plain(Incident("i1", ("a/S1",), ("o1",)))["statements"]
    ['a/S1']
    """
    plain: dict[str, Any] = {name: getattr(incident, name) for name in _INCIDENT_PLAIN}
    plain |= {name: list(getattr(incident, name)) for name in _INCIDENT_LISTS}
    plain["conflicts"] = [[c.slot, list(c.values), list(c.statements)] for c in incident.conflicts]
    return plain


def incident_from_plain(plain: Plain) -> Incident:
    """Read an incident back.

    >>> incident_from_plain(incident_to_plain(Incident("i1", ("a/S1",), ("o1",)))).id
    'i1'
    """
    lists = {name: tuple(plain[name]) for name in _INCIDENT_LISTS}
    conflicts = tuple(Conflict(slot, tuple(values), tuple(refs)) for slot, values, refs in plain["conflicts"])
    return Incident(
        **lists,
        id=plain["id"],
        oblast=plain["oblast"],
        place=plain["place"],
        date=plain["date"],
        level=cast(Level, plain["level"]),
        threat=plain["threat"],
        passport_link=cast(PassportLink, plain["passport_link"]),
        reviewed=plain["reviewed"],
        conflicts=conflicts,
    )


def finding_to_plain(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain values.

    >>> finding_to_plain(Finding("i1", "gc4.31", (Element("e1", "missing"),)))["elements"]
    [['e1', 'missing', [], '']]
    """
    elements = [[e.id, e.standing, [_span_to_plain(span) for span in e.spans], e.note] for e in finding.elements]
    return {
        "incident": finding.incident,
        "norm": finding.norm,
        "elements": elements,
        "cautions": list(finding.cautions),
        "status": finding.status,
    }


def finding_from_plain(plain: Plain) -> Finding:
    """Read a finding back.

    >>> finding_from_plain(finding_to_plain(Finding("i1", "gc4.31", ()))).norm
    'gc4.31'
    """
    elements = tuple(
        Element(name, cast(Standing, standing), tuple(Span(*span) for span in spans), note)
        for name, standing, spans, note in plain["elements"]
    )
    return Finding(plain["incident"], plain["norm"], elements, tuple(plain["cautions"]), plain["status"])


_INCIDENT_PLAIN = ("id", "oblast", "place", "date", "level", "threat", "passport_link", "reviewed")
_INCIDENT_LISTS = ("statements", "origins", "services", "coercion", "actors", "outcomes", "reasons")


def _span_to_plain(span: Span | None) -> list[Any] | None:
    return [span.source, span.start, span.end] if span else None


def _span_from_plain(plain: Sequence[Any] | None) -> Span | None:
    return Span(*plain) if plain else None

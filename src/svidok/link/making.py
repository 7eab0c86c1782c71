"""Make an incident of the facets of one act: its values, its conflicts and why they were joined."""

import hashlib
from collections.abc import Mapping, Sequence

from svidok.language.periods import bounds, days, meets
from svidok.link.compare import against
from svidok.link.facets import Facet, narrowest
from svidok.link.joining import Cluster
from svidok.link.places import steps
from svidok.model import Assertion, Conflict, Incident, PassportLink

_STRENGTH: tuple[PassportLink, ...] = ("passport", "insurance", "documents")
_REVIEWED = frozenset({"accepted", "corrected"})


def incident_of(cluster: Cluster, origins: Mapping[str, str]) -> Incident:
    """Return the incident; its id is a hash of its service and its sorted statements."""
    facets = cluster.facets
    statements = tuple(sorted({facet.ref for facet in facets}))
    services = tuple(sorted(narrowest({facet.service for facet in facets if facet.service})))
    place = _place(facets)
    return Incident(
        id=_id(services, statements),
        statements=statements,
        origins=tuple(sorted({origins[ref] for ref in statements})),
        services=services,
        coercion=_all(facets, "coercion"),
        actors=_all(facets, "actor"),
        outcomes=_all(facets, "outcome"),
        oblast=place.detail.get("oblast", "") if place else "",
        place=place.value if place and _is_spot(place) else "",
        date=_date(facets),
        level=facets[0].statement.level,
        threat=facets[0].statement.polarity == "hypothetical",
        passport_link=min((facet.statement.passport_link for facet in facets), key=_STRENGTH.index),
        reviewed=all(facet.statement.review in _REVIEWED for facet in facets),
        conflicts=_conflicts(facets),
        reasons=tuple(f"{e.one[0]} and {e.other[0]}: {e.reason}, weight {e.weight:.2f}" for e in cluster.edges),
    )


def _id(services: Sequence[str], statements: Sequence[str]) -> str:
    told = "\0".join(("svidok/incident", *services, "", *statements))
    return "i" + hashlib.sha256(told.encode()).hexdigest()[:12]


def _all(facets: Sequence[Facet], slot: str) -> tuple[str, ...]:
    return tuple(sorted({value for facet in facets for value in facet.statement.values(slot)}))


def _is_spot(place: Assertion) -> bool:
    """An oblast is no spot, and neither is "near Melitopol"."""
    return place.detail.get("kind") not in ("near", "oblast") and len(steps(place.value)) != 1


def _place(facets: Sequence[Facet]) -> Assertion | None:
    """The place that most facets can mean; then the finest, then the one told nearest to the act."""
    told = [(facet, place) for facet in facets for place in facet.statement.slot("place")]
    if not told:
        return None

    def rank(pair: tuple[Facet, Assertion]) -> tuple[int, int, int, str, int]:
        facet, place = pair
        oblast = place.detail.get("oblast", "")
        backing = sum(oblast in other.oblasts for other in facets)
        return -backing, -len(steps(place.value)), _distance(facet, place), facet.ref, place.span.start

    return min(told, key=rank)[1]


def _distance(facet: Facet, place: Assertion) -> int:
    acts = [a for a in facet.statement.slot("service") if a.value == facet.service]
    acts = acts or list(facet.statement.slot("coercion"))
    return min((abs(act.span.start - place.span.start) for act in acts), default=0)


def _date(facets: Sequence[Facet]) -> str:
    """The date that most facets can mean, then the most precise one."""
    told = sorted({value for facet in facets for value in facet.statement.values("date")})
    read = [(value, allowed) for value in told if (allowed := bounds(value)) is not None]
    if not read:
        return ""
    backing = {value: sum(any(meets(allowed, p) for p in facet.periods) for facet in facets) for value, allowed in read}
    return min(backing, key=lambda value: (-backing[value], days(value), value))


def _conflicts(facets: Sequence[Facet]) -> tuple[Conflict, ...]:
    found: dict[str, dict[tuple[str, str], Facet]] = {}
    for index, one in enumerate(facets):
        for other in facets[index + 1 :]:
            for slot in against(one, other):
                found.setdefault(slot, {}).update({one.order: one, other.order: other})
    return tuple(_conflict(slot, list(members.values())) for slot, members in sorted(found.items()))


def _conflict(slot: str, members: Sequence[Facet]) -> Conflict:
    return Conflict(slot, _all(members, slot), tuple(sorted(facet.ref for facet in members)))

"""One service of one statement: the unit in which incidents are counted is incident and service."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from svidok.language.periods import Range, bounds
from svidok.link.people import skeleton
from svidok.link.places import Steps, steps
from svidok.model import Assertion, Statement, TextLayer

_PASSES_ON = frozenset({"collector", "publisher", "report"})
_ANY = ".any"


@dataclass(frozen=True, slots=True)
class Facet:
    """What a statement says about one service, in the form in which it is compared.

    `service` is "" when only a pressure is told; `places` are steps of KATOTTG codes, `oblasts` English short
    names, `periods` what its dates allow. `speaker` is the teller's name as written or "", `outlet` the first in
    the chain who passed it on or "". `passage` are the words of its scene.
    """

    statement: Statement
    service: str
    coercion: frozenset[str]
    places: tuple[Steps, ...]
    oblasts: frozenset[str]
    periods: tuple[Range, ...]
    speaker: str
    outlet: str
    sexes: frozenset[str]
    passage: str

    @property
    def ref(self) -> str:
        """Name the statement across sources."""
        return self.statement.ref

    @property
    def source(self) -> str:
        """Name the source."""
        return self.statement.source

    @property
    def order(self) -> tuple[str, str]:
        """Where it stands when facets are sorted; no two facets share it."""
        return self.ref, self.service


def facets_of(statements: Iterable[Statement], layers: Mapping[str, TextLayer]) -> list[Facet]:
    """Return the facets of the statements that count, sorted, whatever order the statements come in.

    A general code ("health.any") is left out where the same statement names a narrower one of its group. Equal
    statements given twice are one.
    """
    counted = {statement.ref: statement for statement in statements if statement.counts}
    made = [
        _facet(statement, service, layers.get(statement.source))
        for statement in counted.values()
        for service in narrowest(statement.values("service")) or ("",)
    ]
    return sorted(made, key=lambda facet: facet.order)


def narrowest(services: Iterable[str]) -> tuple[str, ...]:
    """Leave out general codes beside narrower ones of their group.

    >>> narrowest(["health.any", "health.insulin", "pension.any"])
    ('health.insulin', 'pension.any')
    """
    listed = tuple(services)
    narrow = {group_of(service) for service in listed if not service.endswith(_ANY)}
    return tuple(s for s in listed if not s.endswith(_ANY) or group_of(s) not in narrow)


def group_of(service: str) -> str:
    """Return the group that a service stands in.

    >>> group_of("health.insulin")
    'health'
    """
    return service.partition(".")[0]


def same_unit(one: Facet, other: Facet) -> bool:
    """Whether two facets can be about one act: the same service or its general form, or a pressure in common."""
    if one.service and other.service:
        general = one.service.endswith(_ANY) or other.service.endswith(_ANY)
        return one.service == other.service or (general and group_of(one.service) == group_of(other.service))
    return not one.service and not other.service and bool(one.coercion & other.coercion)


def _facet(statement: Statement, service: str, layer: TextLayer | None) -> Facet:
    chain = statement.attribution
    teller = chain[0] if chain and chain[0].role not in _PASSES_ON else None
    return Facet(
        statement=statement,
        service=service,
        coercion=frozenset(statement.values("coercion")),
        places=tuple(steps(place.value) for place in statement.slot("place") if _is_spot(place)),
        oblasts=frozenset(filter(None, (place.detail.get("oblast", "") for place in statement.slot("place")))),
        periods=tuple(filter(None, (bounds(value) for value in statement.values("date")))),
        speaker=teller.who.strip() if teller and skeleton(teller.who) else "",
        outlet=next((" ".join(m.who.casefold().split()) for m in chain if m.role in _PASSES_ON), ""),
        sexes=frozenset(filter(None, (person.detail.get("sex", "") for person in statement.slot("person")))),
        passage=statement.scene.of(layer.text) if layer is not None else "",
    )


def _is_spot(place: Assertion) -> bool:
    """A place told only as near another one does not say where it is."""
    return place.detail.get("kind") != "near"

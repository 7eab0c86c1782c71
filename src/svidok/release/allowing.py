"""What of the incidents and statements an audience may know of, made anew from what allowed sources say."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from svidok.codebook import Codebook
from svidok.language.periods import bounds
from svidok.model import Audience, Incident, Source, Statement
from svidok.release.consent import allowed
from svidok.release.policy import Policy

_REVIEWED = frozenset({"accepted", "corrected"})


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom a release is made, under which policy, on which day; and what it keeps back, counted by reason."""

    audience: Audience
    policy: Policy
    book: Codebook
    today: str
    withheld: Counter[str]

    def may(self, source: Source | None, purpose: str) -> bool:
        """Return whether a source may be used; an unknown one may not."""
        return source is not None and bool(purpose) and allowed(source.consent, purpose, self.audience, self.today)

    def codes(self, dimension: str, values: Iterable[str]) -> tuple[str, ...]:
        """Return the codes that the codebook knows and lets out, sorted; free words and helper codes are none."""
        known = self.book.codes.get(dimension, {})
        return tuple(sorted(v for v in set(values) if v in known and known[v].extra.get("publish") != "never"))

    def recent(self, edtf: str) -> bool:
        """Return whether an event can only be so fresh that a season and an oblast still place it."""
        span = bounds(edtf)
        cut = date.fromisoformat(self.today) - timedelta(days=self.policy.delay_days)
        return span is not None and span[0] > cut.isoformat()


def incidents_for(
    scope: Scope, incidents: Iterable[Incident], statements: Mapping[str, Statement], sources: Mapping[str, Source]
) -> list[tuple[Incident, bool]]:
    """Return what of each incident the audience may know of, and whether every source of it may be used.

    A value stays only where an allowed source says it, and an incident only where one tells of its service.
    """
    found = []
    for incident in incidents:
        told = [statements[ref] for ref in incident.statements if ref in statements]
        may = [s for s in told if scope.may(sources.get(s.source), scope.policy.statistics)]
        backed = _backed(scope, incident, may)
        why = _why_not(scope, incident, backed)
        if why or backed is None:
            scope.withheld[why or "consent"] += 1
        else:
            found.append((backed, len(may) == len(incident.statements)))
    return found


def _why_not(scope: Scope, incident: Incident, backed: Incident | None) -> str:
    if backed is None:
        return "consent"
    if not incident.reviewed and not scope.policy.unreviewed:
        return "unreviewed"
    return "recent" if scope.recent(incident.date) else ""


def _backed(scope: Scope, incident: Incident, told: Sequence[Statement]) -> Incident | None:
    services = scope.codes("service", _both(incident.services, told, "service"))
    coercion = scope.codes("coercion", _both(incident.coercion, told, "coercion"))
    if not told or (incident.services and not services) or not (services or coercion):
        return None
    places = [place for statement in told for place in statement.slot("place")]
    dates = _both((incident.date,), told, "date")
    # Of what only some may tell, as many origins can be shown as sources may be used.
    origins = incident.origins[: len({statement.source for statement in told})]
    return Incident(
        id=incident.id,
        statements=tuple(statement.ref for statement in told),
        origins=origins,
        services=services,
        coercion=coercion,
        actors=scope.codes("actor", _both(incident.actors, told, "actor")),
        outcomes=scope.codes("outcome", _both(incident.outcomes, told, "outcome")),
        oblast=incident.oblast if any(p.detail.get("oblast") == incident.oblast for p in places) else "",
        place=incident.place if any(p.value == incident.place for p in places) else "",
        date=incident.date if dates else "",
        level=incident.level,
        threat=incident.threat,
        passport_link=min((s.passport_link for s in told), key=("passport", "insurance", "documents", "none").index),
        reviewed=incident.reviewed,
    )


def _both(values: Iterable[str], told: Iterable[Statement], slot: str) -> list[str]:
    said = {value for statement in told for value in statement.values(slot)}
    return [value for value in values if value in said]


def general_for(
    scope: Scope, statements: Iterable[Statement], sources: Mapping[str, Source], level: str
) -> list[Statement]:
    """Return the patterns or measures that the audience may know of."""
    found = []
    for statement in statements:
        if not is_general(statement, level):
            continue
        if not scope.may(sources.get(statement.source), scope.policy.statistics):
            scope.withheld["consent"] += 1
        elif statement.review not in _REVIEWED and not scope.policy.unreviewed:
            scope.withheld["unreviewed"] += 1
        else:
            found.append(statement)
    return found


def is_general(statement: Statement, level: str) -> bool:
    """Return whether a statement is listed beside the incidents: it stands and is tied to papers."""
    return (
        statement.level == level
        and statement.polarity != "negated"
        and statement.passport_link != "none"
        and statement.review != "rejected"
    )

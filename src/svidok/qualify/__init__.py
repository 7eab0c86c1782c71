"""Set incidents against norms, element by element: what supports each, what is missing, what speaks against it.

A finding indicates and never establishes. What it says in notes and cautions are keys of the codebook's page
`applicability` ("occupied_territory.outside kherson-right-bank"), so that every language can say them.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from svidok.errors import StatementMissing
from svidok.model import COUNTED_LEVELS, Finding, Incident, Statement
from svidok.qualify.evidence import Case, elements
from svidok.qualify.rules import Norm, norms_of
from svidok.qualify.windows import windows_of

__all__ = ["qualify"]

Records = Mapping[str, Mapping[str, Any]]


def qualify(
    incidents: Iterable[Incident],
    statements: Iterable[Statement],
    norms: Records,
    windows: Records,
) -> list[Finding]:
    """Return the findings that the incidents indicate, in the order of incidents and norms.

    `norms` and `windows` are the codebook's records. An incident that is no single event (pattern, measure,
    context) or is not tied to the passport has none; a norm is looked at only when an element of kind `act` is
    supported and its time, where it has one, does not speak against it. Raises StatementMissing when an incident
    names a statement that is not given.

    >>> from svidok.model import Assertion, Span
    >>> said = Assertion("service", "health.insulin", Span("a", 0, 7), "insulin", 0.9, "word")
    >>> told = Statement("S1", "a", "individual", "asserted", "passport", Span("a", 0, 30), (said,))
    >>> care = {"elements": [{"id": "care", "supported_by": {"services": ["health.*"]}}]}
    >>> found = qualify([Incident("i1", ("a/S1",), ("o1",))], [told], {"gc-iv-56": care}, {})
    >>> found[0].norm, found[0].status, found[0].elements[0].spans
    ('gc-iv-56', 'indicated', (Span(source='a', start=0, end=7),))
    """
    by_ref = {statement.ref: statement for statement in statements}
    laws, rows = norms_of(norms), windows_of(windows)
    findings: list[Finding] = []
    for incident in incidents:
        if incident.level in COUNTED_LEVELS and incident.passport_link != "none":
            case = Case.of(incident, _statements(incident, by_ref), rows)
            findings += [finding for law in laws if (finding := _finding(law, case))]
    return findings


def _statements(incident: Incident, by_ref: Mapping[str, Statement]) -> list[Statement]:
    try:
        return [by_ref[ref] for ref in incident.statements]
    except KeyError as missing:
        raise StatementMissing(incident=incident.id, statement=missing.args[0]) from None


def _finding(law: Norm, case: Case) -> Finding | None:
    acts = {rule.id: elements(rule, case) for rule in law.rules if rule.kind == "act"}
    if not any(element.standing == "supported" for found in acts.values() for element in found):
        return None
    if any(element.standing == "contrary" for rule in law.rules if rule.days for element in elements(rule, case)):
        return None  # the norm's time was over, or had not come: to list it would mislead
    shown = [element for rule in law.rules for element in acts.get(rule.id) or elements(rule, case)]
    return Finding(case.incident.id, law.id, tuple(shown), law.cautions + case.cautions)

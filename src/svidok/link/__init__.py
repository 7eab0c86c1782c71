"""Link statements into incidents: what happened once is counted once, and by how many independent tellers.

Links are proposals with reasons and weights. Facts can keep statements apart (place, date, sex, speaker, an account
that tells two acts apart); a shared first name never brings them together.
"""

from collections.abc import Iterable, Mapping

from svidok.link.copies import copies
from svidok.link.facets import facets_of
from svidok.link.joining import clusters
from svidok.link.making import incident_of
from svidok.link.origins import origins
from svidok.model import Incident, Statement, TextLayer

__all__ = ["link"]


def link(statements: Iterable[Statement], layers: Mapping[str, TextLayer]) -> list[Incident]:
    """Return the incidents that the statements tell of, sorted by the statements they rest on.

    `layers` are the text layers by source id; a source without one can be joined by its facts only. One incident
    is one act and one service, so a statement that names two services tells of two incidents. Statements that do
    not count (patterns, measures, negations, no tie to the passport, rejected) are left out. The result does not
    depend on the order of the statements.

    >>> from svidok.model import Assertion, Span
    >>> text = "Olga says the clinic gave her no insulin without the Russian passport. The clinic gave her none."
    >>> said = Assertion("service", "health.insulin", Span("a", 31, 38), "insulin", 0.9, "word")
    >>> first = Statement("S1", "a", "individual", "asserted", "passport", Span("a", 0, 97), (said,))
    >>> again = Statement("S2", "a", "individual", "asserted", "passport", Span("a", 0, 97), (said,))
    >>> [(i.statements, i.services, len(i.origins)) for i in link([again, first], {"a": TextLayer(text)})]
    [(('a/S1', 'a/S2'), ('health.insulin',), 1)]
    """
    facets = facets_of(statements, layers)
    found = copies({facet.ref: (facet.source, facet.passage) for facet in facets})
    tellers = origins(facets, found)
    return [incident_of(cluster, tellers) for cluster in clusters(facets, found, layers)]

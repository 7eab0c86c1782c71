"""The stages run on what an open casebook holds, never on something older than its decisions."""

from dataclasses import replace
from typing import TYPE_CHECKING

from svidok.casebook.values import finding_to_plain, incident_to_plain
from svidok.cli.deciding import open_sources
from svidok.cli.review_blind import reckoned
from svidok.codebook import Codebook
from svidok.engines.suppression import tau_argus
from svidok.errors import FindingsOld, LinksOld
from svidok.link import link
from svidok.model import Audience, Blind, Finding, Incident, Release, Statement
from svidok.qualify import qualify
from svidok.release import release

if TYPE_CHECKING:
    from svidok.casebook.store import Casebook


def told(casebook: "Casebook") -> list[Statement]:
    """Return the statements as they stand, without those of sources whose consent was withdrawn."""
    may = open_sources(casebook)
    return [statement for statement in casebook.statements() if statement.source in may]


def linked(casebook: "Casebook") -> list[Incident]:
    """Return the incidents that the statements give as they now stand."""
    layers = {source.id: source.layer for source in casebook.sources()}
    return link(told(casebook), layers)


def incidents(casebook: "Casebook") -> tuple[Incident, ...]:
    """Return the incidents that are kept; raises LinksOld when they are not those of the present statements."""
    kept = casebook.incidents()
    if [incident_to_plain(one) for one in kept] != [incident_to_plain(one) for one in linked(casebook)]:
        raise LinksOld
    return kept


def qualified(casebook: "Casebook", book: Codebook) -> list[Finding]:
    """Return the findings that the kept incidents give; raises LinksOld."""
    return qualify(incidents(casebook), told(casebook), book.records["norms"], book.records["windows"])


def released(casebook: "Casebook", book: Codebook, audience: Audience, as_of: str) -> Release:
    """Return what may leave of a casebook; raises LinksOld, FindingsOld and what the stage raises.

    Findings that were never made are left out; those that were made of something else are an error.
    """
    findings = casebook.findings()
    fresh = [finding_to_plain(one) for one in qualified(casebook, book)]
    if findings and [finding_to_plain(one) for one in findings] != fresh:
        raise FindingsOld
    made = release(
        casebook.incidents(),
        casebook.statements(),
        findings,
        casebook.sources(),
        audience=audience,
        book=book,
        as_of=as_of,
        reader=", ".join(casebook.readers()) or "none",
        suppress=tau_argus,
    )
    return replace(made, blind=_blind(casebook))


def _blind(casebook: "Casebook") -> Blind:
    found = reckoned(casebook)
    low, high = found.recall.interval
    return Blind(found.coded, found.recall.share, low, high)

"""Decide what may leave for one audience."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from svidok.codebook import Codebook
from svidok.language.identify import language_of
from svidok.model import Audience, Entry, Finding, Incident, Quotation, Reading, Release, Source, Statement
from svidok.release.allowing import Scope, general_for, incidents_for, is_general
from svidok.release.entries import About, alike, chains, general, numbered, own, pattern, record
from svidok.release.policy import policy_of
from svidok.release.protect import Suppress, protect
from svidok.release.quoting import Texts
from svidok.release.tables import count, shown

_SAMPLE = 4000  # characters by which the language of a source is told


def release(
    incidents: Iterable[Incident],
    statements: Iterable[Statement],
    findings: Iterable[Finding],
    sources: Iterable[Source],
    *,
    audience: Audience,
    book: Codebook,
    as_of: str,
    reader: str,
    suppress: Suppress | None = None,
) -> Release:
    """Return what may leave for an audience; `as_of` begins with the ISO day on which consent is judged.

    A draft is for the person's own eyes and holds everything except what was withdrawn. For everybody else values are
    made anew from what consent, review and the codebook's policy allow: no field is copied and then cleaned. Of a count
    that is too small `totals` holds None and `withheld` holds 1, whatever it is. Without `suppress` (the engine that
    hides further cells) only margins are shown.

    Raises PolicyRefused when the policy cannot be used and CellExposed when a hidden cell could be worked out.

    >>> from svidok.codebook import load
    >>> nothing = release([], [], [], [], audience="public", book=load(), as_of="2026-11-24", reader="none")
    >>> nothing.totals["incidents"] is None, nothing.incidents, nothing.readings
    (True, (), ())
    """
    given = _Given.of(incidents, statements, findings, sources)
    if audience == "draft":
        return _draft(given, book, as_of, reader)
    scope = Scope(audience, policy_of(book, audience), book, as_of[:10], Counter())
    return _released(given, scope, as_of, reader, suppress)


@dataclass(frozen=True, slots=True)
class _Given:
    """What the stages before handed over, looked up by name; withdrawn sources and all they say are gone."""

    incidents: tuple[Incident, ...]
    statements: Mapping[str, Statement]
    findings: Mapping[str, tuple[Finding, ...]]
    sources: Mapping[str, Source]
    texts: Texts
    withdrawn: int

    @classmethod
    def of(
        cls,
        incidents: Iterable[Incident],
        statements: Iterable[Statement],
        findings: Iterable[Finding],
        sources: Iterable[Source],
    ) -> "_Given":
        listed = {source.id: source for source in sources}
        kept = {name: source for name, source in listed.items() if not source.consent.withdrawn}
        told = {s.ref: s for s in statements if s.source in kept}
        by_incident: dict[str, list[Finding]] = {}
        for finding in findings:
            by_incident.setdefault(finding.incident, []).append(finding)
        return cls(
            tuple(incidents),
            told,
            {name: tuple(found) for name, found in by_incident.items()},
            kept,
            Texts(kept.values(), told.values()),
            len(listed) - len(kept),
        )


def _draft(given: _Given, book: Codebook, as_of: str, reader: str) -> Release:
    told = given.statements.values()
    listed: dict[str, tuple[Entry, ...]] = {
        level: tuple(general(s, _name(s, ""), given.texts.exact(s)) for s in told if is_general(s, level))
        for level in ("pattern", "measure")
    }
    # An incident of which a withdrawn source told says things that only it may have said: it waits to be linked anew.
    told_whole = [i for i in given.incidents if all(ref in given.statements for ref in i.statements)]
    entries = tuple(_own(given, incident) for incident in told_whole)
    origins = {origin for incident in told_whole for origin in incident.origins}
    return Release(
        audience="draft",
        as_of=as_of,
        codebook=book.version,
        reader=reader,
        totals={
            "incidents": len(entries),
            "origins": len(origins),
            "sources": len(given.sources),
            "patterns": len(listed["pattern"]),
            "measures": len(listed["measure"]),
        },
        incidents=entries,
        patterns=listed["pattern"],
        measures=listed["measure"],
        tables=tuple(shown(table) for table in count(told_whole, book)),
        sources=Counter(source.kind for source in given.sources.values()),
        languages=Counter(_language(source) for source in given.sources.values()),
        withheld={"consent": given.withdrawn} if given.withdrawn else {},
        reviewed=_all_reviewed(*entries, *listed["pattern"], *listed["measure"]),
        readings=tuple(Reading(s.id, s.layer, _language(s)) for s in given.sources.values()),
    )


def _own(given: _Given, incident: Incident) -> Entry:
    told = [given.statements[ref] for ref in incident.statements]
    quotes = tuple(quote for statement in told if (quote := given.texts.exact(statement)))
    return own(incident, _spot(told, incident.place), About(quotes, given.findings.get(incident.id, ()), chains(told)))


def _spot(told: Iterable[Statement], code: str) -> str:
    return next((name for s in told if (name := _name(s, code))), code) if code else ""


def _name(statement: Statement, code: str) -> str:
    """The readable name of a place of the statement: of the one with that code, or of the first below an oblast."""
    for place in statement.slot("place"):
        if place.value == code or (not code and place.detail.get("kind") not in ("oblast", "near")):
            return place.detail.get("name_en", "") or place.quote
    return ""


def _released(given: _Given, scope: Scope, as_of: str, reader: str, suppress: Suppress | None) -> Release:
    allowed = incidents_for(scope, given.incidents, given.statements, given.sources)
    told = [incident for incident, _ in allowed]
    tables = protect(count(told, scope.book), scope.policy, suppress)
    patterns, measures = (
        _general(given, scope, level, letter) for level, letter in (("pattern", "P"), ("measure", "M"))
    )
    sources = [s for s in given.sources.values() if scope.may(s, scope.policy.statistics)]
    scope.withheld["consent"] += len(given.sources) - len(sources) + given.withdrawn
    scope.withheld["small"] += sum(cell.count is None for table in tables.tables for cell in table.cells)
    entries = _records(given, scope, allowed)
    least = scope.policy.minimum
    origins = len({origin for incident in told for origin in incident.origins})
    return Release(
        audience=scope.audience,
        as_of=as_of,
        codebook=scope.book.version,
        reader=reader,
        totals={
            "incidents": tables.total,
            "origins": _enough(origins, least),
            "sources": _enough(len(sources), least),
            "patterns": _enough(len(patterns), least),
            "measures": _enough(len(measures), least),
        },
        incidents=entries,
        patterns=patterns,
        measures=measures,
        tables=tables.tables,
        sources=_breakdown((source.kind for source in sources), least),
        languages=_breakdown((_language(source) for source in sources), least),
        withheld={why: n if n >= least else 1 for why, n in sorted(scope.withheld.items()) if n},
        minimum=least,
        reviewed=_all_reviewed(*told, *patterns, *measures),
        notes=tables.notes,
    )


def _records(given: _Given, scope: Scope, allowed: Sequence[tuple[Incident, bool]]) -> tuple[Entry, ...]:
    if not scope.policy.records:
        scope.withheld["record"] += len(allowed)
        return ()
    entries = []
    for incident, whole in allowed:
        told = [given.statements[ref] for ref in incident.statements]
        quotes = tuple(q for statement in told if (q := _quote(given, scope, statement)))
        # A finding rests on every statement, so it goes only where all of them may.
        findings = given.findings.get(incident.id, ()) if whole else ()
        entries.append(record(scope, incident, _spot(told, incident.place), About(quotes, findings)))
    listed, kept_back = alike(entries, scope.policy.k)
    scope.withheld["record"] += kept_back
    return numbered(listed, "I")


def _general(given: _Given, scope: Scope, level: str, letter: str) -> tuple[Entry, ...]:
    told = general_for(scope, given.statements.values(), given.sources, level)
    return numbered((pattern(scope, s, _quote(given, scope, s)) for s in told), letter)


def _quote(given: _Given, scope: Scope, statement: Statement) -> Quotation | None:
    source = given.sources[statement.source]
    if scope.policy.quotes == "none" or not scope.may(source, scope.policy.quoting):
        scope.withheld["quotation"] += 1
        return None
    exact = scope.policy.quotes == "exact" and scope.may(source, scope.policy.identity)
    return given.texts.released(statement, scope, source.kind, exact=exact)


def _enough(number: int, least: int) -> int | None:
    return number if number >= least else None


def _breakdown(values: Iterable[str], least: int) -> dict[str, int]:
    """Counts by kind, all or none: one that is left out would follow from the total."""
    counts = Counter(values)
    return dict(sorted(counts.items())) if counts and min(counts.values()) >= least else {}


def _language(source: Source) -> str:
    return language_of(source.layer.text[:_SAMPLE])


def _all_reviewed(*entries: Entry | Incident) -> bool:
    return bool(entries) and all(entry.reviewed for entry in entries)

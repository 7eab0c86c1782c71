"""Entries of a release: complete for the person's own eyes, and made anew from allowed values for everybody else."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from svidok.language.periods import Precision, coarser
from svidok.model import Attribution, Element, Entry, Finding, Incident, Quotation, Statement
from svidok.release.allowing import Scope

# How a record is told less precisely until enough look like it: date, details (actor, outcome, pressure), oblast.
_STEPS: tuple[tuple[Precision | None, bool, bool], ...] = (
    ("season", True, True),
    ("year", True, True),
    ("year", False, True),
    (None, False, True),
    (None, False, False),
)


@dataclass(frozen=True, slots=True)
class About:
    """What goes with an incident besides its values."""

    quotations: tuple[Quotation, ...] = ()
    findings: tuple[Finding, ...] = ()
    tellers: tuple[tuple[Attribution, ...], ...] = ()


def chains(statements: Iterable[Statement]) -> tuple[tuple[Attribution, ...], ...]:
    """Return the chains of who told whom, each once, in order of first mention; spans do not tell chains apart."""
    told = {tuple((m.who, m.role) for m in s.attribution): s.attribution for s in reversed(list(statements))}
    return tuple(chain for chain in reversed(told.values()) if chain)


def own(incident: Incident, place: str, about: About) -> Entry:
    """Return an incident as the person who works on it sees it: nothing left out. `place` is a name to read."""
    return Entry(
        id=incident.id,
        level=incident.level,
        services=incident.services,
        coercion=incident.coercion,
        actors=incident.actors,
        outcomes=incident.outcomes,
        oblast=incident.oblast,
        place=place,
        date=incident.date,
        origins=len(incident.origins),
        reviewed=incident.reviewed,
        threat=incident.threat,
        passport_link=incident.passport_link,
        quotations=about.quotations,
        conflicts=incident.conflicts,
        findings=about.findings,
        reasons=incident.reasons,
        tellers=about.tellers,
    )


def general(statement: Statement, place: str, quotation: Quotation | None) -> Entry:
    """Return a pattern or measure as the person who works on it sees it."""
    return Entry(
        id=statement.ref,
        level=statement.level,
        services=statement.values("service"),
        coercion=statement.values("coercion"),
        actors=statement.values("actor"),
        outcomes=statement.values("outcome"),
        oblast=_oblast(statement),
        place=place,
        date=next(iter(statement.values("date")), ""),
        origins=1,
        reviewed=statement.review in ("accepted", "corrected"),
        threat=statement.polarity == "hypothetical",
        passport_link=statement.passport_link,
        quotations=(quotation,) if quotation else (),
        tellers=chains([statement]),
    )


def _oblast(statement: Statement) -> str:
    """A rule for two oblasts is told for none of them here; the quotation names both."""
    found = {place.detail.get("oblast", "") for place in statement.slot("place")} - {""}
    return next(iter(found)) if len(found) == 1 else ""


def record(scope: Scope, incident: Incident, place: str, about: About) -> Entry:
    """Return an incident as an audience that is shown single incidents may see it, still without a number."""
    policy = scope.policy
    return Entry(
        id="",
        level=incident.level,
        services=incident.services,
        coercion=incident.coercion,
        actors=incident.actors,
        outcomes=incident.outcomes,
        oblast="" if policy.place == "none" else incident.oblast,
        place=place if policy.place == "place" else "",
        date=coarser(incident.date, policy.date),
        origins=len(incident.origins),
        reviewed=incident.reviewed,
        threat=incident.threat,
        passport_link=incident.passport_link,
        quotations=about.quotations,
        findings=tuple(_plain(finding, keep_window=policy.place == "place") for finding in about.findings),
    )


def pattern(scope: Scope, statement: Statement, quotation: Quotation | None) -> Entry:
    """Return a pattern or measure as an audience may see it. Its `origins` is 0, which says that it is not told."""
    date = next(iter(statement.values("date")), "")
    return Entry(
        id="",
        level=statement.level,
        services=scope.codes("service", statement.values("service")),
        coercion=scope.codes("coercion", statement.values("coercion")),
        actors=scope.codes("actor", statement.values("actor")),
        outcomes=scope.codes("outcome", statement.values("outcome")),
        oblast="" if scope.policy.place == "none" else _oblast(statement),
        place="",
        date="" if scope.recent(date) else coarser(date, scope.policy.date),
        origins=0,
        reviewed=statement.review in ("accepted", "corrected"),
        threat=statement.polarity == "hypothetical",
        passport_link=statement.passport_link,
        quotations=(quotation,) if quotation else (),
    )


def _plain(finding: Finding, *, keep_window: bool) -> Finding:
    """A finding without spans, which point into sources, and without windows, which can name a town."""

    def note(words: str) -> str:
        return words if keep_window else words.partition(" ")[0]

    return Finding(
        incident="",
        norm=finding.norm,
        elements=tuple(Element(e.id, e.standing, (), note(e.note)) for e in finding.elements),
        cautions=tuple(map(note, finding.cautions)),
    )


def alike(entries: Sequence[Entry], k: int) -> tuple[list[Entry], int]:
    """Return the records, each told as precisely as `k` of them still look alike, and how many cannot be shown.

    >>> plain = Entry("", "individual", ("pension.any",), (), (), (), "Kherson", "", "2023-22", 1, True)
    >>> shown, kept_back = alike([plain, replace(plain, date="2023-23")], 2)
    >>> [entry.date for entry in shown], kept_back
    (['2023', '2023'], 0)
    """
    rest, done = list(entries), []
    for step in _STEPS:
        told = [_less(entry, *step) for entry in rest]
        seen = Counter(map(_look, told))
        done += [entry for entry in told if seen[_look(entry)] >= k]
        rest = [before for before, entry in zip(rest, told, strict=True) if seen[_look(entry)] < k]
    return done, len(rest)


def _less(entry: Entry, precision: Precision | None, details: bool, oblast: bool) -> Entry:
    return replace(
        entry,
        date=coarser(entry.date, precision) if precision else "",
        oblast=entry.oblast if oblast else "",
        place=entry.place if oblast else "",
        coercion=entry.coercion if details else (),
        actors=entry.actors if details else (),
        outcomes=entry.outcomes if details else (),
    )


def _look(entry: Entry) -> tuple[object, ...]:
    """Everything that a record shows, but for its words and its norms."""
    where_and_when = (entry.oblast, entry.place, entry.date)
    return (entry.services, entry.coercion, entry.actors, entry.outcomes, *where_and_when, entry.level, entry.threat)


def numbered(entries: Iterable[Entry], letter: str) -> tuple[Entry, ...]:
    """Give entries numbers that say nothing of where they come from: they are sorted by what they show.

    >>> plain = Entry("", "individual", ("pension.any",), (), (), (), "Kherson", "", "2023", 1, True)
    >>> [entry.id for entry in numbered([plain, plain], "I")]
    ['I1', 'I2']
    """
    ordered = sorted(entries, key=lambda e: (*map(str, _look(e)), str(e.quotations)))
    return tuple(_named(entry, f"{letter}{number}") for number, entry in enumerate(ordered, 1))


def _named(entry: Entry, name: str) -> Entry:
    return replace(entry, id=name, findings=tuple(replace(finding, incident=name) for finding in entry.findings))

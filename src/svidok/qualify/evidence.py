"""Hold the statements of one incident against one element of a norm."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from svidok.language.periods import Range, bounds, meets, within
from svidok.model import COUNTED_LEVELS, Element, Incident, Span, Standing, Statement
from svidok.qualify.rules import Codes, Rule
from svidok.qualify.windows import OPPOSES, ORDER, SUPPORTS, Verdict, Window, judge

_PLACE = "occupied_territory"


@dataclass(frozen=True, slots=True)
class Case:
    """An incident with the statements that tell of it, those that deny it, and where it stands in the windows.

    `where` holds, for each place told and each date it may have, the verdict, its window and the words behind it.
    """

    incident: Incident
    told: tuple[Statement, ...]
    denied: tuple[Statement, ...]
    where: tuple[tuple[Verdict, str, tuple[Span, ...]], ...]

    @classmethod
    def of(cls, incident: Incident, statements: Sequence[Statement], windows: Sequence[Window]) -> "Case":
        """Sort the statements of an incident: a rejected one says nothing, a general one supports no single event."""
        told = tuple(s for s in statements if s.counts)
        denied = tuple(s for s in statements if s.polarity == "negated" and _may_deny(s))
        return cls(incident, told, denied, tuple(_where(incident, told, windows)))

    @property
    def cautions(self) -> tuple[str, ...]:
        """What every finding on this incident has to carry."""
        threat = ("account.threat",) if all(s.polarity == "hypothetical" for s in self.told) else ()
        return threat + (() if self.incident.reviewed else ("account.unreviewed",))


def _may_deny(statement: Statement) -> bool:
    return statement.review != "rejected" and statement.level in COUNTED_LEVELS


def _where(
    incident: Incident, told: Sequence[Statement], windows: Sequence[Window]
) -> Iterable[tuple[Verdict, str, tuple[Span, ...]]]:
    """A place takes the dates of its own statement, else those told elsewhere of the same incident."""
    everywhere: list[tuple[Range | None, tuple[Span, ...]]] = [d for s in told for d in _days(s)]
    everywhere.append((bounds(incident.date), ()))
    for statement in told:
        for place in statement.slot("place"):
            for day, words in _days(statement) or everywhere:
                yield *judge(place, day, windows), (place.span, *words)


def _days(statement: Statement) -> list[tuple[Range | None, tuple[Span, ...]]]:
    found = ((bounds(date.value), (date.span,)) for date in statement.slot("date"))
    return [(day, words) for day, words in found if day is not None]


def elements(rule: Rule, case: Case) -> list[Element]:
    """Return the element as supported or missing, and once more as contrary where facts speak against it.

    What speaks against an element never takes its support away: a lawyer weighs the two.
    """
    if rule.unseen:
        return [Element(rule.id, "missing", note="account.unseen")]
    if rule.place:
        return _place(rule, case)
    if rule.days is not None:
        return _time(rule, rule.days, case)
    support, against = _support(rule, case), _against(rule, case)
    if against and support.standing == "missing":
        return [against]
    return [support, against] if against else [support]


def _support(rule: Rule, case: Case) -> Element:
    heard = [s for s in case.told if rule.threat or s.polarity != "hypothetical"]
    if not rule.codes:
        # A protected person is one whether the act happened or was threatened.
        spans = _demand(rule, case.told)
        return _supported(rule, spans, case.told) if spans else Element(rule.id, "missing", note="account.silent")
    backers = [s for s in heard if _fits(rule, s) and _words(rule.codes, [s])]
    needed = [_words({slot: codes}, heard) for slot, codes in rule.needed.items()]
    if not backers or not all(needed):
        return Element(rule.id, "missing", note="account.silent")
    return _supported(rule, {*_words(rule.codes, backers), *(span for group in needed for span in group)}, backers)


def _supported(rule: Rule, spans: Iterable[Span], backers: Sequence[Statement]) -> Element:
    threat = bool(rule.codes) and all(s.polarity == "hypothetical" for s in backers)
    return Element(rule.id, "supported", tuple(sorted(set(spans))), "account.threat" if threat else "")


def _fits(rule: Rule, statement: Statement) -> bool:
    return (not rule.links or statement.passport_link in rule.links) and (
        not rule.levels or statement.level in rule.levels
    )


def _demand(rule: Rule, told: Sequence[Statement]) -> set[Span]:
    """The words of the demand, or the whole scene where no words were marked."""
    if not rule.links and not rule.levels:
        return set()
    spans: set[Span] = set()
    for statement in told:
        if _fits(rule, statement):
            spans |= {a.span for a in statement.slot("condition")} or {statement.scene}
    return spans


def _words(codes: Mapping[str, Codes], statements: Iterable[Statement]) -> set[Span]:
    return {a.span for s in statements for a in s.assertions if a.slot in codes and a.value in codes[a.slot]}


def _against(rule: Rule, case: Case) -> Element | None:
    opposed, denied = _words(rule.opposed, (*case.told, *case.denied)), _words(rule.codes, case.denied)
    if not opposed and not denied:
        return None
    note = "account.opposed" if opposed else "account.denied"
    return Element(rule.id, "contrary", tuple(sorted(opposed | denied)), note)


def _place(rule: Rule, case: Case) -> list[Element]:
    found = [_verdict(rule, case, SUPPORTS, "supported"), _verdict(rule, case, OPPOSES, "contrary")]
    kept = [element for element in found if element]
    if kept:
        return kept
    verdict, window, _ = min(case.where, key=_rank, default=("no_place", "", ()))
    return [Element(rule.id, "missing", note=_note(verdict, window))]


def _verdict(rule: Rule, case: Case, verdicts: frozenset[Verdict], standing: Standing) -> Element | None:
    found = [row for row in case.where if row[0] in verdicts]
    if not found:
        return None
    verdict, window, _ = min(found, key=_rank)
    return Element(rule.id, standing, tuple(sorted({span for row in found for span in row[2]})), _note(verdict, window))


def _rank(row: tuple[Verdict, str, tuple[Span, ...]]) -> tuple[int, str]:
    return ORDER.index(row[0]), row[1]


def _note(verdict: str, window: str) -> str:
    return f"{_PLACE}.{verdict} {window}".strip()


def _time(rule: Rule, days: Range, case: Case) -> list[Element]:
    told = [(day, words) for s in case.told for day, words in _days(s) if day is not None]
    inside = {span for day, words in told if within(day, days) for span in words}
    outside = {span for day, words in told if not meets(day, days) for span in words}
    found = []
    if inside:
        found.append(Element(rule.id, "supported", tuple(sorted(inside)), "account.in_time"))
    if outside:
        found.append(Element(rule.id, "contrary", tuple(sorted(outside)), "account.out_of_time"))
    return found or [Element(rule.id, "missing", note="account.partly_in_time" if told else "account.silent")]

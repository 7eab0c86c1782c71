"""Norms of the codebook as rules that can be held against statements."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from svidok.errors import NormUnreadable
from svidok.language.periods import Range, bounds

# The codebook speaks of services in the plural, a statement has a slot `service`.
_SLOTS = {
    "services": "service",
    "coercion": "coercion",
    "outcome": "outcome",
    "actor": "actor",
    "protective": "protective",
}
_ACT_SLOTS = frozenset({"service", "coercion", "outcome"})
KINDS = ("act", "circumstance", "person", "place")


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes that count, single or by group (`health.*`)."""

    single: frozenset[str]
    groups: tuple[str, ...]

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and (code in self.single or (bool(self.groups) and code.startswith(self.groups)))


@dataclass(frozen=True, slots=True)
class Rule:
    """One element of a norm: which codes of a statement support it, and under which conditions.

    Without `codes` but with `links` or `levels`, the demand itself is the support. `needed` holds codes that must
    be there as well; `opposed` codes that speak against it. `threat` says that a threat is enough.
    """

    id: str
    kind: str
    codes: Mapping[str, Codes] = field(default_factory=dict)
    links: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    needed: Mapping[str, Codes] = field(default_factory=dict)
    opposed: Mapping[str, Codes] = field(default_factory=dict)
    threat: bool = False
    unseen: bool = False
    place: bool = False
    days: Range | None = None


@dataclass(frozen=True, slots=True)
class Norm:
    """A norm with its rules in order, and the cautions that go with every finding under it."""

    id: str
    rules: tuple[Rule, ...]
    cautions: tuple[str, ...]


def norms_of(records: Mapping[str, Mapping[str, Any]]) -> tuple[Norm, ...]:
    """Read the codebook's norms, in their order.

    Raises NormUnreadable naming the norm and the element.

    >>> rows = {"gc-iv-56": {"elements": [{"id": "care", "supported_by": {"services": ["health.*"]}}]}}
    >>> norms_of(rows)[0].rules[0].kind
    'act'
    """
    return tuple(_norm(name, record) for name, record in records.items())


def _norm(name: str, record: Mapping[str, Any]) -> Norm:
    rules = tuple(_rule(name, element) for element in record.get("elements") or ())
    cautions = ["norm.caution"] if record.get("caution") else []
    cautions += [f"norm.contrary.{i}" for i, _ in enumerate(record.get("contrary") or ())]
    if record.get("body") == "rome":
        cautions.append("cautions.no_separate_crime")
    if record.get("verified") is False:
        cautions.append("cautions.unverified")
    return Norm(name, rules, tuple(cautions))


def _rule(norm: str, element: Mapping[str, Any]) -> Rule:
    needs = element.get("supported_by") or {}
    codes = _codes(needs)
    place = needs.get("place") == "occupied"
    kind = element.get("kind") or _kind(codes, place)
    days = bounds(needs["date"]) if "date" in needs else None
    if "id" not in element or kind not in KINDS or ("date" in needs and days is None):
        raise NormUnreadable(norm=norm, element=element.get("id", "without an id"))
    return Rule(
        id=element["id"],
        kind=kind,
        codes=codes,
        links=frozenset(needs.get("passport_link") or ()),
        levels=frozenset(needs.get("level") or ()),
        needed=_codes(element.get("only_with") or {}),
        opposed=_codes(element.get("opposed_by") or {}),
        threat=bool(element.get("threat", False)),
        unseen=element.get("missing_by_default") == "always",
        place=place,
        days=days,
    )


def _kind(codes: Mapping[str, Codes], place: bool) -> str:
    if place:
        return "place"
    return "act" if _ACT_SLOTS & codes.keys() else "circumstance"


def _codes(needs: Mapping[str, Any]) -> dict[str, Codes]:
    return {
        slot: Codes(
            frozenset(code for code in needs[key] if not code.endswith(".*")),
            tuple(code[:-1] for code in needs[key] if code.endswith(".*")),
        )
        for key, slot in _SLOTS.items()
        if needs.get(key)
    }

"""Decisions as plain JSON values and back, as the ledger keeps them."""

from collections.abc import Mapping
from typing import Any, cast

from svidok.model import Span
from svidok.plain import statement_from_plain, statement_to_plain
from svidok.review.decisions import Act, Change, Decision


def decision_to_plain(decision: Decision) -> dict[str, Any]:
    """Return a decision as plain values.

    >>> decision_to_plain(Decision("a/S1", "accept", "o.k", "2026-01-02T10:00:00Z", "0" * 16))["act"]
    'accept'
    """
    return {
        "statement": decision.statement,
        "act": decision.act,
        "coder": decision.coder,
        "at": decision.at,
        "of": decision.of,
        "changes": [_change_to_plain(one) for one in decision.changes],
        "added": statement_to_plain(decision.added) if decision.added else None,
        "settles": decision.settles,
        "note": decision.note,
    }


def decision_from_plain(plain: Mapping[str, Any]) -> Decision:
    """Read a decision back; unknown keys are ignored.

    >>> made = Decision("a/S1", "accept", "o.k", "2026-01-02T10:00:00Z", "0" * 16)
    >>> decision_from_plain(decision_to_plain(made)) == made
    True
    """
    added = plain.get("added")
    return Decision(
        statement=str(plain["statement"]),
        act=cast(Act, plain["act"]),
        coder=str(plain["coder"]),
        at=str(plain["at"]),
        of=str(plain["of"]),
        changes=tuple(_change_from_plain(one) for one in plain.get("changes", ())),
        added=statement_from_plain(added) if added else None,
        settles=bool(plain.get("settles", False)),
        note=str(plain.get("note", "")),
    )


def _change_to_plain(one: Change) -> dict[str, Any]:
    span = [one.span.source, one.span.start, one.span.end] if one.span else None
    detail = dict(one.detail)
    return {"slot": one.slot, "old": one.old, "value": one.value, "span": span, "quote": one.quote, "detail": detail}


def _change_from_plain(plain: Mapping[str, Any]) -> Change:
    span = plain.get("span")
    return Change(
        slot=str(plain["slot"]),
        old=str(plain["old"]),
        value=str(plain["value"]),
        span=Span(str(span[0]), int(span[1]), int(span[2])) if span else None,
        quote=str(plain["quote"]),
        detail={str(key): str(value) for key, value in plain.get("detail", {}).items()},
    )

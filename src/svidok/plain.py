"""Statements as plain JSON values and back: the contract that other programs build on.

One statement is one object; every slot is a list of assertions; offsets are code points of the text layer.
`svidok read --json` prints these objects, the ledger keeps them, `docs/cli.md` describes them.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from svidok.model import SLOTS, Assertion, Attribution, Level, PassportLink, Polarity, Review, Scope, Span, Statement

_FIXED = ("value", "start", "end", "quote", "score", "reason", "reader")


def assertion_to_plain(assertion: Assertion) -> dict[str, Any]:
    """Return one assertion as plain values; `detail` stands beside the fixed keys.

    >>> found = {"oblast": "Zaporizhzhia"}
    >>> a = Assertion("place", "UA23", Span("a", 0, 8), "Melitopol", 0.9, "gazetteer", detail=found)
    >>> assertion_to_plain(a)["oblast"]
    'Zaporizhzhia'
    """
    return {
        "value": assertion.value,
        **dict(assertion.detail),
        "start": assertion.span.start,
        "end": assertion.span.end,
        "quote": assertion.quote,
        "score": round(assertion.score, 4),
        "reason": assertion.reason,
        "reader": assertion.reader,
    }


def assertion_from_plain(slot: str, source: str, plain: Mapping[str, Any]) -> Assertion:
    """Read one assertion back.

    >>> assertion_from_plain("date", "a", {"value": "2023", "start": 0, "end": 4, "quote": "2023"}).value
    '2023'
    """
    return Assertion(
        slot=slot,
        value=str(plain["value"]),
        span=Span(source, int(plain["start"]), int(plain["end"])),
        quote=str(plain["quote"]),
        score=float(plain.get("score", 1.0)),
        reason=str(plain.get("reason", "")),
        reader=str(plain.get("reader", "svidok")),
        detail={key: str(value) for key, value in plain.items() if key not in _FIXED},
    )


def statement_to_plain(statement: Statement) -> dict[str, Any]:
    """Return a statement as the object that `svidok read --json` prints.

    >>> s = Statement("S1", "a.txt", "individual", "asserted", "passport", Span("a.txt", 0, 9))
    >>> statement_to_plain(s)["passport_link"], statement_to_plain(s)["service"]
    ('passport', [])
    """
    return {
        "source": statement.source,
        "statement": statement.id,
        "level": statement.level,
        "polarity": statement.polarity,
        "passport_link": statement.passport_link,
        "scope": list(statement.scope),
        "attribution": [_attribution_to_plain(member) for member in statement.attribution],
        **{slot: [assertion_to_plain(a) for a in statement.slot(slot)] for slot in SLOTS},
        "scene": [statement.scene.start, statement.scene.end],
        "review": statement.review,
    }


def statement_from_plain(plain: Mapping[str, Any]) -> Statement:
    """Read a statement back; unknown keys are ignored, so that newer files can be read by older programs.

    >>> s = Statement("S1", "a.txt", "individual", "asserted", "passport", Span("a.txt", 0, 9))
    >>> statement_from_plain(statement_to_plain(s)) == s
    True
    """
    source = str(plain["source"])
    start, end = cast(Sequence[int], plain.get("scene", (0, 0)))
    return Statement(
        id=str(plain["statement"]),
        source=source,
        level=cast(Level, plain["level"]),
        polarity=cast(Polarity, plain["polarity"]),
        passport_link=cast(PassportLink, plain["passport_link"]),
        scene=Span(source, int(start), int(end)),
        assertions=tuple(assertion_from_plain(slot, source, a) for slot in SLOTS for a in plain.get(slot, ())),
        attribution=tuple(_attribution_from_plain(source, member) for member in plain.get("attribution", ())),
        review=cast(Review, plain.get("review", "unreviewed")),
        scope=tuple(cast(Sequence[Scope], plain.get("scope", ()))),
    )


def _attribution_to_plain(member: Attribution) -> dict[str, Any]:
    plain: dict[str, Any] = {"who": member.who, "role": member.role}
    if member.span is not None:
        plain |= {"start": member.span.start, "end": member.span.end}
    return plain


def _attribution_from_plain(source: str, plain: Mapping[str, Any]) -> Attribution:
    span = Span(source, int(plain["start"]), int(plain["end"])) if "start" in plain else None
    return Attribution(str(plain["who"]), str(plain["role"]), span)

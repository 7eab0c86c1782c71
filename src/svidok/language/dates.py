"""Dates that a text gives, as EDTF: never more precise than the words.

A day without a month, a month without a year and "last spring" are dates only when something else in the text, or
an anchor that the caller knows, says of which year they are; the reason then says so and the date is marked `?`.
What cannot be dated stays out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from svidok.language import date_words as words
from svidok.language.date_points import Point, Stretches, points
from svidok.language.date_relative import relative
from svidok.language.fold import fold
from svidok.language.periods import bounds

_INHERITS = 400  # characters over which a year carries to the next month or season


@dataclass(frozen=True, slots=True)
class Anchors:
    """What relative words may lean on: the day of the interview or of publication, as EDTF; "" when unknown."""

    told: str = ""


@dataclass(frozen=True, slots=True)
class DateFound:
    """Words that give a date: code points `start` to `end`, what they say, and what the year came from.

    `earliest` and `latest` are days "YYYY-MM-DD", "" for an open end. `anchor` names what a relative date leans on.
    """

    start: int
    end: int
    quote: str
    edtf: str
    earliest: str
    latest: str
    reason: str
    anchor: str = ""


_Raw = tuple[int, int, str, str, str]

_EVENT: Final = re.compile("|".join(f"(?P<e{i}>{said})" for i, (said, _, _) in enumerate(words.EVENTS)))
_THROUGH: Final = re.compile(rf"\s*(?:{words.THROUGH})\s*(?:(?:в|у|in|the)\s+)?")
_TOGETHER: Final = re.compile(rf"\s*(?:{words.TOGETHER})\s*(?:(?:в|у|in|the)\s+)?")
_LEAD: Final = re.compile(
    rf"(?:^|(?<=[^\w]))(?:(?P<since>{words.SINCE})|(?P<until>{words.UNTIL})|(?P<before>{words.BEFORE})|(?P<after>{words.AFTER}))"
    r"\s+(?:(?:the|початку|начала|самого|start\s+of|beginning\s+of|end\s+of|перших\s+днів|першого\s+дня|первых\s+дней|"
    r"первого\s+дня|first\s+days?\s+of|outbreak\s+of|так\s+званого|так\s+званих|так\s+называемого|так\s+называемых|"
    r"so-called|russia's|[«\"“])\s*){0,4}\Z"
)
_BETWEEN: Final = re.compile(r"(?:між|между|between|from|з|із|с|від)\s+\Z")
_BETWEEN_BOTH: Final = ("між", "между", "between")
_WAY: Final = {"since": "{}/..", "after": "{}/..", "until": "../{}", "before": "../{}"}


def find_dates(text: str, anchors: Anchors | None = None) -> list[DateFound]:
    """Return the dates a text gives, in order, none inside another.

    >>> [(d.quote, d.edtf) for d in find_dates("Восени 2022 року, а потім у липні 2023-го; since 2014")]
    [('Восени 2022 року', '2022-23'), ('липні 2023-го', '2023-07'), ('since 2014', '2014/..')]
    >>> find_dates("one spring, some year")
    []
    """
    folded = fold(text)
    plain = folded.text
    where = Stretches(plain)
    told = (anchors or Anchors()).told
    dated = _inferred(points(plain, where), plain)
    found = [*_events(plain, where["event"]), *_ranges(plain, dated), *relative(plain, where["told"], told)]
    made: list[DateFound] = []
    reach = -1
    for start, end, edtf, reason, anchor in sorted(found, key=lambda f: (f[0], -f[1])):
        span = bounds(edtf)
        if start < reach or span is None:
            continue
        reach = end
        first, last = folded.span(start, end)
        earliest, latest = (("" if day.startswith(("0000", "9999")) else day) for day in span)
        made.append(DateFound(first, last, text[first:last], edtf, earliest, latest, reason, anchor))
    return made


def _inferred(found: list[Point], plain: str) -> list[Point]:
    """Give a month or season without a year that of its list's next member, or of the date before it in the story."""
    given: list[Point] = []
    for i, point in enumerate(found):
        if point.year is not None:
            given.append(point)
            continue
        after = found[i + 1] if i + 1 < len(found) else None
        if after is not None and after.year is not None and _one_phrase(plain, point, after):
            given.append(replace(point, year=after.year, weak=False, reason="year said once for both"))
            continue
        before = next((p for p in reversed(given) if p.year is not None), None)
        if before is None or before.year is None or point.weak or point.start - before.end > _INHERITS:
            continue
        year = before.year + (1 if _order(point.part) < _order(before.part) else 0)
        given.append(
            replace(point, year=year, doubt=point.doubt or "?", reason="year inferred from the date before it")
        )
    return given


def _one_phrase(plain: str, point: Point, after: Point) -> bool:
    """Whether nothing but a word that joins stands between two points."""
    between = (plain, point.end, after.start)
    return bool(_THROUGH.fullmatch(*between) or _TOGETHER.fullmatch(*between))


def _order(part: str) -> int:
    """The month a part begins with; a year alone comes before everything in it."""
    number = int(part[1:3]) if part else 0
    return {21: 3, 22: 6, 23: 9, 24: 12}.get(number, number)


def _joined(plain: str, point: Point, after: Point) -> bool:
    """Whether two points are the ends of one stretch. «Та» joins neighbours only: two far seasons are two dates."""
    if point.last or after.last or point.edtf() >= after.edtf() or (point.season and not after.part):
        return False
    if _THROUGH.fullmatch(plain, point.end, after.start):
        return True
    if not _TOGETHER.fullmatch(plain, point.end, after.start):
        return False
    return _lead(plain, point).startswith(_BETWEEN_BOTH) or _neighbours(point, after)


def _lead(plain: str, point: Point) -> str:
    found = _BETWEEN.search(plain, max(0, point.start - 10), point.start)
    return found[0] if found else ""


def _neighbours(point: Point, after: Point) -> bool:
    if len(point.part) != len(after.part) or point.year is None or after.year is None:
        return False
    if not point.part:
        return after.year - point.year == 1
    if len(point.part) > 3:
        return point.part[:3] == after.part[:3] and int(after.part[4:]) - int(point.part[4:]) == 1
    step = 3 if point.season else 1
    return (after.year - point.year) * 12 + _order(after.part) - _order(point.part) == step


def _ranges(plain: str, dated: list[Point]) -> Iterator[_Raw]:
    """Join two points that a word makes a range, and turn "since" and "until" into open ends."""
    skip = False
    for i, point in enumerate(dated):
        if skip:
            skip = False
            continue
        after = dated[i + 1] if i + 1 < len(dated) else None
        if after is not None and _joined(plain, point, after):
            skip = True
            yield point.start - len(_lead(plain, point)), after.end, f"{point.edtf()}/{after.edtf()}", "a range", ""
            continue
        yield _open(plain, point)


def _open(plain: str, point: Point) -> _Raw:
    """Return one point, open on one side when a word before it says so."""
    if point.last:
        return point.start - len(_lead(plain, point)), point.end, point.edtf(), "a range", ""
    lead = _LEAD.search(plain, max(0, point.start - 60), point.start)
    way = lead.lastgroup if lead else None
    if lead is None or way is None:
        return point.start, point.end, point.edtf(), point.reason, ""
    # "until the end of 2024" and "from the beginning of 2024" are exact
    exact = (way in {"until", "before"} and point.edge == "late") or (way == "since" and point.edge == "early")
    return lead.start(way), point.end, _WAY[way].format(point.edtf(exact)), f"{way}; {point.reason}", ""


def _events(plain: str, where: list[tuple[int, int]]) -> Iterator[_Raw]:
    """Dates told by what everyone knows: "since the deadline" has a start and no end."""
    for low, high in where:
        for match in _EVENT.finditer(plain, low, high):
            _, edtf, name = words.EVENTS[int(str(match.lastgroup)[1:])]
            lead = _LEAD.search(plain, max(0, match.start() - 60), match.start())
            way = lead.lastgroup if lead else None
            if lead is None or way is None:
                continue
            ends = edtf.split("/")
            point = ends[-1] if way in ("since", "after") else ends[0]
            yield lead.start(way), match.end(), _WAY[way].format(point), f"{way} a known event", name

"""Dates that a text gives, as EDTF: never more precise than the words.

A day without a month, a month without a year and "last spring" are dates only when something else in the text, or
an anchor that the caller knows, says of which year they are; the reason then says so, and a date that takes its year
from the story is marked `?`. What cannot be dated stays out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from svidok.language import date_words as words
from svidok.language.date_events import EVENTS, counted_from, feast
from svidok.language.date_points import Point, Stretches, points
from svidok.language.date_relative import relative
from svidok.language.date_story import story
from svidok.language.date_years import Carried, year_before, year_of_telling
from svidok.language.fold import fold
from svidok.language.periods import bounds

_INHERITS = 400  # characters over which a year carries to the next month or season


@dataclass(frozen=True, slots=True)
class Anchors:
    """What relative words may lean on, as EDTF; "" when unknown.

    `told` is the day of the interview or of publication; `story` the last date told before this text begins.
    """

    told: str = ""
    story: str = ""


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

_EVENT: Final = re.compile("|".join(f"(?P<e{i}>{said})" for i, (said, *_) in enumerate(EVENTS)))
_THROUGH: Final = re.compile(rf"\s*(?:{words.THROUGH})\s*(?:(?:в|у|in|the)\s+)?")
_TOGETHER: Final = re.compile(rf"\s*(?:{words.TOGETHER})\s*(?:(?:в|у|in|the)\s+)?")
_LEAD: Final = re.compile(
    rf"(?:^|(?<=[^\w]))(?:(?P<since>{words.SINCE})|(?P<until>{words.UNTIL})|(?P<before>{words.BEFORE})|(?P<after>{words.AFTER})|(?P<on>{words.DURING}))"
    r"\s+(?:(?:the|початку|начала|самого|start\s+of|beginning\s+of|end\s+of|перших\s+днів|першого\s+дня|первых\s+дней|"
    r"первого\s+дня|first\s+days?\s+of|outbreak\s+of|так\s+званого|так\s+званих|так\s+называемого|так\s+называемых|"
    r"so-called|russia's|почал\w+|розпочал\w+|начал\w+|началась|sham|[«\"“])\s*){0,4}\Z"
)
_BETWEEN: Final = re.compile(r"(?:між|между|between|from|з|із|с|від)\s+\Z")
_BETWEEN_BOTH: Final = ("між", "между", "between")
_EARLY: Final = re.compile(r"почат|початк|начал|start|beginning|перш|перв|first|outbreak")
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
    if not any(where.values()):
        return []
    leaning = anchors or Anchors()
    counted = list(relative(plain, where["told"], leaning.told))
    known = list(_events(plain, where["event"], leaning.told))
    dated = _inferred(points(plain, where), plain, leaning, Carried.of(counted, bool(known)))
    found = _kept([*known, *_ranges(plain, dated), *counted])
    found = _kept([*found, *story(plain, where["story"], lambda at: _before(found, at, leaning.story))])
    made: list[DateFound] = []
    for start, end, edtf, reason, anchor in found:
        span = bounds(edtf)
        if span is None:
            continue
        first, last = folded.span(start, end)
        earliest, latest = (("" if day.startswith(("0000", "9999")) else day) for day in span)
        made.append(DateFound(first, last, text[first:last], edtf, earliest, latest, reason, anchor))
    return made


def _kept(found: list[_Raw]) -> list[_Raw]:
    """Return dates in order, of those that overlap the one that begins first and reaches further."""
    kept: list[_Raw] = []
    for one in sorted(found, key=lambda f: (f[0], -f[1])):
        if (not kept or one[0] >= kept[-1][1]) and bounds(one[2]) is not None:
            kept.append(one)
    return kept


def _before(found: list[_Raw], at: int, story_before: str) -> tuple[int, str]:
    """Return where the last date before a place ends, and the date; the story's own before the text, else ""."""
    last = next((one for one in reversed(found) if one[1] <= at), None)
    return (last[1], last[2]) if last else (at, story_before)


def _inferred(found: list[Point], plain: str, leaning: Anchors, carried: Carried) -> list[Point]:
    """Give a month or season without a year that of its list's next member, or of the date before it in the story.

    Where no date with a year stands in the text, the day of the telling says which: the last such month before it.
    """
    given: list[Point] = []
    carried.add(point.year for point in found)
    for i, point in enumerate(found):
        if point.year is not None:
            given.append(_placed(point, point.year, leaning.told))
            continue
        before = next((p for p in reversed(given) if p.year is not None and not p.anchor), None)
        after = found[i + 1] if i + 1 < len(found) else None
        if after is not None and after.year is not None and _one_phrase(plain, point, after):
            placed = _placed(point, after.year, leaning.told)
            given.append(replace(placed, weak=False, reason="year said once for both"))
        elif said := (
            year_before(point, plain, leaning.told)
            or _by_story(point, before, leaning, carried)
            or year_of_telling(point, plain, leaning.told, carried)
        ):
            if not said[0]:
                continue
            year, doubt, reason, anchor, start = said
            placed = _placed(point, year, leaning.told)
            given.append(replace(placed, start=start, doubt=point.doubt or doubt, reason=reason, anchor=anchor))
    return given


def _by_story(
    point: Point, before: Point | None, leaning: Anchors, carried: Carried
) -> tuple[int, str, str, str, int] | None:
    """Return the year that the date before gives: year, mark, reason, anchor and where the words begin."""
    if point.rel[:1] not in ("", "=") or point.weak:
        return None
    near = carried.before(point.start)
    if before is not None and (near is None or before.end > near[0]) and point.start - before.end <= _INHERITS:
        at, part = before.year, before.part
    elif near is not None and point.start - near[0] <= _INHERITS:
        at, part = near[1], ""
    elif before is None and near is None and re.match(r"\d{4}", leaning.story):
        at, part = int(leaning.story[:4]), leaning.story[4:]
    else:
        return None
    if at is None:
        return None
    if point.rel:
        return at + int(point.rel[1:]), "", "year counted from the date before it", "", point.start
    year = at + (1 if _order(point.part) < _order(part) else 0)
    told = re.fullmatch(r"(\d{4})(-\d{2})(?:-\d{2})?", leaning.told)
    if told and at <= int(told[1]) and (year, _order(point.part)) > (int(told[1]), _order(told[2])):
        year -= 1  # who tells on the 19th of January means the December before it
    return year, "?", "year inferred from the date before it", "", point.start


def _placed(point: Point, year: int, told: str) -> Point:
    """Give a point its year; a feast has its day from it."""
    if not point.feast:
        return replace(point, year=year)
    part, last = feast(point.feast, year, told)
    return replace(point, year=year, part=part, last=last)


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
            yield (
                point.start - len(_lead(plain, point)),
                after.end,
                f"{point.edtf()}/{after.edtf()}",
                "a range",
                point.anchor,
            )
            continue
        yield _open(plain, point)


def _open(plain: str, point: Point) -> _Raw:
    """Return one point, open on one side when a word before it says so."""
    if point.last:
        return point.start - len(_lead(plain, point)), point.end, point.edtf(), "a range", point.anchor
    counted = counted_from(plain, point.start, point.edtf())
    if counted:
        return counted[0], point.end, counted[1], "counted from a date", point.edtf()
    lead = _LEAD.search(plain, max(0, point.start - 60), point.start)
    way = lead.lastgroup if lead else None
    if lead is None or way in (None, "on"):
        return point.start, point.end, point.edtf(), point.reason, point.anchor
    # "until the end of 2024" and "from the beginning of 2024" are exact
    exact = (way in {"until", "before"} and point.edge == "late") or (way == "since" and point.edge == "early")
    return lead.start(way), point.end, _WAY[way].format(point.edtf(exact)), f"{way}; {point.reason}", point.anchor


def _events(plain: str, where: list[tuple[int, int]], told: str) -> Iterator[_Raw]:
    """Dates told by what everyone knows: "since the deadline" has a start and no end."""
    for low, high in where:
        for match in _EVENT.finditer(plain, low, high):
            event = EVENTS[int(str(match.lastgroup)[1:])]
            if told and told < (event.known or event.edtf)[: len(told)]:
                continue  # nobody speaks of what is still to come
            counted = counted_from(plain, match.start(), event.edtf, told_exact=False)
            if counted:
                yield counted[0], match.end(), counted[1], "counted from a known event", event.name
                continue
            lead = _LEAD.search(plain, max(0, match.start() - 60), match.start())
            way = lead.lastgroup if lead else None
            if lead is None or way is None or (way == "on" and event.known):
                continue  # a day told without its year is the event only before "since" and its like
            ends = event.edtf.split("/")
            point = ends[-1] if way in ("since", "after") else ends[0]
            edtf = _WAY[way].format(point) if way != "on" else f"{point}~" if _EARLY.search(lead[0]) else event.edtf
            yield lead.start(way), match.end(), edtf, f"{way} a known event", event.name

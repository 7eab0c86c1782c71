"""Dates that a text gives, as EDTF: never more precise than the words.

A day without a month, a month without a year and "last spring" are dates only when something else in the text, or
an anchor that the caller knows, says of which year they are; the reason then says so and the date is marked `?`.
What cannot be dated stays out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from svidok.language import date_words as words
from svidok.language.fold import fold
from svidok.language.periods import bounds

_OLDEST, _NEWEST = 1930, 2035


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


@dataclass(frozen=True, slots=True)
class _Point:
    """One point of time in folded text; `year` is None when the words give none."""

    start: int
    end: int
    year: int | None
    part: str = ""  # "-09", "-09-10", "-23"
    doubt: str = ""
    reason: str = "as said"

    @property
    def edtf(self) -> str:
        # the notation has no mark of doubt for seasons; the reason then says it alone
        return f"{self.year:04}{self.part}" + ("" if _order(self.part) != _number(self.part) else self.doubt)


_M = "|".join(f"(?P<m{i}>{month})" for i, month in enumerate(words.MONTHS, 1))
_S = "|".join(f"(?P<s{i}>{season})" for i, season in enumerate(words.SEASONS, 21))
_MONTH = "|".join(words.MONTHS)
_DAY = r"(?<![\d.,])(?:[12]\d|3[01]|0?[1-9])"
_TEN = "|".join(f"{ten}\\s+(?:{'|'.join(map(re.escape, ones))})\\w*" for ten, ones in words.TENS.items())
_FOUR = r"(?<![\d.,/№])(?:19|20)\d\d(?![\d%]|-?(?:х|ті|тих|s)\b|[.,]\d)(?:-?(?:го|му|м|й|ий|ого|ому))?"
_YEAR = rf"(?:{_FOUR}|'\d\d(?!\d)|\b\d\d-?(?:го|му|м|й|ого|ому)\b|{_TEN})"
_Y = rf"(?P<year>{_YEAR})(?:\s+{words.YEAR_WORD})?"
_OF = r"(?:\s*,?\s*(?:of\s+)?)"
_PART = rf"(?:(?P<early>{words.EARLY})|(?P<middle>{words.MIDDLE})|(?P<late>{words.LATE}))\s*(?:the\s+)?"

_NUMERIC: Final = re.compile(
    rf"(?<!\w)(?:(?P<nd>{_DAY})\.(?P<nm>0?[1-9]|1[0-2])\.(?P<ny>(?:19|20)\d\d|\d\d)(?![\d.])"
    rf"|(?P<iy>(?:19|20)\d\d)-(?P<im>0[1-9]|1[0-2])-(?P<id>0[1-9]|[12]\d|3[01])(?!\d))"
)
_BY_MONTH: Final = re.compile(
    rf"(?<!\w)(?:{_PART})?(?:(?P<d1>{_DAY})(?:-?(?:го|е|те|ого|st|nd|rd|th))?\s+(?:of\s+)?)?(?:{_M})(?!\w)"
    rf"(?:\s+(?P<d2>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d:]|\.\d))?(?:{_OF}{_Y})?"
)
_BY_SEASON: Final = re.compile(rf"(?<!\w)(?:{_PART})?(?:{_S})(?!\w)(?:{_OF}{_Y})?")
_BY_YEAR: Final = re.compile(rf"(?<!\w)(?:{_PART})?{_Y}")
_EVENT: Final = re.compile("|".join(f"(?P<e{i}>{said})" for i, (said, _, _) in enumerate(words.EVENTS)))
_FROM_TO: Final = re.compile(rf"\s*(?:{words.AND})\s*(?:(?:в|у|in|the|з|с|from)\s+)?")
_LEAD: Final = re.compile(
    rf"(?:^|(?<=[^\w]))(?:(?P<since>{words.SINCE})|(?P<until>{words.UNTIL})|(?P<before>{words.BEFORE})|(?P<after>{words.AFTER}))"
    rf"\s+(?:(?:the|початку|начала|start\s+of|beginning\s+of|end\s+of)\s+){{0,2}}\Z"
)
_BETWEEN: Final = re.compile(r"(?:між|между|between|from|з|із|с|від)\s+\Z")
_IN: Final = re.compile(
    r"(?:\b(?:в|у|на|за|in|during|of|з|с|із|до|від|since|until|after|before|by|from|через|після|после|year)\s+|[(,:–—-]\s*)\Z"
)
_RELATIVE: Final = re.compile(
    r"(?P<last>торік|минулого\s+року|(?:в|у)\s+минулому\s+році|в\s+прошлом\s+году|last\s+year)"
    r"|(?P<this>цього\s+року|(?:в|у)\s+цьому\s+році|в\s+этом\s+году|this\s+year)"
)
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
    points = _inferred(_points(plain))
    found = [*_events(plain), *_ranges(plain, points), *_relative(plain, anchors or Anchors())]
    made = []
    reach = -1
    for start, end, edtf, reason, anchor in sorted(found, key=lambda f: (f[0], -f[1])):
        if start < reach:
            continue
        reach = end
        span = bounds(edtf)
        if span is not None:
            first, last = folded.span(start, end)
            earliest, latest = (("" if day.startswith(("0000", "9999")) else day) for day in span)
            made.append(DateFound(first, last, text[first:last], edtf, earliest, latest, reason, anchor))
    return made


_Raw = tuple[int, int, str, str, str]


def _points(plain: str) -> list[_Point]:
    """All points of time, in order; where two readings overlap, the one that begins first and reaches further stays."""
    readings = [
        *(_numeric(match) for match in _NUMERIC.finditer(plain)),
        *(_by_month(match) for match in _BY_MONTH.finditer(plain)),
        *(_by_season(match) for match in _BY_SEASON.finditer(plain)),
        *(_bare_year(match, plain) for match in _BY_YEAR.finditer(plain)),
    ]
    points: list[_Point] = []
    for point in sorted((r for r in readings if r is not None), key=lambda p: (p.start, -p.end)):
        if not points or point.start >= points[-1].end:
            points.append(point)
    return points


def _numeric(match: re.Match[str]) -> _Point | None:
    group = match.groupdict()
    if group["iy"]:
        return _Point(*match.span(), int(group["iy"]), f"-{group['im']}-{group['id']}")
    year = _year(group["ny"])
    return _Point(*match.span(), year, f"-{int(group['nm']):02}-{int(group['nd']):02}") if year else None


def _doubt(match: re.Match[str]) -> str:
    return "~" if match["early"] or match["middle"] or match["late"] else ""


def _by_month(match: re.Match[str]) -> _Point | None:
    month = next(i for i in range(1, 13) if match[f"m{i}"])
    day, year = match["d1"] or match["d2"], _year(match["year"])
    word = match[f"m{month}"].rstrip(".")
    if year is None and not day and word in words.NEEDS_YEAR:
        return None
    return _Point(*match.span(), year, f"-{month:02}" + (f"-{int(day):02}" if day else ""), _doubt(match))


def _by_season(match: re.Match[str]) -> _Point | None:
    season = next(i for i in range(21, 25) if match[f"s{i}"])
    year = _year(match["year"])
    if year is None and match[f"s{season}"] in words.NEEDS_YEAR:
        return None
    return _Point(*match.span(), year, f"-{season}", _doubt(match))


def _bare_year(match: re.Match[str], plain: str) -> _Point | None:
    """A number is a year when the words around it say so, or when it is a year of this war and stands alone."""
    start, end = match.span()
    said, year, doubt = match["year"], _year(match["year"]), _doubt(match)
    sure = len(match.group()) > len(said) or bool(_IN.search(plain, max(0, start - 12), start)) or bool(doubt)
    if year is None or not (sure or (said[:4].isdigit() and 2014 <= year <= 2030)):
        return None
    return _Point(start, end, year, "", doubt)


def _year(said: str | None) -> int | None:
    if not said:
        return None
    for ten, ones in words.TENS.items():
        if said.startswith(ten):
            rest = said[len(ten) :].strip()
            return next((2000 + n for one, n in ones.items() if rest.startswith(one)), None)
    digits = re.sub(r"\D", "", said)
    year = int(digits) if len(digits) == 4 else 2000 + int(digits)
    return year if _OLDEST <= year <= _NEWEST else None


def _inferred(points: list[_Point]) -> list[_Point]:
    """Give a month or season without a year that of the date before it in the story, or of its list's next member."""
    given: list[_Point] = []
    for i, point in enumerate(points):
        if point.year is not None:
            given.append(point)
            continue
        after = points[i + 1] if i + 1 < len(points) else None
        if after is not None and after.year is not None and 0 <= after.start - point.end <= 12:
            given.append(_Point(point.start, point.end, after.year, point.part, point.doubt, "year said once for both"))
            continue
        before = next((p for p in reversed(given) if p.year is not None), None)
        if before is not None and before.year is not None and point.start - before.end <= 400:
            later = before.year + (1 if _order(point.part) < _order(before.part) else 0)
            reason = "year inferred from the date before it"
            given.append(_Point(point.start, point.end, later, point.part, point.doubt or "?", reason))
    return given


def _order(part: str) -> int:
    """The month a part begins with; a year alone comes before everything in it."""
    return {21: 3, 22: 6, 23: 9, 24: 12}.get(_number(part), _number(part))


def _number(part: str) -> int:
    return int(part[1:3]) if part else 0


def _ranges(plain: str, points: list[_Point]) -> Iterator[_Raw]:
    """Join two points that a word makes a range, and turn "since" and "until" into open ends."""
    skip = False
    for i, point in enumerate(points):
        if skip:
            skip = False
            continue
        after = points[i + 1] if i + 1 < len(points) else None
        if after is not None and _FROM_TO.fullmatch(plain, point.end, after.start) and point.edtf < after.edtf:
            lead = _BETWEEN.search(plain, max(0, point.start - 10), point.start)
            skip = True
            yield lead.start() if lead else point.start, after.end, f"{point.edtf}/{after.edtf}", "a range", ""
            continue
        lead = _LEAD.search(plain, max(0, point.start - 34), point.start)
        way = lead.lastgroup if lead else None
        if lead is None or way is None:
            yield point.start, point.end, point.edtf, point.reason, ""
        else:
            yield lead.start(way), point.end, _WAY[way].format(point.edtf), f"{way}; {point.reason}", ""


def _events(plain: str) -> Iterator[_Raw]:
    """Dates told by what everyone knows: "since the deadline" has a start and no end."""
    for match in _EVENT.finditer(plain):
        _, edtf, name = words.EVENTS[int(str(match.lastgroup)[1:])]
        lead = _LEAD.search(plain, max(0, match.start() - 34), match.start())
        way = lead.lastgroup if lead else None
        if lead is None or way is None:
            continue
        ends = edtf.split("/")
        point = ends[-1] if way in ("since", "after") else ends[0]
        yield lead.start(way), match.end(), _WAY[way].format(point), f"{way} a known event", name


def _relative(plain: str, anchors: Anchors) -> Iterator[_Raw]:
    """ "Last year" is a year only when it is known when this was told."""
    if not anchors.told[:4].isdigit():
        return
    told = int(anchors.told[:4])
    for match in _RELATIVE.finditer(plain):
        year = told - 1 if match.lastgroup == "last" else told
        yield match.start(), match.end(), f"{year}", "counted from when this was told", anchors.told

"""The line of time: dated measures of the codebook above, incidents below."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from svidok.model import Entry, Release
from svidok.publish.behind import axes
from svidok.publish.dates import MONTHS, Months, months
from svidok.publish.speaking import UNKNOWN, Speaker
from svidok.publish.ways import Index

WIDTH, LEFT, RIGHT = 1000, 16, 16
RADIUS, PIN_STEP, BAR_HEIGHT, STRIP_STEP = 10, 23, 90, 24
TOP, AXIS_HEIGHT, TRACK_GAP = 30, 30, 26
LEAST_YEARS = 2
# The line begins with the full-scale invasion unless incidents go back further; what lies before is listed below it.
USUAL_START = 2022


@dataclass(frozen=True, slots=True)
class Pin:
    """One measure on the upper line."""

    number: int
    x: float
    y: float
    title: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Incidents of one month, or of a longer stretch; `text` is "" and `hidden` true where the number is hidden."""

    x: float
    y: float
    width: float
    height: float
    text: str
    title: str
    href: str
    hidden: bool
    month: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A measure in words, for the list below the line; `number` is 0 when it stands outside the line."""

    number: int
    date: str
    name: str
    content: str
    standing: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Year:
    """One year on the axis."""

    x: float
    width: float
    text: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing, its sizes and the lists that say the same in words."""

    pins: tuple[Pin, ...]
    bars: tuple[Bar, ...]
    years: tuple[Year, ...]
    on_line: tuple[Told, ...]
    outside: tuple[Told, ...]
    width: int
    height: float
    axis_y: float
    lower_y: float
    desc: str
    undated: str
    hides: bool


@dataclass(frozen=True, slots=True)
class _Stretch:
    span: Months
    label: str
    count: int | None
    href: str


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int

    @property
    def month(self) -> float:
        return (WIDTH - LEFT - RIGHT) / (self.last - self.first + 1)

    def x(self, month: float) -> float:
        return round(LEFT + (month - self.first) * self.month, 1)

    def holds(self, span: Months) -> bool:
        return self.first <= span[0] and span[1] <= self.last


def timeline(release: Release, speaker: Speaker, index: Index) -> Timeline:
    """Draw the measures and the incidents of a release."""
    draft = release.audience == "draft"
    stretches = _of_entries(release, speaker, index) if draft else _of_tables(release, speaker)
    scale = _scale([s.span for s in stretches], release.as_of)
    pins, on_line, outside = _measures(scale, speaker)
    axis_y = TOP + _depth(pins) + RADIUS + 14
    lower_y = axis_y + AXIS_HEIGHT + TRACK_GAP
    bars, bottom = _bars(stretches, scale, lower_y, speaker)
    say = speaker.words.say
    undated = sum(not months(entry.date) for entry in release.incidents) if draft else 0
    told = release.totals.get("incidents")
    return Timeline(
        pins=pins,
        bars=bars,
        years=_years(scale),
        on_line=on_line,
        outside=outside,
        width=WIDTH,
        height=bottom + 12,
        axis_y=axis_y,
        lower_y=lower_y,
        desc=say(
            "timeline.desc",
            measures=say("timeline.measures", n=len(pins)),
            incidents=say("table.hidden") if told is None else say("count.incidents", n=told),
        ),
        undated=say("timeline.undated", count=say("count.incidents", n=undated)) if undated else "",
        hides=any(bar.hidden for bar in bars),
    )


def _of_entries(release: Release, speaker: Speaker, index: Index) -> list[_Stretch]:
    groups: dict[Months, list[Entry]] = defaultdict(list)
    for entry in release.incidents:
        span = months(entry.date)
        if span:
            groups[span].append(entry)
    return [_stretch(span, entries, speaker, index) for span, entries in sorted(groups.items())]


def _stretch(span: Months, entries: Sequence[Entry], speaker: Speaker, index: Index) -> _Stretch:
    dates = {entry.date for entry in entries}
    shared = dates.pop() if len(dates) == 1 else _written(span[0])
    label = speaker.date(shared)
    return _Stretch(span, label, len(entries), index.href(("time", *map(str, span)), label, entries))


def _written(month: int) -> str:
    return f"{month // MONTHS:04d}-{month % MONTHS + 1:02d}"


def _of_tables(release: Release, speaker: Speaker) -> list[_Stretch]:
    """The totals by time of the first table that has times; nothing leads from them, as no incident is shown."""
    for table in release.tables:
        for side, axis in zip(("row", "column"), axes(table, speaker), strict=True):
            if axis.kind != "time":
                continue
            totals = {getattr(c, side): c.count for c in table.cells if not (c.column if side == "row" else c.row)}
            return [
                _Stretch(span, speaker.value("time", value), totals[value], "")
                for value in axis.values
                if value not in UNKNOWN and value in totals and (span := _span(value, speaker))
            ]
    return []


def _span(value: str, speaker: Speaker) -> Months | None:
    phase = speaker.book.records["phases"].get(value)
    if phase is None:
        return months(value)
    start, end = months(str(phase["from"])), months(str(phase["until"]))
    return (start[0], end[1]) if start and end else start


def _scale(spans: Iterable[Months], as_of: str) -> _Scale:
    now = months(as_of) or (USUAL_START * MONTHS,) * 2
    listed = list(spans)
    first = min([USUAL_START * MONTHS, *(s[0] for s in listed)]) // MONTHS
    last = max([now[1], *(s[1] for s in listed), (first + LEAST_YEARS) * MONTHS - 1]) // MONTHS
    return _Scale(first * MONTHS, (last + 1) * MONTHS - 1)


def _years(scale: _Scale) -> tuple[Year, ...]:
    return tuple(
        Year(scale.x(month), round(scale.month * MONTHS, 1), str(month // MONTHS))
        for month in range(scale.first, scale.last + 1, MONTHS)
    )


def _measures(scale: _Scale, speaker: Speaker) -> tuple[tuple[Pin, ...], tuple[Told, ...], tuple[Told, ...]]:
    """Place each measure at its day, one above another where they would cover each other."""
    records = [r for r in speaker.book.records["measures"].values() if r.get("standing") != "claim"]
    pins: list[Pin] = []
    on_line: list[Told] = []
    outside: list[Told] = []
    levels: list[float] = []
    for record in sorted(records, key=lambda r: (str(r.get("date", "")), str(r["instrument"]["en"]))):
        span = months(str(record.get("date", "")))
        if span is None or not scale.holds(span):
            outside.append(_told(record, 0, speaker))
            continue
        told = _told(record, len(pins) + 1, speaker)
        x = scale.x(span[0] + _day(str(record["date"])))
        level = next((n for n, used in enumerate(levels) if x - used >= 2 * RADIUS + 2), len(levels))
        levels[level : level + 1] = [x]
        pins.append(Pin(told.number, x, TOP + level * PIN_STEP, f"{told.number}. {told.name}, {told.date}"))
        on_line.append(told)
    return _upright(pins), tuple(on_line), tuple(outside)


def _upright(pins: Sequence[Pin]) -> tuple[Pin, ...]:
    """The first level lies next to the axis, further ones above it."""
    depth = _depth(pins)
    return tuple(Pin(pin.number, pin.x, 2 * TOP + depth - pin.y, pin.title) for pin in pins)


def _depth(pins: Sequence[Pin]) -> float:
    return max((pin.y - TOP for pin in pins), default=0)


def _day(date: str) -> float:
    day = date[8:10]
    return (int(day) - 1) / 31 if day.isdigit() else 0.5


def _told(record: Mapping[str, Any], number: int, speaker: Speaker) -> Told:
    lang = speaker.words.lang
    return Told(
        number=number,
        date=speaker.date(str(record.get("date", ""))),
        name=str(record["instrument"][lang]),
        content=str(record["content"][lang]),
        standing=speaker.known("standing", str(record.get("standing", ""))),
        verified=bool(record.get("verified")),
    )


def _bars(stretches: Sequence[_Stretch], scale: _Scale, top: float, speaker: Speaker) -> tuple[tuple[Bar, ...], float]:
    """Months stand as bars on a common foot; longer stretches lie below it, each on the first free level."""
    single = [s for s in stretches if s.span[0] == s.span[1]]
    wide = [s for s in stretches if s.span[0] != s.span[1]]
    most = max((s.count or 0 for s in single), default=0)
    foot = top + (BAR_HEIGHT if single else 0)
    bars = [_month_bar(s, scale, foot, most, speaker) for s in single]
    ends: list[int] = []
    for stretch in wide:
        level = next((n for n, end in enumerate(ends) if end < stretch.span[0]), len(ends))
        ends[level : level + 1] = [stretch.span[1]]
        bars.append(_strip(stretch, scale, foot + 8 + level * STRIP_STEP, speaker))
    return tuple(bars), foot + 8 + len(ends) * STRIP_STEP


def _month_bar(stretch: _Stretch, scale: _Scale, foot: float, most: int, speaker: Speaker) -> Bar:
    height = round((BAR_HEIGHT - 20) * (stretch.count or most) / max(most, 1), 1)
    return _bar(stretch, scale, foot - height, height, speaker, month=True)


def _strip(stretch: _Stretch, scale: _Scale, y: float, speaker: Speaker) -> Bar:
    return _bar(stretch, scale, y, STRIP_STEP - 5, speaker, month=False)


def _bar(stretch: _Stretch, scale: _Scale, y: float, height: float, speaker: Speaker, month: bool) -> Bar:
    x, end = scale.x(stretch.span[0]), scale.x(stretch.span[1] + 1)
    say = speaker.words.say
    told = say("table.hidden") if stretch.count is None else say("count.incidents", n=stretch.count)
    return Bar(
        x=round(x + 1, 1),
        y=round(y, 1),
        width=round(end - x - 2, 1),
        height=height,
        text="" if stretch.count is None else speaker.words.number(stretch.count),
        title=f"{stretch.label}: {told}",
        href=stretch.href,
        hidden=stretch.count is None,
        month=month,
    )

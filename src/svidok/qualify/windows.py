"""Say whether a place was occupied on a date, from the codebook's table of windows."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from svidok.errors import WindowUnreadable
from svidok.language.periods import FIRST, LAST, OPEN, Range, bounds, meets, within
from svidok.model import Assertion

Verdict = Literal["inside", "wide", "partly", "no_date", "outside", "never", "no_window", "no_place"]

# The best that can be said of a place and a date, first; what comes after it is not said.
ORDER: tuple[Verdict, ...] = ("inside", "wide", "partly", "no_date", "outside", "never", "no_window", "no_place")
SUPPORTS: frozenset[Verdict] = frozenset({"inside", "wide"})
OPPOSES: frozenset[Verdict] = frozenset({"outside", "never"})

_OBLAST_DIGITS = 4
# A KATOTTG code, or the two letters of a country.
_CODE = re.compile(r"[A-Z]{2}\d*")


@dataclass(frozen=True, slots=True)
class Window:
    """When an area was occupied: KATOTTG codes or their beginnings, further names, first and last day."""

    id: str
    area: str
    codes: tuple[str, ...]
    places: frozenset[str]
    days: Range
    partly: bool
    occupied: bool


def windows_of(records: Mapping[str, Mapping[str, Any]]) -> tuple[Window, ...]:
    """Read the codebook's table of windows.

    Raises WindowUnreadable for a window whose dates cannot be read.

    >>> windows_of({"x": {"area": "Kherson", "codes": ["UA65"], "from": "2022-03", "until": "2022-11-11"}})[0].days
    ('2022-03-01', '2022-11-11')
    """
    return tuple(_window(name, record) for name, record in records.items())


def _window(name: str, record: Mapping[str, Any]) -> Window:
    begins, ends = str(record["from"]), str(record["until"])
    low, high = bounds(begins), bounds(ends)
    if (low is None and begins not in OPEN) or (high is None and ends not in OPEN):
        raise WindowUnreadable(window=name)
    return Window(
        id=name,
        area=str(record.get("area", "")),
        codes=tuple(record.get("codes") or ()),
        places=frozenset(place.casefold() for place in record.get("places") or ()),
        days=(low[0] if low else FIRST, high[1] if high else LAST),
        partly=bool(record.get("partly", False)),
        occupied=bool(record.get("occupied", True)),
    )


def windows_at(place: Assertion, windows: Sequence[Window]) -> tuple[Window, ...]:
    """Return the windows that speak of a place: those of the smallest area, else by name, else of its oblast.

    A name that is also an oblast's, such as Zaporizhzhia, does not find the city.
    """
    code = place.value if _CODE.fullmatch(place.value) else ""
    depth = {w.id: max((len(c) for c in w.codes if code.startswith(c)), default=0) for w in windows}
    deepest = max(depth.values(), default=0)
    if deepest:
        return tuple(w for w in windows if depth[w.id] == deepest)
    names = {place.value.casefold(), place.detail.get("name_en", "").casefold()} - {""}
    named = tuple(w for w in windows if names & w.places)
    if named:
        return named
    oblasts = {place.value, place.detail.get("oblast", "")}
    return tuple(w for w in windows if w.area in oblasts and any(len(c) == _OBLAST_DIGITS for c in w.codes))


def judge(place: Assertion, day: Range | None, windows: Sequence[Window]) -> tuple[Verdict, str]:
    """Return the best verdict on a place and a date, with the id of the window behind it.

    A date wider than its window is `wide`; an area of which only a part was occupied is `partly`, since the
    account does not say in which part.

    >>> from svidok.model import Span
    >>> kherson = Assertion("place", "UA65100150010064384", Span("a", 0, 7), "Kherson", 1.0, "name")
    >>> rows = {"city": {"codes": ["UA65100150"], "from": "2022-03", "until": "2022-11-11"}}
    >>> judge(kherson, ("2023-01-01", "2023-12-31"), windows_of(rows))
    ('outside', 'city')
    """
    said = [(_one(window, day), window.id) for window in windows_at(place, windows)]
    return min(said, key=lambda pair: ORDER.index(pair[0]), default=("no_window", ""))


def _one(window: Window, day: Range | None) -> Verdict:
    if not window.occupied:
        return "never"
    if day is not None and not meets(day, window.days):
        return "outside"
    if window.partly:
        return "partly"
    if day is None:
        return "no_date"
    return "inside" if within(day, window.days) else "wide"

"""What an EDTF date allows: its first and last day, and the same date told less precisely.

Days are written YYYY-MM-DD and are for comparing only: every month ends on the 31st here.
"""

import re
from typing import Final, Literal

Range = tuple[str, str]
Precision = Literal["season", "year"]

OPEN: Final = ("", "..")
FIRST: Final = "0000-00-00"
LAST: Final = "9999-99-99"

_DATE = re.compile(r"([0-9]{2}[0-9X]{2})(?:-(0[1-9]|1[0-2]|2[1-4]|XX)(?:-(0[1-9]|[12][0-9]|3[01]|XX))?)?")
_DOUBT = "~?%"
# Seasons of EDTF level 1; winter is named by the year in which its December lies.
_SEASONS = {"21": ("03", "05"), "22": ("06", "08"), "23": ("09", "11")}
_WINTER = "24"
_SEASON_OF_MONTH = {f"{month:02}": f"{21 + (month % 12 // 3 + 3) % 4}" for month in range(1, 13)}


def bounds(edtf: str) -> Range | None:
    """Return the earliest and the latest day an EDTF date allows, or None when it allows any or cannot be read.

    Open ends are `FIRST` and `LAST`; marks of doubt (`~ ? %`) change nothing.

    >>> bounds("2022-09"), bounds("../2022-09-16")
    (('2022-09-01', '2022-09-31'), ('0000-00-00', '2022-09-16'))
    >>> bounds("2022-24")
    ('2022-12-01', '2023-02-31')
    >>> bounds("XXXX-09") is None
    True
    """
    start, slash, end = edtf.partition("/")
    if not slash:
        return _single(start)
    low = FIRST if start in OPEN else _edge(start, 0)
    high = LAST if end in OPEN else _edge(end, 1)
    return None if low is None or high is None or low > high else (low, high)


def _edge(edtf: str, side: int) -> str | None:
    single = _single(edtf)
    return single[side] if single else None


def _single(edtf: str) -> Range | None:
    read = _DATE.fullmatch(edtf.strip(_DOUBT))
    if not read:
        return None
    year, month, day = read.groups()
    first, last = year.replace("X", "0"), year.replace("X", "9")
    if month is None or month == "XX":
        return f"{first}-01-01", f"{last}-12-31"
    if month == _WINTER:
        return f"{first}-12-01", f"{int(last) + 1:04}-02-31" if last != "9999" else LAST
    begins, ends = _SEASONS.get(month, (month, month))
    if day is None or day == "XX":
        return f"{first}-{begins}-01", f"{last}-{ends}-31"
    return f"{first}-{month}-{day}", f"{last}-{month}-{day}"


def meets(one: Range, other: Range) -> bool:
    """Whether two ranges share a day.

    >>> meets(("2022-01-01", "2022-12-31"), ("2022-03-01", "2022-11-11"))
    True
    """
    return one[0] <= other[1] and other[0] <= one[1]


def within(inner: Range, outer: Range) -> bool:
    """Whether one range lies wholly in another.

    >>> within(("2022-03-05", "2022-03-05"), ("2022-03-01", "2022-11-11"))
    True
    """
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def days(edtf: str) -> int:
    """Return about how many days a date leaves open; a date that says nothing leaves open the most.

    >>> days("2023-03-05"), days("2023-03") < days("2023-21") < days("2023"), days("") > days("1990/2020")
    (1, True, True)
    """
    allowed = bounds(edtf)
    if allowed is None:
        return 10_000_000
    return _number(allowed[1]) - _number(allowed[0]) + 1


def _number(day: str) -> int:
    return int(day[:4]) * 372 + int(day[5:7]) * 31 + int(day[8:])


def coarser(edtf: str, precision: Precision) -> str:
    """Return a date no more precise than a season or a year, or "" when it cannot be told so.

    A date is never moved: one that lies in two seasons becomes its year, one that lies in two years becomes a
    range of years. Winter belongs to the year in which its December lies, in a season; not in a year.

    >>> coarser("2023-06-14", "season"), coarser("2023-01", "season"), coarser("2023-06-14", "year")
    ('2023-22', '2022-24', '2023')
    >>> coarser("2025-09-10/..", "season"), coarser("2022-12/2023-05", "season"), coarser("soon", "year")
    ('2025/..', '2022/2023', '')
    """
    allowed = bounds(edtf)
    if allowed is None:
        return ""
    low, high = allowed
    if precision == "season" and _season(low) == _season(high) != "":
        return _season(low)
    first = ".." if low == FIRST else low[:4]
    last = ".." if high == LAST else high[:4]
    return first if first == last else f"{first}/{last}"


def _season(day: str) -> str:
    season = _SEASON_OF_MONTH.get(day[5:7])
    if season is None:
        return ""
    year = int(day[:4]) - (1 if season == _WINTER and day[5:7] != "12" else 0)
    return f"{year:04}-{season}"

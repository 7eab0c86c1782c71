"""Compare dates that are no more precise than what was told."""

import re

OPEN = ("", "..")
FIRST, LAST = "0000-00-00", "9999-99-99"

_DATE = re.compile(r"([0-9]{2}[0-9X]{2})(?:-(0[1-9]|1[0-2]|2[1-4]|XX)(?:-(0[1-9]|[12][0-9]|3[01]|XX))?)?")
# Seasons of EDTF level 1; winter is named by the year in which its December lies.
_SEASONS = {"21": ("03", "05"), "22": ("06", "08"), "23": ("09", "11")}
_WINTER = "24"

Range = tuple[str, str]


def bounds(edtf: str) -> Range | None:
    """Return the earliest and the latest day an EDTF date allows, or None when it allows any or cannot be read.

    Days are written YYYY-MM-DD and are for comparing only: every month ends on the 31st here. Open ends are
    `FIRST` and `LAST`; marks of doubt (`~ ? %`) change nothing.

    >>> bounds("2022-09")
    ('2022-09-01', '2022-09-31')
    >>> bounds("../2022-09-16")
    ('0000-00-00', '2022-09-16')
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
    read = _DATE.fullmatch(edtf.strip("~?%"))
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


def within(inner: Range, outer: Range) -> bool:
    """Whether one range lies wholly in another.

    >>> within(("2022-03-05", "2022-03-05"), ("2022-03-01", "2022-11-11"))
    True
    """
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def meets(one: Range, other: Range) -> bool:
    """Whether two ranges share a day.

    >>> meets(("2022-01-01", "2022-12-31"), ("2022-03-01", "2022-11-11"))
    True
    """
    return one[0] <= other[1] and other[0] <= one[1]

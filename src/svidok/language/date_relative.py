"""Dates that lean on when the account was told: "last year", «минулої весни», "two years ago".

Without that day they are no dates. "Last spring" said in autumn may be this year's or the one before: then both.
"""

import re
from collections.abc import Iterator
from typing import Final

from svidok.language import date_words as words

_S = "|".join(f"(?P<s{i}>{season})" for i, season in enumerate(words.SEASONS, 21))
_SEASON: Final = re.compile(
    rf"(?<!\w)(?:(?P<back>{words.SEASON_BACK})|(?P<now>{words.SEASON_NOW}))(?:{_S})(?!\w)(?!\s+\d)"
)
_YEAR: Final = re.compile(
    r"(?<!\w)(?:(?P<last>торік|минулого\s+року|(?:в|у)\s+минулому\s+році|в\s+прошлом\s+году|прошлого\s+года|last\s+year)"
    r"|(?P<this>цього\s+року|(?:в|у)\s+цьому\s+році|в\s+этом\s+году|этого\s+года|this\s+year))(?!\w)"
)
_COUNT = {
    "": 1, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "два": 2, "дві": 2, "две": 2, "три": 3, "чотири": 4,
    "четыре": 4, "five": 5, "п'ять": 5, "пять": 5, "полтора": 0, "півтора": 0, "пів": 0, "half": 0,
}  # fmt: skip
_ONE = {"рік", "год", "year", "місяць", "месяц", "month"}
_AGO: Final = re.compile(
    r"(?<!\w)(?<!half )(?<!half a )(?<!пів )(?:(?P<n>\d{1,2}|[a-zа-яіїєґ']+)\s+)?"
    r"(?:(?P<years>рок[иу]|років|рік|года|год|лет|years?)|"
    r"(?P<months>місяц\w+|месяц\w*|months?))\s+(?:тому|назад|ago)(?!\w)"
)
_LAST_MONTH: Final = re.compile(r"(?<!\w)(?:минулого\s+місяця|в\s+прошлом\s+месяце|last\s+month)(?!\w)")
_SEASON_ENDS = {21: 5, 22: 8, 23: 11, 24: 2}  # the month, of the next year for winter

Raw = tuple[int, int, str, str, str]


def relative(plain: str, where: list[tuple[int, int]], told: str) -> Iterator[Raw]:
    """Yield start, end, EDTF, reason and anchor of what leans on the day `told` (EDTF, or "" when unknown).

    >>> list(relative("last year", [(0, 9)], "2024-05-02"))
    [(0, 9, '2023', 'counted from when this was told', '2024-05-02')]
    >>> list(relative("last year", [(0, 9)], ""))
    []
    """
    read = re.match(r"(\d{4})(?:-(0[1-9]|1[0-2])(?!\d))?", told)
    if read is None:
        return
    year, month = int(read[1]), int(read[2] or 0)
    for low, high in where:
        for match in _YEAR.finditer(plain, low, high):
            yield _made(match, f"{year - 1 if match['last'] else year}", told)
        for match in _SEASON.finditer(plain, low, high):
            season = next(i for i in range(21, 25) if match[f"s{i}"])
            edtf = _last_season(season, year, month) if match["back"] else _this_season(season, year, month)
            if edtf:
                yield _made(match, edtf, told)
        for match in _AGO.finditer(plain, low, high):
            edtf = _ago(match, year, month)
            if edtf:
                yield _made(match, edtf, told)
        for match in _LAST_MONTH.finditer(plain, low, high) if month else ():
            yield _made(match, _month_back(year, month, 1), told)


def _made(match: re.Match[str], edtf: str, told: str) -> Raw:
    return match.start(), match.end(), edtf, "counted from when this was told", told


def _last_season(season: int, year: int, month: int) -> str:
    """The season of that name that ended last; when it ended in the year of telling, or the one before it."""
    if not month:
        return f"{year - 2 if season == 24 else year - 1}-{season}"
    ended = month > _SEASON_ENDS[season]
    if season == 24:
        return f"{year - 1 if ended else year - 2}-24"
    return f"{year - 1}-{season}/{year}-{season}" if ended else f"{year - 1}-{season}"


def _this_season(season: int, year: int, month: int) -> str:
    if season != 24:
        return f"{year}-{season}"
    return f"{year}-24" if month >= 11 else f"{year - 1}-24" if month else ""


def _ago(match: re.Match[str], year: int, month: int) -> str:
    said = match["n"] or ""
    count = int(said) if said.isdigit() else _COUNT.get(said, -1)
    if count == -1:  # «приїхав рік тому»: the word before is no number; «кілька років тому» has none
        count = 1 if (match["years"] or match["months"]) in _ONE else 0
    if count < 1:
        return ""
    if match["years"]:
        return f"{year - count}~"
    return f"{_month_back(year, month, count)}~" if month else ""


def _month_back(year: int, month: int, count: int) -> str:
    total = year * 12 + month - 1 - count
    return f"{total // 12}-{total % 12 + 1:02}"

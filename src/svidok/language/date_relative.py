"""Dates that lean on when the account was told: "last year", «минулої весни», "two weeks ago", «позавчора».

Without that day they are no dates. "Last spring" said in autumn may be this year's or the one before: then both.
"""

import re
from collections.abc import Iterator
from typing import Final

from svidok.language import date_words as words
from svidok.language.date_events import COUNTED, counting, moved, week_of

_S = "|".join(f"(?P<s{i}>{season})" for i, season in enumerate(words.SEASONS, 21))
_M = "|".join(f"(?P<m{i}>{month})" for i, month in enumerate(words.MONTHS, 1))
_SEASON: Final = re.compile(
    rf"(?<!\w)(?:(?:в|у|на|in)\s+)?(?:(?P<back>{words.SEASON_BACK})|(?P<now>{words.SEASON_NOW}))(?:{_S}|{_M})(?!\w)(?!\s+\d)"
)
_YEAR: Final = re.compile(
    "(?<!\\w)(?:(?:в|у|на)\\s+)?(?:"
    + "|".join(f"(?P<y{i}>{said})" for i, said in enumerate(words.YEAR_BACK)).replace(" ", r"\s+")
    + r")(?!\w)"
)
_YEARS: Final = tuple(map(int, words.YEAR_BACK.values()))
_HALF: Final = r"(?P<half>пів\s*року|півроку|полгода|half\s+a\s+year|half\s+year|six\s+months)"
_AGO: Final = re.compile(
    rf"(?<!\w)(?P<about>(?:{words.ABOUT})\s+)?"
    rf"(?:{_HALF}|(?<!half )(?<!half a )(?<!пів ){COUNTED})\s+(?:тому|назад|ago)(?!\w)"
)
_MONTH: Final = re.compile(
    r"(?<!\w)(?:(?:в|у)\s+)?(?:(?P<back>минул(?:ого\s+місяця|ому\s+місяці)|прошл(?:ого\s+месяца|ом\s+месяце)|last\s+month)|"
    r"(?P<now>ц(?:ього\s+місяця|ьому\s+місяці)|эт(?:ого\s+месяца|ом\s+месяце)|this\s+month))(?!\w)"
)
_WEEK: Final = re.compile(
    r"(?<!\w)(?:(?:на|за)\s+)?(?:(?P<two>позаминулого\s+тижня|позапрошлой\s+неделе|the\s+week\s+before\s+last)|"
    r"(?P<back>минул(?:ого|ому)\s+тиж(?:ня|ні)|прошлой\s+недел[еи]|прошлую\s+неделю|(?:the\s+)?last\s+week(?!end|s|\s+of))|"
    r"(?P<now>ц(?:ього|ьому)\s+тиж(?:ня|ні)|этой\s+недел[еи]|this\s+week(?!end|\s*s)))(?!\w)"
)
_WEEKEND: Final = re.compile(
    r"(?<!\w)(?:(?:на|у|в)\s+)?(?:минул(?:их|і)\s+вихідн(?:их|і)|прошл(?:ых|ые)\s+выходн(?:ых|ые)|last\s+weekend)(?!\w)"
)
_DAY: Final = re.compile(
    r"(?<!\w)(?:(?P<two>позавчора|позавчера|the\s+day\s+before\s+yesterday)|(?P<one>вчора|учора|вчера|yesterday)|"
    r"(?P<none>сьогодні\s+(?:вранці|зранку|вночі)|сегодня\s+(?:утром|ночью|с\s+утра)|this\s+morning|earlier\s+today))(?!\w)"
)
_DAYS = (
    "понеділ(?:ка|ок|ку)|понедельник(?:а)?|monday", "вівтор(?:ка|ок|ку)|вторник(?:а)?|tuesday",
    "серед(?:и|у)|сред(?:у|ы)|wednesday", "четвер(?:га)?|четверг(?:а)?|thursday", "п'ятниц(?:і|ю)|пятниц(?:у|ы)|friday",
    "субот(?:и|у)|суббот(?:у|ы)|saturday", "неділ(?:і|ю)|воскресень[ея]|sunday",
)  # fmt: skip
_WEEKDAY: Final = re.compile(
    r"(?<!\w)(?:(?:у|в|на|on)\s+)?(?:минул(?:ого|ої|у|ий)|прошл(?:ый|ую|ое|ого|ой)|last|(?P<now>ц(?:ього|ієї|ю|ей)|эт(?:от|у|о)|this))\s+"
    r"(?:" + "|".join(f"(?P<d{i}>{day})" for i, day in enumerate(_DAYS)) + r")(?!\w)"
)
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
            back = next(years for i, years in enumerate(_YEARS) if match[f"y{i}"])
            yield _made(match, f"{year + back}", told)
        for match in _SEASON.finditer(plain, low, high):
            edtf = _season_or_month(match, year, month)
            if edtf:
                yield _made(match, edtf, told)
        for match in _AGO.finditer(plain, low, high):
            edtf = _ago(match, told)
            if edtf:
                yield _made(match, edtf, told)
        for match in _MONTH.finditer(plain, low, high) if month else ():
            yield _made(match, _month_back(year, month, 1 if match["back"] else 0), told)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", told):
            for match, edtf in _days(plain, low, high, told):
                yield _made(match, edtf, told)


def _days(plain: str, low: int, high: int, told: str) -> Iterator[tuple[re.Match[str], str]]:
    """Yield what needs the very day of the telling."""
    for match in _DAY.finditer(plain, low, high):
        yield match, told if match["none"] else moved(told, "days", -2 if match["two"] else -1)
    for match in _WEEK.finditer(plain, low, high):
        yield match, week_of(told, -2 if match["two"] else -1 if match["back"] else 0)
    for match in _WEEKEND.finditer(plain, low, high):
        sunday = week_of(told, -1)[11:]
        yield match, f"{moved(sunday, 'days', -1)}/{sunday}"
    for match in _WEEKDAY.finditer(plain, low, high):
        edtf = _weekday(match, told)
        if edtf:
            yield match, edtf


def _weekday(match: re.Match[str], told: str) -> str:
    """The day of that name in the week before; where this week's has also gone by, either of the two may be meant."""
    wanted = next(i for i in range(7) if match[f"d{i}"])
    this_monday, last_monday = week_of(told, 0)[:10], week_of(told, -1)[:10]
    this, last = (moved(monday, "days", wanted) or monday for monday in (this_monday, last_monday))
    if match["now"]:
        return this if this <= told else ""
    return last if this >= told else f"{last}/{this}"


def _made(match: re.Match[str], edtf: str, told: str) -> Raw:
    return match.start(), match.end(), edtf, "counted from when this was told", told


def _season_or_month(match: re.Match[str], year: int, month: int) -> str:
    season = next((i for i in range(21, 25) if match[f"s{i}"]), 0)
    if season:
        return _last_season(season, year, month) if match["back"] else _this_season(season, year, month)
    named = next(i for i in range(1, 13) if match[f"m{i}"])
    if match["now"]:
        return f"{year}-{named:02}"
    gone = month > named
    return f"{year - 1}-{named:02}/{year}-{named:02}" if gone else f"{year - 1}-{named:02}"


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


def _ago(match: re.Match[str], told: str) -> str:
    """Days ago is a day; weeks, months and years ago are about so."""
    if match["half"]:
        return moved(told, "months", -6)
    count, unit = counting(match)
    given = moved(told, unit, -count)
    return f"{given}~" if given and match["about"] and not given.endswith("~") else given


def _month_back(year: int, month: int, count: int) -> str:
    total = year * 12 + month - 1 - count
    return f"{total // 12}-{total % 12 + 1:02}"

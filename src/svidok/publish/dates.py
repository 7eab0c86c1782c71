"""Dates as people write them: EDTF in, words out, never more exact than what was told."""

import re
from collections.abc import Iterator
from datetime import date

from babel.dates import format_date, format_skeleton

from svidok.publish.words import Words

_ONE = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
_QUARTER = re.compile(r"^(\d{4})-?Q([1-4])$")
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_SEASON_MONTHS = {21: (2, 4), 22: (5, 7), 23: (8, 10), 24: (11, 13)}
_FIRST_QUARTER = 33
MONTHS = 12
# Day before month, as the United Nations write it.
_LOCALES = {"en": "en_GB"}

Months = tuple[int, int]


def say_date(edtf: str, words: Words) -> str:
    r"""Return a date in words; what is no EDTF that we know is returned as it stands.

    >>> from svidok.publish.words import words
    >>> say_date("2023-05-09", words("uk")), say_date("2023-22", words("en")), say_date("2023-05/..", words("ru"))
    ('9 травня 2023\u202fр.', 'summer 2023', 'с: май 2023\u202fг.')
    """
    if not edtf:
        return words.say("date.unsaid")
    start, slash, end = edtf.partition("/")
    if not slash:
        return _one(edtf, words)
    if end in ("", ".."):
        return words.say("date.since", date=_one(start, words))
    if start in ("", ".."):
        return words.say("date.until", date=_one(end, words))
    return words.say("date.between", start=_one(start, words), end=_one(end, words))


def months(edtf: str) -> Months | None:
    """Return the first and last month a date covers, counted from year 0, or None when that cannot be told.

    >>> months("2023-05-09") == months("2023-05"), months("2023"), months("2023/..")
    (True, (24276, 24287), None)
    """
    start, slash, end = edtf.partition("/")
    if slash:
        first, last = _months(start), _months(end)
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None
    return _months(edtf)


def _one(edtf: str, words: Words) -> str:
    plain = edtf.rstrip("~?%")
    mark = edtf[len(plain) :]
    said = _plain(plain, words)
    if "?" in mark or "%" in mark:
        said = words.say("date.unsure", date=said)
    if "~" in mark or "%" in mark:
        said = words.say("date.about", date=said)
    return said


def _plain(edtf: str, words: Words) -> str:
    if quarter := _QUARTER.match(edtf):
        return words.say("date.quarter", year=quarter[1], n=quarter[2])
    found = _ONE.match(edtf)
    if not found:
        return edtf
    year, month, day = found[1], int(found[2] or 0), int(found[3] or 0)
    if month in _SEASONS:
        return words.say(f"date.season.{_SEASONS[month]}", year=year)
    if _FIRST_QUARTER <= month < _FIRST_QUARTER + 4:
        return words.say("date.quarter", year=year, n=str(month - _FIRST_QUARTER + 1))
    return _calendar(int(year), month, day, words.lang) or edtf


def _calendar(year: int, month: int, day: int, lang: str) -> str:
    """Months are written as names; a date that no calendar has gives ""."""
    if not month:
        return str(year)
    try:
        when = date(year, month, day or 1)
    except ValueError:
        return ""
    locale = _LOCALES.get(lang, lang)
    said = format_date(when, format="long", locale=locale) if day else format_skeleton("yMMMM", when, locale=locale)
    return str(said)


def _months(edtf: str) -> Months | None:
    plain = edtf.rstrip("~?%")
    if quarter := _QUARTER.match(plain):
        first = int(quarter[1]) * MONTHS + (int(quarter[2]) - 1) * 3
        return first, first + 2
    found = _ONE.match(plain)
    if not found:
        return None
    base, month = int(found[1]) * MONTHS, int(found[2] or 0)
    if not month:
        return base, base + MONTHS - 1
    return next(_of_year(base, month), None)


def _of_year(base: int, month: int) -> Iterator[Months]:
    if 1 <= month <= MONTHS:
        yield base + month - 1, base + month - 1
    elif month in _SEASON_MONTHS:
        first, last = _SEASON_MONTHS[month]
        yield base + first, base + last
    elif _FIRST_QUARTER <= month < _FIRST_QUARTER + 4:
        first = base + (month - _FIRST_QUARTER) * 3
        yield first, first + 2

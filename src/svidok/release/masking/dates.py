"""Exact dates become a season or a year, ages a decade of life, times of birth a decade."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from svidok.release.masking.found import Found
from svidok.release.masking.known import Knowledge
from svidok.release.masking.page import Page

_I: Final = re.IGNORECASE
_GROWN, _OLDEST, _SOME_CHILD = 18, 115, 8
_MONTHS: Final[Mapping[str, int]] = {
    **dict(
        zip(
            ["січ", "лют", "берез", "квіт", "трав", "черв", "лип", "серп", "верес", "жовт", "листопад", "груд"],
            range(1, 13),
            strict=True,
        )
    ),
    **dict(
        zip(
            ["январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"],
            range(1, 13),
            strict=True,
        )
    ),
    **dict(
        zip(
            ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
            range(1, 13),
            strict=True,
        )
    ),
}
_CYR_MONTH: Final = (
    r"(?:(?:січ|берез|квіт|трав|черв|лип|серп|верес|жовт|груд)(?:ень|ня|ню|ні|нем)|лют(?:ий|ого|ому|им)|листопад(?:а|у|і|ом)?"
    r"|(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)(?:ь|я|е|ю|ем)|(?:март|август)(?:а|е|у|ом)?|ма(?:й|я|е|ю|ем))"
)
_LAT_MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_TAIL: Final = r"(?:-?(?:го|му|й|м|х))?(?:\s?(?:року|році|роки|рік|року|р\.|рр\.|года|году|год|гг?\.))?"
_ORDINAL: Final = (
    r"(?:(?:двадцять|тридцять|двадцать|тридцать)\s+)?(?:перш|друг|трет|четверт|п.?ят|шост|сьом|восьм|дев.?ят|десят|\w+надцят|двадцят|тридцят"
    r"|перв|втор|четверт|шест|седьм|\w+надцат|двадцат|тридцат)(?:ого|ьего|ього|ому|ого|е|ого)"
)
_DAY: Final = r"\d{1,2}(?:\s?[-–—]\s?\d{1,2})?(?:-?(?:го|е|му|th|st|nd|rd))?"
_MONTH: Final = re.compile(rf"(?<!\w)(?:(?P<month>{_CYR_MONTH})(?!\w)(?:,?\s+{_YEAR}{_TAIL})?)", _I)
_ENGLISH_MONTH: Final = re.compile(
    rf"(?<!\w)(?P<month>{_LAT_MONTH})(?!\w)(?:\s+(?P<after>{_DAY})(?![\d:]))?(?:,?\s+(?:of\s+)?{_YEAR})?", _I
)
_DAY_BEFORE: Final = re.compile(
    rf"(?<!\w)(?:(?:the\s+)?(?:{_DAY}|[\w-]+(?:th|first|second|third))\s+(?:of\s+)?|{_ORDINAL}\s+)$", _I
)
_LONGEST_DAY: Final = 28
_NUMERIC: Final = re.compile(
    r"(?<![\w.,/-])(?:(?P<d>0?[1-9]|[12]\d|3[01])(?P<sep>[./-])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<y>(?:19|20)\d\d|\d\d)"
    r"|(?P<y2>(?:19|20)\d\d)(?P<sep2>[./-])(?P<m2>0[1-9]|1[0-2])(?P=sep2)(?P<d2>0[1-9]|[12]\d|3[01])"
    r"|(?P<d3>0?[1-9]|[12]\d|3[01])\.(?P<m3>0[1-9]|1[0-2])(?=$|[^\d.%]|\.\D|\.$))(?!\d)(?P<tail>\s?(?:року|года|р\.|г\.))?"
)
# Signs between two digits of one number, as people part them; not what parts the members of a list of dates.
_PARTS: Final = r"(?![,;:][ \u00a0]|\s[—–-]\s)(?:[^\w\n\r\u2028\u2029]|_){1,5}"
_DIGIT_BEFORE: Final = re.compile(rf"\d{_PARTS}$")
_DIGIT_AFTER: Final = re.compile(rf"{_PARTS}\d")
_DASH_BEFORE: Final = re.compile(r"\d\s{0,2}[—–-]\s{0,2}$")
_DASH_AFTER: Final = re.compile(r"\s{0,2}[—–-]\s{0,2}\d")
_MAY_BE_WORD: Final = re.compile(
    "ма[йяею]м?|may|march|(?:mar|jun|jul|jan|dec|feb|apr|aug|sept?|oct|nov)\\.?|лют(?:ий|ого|ому|им)|лип\\w+|august", _I
)
_IN: Final = re.compile(
    r"(?:\b(?:в|у|во|до|з|із|с|со|від|от|на|к|після|после|серед\w+|початк\w+|кін\w+|наприкінці|напередодні|начал\w+|конц\w+|накануне|in|since|until|by|of"
    r"|from|last|early|late|mid|before|after|during|this|next|till|минулого|минулому|цього|прошлого|этого)[\s-]+)$",
    _I,
)
_TENS_UK: Final = (
    "двадцят[ьи]|тридцят[ьи]|сорока?|п['’]?ятдесят|шістдесят|сімдесят|вісімдесят|дев['’]?яност[оа]"
    "|восімдесят|пісят|шисят|сімсят|девяносто"
)
_TENS_RU: Final = "двадцат[ьи]|тридцат[ьи]|пятьдесят|пятидесят[иь]?|шестьдесят|семьдесят|восемьдесят|девяност[оа]"
_TENS_EN: Final = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TEN: Final = re.compile(
    "(двадц|twent)|(тридц|thirt)|(сорок|fort)|(п['’]?ят[ьи]?дес|п[иі]сят|fift)|(шіст|шест|шис|sixt)|(сім[дс]|семь?[дс]|sevent)|(вісімд|восе?[иьі]?м|eight)|(дев|ninet)",
    _I,
)
_TEENS: Final = "\\w{3,9}надцят[ьи]|\\w{2,9}надцат[ьи]|\\w{3,6}teen|eleven|twelve"
_SMALL: Final = r"трьох|чотирьох|п['’]яти|шести|семи|восьми|дев['’]яти|трех|трёх|четырех|четырёх|пяти|девяти"
_YEARS: Final = r"(?:рок\w+|рік|рочк\w+|літ|лет|год(?:а|у|ик\w*|ов|и)?|years?|yrs?|y\.?o\.?)(?!\w)"
_NUMBER: Final = re.compile(
    rf"(?<![\w.,:/])(?:(?P<n>\d{{1,3}})(?![\d:%]|[.,]\d)|(?P<words>(?:{_TENS_UK}|{_TENS_RU}|{_TENS_EN})(?:[\s-]\w+)?)|(?P<teen>{_TEENS})|(?P<small>{_SMALL}))"
    rf"(?:(?P<old>[\s-]{{0,2}}(?:річн|літн|летн)\w+|[\s-]years?[\s-]olds?)|(?P<years>\s+{_YEARS}))?(?!\w)",
    _I,
)
_COMPOUND: Final = re.compile(
    r"(?<!\w)\w*(?:дцят|десят|надцят|сорок|дцат|девяност|дев['’]?яност|п['’]?ят|шест|сем|восьм|дев['’]?ят)\w*(?:річн|літн|летн)\w+",
    _I,
)
_NUMBER_WORDS: Final = re.compile(rf"{_TENS_UK}|{_TENS_RU}|{_TENS_EN}|{_TEENS}|{_SMALL}", _I)
_OLD: Final = re.compile("річн|літн|летн", _I)
# Words before a number that make it an age; a mere capital does so only when "years" follow.
_CUE: Final = re.compile(
    r"(?<!\w)(?:(?P<said>(?i:вік(?:ом|у|:)?|у віці|в возрасте|возраст(?:ом|а|:)?|aged?:?|мені|мне|йому|ему|їй|ей|їм|им"
    r"|нам|вам|тобі|тебе|виповнилос[ья]|исполнилось|минуло|turned|i['’]m|i am|i was|(?:s?he|who) (?:is|was)|s?he['’]s"
    r"|we are|is now|брат\w*|сестр\w*|доч\w*|доньц\w*|син\w*|сын\w*|дитин\w*|реб[её]н\w*|мам\w*|тат\w*|матер\w*"
    r"|чоловік\w*|муж\w*|дружин\w*|жен\w*|баб\w*|дід\w*|дед\w*|онуч\w*|внуч\w*|онук\w*|внук\w*|племін\w*|племян\w*"
    r"|(?:son|daughter|mother|father|husband|wife|brother|sister|child) (?:is|was)))|[А-ЯІЇЄҐA-Z][\w’']+)\s+$"
)
# «дід 90», "grandpa is 89", "Darynka is 5,", "b. 1958"
_BARE: Final = re.compile(
    r"(?<!\w)(?:(?i:дід\w*|дед\w*|баб\w*|grandpa|grandma|granny|grandad)(?:\s[^\W\d_]{2,12})?\s(?:is\s)?|[A-Z][a-z]+\sis\s)"
    r"(?P<n>\d{1,3})(?:\s(?:рочк\w+|рок\w+|рік|год\w*|лет|years?)|(?=\s*(?:[,.;!?\n]|$)))"
)
_PATIENT: Final = re.compile(
    r"(?<!\w)(?i:хвор\w+|больн\w+|пацієнт\w*|пациент\w*|patient|child|дитин\w*|реб[её]н\w+)[\s,:]{1,3}(?P<n>\d{1,3})\s(?i:рок\w*|рік|лет|год\w*|yrs?|years?)"
)
_BORN_SHORT: Final = re.compile(
    r"(?<!\w)b\.\s?(?P<y>(?:19|20)\d\d)(?!\d)|(?<!\d)(?P<y2>(?:19|20)\d\d)\s?[pгр]\.\s?[pрнh]\.?", re.I
)
_APPOSED: Final = re.compile(r"(?:[^\W\d]|[»).\]]),\s*(?:\d{1,3},\s*)*$")  # «діти, 5, 7», and no list of counts
_CLOSED: Final = re.compile(r"\s*[,.;)\n:]|\s+[–—-]\s|\s*$|\s+(?:and|but|who|from|і|и|та|й|а|але|но|з|із|с|из)\s")
_NO_AGE: Final = re.compile(
    r"\s*(?:тому|назад|ago|стаж|за рул|руб|грн|люд|чел|осіб|people|of us|of them|дн|день|days?|weeks?|months?"
    r"|місяц|меся|тиж|нед|год(?:ин|ини)|час|hours?|minutes?|хвил|мин|км|km|гектар|га\b|hectares|кг|kg|паспорт|passports"
    r"|раз|times|тис|тыс|січн|лют|берез|квіт|трав|черв|лип|серп|верес|жовт|лист|груд"
    r"|янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек|(?-i:[JFMASOND][a-z]+))",
    _I,
)
_DURATION: Final = re.compile(
    r"(?:\b(?:за|через|вже|уже|понад|близько|около|більше|больше|last|for|in|after|within|over|under|past|nearly|almost"
    r"|останні|последние|стаж\w*|протягом|в течение|ще|еще|працю\w+|работа\w+|прожи\w+|жив\w*|жил\w*|веде|всі|все|ці"
    r"|эти|these|those|на|до|from|from age|by|of)\s+)$",
    _I,
)
_BORN: Final = re.compile(
    r"(?<!\w)(?P<all>(?P<y>19\d\d|20[012]\d|['’]?\d\d)(?:-?(?:го|й))?\s*"
    r"(?:року народж\w*|р\.\s?народж\w*|р\.\s?н\.|р/н|года? рожд\w*|г\.\s?рожд\w*|г\.\s?р\.|г/р|року нар\.))"
    r"|(?<!\w)(?P<all3>(?:р(?:ік|оку)\s+народж\w*|р\.\s?н\.?|г\.\s?р\.?|р/н|г/р|год\s+рожд\w*"
    r"|year of birth|y\.?o\.?b\.?|d\.?o\.?b\.?)"
    r"[\s:—–-]{1,4}(?P<y3>19\d\d|20[012]\d|['’]?\d\d)(?!\w))"
    r"|(?:народи\w+|родил\w+|born|рожд\w+|народж\w+)\s+(?:\w+\s+){0,2}?(?:in|у|в)\s+(?P<all2>(?P<y2>19\d\d|20[012]\d)(?:\s+(?:році|году|року|года))?)",
    _I,
)


def dates(page: Page, known: Knowledge) -> Iterator[Found]:  # noqa: ARG001 - all detectors have one form
    """Yield exact dates and months, each with its season and year."""
    text = page.text
    for pattern in (_MONTH, _ENGLISH_MONTH):
        for found in pattern.finditer(text):
            day = _DAY_BEFORE.search(text, max(0, found.start() - _LONGEST_DAY), found.start())
            year = found["year"] or ""
            if day or year or found.groupdict().get("after") or _is_month(text, found):
                start = day.start() if day else found.start()
                yield _season(start, found.end(), _month(found["month"]), year)
    for found in _NUMERIC.finditer(text) if page.has_digits else ():
        if _within_number(text, found):
            continue
        year = found["y"] or found["y2"] or ""
        year = year if len(year) != 2 else ("20" if int(year) < 40 else "19") + year
        yield _season(found.start(), found.end(), int(found["m"] or found["m2"] or found["m3"]), year)


def _is_month(text: str, found: re.Match[str]) -> bool:
    """A bare name of a month that is also a word counts after a preposition only."""
    if not _MAY_BE_WORD.fullmatch(found["month"]):
        return True
    return _IN.search(text, max(0, found.start() - 24), found.start()) is not None


def _within_number(text: str, found: re.Match[str]) -> bool:
    """Whether what looks like a date is a piece of a longer number, as in a telephone."""
    if _DIGIT_BEFORE.search(text, max(0, found.start() - 6), found.start()):
        return True
    if found["sep"] == "-" and len(found["y"]) == len("23"):  # «0 - 1-1-00 - 00»: two years are not told from a number
        dashed = _DASH_BEFORE.search(text, max(0, found.start() - 6), found.start()) or _DASH_AFTER.match(
            text, found.end()
        )
        if dashed:
            return True
    if found["d3"]:  # a day and a month: an hour or a year may follow after a space
        return _DIGIT_AFTER.match(text, found.end()) is not None and not text[found.end()].isspace()
    return len(found["y"] or "") == len("23") and _DIGIT_AFTER.match(text, found.end()) is not None


def _month(word: str) -> int:
    low = word.lower()
    return next(number for stem, number in sorted(_MONTHS.items(), key=lambda m: -len(m[0])) if low.startswith(stem))


def _season(start: int, end: int, month: int, year: str) -> Found:
    """Winter is named by both of its years."""
    season = ("winter", "spring", "summer", "autumn")[month % 12 // 3]
    if year and season == "winter":
        first = int(year) if month == 12 else int(year) - 1
        year = f"{first}–{first + 1}"
    return Found(start, end, "date", "a date finer than a season", season, year, rank=80)


def ages(page: Page, known: Knowledge) -> Iterator[Found]:  # noqa: ARG001 - all detectors have one form
    """Yield ages and years of birth, each with its decade."""
    text = page.text
    for found in _numbers(page):
        years = _years(found)
        if years is not None and _is_age(text, found):
            yield _age(*found.span(), years)
    for found in _compounds(text):
        yield _age(*found.span(), _tens(found[0]) or 18)
    for pattern in (_BARE, _PATIENT) if page.has_digits else ():
        for found in pattern.finditer(text):
            if 0 < int(found["n"]) <= _OLDEST:
                yield _age(found.start("n"), found.end(), int(found["n"]))
    for found in _BORN_SHORT.finditer(text) if page.has_digits else ():
        year = found["y"] or found["y2"]
        yield Found(*found.span(), "born", "a year of birth", "born", f"{year[:3]}0s", rank=81)
    for found in _BORN.finditer(text) if page.has_digits else ():
        group = next(name for name in ("all", "all2", "all3") if found[name])
        year = _century((found["y"] or found["y2"] or found["y3"]).lstrip("'’"))
        yield Found(*found.span(group), "born", "a year of birth", "born", f"{year[:3]}0s", rank=81)


def _numbers(page: Page) -> Iterator[re.Match[str]]:
    """Yield numbers where a digit or a word for one begins; trying every word costs more than all else here."""
    starts = [found.start() for found in re.finditer(r"\d+", page.text)] if page.has_digits else []
    starts += [word.start for word in page.words if _begins_number(word.key)]
    done = 0
    for start in sorted(starts):
        found = _NUMBER.match(page.text, start) if start >= done else None
        if found:
            done = found.end()
            yield found


@lru_cache(maxsize=50_000)
def _begins_number(key: str) -> bool:
    return _NUMBER_WORDS.match(key) is not None


def _compounds(text: str) -> Iterator[re.Match[str]]:
    """Yield words such as «сорокарічна», from the ending that they have in common back to where they begin."""
    done = 0
    for old in _OLD.finditer(text):
        start = old.start()
        while start > done and (text[start - 1].isalnum() or text[start - 1] in "_'’"):
            start -= 1
        found = _COMPOUND.search(text, start) if start >= done and start < old.start() else None
        if found and found.start() <= old.start():
            done = found.end()
            yield found


def _century(year: str) -> str:
    """Return a year in four digits; two digits above the twenties are of the last century."""
    return year if len(year) > len("67") else ("20" if int(year) < 30 else "19") + year


def _is_age(text: str, found: re.Match[str]) -> bool:
    """Whether the words around a number say that it is somebody's age."""
    if found["old"]:
        return True
    before = text[max(0, found.start() - 24) : found.start()]
    if _DURATION.search(before) or _NO_AGE.match(text, found.end()):
        return False
    closed = _CLOSED.match(text, found.end()) is not None
    if found["years"]:
        return bool(_CUE.search(before) or found["words"] or found["small"] or (closed and _APPOSED.search(before)))
    if found["small"]:
        return False
    cue = _CUE.search(before)
    return bool(closed and (_APPOSED.search(before) or (cue and cue["said"])))


def _age(start: int, end: int, years: int) -> Found:
    if years < _GROWN:
        return Found(start, end, "age", "an age", "child", rank=75)
    return Found(start, end, "age", "an age", "age", _decade(years), rank=75)


def _years(found: re.Match[str]) -> int | None:
    if found["n"]:
        return int(found["n"]) if int(found["n"]) <= _OLDEST else None
    return _tens(found["words"]) if found["words"] else _SOME_CHILD  # of words up to nineteen, which is near enough


def _tens(words: str) -> int:
    ten = _TEN.search(words)
    return 10 * (ten.lastindex or 0) + 10 if ten else 0


def _decade(years: int) -> str:
    if years >= 80:
        return "80+"
    first = max(_GROWN, years // 10 * 10)
    return f"{first}–{years // 10 * 10 + 9}"

"""Exact dates become a season or a year, ages a decade of life, times of birth a decade."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from svidok.release.masking.found import Found
from svidok.release.masking.known import Knowledge
from svidok.release.masking.page import Page

_I: Final = re.IGNORECASE
_MONTHS: Final[Mapping[str, int]] = {
    **dict(zip("січ лют берез квіт трав черв лип серп верес жовт листопад груд".split(), range(1, 13), strict=True)),
    **dict(zip("январ феврал март апрел ма июн июл август сентябр октябр ноябр декабр".split(), range(1, 13), strict=True)),
    **dict(zip("jan feb mar apr may jun jul aug sep oct nov dec".split(), range(1, 13), strict=True)),
}
_CYR_MONTH: Final = (
    r"(?:(?:січ|берез|квіт|трав|черв|лип|серп|верес|жовт|груд)(?:ень|ня|ню|ні|нем)|лют(?:ий|ого|ому|им)|листопад(?:а|у|і|ом)?"
    r"|(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)(?:ь|я|е|ю|ем)|(?:март|август)(?:а|е|у|ом)?|ма(?:й|я|е|ю|ем))"
)
_LAT_MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_TAIL: Final = r"(?:-?(?:го|му|й|м|х))?(?:\s?(?:року|році|роки|рік|року|р\.|рр\.|года|году|год|гг?\.))?"
_ORDINAL: Final = (
    r"(?:(?:двадцять|тридцять|двадцать|тридцать)\s+)?(?:перш|друг|трет|четверт|п.?ят|шост|сьом|восьм|дев.?ят|десят|\w+надцят|двадцят|тридцят"
    r"|перв|втор|четверт|шест|седьм|\w+надцат|двадцат|тридцат)(?:ого|ьего|ього|ому|ого|е|ого)"
)
_DAY: Final = r"\d{1,2}(?:\s?[-–—]\s?\d{1,2})?(?:-?(?:го|е|му|th|st|nd|rd))?"
_CYRILLIC_DATE: Final = re.compile(
    rf"(?<!\w)(?:(?P<day>{_DAY}|{_ORDINAL})\s+)?(?P<month>{_CYR_MONTH})(?!\w)(?:,?\s+{_YEAR}{_TAIL})?", _I
)
_ENGLISH_DATE: Final = re.compile(
    rf"(?<!\w)(?:(?:the\s+)?(?P<day>{_DAY}|\w+th|first|second|third)\s+(?:of\s+)?)?(?P<month>{_LAT_MONTH})(?!\w)"
    rf"(?:\s+(?P<after>{_DAY})(?![\d:]))?(?:,?\s+(?:of\s+)?{_YEAR})?",
    _I,
)
_NUMERIC: Final = re.compile(
    r"(?<![\w.,/-])(?:(?P<d>0?[1-9]|[12]\d|3[01])(?P<sep>[./-])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<y>(?:19|20)\d\d|\d\d)"
    r"|(?P<y2>(?:19|20)\d\d)(?P<sep2>[./-])(?P<m2>0[1-9]|1[0-2])(?P=sep2)(?P<d2>0[1-9]|[12]\d|3[01])"
    r"|(?P<d3>0?[1-9]|[12]\d|3[01])\.(?P<m3>0[1-9]|1[0-2])(?=$|[^\d.%]|\.\D|\.$))(?!\d)(?P<tail>\s?(?:року|года|р\.|г\.))?"
)
_MAY_BE_WORD: Final = re.compile("ма[йяею]м?|may|march|(?:mar|jun|jul|jan|dec|feb|apr|aug|sept?|oct|nov)\\.?|лют(?:ий|ого|ому|им)|лип\\w+|august", _I)
_IN: Final = re.compile(
    r"(?:\b(?:в|у|во|до|з|із|с|со|від|от|на|к|після|после|серед\w+|початк\w+|кін\w+|наприкінці|напередодні|начал\w+|конц\w+|накануне|in|since|until|by|of"
    r"|from|last|early|late|mid|before|after|during|this|next|till|минулого|минулому|цього|прошлого|этого)[\s-]+)$",
    _I,
)
_TENS_UK: Final = "двадцят[ьи]|тридцят[ьи]|сорока?|п['’]?ятдесят|шістдесят|сімдесят|вісімдесят|восімдесят|вісімдесят[иі]|пісят|шисят|сімсят|дев['’]?яност[оа]|девяносто"
_TENS_RU: Final = "двадцат[ьи]|тридцат[ьи]|пятьдесят|пятидесят[иь]?|шестьдесят|семьдесят|восемьдесят|девяност[оа]"
_TENS_EN: Final = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TEN: Final = re.compile("(двадц|twent)|(тридц|thirt)|(сорок|fort)|(п['’]?ят[ьи]?дес|п[иі]сят|fift)|(шіст|шест|шис|sixt)|(сім[дс]|семь?[дс]|sevent)|(вісімд|восе?[иьі]?м|eight)|(дев|ninet)", _I)
_NUMBER: Final = rf"(?:(?P<n>\d{{1,3}})|(?P<words>(?:{_TENS_UK}|{_TENS_RU}|{_TENS_EN})(?:[\s-]\w+)?))"
_YEARS: Final = r"(?:рок\w*|рік|річчя|літ|лет|год(?:а|у|ик\w*|ов|и)?|years?(?:[\s-]old)?|y\.?o\.?)(?!\w)"
_CUE: Final = (
    r"(?:вік(?:ом|у|:)?|у віці|в возрасте|возраст(?:ом|а|:)?|aged?|at the age of|мені|мне|йому|ему|їй|ей|їм|им|нам|вам|тобі|тебе|виповнилос[ья]|исполнилось|минуло"
    r"|turned|i'm|i’m|i am|i was|(?:s?he|who) (?:is|was)|she's|he's|she’s|he’s|we are|is now|now)"
)
_AGES: Final = (
    re.compile(rf"(?<!\w)(?:{_CUE})\s+(?P<all>{_NUMBER}(?:\s+{_YEARS})?)(?![\w:%.]\d|\w|\s*(?:%|руб|грн|люд|чел|осіб|people|of us|of them))", _I),
    re.compile(rf"(?<=[\w»).]),\s*(?P<all>{_NUMBER}(?:\s+{_YEARS})?)(?=\s*[,.;)\n:]|\s+[–—-]\s|$)", _I),
    re.compile(rf"(?<!\w)(?P<all>(?P<n>\d{{1,3}})[\s-]{{0,2}}(?:річн\w+|літн\w+|летн\w+|years?[- ]olds?))", _I),
    re.compile(r"(?<!\w)(?P<n>)(?P<all>(?P<words>\w*(?:дцяти?|десяти|надцяти|сорока|дев['’]?яносто|дцати|десяти|девяносто|п['’]?яти|шести|семи|восьми|дев['’]?яти)(?:\w{3,7})?(?:річн|літн|летн)\w+))", _I),
    re.compile(rf"(?<=[^\W\d_] )(?P<all>(?P<n>\d{{1,3}})\s+(?:рік|роки|років|год|года|лет))(?=\s*[,.;)\n]|$)(?<!\s0)", _I),
    re.compile(rf"(?<!\w)(?P<all>(?P<words>(?:{_TENS_UK}|{_TENS_RU}|{_TENS_EN})(?:[\s-]\w+)?)(?P<n>)\s+{_YEARS})(?!\s*(?:тому|назад|ago|стаж|за рул|як|как))", _I),
    re.compile(rf"(?<!\w)(?P<all>(?P<n>\d{{1,2}}|трьох|чотирьох|п['’]яти|шести|семи|восьми|дев['’]яти|трех|четырех|пяти|девяти)\s+(?:років|рочків|лет|годиков)(?P<words>))(?=\s*[,.;)\n]|$)", _I),
)
_DURATION: Final = re.compile(
    r"(?:\b(?:за|через|вже|уже|понад|близько|около|більше|больше|last|for|in|after|within|over|under|past|nearly|almost|останні|последние|стаж\w*|протягом|в течение|ще|еще"
    r"|працю\w+|работа\w+|прожи\w+|жив\w*|жил\w*|веде|всі|все|ці|эти|these|those|на|до|from|from age|by|of)\s+)$",
    _I,
)
_BORN: Final = re.compile(
    r"(?<!\w)(?P<all>(?P<y>19\d\d|20[012]\d)\s*(?:року народж\w*|р\.\s?н\.|р/н|года рожд\w*|г\.\s?р\.|г/р|року нар\.))"
    r"|(?:народи\w+|родил\w+|born|рожд\w+|народж\w+)\s+(?:\w+\s+){0,2}?(?:in|у|в)\s+(?P<all2>(?P<y2>19\d\d|20[012]\d)(?:\s+(?:році|году|року|года))?)",
    _I,
)


def dates(page: Page, known: Knowledge) -> Iterator[Found]:
    """Yield exact dates and months, each with its season and year."""
    text = page.text
    for pattern in (_CYRILLIC_DATE, _ENGLISH_DATE):
        for found in pattern.finditer(text):
            if _is_date(text, found):
                yield _season(found.start(), found.end(), _month(found["month"]), found["year"] or "", page, known)
    if page.has_digits:
        for found in _NUMERIC.finditer(text):
            year = found["y"] or found["y2"] or ""
            year = year if len(year) != 2 else ("20" if int(year) < 40 else "19") + year
            month = int(found["m"] or found["m2"] or found["m3"])
            yield _season(found.start(), found.end(), month, year, page, known)


def _is_date(text: str, found: re.Match[str]) -> bool:
    """A bare name of a month that is also a word counts after a preposition only."""
    if found["day"] or found["year"] or found.groupdict().get("after"):
        return True
    month = found["month"]
    if not _MAY_BE_WORD.fullmatch(month):
        return True
    return _IN.search(text, max(0, found.start() - 24), found.start()) is not None


def _month(word: str) -> int:
    low = word.lower()
    return next(number for stem, number in sorted(_MONTHS.items(), key=lambda m: -len(m[0])) if low.startswith(stem))


def _season(start: int, end: int, month: int, year: str, page: Page, known: Knowledge) -> Found:
    """Winter is named by both of its years."""
    season = ("winter", "spring", "summer", "autumn")[month % 12 // 3]
    if year and season == "winter":
        first = int(year) if month == 12 else int(year) - 1
        year = f"{first}–{first + 1}"
    return Found(start, end, "date", "a date finer than a season", season, year, rank=80)


def ages(page: Page, known: Knowledge) -> Iterator[Found]:
    """Yield ages and years of birth, each with its decade."""
    text = page.text
    for pattern in _AGES:
        for found in pattern.finditer(text):
            years = _years(found["n"] or "", found["words"] or "")
            before = text[max(0, found.start("all") - 20) : found.start("all")]
            if years is not None and not (_DURATION.search(before) and found.start() == found.start("all")):
                label, more = ("child", "") if years < 18 else ("age", _decade(years))
                yield Found(*found.span("all"), "age", "an age", label, more, rank=75)
    if page.has_digits:
        for found in _BORN.finditer(text):
            group = "all" if found["all"] else "all2"
            year = found["y"] or found["y2"]
            yield Found(*found.span(group), "born", "a year of birth", "born", f"{year[:3]}0s", rank=81)


def _years(number: str, words: str) -> int | None:
    if number.isdigit():
        return int(number) if int(number) <= 115 else None
    if number:
        return 8
    ten = _TEN.search(words)
    if ten:
        return 10 * (ten.lastindex or 0) + 10
    return 18 if words else None


def _decade(years: int) -> str:
    if years >= 80:
        return "80+"
    first = 18 if years < 20 else years // 10 * 10
    return f"{first}–{years // 10 * 10 + 9}"

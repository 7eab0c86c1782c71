"""Events and feasts that people date by, and how many days or weeks from them something was.

Dates of decrees and of the annexation are those of the codebook's measures.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final, NamedTuple

from svidok.language import date_words as words


class Event(NamedTuple):
    """What is said, its day or days, its name, and the first day on which an account can speak of it."""

    said: str
    edtf: str
    name: str
    known: str = ""


EVENTS: Final = (
    Event(
        r"повномасштабн\w+\s+(?:вторгненн\w+|війн\w+|наступ\w*)|полномасштабн\w+\s+(?:вторжени\w+|войн\w+)|повномасштабк\w+|"
        r"велик(?:ої|ою|а|у)\s+війн\w+|больш(?:ой|ая|ую)\s+войн\w+|full-scale\s+(?:invasion|war)",
        "2022-02-24",
        "full-scale invasion",
    ),
    Event(
        r"24(?:-?го)?\s+(?:лютого|февраля)|february\s+24(?:th)?(?!\d)|24\s+february",
        "2022-02-24",
        "full-scale invasion",
        "2022-02-24",
    ),
    Event(
        r"кримськ\w+\s+(?:псевдо)?референдум\w*|крымск\w+\s+(?:псевдо)?референдум\w*|референдум\w*\s+(?:у|в)\s+крим\w+|"
        r"референдум\w*\s+в\s+крым\w+|crimean?\s+(?:sham\s+)?referendum|referendum\s+in\s+crimea",
        "2014-03-16",
        "sham referendum in Crimea",
    ),
    Event(
        r"анекс\w+\s+крим\w+|аннекс\w+\s+крым\w+|(?:annexation\s+of\s+crimea|crimea's\s+annexation)",
        "2014-03-18",
        "annexation of Crimea",
    ),
    Event(
        r"(?:псевдо|лже)?референдум\w*|(?:sham|so-called|fake|pseudo-?)?\s*referendums?",
        "2022-09-23/2022-09-27",
        "sham referendums",
    ),
    Event(
        r"(?:підрив\w*|підірвали|знищенн\w+|руйнуванн\w+|прорив\w*)\s+(?:каховськ\w+\s+)?(?:гес|дамб\w+|гребл\w+)|"
        r"(?:подрыв\w*|взорвали|разрушени\w+|прорыв\w*)\s+(?:каховск\w+\s+)?(?:гэс|дамб\w+|плотин\w+)|"
        r"(?:destruction|explosion|breach|collapse|blowing\s+up)\s+of\s+the\s+kakhovka\s+dam|"
        r"kakhovka\s+dam(?:\s+(?:was\s+)?\w+)?",
        "2023-06-06",
        "Kakhovka dam",
    ),
    Event(
        r"(?:звільненн\w+|деокупаці\w+)\s+херсона|освобождени\w+\s+херсона|деоккупаци\w+\s+херсона|liberation\s+of\s+kherson",
        "2022-11-11",
        "liberation of Kherson",
    ),
    Event(
        r"частков\w+\s+мобілізаці\w+|частичн\w+\s+мобилизаци\w+|partial\s+mobili[sz]ation", "2022-09-21", "mobilisation"
    ),
    *(
        Event(
            rf"указ\w*\s+(?:(?:президент\w*|путіна|путина)\s+)?(?:рф\s+)?(?:№\s*|no\.?\s*|номер\s+)?{number}(?!\d)|"
            rf"decree\s+(?:no\.?\s*|№\s*)?{number}(?!\d)",
            day,
            f"decree {number}",
        )
        for number, day in ((183, "2019-04-24"), (304, "2022-05-25"), (330, "2022-05-30"), (440, "2022-07-11"),
                            (159, "2025-03-20"))
    ),
    Event(
        r"(?:цього\s+|цей\s+|этого\s+|этот\s+|this\s+|the\s+|september\s+10\s+)(?:термін\w*|дедлайн\w*|срок\w*|deadline)",
        "2025-09-10",
        "deadline of decree 159",
        "2025-03-20",
    ),
    Event(
        r"(?:10(?:-?го)?|десятого)\s+(?:вересня|сентября)|september\s+10(?:th)?(?!\d)|10\s+september",
        "2025-09-10",
        "deadline of decree 159",
        "2025-03-20",
    ),
)  # fmt: skip

# Feasts: what is said, and the day. "easter+N" counts from Easter; "christmas" is one of two days.
FEASTS: Final = (
    (
        r"велик(?:день|одня|одню|однем|одні|дня|дню|днем|дні)|пасх(?:а|и|у|ою|і|ой|е)|"
        r"паск(?:а|и|у|ою)|(?:orthodox\s+)?easter(?:\s+sunday|\s+day)?",
        "easter+0",
    ),
    (r"вербн\w+\s+неділ\w+|вербн\w+\s+воскресень\w+|palm\s+sunday", "easter-7"),
    (r"великодн\w+\s+понеділ\w+|easter\s+monday", "easter+1"),
    (r"страсн\w+\s+п'ятниц\w+|страстн\w+\s+пятниц\w+|(?:orthodox\s+)?good\s+friday", "easter-2"),
    (r"проводи|радониц\w+", "easter+9"),
    (r"трійц(?:я|і|ю|ею)|троиц(?:а|ы|у|е|ей|ын\s+день)|trinity(?:\s+sunday)?|pentecost", "easter+49"),
    (r"стар\w+\s+нов\w+\s+(?:рік|рок\w+|год\w*)|old\s+new\s+year(?:'s)?", "-01-14"),
    (r"new\s+year's\s+eve", "-12-31"),
    (
        r"нов(?:ий|ого|ому|им)\s+(?:рік|року|роком)|нов(?:ый|ого|ому|ым)\s+год(?:а|у|ом)?|new\s+year(?:'s(?:\s+day)?)?",
        "-01-01",
    ),
    (r"різдв(?:о|а|у|ом|яний)|рождеств(?:о|а|у|е|ом)|christmas(?:\s+day)?", "christmas"),
    (r"orthodox\s+christmas", "-01-07"),
    (r"покров(?:а|и|у|ою)?", "-10-14"),
    (r"д(?:ень|ня|ню|нем)\s+незалежності|д(?:ень|ня|ню|нем)\s+независимости|independence\s+day", "-08-24"),
    (r"д(?:ень|ня|ню|нем)\s+перемоги|д(?:ень|ня|ню|нем)\s+победы|victory\s+day", "-05-09"),
    (r"першотравень|першотравня|первомай|первомая|may\s+day", "-05-01"),
    (r"д(?:ень|ня|ню|нем)\s+(?:росії|россии)|russia\s+day", "-06-12"),
    (r"жіноч\w+\s+день|женск\w+\s+день|(?:international\s+)?women's\s+day", "-03-08"),
)  # fmt: skip
# Before a feast one of these words must stand, else the words may be no date: "the new year has begun".
FEAST_AFTER: Final = re.compile(
    r"(?:^|(?<=\W))(?:на|під|до|після|перед|з|із|від|у|в|по|к|ко|под|после|с|со|от|через|on|at|by|before|after|since|until|"
    r"till|around|last|this|over|for|during|минулий|минулого|прошл\w+|цей|цього|этот|на\s+сам\w+|the)\s+(?:the\s+|сам\w+\s+)?\Z"
)


def easter(year: int) -> date:
    """Return Easter Sunday of the eastern churches, by the calendar of today.

    >>> easter(2023).isoformat(), easter(2024).isoformat(), easter(2025).isoformat()
    ('2023-04-16', '2024-05-05', '2025-04-20')
    """
    moon = (19 * (year % 19) + 15) % 30
    week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + week + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def feast(said: str, year: int, told: str = "", russian: bool = False) -> tuple[str, str]:
    """Return the part after the year of a feast's day, and the end of a range, "" for one day.

    Christmas was on 7 January for all until 2023; since then it is on 25 December for most in Ukraine.

    >>> feast("easter+0", 2023), feast("-01-01", 2024)
    (('-04-16', ''), ('-01-01', ''))
    >>> feast("christmas", 2023), feast("christmas", 2023, russian=True)
    (('-12-25', '2024-01-07'), ('-01-07', ''))
    """
    if said.startswith("easter"):
        return (easter(year) + timedelta(days=int(said[6:]))).isoformat()[4:], ""
    if said == "christmas":
        return ("-01-07", "") if russian or (told and told < "2023-09") else ("-12-25", f"{year + 1}-01-07")
    return said, ""


_COUNTED = "|".join(sorted((word for word in words.COUNT), key=len, reverse=True))
UNITS: Final = (
    r"(?:(?P<days>дн(?:і|ів|ями|я|ей)|день|суток|добу|доби|діб|days?)|"
    r"(?P<weeks>тиж(?:день|ні|нів|нями|ня)|недел(?:ю|и|ь|ями|я)|weeks?)|"
    r"(?P<months>місяц(?:ь|і|ів|ями|я)|месяц(?:|а|ев|ами)|months?)|"
    r"(?P<years>рок(?:и|ів|ами|у)|рік|год(?:|а|ами)|лет|years?))"
)
COUNTED: Final = rf"(?:(?P<n>\d{{1,2}}|{_COUNTED})\s+)?{UNITS}"
NEXT_DAY: Final = (
    r"(?:на\s+)?(?:наступного|другого|следующего)\s+дня|назавтра|на\s+(?:другий|наступний|другой|следующий)\s+день|"
    r"(?:on\s+)?(?:the\s+)?(?:next|following)\s+(?:day|morning|evening)|наступного\s+(?:ранку|вечора)|"
    r"на\s+следующее\s+утро|the\s+day\s+after|(?:one|a)\s+day\s+after"
)
DAY_BEFORE: Final = (
    r"напередодні|накануне|(?:on\s+)?(?:the\s+)?(?:day|evening|night|morning)\s+before(?!\s+yesterday)|попереднього\s+дня|"
    r"(?:on\s+)?the\s+(?:previous\s+day|eve\s+of)|в\s+предыдущий\s+день"
)
_NTH: Final = {
    **dict.fromkeys(("третій", "третий", "third"), 3),
    **dict.fromkeys(("четвертий", "четвертый", "fourth"), 4),
    **dict.fromkeys(("п'ятий", "пятый", "fifth"), 5),
    **dict.fromkeys(("шостий", "шестой", "sixth"), 6),
    **dict.fromkeys(("сьомий", "седьмой", "seventh"), 7),
    **dict.fromkeys(("десятий", "десятый", "tenth"), 10),
    **dict.fromkeys(("другий", "второй", "second"), 2),
}  # fmt: skip
_THING = (
    r"(?:(?:the|початку|начала|start\s+of|beginning\s+of|того,?\s+як|того,?\s+как|так\s+зван\w+|так\s+называем\w+|"
    r"so-called|sham|russia's|as|[«\"“])\s*){0,4}\Z"
)
_FROM: Final = re.compile(
    rf"(?:^|(?<=\W))(?:(?P<next>{NEXT_DAY})\s*(?:після|после|after|following|від|of)?|(?P<eve>{DAY_BEFORE})(?:\s+(?:of|до))?|"
    rf"(?:(?:через|за|спустя|по)\s+)?{COUNTED}\s+(?:(?:спустя|потому|later)\s+)?(?:(?P<after>після|после|after|following)|(?P<before>до|перед|before|prior\s+to))|"
    rf"(?:на|on)\s+(?:the\s+)?(?P<nth>{'|'.join(_NTH)})\s+(?:день|day)(?:\s+of)?)\s+{_THING}"
)
_LENGTH: Final = 80  # characters before a date in which words that count from it may begin


def counted_from(plain: str, start: int, edtf: str, told_exact: bool = True) -> tuple[int, str] | None:
    """Return where words begin that count from a date standing at `start`, and the date they give; None without.

    >>> counted_from("два дні після підриву", 14, "2023-06-06")
    (0, '2023-06-08')
    >>> counted_from("після підриву", 6, "2023-06-06") is None
    True
    """
    said = _FROM.search(plain, max(0, start - _LENGTH), start)
    if said is None:
        return None
    first, _, last = edtf.partition("/")
    if said["nth"]:
        given = moved(first, "days", _NTH[said["nth"]] - 1)
    elif said["next"]:
        given = moved(last or first, "days", 1)
    elif said["eve"]:
        given = moved(first, "days", -1)
        given = given if told_exact or not given else f"{given}~"
    else:
        count, unit = counting(said)
        given = moved(last or first, unit, count) if said["after"] else moved(first, unit, -count)
    return (said.start(), given) if given else None


def counting(match: re.Match[str]) -> tuple[int, str]:
    """Return how many of which unit a match of `COUNTED` says; 0 when it does not say how many.

    >>> counting(re.match(COUNTED, "three weeks"))
    (3, 'weeks')
    """
    unit = next(name for name in ("days", "weeks", "months", "years") if match[name])
    said = match["n"]
    if said:
        return (int(said) if said.isdigit() else words.COUNT[said]), unit
    one = {"день", "добу", "day", "тиждень", "неделю", "week", "місяць", "месяц", "month", "рік", "год", "year", "року"}
    return (1 if match[unit] in one else 0), unit


def moved(edtf: str, unit: str, count: int) -> str:
    """Move a date; weeks, months and years are only about so. Returns "" when the date is not precise enough.

    >>> moved("2023-01-31", "days", 1), moved("2023-06-26", "weeks", -3), moved("2023-01", "months", -2)
    ('2023-02-01', '2023-06-05~', '2022-11~')
    >>> moved("2023-01", "days", 1)
    ''
    """
    plain, mark = edtf.rstrip("~?"), "?" if edtf.endswith("?") else ""
    read = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?", plain)
    if read is None or not count:
        return ""
    year, month, day = int(read[1]), int(read[2] or 0), int(read[3] or 0)
    if unit in {"days", "weeks"}:
        if not day or day > monthrange(year, month)[1]:
            return ""
        there = (date(year, month, day) + timedelta(days=count * (7 if unit == "weeks" else 1))).isoformat()
        return there + ("~" if unit == "weeks" else mark)
    if unit == "years":
        return f"{year + count}~"
    total = year * 12 + month - 1 + count
    return f"{total // 12}-{total % 12 + 1:02}~" if month else ""


def week_of(edtf: str, weeks: int) -> str:
    """Return Monday to Sunday of the week so many weeks from that of a day, or "" for what is no day.

    >>> week_of("2023-06-05", -1), week_of("2023-06", -1)
    ('2023-05-29/2023-06-04', '')
    """
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", edtf):
        return ""
    day = date.fromisoformat(edtf)
    monday = day + timedelta(days=7 * weeks - day.weekday())
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"

"""Dates that lean on the date before them in the story: "the next day", «напередодні», "two weeks later"."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from svidok.language.date_events import COUNTED, DAY_BEFORE, NEXT_DAY, counting, moved, week_of

_FAR: Final = 400  # characters over which a date carries
_VERB: Final = (
    r"(?=\s*(?:[.,;:!?)»—-]|\Z)|\s+(?:\w+(?:в|вся|ла|лася|лась|ло|лося|ли|лися|лись|л|лся|лось)\b|я|ми|мы|вона|она|він|он|"
    r"вони|они|нас|нам|мені|мне|їй|ей|йому|ему|їм|им|у|в|до|ще|еще|she|he|they|we|i|it|my|our|her|his)\b)"
)
_AFTER: Final = r"(?!\s+(?:після|после|after|following|of|від|to|до)\b)(?!(?<=after)\s+\w)"
_STORY: Final = re.compile(
    rf"(?<!\w)(?:(?P<next>(?:{NEXT_DAY})(?!\w){_AFTER})|(?P<eve>(?:{DAY_BEFORE})(?!\w){_VERB})|"
    r"(?P<same>того\s+ж(?:\s+самого)?\s+дня|в\s+тот\s+же(?:\s+самый)?\s+день|(?:the\s+|that\s+)(?:very\s+)?same\s+day|"
    r"того\s+дня|в\s+тот\s+день|(?:on\s+)?that\s+day|тієї\s+ж\s+ночі|той\s+же\s+ночью)|"
    r"(?P<month>того\s+ж\s+місяця|в\s+том\s+же\s+месяце|(?:in\s+)?(?:the|that)\s+same\s+month)|"
    r"(?P<year>того\s+ж(?:\s+самого)?\s+року|в\s+том\s+же\s+году|того\s+же\s+года|(?:in\s+)?(?:the|that)\s+same\s+year)|"
    r"(?P<nmonth>наступного\s+місяця|в\s+следующем\s+месяце|the\s+(?:next|following)\s+month)|"
    r"(?P<nyear>наступного\s+року|в\s+следующем\s+году|the\s+(?:next|following)\s+year)|"
    r"(?P<nweek>наступного\s+тижня|на\s+следующей\s+неделе|the\s+(?:next|following)\s+week)|"
    rf"(?P<later>(?:через|спустя)\s+{COUNTED.replace('P<', 'P<t_')}(?!\w)(?!\s+(?:після|после|по)\b)|"
    rf"{COUNTED.replace('P<', 'P<u_')}\s+(?:later|потому|по\s+тому|потім|спустя))|"
    rf"(?P<sooner>за\s+{COUNTED.replace('P<', 'P<v_')}\s+до\s+(?:того|цього|этого)|"
    rf"{COUNTED.replace('P<', 'P<w_')}\s+(?:earlier|before\s+that|до\s+того|раніше|раньше)))(?!\w)"
)

Base = Callable[[int], tuple[int, str]]
Raw = tuple[int, int, str, str, str]


def story(plain: str, where: list[tuple[int, int]], base: Base) -> Iterator[Raw]:
    """Yield what leans on the date before it; `base` gives where that ends and the date, "" for none.

    >>> list(story("the next day", [(0, 12)], lambda at: (0, "2023-05-31")))
    [(0, 12, '2023-06-01', 'counted from the date before it', '2023-05-31')]
    """
    for low, high in where:
        for match in _STORY.finditer(plain, low, high):
            end, edtf = base(match.start())
            given = _given(match, edtf) if edtf and match.start() - end <= _FAR else ""
            if given:
                yield match.start(), match.end(), given, "counted from the date before it", edtf


def _given(match: re.Match[str], edtf: str) -> str:
    """Return the date that a match gives from another, or "" when that is not precise enough."""
    if "/" in edtf or re.search(r"-2[1-4]", edtf[4:7]):
        return ""
    kind = match.lastgroup if match.lastgroup in _PLAIN else next(name for name in _ORDER if match[name])
    if kind in ("later", "sooner"):
        return _moved_by(match, edtf, 1 if kind == "later" else -1)
    return _PLAIN[kind](edtf)


def _moved_by(match: re.Match[str], edtf: str, way: int) -> str:
    said = match[0]
    found = re.search(COUNTED, said)
    if found is None or (said.startswith("через") and not found["n"] and found["days"]):  # every other day
        return ""
    count, unit = counting(found)
    return moved(edtf, unit, way * count)


def _cut(edtf: str, length: int) -> str:
    """Return the beginning of a date as long as a month or a year, "" when there is none."""
    plain = edtf.rstrip("~?")
    return plain[:length] if len(plain) >= length else ""


def _one_more(edtf: str, length: int) -> str:
    """Return the month or the year after that of a date."""
    cut = _cut(edtf, length)
    return moved(cut, "months" if length == 7 else "years", 1).rstrip("~") if cut else ""


_PLAIN: Final[dict[str, Callable[[str], str]]] = {
    "next": lambda edtf: moved(edtf, "days", 1),
    "eve": lambda edtf: moved(edtf, "days", -1),
    "same": lambda edtf: edtf if len(edtf.rstrip("~?")) == 10 else "",
    "month": lambda edtf: _cut(edtf, 7),
    "year": lambda edtf: _cut(edtf, 4),
    "nmonth": lambda edtf: _one_more(edtf, 7),
    "nyear": lambda edtf: _one_more(edtf, 4),
    "nweek": lambda edtf: week_of(edtf, 1),
}
_ORDER: Final = (*_PLAIN, "later", "sooner")

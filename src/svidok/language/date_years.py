"""The year of a month, a season or a day told without one, from when the account was told."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from svidok.language import date_words as words
from svidok.language.date_events import feast
from svidok.language.date_points import Point

_BACK: Final = re.compile(
    r"(?<!\w)(?:(?:в|у)\s+)?(?:"
    + "|".join(f"(?P<y{i}>{said})" for i, said in enumerate(words.YEAR_BACK)).replace(" ", r"\s+")
    + r")\s*,?\s*(?:(?:в|у|in|на)\s+)?\Z"
)
_YEARS: Final = tuple(words.YEAR_BACK.values())
_IN: Final = re.compile(
    r"(?:^|(?<=\W))(?:в|у|з|із|с|со|до|від|к|по|після|после|in|since|until|till|by|during|from|before|after|early|late|of|between|між|между|and|"
    r"throughout|протягом|в\s+течение)\s+(?:the\s+)?\Z"
)
# Which one is not said, or it comes back every year.
_ANY: Final = re.compile(
    r"(?:^|(?<=\W))(?:кожн\w+|щороку|що|каждый|каждую|каждой|каждого|каждом|ежегодно|every|each|one|some|any|одного|одной|якось|"
    r"колись|однажды|как-то|тієї|той|того|that|those|next|наступн\w+|следующ\w+|будущ\w+|майбутн\w+)\s+(?:дня\s+|day\s+)?"
    r"(?:(?:в|у|на|in)\s+)?\Z"
)
_TO_COME: Final = re.compile(
    r"(?<!\w)(?:буд(?:е|уть|емо|ет|ут|ем)|will|shall|going\s+to|planned|заплановано|запланирован\w*)(?!\w)"
)
_UNTIL: Final = re.compile(rf"(?:^|(?<=\W))(?:{words.UNTIL}|{words.BEFORE})\s+\Z")
_SENTENCE: Final = re.compile(r"[.!?\n]")
_FIRST: Final = {"21": 3, "22": 6, "23": 9, "24": 12}
_INVASION: Final = "-02-24"

Given = tuple[int, str, str, str, int]


@dataclass(slots=True)
class Carried:
    """Years that the story has already named by other words than numbers, and whether any year stands in it at all."""

    years: list[tuple[int, int]]
    named: bool

    @classmethod
    def of(cls, counted: Iterable[tuple[int, int, str, str, str]], events: bool) -> Self:
        """Take them from dates counted from the telling; only "last year" and its like carry a year on."""
        return cls(sorted((end, int(edtf)) for _, end, edtf, _, _ in counted if re.fullmatch(r"\d{4}", edtf)), events)

    def add(self, years: Iterable[int | None]) -> None:
        """Note whether any point has its year."""
        self.named = self.named or any(year is not None for year in years)

    def before(self, at: int) -> tuple[int, int] | None:
        """Return where the last of them before a place ends, and the year.

        >>> Carried([(5, 2023)], False).before(10)
        (5, 2023)
        """
        return next((one for one in reversed(self.years) if one[0] <= at), None)


def year_before(point: Point, plain: str, told: str) -> Given | None:
    """Return the year that words such as "last year" right before a point give it; 0 where it stays open.

    >>> year_before(Point(13, 16, None, "-05"), "last year in may", "2023-12-18")
    (2022, '', 'counted from when this was told', '2023-12-18', 0)
    """
    back = _BACK.search(plain, max(0, point.start - 30), point.start)
    if back is None or point.rel or not re.match(r"\d{4}", told):
        return None
    years = int(next(years for i, years in enumerate(_YEARS) if back[f"y{i}"]))
    # the winter that began in that year, or the one that ended in it: nobody can say
    year = 0 if point.part == "-24" else int(told[:4]) + years
    return year, "", "counted from when this was told", told, back.start()


def year_of_telling(point: Point, plain: str, told: str, carried: Carried) -> Given | None:
    """Return the year of a point by the day of the telling: year, mark, reason, anchor, where the words begin.

    >>> year_of_telling(Point(3, 7, None, "-07"), "in july", "2023-09-11", Carried([], False))
    (2023, '', 'the last before this was told', '2023-09-11', 3)
    """
    read = re.match(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?(?!\d)", told)
    if read is None or point.rel.startswith("="):
        return None
    year = int(read[1])
    if point.rel:
        return year + int(point.rel), "", "counted from when this was told", told, point.start
    if carried.named or not read[2] or not _one_of_them(point, plain):
        return None
    if point.part == _INVASION:
        return 2022, "?", "the day that everyone dates by", "full-scale invasion", point.start
    last = _last_year(point, year, int(read[2]), int(read[3] or 31))
    if _UNTIL.search(plain, max(0, point.start - 30), point.start) and _sooner_ahead(point, last, read):
        return None  # a term set for what is still to come, or an end that has gone by
    return last, "", "the last before this was told", told, point.start


def _one_of_them(point: Point, plain: str) -> bool:
    """Whether the words speak of one month, day or season that has been."""
    before = max(0, point.start - 30)
    if _ANY.search(plain, before, point.start):
        return False
    if point.weak and not (point.part[1:3] < "20" and _IN.search(plain, before, point.start)):
        return False
    ends = _SENTENCE.search(plain, point.end)
    starts = max(plain.rfind(mark, before, point.start) for mark in ".!?\n")
    return not _TO_COME.search(plain, max(starts, before), min(ends.start() if ends else len(plain), point.end + 60))


def _last_year(point: Point, year: int, month: int, day: int) -> int:
    """The year of the last such month, day or season that has begun."""
    if point.feast:
        return next(y for y in (year, year - 1) if y < year or _feast_day(point, y) <= (month, day))
    begins = _FIRST.get(point.part[1:3], int(point.part[1:3]))
    starts = int(point.part[4:6]) if len(point.part) > 3 else 0
    return year if (begins, starts) <= (month, day) else year - 1


def _feast_day(point: Point, year: int) -> tuple[int, int]:
    part, _ = feast(point.feast, year, f"{year}")
    return int(part[1:3]), int(part[4:6])


def _sooner_ahead(point: Point, last: int, told: re.Match[str]) -> bool:
    """Whether the next such day or month is nearer to the telling than the last."""
    if point.feast:
        return False
    begins = _FIRST.get(point.part[1:3], int(point.part[1:3]))
    now = int(told[1]) * 12 + int(told[2])
    return (last + 1) * 12 + begins - now < now - (last * 12 + begins)

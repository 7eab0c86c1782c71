"""Points of time that words give: a day, a month, a season or a year, found in folded text.

A point may lack its year ("in March"); whether anything else in the text gives it one is for `dates` to say.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import ahocorasick_rs

from svidok.language import date_events as events
from svidok.language import date_words as words

_OLDEST, _NEWEST = 1930, 2035
_REACH = 50  # characters around a trigger within which a date must lie


@dataclass(frozen=True, slots=True)
class Point:
    """One point of time in folded text; `year` is None when the words give none.

    `part` is what follows the year in EDTF ("-09", "-09-10", "-23"), `last` the end of a range that one phrase gives
    («5–12 травня»), in the same form. `weak` when the word is a month or season only beside another word of time.
    `edge` when it is the very beginning or end of a stretch and not somewhere in it. `rel` says how the year lies to
    that of the telling ("-1") or of the date before it ("=0"); `feast` is a day that only its year fixes.
    """

    start: int
    end: int
    year: int | None
    part: str = ""
    last: str = ""
    doubt: str = ""
    edge: str = ""
    weak: bool = False
    reason: str = "as said"
    rel: str = ""
    feast: str = ""
    decade: bool = False
    anchor: str = ""

    @property
    def season(self) -> bool:
        """Whether it is a season; the notation has no mark of doubt for one, the reason then says it alone."""
        return self.part[1:3] > "20"

    def edtf(self, exact: bool = False) -> str:
        """Write it; `exact` leaves out that it is only about so."""
        doubt = "" if self.season or exact else self.doubt
        if self.decade:
            return f"{self.year:04}"[:3] + "X"
        first = f"{self.year:04}{self.part}{doubt}"
        if not self.last:
            return first
        year = self.last[:4] if self.last[:1].isdigit() else f"{self.year:04}"
        return f"{first}/{year}{self.last.removeprefix(year)}{doubt}"


_M = "|".join(f"(?P<m{i}>{month})" for i, month in enumerate(words.MONTHS, 1))
_S = "|".join(f"(?P<s{i}>{season})" for i, season in enumerate(words.SEASONS, 21))
_DAY = r"(?<![\d.,])(?:[12]\d|3[01]|0?[1-9])"
_SPELLED = "|".join(sorted((word.replace(" ", r"\s+") for word in words.DAYS), key=len, reverse=True))
_TEN = "|".join(f"{ten}\\s+(?:{'|'.join(map(re.escape, ones))})\\w*" for ten, ones in words.TENS.items())
_FOUR = r"(?<![\d.,/№])(?:19|20)\d\d(?![\d%]|-?(?:х|ті|тих|s)\b|[.,]\d|-\d\d?-)(?:-?(?:го|му|м|й|ий|ого|ому)\b)?"
_TEEN = "|".join(words.TEENS)
_ENGLISH = "|".join(sorted(words.YEARS_EN, key=len, reverse=True)).replace("-", "[- ]")
_OUT = (
    rf"(?:{words.THOUSAND})?(?:{_TEN})|{words.THOUSAND}(?:{_TEEN}|двадцят|двадцат)(?:ого|ому|ом)\b|"
    rf"(?:{_TEEN})(?:ого|ому|ом)(?=\s+{words.YEAR_WORD}(?!\w))|(?:{_TEEN})(?:ому|ом)\b|"
    rf"(?:twenty[- ]|two\s+thousand\s+(?:and\s+)?)(?:{_ENGLISH})\b"
)
_YEAR = rf"(?:{_FOUR}|'\d\d(?!\d)|\b\d\d-?(?:го|му|м|й|ого|ому)\b|{_OUT})"
_Y = rf"(?P<year>{_YEAR})(?:\s+{words.YEAR_WORD}(?!\w))?"
# After a month or a season two digits before the word for year are a year; alone they are somebody's age.
_SHORT_Y = rf"(?:{_Y}|(?P<short>\d\d)\s+{words.YEAR_WORD}(?!\w))"
_OF = r"(?:\s*,?\s*(?:of\s+)?)"
_RELATIVE = words.YEAR_BACK | words.YEAR_SAME
_REL = "|".join(f"(?P<r{i}>{said})" for i, said in enumerate(_RELATIVE)).replace(" ", r"\s+")
_RELS = tuple(_RELATIVE.values())
_WHEN = rf"(?:{_SHORT_Y}|(?:(?:в|у|of|in)\s+)?(?:{_REL})(?!\w))"
_PART = (
    rf"(?:(?:(?P<early>{words.EARLY})|(?P<middle>{words.MIDDLE})|(?P<late>{words.LATE})|(?P<h1>{words.FIRST_HALF})|"
    rf"(?P<h2>{words.SECOND_HALF}))\s*(?:the\s+)?)?"
)
_QUARTER = "".join(f"(?P<q{i}>{said})|" for i, said in enumerate(words.QUARTERS, 1)).removesuffix("|")
_ORDINAL = r"(?:-?(?:го|е|те|ого|st|nd|rd|th)\b)?"
_TO = r"\s*(?P<join>-|—|по|до|to|through|until|і|й|та|и|and)\s*"

_NUMERIC: Final = re.compile(
    rf"(?<![\w.])(?:(?P<nd>{_DAY})(?P<sep>[./])(?P<nm>0?[1-9]|[12]\d|3[01])(?P=sep)(?P<ny>(?:19|20)\d\d|\d\d)(?![\d./])"
    r"|(?P<iy>(?:19|20)\d\d)(?P<is>[-/])(?P<im>0[1-9]|1[0-2])(?P=is)(?P<id>0[1-9]|[12]\d|3[01])(?!\d))"
)
_BY_MONTH: Final = re.compile(
    rf"(?<!\w){_PART}(?:(?:(?P<d0>{_DAY}){_ORDINAL}{_TO}(?:the\s+)?)?(?:(?P<d1>{_DAY}){_ORDINAL}|(?P<spelled>{_SPELLED}))\s+(?:of\s+)?)?"
    rf"(?:{_M})(?!\w)"
    rf"(?:(?<=[a-z.])\s+(?P<d2>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d:]|\.\d)(?:\s*(?:-|—|to|through)\s*(?P<d3>[12]\d|3[01]|0?[1-9])(?!\d))?)?"
    rf"(?:{_OF}{_WHEN})?"
)
_BY_SEASON: Final = re.compile(
    rf"(?<!\w){_PART}(?:{_S})(?!\w)"
    rf"(?:{_OF}(?:(?P<w1>(?:20)?\d\d)\s*[-/—]\s*(?P<w2>(?:20)?\d\d)(?!\d)(?:\s+{words.YEAR_WORD}(?!\w))?|{_WHEN}))?"
)
_BY_YEAR: Final = re.compile(rf"(?<!\w)(?:(?:{_QUARTER})\s+|{_PART}){_Y}")
_DECADE: Final = re.compile(
    r"(?<![\w.,/№])(?:(?P<long>(?:19|20)\d)0-?(?:х|ті|тих|е|ые|'?s)(?!\w)|"
    r"(?:(?<=the )|(?<=the early )|(?<=the late ))'?(?P<short>[5-9])0'?s(?!\w)|"
    r"'(?P<quote>[5-9])0s(?!\w)|(?P<slav>[5-9])0-(?:х|ті|тих|е|ые)(?!\w)|"
    + "|".join(f"(?P<n{number}>{said})" for said, number in words.DECADES.items()).replace(" ", r"\s+")
    + rf")(?!\w)(?:\s+{words.YEAR_WORD}(?!\w))?"
)
_AT_TURN: Final = re.compile(
    rf"(?<!\w)(?:{words.TURN})\s+(?:the\s+years?\s+)?{_Y}(?:\s*(?:-|—|/|і|й|та|и|and|to)\s*(?P<other>(?:20)?\d\d)(?!\d)"
    rf"(?:-?(?:го|х))?(?:\s+{words.YEAR_WORD}(?!\w))?)?"
)
_FEAST: Final = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<f{i}>{said})" for i, (said, _) in enumerate(events.FEASTS)) + r")(?!\w)"
    rf"(?:{_OF}{_WHEN})?"
)
_NEW_YEAR: Final = re.compile(
    rf"(?<!\w)нов(?:ий|ый|ого|ому)\s+(?P<year>{_FOUR})(?:-?й)?\s+(?:рік|року|год|года|году)(?!\w)"
)
_SLASH: Final = re.compile(rf"(?:/|[-—](?=\d\d\s+(?:{words.YEAR_WORD}(?!\w)|навч|учебн|school|academic)))(\d\d)(?!\d)")
_IN: Final = re.compile(
    r"(?:\b(?:в|у|на|за|in|during|throughout|of|з|с|із|до|від|since|until|after|before|by|from|протягом|после|після|"
    r"в течение|circa|around|about|year)\s+|[(,:—-]\s*)\Z"
)
_COUNTED: Final = re.compile(rf"\s*{words.COUNTED}")
_NUMBERED: Final = re.compile(words.NUMBERED)
_ABOUT: Final = re.compile(rf"(?<!\w)(?:{words.ABOUT})\s+(?:(?:в|у|на|in|on)\s+)?\Z")
_EDGE: Final = re.compile(words.EDGE)
_TRIGGERS: Final = tuple((stem, kind) for kind, stems in words.TRIGGERS.items() for stem in stems.split())
_AUTOMATON: Final = ahocorasick_rs.AhoCorasick([stem for stem, _ in _TRIGGERS])
_CYRILLIC: Final = re.compile("[а-яіїєґ]")


class Stretches(dict[str, list[tuple[int, int]]]):
    """Parts of a folded text where a date may be, by the kind of word that announces it; the rest is never read."""

    def __init__(self, plain: str) -> None:
        super().__init__({kind: [] for kind in words.TRIGGERS})
        for number, start, end in _AUTOMATON.find_matches_as_indexes(plain, overlapping=True):
            if start and plain[start].isalpha() and plain[start - 1].isalpha():
                continue
            found = self[_TRIGGERS[number][1]]
            low, high = max(0, start - _REACH), min(len(plain), end + _REACH)
            if found and low <= found[-1][1]:
                found[-1] = (found[-1][0], max(high, found[-1][1]))
            else:
                found.append((low, high))


def points(plain: str, where: Stretches) -> list[Point]:
    """Return all points of time, in order; of two that overlap, the one that begins first and reaches further.

    >>> [point.edtf() for point in points("5-12 may 2023", Stretches("5-12 may 2023"))]
    ['2023-05-05/2023-05-12']
    """
    kept: list[Point] = []
    for point in sorted(_readings(plain, where), key=lambda p: (p.start, -p.end)):
        if not kept or point.start >= kept[-1].end:
            kept.append(_about(point, plain))
    return kept


def _readings(plain: str, where: Stretches) -> Iterator[Point]:
    for kind, pattern, read in (
        ("year", _NUMERIC, _numeric),
        ("month", _BY_MONTH, _by_month),
        ("season", _BY_SEASON, _by_season),
        ("year", _BY_YEAR, _by_year),
        ("decade", _DECADE, _decade),
        ("year", _AT_TURN, _turn),
        ("year", _NEW_YEAR, _new_year),
        ("feast", _FEAST, _feast),
    ):
        for low, high in where[kind]:
            for match in pattern.finditer(plain, low, high):
                point = read(match)
                if point is not None:
                    yield point


def _about(point: Point, plain: str) -> Point:
    """Mark a point that is only about so: «приблизно», "around"."""
    said = _ABOUT.search(plain, max(0, point.start - 26), point.start)
    if not said or point.last:
        return point
    return Point(said.start(), point.end, point.year, point.part, "", "~", "", point.weak, "about, as said")


def _numeric(match: re.Match[str]) -> Point | None:
    if match["iy"]:
        return Point(*match.span(), int(match["iy"]), f"-{match['im']}-{match['id']}")
    year, day, month = year_of(match["ny"]), int(match["nd"]), int(match["nm"])
    if year is None:
        return None
    if match["sep"] == "/" and not _CYRILLIC.search(match.string) and day <= 12 and month <= 12 and day != month:
        return Point(*match.span(), year, reason="day and month may be the other way round")
    if month > 12 >= day and match["sep"] == "/":
        day, month = month, day
    return Point(*match.span(), year, f"-{month:02}-{day:02}") if month <= 12 else None


def _doubt(match: re.Match[str]) -> tuple[str, str]:
    """Return the mark of a part of a month or year, and whether it is its very beginning or end."""
    said = match["early"] or match["late"]
    edge = ("early" if match["early"] else "late") if said and _EDGE.search(said) else ""
    return ("~" if said or match["middle"] else ""), edge


def _half(match: re.Match[str]) -> int:
    """Return which half of a month or a year is meant, or 0."""
    return 1 if match["h1"] else 2 if match["h2"] else 0


def _rel(match: re.Match[str]) -> str:
    return next((_RELS[i] for i in range(len(_RELS)) if match[f"r{i}"]), "")


def _year(match: re.Match[str]) -> int | None:
    return year_of(match["year"]) or (2000 + int(match["short"]) if match["short"] else None)


def _by_month(match: re.Match[str]) -> Point | None:
    month = next(i for i in range(1, 13) if match[f"m{i}"])
    spelled = " ".join((match["spelled"] or "").split())
    day = int(match["d1"] or match["d2"] or words.DAYS.get(spelled, 0))
    start, last = match.start(), ""
    if match["d3"]:
        last = f"-{month:02}-{int(match['d3']):02}"
    elif match["d0"] and day:
        first, joined = int(match["d0"]), match["join"]
        if first < day and (joined in words.THROUGH.split("|") or day - first == 1):
            day, last = first, f"-{month:02}-{day:02}"
        else:  # «5 і 12 травня» are two days: only the second is told with its month
            start = match.start("d1")
    doubt, edge = _doubt(match)
    year, word = _year(match), match[f"m{month}"].rstrip(".")
    rel = _rel(match)
    weak = year is None and not day and not rel and word in words.NEEDS_YEAR and (word == "may" or not doubt)
    part = f"-{month:02}" + (f"-{day:02}" if day else "")
    if not day and (half := _half(match)):
        ends = monthrange(year or 2023, month)[1]
        part, last = (f"-{month:02}-01", f"-{month:02}-15") if half == 1 else (f"-{month:02}-16", f"-{month:02}-{ends}")
    return Point(start, match.end(), year, part, last, doubt, edge, weak, rel=rel)


def _by_season(match: re.Match[str]) -> Point | None:
    season = next(i for i in range(21, 25) if match[f"s{i}"])
    weak = match[f"s{season}"] in words.NEEDS_YEAR
    doubt, edge = _doubt(match)
    if match["w1"]:
        first, second = (int(match[name][-2:]) + 2000 for name in ("w1", "w2"))
        if second != first + 1:
            return None
        last = "" if season == 24 else f"{second}-{season}"
        return Point(*match.span(), first, f"-{season}", last, doubt)
    year, rel = _year(match), _rel(match)
    return Point(*match.span(), year, f"-{season}", "", doubt, edge, weak and year is None and not rel, rel=rel)


def _by_year(match: re.Match[str]) -> Point | None:
    """A number is a year when the words around it say so, or when it is a year of this war and stands alone."""
    start, end = match.span()
    plain, said, year = match.string, match["year"], year_of(match["year"])
    doubt, edge = _doubt(match)
    named = len(match.group()) > len(said)
    counts = not named and said.isdigit() and _COUNTED.match(plain, end)
    if year is None or counts or _NUMBERED.search(plain, max(0, start - 16), start):
        return None
    sure = named or bool(_IN.search(plain, max(0, start - 12), start)) or bool(doubt)
    if not sure and not (said[:4].isdigit() and 2014 <= year <= 2030):
        return None
    quarter = next((i for i in range(1, 5) if match[f"q{i}"]), 0)
    half = _half(match)
    if quarter or half:
        first, months = (quarter * 3 - 2, 3) if quarter else (half * 6 - 5, 6)
        return Point(start, end, year, f"-{first:02}", f"-{first + months - 1:02}")
    slash = _SLASH.match(plain, end)
    if slash and int(slash[1]) == (year + 1) % 100:
        return Point(start, slash.end(), year, "", f"{year + 1}", doubt)
    return Point(start, end, year, "", "", doubt, edge)


def _decade(match: re.Match[str]) -> Point:
    short = match["short"] or match["quote"] or match["slav"]
    named = next((n for n in words.DECADES.values() if match[f"n{n}"]), "")
    return Point(*match.span(), int((match["long"] or (f"19{short}" if short else named)) + "0"), decade=True)


def _turn(match: re.Match[str]) -> Point | None:
    """The turn of a year is its December before and its January."""
    year = year_of(match["year"])
    if year is None:
        return None
    if match["other"]:
        second = 2000 + int(match["other"][-2:])
        return Point(*match.span(), year, "-12", f"{second}-01") if second == year + 1 else None
    return Point(*match.span(), year - 1, "-12", f"{year}-01")


def _new_year(match: re.Match[str]) -> Point | None:
    year = year_of(match["year"])
    return None if year is None else Point(*match.span(), year, "-01-01")


def _feast(match: re.Match[str]) -> Point | None:
    """A feast, when its year or a word before it says that it is a date."""
    which = next(said for i, (_, said) in enumerate(events.FEASTS) if match[f"f{i}"])
    year, rel = _year(match), _rel(match)
    before = events.FEAST_AFTER.search(match.string, max(0, match.start() - 24), match.start())
    if year is None and not rel and before is None:
        return None
    word = before[0].split()[0] if before else ""
    doubt = "~" if word in {"під", "под"} else ""
    if which == "christmas" and match[0].startswith("рожд"):
        which = "-01-07"
    return Point(*match.span(), year, doubt=doubt, rel=rel, feast=which)


def year_of(said: str | None) -> int | None:
    """Return the year that words or digits give, within what a living person tells of.

    >>> year_of("двадцять третього"), year_of("'22"), year_of("1207")
    (2023, 2022, None)
    """
    if not said:
        return None
    said = re.sub(rf"^(?:{words.THOUSAND})", "", said)
    if said.startswith(("twenty", "two")):
        rest = re.sub(r"^(?:twenty[- ]|two\s+thousand\s+(?:and\s+)?)", "", said).replace(" ", "-")
        return words.YEARS_EN.get(rest)
    for teen, year in words.TEENS.items():
        if said.startswith(teen):
            return year
    if re.fullmatch(r"двадц[ая]т(?:ого|ому|ом)", said):
        return 2020
    for ten, ones in words.TENS.items():
        if said.startswith(ten):
            rest = said[len(ten) :].strip()
            return next((2000 + n for one, n in ones.items() if rest.startswith(one)), None)
    digits = re.sub(r"\D", "", said)
    year = int(digits) if len(digits) == 4 else 2000 + int(digits)
    return year if _OLDEST <= year <= _NEWEST else None

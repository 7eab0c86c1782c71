"""What has a format: phones, papers, accounts, plates, addresses on the net and in a street, coordinates, times.

What has six digits or more is masked, whether or not its check digits agree: a slip of the pen is still a person.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from svidok.release.masking.chains import chains
from svidok.release.masking.checks import iban_holds
from svidok.release.masking.found import Found
from svidok.release.masking.known import Knowledge
from svidok.release.masking.page import Page

_I: Final = re.IGNORECASE
_NUMBER_WORD: Final = (
    r"(?:нуль|ноль|од(?:ин|на|не|но)|дв[аі]|две|три|чотири|четыре|п['’ʼ`]?ять|шість|шесть|сім|семь|вісім|восемь"
    r"|дев['’ʼ`]?ять|десять|\w{2,9}надцять|\w{2,9}надцать|двадцять|двадцать|тридцять|тридцать|сорок|п['’ʼ`]?ятдесят"
    r"|пятьдесят|шістдесят|шестьдесят|сімдесят|семьдесят|вісімдесят|восемьдесят|дев['’ʼ`]?яносто|сто|двісті|двести"
    r"|триста|чотириста|четыреста|п['’ʼ`]?ятсот|пятьсот|шістсот|шестьсот|сімсот|семьсот|вісімсот|восемьсот"
    r"|дев['’ʼ`]?ятсот|девятьсот|zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,6}teen"
    r"|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|double|triple)"
)
# Six or more words for numbers in a row, some of them perhaps written in digits.
_SPELLED: Final = re.compile(
    rf"(?<!\w)(?:{_NUMBER_WORD}|\d{{1,3}}(?=[^\w\n]{{1,5}}{_NUMBER_WORD}))"
    rf"(?:[^\w\n]{{1,5}}(?:{_NUMBER_WORD}|\d{{1,3}})){{5,}}(?!\w)",
    _I,
)
_NUMBER_KEY: Final = re.compile(_NUMBER_WORD, _I)
_DIGITS_BEFORE: Final = 8  # characters: up to three digits and what parts them from the first word for a number
_LETTERS: Final = "АВЕІКМНОРСТХABEIKMHOPCTX"
_SHORT: Final = (
    r"(?i:на|за|по|до|із|зі|со|из|от|об|во|ко|не|ні|ни|та|то|чи|бо|ми|ви|мы|вы|він|їх|їм|их|им|ей|їй|ее|її|я|ще|це|що"
    r"|де|же|ли|уж|їм|кг|км|тис|га|шт|грн|of|to|in|at|by|is|we|he|us|an|as|my|or|on|it|if|so|no|do|me|be|am|pm|kg|km)"
)
_ANYWHERE: Final = (
    (
        "url",
        re.compile(
            r"(?:https?://|www\.|t(?:elegram)?\.me/|(?<![\w.-])(?:[\w-]+\.)+[a-z]{2,12}/(?=\S))[^\s<>«»\"]+", _I
        ),
    ),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")),
    ("handle", re.compile(r"(?<![\w@])@[\w.]{2,}\w")),
    ("handle", re.compile(r"(?<![\w@.])[^\W\d_]\w*_\w+")),
)
_DOMAIN: Final = re.compile(r"\.(?:com|org|net|info|gov|edu|ua|ru|su|me|io|tv|рф|укр)(?![\w-])(?:/[^\s<>«»\"]*)?", _I)
_HOST: Final = re.compile(r"[\w.-]*\w$")
# These need digits, and are looked for only where there are some.
_WITH_DIGITS: Final = (
    ("handle", re.compile(r"(?<![\w@.])[^\W\d_]{3,}\d{2,}(?!\w)")),
    (
        "coordinates",
        re.compile(
            r"(?<![\d.])(?!\d+[.,]000\D)-?\d{1,3}[.,]\d{3,}°?\s?[NSЕСЮпнсш.]{0,3}\s?[,;/ ]\s?"
            r"-?\d{1,3}[.,]\d{3,}°?(?:\s?[EWсхзд.]{1,4}(?!\w))?",
            _I,
        ),
    ),
    (
        "coordinates",
        re.compile(
            r"\d{1,3}\s?°\s?\d{1,2}(?:[.,]\d+)?\s?['′’](?:\s?\d{1,2}(?:[.,]\d+)?\s?[\"″”'’]{1,2})?\s?[NSEWСЮЗВ]?"
        ),
    ),
    (
        "coordinates",
        re.compile(
            r"(?<!\w)(?:[23456789CFGHJMPQRVWX]{8}|[23456789CFGHJMPQRVWX]{4})\+[23456789CFGHJMPQRVWX]{2,3}(?!\w)", _I
        ),
    ),
    ("passport", re.compile(r"(?<!\w)[A-ZА-ЯІЇЄҐ]{2}\s?(?:№|N[o°]?\.?|номер|number)?\s?\d{6}(?!\d)", _I)),
    (
        "passport",
        re.compile(r"(?<!\w)сер(?:ія|ии|ия|ії|\.)\s+[\wА-ЯІЇЄҐ]{2,4}(?:\s?\d\d)?,?\s*(?:№|номер|N)?\s?\d{0,6}", _I),
    ),
    ("passport", re.compile(r"(?<!\w)\d{2}\s?\d{2}\s?,?\s?(?:№|N[o°]?\.?|номер)\s?\d{6}(?!\d)", _I)),
    ("plate", re.compile(rf"(?<!\w)[{_LETTERS}]{{2}}\s?\d{{4}}\s?[{_LETTERS}]{{2}}(?!\w)", _I)),
    # Any two letters, as people write plates from memory; not a year or an amount between two short words.
    ("plate", re.compile(r"(?<!\w)[^\W\d_]{2}\d{4}[^\W\d_]{2}(?!\w)")),
    (
        "plate",
        re.compile(
            rf"(?<!\w)(?!{_SHORT}\b)[А-ЯІЇЄҐа-яіїєґA-Za-z]{{2}}[ \u00a0-]{{1,2}}(?!(?:19|20)\d\d)\d{{4}}"
            rf"[ \u00a0-]{{0,2}}(?!{_SHORT}\b)[А-ЯІЇЄҐа-яіїєґA-Za-z]{{2}}(?!\w)"
        ),
    ),
    ("plate", re.compile(rf"(?<!\w)[{_LETTERS}У]\s?\d{{3}}\s?[{_LETTERS}У]{{2}}(?:\s?\d{{2,3}})?(?!\w)", _I)),
    ("time", re.compile(r"(?<![\d:.])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])(?:\s?[ap]\.?m\.?)?", _I)),
)
# Before a sign and a number that are nobody's: laws and their dates (which are taken out), rules, tables, ranks.
_NO_ONES: Final = re.compile(
    r"(?:x{4,}|(?<!\w)(?:закон|указ|постанов|розпорядж|распоряж|наказ|приказ|рішенн|решени|принцип|правил|пункт|додат|прилож|таблиц|рис|форм|част"
    r"|протокол|директив|резолюц|стат|сенсац|проблем|тем[аиуо]|питанн|вопрос|ворог|враг|план|варіант|вариант|крок|шаг|том|випуск|выпуск|law|decree|order|rule|table|figure|principle"
    r"|protocol|article|section|annex|directive|regulation|resolution|acts?\b)\w*)"
    r"[\s,(«»\"]*(?:за|під|под)?\s*$",
    _I,
)
_NO_BACK: Final = 24
_LAND: Final = re.compile(
    r"площ\w*(?:\s+(?:близько|понад|майже|приблизно|загалом|около|более|почти|до))?\s*\(?\d[\d.,  ]*"
    r"\s*(?:тис\.?|тыс\.?|млн)?\s*(?:га|гектар\w*|соток|м|кв|км|м²|м2|км²|квадрат\w*)(?!\w)",
    _I,
)
_ALL_STREETS: Final = frozenset(["вулицях", "вулицями", "вулиць", "улицах", "улицами", "площах", "площадях"])
_IBAN: Final = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){3,7}(?:[ \u00a0]?[A-Z0-9]{1,3})?(?!\w)", _I)


def identifiers(page: Page, known: Knowledge) -> Iterator[Found]:
    """Yield everything that has a format of its own."""
    for kind, pattern in _ANYWHERE:
        for found in pattern.finditer(page.text):
            yield _of_format(page.text, kind, *found.span())
    for found in _DOMAIN.finditer(page.text):
        host = _HOST.search(page.text, max(0, found.start() - 64), found.start())
        if host:
            yield _of_format(page.text, "url", host.start(), found.end())
    first = next((word.start for word in page.words if _says_number(word.key)), None)
    for found in _SPELLED.finditer(page.undated, max(0, first - _DIGITS_BEFORE)) if first is not None else ():
        yield Found(*found.span(), "phone", "a telephone in words", "phone", rank=89)
    for street in known.street.finditer(page.text):
        if _is_no_street(page, known, *street.span()):
            continue
        yield Found(*street.span(), "address", "a street", "address", rank=85)
    for start, end in page.near_digits:
        for kind, pattern in _WITH_DIGITS:
            for found in pattern.finditer(page.text, start, end):
                yield _of_format(page.text, kind, *found.span())
        yield from _ibans(page.text, start, end)
        yield from _numbered(page, known, start, end)
    yield from chains(page) if page.has_digits else ()


@lru_cache(maxsize=50_000)
def _says_number(key: str) -> bool:
    return _NUMBER_KEY.fullmatch(key) is not None


def _is_no_street(page: Page, known: Knowledge, start: int, end: int) -> bool:
    """Whether it is the size of land, or all streets of a city: «площею 0,33 га», «на вулицях Києва»."""
    if _LAND.match(page.text, start):
        return True
    first, *rest = page.words_between(start, end) or (None,)
    return first is not None and bool(rest) and first.key in _ALL_STREETS and all(known.may_stay(w.key) for w in rest)


def _of_format(text: str, kind: str, start: int, end: int) -> Found:
    return Found(start, _trimmed(text, start, end), kind, f"format of a {kind}", kind, rank=90)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in ".,;:!?)":
        end -= 1
    return end


def _ibans(text: str, start: int, end: int) -> Iterator[Found]:
    for found in _IBAN.finditer(text, start, end):
        why = "an IBAN, its check digits agree" if iban_holds(found[0]) else "looks like an IBAN"
        if sum(sign.isdigit() for sign in found[0]) >= 10:
            yield Found(*found.span(), "iban", why, "iban", rank=91)


def _numbered(page: Page, known: Knowledge, start: int, end: int) -> Iterator[Found]:
    """The number of a room, ward, school or mine: the number alone is masked."""
    for pattern in known.numbered:
        for found in pattern.finditer(page.undated, start, end):
            if _NO_ONES.search(page.undated, max(0, found.start() - _NO_BACK), found.start()):
                continue
            yield Found(*found.span("number"), "number", "the number of a room, ward or place", "number", rank=70)

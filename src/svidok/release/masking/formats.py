"""What has a format: phones, papers, accounts, plates, addresses on the net and in a street, coordinates, times.

Anything of six digits or more is masked, whether or not its check digits agree: a slip of the pen is still a person.
"""

import re
from collections.abc import Iterator
from typing import Final

from svidok.release.masking.checks import iban_holds, luhn_holds, rnokpp_holds, snils_holds
from svidok.release.masking.found import Found
from svidok.release.masking.known import Knowledge
from svidok.release.masking.page import Page

_I: Final = re.IGNORECASE
# Between two digits: up to five characters that are neither letters, digits nor ends of lines, or invisible ones alone.
_GAP: Final = r"(?:(?:[^\w\n\r\u2028\u2029]|_){0,5}|[\s\u00ad\u200b-\u200f\u2060-\u2064\ufe0e\ufe0f\ufeff]{6,60}?)"
# A digit, a digit in a circle or set high, or a letter that stands in for one directly beside a digit.
_DIGIT: Final = (
    r"(?:\d|[\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u24ea\u2776-\u277e]"
    r"|(?<=\d)[OoОоlIІі]|[OoОоlIІі](?=[OoОоlIІі]?\d))"
)
_CHAIN: Final = re.compile(rf"(?<![^\W_])\+?\(?{_DIGIT}(?:{_GAP}{_DIGIT}){{5,}}")
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
_LETTER_DIGITS: Final = str.maketrans("OoОоlIІі", "00001111")
_LOCAL: Final = re.compile(r"(?<![\w-])\d{1,3}-\d\d-\d\d(?![\w-])")
_YEARS: Final = re.compile(r"(?:19|20)\d\d(?:\D{1,3}(?:19|20)\d\d)+")
_AMOUNT: Final = re.compile(r"[1-9]\d{0,2}(?:[ \u00a0\u202f.,]\d{3}){1,3}")
_AMOUNTS: Final = re.compile(
    rf"(?:(?:19|20)\d\d[ ,:;–—(-]{{1,3}})?{_AMOUNT.pattern}(?:, {_AMOUNT.pattern})*"
)  # perhaps after their year
_AMOUNT_OF: Final = re.compile(
    r"\s*(?:[^\W\d_]{2,}\s+)?(?:грн|грив|руб|₽|₴|\$|€|дол|людей|люд|осіб|чол|дітей|детей|тис|паспорт|people|persons|children|roubles?|rubles?|hryv|"
    r"passports?|residents|жител|мешкан|human|гектар|га\b|сем)",
    _I,
)
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
            r"(?<![\d.])-?\d{1,3}[.,]\d{3,}°?\s?[NSЕСЮпнсш.]{0,3}\s?[,;/ ]\s?"
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
    for found in _SPELLED.finditer(page.undated):
        yield Found(*found.span(), "phone", "a telephone in words", "phone", rank=89)
    for street in known.street.finditer(page.text):
        yield Found(*street.span(), "address", "a street", "address", rank=85)
    for start, end in page.near_digits:
        for kind, pattern in _WITH_DIGITS:
            for found in pattern.finditer(page.text, start, end):
                yield _of_format(page.text, kind, *found.span())
        yield from _ibans(page.text, start, end)
        yield from _numbered(page, known, start, end)
    yield from _chains(page) if page.has_digits else ()


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


def _chains(page: Page) -> Iterator[Found]:
    """Digits with what people put between them; dates and years have been taken out."""
    for found in _CHAIN.finditer(page.undated):
        chain = found[0].translate(_LETTER_DIGITS)
        if _YEARS.fullmatch(chain) or (_AMOUNTS.fullmatch(chain) and _AMOUNT_OF.match(page.undated, found.end())):
            continue
        kind, why = _told(chain)
        yield Found(found.start(), found.end(), kind, why, kind, rank=89)
    for found in _LOCAL.finditer(page.undated):
        yield Found(*found.span(), "phone", "digits as of a local telephone", "phone", rank=88)


def _told(chain: str) -> tuple[str, str]:
    digits = re.sub(r"\D", "", chain)
    count = len(digits)
    if digits.startswith(("380", "7", "8", "0")) and (10 <= count <= 12) and (chain[0] in "+(0" or count != 10):
        if count == 11 and snils_holds(digits) and re.fullmatch(r"\d{3}-\d{3}-\d{3}[ -]\d\d", chain):
            return "insurance_number", "a SNILS, its check digits agree"
        return "phone", "digits as of a telephone"
    if chain[0] == "+":
        return "phone", "digits as of a telephone"
    if count == 16 and luhn_holds(digits):
        return "card", "a bank card, its check digit agrees"
    if count == 10 and rnokpp_holds(digits):
        return "tax_number", "a Ukrainian tax number, its check digit agrees"
    if count == 11 and snils_holds(digits):
        return "insurance_number", "a SNILS, its check digits agree"
    if count == 10 and re.fullmatch(r"\d\d ?\d\d\D{0,3}\d{6}", chain):
        return "passport", "digits as of a Russian passport"
    if count == 9 and chain.isdigit():
        return "passport", "digits as of an ID card"
    return "number", "six digits or more"


def _numbered(page: Page, known: Knowledge, start: int, end: int) -> Iterator[Found]:
    """The number of a room, ward, school or mine: the number alone is masked."""
    for pattern in known.numbered:
        for found in pattern.finditer(page.undated, start, end):
            yield Found(*found.span("number"), "number", "the number of a room, ward or place", "number", rank=70)

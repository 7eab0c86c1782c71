"""Long numbers: digits with what people put between them, also over the end of a line; and which of them tell nobody.

Six digits or more are a number of somebody's unless they are told to be something else: years, amounts, a list of
counts, the pages of a book. Of a list that holds both, only what may be somebody's goes.
"""

import re
from collections.abc import Iterator
from typing import Final

from svidok.release.masking.checks import luhn_holds, rnokpp_holds, snils_holds
from svidok.release.masking.found import Found
from svidok.release.masking.page import Page

# Between two digits: up to five characters that are neither letters, digits nor ends of lines, or invisible ones alone.
_GAP: Final = r"(?:(?:[^\w\n\r\u2028\u2029]|_){0,5}|[\s\u00ad\u200b-\u200f\u2060-\u2064\ufe0e\ufe0f\ufeff]{6,60}?)"
# The same with an end of a line in it, perhaps after a hyphen and before the mark of a quoted message.
_SIGNS: Final = r"(?:[^\w\n\r\u2028\u2029]|_){0,3}"
_OVER: Final = rf"{_SIGNS}[ \t]{{0,20}}(?:\r\n?|\n|\u2028|\u2029)[ \t\u00a0]{{0,20}}{_SIGNS}"
# A digit, a digit in a circle or set high, or a letter that stands in for one directly beside a digit.
_DIGIT: Final = (
    r"(?:\d|[\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u24ea\u2776-\u277e]"
    r"|(?<=\d)[OoОоlIІі]|[OoОоlIІі](?=[OoОоlIІі]?\d))"
)
_CHAIN: Final = re.compile(rf"(?<![^\W_])\+?\(?{_DIGIT}(?:{_GAP}{_DIGIT}){{5,}}")
_PLAIN_GAP: Final = r"[ \u00a0().-]{0,3}"
_PIECE: Final = rf"\d(?:{_PLAIN_GAP}\d)*"
_BROKEN: Final = re.compile(rf"(?<![^\W_])\+?\(?{_PIECE}\)?(?:{_OVER}{_PIECE}){{1,3}}(?![^\W_])")
_LINE_END: Final = re.compile(r"[\r\n\u2028\u2029]")
_LETTER_DIGITS: Final = str.maketrans("OoОоlIІі", "00001111")
_LOCAL: Final = re.compile(r"(?<![\w-])\d{1,3}-\d\d-\d\d(?![\w-])")

_YEAR: Final = r"(?:1[5-9]|20)\d\d"
_YEARS: Final = re.compile(r"(?:19|20)\d\d(?:\D{1,3}(?:19|20)\d\d)+")
_AMOUNT: Final = re.compile(r"[1-9]\d{0,2}(?:[ \u00a0\u202f.,]\d{3}){1,3}")
_AMOUNTS: Final = re.compile(
    rf"(?:(?:19|20)\d\d[ ,:;–—(-]{{1,3}})?{_AMOUNT.pattern}(?:, {_AMOUNT.pattern})*"
)  # perhaps after their year
_MONEY: Final = (
    r"грн|грив|коп|руб|₽|₴|\$|€|£|дол|євро|евро|uah|usd|eur|roubles?|rubles?|hryv|dollars?|euros?"
    r"|тис|тыс|млн|млрд|million|billion|thousand"
)
_AMOUNT_OF: Final = re.compile(
    rf"\s*(?:[^\W\d_]{{2,}}\s+)?(?:{_MONEY}|людей|люд|осіб|чол|дітей|детей|паспорт|people|persons|children"
    r"|passports?|residents|жител|мешкан|human|гектар|га\b|сем)",
    re.IGNORECASE,
)
_IN_MONEY: Final = re.compile(rf"\s*(?:{_MONEY}|%|відсот|процент|per ?cent)", re.IGNORECASE)
_OF_MONEY: Final = re.compile(
    r"(?<!\w)(?:сум[аиоу]|вартіст|стоимост|бюджет|тис|тыс|млн|млрд|грн|руб|разом|всього|усього|итого|всего|total|amounts?|cost)",
    re.IGNORECASE,
)
_SPACE: Final = r"[ \u00a0\u202f]"
# With kopecks.
_SUM: Final = re.compile(rf"[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}}){{1,3}}[.,]\d\d|[1-9]\d{{0,5}}[.,]\d{{1,2}}")
# Thousands set apart, one digit shorter than a telephone without its zero.
_SHORT_SUM: Final = r"[1-9]\d{0,2}[ \u00a0\u202f.,]\d{3}|[1-9]\d?(?:[ \u00a0\u202f.,]\d{3}){2}"
_TABLE_SUM: Final = re.compile(_SHORT_SUM)
# Three sums or more in a row of a table; groups of three digits alone are the number of a telephone's set.
_ROW: Final = re.compile(
    rf"(?!\d{{3}}{_SPACE}\d{{3}}{_SPACE}\d{{3}})[1-9]\d{{1,2}} \d{{3}}(?:{_SPACE}[1-9]\d{{1,2}} \d{{3}}){{2,}}"
)
_COUNT: Final = rf"(?:{_YEAR}(?:\s?[-–—/]\s?(?:{_YEAR}|\d\d))?|[1-9]\d{{0,3}}|0)(?:[.,]\d{{1,2}})?|0[.,]\d{{1,2}}"
_PAIR: Final = r"\d{1,2}:\d{1,2}|\d{1,2}-\d{1,3}|[1-9]\d{0,3}\s?[–—]\s?[1-9]\d{0,3}"
_ITEM: Final = re.compile(rf"\(?(?:(?:{_YEAR}\s[—–:-]\s)?(?:{_COUNT}|{_SHORT_SUM}|{_SUM.pattern})|{_PAIR})\)?")
_AFTER_YEAR: Final = re.compile(rf"{_YEAR}\s[—–:-]\s")
# What parts the items of a list or the columns of a table, as hardly anybody parts a telephone.
_BETWEEN: Final = re.compile(r"\s*[,;]\s+|\s*;\s*|\s*\|\s*|\s*\t\s*|[ \u00a0]{2,}|\s[/+=]\s|%\s?[,;–—-]?\s?")
_RANGE: Final = re.compile(r"(?P<first>[1-9]\d{0,3})(?P<sign>\s?[–—]\s?|\s-\s|-)(?P<last>[1-9]\d{0,3})")
_CITED: Final = re.compile(
    r"(?<!\w)(?:с|ст|стор|п|пп|ч|розд|разд|гл|стр|статт\w+|стать\w+|пункт\w*|дсту|гост|pp?|art|articles?|paras?|§+|iso)\s?\.?\s*(?:[\d.,–—-]+\s*(?:,|і|та|и|and)\s*)?$",
    re.IGNORECASE,
)
_PLACES: Final = re.compile(r"\d{1,4}(?:\s?\.\s?\d{1,3}){0,3}(?:\s?[–—:-]\s?\d{1,4}(?:\s?\.\s?\d{1,3}){0,3})?")
# Words after which any long number is somebody's, whatever it looks like.
_CUE: Final = re.compile(
    r"(?<!\w)(?:т(?:ел)?\.|тел(?:ефон\w*)?(?!\w)|моб(?:\.|ільн\w+|ильн\w+)?|дзвон\w+|звон\w+|зателефон\w+|набер\w+|набир\w+|номер\w*|№"
    r"|viber|вайбер\w*|вотсап\w*|whatsapp|telegram|телеграм\w*|сигнал|signal|іпн|инн|рнокпп|снілс|снилс|паспорт\w*|серія|серия|картк\w+|карт[аыуіе]"
    r"|рахун\w+|сч[её]т\w*|код\w*|iban|phone|tel|mobile|cell|call|calls?|number|card|account|passport)\s*[:—–#№.,-]{0,2}\s*(?:\w{1,12}\s)?[\s(+]*$",
    re.IGNORECASE,
)
_LOOK_BACK: Final = 32
_TABLE_BACK: Final = 160
_FEWEST: Final = 6
_PHONE_GROUPS: Final = frozenset(
    [(3, 2, 2), (2, 3, 2, 2), (3, 3, 2, 2), (1, 3, 3, 2, 2), (1, 2, 3, 2, 2), (2, 3, 3, 2, 2), (3, 2, 3, 2, 2)]
)
_PHONES: Final = re.compile(r"\+|\(?0\d\d|\(?0[ -]?\d\d|380|8\D{0,2}0\d\d|00\D?380|[78]\D{0,3}9\d\d")


def chains(page: Page) -> Iterator[Found]:
    """Yield long numbers; dates have been taken out of the text that is looked at."""
    text = page.undated
    for found in _CHAIN.finditer(text):
        chain = found[0].translate(_LETTER_DIGITS)
        for start, end in _somebodys(text, found.start(), chain):
            kind, why = told(chain[start:end])
            yield Found(found.start() + start, found.start() + end, kind, why, kind, rank=89)
    for found in _LOCAL.finditer(text):
        yield Found(*found.span(), "phone", "digits as of a local telephone", "phone", rank=88)
    for found in _BROKEN.finditer(text) if _LINE_END.search(text) else ():
        yield from _broken(text, found)


def _somebodys(text: str, start: int, chain: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a chain that may be somebody's number."""
    end = start + len(chain)
    if _CUE.search(text, max(0, start - _LOOK_BACK), start):
        yield 0, len(chain)
    elif not (_YEARS.fullmatch(chain) or _is_amount(text, start, end, chain) or _cited(text, start, end, chain)):
        pieces = _pieces(chain)
        if _looks_listed(chain, pieces):
            yield from _left(chain, pieces)
        else:
            yield 0, len(chain)


def _is_amount(text: str, start: int, end: int, chain: str) -> bool:
    if _AMOUNTS.fullmatch(chain) and _AMOUNT_OF.match(text, end):
        return True
    if _SUM.fullmatch(chain) or _ROW.fullmatch(chain):
        return True
    if _IN_MONEY.match(text, end) and (
        re.fullmatch(r"[1-9]\d{5,7}", chain) or _AMOUNT.fullmatch(chain) or _RANGE.fullmatch(chain)
    ):
        return True
    return bool(_TABLE_SUM.fullmatch(chain)) and _OF_MONEY.search(text, max(0, start - _TABLE_BACK), start) is not None


def _cited(text: str, start: int, end: int, chain: str) -> bool:
    """Whether a chain is a range of counts, or says where something stands in a book or a law."""
    if _PLACES.fullmatch(chain) and _CITED.search(text, max(0, start - _LOOK_BACK), start):
        return True
    counted = _RANGE.fullmatch(chain)
    if counted is None or int(counted["first"]) >= int(counted["last"]):
        return False
    return counted["sign"] != "-" or _AMOUNT_OF.match(text, end) is not None


def _pieces(chain: str) -> list[tuple[int, int]]:
    pieces, last = [], 0
    for found in _BETWEEN.finditer(chain):
        pieces.append((last, found.start()))
        last = found.end()
    return [*pieces, (last, len(chain))]


def _looks_listed(chain: str, pieces: list[tuple[int, int]]) -> bool:
    """Whether a chain is a list of numbers rather than one number with much between its digits."""
    groups = re.findall(r"\d+", chain)
    single = len(groups) >= _FEWEST and max(map(len, groups)) == 1 and ":" not in chain
    lone = len(pieces) < 2 and not (_ITEM.fullmatch(chain) and _AFTER_YEAR.match(chain))
    if lone or chain[0] in "+0(" or single:
        return False
    if told(chain)[0] == "card":
        return False
    return tuple(map(len, groups)) not in _PHONE_GROUPS


def _left(chain: str, pieces: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield what of a list is no plain count, year or amount: neighbours together, as they may be parts of one."""
    first = last = -1
    for a, b in [*pieces, (len(chain), len(chain))]:
        plain = a == b or _ITEM.fullmatch(chain, a, b) is not None
        if not plain:
            first, last = (a if first < 0 else first), b
        elif first >= 0:
            if len(re.findall(r"\d", chain[first:last])) >= _FEWEST:
                yield first, last
            first = -1


def _broken(text: str, found: re.Match[str]) -> Iterator[Found]:
    """Yield a number that goes on in the next line: a whole telephone, or what a word announces as a number."""
    chain = re.sub(r"\s*[\r\n\u2028\u2029]\s*", " ", found[0])
    digits = re.sub(r"\D", "", chain)
    if len(digits) < _FEWEST:
        return
    announced = _CUE.search(text, max(0, found.start() - _LOOK_BACK), found.start())
    lines = [re.sub(r"\D+$|^[^\d+(]+", "", line) for line in _LINE_END.split(found[0])]
    kind, why = told(chain)
    listed = all(_ITEM.fullmatch(line) for line in lines if line)
    phone = kind == "phone" and _PHONES.match(chain) is not None and not (listed and digits[0] != "0")
    if announced and len(digits) <= len("0044 4111 1111 1111 1111"):
        kind, why = (kind, why) if kind != "number" else ("number", "digits over the end of a line")
    elif not phone and not (kind not in ("phone", "number", "passport") and not listed):
        return
    yield Found(found.start(), found.end(), kind, f"{why}, over the end of a line", kind, rank=89)


def told(chain: str) -> tuple[str, str]:
    """Return the kind of a long number and how it is told.

    >>> told("+38 050 123 45 67")
    ('phone', 'digits as of a telephone')
    >>> told("12-34-56-78")
    ('number', 'six digits or more')
    """
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

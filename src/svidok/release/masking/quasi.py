"""Details by which neighbours recognise a person, and sentences that tell how people were helped."""

import re
from collections.abc import Iterator
from typing import Final

from svidok.release.masking.court import law_numbers
from svidok.release.masking.found import Found
from svidok.release.masking.known import Knowledge
from svidok.release.masking.page import Page
from svidok.release.masking.phrases import extended

_LOOK_BACK: Final = 60
_YEAR: Final = re.compile(r"(?<![\w.,])(?:1[5-9]|20)\d\d(?:[-–/](?:\d{4}|\d\d))?(?![\w%]|[.,]\d)|(?<=\d)s(?=\s)")
_ONES: Final = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,6}teen|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|hundred|thousand|million|several|дв[аоі]\w*|две|тр[иь]\w*|трёх|чотири|четыре|п['’]?ять|шість|шесть|сім|семь"
    r"|вісім|восемь|дев['’]?ять|десять|\w+надцять|\w+надцать|двадцять|двадцать|тридцять|тридцать|сорок|сто)"
)
_UNIT: Final = (
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|euros?|eur|dollars?|pounds?|roubles?|kilograms?|grams?|kg|persons?|people|men|women"
    r"|children|defendants|others?|times|counts|officers|applicants|рок\w+|місяц\w+|тижн\w+|дн\w+|діб|годин\w*|лет|месяц\w+|недел\w+|дней|суток|часов)"
)
_AMOUNT: Final = re.compile(
    r"(?<![\w.,])(?:(?:[A-Z]{3}|€|£|\$)\s?)?\d(?:[\d.,\u00a0 ]*\d)?(?:/\d+)?"
    r"(?:\s?(?:%|per cent|percent|грн|руб\w*|€|\$))?"
    rf"(?:[ -]{_UNIT}(?!\w))?",
    re.IGNORECASE,
)
_COUNTED: Final = re.compile(
    rf"(?<!\w){_ONES}(?:[ -]{_ONES})*(?:[ -](?:and a half )?{_UNIT}(?!\w)['’]?)", re.IGNORECASE
)
_LANDMARK: Final = re.compile(
    r"(?<!\w)[А-ЯІЇЄҐ][\w'’-]+(?:[ьскй]к|н|в|л|й|о)(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими|ый|ая|ой|ую|ое|ые|ых|ыми|ом|ье|ьем)\s(?:автономн\w+\s|федеральн\w+\s)?"
    r"(?:област|кра[йяеюєї]|республі?ик|округ|район|острів|остров|гор[аиыуі]?(?!\w)|гір(?!\w)|ліс|лес[ауе]?(?!\w)|море|моря|морі|озер|річк|рек[аиуе]|парк|кладовищ|кладбищ"
    r"|бульвар|будин|дім|дом[аеу]?(?!\w)|палац|дворц|город|міст|аеропорт|аэропорт|штат|імпері|импери|держав|государств|півостр|полуостр|затон|зато[кц]|пролив|проток|станц"
    r"|площ|вулиц|улиц|проспект|мост|монастир|монастыр|собор|університет|университет|академі|академи|театр|музе|завод|центр)\w*",
)
# What every judgment says of the one who speaks for somebody tells nothing of anybody.
_FORMULA: Final = re.compile(r"\s(?:practi[sc]ing|who practi[sc]es)\b", re.I)
_WHY: Final = {
    "kin": "a word of kin",
    "health": "an illness or condition",
    "occupation": "an occupation that few have",
    "family": "the make-up of a family",
    "only_one": "the only one of a kind",
    "people": "a community",
    "life": "a day of somebody's life",
}


def quasi(page: Page, known: Knowledge) -> Iterator[Found]:
    """Yield quasi-identifiers by class."""
    for hit in known.quasi.find(page.folded):
        found = Found(hit.start, hit.end, hit.value, _WHY.get(hit.value, "a recognisable detail"), hit.value)
        yield extended(page, known, found)
    for hit in known.common_occupation.find(page.folded):
        before = page.text[max(0, hit.start - _LOOK_BACK) : hit.start]
        if page.strict and _FORMULA.match(page.text, hit.end):
            continue
        if page.strict or known.of_oneself.search(before):
            found = Found(hit.start, hit.end, "occupation", "an occupation that somebody gives as theirs", "occupation")
            yield extended(page, known, found)
        else:
            yield from _narrowed(page, known, hit.start, hit.end)


def _narrowed(page: Page, known: Knowledge, start: int, end: int) -> Iterator[Found]:
    """Yield a common occupation when it is narrowed down: «вчителька хімії», "a nurse on the children's ward"."""
    found = Found(start, end, "occupation", "an occupation narrowed down", "occupation")
    whole = extended(page, known, found)
    if (whole.start, whole.end) != (start, end):
        yield whole


def strictly(page: Page, known: Knowledge) -> Iterator[Found]:
    """Yield what goes only when asked: years, amounts, terms, offences, military and civil standing."""
    if not page.strict:
        return
    for hit in known.strict_quasi.find(page.folded):
        yield Found(hit.start, hit.end, hit.value, "a detail that goes when masking is strict", hit.value, rank=35)
    for found in _YEAR.finditer(page.text) if page.has_digits else ():
        yield Found(*found.span(), "date", "a year", "date", rank=36)
    for found in _LANDMARK.finditer(page.text):
        yield Found(*found.span(), "name", "a capital before a word for a place or body", "name", rank=41)
    laws = law_numbers(page)
    for pattern in (_AMOUNT, _COUNTED):
        for found in pattern.finditer(page.text):
            if any(start <= found.start() < end for start, end in laws):
                continue
            yield Found(*found.span(), "amount", "an amount or a number", "amount", rank=34)


def withheld(page: Page, known: Knowledge) -> Iterator[Found]:
    """Yield whole sentences that hold words of a protective code: how people were helped is never published."""
    done = -1
    hits = known.withheld.find(page.folded)
    let_go = [(one.start, one.end) for one in known.released.find(page.folded)] if hits else []
    for hit in hits:
        if hit.start >= done and not any(start <= hit.start and hit.end <= end for start, end in let_go):
            start, done = page.sentence(hit.start)[0], page.sentence(max(hit.start, hit.end - 1))[1]
            done = max(done, hit.end)
            yield Found(min(start, hit.start), done, "helper", "may tell how somebody was helped", "helper", rank=100)

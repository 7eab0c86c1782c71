"""How far a recognisable detail goes: "a chemistry teacher", «тракторист із Чаплинки», «її мамою після інсульту»."""

import re
from collections.abc import Iterator
from typing import Final

from svidok.release.masking.found import Found
from svidok.release.masking.known import Knowledge
from svidok.release.masking.page import Page
from svidok.release.masking.words import common, is_verb

_LOOK: Final = 80
_EXTENDED: Final = frozenset({"occupation", "health", "only_one", "family", "kin"})
_LINK: Final = (
    r"(?:з|із|зі|с|со|из|у|в|во|на|при|от|від|для|по|после|після|of|at|in|on|from|for|with|after|to)"
    r"(?:\s(?:the|a|an|her|his|my|all))?"
)
_NEXT: Final = re.compile(rf"\s(?P<link>{_LINK}\s)?(?P<word>[^\W\d_][\w'’-]*|\d{{1,3}}(?:-\w+)?)")
_STOP_WORDS: Final = (
    "і й та а але що як який яка яке які де коли бо не ні ще вже теж також він вона вони ми я ти ви мене мені його її"
    " їх їй йому нам вам це цей ця там тут и но что как который которая которое которые где когда потому не ни еще уже"
    " тоже также он она они мы ты вы меня мне его ее их ей ему нам вам это этот эта and but who that which where when"
    " because not no he she they we i you me him her them it is was were are has had have will would did does do be"
    " been so or без паспорта паспорт паспорту паспортом passport without"
)
_STOP: Final = frozenset(_STOP_WORDS.split())
_NUMBER: Final = re.compile(
    r"(?:дв[іауо]\w{0,2}|тр[иьоё]\w{0,2}|чотир\w+|четыр\w+|п['’]?ят\w{1,3}|two|three|four|five|\d+)", re.I
)
_DOES: Final = re.compile(
    r"(?:ти|ть|тися|ться|тись|чь|ючи|вши|вшись)$|^(?:готов\w*"
    r"|згод\w+|соглас\w+|закри\w+|закры\w+|програм\w+)$"
)
_BEFORE: Final = re.compile(
    r"(?<!\w)(?:(?P<own>(?i:my|our|her|his|their|an?|моя|мій|мою|моєї|моїй|мой|моей|наша|наш|її|його|їхн\w+|её|ее|его"
    r"|колишн\w+|бывш\w+|former))\s|(?P<what>[A-Za-z]{2,14})\s)$"
)
_HAS: Final = re.compile(
    r"(?<!\w)(?i:has(?: an?)?|have(?: an?)?|виховує|воспитывает|виховувала|воспитывала|raises"
    r"|[ув] (?:неї|нього|неё|нее|него))"
    r"\s(?:an?\s)?$"
)
_LED_WORDS: Final = (
    "the a an as his her their my our by of in at is was and or with for to from who that this were are no any"
    " each said says told asked saw met called went"
)
_LED: Final = frozenset(_LED_WORDS.split())
_LIFE: Final = re.compile(
    r"(?:\s[\w'’-]+){0,3}?\s(?:помер|загину|зник|забрал|викрал|вивезл|сид[иі]|воює|воюва|служи|[ув] полоні|[ув] сізо"
    r"|умер|погиб|пропал|увезли|в плену|в сизо|воюет|воевал|died|was killed|killed|is dead|has been in|taken|took"
    r"|disappeared|missing|is a prisoner|in custody|captive|had [a-z]+ surgery|після|после|after)[^.,;:!?\n]{0,40}",
    re.IGNORECASE,
)
_CLOSE: Final = re.compile(
    r"(?<!\w)(?:(?:[ув] (?:неї|нього|неё|нее|него)|її|його|її|её|ее|его|my|her|his|мій|мой)\s)?"
    r"(?:чоловік|чоловіка|муж|мужа|дитин[аиу]|реб[её]нок|реб[её]нка|child|kid|жінка|жінку|жена|син|сина|сын|сына|son)"
    rf"(?={_LIFE.pattern})",
    re.IGNORECASE,
)
_BIRTH: Final = re.compile(
    r"(?<!\w)(?:народила|родила|gave birth to|had)\s(?:двійн|двойн|трійн|тройн|twins|triplets)\w*", re.I
)
_WORKS: Final = re.compile(
    r"(?<!\w)(?:працю[єю]|працюва(?:в|ла)|служ(?:ить|ив|ила|у)|работа(?:ет|л|ла|ю)|служил[а]?|works?|worked"
    r"|serves?|served)"
    r"\s(?:на|в|у|at|in|for|on)\s(?:the\s|a\s|an\s)?[\w'’-]+"
    r"(?:\s(?!(?:і|и|та|and|не|без|but|що|что|who|а)\b)[\w'’-]+){0,2}",
    re.IGNORECASE,
)
_MAKES: Final = re.compile(
    r"(?<!\w)(?:шиє|шила|шьет|шьёт|пече|печет|печёт|ремонтує|ремонтирует|sews|bakes|repairs)(?:\s[\w'’-]+){1,2}", re.I
)


def extended(page: Page, known: Knowledge, found: Found) -> Found:
    """Return a detail with the words that narrow it down, to the end of its phrase."""
    if found.kind not in _EXTENDED:
        return found
    start, end = found.start, found.end
    if found.kind == "kin":
        told = _LIFE.match(page.text, end, min(len(page.text), end + _LOOK))
        end = told.end() if told else end
    else:
        end = _to_the_right(page, known, end)
    start = _to_the_left(page, found, start)
    return Found(start, end, found.kind, found.reason, found.says, found.more, found.rank)


def _to_the_right(page: Page, known: Knowledge, end: int) -> int:
    for _ in range(2):
        step = _NEXT.match(page.text, end)
        if step is None:
            break
        key = step["word"].lower()
        if _NUMBER.fullmatch(key) and step["link"]:  # «на три села», "for three villages"
            counted = _NEXT.match(page.text, step.end())
            return counted.end() if counted else step.end()
        if (
            key in _STOP
            or _DOES.search(key)
            or known.ordinary(key)
            or is_verb(key)
            or (known.may_stay(key) and step["word"][0].isupper())
        ):
            break
        end = step.end()
    return end


def _to_the_left(page: Page, found: Found, start: int) -> int:
    has = _HAS.search(page.text, max(0, start - 24), start) if found.kind != "occupation" else None
    if has is not None:
        return has.start()
    before = _BEFORE.search(page.text, max(0, start - 20), start)
    if before is None:
        return start
    if before["own"]:
        return before.start()
    noun = before["what"].lower()
    modifies = found.kind in {"occupation", "kin"} and noun not in _LED and noun not in _STOP
    return (
        before.start() if modifies and (common(noun) or before["what"].isupper()) and not noun.endswith("ed") else start
    )


def activities(page: Page, known: Knowledge) -> Iterator[Found]:  # noqa: ARG001 - all detectors have one form
    """Yield what somebody works at, said by a verb: «працював на елеваторі», "sews wedding gowns"."""
    for close in _CLOSE.finditer(page.text):
        told = _LIFE.match(page.text, close.end())
        if told:
            yield Found(close.start(), told.end(), "life", "what became of somebody close", "life", rank=46)
    for born in _BIRTH.finditer(page.text):
        yield Found(*born.span(), "family", "a birth that few have", "family", rank=46)
    for pattern in (_WORKS, _MAKES):
        for told in pattern.finditer(page.text):
            yield Found(*told.span(), "occupation", "what somebody works at", "occupation", rank=45)

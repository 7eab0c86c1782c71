"""What strict masking takes from English texts of courts: bodies by their names, counts, roles, charges."""

import re
from collections.abc import Iterator
from typing import Final

from svidok.release.masking.found import Found
from svidok.release.masking.known import Knowledge
from svidok.release.masking.page import Page, Word
from svidok.release.masking.words import common


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


_NUMBER: Final = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]{3,5})?|(?:a |one )?hundred|several|dozens?"
    r"|\d[\d.,\u00a0]*\d|\d)"
)
_UNIT: Final = (
    r"(?:square|cubic)\s\w+|hectares?|acres?|kilograms?|kilogrammes?|grams?|kg|litres?|tonnes?|metres?"
    r"|kilometres?|km|cm|miles?|volts?|bullets?"
    r"|(?:[A-Z][a-z]+\s)?(?:francs?|marks?|liras?|lire|drachmas?|zlotys?|roubles?|hryvnias?|pounds?|kroner?"
    r"|kronor|forints?|levs?|leva|lei"
    r"|dinars?|euros?|dollars?|guilders?|schillings?|pesetas?|escudos?|crowns?|korunas?|litai|lati|lats|kunas?|tolars?)"
    r"(?:\s\([A-Z]{3}\))?"
)
_PERIOD: Final = r"(?:years?|months?|weeks?|days?|hours?|minutes?|nights?|times|occasions)"
_NO_THING: Final = (
    r"(?:and|or|of|to|in|on|at|by|for|from|as|was|is|has|his|its|this|us|the|a|an|that|which|who|he|she|it|they"
    r"|were|had|when|after|before|until|with|no|not|thus|"
    r"applicant['’]?s|plus|minus|per|always|perhaps|towards|does)\b"
)
_COUNTED: Final = re.compile(
    rf"(?<![\w.,§-])(?!(?:19|20)\d\d\s)(?:(?:about|almost|nearly|over|approximately|some|more than"
    rf"|at least)\s)?{_NUMBER}"
    rf"(?:\s(?:to|or|and)\s{_NUMBER})?[ -]"
    rf"(?:(?:{_UNIT})(?:\sof\s(?!the\b|his\b|her\b|a\b)[\w-]+)?"
    rf"|{_PERIOD}['’]?(?:(?:,\s|\sand\s|,\sand\s){_NUMBER}\s{_PERIOD}['’]?)*"
    r"(?:\s(?:later|earlier|before|ago|old|imprisonment|detention|in prison|solitary confinement|hard labour))?"
    r"|of\s(?:his|her|their|the|them)(?:\s[\w’'-]+)?"
    rf"|(?-i:(?:(?!{_NO_THING})[a-z][\w’'-]*\s){{0,2}}?(?!{_NO_THING})(?:[a-z][\w’'-]*[^s\W]s|[a-z]*(?:men"
    rf"|people|teeth|feet|cattle|sheep|children))))(?![\w-])",
    re.IGNORECASE,
)
_AGED: Final = re.compile(
    rf"(?<!\w)(?:aged|(?:was|were|is|are|being|turned|turning|only)\s(?=\w+(?:\swhen|\sat\sthe"
    rf"|[.,;])))\s?{_NUMBER}(?![\w-])",
    re.I,
)
_CLOCK: Final = re.compile(
    r"(?<!\w)(?:\d{1,2}(?:[.:]\d\d)?\s?(?:[ap]\.?m\.?(?!\w)|noon|midnight|hrs|hours|o['’]clock))", re.I
)
# «Article 34», "§ 3", "Protocol No. 1": a law is nobody's, and so is a paragraph of it.
_LAW: Final = re.compile(
    r"(?:\b(?:Articles?|Arts?\.|Sections?|Rules?|Chapters?|Part|Law|Act|Protocols?|paragraphs?|paras?\.|Annex"
    r"|Code)\s(?:no\.?\s|nos\.?\s)?|§{1,2}\s?)"
    r"\d[\w./]*(?:\s\([\w]+\))*(?:(?:\s?,\s?|\s(?:and|to|or|of)\s|\s?[-–]\s?"
    r"|\s(?=§))(?:§{1,2}\s?)?\d[\w./]*(?:\s\([\w]+\))*)*",
    re.IGNORECASE,
)
_STOP: Final = (
    r"(?:and|or|with|at|in|from|until|for|by|to|on|who|which|that|when|where|because|since|under|against|before"
    r"|after|was|is|had|has|but|as|while|"
    r"without|had|were|whose|during|within|between|the|he|she)\b"
)
_PHRASE: Final = rf"(?:(?!{_STOP})[\w’'-]+\s?){{1,4}}(?:\bof\s(?:the\s|an?\s)?(?!{_STOP})[\w’'-]+)?"
_CHARGE: Final = re.compile(
    rf"(?<!\w)(?:convicted of|guilty of|charged (?:him |her |them )?with|suspected of|suspicion of"
    rf"|accused (?:him |her |them )?of|accusing (?:him |her |them )?of"
    rf"|charges? of|counts? of|conviction for|convicted for|arrested for|offences? of|sued \w+ for"
    rf"|imprisonment for|prosecuted for)"
    rf"\s(?!(?:involvement|being|having|procedural|lack|want|the|his|her|their|that|a)\b)(?P<what>{_PHRASE})"
)
_ROLE: Final = re.compile(
    rf"(?<!\w)(?:(?:work(?:s|ed|ing)?|employed|serv(?:es?|ed|ing)|practis\w+|appointed|elected|trained|qualified"
    rf"|acting|registered|career|position|post|rank)"
    rf"\s(?:as|of)\s(?:an?\s|the\s)?|(?:became|becoming)\s(?:an?\s|the\s))(?P<what>{_PHRASE})"
)
_WHO: Final = re.compile(
    r"(?:\b(?:applicants?|he|she|who|mother|father|brother|sister|son|daughter|wife|husband|partner|victim"
    r"|[A-Z][\w’'-]*\.?),?\s(?:(?:is|was|were|had been)\s)?|,\s(?:(?:is|was)\s)?)"
    rf"(?:an?|the)\s(?P<what>(?:(?!{_STOP})[a-z][\w’'-]*\s){{0,3}}[a-z][\w’'-]*(?:[^aeiou\Wtt]er|[tsdl]or|ist"
    rf"|ian|ant|man|woman|eer|ess|yer|ek|wife|priest|poet|cook|pilot|nun|monk|"
    r"officer|servant|master|expert|soldier|guard|clerk|judge|owner|keeper|worker|director))(?![\w-])"
)
_NOT_ROLES: Final = re.compile(
    r"(?:lawyer|solicitor|judge|prosecutor|officer|applicant|matter|letter|warrant|order|former|latter|other|further|member|number|order|later|earlier"
    r"|another|defendant|claimant|under|over|paper"
    r"|remainder|river|summer|winter|water|chapter|register|answer|power|manner|error|never|ever|whether"
    r"|transfer|offer|either|neither|after|"
    r"important|relevant|significant|list|request|complainant|appellant|plaintiff|respondent|consist|exist"
    r"|assist|insist|resist)s?$"
)
_TITLED: Final = re.compile(
    r"(?:entitled|titled|headed|headlined|called|under the (?:title|headline"
    r"|name))[^“”\"«»\n]{0,24}[“\"«](?P<what>[^“”\"«»\n]{2,120})[”\"»]"
)
_UNITED: Final = re.compile(
    r"(?P<what>United (?:Kingdom|States|Arab Emirates)(?: of (?:America|Great Britain and Northern Ireland))?)(?!\w)"
)
_OF_NATION: Final = re.compile(
    r"(?P<what>[A-Z][\w-]+(?:\s(?:nationals?|citizens?|citizenship|nationality|origin|descent|ethnicity"
    r"|servicem[ae]n|soldiers?|troops|forces|army|"
    r"speak\w+|Jews?|Muslims?|Christians?|clan|tribe|faith|religion|community|minority|family)))(?!\w)"
)
_STANDING: Final = re.compile(
    r"(?<!\w)(?:(?:student|work|tourist|residence|visitor['’]s|transit) (?:visa|permit)|life sentence"
    r"|born (?:blind|deaf|out of wedlock)|foster (?:family|parents|home)"
    r"|(?:white|black|red|blue|green|silver|grey) [A-Z]\w+|[a-z]+ schizophrenia|hunger[- ]strikes?"
    r"|military service|previous convictions?)(?!\w)"
)
_KIND_OF: Final = re.compile(
    r"(?<!\w)(?:(?:psychiatric|mental|private|military|maternity|remand|juvenile|nursing|boarding|secondary"
    r"|primary|vocational|children['’]s|orthopaedic|reformatory)\s"
    r"(?:hospital|clinic|home|school|centre|center|institution|ward|unit|colony)"
    r"|(?:deputy|former|chief|senior|retired|assistant|junior|head|vice|acting|trainee|freelance|self-employed"
    r"|professional|tax|customs|fellow)[ -](?!the\b|of\b|and\b)[a-z][\w-]+"
    r"|(?:aggravated|attempted|sexual|unlawful|gross)\s(?!organi|group|forces)[a-z]{4,}"
    r"|(?:military|regional|district|county|deputy|chief) (?:prosecutors?"
    r"|judges?)(?:\sof\s(?:the\s)?[\w ]+ no\.\s?\d+)?)(?!\w)"
)
_FRACTURE: Final = re.compile(
    r"(?<!\w)(?:fractures?|bruis\w+|burns?|wounds?|injur\w+|scars?|haematomas?|abrasions?|swelling|loss"
    r"|amputation|cancer|disease)"
    r"(?:\s(?:of|on|to|in|over|at)\s(?:(?:the|his|her|both|their)\s)?(?:(?!and\b|which\b)[a-z]+\s){0,2}(?:[a-z]+))",
    re.I,
)
_LINKS: Final = _words("of the and for de da do dos das del della di du des la le van der und für y e d l '")
_LEADS: Final = _words(
    "the a an on in at by from his her its their under during after before when while as since until between against"
    " and but if for to with this that these those following according because both each no all any it he she they who"
)
_BODIES: Final = (
    r"courts?|tribunals?|prisons?|jail|colony|hospitals?|clinics?|departments?|police|boards?|councils?"
    r"|commissions?|committees?|"
    r"universit(?:y|ies)|institutes?|schools?|college|academy|offices?|ministry|service|inspectorate"
    r"|directorate|agency|authority|"
    r"party|union|federation|associations?|foundation|company|corporation|ltd|plc|gmbh|bank|army|navy|force"
    r"|command|brigade|regiment|unit|battalion|"
    r"church|mosque|monastery|parish|diocese|bench|prosecutor's|registry|chamber|bureau|centre|center|home"
    r"|house|hotel|newspaper|magazine|press|"
    r"district|region|county|province|village|municipality|airport|station|factory|plant|mine|street|square"
    r"|road|river|lake|sea|gulf|island|mountain|"
    r"clan|tribe|organisation|organization|front|movement|group|society|club|theatre|museum|library|enterprise"
    r"|cooperative|martial|division|branch|"
    r"settlement|prosecutor|advocate|camp|farm|estate|barracks|cemetery|bar|registrar|ombudsman|senate|assembly|parliament|cabinet"
    r"|liberation"
)
_BODY: Final = re.compile(_BODIES)
_TAIL: Final = re.compile(
    rf"(?:['’]s?)?\s(?:(?:children['’]s|municipal|district|regional|city|town|public|military|local|police"
    rf"|security|psychiatric|remand|state|county|"
    rf"central|general|labour|administrative|commercial|appeal|first-instance"
    rf"|detention)\s){{0,2}}(?:{_BODIES})(?!\w)(?:\sof\s[A-Z][\w’'-]+)?(?:\sno\.\s?\d+)?"
)
_BODY_AFTER: Final = re.compile(
    rf"(?:['’]s?)?(?:\s(?!{_NO_THING})[a-z][a-z'’]*){{0,3}}?\s(?:{_BODIES})(?!\w)(?:\s(?:{_BODIES})(?!\w))*"
)
_BODY_BEFORE: Final = re.compile(
    rf"(?<!\w)(?:(?:st|saint|holy)\s|(?:{_BODIES})(?:\sof\s[a-z]+)?\s(?:of|da|de|do|in)\s)$"
)
_SHORT, _BACK = 2, 40  # letters of a word that may be a name; characters looked at before it
_RANK: Final = 43


def courtly(page: Page, known: Knowledge) -> Iterator[Found]:
    """Yield what goes from English texts when masking is strict."""
    if not page.strict or not page.latin:
        return
    yield from _bodies(page, known)
    yield from _small_bodies(page, known)
    laws = law_numbers(page)
    for found in _COUNTED.finditer(page.text):
        if not any(start <= found.start() < end for start, end in laws):
            yield _strictly(found.span(), "amount", "a count of things or time")
    for found in _AGED.finditer(page.text):
        yield _strictly(found.span(), "age", "an age")
    for found in _CLOCK.finditer(page.text):
        yield _strictly(found.span(), "time", "a time of day")
    for pattern, kind, why in (
        (_CHARGE, "offence", "what somebody is charged with"),
        (_ROLE, "occupation", "what somebody works as"),
        (_TITLED, "name", "a title"),
        (_OF_NATION, "standing", "a nation and what is told of it"),
        (_UNITED, "name", "a country of several words"),
    ):
        for found in pattern.finditer(page.text):
            yield _strictly(_trimmed(page, found.span("what")), kind, why)
    for found in _WHO.finditer(page.text):
        if not _NOT_ROLES.search(found["what"]):
            yield _strictly(found.span("what"), "occupation", "what somebody is")
    for pattern, kind, why in (
        (_STANDING, "standing", "a standing"),
        (_KIND_OF, "standing", "a rank, or a body of a kind"),
        (_FRACTURE, "health", "an injury"),
    ):
        for found in pattern.finditer(page.text):
            yield _strictly(found.span(), kind, why)


def law_numbers(page: Page) -> list[tuple[int, int]]:
    """Return where the numbers of laws and of their paragraphs stand.

    >>> [(start, end) for start, end in law_numbers(Page("under Article 5 § 1 of the Act"))]
    [(6, 19)]
    """
    return [found.span() for found in _LAW.finditer(page.text)] if page.has_digits else []


def _strictly(span: tuple[int, int], kind: str, why: str) -> Found:
    return Found(*span, kind, why, kind, rank=37)


def _trimmed(page: Page, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    return start, start + len(page.text[start:end].rstrip())


def _bodies(page: Page, known: Knowledge) -> Iterator[Found]:
    """Yield bodies and places whose name holds a word of their own: "Siverek Magistrates' Court", "Hilvan prison"."""
    words, place = page.words, 0
    while place < len(words):
        if not words[place].capital:
            place += 1
            continue
        last = _run(page, place)
        first = place
        while first < last and words[first].opens and words[first].key in _LEADS:
            first += 1
        place = last + 1
        inside = words[first : last + 1]
        tail = _TAIL.match(page.text, inside[-1].end)
        body = tail or any(_BODY.fullmatch(word.key) for word in inside)
        if body and any(_own(known, word) for word in inside):
            yield Found(
                inside[0].start,
                tail.end() if tail else inside[-1].end,
                "name",
                "a body or place by its whole name",
                "name",
                rank=_RANK,
            )


def _small_bodies(page: Page, known: Knowledge) -> Iterator[Found]:
    """Yield the same in lines without capitals, where the word of their own is one that no dictionary has."""
    for first, last in page.small_lines:
        for word in page.words[first:last]:
            own = known.goes(word.key) or not common(word.key)
            if len(word.key) > _SHORT and own and not known.ordinary(word.key):
                start = _BODY_BEFORE.search(page.text, max(0, word.start - _BACK), word.start)
                end = _BODY_AFTER.match(page.text, word.end)
                if start or end:
                    yield Found(
                        start.start() if start else word.start,
                        end.end() if end else word.end,
                        "name",
                        "a body or place in small letters",
                        "name",
                        rank=_RANK,
                    )


def _run(page: Page, first: int) -> int:
    """Return the last word of a name that begins at a word, over the small words within names."""
    words, last = page.words, first
    while True:
        step = last + 1
        while step < len(words) and step - last <= 2 and not words[step].capital and _links(page, words, step):
            step += 1
        if step >= len(words) or not words[step].capital:
            return last
        between = page.text[words[last].end : words[step].start]
        if re.search(r"[.,;:()\n“”\"\d]", between) or len(between) > 12:
            return last
        last = step


def _links(page: Page, words: tuple[Word, ...], step: int) -> bool:
    """Whether a small word may stand within a name: "of", or what a hyphen joins to it, as in "F-type Prison"."""
    return words[step].key in _LINKS or page.text[words[step - 1].end : words[step].start] == "-"


def _own(known: Knowledge, word: Word) -> bool:
    return (
        word.capital
        and len(word.key) > 1
        and not known.may_stay(word.key)
        and not _BODY.fullmatch(word.key)
        and word.key not in _LEADS
    )

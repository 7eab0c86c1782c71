"""Details told by the form of a phrase rather than by one word: «мені 73», «дочка в Ізраїлі», «тримає пасіку»."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from svidok.release.masking.found import Found
from svidok.release.masking.known import Knowledge
from svidok.release.masking.page import Page

_I: Final = re.IGNORECASE
_ENDS: Final = r"(?=\s*(?:[,.;:)!?\n]|$|[—–-]\s|(?:і|й|та|а|и|and|but|or|who|with)\s))"
# «Мені 73», "I am 73", "Grandpa is 89": whose age it is stands before the number, and nothing is counted after it.
_AGE: Final = re.compile(
    rf"(?<!\w)(?:\d{{1,2}}|1[01]\d|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]{{3,5}})?){_ENDS}",
    _I,
)
_BACK: Final = 40
_OF_WHOM: Final = re.compile(
    r"(?<!\w)(?:мені|мне|йому|ему|їй|ей|(?:мам|баб|бабус|бабушк|матер|сестр|дочц|доньц|дочк)[іие]"
    r"|(?:дід|дідус|батьк|тат|чоловік|брат)(?:у|ові|еві)|синові|сину|(?:дед|дедушк|муж|брат|отц|пап)[уе]|I['’]?\s?a?m"
    r"|(?:he|she|who|grand\w+|granny|mother|father|mum|mom|dad|husband|wife|son|daughter|brother|sister|aunt|uncle|boy"
    r"|girl|(?-i:[A-Z][a-z]+)) (?:is|was))\s(?:вже |уже |тільки |только |only |now |already )?$",
    _I,
)
# Whose business or creatures few others have.
_KEEPS: Final = re.compile(
    r"(?<!\w)(?:трима|держ|вед[еу]|розводи|розводж|разводи|вирощу|выращи|утриму|содерж|keep|kept|run|ran|breed"
    r"|bred|rais|grow|grew|own|drive|drove|води)\w{0,6}\s"
    r"(?:(?:an?|the|his|her|свою|свій|свой|своє|свои|свої|мою|мой)\s)?(?:[\w’'-]+\s){0,2}?"
    r"(?:пасік|пасек|бджіл|бджол|пчел|пчёл|кафе|магазин|лар[ьеёо]?[кч]|ферм|корів|коров|кіз|кози|коз|кролик"
    r"|крол[іе]в|індик|индюк|индеек|страус|птиц|птах"
    r"|свиней|свиноф|овець|овец|хор|гурт|ансамбл|крамниц|лавк|аптек|пекарн|кав.?ярн|кофейн|ательє|ателье"
    r"|автомайстерн|автомастерск|шиномонтаж|теплиц|лаванд|виноград|полуниц|клубник|швидк|скору"
    r"|shops?|cafés?|cafes?|bees|goats|cows|rabbits|turkeys|ostrich|pigs|sheep|kiosks?|stalls?|stores?|farms?"
    r"|bakery|choir|lavender|grapes|strawberries|ambulance)\w*"
    r"(?:\s(?:на|біля|у|в|при|возле|около|by|near|at|in|on)\s(?:the\s)?[\w’'-]+)?",
    _I,
)
_LACKS: Final = re.compile(
    r"(?<!\w)(?:без\s(?:одн\w+\s|прав\w+\s|лів\w+\s|лев\w+\s|обох\s|обеих\s)?(?:ноги|ног|ніг|руки|рук|ока|очей"
    r"|глаза|глаз|пальц\w+|легені|почки|нирки)"
    r"|(?:з|із|с)\sодн\w+\s(?:рук|ног|ок|глаз|очим|нирк|почк)\w*|(?:на|в|у)\s(?:інвалідн\w+\s"
    r"|инвалидн\w+\s)?(?:візку|колясці|коляске)|(?:з|із)\sвізком"
    r"|with\sone\s(?:arm|leg|eye|hand|kidney|lung)|without\s(?:an?|his|her)\s(?:arm|leg|eye|hand)|in\s(?:a|the"
    r"|his|her)\swheelchair"
    r"|(?:з|із|с|with)\s(?:синдромом\s)?(?:дауном|дауна)|(?:has|with)\sdown(?:['’]?s)?\ssyndrome|(?:throat|skin"
    r"|bowel|liver|stomach|brain|blood)\scancer"
    r"|рак(?:ом|у|а)?\s(?:горл|шкір|кож|печінк|печен|шлунк|желудк|кров|мозк|мозг|прост|киш|матк|шийк|шейк)\w*"
    r"|(?:хвор\w+\sна|хворіє\sна|страждає\sна|бол(?:ен|ьна|еет)|страдает|suffers?\sfrom|ill\swith|sick\swith"
    r"|allergic\sto)\s[\w’'-]+(?:\s(?:склероз|діабет|диабет|синдром|хвороб|болезн)\w*)?)(?!\w)",
    _I,
)
# «дочка в Ізраїлі», "my daughter is in Israel", «мачеха из Ростова»
_ABROAD: Final = re.compile(
    r"(?<!\w)(?:(?i:my|our|her|his|моя|мій|мой|моєї|наша|наш|її|його|её|ее|его)\s)?"
    r"(?i:доньк\w|дочк\w|дочь|дочер\w+|син\w{0,3}|сын\w{0,3}|брат\w{0,3}|сестр\w|мам\w|мати|мать|батько|отец"
    r"|тітк\w|тет\w|тёт\w|дядьк\w|дядя|мачух\w|мачех\w|вітчим|отчим"
    r"|онук\w?|внук\w?|daughter|son|brother|sister|mother|mum|father|dad|aunt|uncle|stepmother|stepfather|husband"
    r"|wife|cousin)\s"
    r"(?:(?:is|lives|live|works|живе|живет|живёт|працює|работает)\s)?(?:в|у|із|з|из|с|in|from)\s[A-ZА-ЯІЇЄҐ][\w’'-]+"
)
# «Молодіжна 8/12», «ленина 12», "3 Naberezhna": a street without the word for one.
_NAMES: Final = (
    r"молодіжн|молод[её]жн|набережн|центральн|лісов|лесн|садов|шевченк|франк|лесі українк|лени[на]|леніна|пушкін"
    r"|пушкин|гагарін|гагарин|миру|мира|перемог|побед|шкільн|школьн"
    r"|степов|степн|зелен|зелён|нов|сонячн|солнечн|паркова?|парков|заводськ|заводск|радянськ|советск|соборн"
    r"|жовтнев|октябрьск|первомайськ|первомайск|калинов|вишнев|вишнёв|польов|полев|портов|морськ|морск"
    r"|кооперативн|комсомольськ|комсомольск|чкалов|кірова|кирова|суворов|грушевськ|незалежност|героїв|героев"
    r"|богдана хмельницьк"
)
_LATIN: Final = (
    r"(?:molodizhn|naberezhn|tsentraln|central|lisov|sadov|shevchenk|frank|lenin|pushkin|gagarin|hahari|myr"
    r"|peremoh|pobed|shkiln|shkoln|stepov|zelen|sonyachn|soniachn|parkov"
    r"|zavodsk|radiansk|sovetsk|soborn|zhovtnev|pershotravn|pervomai|kalinov|vyshnev|polov|portov|morsk)[a-z]{0,4}"
)
_HOUSE: Final = (
    r"\d{1,3}\s?[а-яa-z]?(?:[/-]\d{1,3})?(?:,?\s*кв\.?\s*\d+)?"
    r"(?![\w%]|\s*(?:р[оі]к|год|лет|грн|руб|км|м\b|кг|хв|мин|люд|чел|січ|лют|берез|квіт|трав|черв|лип|серп|верес"
    r"|жовт|лист|груд"
    r"|янв|фев|март|апр|ма[йя]\b|июн|июл|авг|сен|окт|ноя|дек|учн|уч\b|клас))"
)
_STREETS: Final = re.compile(
    rf"(?<!\w)(?:{_NAMES})(?:а|я|ій|ої|у|ой|ую|ая|ий|ого|ка|ко|ей|и|і|ина|іна)?\s*,?\s+{_HOUSE}", _I
)
_LATIN_STREETS: Final = re.compile(rf"(?<!\w)\d{{1,3}}[a-z]?(?:/\d{{1,3}})?,?\s{_LATIN}(?!\w)", _I)
# The first words of each pattern: only there is it tried, which is a tenth of the work of trying it everywhere.
_HEADS: Final = (
    re.compile(
        r"трима|держ|вед|розвод|развод|вирощу|выращи|утриму|содерж|ke[ep]|r[ua]n|br[ee]|rais|gr[oe]w|own|dr[io]v|води"
    ),
    re.compile(
        r"(?:без|з|із|с|на|в|у|with|without|in|has|throat|skin|bowel|liver|stomach|brain|blood|рак\w{0,2})$|хвор|страж|бол|страд|suf|ill|sick|all"
    ),
    re.compile(
        r"(?:my|our|her|his)$|мо|на|її|його|е[ёе]|его|до[нч]|син|сын|брат|сестр|ма|бать|от|т[іеё]|дяд|ві|он|вн"
        r"|dau|son|br|sis|mo|mu|fa|dad|au|un|step|hus|wife|cou"
    ),
    re.compile(_NAMES, _I),
)
_PATTERNS: Final = (
    (_KEEPS, "occupation", "what somebody keeps or runs", 45),
    (_LACKS, "health", "an illness or condition", 50),
    (_ABROAD, "kin", "where somebody of the family is", 50),
    (_STREETS, "address", "a street and a house", 84),
)


def told(page: Page, known: Knowledge) -> Iterator[Found]:  # noqa: ARG001 - all detectors have one form
    """Yield details that a phrase tells: ages, keepers of something, bodies that lack something, kin abroad, houses."""
    text = page.text
    for found in _number_ends(page):
        if _OF_WHOM.search(text, max(0, found.start() - _BACK), found.start()):
            yield Found(*found.span(), "age", "an age", "age", rank=74)
    for word in page.words:
        for place in _opened(word.key):
            pattern, kind, why, rank = _PATTERNS[place]
            found_here = pattern.match(text, word.start)
            if found_here:
                yield Found(*found_here.span(), kind, why, kind, rank=rank)
    if page.has_digits and page.latin:
        for found in _LATIN_STREETS.finditer(text):
            yield Found(*found.span(), "address", "a street and a house", "address", rank=84)


def _number_ends(page: Page) -> Iterator[re.Match[str]]:
    if page.has_digits or page.latin:
        yield from _AGE.finditer(page.text)


@lru_cache(maxsize=50_000)
def _opened(key: str) -> tuple[int, ...]:
    """Return the numbers of the patterns that may begin with a word."""
    return tuple(place for place, head in enumerate(_HEADS) if head.match(key))

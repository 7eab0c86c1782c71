"""Details told by the form of a phrase rather than by one word: «мені 73», «дочка в Ізраїлі», «тримає пасіку»."""

import re
from collections.abc import Iterator
from typing import Final

from svidok.release.masking.found import Found
from svidok.release.masking.known import Knowledge
from svidok.release.masking.page import Page

_I: Final = re.IGNORECASE
_ENDS: Final = r"(?=\s*(?:[,.;:)!?\n]|$|[—–-]\s|(?:і|й|та|а|и|and|but|or|who|with)\s))"
# «Мені 73», "I am 73", "Grandpa is 89": whose age it is stands before the number, and nothing is counted after it.
_AGE: Final = re.compile(
    r"(?<!\w)(?:мені|мне|йому|ему|їй|ей|(?:мам|баб|бабус|бабушк|матер|сестр|дочц|доньц|дочк)[іие]|(?:дід|дідус"
    r"|батьк|тат|чоловік|брат)(?:у|ові|еві)|синові|сину"
    r"|(?:дед|дедушк|муж|брат|отц|пап)[уе]|I['’]?\s?a?m|(?:he|she|who|grand\w+|granny|mother|father|mum|mom|dad"
    r"|husband|wife|son|daughter|brother|sister|aunt|uncle|boy|girl|(?-i:[A-Z][a-z]+)) (?:is|was))\s(?:вже |уже "
    r"|тільки |только |only |now |already )?"
    rf"(?P<n>\d{{1,2}}|1[01]\d|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]{{3,5}})?){_ENDS}",
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
    rf"(?<!\w)(?:(?:{_NAMES})(?:а|я|ій|ої|у|ой|ую|ая|ий|ого|ка|ко|ей|и|і|ина|іна)?\s*,?\s+{_HOUSE}"
    rf"|\d{{1,3}}[a-z]?(?:/\d{{1,3}})?,?\s{_LATIN}(?!\w))",
    _I,
)


def told(page: Page, known: Knowledge) -> Iterator[Found]:  # noqa: ARG001 - all detectors have one form
    """Yield details that a phrase tells: ages, keepers of something, bodies that lack something, kin abroad, houses."""
    text = page.text
    for found in _AGE.finditer(text):
        yield Found(found.start("n"), found.end("n"), "age", "an age", "age", rank=74)
    for found in _KEEPS.finditer(text):
        yield Found(*found.span(), "occupation", "what somebody keeps or runs", "occupation", rank=45)
    for found in _LACKS.finditer(text):
        yield Found(*found.span(), "health", "an illness or condition", "health", rank=50)
    for found in _ABROAD.finditer(text):
        yield Found(*found.span(), "kin", "where somebody of the family is", "kin", rank=50)
    if page.has_digits:
        for found in _STREETS.finditer(text):
            yield Found(*found.span(), "address", "a street and a house", "address", rank=84)

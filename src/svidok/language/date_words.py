"""Words of dates in Ukrainian, Russian and English, as pieces of regular expressions over folded text."""

from typing import Final

# Month by month, the ways its name is declined or shortened; folded text is lower case.
MONTHS: Final = (
    r"січ(?:ень|ня|ні|нем|ню)|январ[ьяею]м?|jan(?:uary|\.)?",
    r"лют(?:ий|ого|ому|им)|феврал[ьяею]м?|feb(?:ruary|\.)?",
    r"берез(?:ень|ня|ні|нем|ню)|март(?:а|е|у|ом)?|mar(?:ch|\.)?",
    r"квіт(?:ень|ня|ні|нем|ню)|апрел[ьяею]м?|apr(?:il|\.)?",
    r"трав(?:ень|ня|ні|нем|ню)|ма[йяею]|маем|may",
    r"черв(?:ень|ня|ні|нем|ню)|июн[ьяею]м?|june?",
    r"лип(?:ень|ня|ні|нем|ню)|июл[ьяею]м?|july?",
    r"серп(?:ень|ня|ні|нем|ню)|август(?:а|е|у|ом)?|aug(?:ust|\.)?",
    r"верес(?:ень|ня|ні|нем|ню)|сентябр[ьяею]м?|sep(?:t(?:ember|\.)?|\.)?",
    r"жовт(?:ень|ня|ні|нем|ню)|октябр[ьяею]м?|oct(?:ober|\.)?",
    r"листопад(?:а|і|ом|у)?|ноябр[ьяею]м?|nov(?:ember|\.)?",
    r"груд(?:ень|ня|ні|нем|ню)|декабр[ьяею]м?|dec(?:ember|\.)?",
)
# EDTF seasons 21 to 24; winter is named by the year in which its December lies.
SEASONS: Final = (
    r"весн(?:а|и|і|у|ою|ы|е|ой)|навесні|spring",
    r"літ(?:о|а|і|ом|ку)|[ву]літку|лет(?:о|а|е|у|ом)|summer",
    r"ос(?:інь|ені|інню|енью|ень)|восени|осен[иью]+|autumn|fall",
    r"зим(?:а|и|і|у|ою|ы|е|ой)|[ву]зимку|winter",
)
# Words that are a season or a month only beside a year, a day, a range or another word of time.
NEEDS_YEAR: Final = frozenset(
    ("fall may mar march jan feb apr jun jul aug sep sept oct nov dec мая май мае маю маем літа літо літі "  # noqa: SIM905
     "лета лето лете лету листопад").split()
)  # fmt: skip

EARLY: Final = (
    r"на\s+(?:сам\w+\s+)?початку|початок|початку|в\s+(?:сам\w+\s+)?начале|к\s+началу|начал[оае]|early(?:\s+in)?|"
    r"(?:at\s+|in\s+)?(?:the\s+)?(?:beginning|start)\s+of|в?\s?перших\s+числах|в?\s?первых\s+числах"
)
MIDDLE: Final = (
    r"(?:[ву]\s*)?серед(?:ині|ина|ину|ини)|посеред(?:ині)?|(?:в\s+)?середин[еыуа]|к\s+середине|mid-?|"
    r"(?:in\s+)?the\s+middle\s+of"
)
LATE: Final = (
    r"наприкінці|(?:в|у)\s+(?:сам\w+\s+)?кінці|під\s+кінець|кін(?:ець|ця)|в\s+(?:сам\w+\s+)?конце|под\s+конец|"
    r"к\s+концу|кон(?:ец|ца)|late(?:\s+in)?|(?:at\s+|by\s+)?the\s+end\s+of|"
    r"(?:в\s+)?останніх\s+числах|(?:в\s+)?последних\s+числах"
)
# Halves and quarters: the words give their months, or their days, exactly.
FIRST_HALF: Final = (
    r"[ву]?\s?перш(?:ій|у|ої|а)\s+половин\w+|(?:в\s+)?перв(?:ой|ую|ая)\s+половин\w+|(?:in\s+)?the\s+first\s+half\s+of"
)
SECOND_HALF: Final = (
    r"[ву]?\s?друг(?:ій|у|ої|а)\s+половин\w+|(?:во\s+)?втор(?:ой|ую|ая)\s+половин\w+|(?:in\s+)?the\s+second\s+half\s+of"
)
QUARTERS: Final = (
    r"перш\w+\s+квартал\w*|перв\w+\s+квартал\w*|(?:1|i)(?:-?\w{1,2})?\s+квартал\w*|(?:the\s+)?first\s+quarter\s+of|q1",
    r"друг\w+\s+квартал\w*|втор\w+\s+квартал\w*|(?:2|ii)(?:-?\w{1,2})?\s+квартал\w*|(?:the\s+)?second\s+quarter\s+of|q2",
    r"трет\w+\s+квартал\w*|(?:3|iii)(?:-?\w{1,2})?\s+квартал\w*|(?:the\s+)?third\s+quarter\s+of|q3",
    r"четверт\w+\s+квартал\w*|(?:4|iv)(?:-?\w{1,2})?\s+квартал\w*|(?:the\s+)?fourth\s+quarter\s+of|q4",
)
TURN: Final = r"на\s+(?:межі|зламі|стику|рубежі|рубеже|стыке|границе|изломе)|at\s+the\s+turn\s+of"
# The very edge of a stretch of time: "until the end of 2024" is exact where "late 2024" is not.
EDGE: Final = r"почат|начал|beginning|start|кін|кон|end"
ABOUT: Final = (
    r"приблизно|орієнтовно|близько|десь|десь\s+так|примерно|ориентировочно|около|где-то|"
    r"around|about|circa|ca\.|c\.|roughly|approximately|(?:in|on)\s+or\s+(?:around|about)|some\s+time\s+in|sometime\s+in"
)

SINCE: Final = r"(?:починаючи\s+)?(?:з|із|зі|від)|(?:начиная\s+)?(?:с|со)|since|from|starting(?:\s+from)?"
UNTIL: Final = r"до|не\s+пізніше|не\s+позднее|until|till|by|before\s+the\s+end\s+of|no\s+later\s+than|up\s+to"
BEFORE: Final = r"перед|раніше|раньше|before|prior\s+to"
AFTER: Final = r"після(?:\s+того,?\s+як)?|после(?:\s+того,?\s+как)?|after|following"
DURING: Final = r"під\s+час|во\s+время|(?:у|в)\s+день|during|on\s+the\s+day\s+of|on\s+the\s+(?:first\s+)?days?\s+of|коли|когда|when|на|at"
THROUGH: Final = r"по|до|-|—|to|through|till|until"
TOGETHER: Final = r"та|і|й|и|and|або|или|or|,"
YEAR_WORD: Final = r"(?:рок[уиі]|роком|роках|років|рік|рр?\.|годах|годов|годами|год[ау]?|году|годом|гг?\.)"

TENS: Final = {
    "двадцять": {"перш": 21, "друг": 22, "трет": 23, "четверт": 24, "п'ят": 25, "шост": 26},
    "двадцать": {"перв": 21, "втор": 22, "трет": 23, "четверт": 24, "пят": 25, "шест": 26},
}
THOUSAND: Final = r"(?:дві\s+тисячі|две\s+тысячи)\s+"
# Stems of spelled numerals of order, one to nineteen; an ending follows.
_STEMS_UK = ["перш", "друг", "трет", "четверт", "п'ят", "шост", "сьом", "восьм", "дев'ят", "десят", "одинадцят", "дванадцят", "тринадцят", "чотирнадцят", "п'ятнадцят", "шістнадцят", "сімнадцят", "вісімнадцят", "дев'ятнадцят"]  # fmt: skip
_STEMS_RU = ["перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят", "десят", "одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат", "восемнадцат", "девятнадцат"]  # fmt: skip
_DAYS_EN = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"]  # fmt: skip
_ENDS = {"uk": ("ого", "ому", "е"), "ru": ("ого", "ому", "ое")}


def _spelled(stem: str, lang: str) -> tuple[str, ...]:
    if stem == "трет":
        return ("третього", "третьому", "третє") if lang == "uk" else ("третьего", "третьему", "третье")
    return tuple(stem + end for end in _ENDS[lang])


def _days() -> dict[str, int]:
    """Spell out the days of a month as they stand before its name."""
    made: dict[str, int] = {}
    for lang, stems, tens in (("uk", _STEMS_UK, ("двадцят", "тридцят")), ("ru", _STEMS_RU, ("двадцат", "тридцат"))):
        for day, stem in enumerate(stems, 1):
            made |= dict.fromkeys(_spelled(stem, lang), day)
        for number, ten in enumerate(tens, 2):
            made |= dict.fromkeys(_spelled(ten, lang), number * 10)
            for day, stem in enumerate(stems[: 9 if number == 2 else 1], 1):
                made |= {f"{ten}ь {word}": number * 10 + day for word in _spelled(stem, lang)}
    made |= {word: day for day, word in enumerate(_DAYS_EN, 1)} | {"twentieth": 20, "thirtieth": 30, "thirty-first": 31}
    return made | {f"twenty-{word}": 20 + day for day, word in enumerate(_DAYS_EN[:9], 1)}


# Days spelled out, as a date has them: "першого", "перше", "к первому", "the first".
DAYS: Final[dict[str, int]] = _days()

TEENS: Final[dict[str, int]] = {
    stem: 2010 + n for stems in (_STEMS_UK, _STEMS_RU) for n, stem in enumerate(stems[9:]) if n > 3
}
_NUMBERS_EN = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
# "Twenty twenty-two", by what follows the first word.
YEARS_EN: Final[dict[str, int]] = {
    **{word: 2000 + n for n, word in enumerate(_NUMBERS_EN, 1) if n > 9},
    "twenty": 2020,
    **{f"twenty-{word}": 2020 + n for n, word in enumerate(_NUMBERS_EN[:9], 1)},
}
# How many: days, weeks, months and years are counted up to twelve.
COUNT: Final[dict[str, int]] = {
    **{word: n for n, word in enumerate(_NUMBERS_EN, 1) if n < 13},
    **{
        word: n
        for lang in (
            "один два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять",
            "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
        )
        for n, word in enumerate(lang.split(), 1)
    },
    "a": 1, "an": 1, "one": 1, "одну": 1, "дві": 2, "две": 2, "трьома": 3, "двома": 2, "двумя": 2, "тремя": 3,
}  # fmt: skip
# Decades by their name, and the first three digits of their years.
DECADES: Final[dict[str, str]] = {
    "п'ятдесят(?:і|их|ими)|пятидесят(?:ые|ых)|the fifties": "195",
    "шістдесят(?:і|их|ими)|шестидесят(?:ые|ых)|the sixties": "196",
    "сімдесят(?:і|их|ими)|семидесят(?:ые|ых)|the seventies": "197",
    "вісімдесят(?:і|их|ими)|восьмидесят(?:ые|ых)|the eighties": "198",
    "дев'яност(?:і|их|ими)|девяност(?:ые|ых)|the nineties": "199",
    "двотисячн(?:і|их)|двухтысячн(?:ые|ых)|нульов(?:і|их)|нулев(?:ые|ых)|the two thousands": "200",
}
# The year by how far it lies from that of the telling: "of last year".
YEAR_BACK: Final[dict[str, str]] = {
    "позаторік|позаминул(?:ого року|ому році)|позапрошл(?:ого года|ом году)|the year before last": "-2",
    "торік|минул(?:ого року|ому році)|прошл(?:ого года|ом году)|last year": "-1",
    "ц(?:ього року|ьому році)|эт(?:ого года|ом году)|this year": "0",
}
# Or from that of the date before it in the story.
YEAR_SAME: Final[dict[str, str]] = {
    "того ж(?: самого)? року|тому ж(?: самому)? році|того же года|том же году|(?:the|that) same year|that year": "=0",
    "наступного року|наступному році|следующего года|следующем году|the (?:following|next) year": "=1",
}
# Beginnings of words that a date can stand on, by what they announce. A stretch of text with none of them has no date.
TRIGGERS: Final[dict[str, str]] = {
    "month": "січ лют берез квіт трав черв лип серп верес жовт листопад груд январ феврал март апрел май мая мае маю "
    "июн июл август сентябр октябр ноябр декабр jan feb mar apr may jun jul aug sep oct nov dec",
    "season": "весн навесн spring літо літа літі літк влітк улітк лето лета лете лету летом summer осін осен восен autumn "
    "fall зим взимк узимк winter",
    "year": " ".join(
        ["двадцят", "двадцат", "дві", "две", "twenty", "two", *TEENS, *(f"{year:02}" for year in range(14, 36))]
    ),
    "event": "псевдореф лжереф референдум повномасштаб полномасштаб full-scale referendum sham підрив підірв подрыв взорв kakhovka "
    "знищен руйнув прорив прорыв разруш велик больш анекс аннекс annex crimea кримськ крымск херсон kherson мобіліз мобилиз "
    "mobili указ decree термін дедлайн срок deadline 10 24 september february вересн лют сентябр феврал",
    "decade": "195 196 197 198 199 200 50 60 70 80 90 п'ятдес пятидес шістдес шестидес сімдес семидес вісімдес восьмидес "
    "дев'янос девянос двотис двухтыс нульов нулев fifties sixties seventies eighties nineties thousands",
    "feast": "великд пасх паск easter великодн вербн palm страсн good проводи радониц трійц троиц trinity pentec новий новый нового новому новим новым "
    "new різдв рождес christmas orthodox покров незалеж независ independ перемог побед victory першотрав первом may "
    "росії росс russia жіноч женск women",
    "told": "торік минул прошл last цьо ціє эт this тому назад ago "
    "вчора учора позавчора вчера позавчера yesterday позаторік позаминул позапрош weekend вихідн выходн past",
    "story": "наступн следующ назавтра next following day another накануне напередодні попередн предыдущ eve previous evening "
    "night morning того тому том same that later earlier through через спустя за потому потом пізніше позже раніше раньше",
}
# What a number counts when it is no year, and what it numbers.
COUNTED: Final = (
    r"(?:грн|грив\w*|руб\w*|₽|₴|\$|€|%|дол\w*|євро|евро|осіб|людей|люд[иі]\w*|чоловік|человек|сім|км|кг|метр\w*|штук\w*|"
    r"rub\w*|hryvn\w*|dollars?|euros?|people|persons|residents|metres|meters|km|times|паспорт\w*|заяв\w*|справ\b)"
)
NUMBERED: Final = (
    r"(?:room|flat|apartment|no\.?|number|кімнат\w*|кабінет\w*|квартир\w*|кв\.?|буд\w*|дом\w*|номер\w*|№|комнат\w*|"
    r"кабинет\w*|палат\w*|ward|bus|автобус\w*|стор\.|стр\.|page|p\.|закон\w*|наказ\w*|приказ\w*|указ\w*)\s*\Z"
)
SEASON_BACK: Final = r"минул(?:ої|ого|ою)\s+|(?:[вуна]+\s+)?минулу\s+|прошл(?:ой|ым|ого|ую)\s+|last\s+"
SEASON_NOW: Final = r"ці(?:єї|єю)\s+|цього\s+|цим\s+|эт(?:ой|им|ого)\s+|this\s+"

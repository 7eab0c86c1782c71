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
    r"(?:at\s+|in\s+)?(?:the\s+)?(?:beginning|start)\s+of|у?\s?перш(?:ій|у|ої|а)\s+половин\w+|"
    r"(?:в\s+)?перв(?:ой|ую|ая)\s+половин\w+|(?:in\s+)?the\s+first\s+half\s+of|в?\s?перших\s+числах|в?\s?первых\s+числах"
)
MIDDLE: Final = (
    r"(?:[ву]\s*)?серед(?:ині|ина|ину|ини)|посеред(?:ині)?|(?:в\s+)?середин[еыуа]|к\s+середине|mid-?|"
    r"(?:in\s+)?the\s+middle\s+of"
)
LATE: Final = (
    r"наприкінці|(?:в|у)\s+(?:сам\w+\s+)?кінці|під\s+кінець|кін(?:ець|ця)|в\s+(?:сам\w+\s+)?конце|под\s+конец|"
    r"к\s+концу|кон(?:ец|ца)|late(?:\s+in)?|(?:at\s+|by\s+)?the\s+end\s+of|[ву]?\s?друг(?:ій|у|ої|а)\s+половин\w+|"
    r"(?:во\s+)?втор(?:ой|ую|ая)\s+половин\w+|(?:in\s+)?the\s+second\s+half\s+of|"
    r"(?:в\s+)?останніх\s+числах|(?:в\s+)?последних\s+числах"
)
# The very edge of a stretch of time: "until the end of 2024" is exact where "late 2024" is not.
EDGE: Final = r"почат|начал|beginning|start|кін|кон|end"
ABOUT: Final = (
    r"приблизно|орієнтовно|близько|десь|десь\s+так|примерно|ориентировочно|около|где-то|"
    r"around|about|circa|ca\.|c\.|roughly|approximately|(?:in|on)\s+or\s+(?:around|about)|some\s+time\s+in|sometime\s+in"
)

SINCE: Final = r"(?:починаючи\s+)?(?:з|із|зі|від)|(?:начиная\s+)?(?:с|со)|since|from|starting(?:\s+from)?"
UNTIL: Final = r"до|не\s+пізніше|не\s+позднее|until|till|by|before\s+the\s+end\s+of|no\s+later\s+than|up\s+to"
BEFORE: Final = r"перед|раніше|раньше|before|prior\s+to"
AFTER: Final = r"після(?:\s+того\s+як)?|после|after|following"
THROUGH: Final = r"по|до|-|—|to|through|till|until"
TOGETHER: Final = r"та|і|й|и|and|або|или|or|,"
YEAR_WORD: Final = r"(?:рок[уиі]|роком|роках|років|рік|рр?\.|годах|годов|годами|год[ау]?|году|годом|гг?\.)"

TENS: Final = {
    "двадцять": {"перш": 21, "друг": 22, "трет": 23, "четверт": 24, "п'ят": 25, "шост": 26},
    "двадцать": {"перв": 21, "втор": 22, "трет": 23, "четверт": 24, "пят": 25, "шест": 26},
}
# Days spelled out, in the genitive that a date has. Longest first where one begins another.
_ONES_UK = "першого другого третього четвертого п'ятого шостого сьомого восьмого дев'ятого".split()  # noqa: SIM905
_ONES_RU = "первого второго третьего четвертого пятого шестого седьмого восьмого девятого".split()  # noqa: SIM905
_TEENS_UK = [
    "десятого",
    "одинадцятого",
    "дванадцятого",
    "тринадцятого",
    "чотирнадцятого",
    "п'ятнадцятого",
    "шістнадцятого",
    "сімнадцятого",
    "вісімнадцятого",
    "дев'ятнадцятого",
    "двадцятого",
]
_TEENS_RU = [
    "десятого",
    "одиннадцатого",
    "двенадцатого",
    "тринадцатого",
    "четырнадцатого",
    "пятнадцатого",
    "шестнадцатого",
    "семнадцатого",
    "восемнадцатого",
    "девятнадцатого",
    "двадцатого",
]
DAYS: Final[dict[str, int]] = {
    **{word: n for words in (_ONES_UK, _ONES_RU) for n, word in enumerate(words, 1)},
    **{word: n for words in (_TEENS_UK, _TEENS_RU) for n, word in enumerate(words, 10)},
    **{f"двадцять {word}": 20 + n for n, word in enumerate(_ONES_UK, 1)},
    **{f"двадцать {word}": 20 + n for n, word in enumerate(_ONES_RU, 1)},
    "тридцятого": 30,
    "тридцать первого": 31,
    "тридцять першого": 31,
    "тридцатого": 30,
}

# Things everyone dates by: what is said, its day or days, and a name for it.
EVENTS: Final = (
    (
        r"повномасштабн\w+\s+(?:вторгненн\w+|війн\w+)|полномасштабн\w+\s+(?:вторжени\w+|войн\w+)|"
        r"full-scale\s+(?:invasion|war)",
        "2022-02-24",
        "full-scale invasion",
    ),
    (r"24(?:-?го)?\s+(?:лютого|февраля)|february\s+24(?:th)?(?!\d)|24\s+february", "2022-02-24", "full-scale invasion"),
    (
        r"(?:псевдо|лже)?референдум\w*|(?:sham|so-called|fake|pseudo-?)?\s*referendums?",
        "2022-09-23/2022-09-27",
        "sham referendums",
    ),
    (
        r"підрив\w*\s+(?:каховськ\w+\s+)?(?:гес|дамб\w+|гребл\w+)|подрыв\w*\s+(?:каховск\w+\s+)?(?:гэс|дамб\w+|плотин\w+)|"
        r"kakhovka\s+dam\s+\w+",
        "2023-06-06",
        "Kakhovka dam",
    ),
    (
        r"(?:цього\s+|цей\s+|этого\s+|этот\s+|this\s+|the\s+|september\s+10\s+)(?:термін\w*|дедлайн\w*|срок\w*|deadline)",
        "2025-09-10",
        "deadline of decree 159",
    ),
    (
        r"(?:10(?:-?го)?|десятого)\s+(?:вересня|сентября)|september\s+10(?:th)?(?!\d)|10\s+september",
        "2025-09-10",
        "deadline of decree 159",
    ),
)
# Beginnings of words that a date can stand on, by what they announce. A stretch of text with none of them has no date.
TRIGGERS: Final[dict[str, str]] = {
    "month": "січ лют берез квіт трав черв лип серп верес жовт листопад груд январ феврал март апрел май мая мае маю "
    "июн июл август сентябр октябр ноябр декабр jan feb mar apr may jun jul aug sep oct nov dec",
    "season": "весн навесн spring літо літа літі літк влітк улітк лето лета лете лету летом summer осін осен восен autumn "
    "fall зим взимк узимк winter",
    "year": " ".join(["двадцят", "двадцат", *(f"{year:02}" for year in range(14, 36))]),
    "event": "псевдореф лжереф референдум повномасштаб полномасштаб full-scale referendum sham підрив подрыв kakhovka "
    "термін дедлайн срок deadline 10 24 september february вересн лют сентябр феврал",
    "told": "торік минул прошл last цьо ціє эт this рок рік год лет year місяц месяц month",
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

"""Words of dates in Ukrainian, Russian and English, as pieces of regular expressions over folded text."""

from typing import Final

# Month by month, the ways its name is declined or shortened; folded text is lower case.
MONTHS: Final = (
    r"січ(?:ень|ня|ні|нем|ню)|январ[ьяею]м?|jan(?:uary|\.)?",
    r"лют(?:ий|ого|ому|им)|феврал[ьяею]м?|feb(?:ruary|\.)?",
    r"берез(?:ень|ня|ні|нем|ню)|март[аеу]?|мартом|mar(?:ch|\.)?",
    r"квіт(?:ень|ня|ні|нем|ню)|апрел[ьяею]м?|apr(?:il|\.)?",
    r"трав(?:ень|ня|ні|нем|ню)|ма[йяею]|маем|may",
    r"черв(?:ень|ня|ні|нем|ню)|июн[ьяею]м?|june?",
    r"лип(?:ень|ня|ні|нем|ню)|июл[ьяею]м?|july?",
    r"серп(?:ень|ня|ні|нем|ню)|август[аеу]?|августом|aug(?:ust|\.)?",
    r"верес(?:ень|ня|ні|нем|ню)|сентябр[ьяею]м?|sep(?:t(?:ember|\.)?|\.)?",
    r"жовт(?:ень|ня|ні|нем|ню)|октябр[ьяею]м?|oct(?:ober|\.)?",
    r"листопад(?:а|і|ом|у)?|ноябр[ьяею]м?|nov(?:ember|\.)?",
    r"груд(?:ень|ня|ні|нем|ню)|декабр[ьяею]м?|dec(?:ember|\.)?",
)
# EDTF seasons 21 to 24; winter is named by the year in which its December lies.
SEASONS: Final = (
    r"весн(?:а|и|і|у|ою|ы|е|ой)|навесні|весною|spring",
    r"літ(?:о|а|і|ом|ку)|[ву]літку|лет(?:о|а|е|ом)|summer",
    r"ос(?:інь|ені|інню|енью|ень)|восени|осен[иью]+|autumn|fall",
    r"зим(?:а|и|і|у|ою|ы|е|ой)|[ву]зимку|winter",
)
# Words that are a season or a month only beside a year, a day or another word of time.
NEEDS_YEAR: Final = frozenset(
    ["fall", "may", "mar", "march", "jan", "feb", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "мая", "май", "мае", "маю", "маем", "літа", "літо", "літі", "лета", "лето", "лете"]
)

EARLY: Final = r"на\s+початку|(?:сам(?:ий|ого)\s+)?почат(?:ок|ку)|в\s+начале|начал[оае]|early(?:\s+in)?|(?:at\s+|in\s+)?the\s+beginning\s+of|at\s+the\s+start\s+of"
MIDDLE: Final = (
    r"(?:[ву]\s*)?серед(?:ині|ина|ину)|[ву]середині|посеред(?:ині)?|(?:в\s+)?середин[еыуа]|mid-?|in\s+the\s+middle\s+of"
)
LATE: Final = r"наприкінці|(?:в|у)\s+кінці|під\s+кінець|кін(?:ець|ця)|в\s+конце|под\s+конец|кон(?:ец|ца)|late(?:\s+in)?|at\s+the\s+end\s+of|by\s+the\s+end\s+of|the\s+end\s+of"

SINCE: Final = r"(?:починаючи\s+)?(?:з|із|зі|від)|(?:начиная\s+)?(?:с|со)|since|from|starting"
UNTIL: Final = r"до|не\s+пізніше|не\s+позднее|until|till|by|before\s+the\s+end\s+of|no\s+later\s+than"
BEFORE: Final = r"перед|раніше|раньше|before|prior\s+to"
AFTER: Final = r"після|після\s+того\s+як|после|after"
AND: Final = r"та|і|й|и|and|по|до|-|–|—|to|through|till|until|або|или|or"
YEAR_WORD: Final = r"(?:року|році|роком|рік|рр?\.|год[ау]?|году|годом|гг?\.)"

TENS: Final = {
    "двадцять": {"перш": 21, "друг": 22, "трет": 23, "четверт": 24, "п'ят": 25, "шост": 26},
    "двадцать": {"перв": 21, "втор": 22, "трет": 23, "четверт": 24, "пят": 25, "шест": 26},
}

# Things everyone dates by: what is said, its day or days, and a name for it.
EVENTS: Final = (
    (
        r"повномасштабн\w+\s+вторгненн\w+|полномасштабн\w+\s+вторжени\w+|full-scale\s+(?:invasion|war)",
        "2022-02-24",
        "full-scale invasion",
    ),
    (
        r"(?:псевдо)?референдум\w*|sham\s+referendum\w*|(?:so-called\s+)?referendums?",
        "2022-09-23/2022-09-27",
        "sham referendums",
    ),
    (
        r"підрив\w*\s+(?:каховськ\w+\s+)?(?:гес|дамб\w+|гребл\w+)|подрыв\w*\s+(?:каховск\w+\s+)?(?:гэс|дамб\w+|плотин\w+)|kakhovka\s+dam\s+\w+",
        "2023-06-06",
        "Kakhovka dam",
    ),
    (
        r"(?:цього\s+|цей\s+|этого\s+|этот\s+|this\s+|the\s+|september\s+10\s+)(?:термін\w*|дедлайн\w*|срок\w*|deadline)",
        "2025-09-10",
        "deadline of decree 159",
    ),
    (
        r"10(?:-?го)?\s+(?:вересня|сентября|september)|september\s+10(?:th)?(?!\d)",
        "2025-09-10",
        "deadline of decree 159",
    ),
)

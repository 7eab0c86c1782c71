"""Words that tell what a name of a place is: prepositions, kinds of places, oblasts under their other names."""

import re
from typing import Final


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words before which a name in capitals is a place, even when it is also a common word.
PREPOSITIONS: Final = _set(
    "в у во на до з із зі зо із-за під над біля коло через поблизу навколо довкола повз поза за крізь вздовж из с "
    "со под возле около близ вблизи вокруг мимо к ко по от недалеко неподалеку рядом in from to at near of around "
    "outside into through toward towards leaving left inside across"
)
# "a village near Melitopol" is not Melitopol.
NEAR: Final = re.compile(
    r"(?:\b(?P<generic>(?:an? |the )?(?:small )?(?:сел(?:о|а|у|і|е|ом|ах)|селищ\w*|станиц\w*|хут[оі]р\w*|"
    r"деревн\w*|пос[её]л\w*|"
    r"село\w*|смт|villages?|towns?|settlements?|hamlets?|місц\w*|містечк\w*|мест\w*|городк\w*))\s+)?"
    r"\b(?P<near>під|недалеко від|неподалік(?: від)?|поблизу|поруч із|поруч з|поруч|біля|коло|"
    r"в околицях|на околицях|на околиці|в околиці|у передмісті|в передмісті|у передмістях|"
    r"под|недалеко от|неподал[её]ку от|рядом с|рядом со|возле|около|близ|вблизи|в окрестностях|на окраине|в пригороде|"
    r"near|past|beyond|behind|passed|not far from|close to|outside of|outside|just outside|"
    r"on the outskirts of|in the outskirts of|next to)"
    r"\s+(?:м\.\s*|г\.\s*|міст\w+\s+|город\w*\s+|the (?:town|city) of\s+|the\s+|сел\w+\s+)?$"
)
BEHIND: Final = re.compile(
    r"(?<!\w)за\s+(?:(?:містом|городом|селом|селищем|поселком|станицею|станицей|м\.|г\.|с\.)\s*)?$"
)
INSTRUMENTAL: Final = re.compile(r"(?:[оеє]м|[оеє]ю|[оеє]й|[иі]м|ым|ами|ями|ими|ыми|ю)$")
# Words of kind, before or after a name, and which types of unit they speak for.
KIND_BEFORE: Final = {
    "city": re.compile(r"(?:\bм\.|\bм|\bг\.|\bгор\.|\bміст[оауіом]+|\bгород(?:а|у|ом|е)?|\b(?:city|town) of)\s*$"),
    "town": re.compile(
        r"(?:\bсмт\.?|\bпгт\.?|\bселищ\w*|\bпос\.|\bпос[её]л\w*|\bсел\.|\bмістечк\w*|"
        r"\b(?:town|settlement|township) of)\s*$"
    ),
    "village": re.compile(
        r"(?:\bс\.|\bсел(?:о|а|у|і|е|ом|ах|ами)|\bс[её]л(?:а|ах)?|\bд\.|\bдеревн\w+|\bхут[оі]р\w*|\bх\.|\bстаниц\w+|\bселом|"
        r"\b(?:villages?|hamlets?) of)\s*$"
    ),
    "any": re.compile(
        r"(?:\b(?:кримськ|крымск|донецьк|донецк|запорізьк|запорожск|луганськ|луганск|херсонськ|херсонск)"
        r"(?:ий|ого|ому|им|ім|ом|ої|ій|ой|у|ою|их|ими|ая|ую|а|е|ое)|\b(?:жител|мешкан|місцев|окупован|оккупированн|захоплен|захваченн|деокупован|"
        r"residents?|occupied|captured|liberated|seized)\w*|\bнаселен\w+ пункт\w*(?:\s+\w{1,3})?)\s*$"
    ),
}
KIND_AFTER: Final = {
    "village": re.compile(r"\s+(?:village|hamlet)\b"),
    "city": re.compile(r"\s+city\b"),
    "town": re.compile(r"\s+(?:town|settlement)\b"),
}
RAION_AFTER: Final = re.compile(r"\s+(?:район\w*|р-н\w*|districts?|raions?)\b")
HROMADA_AFTER: Final = re.compile(
    r"\s+(?:(?:міськ|сільськ|селищн|об'єднан|территориальн|територіальн)\w+\s+){0,2}(?:громад\w*|hromadas?|community)\b"
)
OBLAST_AFTER: Final = re.compile(
    r"\s*(?:област\w*|обл\b\.?|народн\w+ республ\w+|нар\.? ?респ\w*|regions?\b|oblasts?\b|provinces?\b|"
    r"people's republics?\b|военно-гражданск\w+|військово-цивільн\w+|обласн\w+|областн\w+)"
)
# More adjectives of the same kind, with what joins them, as in «Запорізькій та Херсонській областях».
MORE_BEFORE_OBLAST: Final = re.compile(r"(?:\s*(?:,|і|й|та|и|and|або|или|or|&)\s*|\s*,\s*(?:and|та|и|і)\s+)")
STREET_BEFORE: Final = re.compile(
    r"(?:вул\.|вулиц\w+|ул\.|улиц\w+|просп\.|пр\.|проспект\w*|пров\.|провулк\w*|пер\.|переул\w+|площ\w+|пл\.|"
    r"бульвар\w*|шосе|шоссе|імені|имени|ім\.|им\.)\s*$"
)
STREET_AFTER: Final = re.compile(
    r"\s+(?:вулиц\w+|вул\.|улиц\w+|ул\.|проспект\w*|площ\w+|шосе|шоссе|бульвар\w*|street|st\.|avenue)"
)
JOINED: Final = re.compile(
    r"\s*(?:,|\(|/|;|—|–|-|і|й|та|и|and|або|или|or|чи|&)?\s*(?:(?:та|и|і|and)\s+)?(?:в|у|во|in)?\s*"
)

# Oblasts under names that are no adjective. Donbas is two of them, and so is ОРДЛО.
OBLAST_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "UA01": ("uk Крим", "ru Крым", "en Crimea", "uk АРК", "uk Кримщина", "ru АРК", "en Crimean peninsula"),
    "UA05": ("uk Вінниччина", "ru Винничина", "ru Винничина"),
    "UA07": ("uk Волинь", "ru Волынь", "en Volyn"),
    "UA12": ("uk Дніпропетровщина", "ru Днепропетровщина", "uk Січеславщина", "en Dnipropetrovsk"),
    "UA14": ("uk Донеччина", "ru Донетчина", "uk ДНР", "en DNR", "en DPR", "en Donechchyna"),
    "UA18": ("uk Житомирщина", "ru Житомирщина"),
    "UA21": ("uk Закарпаття", "ru Закарпатье", "en Zakarpattia", "en Transcarpathia"),
    "UA23": ("uk Запоріжжя", "ru Запорожье", "en Zaporizhzhia", "en Zaporizhia", "uk Запоріжчина", "ru Запорожчина"),
    "UA26": ("uk Івано-Франківщина", "ru Ивано-Франковщина", "uk Прикарпаття", "ru Прикарпатье"),
    "UA32": ("uk Київщина", "ru Киевщина"),
    "UA35": ("uk Кіровоградщина", "ru Кировоградщина", "en Kirovohrad"),
    "UA44": ("uk Луганщина", "ru Луганщина", "uk ЛНР", "en LNR", "en LPR", "en Luhanshchyna"),
    "UA46": ("uk Львівщина", "ru Львовщина"),
    "UA48": ("uk Миколаївщина", "ru Николаевщина"),
    "UA51": ("uk Одещина", "ru Одесщина", "ru Одесчина"),
    "UA53": ("uk Полтавщина", "ru Полтавщина"),
    "UA56": ("uk Рівненщина", "ru Ровенщина", "ru Ривненщина"),
    "UA59": ("uk Сумщина", "ru Сумщина"),
    "UA61": ("uk Тернопільщина", "ru Тернопольщина"),
    "UA63": ("uk Харківщина", "ru Харьковщина", "en Kharkivshchyna"),
    "UA65": ("uk Херсонщина", "ru Херсонщина", "en Khersonshchyna"),
    "UA68": ("uk Хмельниччина", "ru Хмельнитчина"),
    "UA71": ("uk Черкащина", "ru Черкасщина"),
    "UA73": ("uk Буковина", "ru Буковина", "en Bukovyna"),
    "UA74": ("uk Чернігівщина", "ru Черниговщина"),
}
TWO_OBLASTS: Final = ("uk Донбас", "ru Донбасс", "en Donbas", "en Donbass", "uk ОРДЛО", "ru ОРДЛО", "en ORDLO")
TWO: Final = ("UA14", "UA44")
# Names by which the plant's town is meant. The words of each are matched in all cases.
ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "UA23040110010044100": (
        "uk ЗАЕС", "ru ЗАЭС", "en ZNPP", "en ZAES", "uk Запорізька АЕС", "ru Запорожская АЭС",
        "uk Запорізька атомна станція", "uk Запорізька атомна електростанція", "ru Запорожская атомная станция",
        "ru Запорожская атомная электростанция", "en Zaporizhzhia Nuclear Power Plant", "en Zaporizhzhia NPP",
        "en Zaporizhzhia nuclear plant", "en Zaporizhzhya NPP",
    ),
}  # fmt: skip
# Names of places that are English words once romanised.
ENGLISH_WORDS: Final = _set(
    "as bar rai most ros kit lis sad mars nova maria tamara victoria sofia china azov balky bile dacha piny stare "
    "stinky pole step park karakul"
)
# What follows a name that is also a common word, when the name is meant.
TAKEN_AFTER: Final = re.compile(
    r"\s+(?:(?:вже|уже|тоді|тогда|ще|еще|було|была|был|було|was|were|is|had\s+been|has\s+been|had|already|then|fell|surrendered)\s+)*"
    r"(?:окупу\w+|оккупир\w+|захоп\w+|захват\w+|заня\w+|взял\w+|звільн\w+|освобо\w+|обстріл\w+|обстрел\w+|бомб\w+|"
    r"деокуп\w+|деоккуп\w+|під\s+окупац\w+|под\s+оккупац\w+|taken|occupied|captured|seized|shelled|liberated|fell)\b"
)
# Its oblast or raion right behind it: «Новотроицкое Херсонской области».
REGION_AFTER: Final = re.compile(
    r"\s*,?\s*\(?(?:(?:на|в|у|in)\s+(?:\w+щин\w+|крыму|криму|crimea)|[\w'-]+(?:ої|ій|ой|ого)\s+(?:обл\b|області|области|р-н|району|"
    r"района|районі|районе)|in\s+\w+\s+(?:oblast|region|district|raion))"
)
# Words that open sentences and are also villages, or forms of their names: there a capital says nothing.
OPENERS: Final = _set(
    "під под весна весни весною весной весне весну зима зимою зимой осінь восени осень літо лето літом "
    "летом довге довга долгое секретарка перше первое первая друге второе нове новая новое старе старая "
    "старое велике большое мале малое мирне мирное спокійне тихе тихое веселе веселое чисте чистое "
    "красне красное праця труд радість радость надія надежда воля правда победа перемога відрадне "
    "відродження"
)
FORMER_WORDS: Final = _set(
    "дружба южне южный южное партизани партизаны советский совєтський радянський приморське приморское"
)
QUOTES: Final = _set('« „ “ " ‹')
CENTRES: Final = _set(
    "вінниця луцьк дніпро донецьк житомир ужгород запоріжжя кропивницький луганськ львів миколаїв одеса полтава "
    "рівне суми тернопіль харків херсон хмельницький черкаси чернівці чернігів івано-франківськ сімферополь київ "
    "севастополь"
)
# Towns that have the name of another oblast's centre, with their own oblast.
NAMESAKES: Final = frozenset({("миколаїв", "UA46")})
# Where the reader's sources come from: places here outweigh namesakes elsewhere.
OCCUPIED: Final = frozenset(("UA01", "UA14", "UA23", "UA44", "UA65", "UA85"))
PARTLY: Final = frozenset(("UA48", "UA63"))
# Adjectives of oblasts that may stand in small letters, «кримські лікарні».
OBLAST_ADJECTIVES: Final[dict[str, tuple[str, ...]]] = {
    "UA01": ("кримськ", "крымск"),
    "UA14": ("донецьк", "донецк"),
    "UA23": ("запорізьк", "запорожск"),
    "UA44": ("луганськ", "луганск"),
    "UA48": ("миколаївськ", "николаевск"),
    "UA63": ("харківськ", "харьковск"),
    "UA65": ("херсонськ", "херсонск"),
}

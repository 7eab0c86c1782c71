"""Endings of Ukrainian and Russian nouns and adjectives, as data for `svidok.language.forms`.

A rule says: a dictionary form that ends so loses that ending, its stem may change so, and any of these endings may
follow. Rules are generous: a form that does not exist harms nobody, a form that is missing hides an account.
"""

from typing import Final, Literal, NamedTuple

Change = Literal["same", "soft_k", "closed", "opened", "fleeting", "filled", "doubled", "single", "citizen"]


class Rule(NamedTuple):
    """One way a word is declined: what it loses, how its stem changes, what may follow."""

    ends: str
    change: Change
    endings: frozenset[str]


def _rules(text: str) -> tuple[Rule, ...]:
    """Read lines of `ending change: endings`; `0` is the empty ending."""
    rules: list[Rule] = []
    for line in text.strip().splitlines():
        head, _, tail = line.partition(":")
        ends, change = head.split()
        rules.append(Rule(ends.replace("0", ""), change, frozenset(e.replace("0", "") for e in tail.split())))  # type: ignore[arg-type]
    return tuple(rules)


# What each change does to a stem is told in `forms.py`. "0" on the left stands for a word that ends in a consonant.
UKRAINIAN: Final = _rules("""
0 same: 0 а у ові еві ом ем і е и ів ей ам ами ах я ю ям ями ях ю 'ю ьми
0 opened: а у ові еві ом ем і е и ів ей ам ами ах ю я ям ями ях ого ому им ої ій ою их ими
0 fleeting: а у ові еві ом ем і е и ів ей ам ами ах я ю ям ями ях
0 doubled: ю
0 citizen: и е 0 ам ами ах
ь same: ь я ю еві єві ем єм і ї ів ей їв ям ями ях ьми ьо у у а
ь opened: я ю еві ем і ів ей ям ями ях
ь fleeting: я ю еві ем і ів ей ям ями ях
ь doubled: ю
й same: й я ю єві єм ї єм їв ям ями ях єю є
ей same: 'я 'ю 'єм 'ї 'їв 'ям 'ями 'ях
й opened: я ю єві єм ї їв ям ями ях
ий same: ий ого ому им ім а ої ій у ою е і их ими еє ая ую ії
ій same: ій ього ьому ім им я ьої ю ьою є і їх іх іми їми ьє єє ього єго єму їм її ї єю
а same: а и і у ою ею о е 0 ам ами ах ої ій
а soft_k: і
а closed: 0 ь
а filled: 0 ь
я same: я і ї ю ею єю е є ь й ей ям ями ях ем єм ому
я closed: ь й
я filled: ь й
я single: 0 ь ей
о same: о а у ові ом і и е 0 ам ами ах ів
о soft_k: і
о closed: 0
о filled: 0
е same: е я ю ем і а у ом ею ей 0 ь ів ям ями ях ам ами ах ого ому им ім их ими
е closed: 0 ь
е filled: 0 ь
я single: ей
є same: є ю я ям єм ї ього ьому ім ого ому им їх ій
и same: и і 0 ів ам ами ах ей ьми ом
и closed: 0
и filled: 0
і same: і ів ей ь 0 ям ями ях ам ами ах их им ими ю я іх іми
і filled: 0 ь
і closed: 0 ь
ї same: ї їв їй й ям ями ях їх їм їми єв
""")
RUSSIAN: Final = _rules("""
0 same: 0 а у ом ем е и ы ов ев ей ам ами ах я ям ями ях ью ю и
0 fleeting: а у ом ем е и ы ов ев ей ам ами ах я ю ям ями ях ью
0 citizen: е 0 ам ами ах
ь same: ь я ю ем е и ей ям ями ях ью ьми у а ам ами ах ём
ь fleeting: я ю ем е и ей ям ями ях ью
й same: й я ю ем ём е и ев ёв ям ями ях ьями
ей same: ья ью ьем ьём ье ьи ьев ьям ьями ьях
ый same: ый ого ому ым ом ая ой ую ою ое ые ых ыми а о ы
ий same: ий ого его ому ему им ом ем ая яя ой ей ую юю ою ею ое ее ие их ими
ий same: ья ье ьи ьего ьему ьим ьем ьей ью ьих ьими ия ию ии ием ие иев иям иями иях
ой same: ой ого ому ым им ом ая ую ою ое ые ие ых их ыми ими оя ою оем ое ои оев оям оями оях
ая same: ая ой ую ою ей ею ые ие ых их ым им ыми ими ое ее
яя same: яя ей юю ею ие их им ими ее
ое same: ое ого ому ым им ом ая ой ую ые ие ых их ыми ими
ее same: ее его ему им ем яя ей юю ие их ими
ые same: ые ых ым ыми
ие same: ие их им ими ия ию ием ии ий иям иями иях ье ья ью ьем ьи ьям ьями ьях
а same: а ы и е у ой ою ей ею о 0 ам ами ах
а filled: 0 ь
я same: я и е ю ей ею ёй ёю ь й ям ями ях
я filled: 0 ь й
ья filled: й
мя same: мя мени менем мена мен мён менам менами менах
о same: о а у ом е и ы 0 ам ами ах ов
о filled: 0
е same: е я ю ем ём и й ей а у ом ам ами ах ям ями ях 0 ев ов
е filled: 0 ь
ье same: ий ьев
ё same: ё я ю ём е и
ы same: ы 0 ов ев ам ами ах ей
ы filled: 0
и same: и 0 ов ев ей ь й ам ами ах ям ями ях ьми
и filled: 0 ь
""")
ENGLISH: Final = _rules("""
0 same: 0 s es 's s' ies'
e same: e es e's es'
y same: y ies y's ies' ys
fe same: fe ves
f same: f ves fs
man same: man men man's men's
""")

# Words that change beyond any rule.
IRREGULAR: Final[dict[str, dict[str, str]]] = {
    "uk": {
        "дитина": "діти дітей дітям дітьми дітях",
        "людина": "люди людей людям людьми людях люде",
        "мати": "матері матір матір'ю матерів матерям матерями матерях мате",
        "мама": "мамин",
        "батько": "батьки батьків батькам батьками батьках батьку",
        "донька": "доньок дочка дочки дочок",
        "око": "очі очей очам очима очах",
        "гроші": "грошей грошам грошима гроші грошах грошми",
        "двері": "дверей дверям дверима дверях",
        "день": "дні днів днями дню дня",
        "ім'я": "імені іменем імен іменам іменами іменах",
        "рік": "року роки років рокам роках роком",
        "друг": "друзі друзів друзям друзями друзях",
        "кінь": "коні коней",
        "теля": "теляти телят",
        "немовля": "немовляти немовляті немовлята немовлят немовлятам немовлятами немовлятах немовлям",
        "дитя": "дитяти дитям дитяті",
        "дівча": "дівчата дівчат дівчатам дівчатами",
        "онуча": "онучата онучат",
        "небо": "небеса",
        "плече": "плечі плечей",
    },
    "ru": {
        "ребенок": "дети детей детям детьми детях",
        "человек": "люди людей людям людьми людях",
        "мать": "матери матерью матерей матерям матерями матерях",
        "дочь": "дочери дочерью дочерей дочерям дочерьми дочерях",
        "друг": "друзья друзей друзьям друзьями друзьях",
        "сын": "сыновья сыновей сыновьям сыновьями сыновьях",
        "муж": "мужья мужей мужьям мужьями мужьях",
        "брат": "братья братьев братьям братьями братьях",
        "сосед": "соседи соседей соседям соседями соседях",
        "год": "лет летам годам годов",
        "хозяин": "хозяева хозяев хозяевам",
        "дитя": "дитяти",
        "ухо": "уши ушей ушам",
        "глаз": "глаза",
        "деньги": "денег деньгам деньгами деньгах",
        "чудо": "чудеса",
        "путь": "путем",
        "цветок": "цветы цветов цветам цветами цветах",
        "мой": "моего моему моим моем моей мою моею мое мои моих моими",
    },
    "en": {
        "child": "children children's",
        "person": "people people's",
        "wife": "wives",
        "life": "lives",
        "foot": "feet",
        "tooth": "teeth",
    },
}

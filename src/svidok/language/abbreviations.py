"""Short forms with a full stop that does not end a sentence."""

from typing import Final


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# A name, a street or another word follows: the sentence goes on whatever comes next.
GOES_ON: Final = _words(
    # Ukrainian
    "м с смт сщ хут вул бул бульв просп пр-т пров пл корп каб ім св див напр зокр гр гр-н гр-ка проф акад доц д-р інж "
    "ген підполк ст сер моб заст нач зав упр ст.ст б р-н о оз нар прибл бл т.зв т зв укр рос англ "
    # Russian
    "г д дер пос пгт ул пер пр наб им см подп кап лейт серж мл инж зам прибл т.н т.наз наз о-в русск "
    # English
    "mr mrs ms dr prof rev st mt gen col maj capt lt sgt cpl rep sen gov pres eds vs cf approx ca e.g i.e viz ave "
    "blvd"
)
# The same, when a number follows; otherwise they are words or end a sentence.
COUNTS: Final = _words("буд кв п пп ч ст стор табл рис тел ред стр ок no nos art arts para paras fig vol pp ed")
# These stand at the end of a phrase, and as well at the end of a sentence.
MAY_END: Final = _words(
    "р рр гг обл р-ну тис млн млрд грн коп руб тыс год хв сек хвил мин час кг км см мм мл т.д т.п т.ін т.і д п ін др "
    "пр н.е н.э р.н г.р a.m p.m etc inc ltd co corp jr sr al u.n u.s u.k e.u d.c ph.d jan feb mar apr jun jul aug sep "
    "sept oct nov dec"
)
# After an initial, or after U.N. and the like, only these words tell that a new sentence begins.
OPENERS: Final = _words(
    "the a an it he she they we i you in on at but and this that these those there when after before as if for her his "
    "their our my since while however according one two three many some most all no not "
    "він вона вони воно це ми ви ти цей ця ці але потім тоді там його її їх нам мені "
    "он она они оно это мы вы ты этот эта эти но потом тогда его ее её их нам мне"
)

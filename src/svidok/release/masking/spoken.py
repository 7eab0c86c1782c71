"""Surnames that no dictionary has, in small letters or with letters set apart, told by the words beside them."""

import re
from collections.abc import Iterator
from typing import Final

from svidok.release.masking.found import Found
from svidok.release.masking.known import Knowledge
from svidok.release.masking.page import Page, Word, folded
from svidok.release.masking.words import common, surname_at_opening

_ENDING: Final = re.compile(
    r"\w{2,}(?:(?:[оеє]в|[иіїы]н)(?:а|ої|ій|у|ою|ой|ым|им|ові|е)?|енк\w{1,3}|[уюя]к(?:а|у|ом|ові)?|(?:с|з|ц)ь?к(?:ий|ого|ому|им|а|ої|ій|у|ою|ая|ой|ую)"
    r"|их(?:а|и|і|у|ою|ой|е)|ич(?:а|у|ем)?|ишин|(?<!т)ура|юра|ко|(?<!д)ян|дзе|швілі|швили|ogly"
    r"|ova|eva|yeva|enko|[uy]k|sk[yi]y?i?|ska|skaya|ov|ev|yev|in|yn|ina|yna|ykha|ich|ych)"
)
_SHORTEST: Final = 5
# One letter at a time with one and the same sign between them.
_APART: Final = re.compile(
    r"(?<!\w)[^\W\d_](?P<gap>[ \u00a0\u2009.·*_|+~-]{1,3})[^\W\d_](?:(?P=gap)[^\W\d_]){2,}(?!\w)"
)
_ONE_LETTER: Final = re.compile(r"[^\W\d_]")
_RANK: Final = 55


def beside_speech(page: Page, known: Knowledge) -> Iterator[Found]:
    """Yield unknown words with the ending of a surname that stand after an office or beside a verb of saying."""
    words = page.words
    for place, word in enumerate(words):
        if word.capital or not _unknown(known, word):
            continue
        before, after = _at(page, place, -1), _at(page, place, 1)
        office = _office(page, known, place, 1)
        if _ENDING.fullmatch(word.key):
            near = [one for one in (before, after) if one is not None]
            told = office or any(known.sayings_of.fullmatch(one.key) for one in near)
            # «директор школи прытков»: one word between an office and its holder
            told = told or _office(page, known, place, 2)
        else:
            told = office and _declared(page, known, place)
        if told:
            yield Found(
                word.start, word.end, "person", "an unknown word beside speech or an office", "person", rank=_RANK
            )


def _office(page: Page, known: Knowledge, place: int, back: int) -> bool:
    """Whether an office stands so many words before, with no comma between."""
    word = _at(page, place, -back)
    if word is None or not known.offices.match(word.key):
        return False
    return "," not in page.text[word.end : page.words[place].start]


def _unknown(known: Knowledge, word: Word) -> bool:
    key = word.key
    if len(key) < _SHORTEST or key in known.stays:
        return False
    return not common(key) or (not key.isascii() and surname_at_opening(key))


def _at(page: Page, place: int, step: int) -> Word | None:
    """Return the word so many places away when nothing but spaces lies between, or a comma before speech."""
    other = place + step
    if not 0 <= other < len(page.words):
        return None
    first, last = sorted((page.words[place], page.words[other]))
    between = page.text[first.end : last.start]
    letters = re.sub(r"[\w'’ʼ`-]", "", between)
    return page.words[other] if not letters.strip(" \u00a0,") and "\n" not in between else None


def _declared(page: Page, known: Knowledge, place: int) -> bool:
    """Whether an unknown word after an office is followed by what somebody does, so that it is who does it."""
    after = _at(page, place, 1)
    return after is not None and (known.people.acts(after.key) or after.key in {"не", "уже", "вже", "сам", "сама"})


def apart(page: Page, known: Knowledge) -> Iterator[Found]:
    """Yield names whose letters are set apart: «К о в а л ь»; everyday words stay, but not with one capital."""
    for found in _APART.finditer(page.text):
        letters = "".join(_ONE_LETTER.findall(found[0]))
        key = folded(letters)
        if (
            letters.istitle()
            or known.people.personal(key)
            or (len(key) >= _SHORTEST and (not common(key) or known.people.calls(key)))
        ):
            yield Found(*found.span(), "person", "a name with its letters set apart", "person", rank=_RANK)

"""Which language a sentence is in: Ukrainian, Russian, English, or not to be told.

Letters tell first (і ї є ґ against ы э ё ъ), then small words, then a statistical model for what is left. Nothing may
be routed by the answer alone: in mixed speech both languages are read, always.
"""

import functools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, Literal

from svidok.language.sentences import sentences as cut

if TYPE_CHECKING:
    from lingua import LanguageDetector

Lang = Literal["uk", "ru", "en", "und"]

_CYRILLIC: Final = re.compile("[Ѐ-ԯ]")
_LATIN: Final = re.compile("[A-Za-zÀ-ɏ]")
_WORD: Final = re.compile("[Ѐ-ԯ\u0300-\u0308]+(?:['’ʼ`′][Ѐ-ԯ]+)*")
_UK_MARK: Final = re.compile("[іїєґІЇЄҐ]|[бпвмфгґкхжчшщдтзсцлнрБПВМФР]['’ʼ`′][яюєїЯЮЄЇ]")
_RU_MARK: Final = re.compile("[ыэёъЫЭЁЪ]|[еЕ]\u0308")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Small words that only one of the two has; those with letters of their own are told by the letters.
_UK_WORDS: Final = _listed(
    "що це цей ця цього цьому але або чи бо аби щоб ще дуже де коли його йому вона вони воно був була було були буде "
    "треба нема лише від року роки взяв казали кажуть шо тре отак отой хто хтось щось також й зараз зранку лишилася "
    "завжди жодного навколо чого мого твого свого"
)
_RU_WORDS: Final = _listed(
    "что как и или если когда тогда потом здесь ему он она они оно есть нет нету надо можно только после между от "
    "него со из чтобы потому мне меня себя лет где кто город сказал говорят говорит говорил тоже очень сейчас теперь "
    "человек время чуть его ничего никто нигде сюда туда отсюда почему конечно какой какая такой такая больница "
    "справка лекарства пришла ушла"
)
# Russian words as they sound, in Ukrainian letters.
_MIXED: Final = re.compile(
    r"чо|чьо|нічо|тіко|тіки|тока|токо|када|получа\w*|получи\w*|возьм\w*|єслі|нада|больше|скока|канєшно|конєшно|вопщє?м"
    r"|харашо|всьо|вобще|ваабще|врем'я|россій\w*|россії|росії\w*ськ\w*|сижу|січас|щас|сначала|понімаю|понял\w*|даже"
    r"|іменно|вроді|тіпа|справк\w*|больниц\w*|прописк\w*|полюбому|откуда|кажеться|пипєц|принципіальн\w*|верифікуєм"
)
_SURE: Final = 0.85
_PLENTY: Final = 4  # letters of one language and none of the other: a foreign name has fewer
_TITLE: Final = re.compile("«[А-ЯІЇЄҐ][^«»]{0,50}»")  # a newspaper keeps its spelling too
_Evidence = tuple[int, int]  # words that speak for Ukrainian, for Russian


def language_of(text: str) -> Lang:
    """Return the likelier language of one sentence, "und" when it has no letters.

    >>> [language_of(words) for words in ("Не дали ліків.", "Не выдали лекарства.", "No medicine", "10.09.2025")]
    ['uk', 'ru', 'en', 'und']
    """
    return _judge(text)[0]


def languages(text: str, sentences: Sequence[tuple[int, int]]) -> list[Lang]:
    """Return the language of each sentence; what could be either takes that of the sentences around it.

    >>> talk = "Лікарня відмовила. Дали паспорт. Їй теж."
    >>> languages(talk, [(0, 18), (19, 32), (33, 40)])
    ['uk', 'uk', 'uk']
    """
    judged = [_judge(text[start:end]) for start, end in sentences]
    around = Counter(lang for lang, sure in judged if sure and lang in ("uk", "ru"))
    if not around:
        return [lang for lang, _ in judged]
    common = min(around, key=lambda lang: (-around[lang], lang))
    return [common if not sure and lang in ("uk", "ru") else lang for lang, sure in judged]


def is_mixed(text: str) -> bool:
    """Say whether a text mixes Ukrainian and Russian within a sentence, or has Russian words in Ukrainian letters.

    Names are left out: a town keeps its spelling in a foreign sentence.

    >>> is_mixed("я получила паспорт і всьо, на роботу не вийдеш"), is_mixed("В городе Київ все было закрыто.")
    (True, False)
    """
    return any(_is_mixed(text[start:end]) for start, end in cut(text))


def _is_mixed(sentence: str) -> bool:
    small = [word for word in _WORD.findall(_TITLE.sub("", sentence)) if not word[0].isupper()]
    ukrainian, russian = _evidence(small)
    return ukrainian > 0 and (russian > 0 or any(_MIXED.fullmatch(word) for word in small))


def _evidence(words: Iterable[str]) -> _Evidence:
    ukrainian = russian = 0
    for word in words:
        lower = word.lower()
        if _UK_MARK.search(word):
            ukrainian += 1
        elif _RU_MARK.search(word):
            russian += 1
        elif lower in _UK_WORDS:
            ukrainian += 1
        elif lower in _RU_WORDS:
            russian += 1
    return ukrainian, russian


def _judge(text: str) -> tuple[Lang, bool]:
    """Return the language and whether the words themselves decide it."""
    if text.isascii() or not _CYRILLIC.search(text):
        return ("en", True) if _LATIN.search(text) else ("und", True)
    if _LATIN.search(text) and len(_LATIN.findall(text)) > len(_CYRILLIC.findall(text)):
        return "en", True
    marked = len(_UK_MARK.findall(text)), len(_RU_MARK.findall(text))
    if min(marked) == 0 and max(marked) >= _PLENTY:
        return ("uk", True) if marked[0] else ("ru", True)
    ukrainian, russian = _evidence(_WORD.findall(text))
    if ukrainian > 2 * russian:
        return "uk", True
    if russian > 2 * ukrainian:
        return "ru", True
    return _by_model(text)


def _by_model(text: str) -> tuple[Lang, bool]:
    from lingua import Language

    scores = {one.language: one.value for one in _detector().compute_language_confidence_values(text)}
    ukrainian, russian = scores[Language.UKRAINIAN], scores[Language.RUSSIAN]
    best: Lang = "uk" if ukrainian >= russian else "ru"
    return best, max(ukrainian, russian) >= _SURE


@functools.cache
def _detector() -> "LanguageDetector":
    # Imported on first use: the model takes half a second, and most sentences are told by their letters.
    from lingua import Language, LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_languages(Language.UKRAINIAN, Language.RUSSIAN, Language.ENGLISH).build()

"""Invented text for timing: the words of three languages at the frequencies that words have, the same each time.

It reads like nothing, on purpose: only lengths, letters, punctuation and how often a word comes are true to life.
"""

import itertools
import random
from collections.abc import Iterator, Sequence

# The commonest words in falling order; rarer ones are made of the syllables below.
COMMON = {
    "uk": "не в і на що я з та до він як це а за але вони у по ми від вона так було про бо мене нас його й для без "
    "коли ще або мені їх були є вже тут сказали там паспорт довідка лікарня пенсія школа ліки документи",
    "ru": "не в и на что я с он как это а по но они у к мы за из она так было от меня нас его же для без когда ещё или "
    "мне их были есть уже здесь сказали там паспорт справка больница пенсия школа лекарства документы",
    "en": "the of to and in a they was that for he it with on not is as had she were at we his from by my have without "
    "but who their them when there no or said after been us would passport certificate hospital pension school",
}
SYLLABLES = {
    "uk": "ва ро ні ко ти пе ла си ме до зу ха ці жи лю бря сто пра кри вде нок тів шка ння їв ґа п’я",
    "ru": "ва ро ни ко ты пе ла сы ме до зу ха ци жи лю бря сто пра кри вде нок тов шка ние ёв эт объ",
    "en": "ba ro ni ko ty pe la sy me do zu ha ter ing tion ed str pra cri ment ly ous er",
}
ENDINGS = {
    "uk": ["", "у", "ом", "і", "ами", "ої"],
    "ru": ["", "у", "ом", "ы", "ами", "ой"],
    "en": ["", "s", "ed", "ing"],
}
RARE_WORDS = 20_000  # of each language
MARKS = [", ", ", ", ", ", ". ", ". ", ".\n", " — ", "; ", ": ", "? ", "! ", " («", "» ", "\n\n"]
HOW_OFTEN_A_MARK = 0.13


def bench_corpus(n_docs: int, words: int) -> list[str]:
    """Return `n_docs` documents of `words` words, Ukrainian, Russian and English in turn.

    >>> docs = bench_corpus(3, 50)
    >>> [len(doc.split()) >= 40 for doc in docs], docs == bench_corpus(3, 50)
    ([True, True, True], True)
    """
    pick = random.Random(1932)
    vocabularies = {lang: vocabulary(lang, pick) for lang in COMMON}
    turn = itertools.cycle(sorted(vocabularies))
    return ["".join(_document(vocabularies[lang], words, pick)) for lang in itertools.islice(turn, n_docs)]


def vocabulary(lang: str, pick: random.Random) -> list[str]:
    """Return the words of a language, the commonest first."""
    rare = {
        "".join(pick.choices(SYLLABLES[lang].split(), k=pick.choice((2, 2, 3, 3, 4)))) + pick.choice(ENDINGS[lang])
        for _ in range(RARE_WORDS)
    }
    return [*COMMON[lang].split(), *sorted(rare, key=lambda word: (len(word), word))]


def _document(words: Sequence[str], count: int, pick: random.Random) -> Iterator[str]:
    """Yield words and what stands between them; the k-th word comes as often as 1 / (k + 2.7) says (Mandelbrot)."""
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    begins = True
    for word in pick.choices(words, cum_weights=weights, k=count):
        yield word.capitalize() if begins or pick.random() < 0.03 else word
        mark = pick.choice(MARKS) if pick.random() < HOW_OFTEN_A_MARK else " "
        begins = mark.strip() in (".", "?", "!", "") and mark != " "
        yield mark

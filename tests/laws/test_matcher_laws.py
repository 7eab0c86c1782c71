"""Laws of matching, against a slow reading of the same grammar word by word."""

import random
import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svidok.language.fold import fold
from svidok.language.matcher import REACH, Hit, Matcher, compile_patterns

STEMS = ["пас", "паспорт", "не", "дают", "здоров'", "doctor"] * 2 + [
    "пас",
    "паспорт",
    "інсул",
    "інсулін",
    "здоров'",
    "не",
    "дают",
    "у",
    "a",
    "an",
    "ID",
    "doctor",
    "x",
    "пас-порт",
]
ENDINGS = ["", "", "", "", "у", "ом", "'я", "s", "'s", "й"]
JOINTS = [
    " ",
    " ",
    " ",
    "\u00a0",
    "  ",
    "\n",
    "\r\n",
    "\n\n",
    ", ",
    ". ",
    " — ",
    " - ",
    "-",
    "/",
    " «",
    "» ",
    "(",
    "",
    "😀",
    "’",
    "…",
]
INVISIBLE = ["", "", "", "\u00ad", "\u0301", "\u200d"]
WORD_END = r"(?![^\W_])(?!'[^\W_])"
GAP = r"[ \n\r\"'«»„“”-]"

words = st.builds(lambda stem, ending: stem + ending, st.sampled_from(STEMS), st.sampled_from(ENDINGS))
shown = st.builds(
    lambda word, sign, upper: (word[:1] + sign + word[1:]).upper() if upper else word[:1] + sign + word[1:],
    words,
    st.sampled_from(INVISIBLE),
    st.booleans(),
)
texts = st.lists(st.tuples(shown, st.sampled_from(JOINTS)), min_size=3, max_size=10).map(
    lambda pairs: "".join(map("".join, pairs))
)
pieces = st.builds(lambda word, star: word + star, words, st.sampled_from(["", "*"]))
sequences = st.lists(pieces, min_size=1, max_size=3).map(" ".join)
patterns = st.lists(
    st.one_of(sequences, sequences, st.lists(sequences, min_size=2, max_size=2).map(" & ".join)), min_size=1, max_size=4
)


def _compiled(lexicon: list[str]) -> Matcher[str]:
    return compile_patterns([(pattern, pattern) for pattern in lexicon], "uk")


def _sequence(pattern: str, text: str) -> set[tuple[int, int]]:
    """Where a sequence stands: each start is tried with a plain regular expression."""
    parts = []
    for word in pattern.lower().split():
        bare = re.escape(word.rstrip("*") if word.endswith("*") else word.rstrip("'")).replace(r"\-", f"(?:{GAP})")
        letter = "(?=[^\\W_])" if bare.endswith("'") else ""  # a stem cannot end the word in its apostrophe
        parts.append(bare + letter + r"(?:[^\W_]|'(?=[^\W_]))*" if word.endswith("*") else bare)
    last = r"(?='s(?![^\W_])(?!'[^\W_]))" if re.search("[a-z]$", pattern.lower()) else "(?!)"
    joined = f"{WORD_END}{GAP}+".join(parts)
    whole = re.compile(rf"(?<![^\W_])(?<![^\W_]'){joined}(?:{WORD_END}|{last})")
    found = set()
    for start in range(len(text)):
        hit = whole.match(text, start)
        if hit and _soft(text, hit.start(), hit.end()):
            found.add((hit.start(), hit.end()))
    return found


def _soft(text: str, start: int, end: int) -> bool:
    """No empty line and no dash inside; an apostrophe between letters is a letter, never a gap."""
    inside = text[start:end]
    return not (
        re.search(r"[\n\r][ ]*[\n\r]", inside.replace("\r\n", "\n"))
        or re.search(r"(?<![^\W_])-|-(?![^\W_])", inside)
    )  # fmt: skip


def _oracle(pattern: str, text: str) -> set[tuple[int, int]]:
    members = [_sequence(member.strip(), text) for member in pattern.split("&")]
    if len(members) == 1:
        return members[0]
    return {
        (min(a[0], b[0]), max(a[1], b[1]))
        for a, b in product(*members)
        if (a[1] <= b[0] and _near(text[a[1] : b[0]])) or (b[1] <= a[0] and _near(text[b[1] : a[0]]))
    }


def _near(between: str) -> bool:
    broken = re.search(r"(?<!\b\w)\.|[!?…;:—()]|\s-\s|\n\s*\n", between)
    return not broken and len(re.findall(r"[^\W_]+(?:'[^\W_]+)*", between)) < REACH


@given(texts, patterns)
@settings(max_examples=300)
def test_the_automaton_finds_what_a_slow_reader_finds(text: str, lexicon: list[str]) -> None:
    folded = fold(text)
    found = {(hit.start, hit.end, hit.value) for hit in _compiled(lexicon).find(folded)}
    expected = {(*folded.span(*span), pattern) for pattern in lexicon for span in _oracle(pattern, folded.text)}
    assert found == expected


@given(texts, patterns)
def test_hits_are_whole_words_of_the_original_in_order(text: str, lexicon: list[str]) -> None:
    hits = _compiled(lexicon).find(fold(text))
    assert [(hit.start, hit.end) for hit in hits] == sorted((hit.start, hit.end) for hit in hits)
    assert len({(hit.start, hit.end, hit.value) for hit in hits}) == len(hits)
    for hit in hits:
        quote = fold(text[hit.start : hit.end]).text
        assert quote.startswith(hit.words[0]) or "&" in hit.value
        assert all(word in quote for word in hit.words)
        assert (quote[0] + quote[-1]).isalnum()


@given(texts, patterns)
def test_the_same_input_gives_the_same_hits(text: str, lexicon: list[str]) -> None:
    def read() -> list[Hit[str]]:
        return _compiled(lexicon).find(fold(text))

    assert read() == read()


@given(texts, texts, patterns)
def test_an_empty_line_keeps_two_texts_apart(first: str, second: str, lexicon: list[str]) -> None:
    matcher = _compiled(lexicon)
    before, after = first + "\n\n", "\n\n" + second

    def read(text: str, moved: int) -> set[tuple[int, int, str]]:
        return {(hit.start + moved, hit.end + moved, hit.value) for hit in matcher.find(fold(text))}

    assert read(first + after, 0) == read(before, 0) | read(after, len(first))


def test_the_slow_reader_itself() -> None:
    assert _oracle("не дают*", "не дают, не «даются»; не-дают") == {(0, 7), (9, 19), (22, 29)}
    assert _oracle("паспорт & не", "не дают паспорт. не") == {(0, 15)}


@pytest.mark.slow
def test_a_hundred_thousand_texts_quote_their_own_words() -> None:
    matcher = _compiled(["паспорт*", "не дают*", "інсулін*", "здоров'*", "відмов* & паспорт*", "ё*", "doctor"])
    pick = random.Random(6)
    pieces = [
        "паспорт", "Паспорта", "пас\u00adпорт", "па\u0301спорт", "не", "дают", "НЕ\u00a0ДАЮТ", "інсулін",
        "і\u0308нсулін", "здоров’я", "відмовили", "Её", "е\u0308лка", "и\u0306", "doctor’s", "😀",
        "👩\u200d⚕\ufe0f", "\r\n", "\n", " ", "  ", ", ", ". ", "«", "»", "–", "\u200b", "\ufeff", "İ", "ß",
        "\u0301", "-", "—", "𐐀",
    ]  # fmt: skip
    quoted = 0
    for _ in range(100_000):
        text = "".join(pick.choices(pieces, k=9))
        for hit in matcher.find(fold(text)):
            quote = fold(text[hit.start : hit.end]).text
            assert quote.startswith(hit.words[0]), text
            assert quote.endswith(hit.words[-1]), text
            quoted += 1
    assert quoted > 100_000

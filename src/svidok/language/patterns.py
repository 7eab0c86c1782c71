"""The grammar of the codebook's patterns, taken apart.

`інсулін*` a stem with any ending, `лікар~` a lemma in all its forms, `insulin` one word, `виплат* на дитину` words in
sequence, `відмов* & паспорт*` both near each other in either order, `=ВІЛ` capitals as written.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from svidok.errors import PatternRefused
from svidok.language import alphabet
from svidok.language.fold import fold
from svidok.language.forms import forms

# Nearly all patterns are of plain small letters, and need no folding.
_PLAIN = re.compile("[a-zа-яіїєґ0-9]+(?:[' ][a-zа-яіїєґ0-9]+)*")
_PLAIN_MEMBER = re.compile("[a-zа-яіїєґ0-9 *~]+")
_CLITIC = b"n't"  # "n't have" also matches at the end of "wouldn't have"


@dataclass(frozen=True, slots=True)
class Step:
    """One place in a sequence: any of these spellings, in bytes of the ribbon, with any ending when `open`."""

    spellings: tuple[bytes, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """Words that follow each other.

    `cased` is what the words must look like with their capitals, or empty. `page` holds the bytes to compare when the
    pattern has punctuation of its own ("rfe/rl"), or nothing.
    """

    steps: tuple[Step, ...]
    cased: str = ""
    page: bytes = b""

    @property
    def free(self) -> bool:
        """Whether it may begin inside a word, as the n't of wouldn't does."""
        return self.steps[0].spellings[0].startswith(_CLITIC)


def parse(pattern: str, lang: str) -> tuple[Sequence, ...]:
    """Return the members of a pattern: one sequence, or several that must stand near each other.

    Raises PatternRefused with the place of the pattern's fault.

    >>> parse("не дают*", "ru")[0].steps == (Step((alphabet.page("не дают"),), open=True),)
    True
    >>> [member.cased for member in parse("=ВІЛ & тест*", "uk")]
    ['ВІЛ', '']
    """
    return tuple(_sequence(member.strip(), pattern, lang) for member in pattern.split("&"))


def _sequence(member: str, pattern: str, lang: str) -> Sequence:
    bare = member.removeprefix("=")
    words = (bare if _PLAIN_MEMBER.fullmatch(bare) else fold(bare).cased).split()
    if not words:
        raise PatternRefused(pattern=pattern, why="it has an empty part")
    steps = tuple(_step(run, pattern, lang) for run in _runs(words))
    plain = " ".join(words)
    return Sequence(steps, plain.rstrip("*") if member.startswith("=") else "", _page(plain, pattern))


def _page(plain: str, pattern: str) -> bytes:
    """Return the page of a pattern that has punctuation of its own, or nothing."""
    if _PLAIN_MEMBER.fullmatch(plain):
        return b""
    page = alphabet.page(re.sub("[*~]", "", plain)).strip(alphabet.STOP + alphabet.SPACE)
    if alphabet.STOP not in page:
        return b""
    if re.search("[*~]", plain):
        raise PatternRefused(pattern=pattern, why="punctuation and * or ~ cannot stand together")
    return page


def _runs(words: list[str]) -> Iterator[str]:
    """Yield the words in runs that are spelled in one way: a stem ends its run, a lemma is one of its own."""
    run: list[str] = []
    for word in words:
        if word.endswith("~") and run:
            yield " ".join(run)
            run = []
        run.append(word)
        if word[-1] in "*~":
            yield " ".join(run)
            run = []
    if run:
        yield " ".join(run)


def _step(run: str, pattern: str, lang: str) -> Step:
    bare = run.rstrip("*~")
    if len(run) - len(bare) > 1 or re.search(r"[*~=]", bare):
        raise PatternRefused(pattern=pattern, why="* and ~ stand once, at the end of a word, = at the beginning")
    spellings = sorted(forms(bare, lang) | {bare}) if run.endswith("~") else [bare]
    read = tuple(dict.fromkeys(_bytes(spelling, run.endswith("*")) for spelling in spellings))
    if b"" in read:
        raise PatternRefused(pattern=pattern, why="a word of it has no letter")
    if any(alphabet.OTHER_LETTER in spelling for spelling in read):
        raise PatternRefused(pattern=pattern, why="it has a letter of another alphabet")
    return Step(read, run.endswith("*"))


def _bytes(words: str, open_: bool) -> bytes:
    """Return words as they stand in a ribbon; a stem may end in an apostrophe, which is a letter there."""
    if _PLAIN.fullmatch(words):
        return words.translate(_letters()).encode("latin-1")
    if open_:
        return fold(words + "x").ribbon.read.strip()[:-1]
    return fold(words).ribbon.read.strip()


@functools.cache
def _letters() -> dict[int, int]:
    return {ord(letter): byte for letter, byte in alphabet.letter_bytes().items()}

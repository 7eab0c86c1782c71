"""The letters we read, one byte each.

Ukrainian, Russian and English together need fewer than 256 signs once capitals are folded, so a text can be
searched as bytes with one byte for each character: offsets need no conversion, and an automaton reads half as much
as it would of UTF-8.
"""

import functools
import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

BASIC_PLANE: Final = 0x10000  # what lies beyond is emoji and scripts that are none of ours
SPACES: Final = (
    "\t\x1f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u2800\u3000"
)
LINE_ENDS: Final = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
APOSTROPHES: Final = "’ʼ‘`′´ʹ‛＇ʻʽ"
# The en dash is here too: it joins words at least as often as it parts them, and one rule for each character keeps
# the law that a slice folds to a slice. The em dash always parts.
HYPHENS: Final = "\u2010\u2011\u2012\u2013\u2212\u058a\u1806\ufe58\ufe63\uff0d"
QUOTES: Final = '"«»„“”‟‹›‚″〝〞＂'
SAME_LETTER: Final = {"ё": "е", "Ё": "Е", "ѐ": "е", "Ѐ": "Е", "ѝ": "и", "Ѝ": "И"}
IGNORED: Final = (
    "\u00ad\u0300\u0301\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
)
BREVE, DIAERESIS = "\u0306", "\u0308"

# Bytes of a page. Letters of ours have a byte each, all other letters share one.
SPACE, NEWLINE, RETURN, APOSTROPHE, HYPHEN, QUOTE, STOP = b" ", b"\n", b"\r", b"'", b"-", b'"', b"."
OTHER_LETTER, DROPPED = b"\xfd", b"\xff"
_SECOND_HALF = b"\xfe"  # of a surrogate pair: removed at once
_LETTERS: Final = (
    "0123456789abcdefghijklmnopqrstuvwxyz"  # these keep their ASCII byte
    "абвгдежзийклмнопрстуфхцчшщъыьэюяєіїґђѓѕјљњћќўџ"
    "àáâäãåçèéêëğíîïıñóôöõøşșßúûüýčćšžżźżłńęąœæ"
)
_FIRST_FREE = 0x80
_AT_A_TIME: Final = 50_000  # units: what is made of them stays near the core
_UNIT: Final = np.dtype("<u2")


@functools.cache
def letter_bytes() -> dict[str, int]:
    """Return the byte of each letter that has its own.

    >>> letter_bytes()["a"] == ord("a"), len(letter_bytes()) < 128
    (True, True)
    """
    letters = dict.fromkeys(_LETTERS)
    own = {letter: ord(letter) for letter in letters if letter.isascii()}
    rest = [letter for letter in letters if not letter.isascii()]
    return own | {letter: _FIRST_FREE + place for place, letter in enumerate(rest)}


@functools.cache
def cased_table() -> NDArray[np.uint16]:
    """Return what each UTF-16 unit becomes when only its shape is folded, not its case."""
    table = np.arange(BASIC_PLANE, dtype=np.uint16)
    for signs, sign in ((SPACES, " "), (LINE_ENDS, "\n"), (APOSTROPHES, "'"), (HYPHENS, "-")):
        table[[ord(other) for other in signs]] = ord(sign)
    for letter, other in SAME_LETTER.items():
        table[ord(letter)] = ord(other)
    table.setflags(write=False)
    return table


@functools.cache
def cased_signs() -> dict[int, int]:
    """Return what `cased_table` changes, for `str.translate`: quicker for a few letters."""
    table = cased_table()
    changed = np.flatnonzero(table != np.arange(BASIC_PLANE)).tolist()
    return {unit: int(table[unit]) for unit in changed}


@functools.cache
def lower_table() -> NDArray[np.uint16]:
    """Return what each UTF-16 unit becomes, case folded; a letter with a longer lower form stays."""
    lower = np.arange(BASIC_PLANE, dtype=np.uint16)
    for unit in range(BASIC_PLANE):
        small = chr(unit).lower()
        if len(small) == 1:
            lower[unit] = ord(small)
    table = lower[cased_table()]
    table.setflags(write=False)
    return table


@functools.cache
def page_table() -> NDArray[np.uint8]:
    """Return the page byte of each UTF-16 unit."""
    folded = np.full(BASIC_PLANE, STOP[0], dtype=np.uint8)
    letter = re.compile(r"[^\W_]")
    for unit in range(0x80, BASIC_PLANE):
        if letter.match(chr(unit)):
            folded[unit] = OTHER_LETTER[0]
    folded[0x300:0x370] = OTHER_LETTER[0]  # a mark belongs to its letter
    for sign, byte in letter_bytes().items():
        folded[ord(sign)] = byte
    for byte in b" \n\r'-":
        folded[byte] = byte
    folded[[ord(sign) for sign in QUOTES]] = QUOTE[0]
    table = folded[lower_table()]
    table[[ord(sign) for sign in IGNORED + BREVE + DIAERESIS]] = DROPPED[0]
    table[0xDC00:0xE000] = _SECOND_HALF[0]
    table.setflags(write=False)
    return table


def units(text: str) -> NDArray[np.uint16]:
    """Return the UTF-16 units of a text; half a surrogate pair, which is damage, becomes U+FFFD.

    >>> units("їж").tolist()
    [1111, 1078]
    """
    try:
        raw = text.encode("utf-16-le")
    except UnicodeEncodeError:
        raw = re.sub("[\ud800-\udfff]", "\ufffd", text).encode("utf-16-le")
    return np.frombuffer(raw, dtype=_UNIT)


def through(table: NDArray[np.uint16], text: str) -> str:
    """Return the text with each character replaced by its entry in a table; the length stays.

    >>> through(lower_table(), "ЁЖ, Ім’я")
    "еж, ім'я"
    """
    return str(memoryview(table.take(units(text)).astype("<u2", copy=False)), "utf-16-le")  # type: ignore[arg-type]


def page(text: str) -> bytes:
    """Return the text as one byte for each character.

    >>> page("A «b»?")
    b'a "b".'
    """
    if text.isascii():
        return text.encode("ascii").translate(_ascii_page())
    read = _taken(units(text)).tobytes()
    return read if len(read) == len(text) else read.replace(_SECOND_HALF, b"")


def _taken(signs: NDArray[np.uint16]) -> NDArray[np.uint8]:
    """Return the page bytes of UTF-16 units, some at a time: for a moment each takes eight bytes."""
    if len(signs) <= _AT_A_TIME:
        return page_table().take(signs, mode="clip")
    table, taken = page_table(), np.empty(len(signs), dtype=np.uint8)
    for first in range(0, len(signs), _AT_A_TIME):
        some = slice(first, first + _AT_A_TIME)
        table.take(signs[some], out=taken[some], mode="clip")
    return taken


@functools.cache
def _ascii_page() -> bytes:
    return page_table()[:0x100].tobytes()

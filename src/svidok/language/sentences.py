"""Cut a text into paragraphs, sentences and clauses; spans are code points, without the space around them.

Made for accounts: dialogue with dashes, quotations of every style, initials and addresses, dates with full stops,
chats without any punctuation, lines wrapped by a scanner.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from svidok.language.abbreviations import COUNTS, GOES_ON, MAY_END, OPENERS

Extent = tuple[int, int]

_CLOSERS: Final = "»”“\"'’›)\\]"  # “ closes „ in Ukrainian
_EMOJI: Final = "\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff"
_LINE: Final = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_ITEM: Final = re.compile(r"\s*(?:[-–—•*·+>‣▪●○]|\d{1,3}[.)]|[a-zа-яіїєґ][)])+\s", re.IGNORECASE)
_END: Final = re.compile(
    rf"(?P<mark>(?:[.!?…]|\.\.\.)+)(?P<closers>[{_CLOSERS}]*)(?P<note>(?:\[\d+\])*)(?=\s|$|(?<=[!?…»”])[^\W\d_])"
    rf"|(?P<smile>(?:[{_EMOJI}][\ufe0f\u200d♀♂]*)+|(?:(?<=\w)|(?<=\w\s))[:;]-?[)(]+|[)]{{2,}}|[(]{{2,}})(?=\s|$)"
)
_MAY_END: Final = re.compile(rf"[.!?…:;(){_EMOJI}]")
_NEXT: Final = re.compile(r"\s*(?P<dash>[-–—]\s+)?(?P<open>[«„“\"'‘’(\[]*)(?P<first>[^\W_]?)(?P<rest>[\w'’]*)")
_BEFORE: Final = re.compile(r"(?:^|(?<=[\s«„“\"'(\[/–—]))[^\s«„“\"'(\[/–—]*$")
_WORD: Final = re.compile(r"[^\W_]+(?:['’ʼ`-][^\W_]+)*")
_SHORTEST_WRAP = 40  # characters: shorter lines are not lines of a wrapped paragraph
_FILLED = 0.8  # of the longest line, with the next word added
_LOOK_BACK = 40
_CLAUSE_WORDS = 3  # on both sides of a doubtful boundary

_CONJUNCTIONS: Final = (
    r"але(?:\s+ж)?|проте|однак|зате|натомість|тоді\s+як|хоча|та\s+все\s+ж"
    r"|но|однако|зато|тогда\s+как|хотя|but|however|while|whereas|though|although|yet"
)
# One character leads, so that the search stops only at spaces and marks; what may follow is told by looking back at it.
_BOUNDARY: Final = re.compile(
    rf"[;:,\s—](?:(?<=[;:])(?=\s)\s*|(?<=,)\s*(?=(?i:{_CONJUNCTIONS})\b)|(?<=[.!?…]\s)\s*"
    r"|(?P<maybe>(?<=\s)\s*[-–—]+\s+|(?<=—)|(?<=,)\s*(?=(?i:а|а\s+от|а\s+вот)\s)(?!(?i:а\s+н[еі])\s)"
    r"|(?<=\s)(?i:(?<!nothing\s)(?<!anyone\s)(?<!nobody\s)(?<!\ball\s)(?<!\bone\s))\s*"
    r"(?=(?i:але|проте|однак|но|однако|but)\s)))"
)


def paragraphs(text: str) -> list[Extent]:
    """Return the paragraphs: lines, where the lines of a wrapped paragraph count as one.

    >>> paragraphs("Без паспорта не дали.\\n\\nна завтра сказали прийти")
    [(0, 21), (23, 47)]
    """
    found: list[Extent] = []
    for block in _blocks(text):
        wrapped = _wrapped(text, block)
        for place, (start, end) in enumerate(block):
            if place and wrapped[place - 1]:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    return found


def sentences(text: str) -> list[Extent]:
    """Return the sentences of a text in order.

    >>> text = "У м. Токмак В. І. Коваль чекав. «Немає паспорта?» — спитали. Ні…"
    >>> [text[start:end] for start, end in sentences(text)]
    ['У м. Токмак В. І. Коваль чекав.', '«Немає паспорта?» — спитали.', 'Ні…']
    """
    return [extent for start, end in paragraphs(text) for extent in _sentences(text, start, end)]


def clauses(text: str, start: int, end: int) -> list[Extent]:
    """Return the clauses of a sentence, for the reach of a negation; in doubt they stay together.

    >>> text = "Пенсію не дали, але в лікарню пустили."
    >>> [text[a:b] for a, b in clauses(text, 0, len(text))]
    ['Пенсію не дали,', 'але в лікарню пустили.']
    """
    cuts = [start]
    for found in _BOUNDARY.finditer(text, start, end):
        left, right = text[cuts[-1] : found.start()], text[found.end() : end]
        if not _WORD.search(left) or not _WORD.search(right):
            continue
        if found["maybe"] is not None and (_short(left) or _short(right)):
            continue
        cuts.append(found.end())
    return [_trimmed(text, a, b) for a, b in zip(cuts, [*cuts[1:], end], strict=True) if text[a:b].strip()]


def _short(part: str) -> bool:
    return sum(1 for _ in _WORD.finditer(part)) < _CLAUSE_WORDS


def _trimmed(text: str, start: int, end: int) -> Extent:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def _blocks(text: str) -> Iterator[list[Extent]]:
    """Yield the lines between empty lines, trimmed."""
    block: list[Extent] = []
    last = 0
    for line in _LINE.finditer(text):
        if text[last : line.start()].replace("\r\n", "\n").count("\n") > 1 and block:
            yield block
            block = []
        last = line.end()
        if line[0].strip():
            block.append(_trimmed(text, *line.span()))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _wrapped(text: str, block: list[Extent]) -> list[bool]:
    """Say for each line of a block whether the next one continues it.

    A line was wrapped when the first word of the next had no room in it.
    """
    width = max(end - start for start, end in block)
    if width < _SHORTEST_WRAP:
        return [False] * len(block)
    full, cut = [], []
    for (start, end), (after, far) in pairwise(block):
        first = text[after:far].split(maxsplit=1)[0]
        full.append(end - start + 1 + len(first) >= _FILLED * width)
        cut.append(text[end - 1] not in '.!?…:;»”"' and not _ITEM.match(text, after, far))
    even = all(full) and len(block) > 2
    # A line that ends early and in the middle, below the first (which may be a title): people writing, not a scanner.
    ragged = any(unfinished and not filled for filled, unfinished in list(zip(full, cut, strict=True))[1:])
    return [
        filled and not ragged and (even or (unfinished and text[after].islower())) and not _ITEM.match(text, after, far)
        for filled, unfinished, (after, far) in zip(full, cut, block[1:], strict=True)
    ] + [False]


def _sentences(text: str, start: int, end: int) -> Iterator[Extent]:
    begin = start
    for found in _ends(text, start, end):
        cut = _cut(text, begin, end, found)
        if cut:
            yield _trimmed(text, begin, cut)
            begin = cut
    if text[begin:end].strip():
        yield _trimmed(text, begin, end)


def _ends(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the marks that may end a sentence; few characters begin one, and only there is looked closely."""
    after = start
    for sign in _MAY_END.finditer(text, start, end):
        found = _END.match(text, sign.start(), end) if sign.start() >= after else None
        if found:
            yield found
            after = found.end()


def _cut(text: str, begin: int, end: int, found: re.Match[str]) -> int:
    """Return where the sentence that began at `begin` ends, or 0 when it goes on after this mark."""
    after = _NEXT.match(text, found.end(), end)
    first = after["first"] if after else ""
    if after is None or not text[found.end() : end].strip():
        return found.end()
    if found["smile"]:
        return found.end() if _words(text, begin, found.start()) > 1 and first else 0
    if after["dash"] and not first.isupper():
        return 0  # «Немає!» — сказала вона
    lower = first.islower()
    if found["closers"] and lower:
        return 0
    mark = found["mark"]
    if mark == ".":
        return found.end() if _stops(text, begin, found.start(), after) else 0
    if lower and mark.strip(".…") == "":
        return 0
    return found.end()


def _words(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _WORD.finditer(text, start, end))


def _stops(text: str, begin: int, dot: int, after: re.Match[str]) -> bool:
    """Say whether a single full stop ends the sentence that began at `begin`."""
    found = _BEFORE.search(text, max(begin, dot - _LOOK_BACK), dot)
    before = found[0] if found else ""
    word, first = before.lower().lstrip("-"), after["first"]
    if not _WORD.search(before):
        return True
    if before.isdigit():
        return _number_stops(text, begin, dot, before, first)
    if len(before) == 1 and before.isupper() and before.isalpha():  # В. І. Коваль
        return not first.isupper() or (len(after["rest"]) > 0 and _opens(after))
    if word in COUNTS and first.isdigit():
        return False
    if word in MAY_END or word in GOES_ON or _dotted(before):
        return _short_form_stops(text, begin, dot, word, after)
    if first.islower():  # people who write without capitals
        return len(before) > 2 and _starts_small(text, begin, dot)
    return True


def _opens(after: re.Match[str]) -> bool:
    return (after["first"] + after["rest"]).lower() in OPENERS


def _dotted(word: str) -> bool:
    return "." in word and all(len(part) <= 2 for part in word.split("."))


def _number_stops(text: str, begin: int, dot: int, number: str, first: str) -> bool:
    if first.islower() or not text[begin : dot - len(number)].strip(" \t\u00a0-–—•*"):
        return False  # "9. травня", "1. Пенсія"
    return not (first.isdigit() and len(number) <= 2)  # "10. 09. 2025"


def _short_form_stops(text: str, begin: int, dot: int, word: str, after: re.Match[str]) -> bool:
    first = after["first"]
    counted = re.search(r"\d[\s\u00a0]*$", text[begin : dot - len(word)]) is not None
    ends = word in MAY_END or (counted and word in {"г", "м", "с", "ч", "т"}) or _dotted(word)
    if not ends or not (first.isupper() or after["open"] or after["dash"]):
        return False
    if word.isascii():
        return _opens(after)
    # "У 2023 р. Росія почала" goes on: the year stands at the very beginning.
    return not (counted and _words(text, begin, dot) <= 3)


def _starts_small(text: str, begin: int, dot: int) -> bool:
    found = _WORD.search(text, begin, dot)
    return bool(found and found[0][0].islower())

"""From the characters of a PDF page to its paragraphs: where lines end, and which lines belong together.

A PDF has no paragraphs and no spaces at line ends, only characters at places. Joining lines is a reading of the page:
it changes white space and nothing else, and a hyphen at a line end stays where it is printed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_HYPHENS = ("-", "\u2010", "\u00ad", "\u2011")
_ENDED = re.compile(r"[.!?…:;][\"'»”’)\]]*$")
_BULLET = re.compile(r"[•▪●■◦‣]\s")
_ITEM = re.compile(r"(?:[*–—-]|\d{1,3}[.)])\s")  # a dash or a number also stands where a sentence is wrapped
_GAP = 1.35  # times the usual distance of lines: a paragraph begins below
_FAR = 2.6  # times the height of a line: a paragraph begins below, however far lines usually stand apart
_TALLER = 1.15  # times the height of the line before: another kind of text begins
_INDENT = 0.8  # times the height of a line: a first line set in
_SHORT = 0.12  # of the width of the column left empty: the paragraph ends here


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its words, and the box of its characters in points from the lower left corner of the page."""

    words: str
    left: float
    right: float
    bottom: float
    height: float


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """Join the lines of one page to paragraphs, in the order in which the page draws them.

    >>> page = [Line("Пенсію не", 70, 300, 700, 12), Line("платять.", 70, 120, 684, 12), Line("Далі.", 70, 99, 650, 12)]
    >>> paragraphs(page)
    ['Пенсію не платять.', 'Далі.']
    """
    groups = list(_groups([line for line in lines if line.words.strip()]))
    return [join([line.words for line in group]) for group in groups]


def join(words: Sequence[str]) -> str:
    """Join printed lines with a space, and without one after a hyphen.

    >>> join(["південно-", "східний", "край "])
    'південно-східний край'
    """
    joined = ""
    for line in filter(None, (one.strip() for one in words)):
        joined += line if not joined or (joined.endswith(_HYPHENS) and joined[-2:-1].isalpha()) else f" {line}"
    return joined


def _groups(lines: Sequence[Line]) -> Iterator[list[Line]]:
    if not lines:
        return
    steps = [before.bottom - line.bottom for before, line in pairwise(lines)]
    usual = median([step for step in steps if step > 0] or [0.0])
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    group = [lines[0]]
    for line in lines[1:]:
        if _begins(group[-1], line, usual, left, right):
            yield group
            group = []
        group.append(line)
    yield group


def _begins(before: Line, line: Line, usual: float, left: float, right: float) -> bool:
    """Whether a paragraph begins at `line`."""
    step = before.bottom - line.bottom
    ended = bool(_ENDED.search(before.words.rstrip()))
    if step < 0:  # up the page again: the next column, in the middle of a sentence or not
        return ended
    taller = max(before.height, line.height) > _TALLER * min(before.height, line.height)
    indented = line.left > before.left + _INDENT * line.height
    short = ended and before.right < right - _SHORT * (right - left)
    item = _BULLET.match(line.words) or (ended and _ITEM.match(line.words))
    return taller or indented or short or bool(item) or step > min(_GAP * usual, _FAR * line.height)

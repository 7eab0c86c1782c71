"""Plain text and Markdown: the text is what the bytes decode to; blocks are its lines, or the messages of a chat.

Nothing is normalised, left out or put in. Blocks cover every character that is not white space, in order; only a
byte order mark at the start belongs to none.
"""

import re
from collections.abc import Iterator
from itertools import islice

from svidok.model import Block, BlockKind, TextLayer
from svidok.preserve.encodings import decode
from svidok.preserve.limits import BLOCKS, TITLE, checked, no_more_than

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
_HEADING = re.compile(r"#{1,6}[ \t]+\S")
_ITEM = re.compile(r"(?:[-*+•]|\d{1,3}[.)])[ \t]+\S")

_MARKS = "[\u200e\u200f\u202a-\u202e\ufeff]*"  # phones put marks of direction before a message
_TIME = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[\s\u202f]?[AaPp]\.?[Mm]\.?)?"
_DAY = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4})"
_STAMP = rf"(?:{_DAY},?\s+{_TIME}|{_TIME}(?:,?\s+{_DAY})?)"
_HEADS = (
    re.compile(rf"{_MARKS}\[{_STAMP}\]\s*[^\[\]:]{{1,60}}:\s"),  # [12.05.2023, 14:03] Name: text
    re.compile(rf"{_MARKS}{_DAY},?\s+{_TIME}\s+[-–]\s+\S"),  # 12.05.23, 14:03 - Name: text
    re.compile(rf"{_MARKS}[^\[\]:]{{1,60}},?\s*\[{_STAMP}\]:?\s*(?:$|\S)"),  # Name, [12.05.23 14:03]
)
_LEAST_MESSAGES = 3
_LEAST_SHARE = 0.25  # of the lines must begin a message: on average a message has four lines at most


def read_plain(data: bytes, name: str, *, markdown: bool = False) -> TextLayer:
    """Return the text layer of a plain text file; raises EncodingUnclear, FormatUnknown or FileTooLarge.

    Lines that begin with "#" are headings and those that begin with a bullet are list items in Markdown only: in
    plain text a dash begins a speech.

    >>> layer = read_plain("Скарга\\r\\n\\r\\nПенсію не платять.".encode(), "a.txt")
    >>> layer.text, [(b.start, b.end, b.where) for b in layer.blocks]
    ('Скарга\\r\\n\\r\\nПенсію не платять.', [(0, 6, 'paragraph 1'), (10, 28, 'paragraph 2')])
    """
    text, notes = decode(data, name)
    lines = tuple(islice(_lines(text), BLOCKS + 1))  # one too many is enough to be refused
    no_more_than(BLOCKS, len(lines), "paragraphs", name)
    head = _chat_head(text, lines)
    if head:
        return checked(TextLayer(text, _messages(text, lines, head), "", notes), name)
    blocks = tuple(
        Block(start, end, _kind(text[start:end]) if markdown else "paragraph", f"paragraph {number}")
        for number, (start, end) in enumerate(lines, 1)
    )
    return checked(TextLayer(text, blocks, _title(text, blocks), notes), name)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where each line that is not blank begins and ends, without the white space around it."""
    for match in _LINE.finditer(text, 1 if text.startswith("\ufeff") else 0):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if end > start:
            yield start, end


def _kind(line: str) -> BlockKind:
    if _HEADING.match(line):
        return "heading"
    return "list" if _ITEM.match(line) else "paragraph"


def _title(text: str, blocks: tuple[Block, ...]) -> str:
    """The first heading of a Markdown text, without its signs."""
    first = next((b for b in blocks if b.kind == "heading"), None)
    return text[first.start : first.end].strip("# \t")[:TITLE] if first else ""


def _chat_head(text: str, lines: tuple[tuple[int, int], ...]) -> re.Pattern[str] | None:
    """The pattern with which the messages of a pasted chat begin, if there clearly is one."""
    for pattern in _HEADS:
        heads = sum(1 for start, end in lines if pattern.match(text[start:end]))
        if heads >= _LEAST_MESSAGES and heads >= _LEAST_SHARE * len(lines):
            return pattern
    return None


def _messages(text: str, lines: tuple[tuple[int, int], ...], head: re.Pattern[str]) -> tuple[Block, ...]:
    """One block for each message, from its head to its last line; lines before the first are paragraphs."""
    blocks: list[Block] = []
    count = 0
    for start, end in lines:
        if head.match(text[start:end]):
            count += 1
            blocks.append(Block(start, end, "message", f"message {count}"))
        elif count:
            blocks[-1] = Block(blocks[-1].start, end, "message", blocks[-1].where)
        else:
            blocks.append(Block(start, end, "paragraph", f"paragraph {len(blocks) + 1}"))
    return tuple(blocks)

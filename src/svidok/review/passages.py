"""Cut a text into passages, and draw the tenth of them that is coded blind.

Passages are made of the text alone, so that no reader and no score has a say in which are drawn: one in which nothing
was proposed has the same chance as any other. The draw is a keyed hash of the source and the place; the same casebook
draws the same passages for ever, and nobody without its key can tell which.
"""

import hmac
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

from svidok.language.sentences import Extent, paragraphs, sentences
from svidok.model import Span, Statement, TextLayer

SHARE: Final = 0.1  # of all passages; fixed, so that nobody can turn it down where the figures are bad
_LONGEST: Final = 600  # characters of a passage, unless one sentence has more
_SHORT: Final = 300  # neighbours that have no more together are one passage: lines of a chat, a heading with its text
_DRAWN: Final = ("service", "coercion", "condition")  # the slots whose words place a statement in a passage


def passages(layer: TextLayer, source: str) -> tuple[Span, ...]:
    """Return the passages of a text in order, those without a letter left out; they do not overlap.

    >>> text = "Без паспорта не дали. " * 40
    >>> [(one.start, one.end) for one in passages(TextLayer(text), "a")]
    [(0, 593), (594, 879)]
    """
    text = layer.text
    blocks = [(block.start, block.end) for block in layer.blocks] or paragraphs(text)
    pieces = (piece for block in blocks for piece in _pieces(text, block))
    spans = (Span(source, start, end) for start, end in _packed(pieces, _SHORT))
    return tuple(span for span in spans if any(map(str.isalpha, span.of(text))))


def lot(key: bytes, passage: Span) -> float:
    """Return the number from 0 to 1 that a passage draws.

    >>> 0 <= lot(b"key", Span("a", 0, 9)) < 1, lot(b"key", Span("a", 0, 9)) == lot(b"key", Span("a", 0, 12))
    (True, True)
    """
    drawn = hmac.new(key, f"{passage.source}:{passage.start}".encode(), sha256).digest()
    return int.from_bytes(drawn[:6]) / 2**48


def drawn(spans: Iterable[Span], key: bytes) -> tuple[Span, ...]:
    """Return the passages that are coded blind, the lowest lot first.

    In that order any beginning of the list is a fair draw by itself, so that stopping early makes no figure wrong.

    >>> every = [Span("a", 100 * at, 100 * at + 99) for at in range(1000)]
    >>> 60 < len(drawn(every, b"key")) < 140
    True
    """
    lots = ((lot(key, span), span) for span in spans)
    return tuple(span for number, span in sorted(lots) if number < SHARE)


def lies_in(statement: Statement, passage: Span) -> bool:
    """Whether words that a statement was read from begin in a passage.

    >>> lies_in(Statement("S1", "a", "group", "asserted", "none", Span("a", 5, 9)), Span("a", 0, 9))
    True
    """
    read = [a.span for slot in _DRAWN for a in statement.slot(slot)] or [statement.scene]
    return any(begins_in(span, passage) for span in read)


def begins_in(span: Span, passage: Span) -> bool:
    """Whether a span begins in a passage.

    >>> begins_in(Span("a", 5, 20), Span("a", 0, 9)), begins_in(Span("b", 5, 20), Span("a", 0, 9))
    (True, False)
    """
    return span.source == passage.source and passage.start <= span.start < passage.end


def _pieces(text: str, block: Extent) -> Iterable[Extent]:
    start, end = block
    if end - start <= _LONGEST:
        return [block]
    cut = [(start + low, start + high) for low, high in sentences(text[start:end])]
    return _packed(cut, _LONGEST)


def _packed(pieces: Iterable[Extent], most: int) -> Iterator[Extent]:
    held: Extent | None = None
    for start, end in pieces:
        if held is not None and end - held[0] <= most:
            held = (held[0], end)
            continue
        if held is not None:
            yield held
        held = (start, end)
    if held is not None:
        yield held

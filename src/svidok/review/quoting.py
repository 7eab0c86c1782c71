"""Find quoted words in a text layer: exactly, or not at all."""

from svidok.errors import QuoteAmbiguous, QuoteMissing
from svidok.model import Span

MOST_POSITIONS = 5  # named in an error; the count says how many there are


def find_quote(text: str, source: str, quote: str, position: int | None = None, scene: Span | None = None) -> Span:
    """Return where the words stand, to the code point: no case, space or accent is overlooked.

    Raises QuoteMissing when they do not stand there, and QuoteAmbiguous with the positions when they stand
    there more than once; `position` then says which start is meant. Words that stand only once within `scene`
    are those.

    >>> find_quote("no passport, no insulin", "a.txt", "no insulin")
    Span(source='a.txt', start=13, end=23)
    >>> find_quote("no passport, no insulin", "a.txt", "no", position=13)
    Span(source='a.txt', start=13, end=15)
    >>> find_quote("no passport, no insulin", "a.txt", "no")
    Traceback (most recent call last):
    svidok.errors.QuoteAmbiguous: SV431: the quoted words stand 2 times in a.txt, at characters 0, 13
      do: quote more of the sentence, or say at which character; nothing has been changed
    """
    starts = _starts(text, quote)
    if position is not None:
        starts = [start for start in starts if start == position]
    if scene is not None:
        near = [start for start in starts if scene.start <= start and start + len(quote) <= scene.end]
        starts = near if len(near) == 1 else starts
    if not starts:
        raise QuoteMissing(source=source)
    if len(starts) > 1:
        shown = ", ".join(str(start) for start in starts[:MOST_POSITIONS])
        raise QuoteAmbiguous(source=source, count=len(starts), positions=shown)
    return Span(source, starts[0], starts[0] + len(quote))


def _starts(text: str, quote: str) -> list[int]:
    if not quote.strip():
        return []
    found, at = [], text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found

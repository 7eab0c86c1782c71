"""Cut a text where its marks begin and end, so that overlapping marks can be shown without nesting."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Mark = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks.

    `slots` are the slots marked here, in alphabetic order; `ends` are those whose mark ends with this piece.
    `anchors` are the positions that others link to and that lie at its start; `back` are numbers of incidents
    whose words end here.
    """

    text: str
    start: int
    slots: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    anchor: bool = False
    back: tuple[int, ...] = ()


def pieces(
    text: str, marks: Iterable[Mark], anchors: Iterable[int] = (), backs: Iterable[tuple[int, int]] = ()
) -> list[Piece]:
    """Cut `text` at each mark, anchor and way back; the pieces joined are the text.

    Marks outside the text are cut to it. `backs` pair the position where words end with an incident's number.

    >>> [(p.text, p.slots) for p in pieces("no insulin here", [(3, 10, "service"), (3, 15, "place")])]
    [('no ', ()), ('insulin', ('place', 'service')), (' here', ('place',))]
    """
    size = len(text)
    kept = sorted({(max(0, s), min(size, e), slot) for s, e, slot in marks if max(0, s) < min(size, e)})
    stops, returns = {a for a in anchors if 0 <= a < size}, _returns(backs, size)
    cuts = sorted({0, size, *stops, *returns, *(s for s, _, _ in kept), *(e for _, e, _ in kept)})
    return [
        _piece(text, start, end, kept, start in stops, returns.get(end, ())) for start, end in itertools.pairwise(cuts)
    ]


def _returns(backs: Iterable[tuple[int, int]], size: int) -> dict[int, tuple[int, ...]]:
    found: dict[int, set[int]] = {}
    for end, number in backs:
        if 0 < end <= size:
            found.setdefault(end, set()).add(number)
    return {end: tuple(sorted(numbers)) for end, numbers in found.items()}


def _piece(text: str, start: int, end: int, marks: Sequence[Mark], anchor: bool, back: tuple[int, ...]) -> Piece:
    here = [mark for mark in marks if mark[0] <= start and end <= mark[1]]
    return Piece(
        text=text[start:end],
        start=start,
        slots=tuple(sorted({slot for _, _, slot in here})),
        ends=tuple(sorted({slot for _, stop, slot in here if stop == end})),
        anchor=anchor,
        back=back,
    )

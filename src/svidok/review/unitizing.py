"""How far people agree where in a text the words stand that they read a code from: Krippendorff's alpha for spans.

The unit is the text itself, character by character. Spans that overlap differ by how far their ends lie apart, squared;
a span within what another person left blank differs by its whole length, squared. So a long span that somebody missed
weighs far more than a short one, and ends that differ by a word weigh almost nothing.
Source: Quality & Quantity 38 (2004) 787-800; Sociological Methodology 25 (1995) 47-76.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

Extent = tuple[int, int]
Marked = Mapping[str, Iterable[Extent]]  # the extents that one person marked, by code


@dataclass(frozen=True, slots=True)
class _Section:
    start: int
    length: int
    marked: bool


def alpha_u(people: Sequence[Marked], extent: Extent) -> float | None:
    """Return alpha of what people marked in the text from `extent[0]` to `extent[1]`, over all codes together.

    Each of `people` maps a code to the extents marked with it; those of one code must not overlap each other. None for
    fewer than two people and where nobody marked anything. Raises ValueError for extents that overlap, are empty or
    lie outside. Several texts are one after another when each begins where the one before ended.

    >>> one, other = {"insulin": [(0, 10), (20, 30)]}, {"insulin": [(2, 10)]}
    >>> round(alpha_u([one, other], (0, 100)), 3), alpha_u([one, one], (0, 100))
    (0.498, 1.0)
    """
    if len(people) < 2:
        return None
    observed = expected = 0.0
    for code in sorted({code for one in people for code in one}):
        cut = [_sections(one.get(code, ()), extent) for one in people]
        observed += _observed(cut, extent)
        expected += _expected(cut, extent)
    return 1 - observed / expected if expected else None


def _sections(extents: Iterable[Extent], whole: Extent) -> list[_Section]:
    """Return a person's text cut into what they marked and the blanks between."""
    at, found = whole[0], []
    for start, end in sorted(extents):
        if start < at or end <= start or end > whole[1]:
            raise ValueError(f"{start} to {end} overlaps another extent, is empty or lies outside")
        if start > at:
            found.append(_Section(at, start - at, False))
        found.append(_Section(start, end - start, True))
        at = end
    return [*found, _Section(at, whole[1] - at, False)] if at < whole[1] else found


def _observed(cut: Sequence[Sequence[_Section]], whole: Extent) -> float:
    apart = sum(_apart(a, b) for one, other in permutations(cut, 2) for a in one for b in other)
    return apart / (len(cut) * (len(cut) - 1) * (whole[1] - whole[0]) ** 2)


def _apart(a: _Section, b: _Section) -> int:
    ahead = a.start - b.start
    if a.marked and b.marked and -a.length < ahead < b.length:
        return ahead**2 + (ahead + a.length - b.length) ** 2
    if a.marked and not b.marked and 0 <= ahead <= b.length - a.length:
        return a.length**2
    if b.marked and not a.marked and 0 <= -ahead <= a.length - b.length:
        return b.length**2
    return 0


def _expected(cut: Sequence[Sequence[_Section]], whole: Extent) -> float:
    """Return how far the same sections would lie apart if they fell anywhere in the text."""
    every = [section for one in cut for section in one]
    marked = [section.length for section in every if section.marked]
    blank = [section.length for section in every if not section.marked]
    length = whole[1] - whole[0]
    within = sum((len(marked) - 1) / 3 * (2 * size**3 - 3 * size**2 + size) for size in marked)
    missed = sum(size**2 * (gap - size + 1) for size in marked for gap in blank if gap >= size)
    ways = len(cut) * length * (len(cut) * length - 1) - sum(size * (size - 1) for size in marked)
    return 2 / length * (within + missed) / ways if ways else 0.0

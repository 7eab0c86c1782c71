"""Which entries stand out of place, told from their numbers alone."""

from bisect import bisect_left
from collections.abc import Sequence


def rising(numbers: Sequence[int]) -> list[int]:
    """Return the positions of a longest rising run among distinct numbers: the rest is out of order.

    Of several such runs it is the one whose numbers, read from the end, are smallest, so that every reader names
    the same entries. Takes n log n steps, whatever the order.

    >>> rising([1, 3, 2, 4]), rising([1, 2, 4, 5, 6, 3])
    ([0, 2, 3], [0, 1, 2, 3, 4])
    """
    ends: list[int] = []  # ends[k]: the smallest number that ends a rising run of k + 1
    at_end: list[int] = []  # and its position
    before: list[int] = []  # for each position: the one before it in its run, -1 for none
    for position, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(at_end[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        at_end[length : length + 1] = [position]
    run: list[int] = []
    position = at_end[-1] if at_end else -1
    while position >= 0:
        run.append(position)
        position = before[position]
    return run[::-1]


def absent(numbers: Sequence[int], after: int, until: int) -> int:
    """Return how many whole numbers between `after` and `until`, without both, are not among sorted `numbers`.

    >>> absent([1, 2, 5, 9], 2, 9)
    5
    """
    present = bisect_left(numbers, until) - bisect_left(numbers, after + 1)
    return until - after - 1 - present

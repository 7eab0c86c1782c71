"""Sets that grow together: the one small structure that joining needs."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """Disjoint sets of things; joining two things joins their sets.

    >>> groups = Groups("abcd")
    >>> groups.join("a", "b"), groups.join("b", "a"), groups.of("b")
    (True, False, ['a', 'b'])
    >>> groups.all()
    [['a', 'b'], ['c'], ['d']]
    """

    def __init__(self, things: Iterable[T]) -> None:
        self._members: dict[T, list[T]] = {thing: [thing] for thing in things}

    def of(self, thing: T) -> list[T]:
        """Return the set that holds a thing."""
        return self._members[thing]

    def join(self, one: T, other: T) -> bool:
        """Join two sets; False when they were one already."""
        here, there = self._members[one], self._members[other]
        if here is there:
            return False
        if len(here) < len(there):
            here, there = there, here
        here += there
        for thing in there:
            self._members[thing] = here
        return True

    def all(self) -> list[list[T]]:
        """Return every set once, in the order in which the things were given."""
        seen: dict[int, list[T]] = {}
        for members in self._members.values():
            seen.setdefault(id(members), members)
        return list(seen.values())


def blocks(items: Iterable[tuple[Hashable, T]]) -> list[list[T]]:
    """Return what stands under each key, leaving out what stands alone.

    >>> blocks([(1, "a"), (2, "b"), (1, "c")])
    [['a', 'c']]
    """
    under: dict[Hashable, list[T]] = defaultdict(list)
    for key, thing in items:
        under[key].append(thing)
    return [things for things in under.values() if len(things) > 1]

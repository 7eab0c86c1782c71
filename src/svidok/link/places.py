"""Compare places by their codes in the Ukrainian codifier (KATOTTG), never by how they are written.

A code is `UA`, two digits of the oblast, two of the raion, three of the hromada, three of the settlement, two of the
district, and five of its own. Zeros say that nothing finer is meant.
"""

import re
from collections.abc import Iterable

_CODE = re.compile(r"UA(\d{2})(\d{2})(\d{3})(\d{3})(\d{2})\d{5}")
SETTLEMENT = 4  # steps down to a settlement

Steps = tuple[str, ...]


def steps(code: str) -> Steps:
    """Return the way down to a place: oblast, raion, hromada, settlement, district, as far as it goes.

    >>> steps("UA23080070010092407"), steps("UA23000000000064947"), steps("somewhere")
    (('23', '08', '007', '001'), ('23',), ())
    """
    read = _CODE.fullmatch(code)
    if read is None:
        return ()
    way = list(read.groups())
    while way and not int(way[-1]):
        way.pop()
    return tuple(way)


def apart(one: Iterable[Steps], other: Iterable[Steps]) -> bool:
    """Whether no place of one side can be, hold or lie in a place of the other; unknown places are never apart.

    >>> apart([("23", "08")], [("23", "08", "007", "001")]), apart([("23", "08")], [("23", "06")]), apart([], [("23",)])
    (False, True, False)
    """
    here, there = [way for way in one if way], [way for way in other if way]
    if not here or not there:
        return False
    return not any(_on_one_way(a, b) for a in here for b in there)


def same_settlement(one: Iterable[Steps], other: Iterable[Steps]) -> bool:
    """Whether both sides name the same settlement, or something inside it.

    >>> town = ("23", "08", "007", "001")
    >>> same_settlement([town], [(*town, "02")]), same_settlement([("23",)], [("23",)])
    (True, False)
    """
    here, there = ({way[:SETTLEMENT] for way in side if len(way) >= SETTLEMENT} for side in (one, other))
    return bool(here & there)


def _on_one_way(one: Steps, other: Steps) -> bool:
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]

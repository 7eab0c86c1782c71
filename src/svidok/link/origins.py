"""Count who told it first: copies of one account, and accounts passed on by one outlet, are one origin."""

import hashlib
import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from svidok.link.copies import Copy
from svidok.link.facets import Facet
from svidok.link.groups import Groups
from svidok.link.people import skeleton

Teller = tuple[str, ...]


def origins(facets: Sequence[Facet], found: Iterable[Copy]) -> dict[str, str]:
    """Return the opaque label of the origin of each statement, by its ref.

    A statement that an outlet passed on has the outlet as its origin, another one its speaker in its source.
    Passages that copy each other have one origin between them; which of their tellers was first cannot be read
    from the words, so the fewest tellers that account for every passage are taken. The label is a hash of the
    smallest ref that the origin accounts for and says nothing about who it is.
    """
    by_ref = {facet.ref: facet for facet in facets}
    outlets = _shortest({facet.outlet for facet in by_ref.values() if facet.outlet})
    passages: Groups[str] = Groups(by_ref)
    for copy in found:
        passages.join(copy.one, copy.other)
    told = [(refs, {_teller(by_ref[ref], outlets) for ref in refs}) for refs in passages.all()]
    chosen = _fewest([tellers for _, tellers in told])
    behind: dict[Teller, list[str]] = defaultdict(list)
    for (refs, _), teller in zip(told, chosen, strict=True):
        behind[teller] += refs
    return {ref: _label(min(refs)) for refs in behind.values() for ref in refs}


def _label(ref: str) -> str:
    return "o" + hashlib.sha256(b"svidok/origin\0" + ref.encode()).hexdigest()[:10]


def _teller(facet: Facet, outlets: Mapping[str, str]) -> Teller:
    if facet.outlet:
        return ("outlet", outlets[facet.outlet])
    return ("speaker", facet.source, skeleton(facet.speaker))


def _shortest(names: Iterable[str]) -> dict[str, str]:
    """Services of one house ("bbc", "bbc news russian") are one teller, named by the shortest name."""
    found: dict[str, str] = {}
    for name in sorted(names):
        words = name.split()
        heads = (" ".join(words[:length]) for length in range(1, len(words)))
        found[name] = next((found[head] for head in heads if head in found), name)
    return found


def _fewest(sets: Sequence[set[Teller]]) -> list[Teller]:
    """Choose a teller from each set so that few are needed: always the one that accounts for most of the rest."""
    holders: dict[Teller, set[int]] = defaultdict(set)
    for index, tellers in enumerate(sets):
        for teller in tellers:
            holders[teller].add(index)
    chosen = _forced(sets, holders)
    waiting = [(-len(held - chosen.keys()), teller) for teller, held in holders.items()]
    heapq.heapify(waiting)
    while len(chosen) < len(sets):
        before, teller = heapq.heappop(waiting)
        rest = holders[teller] - chosen.keys()
        if len(rest) < -before:  # others took some of it since: wait for its turn
            heapq.heappush(waiting, (-len(rest), teller))
        else:
            chosen |= dict.fromkeys(rest, teller)
    return [chosen[index] for index in range(len(sets))]


def _forced(sets: Sequence[set[Teller]], holders: Mapping[Teller, set[int]]) -> dict[int, Teller]:
    """Where there is no choice; and whatever else such a teller accounts for comes with it."""
    alone = {index: next(iter(tellers)) for index, tellers in enumerate(sets) if len(tellers) == 1}
    chosen = dict(alone)
    for teller in alone.values():
        for other in holders[teller]:
            chosen.setdefault(other, teller)
    return chosen

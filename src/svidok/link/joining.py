"""Join facets of one act into clusters, strongest reason first, and never against a fact."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from svidok.link.compare import GARBLED, against, agreements, dated_to_month
from svidok.link.copies import Copy
from svidok.link.facets import Facet, group_of, same_unit
from svidok.link.groups import Groups, blocks
from svidok.link.people import skeleton
from svidok.link.places import SETTLEMENT
from svidok.model import TextLayer

# How much each reason weighs, from 0 to 1: the order in which joins are tried, and what a reviewer is shown.
SAME_SCENE = 0.95
SAME_SPEAKER = 0.8
ONE_TELLER = 0.5
RETOLD_NAMED = 0.75
RETOLD = 0.6
SAME_EVENT = 0.65
_ENOUGH = 3  # facts alike: the town, the date, and who acted or what came of it
_TELLING = frozenset({"same settlement", "dates that meet"})
_CUT_UP = frozenset({"message", "cell"})

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Edge:
    """A reason why two facets are one act, with its weight and whether the one copies the other."""

    weight: float
    one: Key
    other: Key
    reason: str
    copy: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """Facets of one act, sorted, with the reasons that joined them."""

    facets: tuple[Facet, ...]
    edges: tuple[Edge, ...]


def clusters(facets: Sequence[Facet], found: Sequence[Copy], layers: Mapping[str, TextLayer]) -> list[Cluster]:
    """Return the acts, sorted; first what one source says of each, then what several sources say.

    A source that tells two acts apart keeps them apart, whatever other sources seem to say of both.
    """
    by_key = {facet.order: facet for facet in facets}
    groups: Groups[Key] = Groups(by_key)
    taken = [edge for edge in _sorted(_within(facets, layers)) if _join(edge, groups, by_key, across=False)]
    taken += [edge for edge in _sorted(_across(facets, found)) if _join(edge, groups, by_key, across=True)]
    under: dict[int, list[Edge]] = {}
    for edge in taken:
        under.setdefault(id(groups.of(edge.one)), []).append(edge)
    return [
        Cluster(tuple(by_key[key] for key in sorted(keys)), tuple(under.get(id(keys), ())))
        for keys in sorted(groups.all(), key=min)
    ]


def _sorted(edges: Iterable[Edge]) -> list[Edge]:
    return sorted(edges, key=lambda e: (-e.weight, e.one, e.other, e.reason))


def _join(edge: Edge, groups: Groups[Key], by_key: Mapping[Key, Facet], *, across: bool) -> bool:
    here, there = groups.of(edge.one), groups.of(edge.other)
    if here is there:
        return False
    forgiven = GARBLED if edge.copy else frozenset()
    for one in here:
        for other in there:
            a, b = by_key[one], by_key[other]
            told_apart = across and a.source == b.source
            if told_apart or not same_unit(a, b) or set(against(a, b)) - forgiven:
                return False
    return groups.join(edge.one, edge.other)


def _within(facets: Sequence[Facet], layers: Mapping[str, TextLayer]) -> Iterator[Edge]:
    whole = {source for source, layer in layers.items() if not any(b.kind in _CUT_UP for b in layer.blocks)}
    keyed = [(facet.source, unit, facet) for facet in facets for unit in _units(facet)]
    for one, other in _pairs(((source, unit, f.statement.scene), f) for source, unit, f in keyed):
        yield Edge(SAME_SCENE, one.order, other.order, "told in the same passage")
    for one, other in _pairs(((source, unit, f.speaker), f) for source, unit, f in keyed if f.speaker):
        yield Edge(SAME_SPEAKER, one.order, other.order, "told by the same speaker of one source")
    for one, other in _pairs(((source, unit), f) for source, unit, f in keyed if source in whole):
        if _one_teller(one, other):
            yield Edge(ONE_TELLER, one.order, other.order, "a source with one teller speaks of it twice")


def _pairs(keyed: Iterable[tuple[tuple[object, ...], Facet]]) -> Iterator[tuple[Facet, Facet]]:
    for block in blocks(keyed):
        yield from (pair for pair in combinations(block, 2) if pair[0].ref != pair[1].ref)


def _one_teller(one: Facet, other: Facet) -> bool:
    """An interview names nobody: the same service twice, with a place, date or outcome in common, is one act."""
    named = one.speaker or other.speaker or one.outlet or other.outlet
    return not named and one.service == other.service and bool(agreements(one, other))


def _units(facet: Facet) -> list[str]:
    """What two facets must share to be worth comparing."""
    return [group_of(facet.service)] if facet.service else [f"!{code}" for code in sorted(facet.coercion)]


def _across(facets: Sequence[Facet], found: Sequence[Copy]) -> Iterator[Edge]:
    by_ref: dict[str, list[Facet]] = {}
    for facet in facets:
        by_ref.setdefault(facet.ref, []).append(facet)
    for copy in found:
        reason = f"one passage repeats the other: {copy.share:.0%} of the shorter one's three-word sequences"
        for one in by_ref[copy.one]:
            for other in by_ref[copy.other]:
                if same_unit(one, other):
                    yield Edge(round(0.5 + copy.share / 2, 4), one.order, other.order, reason, copy=True)
    yield from _retold(facets)
    yield from _events(facets)


def _retold(facets: Sequence[Facet]) -> Iterator[Edge]:
    """Two sources pass on what one outlet heard: a summary or a translation, found by facts and not by words."""
    passed_on = [f for f in facets if f.outlet]
    named = (((f.outlet, skeleton(f.speaker), unit), f) for f in passed_on if f.speaker for unit in _units(f))
    for one, other in _pairs(named):
        alike = agreements(one, other)
        if one.source != other.source and _TELLING & set(alike):
            yield Edge(RETOLD_NAMED, one.order, other.order, _say("one outlet passes on the same speaker", alike))
    for one, other in _pairs(
        ((f.outlet, town, unit), f) for f in passed_on for town in _towns(f) for unit in _units(f)
    ):
        alike = agreements(one, other)
        if one.source != other.source and len(alike) >= _ENOUGH:
            yield Edge(RETOLD, one.order, other.order, _say("both pass on one outlet's account", alike))


def _towns(facet: Facet) -> list[tuple[str, ...]]:
    return sorted({way[:SETTLEMENT] for way in facet.places if len(way) >= SETTLEMENT})


def _events(facets: Sequence[Facet]) -> Iterator[Edge]:
    """Two sources tell of something done to a group in one town and month; single people are never joined so."""
    dated = [f for f in facets if f.statement.level == "group" and dated_to_month(f)]
    for one, other in _pairs(((town, unit), f) for f in dated for town in _towns(f) for unit in _units(f)):
        alike = agreements(one, other)
        if one.source != other.source and len(alike) >= _ENOUGH:
            yield Edge(SAME_EVENT, one.order, other.order, _say("a group is treated alike in both", alike))


def _say(what: str, alike: Sequence[str]) -> str:
    return f"{what} ({', '.join(alike)})" if alike else what

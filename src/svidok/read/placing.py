"""Where an act happened: the places of its sentence, of what stands beside it, of the text it is told in."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from svidok.language.places import PlaceFound
from svidok.model import Block, Level
from svidok.read.act import Act
from svidok.read.rules import Rules
from svidok.read.scenes import Scene

# What a place is called when one goes there: the accusative of Crimea, "to" and "through" before any name.
_TOWARDS = re.compile(
    r"(?:\b(?:to|into|towards|via)\s+(?:the\s+)?\S+|\b(?:через|до|у бік|в сторону)\s+\S+|\b[уУвВ]\s+Кр[иы]м)$",
    re.IGNORECASE,
)
_TOWARDS_REACH = 14
# What joins the places of a list, with a word of kind or a quotation mark between.
_JOINED = re.compile(
    r"[»”\"]?\s*(?:,|/|\band\b|\bі\b|\bй\b|\bта\b|\bи\b|,\s*(?:and|та|и)\b)\s*(?:(?:в|у|in)\s+)?[«“\"]?"
)
# The share of a text's places that makes it a text about their oblast; chosen on whole invented pages.
_MOSTLY = 0.6
# A rule or a general pattern does not inherit a place, or a date, that stands far away.
STAYS_NEAR: frozenset[Level] = frozenset({"measure", "pattern", "context"})


@dataclass(frozen=True, slots=True)
class Places:
    """The places that may be where something happened: `told` in running text, `headed` in a headline.

    `near` is `told` without what a text is not about: what its people only pass through.
    """

    told: Sequence[PlaceFound] = ()
    near: Sequence[PlaceFound] = ()
    headed: Sequence[PlaceFound] = ()


def places_of(named: Sequence[PlaceFound], cut: Sequence[Scene], blocks: Sequence[Block], rules: Rules) -> Places:
    """Sort the places that a text names; those that the occupier never held are where people fled to or write from."""
    held = [p for p in named if p.best.oblast in rules.occupied | rules.partly and not _is_free(p, rules)]
    told = [p for p in held if not _is_two(p) and any(scene.start <= p.start < scene.end for scene in cut)]
    heads = [block for block in blocks if block.kind == "heading" and block.start < cut[0].start]
    near = [p for p in told if p.best.oblast not in rules.passed]
    return Places(
        told,
        near if 2 * len(near) >= len(told) else told,
        [p for p in held if any(block.start <= p.start < block.end for block in heads)],
    )


def _is_free(found: PlaceFound, rules: Rules) -> bool:
    """Whether it is the centre of an oblast of which the occupier held villages and never the centre."""
    return found.best.oblast in rules.partly and found.best.name_en == found.best.oblast


def _is_two(found: PlaceFound) -> bool:
    """Whether a name stands for two oblasts at once: Donbas."""
    return found.kind == "oblast" and len({c.oblast for c in found.candidates if c.score == found.best.score}) > 1


def place_of(
    act: Act, scene: Scene, about: Places, carried: PlaceFound | None, level: Level, text: str
) -> list[PlaceFound]:
    """Return the places of an act: of its sentence, else the nearest in its scene, else what carries over.

    Where most places of a text lie in one oblast, its first place there stands for every act that has none nearer,
    and failing that the place in the headline.
    """
    sentence = scene.sentences[act.sentence]
    here = [p for p in about.told if sentence.start <= p.start < sentence.end]
    if here:
        return _stayed(here, text)
    before = _stayed([p for p in about.near if scene.start <= p.start < sentence.start], text)
    if before:
        return _listed(before[-1], about.near, text)
    after = _stayed([p for p in about.near if sentence.end <= p.start < scene.end], text)
    if after:
        return _listed(after[0], about.near, text)
    if carried is not None and level not in STAYS_NEAR:
        return [carried]
    most = _mostly(_stayed(about.near, text))
    return _listed(most[0], about.near, text) if most else list(about.headed[:1])


def _stayed(here: Sequence[PlaceFound], text: str) -> list[PlaceFound]:
    """Leave out where somebody was going, if another place is named beside it: "from Chaplynka to Crimea"."""
    stayed = [p for p in here if not _TOWARDS.search(text[max(0, p.start - _TOWARDS_REACH) : p.end])]
    return stayed or list(here)


def _listed(one: PlaceFound, places: Sequence[PlaceFound], text: str) -> list[PlaceFound]:
    """Return a place with those it stands in a list with: "in Tokmak, Manhush and Shchastia"."""
    at = next(i for i, p in enumerate(places) if p.start == one.start)
    low = high = at
    while low and _JOINED.fullmatch(text[places[low - 1].end : places[low].start]):
        low -= 1
    while high + 1 < len(places) and _JOINED.fullmatch(text[places[high].end : places[high + 1].start]):
        high += 1
    return list(places[low : high + 1])


def _mostly(places: Sequence[PlaceFound]) -> list[PlaceFound]:
    """Return the first place of the oblast that most places named in a text lie in, if one has most of them."""
    if not places:
        return []
    oblast, times = Counter(p.best.oblast for p in places).most_common(1)[0]
    return [next(p for p in places if p.best.oblast == oblast)] if times >= _MOSTLY * len(places) else []

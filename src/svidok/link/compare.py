"""What speaks against two facets being one act, and what speaks for it."""

from collections.abc import Iterable
from typing import Literal

from svidok.language.periods import meets
from svidok.link.facets import Facet
from svidok.link.people import different
from svidok.link.places import apart, same_settlement

Against = Literal["oblast", "place", "date", "sex", "speaker", "level", "polarity"]
# A copy may garble a town or a date; it does not change who speaks, what was done or in which oblast.
GARBLED: frozenset[Against] = frozenset({"place", "date"})


def against(one: Facet, other: Facet) -> list[Against]:
    """Return the facts that contradict each other; what one side does not say contradicts nothing."""
    found: list[Against] = []
    if (one.statement.polarity == "hypothetical") != (other.statement.polarity == "hypothetical"):
        found.append("polarity")
    if one.statement.level != other.statement.level:
        found.append("level")
    if one.oblasts and other.oblasts and not one.oblasts & other.oblasts:
        found.append("oblast")
    elif apart(one.places, other.places):
        found.append("place")
    if one.periods and other.periods and not any(meets(a, b) for a in one.periods for b in other.periods):
        found.append("date")
    if one.sexes and other.sexes and not one.sexes & other.sexes:
        found.append("sex")
    if different(one.speaker, other.speaker):
        found.append("speaker")
    return found


def agreements(one: Facet, other: Facet) -> list[str]:
    """Return what both sides say alike, in words for a reviewer."""
    found = []
    if same_settlement(one.places, other.places):
        found.append("same settlement")
    elif one.oblasts & other.oblasts:
        found.append("same oblast")
    if any(meets(a, b) for a in one.periods for b in other.periods):
        found.append("dates that meet")
    # Pressures are left out: that a service was conditioned is what nearly every statement says.
    for slot, words in (("actor", "same actor"), ("outcome", "same outcome")):
        if _shared(one, other, slot):
            found.append(words)
    return found


def dated_to_month(facet: Facet) -> bool:
    """Whether a date is told to the month or better."""
    return any(low[:7] == high[:7] for low, high in facet.periods)


def _shared(one: Facet, other: Facet, slot: str) -> bool:
    mine: Iterable[str] = one.statement.values(slot)
    return bool(set(mine) & set(other.statement.values(slot)))

"""How rules and the learned encoder are weighed against each other: numbers seen of a code, and the vote over them."""

import math
from dataclasses import dataclass
from typing import Final

from svidok.language.encoder import as_chance

NOTHING: Final = -9.0  # log-odds of what the encoder never learnt, or where it has read nothing
_PLAINEST: Final = 3


@dataclass(frozen=True, slots=True)
class Around:
    """What the whole text says that a window cannot know.

    `topic`: it speaks of the occupier's passport in so many words. `occupied`: it plays where the occupier rules.
    `doubt`: it has words that betray a look-alike, `veto`: so many that the rules are silent.
    `link`: the highest log-odds of a passport condition in it.
    """

    topic: bool
    occupied: bool
    doubt: bool
    link: float
    veto: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of one code in one place: the score of the rules (0: they found nothing) and log-odds."""

    score: float
    heard: float
    link: float
    around: Around

    def features(self) -> tuple[float, ...]:
        """Return the numbers that a vote weighs, in the order of `Vote.weights`."""
        about = self.around
        flags = (about.topic, about.occupied, about.doubt)
        return (1.0, float(self.score > 0), self.score, self.heard, self.link, about.link, *map(float, flags))


@dataclass(frozen=True, slots=True)
class Whole:
    """What a whole text says of whether it is about the passport at all.

    `links`: log-odds of a passport condition in its windows, highest first. `told`: the highest of any service or
    pressure, `both`: the highest of the two in one window. `windows`: how many there are, `ruled`: acts of the rules.
    """

    links: tuple[float, ...]
    told: float
    both: float
    windows: int
    ruled: int
    around: Around

    def features(self) -> tuple[float, ...]:
        """Return the numbers that a gate weighs, in the order of `Gate.weights`."""
        links = (*self.links, *(NOTHING,) * _PLAINEST)[:_PLAINEST]
        counts = (math.log1p(self.windows), math.log1p(self.ruled))
        about = self.around
        return (1.0, *links, self.told, self.both, *counts, *map(float, (about.topic, about.occupied, about.doubt)))


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether a whole text tells of the passport, or only looks like one that does: a weight for each feature.

    >>> around = Around(topic=True, occupied=False, doubt=False, link=4.0)
    >>> Gate((0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0.5).opens(Whole((4.0,), 3.0, 3.0, 5, 0, around))
    True
    """

    weights: tuple[float, ...]
    bar: float

    def opens(self, whole: Whole) -> bool:
        """Whether a text is likely enough to tell of the passport for proposals to be made."""
        return self.chance(whole) >= self.bar

    def chance(self, whole: Whole) -> float:
        """Return the chance that a careful reader finds something told of the passport anywhere in a text."""
        return as_chance(sum(w * value for w, value in zip(self.weights, whole.features(), strict=True)))


FEATURES: Final = ("base", "rule", "score", "heard", "link", "anywhere", "topic", "occupied", "doubt")


@dataclass(frozen=True, slots=True)
class Vote:
    """How one dimension is decided: a weight for each of `FEATURES`, and from which chance a proposal stands.

    `bar` holds for what the rules found too, `alone` for what only the encoder found.
    """

    weights: tuple[float, ...]
    bar: float
    alone: float

    def chance(self, seen: Seen) -> float:
        """Return the chance that a careful reader agrees.

        >>> nowhere = Around(topic=False, occupied=False, doubt=False, link=0.0)
        >>> Vote((0, 0, 1, 1, 0, 0, 0, 0, 0), 0.5, 0.5).chance(Seen(1.0, -1.0, 0.0, nowhere))
        0.5
        """
        odds = sum(weight * value for weight, value in zip(self.weights, seen.features(), strict=True))
        return as_chance(odds)

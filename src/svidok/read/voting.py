"""How rules and the learned encoder are weighed against each other: numbers seen of a code, and the vote over them."""

from dataclasses import dataclass
from typing import Final

from svidok.language.encoder import as_chance


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

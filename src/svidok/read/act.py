"""The act: something done to people because of the passport, as one scene tells it."""

from collections.abc import Mapping
from dataclasses import dataclass

from svidok.model import Level, Polarity
from svidok.read.conditions import Condition
from svidok.read.signals import Signal


@dataclass(frozen=True, slots=True)
class Heard:
    """What the learned reader makes of the words around an act: the chance of each polarity, level and so on.

    `ends` holds the words of the outcomes that it heard; `like` the marked passages nearest in meaning, with cosines.
    """

    polarity: Mapping[str, float]
    level: Mapping[Level, float]
    scope: Mapping[str, float]
    outcome: Mapping[str, float]
    ends: tuple[Signal, ...] = ()
    like: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """Something done to people because of the passport, as one scene tells it."""

    sentence: int
    services: tuple[Signal, ...]
    coercion: tuple[Signal, ...]
    conditioned: tuple[int, int] | None
    condition: Condition | None
    polarity: Polarity
    score: float
    reason: str
    heard: Heard | None = None

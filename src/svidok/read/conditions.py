"""Decide how a passport word is used: lacked, demanded, taken, refused, or only mentioned.

The same words mean different things: "without a Russian passport", "only with one", "she took one", "she would
not take one". What surrounds the word within a few words of the same sentence decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from svidok.model import PassportLink
from svidok.read.scenes import Sentence
from svidok.read.signals import Signal, Signals

STRONG = ("lacking", "needed")

Use = Literal["lacking", "needed", "taken", "refused", "mention"]

# How many words may lie between a cue and the passport word for it to speak of it.
_BEFORE_LACKING = 3
_AFTER_LACKING = 1
_REACH_REFUSED = 4
_REACH_NEEDED = 6
_REACH_TAKEN = 5
_LINK: dict[str, PassportLink] = {"passport": "passport", "insurance": "insurance", "documents": "documents"}


@dataclass(frozen=True, slots=True)
class Condition:
    """A passport word in use; `start` and `end` cover it with the cue that decided."""

    start: int
    end: int
    use: Use
    link: PassportLink
    weight: float
    sentence: int
    cue: str = ""


def conditions(sentence: Sentence, index: int, signals: Signals) -> list[Condition]:
    """Return the passport words of a sentence and how each is used, in order.

    A Ukrainian passport in hand is the same as lacking the Russian one: `lacking`, with half the weight.
    """
    found = [_condition(link, sentence, index, signals) for link in sentence.of("link") if link.code in _LINK]
    own = [s for s in sentence.cue("ua_passport") if not any(_overlap(s, link) for link in sentence.of("link"))]
    found += [Condition(s.start, s.end, "lacking", "passport", 0.5, index, "ua_passport") for s in own]
    return sorted(found, key=lambda c: (c.start, c.end))


def holds_in_doubt(condition: Condition) -> bool:
    """Whether a condition stands beside words that betray a look-alike: an ordinary renewal, a shortage for all.

    What was lacked or refused is said too plainly to be doubted; a bare mention or a weak demand is not.
    """
    if condition.use in ("lacking", "refused"):
        return True
    return condition.use in STRONG and condition.weight >= 1


def _condition(link: Signal, sentence: Sentence, index: int, signals: Signals) -> Condition:
    use, cue = _use(link, sentence, signals)
    start, end = (min(link.start, cue.start), max(link.end, cue.end)) if cue else (link.start, link.end)
    return Condition(start, end, use, _LINK[link.code], link.weight, index, cue.code if cue else "")


def _use(link: Signal, sentence: Sentence, signals: Signals) -> tuple[Use, Signal | None]:
    clause = sentence.clause_of(link)
    refused = _nearest(link, sentence.cue("refuse_take"), signals, _REACH_REFUSED, _REACH_REFUSED, clause)
    if refused:
        return "refused", refused
    lacking = _nearest(link, sentence.cue("lacking"), signals, _BEFORE_LACKING, _AFTER_LACKING, clause)
    if lacking:
        return "lacking", lacking
    needed = _nearest(link, sentence.cue("only", "need"), signals, _REACH_NEEDED, _REACH_NEEDED, (0, len(signals.text)))
    taken = _nearest(link, sentence.cue("take"), signals, _REACH_TAKEN, _REACH_TAKEN, clause)
    if needed and (not taken or not sentence.cue("self", "person") or needed.code == "only"):
        return "needed", needed
    if taken:
        return "taken", taken
    if needed:
        return "needed", needed
    return "mention", None


def _nearest(
    link: Signal, cues: Sequence[Signal], signals: Signals, before: int, after: int, within: tuple[int, int]
) -> Signal | None:
    """Return the closest cue that stands near enough on its side of the link, inside the given borders."""
    best: tuple[int, Signal] | None = None
    for cue in cues:
        if not within[0] <= cue.start < within[1] and not _overlap(cue, link):
            continue
        gap = signals.distance(cue, link)
        if gap <= (before if cue.start <= link.start else after) and (best is None or gap < best[0]):
            best = (gap, cue)
    return best[1] if best else None


def _overlap(a: Signal, b: Signal) -> bool:
    return a.start < b.end and b.start < a.end

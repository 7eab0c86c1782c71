"""What a detector hands over: a stretch that must not leave, and what is known of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the text: code points `start` to `end`, the kind of detail, the rule that fired.

    `says` names the label that stands for it ("phone", "spring"), `more` what is added to the label ("2023", "60-69").
    `rank` settles what a stretch is called when several detectors marked parts of it; none of them is ever dropped.
    """

    start: int
    end: int
    kind: str
    reason: str
    says: str
    more: str = ""
    rank: int = 50

"""How an act is said: threatened, feared, supposed, asked, told by others, usual, or in the occupier's own words.

These are fields of a statement beside its polarity: a threat that was uttered is an act, and a rumour is still a
source. Where the learned reader read the scene it decides; without it words of the sentence do.
"""

import re
from typing import Final, get_args

from svidok.model import Scope
from svidok.read.act import Act
from svidok.read.scenes import Scene, Sentence

# The cues that speak for each field.
_CUES: Final[dict[str, Scope]] = {
    "threat": "threat",
    "fear": "fear",
    "conditional": "condition",
    "habit": "habit",
    "rumour": "hearsay",
    "announced": "announced",
}
_SURE: Final = 0.5
_QUESTION: Final = re.compile(r"\?[»”\"'’)]*\s*$")


def scope_of(act: Act, scene: Scene, text: str, official: bool) -> tuple[Scope, ...]:
    """Return how an act is said, in order of name.

    `official` says that an official of the occupier or an expert speaks in this scene.
    """
    sentence = scene.sentences[act.sentence]
    found: set[Scope] = {"negation"} if act.polarity == "negated" else set()
    if _QUESTION.search(text[sentence.start : sentence.end]):
        found.add("question")
    if act.heard is not None:
        found |= {name for name in get_args(Scope) if act.heard.scope.get(name, 0.0) >= _SURE}
        return tuple(sorted(found))
    if official:
        found.add("perpetrator")
    found |= {_CUES[s.code] for s in sentence.of("cue") if s.code in _CUES and _governs(s.start, act, sentence)}
    return tuple(sorted(found))


def _governs(start: int, act: Act, sentence: Sentence) -> bool:
    """Whether a cue stands in the clause of what was done, or before it."""
    signals = [*act.services, *act.coercion]
    if not signals:
        return True
    _, high = sentence.clause_of(signals[0])
    return start < high

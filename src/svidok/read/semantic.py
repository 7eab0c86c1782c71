"""Meaning beside words: sentence vectors rank what the rules propose, and name services no pattern has a word for.

Similarity alone never makes a statement. It speaks only where a condition is already found: how near a sentence is
to the definition of a service raises or lowers a proposal, and a demand without any service word gets the nearest
service as a weak proposal for a person to look at.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from svidok.codebook.meanings import Meanings
from svidok.language.identify import language_of
from svidok.language.vectors import Embedder, centre, nearest, without
from svidok.read.act import Act
from svidok.read.conditions import Condition
from svidok.read.scenes import Scene
from svidok.read.signals import Signal

# Chosen on invented passages: of the demands that the rules leave without a service, those whose nearest service
# is this near and this far ahead of the next were right most often.
NEAR = 0.3
AHEAD = 0.03
_AGREES, _DIFFERS = 5, 30
_RAISE, _LOWER = 0.03, 0.05
_WEAK = 0.45


@dataclass(frozen=True, slots=True)
class Guess:
    """The services nearest in meaning to a sentence, best first, with their cosines."""

    ranked: tuple[tuple[str, float], ...]

    def rank(self, code: str) -> int:
        """Return the place of a code, counting from 1; the number of codes and one if it is missing."""
        return next((i for i, (name, _) in enumerate(self.ranked, 1) if name == code), len(self.ranked) + 1)


class Semantic:
    """An embedder with the codebook's meanings; the same sentence gives the same guess."""

    def __init__(self, embedder: Embedder, meanings: Meanings) -> None:
        self._embedder, self._meanings = embedder, meanings
        self._rows = without(meanings.rows, meanings.topic)
        self.name = embedder.name

    def guesses(self, sentences: Sequence[str]) -> list[Guess]:
        """Return a guess for each sentence."""
        if not sentences:
            return []
        known = self._meanings
        # one at a time: an engine may round differently in a batch, and the same input must give the same bytes
        raw = [self._embedder.embed([sentence]) for sentence in sentences]
        rows = [centre(row, [language_of(text)], known.about) for row, text in zip(raw, sentences, strict=True)]
        codes = len(set(known.labels))
        ranked = [nearest(without(row, known.topic), self._rows, known.labels, codes)[0] for row in rows]
        return [Guess(tuple(pairs)) for pairs in ranked]

    def ranked(self, text: str, scene: Scene, acts: Sequence[Act]) -> list[Act]:
        """Return the acts with their scores moved by whether the meaning of their sentence agrees."""
        wanted = sorted({act.sentence for act in acts if act.services})
        words = [text[scene.sentences[i].start : scene.sentences[i].end] for i in wanted]
        guessed = dict(zip(wanted, self.guesses(words), strict=True))
        return [_moved(act, guessed[act.sentence]) if act.services else act for act in acts]

    def caught(self, text: str, scene: Scene, acts: Sequence[Act], demands: Sequence[Condition]) -> list[Act]:
        """Return weak proposals for demands that have no act of their own."""
        spoken = {act.sentence for act in acts} | {act.condition.sentence for act in acts if act.condition}
        left = [c for c in demands if not {c.sentence - 1, c.sentence, c.sentence + 1} & spoken]
        first = {c.sentence: c for c in reversed(left) if _is_refused(scene, c.sentence)}
        around = [text[_low(scene, i) : scene.sentences[i].end] for i in first]
        found = []
        for condition, guess in zip(first.values(), self.guesses(around), strict=True):
            (code, best), (_, second) = guess.ranked[:2]
            if best >= NEAR and best - second >= AHEAD:
                found.append(_weak_act(scene, condition, code, best, self.name))
        return found


def _is_refused(scene: Scene, index: int) -> bool:
    near = scene.sentences[max(0, index - 1) : index + 2]
    return any(sentence.cue("denial", "only", "need") for sentence in near)


def _low(scene: Scene, index: int) -> int:
    return scene.sentences[max(0, index - 1)].start


def _moved(act: Act, guess: Guess) -> Act:
    rank = min(guess.rank(service.code) for service in act.services)
    if rank <= _AGREES:
        return replace(act, score=min(1.0, act.score + _RAISE), reason=f"{act.reason}; meaning agrees (nearest {rank})")
    if rank > _DIFFERS:
        return replace(act, score=act.score - _LOWER, reason=f"{act.reason}; meaning differs")
    return act


def _weak_act(scene: Scene, condition: Condition, code: str, cosine: float, name: str) -> Act:
    sentence = scene.sentences[condition.sentence]
    words = Signal(sentence.start, sentence.end, "service", code, 1.0)
    reason = f"no word of the lexicon; nearest in meaning ({cosine:.2f}, {name})"
    span = (condition.start, condition.end)
    return Act(condition.sentence, (words,), (), span, condition, "asserted", _WEAK, reason)

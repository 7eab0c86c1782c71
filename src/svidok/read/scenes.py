"""Cut a text into scenes and sentences: the units that rules work on.

A scene is a paragraph of running text. Lines of a chat that follow each other closely are one scene, since people
write one thought in several messages.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from svidok.language.places import PlaceFound
from svidok.language.sentences import clauses, sentences
from svidok.model import Block, TextLayer
from svidok.read.signals import Signal, Signals

_RUNNING = frozenset({"paragraph", "message", "list", "cell"})
_SHORT = 160
_SCENE_MAX = 1600
_OPENING = 40


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its signals and the borders of its clauses; without signals nobody asks for clauses."""

    start: int
    end: int
    signals: tuple[Signal, ...]
    clauses: tuple[tuple[int, int], ...]

    def of(self, dimension: str, *codes: str) -> list[Signal]:
        """Return the signals of a dimension, all or those of some codes."""
        return [s for s in self.signals if s.dimension == dimension and (not codes or s.code in codes)]

    def cue(self, *names: str) -> list[Signal]:
        """Return the cues of these names."""
        return self.of("cue", *names)

    def clause_of(self, signal: Signal) -> tuple[int, int]:
        """Return the borders of the clause in which a signal stands."""
        for start, end in self.clauses:
            if start <= signal.start < end:
                return start, end
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Scene:
    """A stretch of running text that tells of one thing after another: its sentences in order."""

    start: int
    end: int
    where: str
    sentences: tuple[Sentence, ...]

    @property
    def signals(self) -> list[Signal]:
        """All signals of the scene, in order."""
        return [signal for sentence in self.sentences for signal in sentence.signals]

    def of(self, dimension: str, *codes: str) -> list[Signal]:
        """Return the signals of a dimension in the whole scene."""
        return [s for sentence in self.sentences for s in sentence.of(dimension, *codes)]


def scenes(
    layer: TextLayer, blocks: Sequence[Block], signals: Signals, places: Sequence[PlaceFound] = ()
) -> list[Scene]:
    """Return the scenes of the running text, in order; captions, teasers and furniture have none.

    A sentence that opens with a place in another oblast begins a new scene within its paragraph. `blocks` is the
    layout of the text.
    """
    running = [block for block in blocks if block.kind in _RUNNING]
    whole = [_scene(layer.text, group, signals) for group in _grouped(running)]
    return [part for scene in whole for part in _parted(scene, places)]


def _parted(scene: Scene, places: Sequence[PlaceFound]) -> list[Scene]:
    groups: list[list[Sentence]] = [[]]
    oblast = ""
    for sentence in scene.sentences:
        inside = [p for p in places if sentence.start <= p.start < sentence.end]
        opens = [p for p in inside if p.start - sentence.start <= _OPENING]
        if groups[-1] and oblast and opens and opens[0].best.oblast not in ("", oblast):
            groups.append([])
        oblast = inside[-1].best.oblast if inside else oblast
        groups[-1].append(sentence)
    if len(groups) == 1:
        return [scene]
    return [Scene(g[0].start, g[-1].end, scene.where, tuple(g)) for g in groups]


def _grouped(blocks: Sequence[Block]) -> list[list[Block]]:
    groups: list[list[Block]] = []
    for block in blocks:
        last = groups[-1] if groups else []
        near = bool(last) and block.start - last[-1].end <= 2
        small = bool(last) and max(b.end - b.start for b in (*last, block)) <= _SHORT
        if near and small and block.end - last[0].start <= _SCENE_MAX:
            last.append(block)
        else:
            groups.append([block])
    return groups


def _scene(text: str, blocks: Sequence[Block], signals: Signals) -> Scene:
    parts = []
    for block in blocks:
        for start, end in sentences(text[block.start : block.end]):
            low, high = block.start + start, block.start + end
            inside = tuple(signals.within(low, high))
            parts.append(Sentence(low, high, inside, tuple(clauses(text, low, high)) if inside else ()))
    return Scene(blocks[0].start, blocks[-1].end, blocks[0].where, tuple(parts))

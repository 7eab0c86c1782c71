"""Rules and the learned encoder vote: what both find is sure, what one finds alone must be strong to stand.

The encoder reads a scene in windows of a few sentences and says for each code how likely it is and which words say
so. A vote weighs that against what the rules found, and gives the chance that a careful reader would agree. The
votes were fitted on invented passages and pages that the encoder did not learn from (`codebook/reader/votes.json`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, get_args

import numpy as np
from numpy.typing import NDArray

from svidok.language.encoder import Encoder, Scores, as_chance
from svidok.language.pieces import Floats
from svidok.model import Level, Polarity
from svidok.read.act import Act, Heard
from svidok.read.arbitrate import group_of
from svidok.read.completing import completed
from svidok.read.conditions import Condition
from svidok.read.rules import Rules
from svidok.read.scenes import Scene
from svidok.read.signals import Signal
from svidok.read.voting import NOTHING, Around, Gate, Seen, Vote, Whole

# From so many windows on a text is a page, and has to show as a whole that it tells of the passport.
_LONG: Final = 4
_IN_SPITE: Final = 6.0  # log-odds of a passport condition at which even words that betray a look-alike do not count
_TELLING: Final = frozenset({"link", "service", "coercion", "outcome"})
_MOST_SENTENCES: Final = 3
_MOST_PIECES: Final = 110
_NEAR_BEST: Final = 2.5  # log-odds below the best piece at which its neighbours still belong to the words
_LONGEST_WORDS: Final = 90  # characters of a span of words
_SURE_OF_FIELD: Final = 0.5
_FULL: Final = 127.0  # what stands for 1 in a row of 8 bits


@dataclass(frozen=True, slots=True)
class Window:
    """A few sentences of a scene as the encoder read them; `first` and `last` are indices, both included."""

    first: int
    last: int
    start: int
    scores: Scores

    def covers(self, sentence: int) -> bool:
        """Whether a sentence of the scene lies in the window."""
        return self.first <= sentence <= self.last


@dataclass(frozen=True, slots=True)
class Examples:
    """Marked passages that the encoder learnt from: their ids, and one row of 8 bits each for their meaning."""

    ids: tuple[str, ...]
    rows: NDArray[np.int8]

    def nearest(self, vector: Floats, most: int = 2) -> tuple[tuple[str, float], ...]:
        """Return the ids nearest to a meaning with their cosines, best first; equals by id.

        >>> Examples(("uk-1", "ru-1"), np.array([[127, 0], [0, 127]], np.int8)).nearest(np.array([1, 0], np.float32), 1)
        (('uk-1', 1.0),)
        """
        cosines = (self.rows.astype(np.float32) @ vector / _FULL).round(2)
        order = sorted(range(len(self.ids)), key=lambda i: (-cosines[i], self.ids[i]))[:most]
        return tuple((self.ids[i], round(float(cosines[i]), 2)) for i in order)


class Learned:
    """The encoder with the votes; the same scene gives the same acts."""

    def __init__(
        self, encoder: Encoder, votes: Mapping[str, Vote], gate: Gate, examples: Examples | None = None
    ) -> None:
        self._encoder, self._votes, self._gate, self._examples = encoder, votes, gate, examples
        self._column = {label: i for i, label in enumerate(encoder.labels)}
        self._of = {
            kind: [label for label in encoder.labels if label.startswith(f"{kind}:")]
            for kind in ("service", "group", "coercion", "outcome", "polarity", "scope")
        }
        self._subject = (*self._of["service"], *self._of["coercion"])
        self.name = encoder.name

    def windows(self, text: str, scene: Scene) -> list[Window]:
        """Return the windows of a scene: sentences packed together while they are few and short, none twice."""
        found: list[Window] = []
        first, pieces = 0, 0
        lengths = [self._encoder.length(text[s.start : s.end]) for s in scene.sentences]
        for i, length in enumerate(lengths):
            if i > first and (pieces + length > _MOST_PIECES or i - first >= _MOST_SENTENCES):
                found.append(self._window(text, scene, first, i - 1))
                first, pieces = i, 0
            pieces += length
        if scene.sentences:
            found.append(self._window(text, scene, first, len(scene.sentences) - 1))
        return found

    def _window(self, text: str, scene: Scene, first: int, last: int) -> Window:
        start, end = scene.sentences[first].start, scene.sentences[last].end
        return Window(first, last, start, self._encoder.scores(text[start:end]))

    def odds(self, window: Window, label: str) -> float:
        """Return the log-odds of a label in a window."""
        column = self._column.get(label)
        return NOTHING if column is None else float(window.scores.whole[column])

    def voted(
        self, text: str, scenes: Sequence[Scene], found: Sequence[Sequence[Act]], around: Around, rules: Rules
    ) -> list[list[Act]]:
        """Return for each scene what stands of the acts of the rules, and what the encoder found beside them.

        `around.link` is filled in here.
        """
        read = [self.windows(text, scene) if may_tell(scene.signals) else [] for scene in scenes]
        whole = self.whole([w for windows in read for w in windows], found, around)
        if not self.tells(whole):
            return [[] for _ in scenes]
        return [
            self._scene(text, scene, windows, acts, whole.around, rules)
            for scene, windows, acts in zip(scenes, read, found, strict=True)
        ]

    def whole(self, windows: Sequence[Window], found: Sequence[Sequence[Act]], around: Around) -> Whole:
        """Return what all windows of a text say together."""
        told = [max((self.odds(w, label) for label in self._subject), default=NOTHING) for w in windows]
        links = [self.odds(w, "link") for w in windows]
        both = max(map(min, told, links), default=NOTHING)
        best = tuple(sorted(links, reverse=True))
        about = replace(around, link=max(links, default=NOTHING))
        return Whole(best, max(told, default=NOTHING), both, len(windows), sum(map(len, found)), about)

    def tells(self, whole: Whole) -> bool:
        """Whether a text is one in which proposals are looked for."""
        if whole.around.veto and whole.around.link < _IN_SPITE:
            return False
        return whole.windows < _LONG or self._gate.opens(whole)

    def _scene(
        self, text: str, scene: Scene, windows: list[Window], acts: Sequence[Act], around: Around, rules: Rules
    ) -> list[Act]:
        kept = [self._weighed(text, act, windows, around, rules) for act in acts]
        found = [act for act in kept if act is not None]
        for window in windows:
            found = self._added(text, scene, window, found, around, rules)
        return sorted(completed(found, scene, rules), key=lambda act: act.sentence)

    def chance(self, dimension: str, code: str, score: float, windows: Sequence[Window], around: Around) -> float:
        """Return the chance of a code in some windows of one scene."""
        return self._votes[dimension].chance(self.seen(dimension, code, score, windows, around))

    def seen(self, dimension: str, code: str, score: float, windows: Sequence[Window], around: Around) -> Seen:
        """Return what a vote weighs: the strongest the windows say of a code and of a passport condition."""
        heard = max(self.odds(w, f"{dimension}:{code}") for w in windows)
        return Seen(score, heard, max(self.odds(w, "link") for w in windows), around)

    def _weighed(self, text: str, act: Act, windows: Sequence[Window], around: Around, rules: Rules) -> Act | None:
        """Return an act of the rules with what the encoder leaves of it, or None."""
        near = [w for w in windows if w.covers(act.sentence) or (act.condition and w.covers(act.condition.sentence))]
        heard = self._heard(text, max(near, key=lambda w: self.odds(w, "link")))
        said = heard.polarity.get("asserted", 0.0)
        if act.polarity != "asserted" and said < max(_SURE_OF_FIELD, heard.polarity.get(act.polarity, 0.0)):
            return replace(act, heard=heard)
        act = replace(act, polarity=_said(heard))
        services = {s: self.chance("service", s.code, act.score, near, around) for s in act.services}
        pressure = {s: self.chance("coercion", s.code, act.score, near, around) for s in act.coercion}
        plain = self.chance("coercion", rules.conditioned, act.score, near, around) if act.conditioned else 0.0
        left = tuple(s for s, c in services.items() if c >= self._votes["service"].bar)
        pressed = tuple(s for s, c in pressure.items() if c >= self._votes["coercion"].bar)
        stays = plain >= self._votes["coercion"].bar
        if not left and not pressed and not stays:
            reason = f"{act.reason}; learned reader: {act.polarity}"
            return None if act.polarity == "asserted" else replace(act, heard=heard, reason=reason)
        best = max([*services.values(), *pressure.values(), plain])
        reason = f"{act.reason}; learned reader: {best:.2f}"
        span = act.conditioned if stays else None
        return replace(act, services=left, coercion=pressed, conditioned=span, score=best, reason=reason, heard=heard)

    def _added(
        self, text: str, scene: Scene, window: Window, acts: list[Act], around: Around, rules: Rules
    ) -> list[Act]:
        """Return the acts with what only the encoder found in a window."""
        mine = [act for act in acts if window.covers(act.sentence)]
        known = {s.code for act in mine for s in (*act.services, *act.coercion)}
        known |= {rules.conditioned for act in mine if act.conditioned}
        new: dict[str, list[tuple[float, Signal]]] = {"service": [], "coercion": []}
        for dimension, labels in new.items():
            for label in self._of[dimension]:
                code = label.split(":", 1)[1]
                if code in known:
                    continue
                chance = self.chance(dimension, code, 0.0, [window], around)
                if chance >= self._votes[dimension].alone:
                    labels.append((chance, Signal(*self.words(text, window, label), dimension, code)))
        told = {group_of(code) for code in known} | {group_of(s.code) for _, s in new["service"]}
        taken = [s for act in mine for s in act.services] + [s for _, s in new["service"]]
        new["service"] += [
            (chance, s)
            for chance, s in self._of_groups(text, window, told, around)
            if not any(s.start < one.end and one.start < s.end for one in taken)
        ]
        return self._joined(text, scene, window, acts, new, rules)

    def _of_groups(self, text: str, window: Window, told: set[str], around: Around) -> list[tuple[float, Signal]]:
        """Return the likeliest service of each group that is plainly spoken of, though none of its services is."""
        found = []
        for label in self._of["group"]:
            group = label.split(":", 1)[1]
            if group not in told and self.chance("group", group, 0.0, [window], around) >= self._votes["group"].alone:
                best = max(
                    (name for name in self._of["service"] if group_of(name.split(":", 1)[1]) == group),
                    key=lambda name: self.odds(window, name),
                )
                code = best.split(":", 1)[1]
                chance = self.chance("service", code, 0.0, [window], around)
                found.append((chance, Signal(*self.words(text, window, best), "service", code)))
        return found

    def _joined(
        self,
        text: str,
        scene: Scene,
        window: Window,
        acts: list[Act],
        new: Mapping[str, list[tuple[float, Signal]]],
        rules: Rules,
    ) -> list[Act]:
        """Return the acts with new ones for new services; new pressure goes to the act whose words are nearest."""
        if not new["service"] and not new["coercion"]:
            return acts
        heard = self._heard(text, window)
        grown = [act for act in acts if window.covers(act.sentence) and act.polarity == "asserted"]
        rest = [act for act in acts if not any(act is one for one in grown)]
        grown += [self._act(text, scene, window, (signal,), chance, heard) for chance, signal in new["service"]]
        for chance, signal in new["coercion"]:
            if not grown:
                grown.append(self._act(text, scene, window, (), chance, heard))
            at = min(range(len(grown)), key=lambda i: _apart(grown[i], signal))
            if signal.code == rules.conditioned:
                grown[at] = replace(grown[at], conditioned=(signal.start, signal.end))
            else:
                grown[at] = replace(grown[at], coercion=(*grown[at].coercion, signal))
        return [*rest, *grown]

    def _act(
        self, text: str, scene: Scene, window: Window, services: tuple[Signal, ...], chance: float, heard: Heard
    ) -> Act:
        """Return an act that only the encoder found; what speaks for the passport is its condition."""
        start, end = self.words(text, window, "link")
        sentence = _sentence_at(scene, services[0].start if services else start)
        condition = Condition(start, end, "needed", "passport", 0.8, _sentence_at(scene, start), "learned")
        reason = f"no rule; learned reader: {chance:.2f}"
        return Act(sentence, services, (), None, condition, _said(heard), chance, reason, heard)

    def _heard(self, text: str, window: Window) -> Heard:
        def likely(kind: str) -> dict[str, float]:
            return {label.split(":", 1)[1]: as_chance(self.odds(window, label)) for label in self._of[kind]}

        outcomes = likely("outcome")
        ends = tuple(
            Signal(*self.words(text, window, f"outcome:{code}"), "outcome", code)
            for code, chance in outcomes.items()
            if chance >= _SURE_OF_FIELD
        )
        levels: dict[Level, float] = {
            level: as_chance(self.odds(window, f"level:{level}")) for level in get_args(Level)
        }
        like = self._examples.nearest(window.scores.vector) if self._examples else ()
        return Heard(likely("polarity"), levels, likely("scope"), outcomes, ends, like)

    def words(self, text: str, window: Window, label: str) -> tuple[int, int]:
        """Return where the words stand that speak most for a label: whole words around its best piece."""
        spans = window.scores.spans
        if not spans:
            return window.start, window.start
        column = self._column[label]
        odds = window.scores.pieces[:, column]
        best = low = high = int(odds.argmax())
        bar = float(odds[best]) - _NEAR_BEST
        while low and odds[low - 1] >= bar and spans[best][1] - spans[low - 1][0] <= _LONGEST_WORDS:
            low -= 1
        while high + 1 < len(spans) and odds[high + 1] >= bar and spans[high + 1][1] - spans[low][0] <= _LONGEST_WORDS:
            high += 1
        return _whole_words(text, window.start + spans[low][0], window.start + spans[high][1])


def may_tell(signals: Iterable[Signal]) -> bool:
    """Whether there is any word of a condition, a service, a pressure or an outcome: without one nothing is read.

    >>> may_tell([Signal(0, 4, "cue", "denial")]), may_tell([Signal(0, 7, "service", "health.insulin")])
    (False, True)
    """
    return any(s.dimension in _TELLING or s.code == "ua_passport" for s in signals)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while start < end - 1 and not text[start].isalnum():
        start += 1
    while end > start + 1 and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _said(heard: Heard) -> Polarity:
    """Whether the encoder takes what it heard for told as having happened, as not having happened, or as supposed."""
    asserted = heard.polarity.get("asserted", 0.0)
    others: tuple[Polarity, ...] = ("negated", "hypothetical")
    best = max(others, key=lambda name: heard.polarity.get(name, 0.0))
    return best if heard.polarity.get(best, 0.0) >= max(_SURE_OF_FIELD, asserted) else "asserted"


def _sentence_at(scene: Scene, position: int) -> int:
    return next((i for i, s in enumerate(scene.sentences) if s.start <= position < s.end), len(scene.sentences) - 1)


def _apart(act: Act, signal: Signal) -> int:
    spans = [(s.start, s.end) for s in (*act.services, *act.coercion)]
    if not spans and act.condition:
        spans = [(act.condition.start, act.condition.end)]
    return min((max(a - signal.end, signal.start - b, 0) for a, b in spans), default=0)

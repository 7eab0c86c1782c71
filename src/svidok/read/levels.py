"""Tell one person's account from a group's, a general pattern, a rule and mere background."""

from collections.abc import Mapping, Sequence

from svidok.model import Level
from svidok.read.act import Act
from svidok.read.rules import Rules
from svidok.read.scenes import Scene, Sentence
from svidok.read.signals import Signal

# Characters between two words that stand side by side; and between "my" and whose kin it is.
_BESIDE = 2
_KIN = 12
# From this chance on the learned reader says of whom an act is told: right in four of five cases, words in three.
_SURE = 0.5


def level_of(act: Act, scene: Scene, rules: Rules, official: bool) -> tuple[Level, str]:
    """Return the level of an act and why.

    `official` says that the scene is an official's or expert's comment: an opinion about the law is context.
    The nearest mention of whom it happened to decides; a first person anywhere in the scene makes it theirs.
    """
    heard: Mapping[Level, float] = act.heard.level if act.heard else {}
    best: Level = max(heard, key=lambda level: heard[level], default="pattern")
    if heard.get(best, 0.0) >= _SURE:
        return best, f"learned reader: {best} {heard[best]:.2f}"
    sentence = scene.sentences[act.sentence]
    if official and sentence.cue("opinion"):
        return "context", "an official or expert comments"
    if _is_rule(act, sentence, rules):
        return "measure", "a rule or its announcement"
    if any(s.code in rules.at_work for s in act.coercion) and sentence.cue("general", "group"):
        return "group", "the staff"
    whom = _whom(act, sentence)
    if whom is None:
        whom = _in_scene(act, scene)
    by_word: dict[str, tuple[Level, str]] = {
        "self": ("individual", "told in the first person"),
        "person": ("individual", "one person"),
        "group": ("group", "a named group"),
        "general": ("pattern", "people in general"),
    }
    return by_word.get(whom or "", ("pattern", "nobody in particular"))


def _is_rule(act: Act, sentence: Sentence, rules: Rules) -> bool:
    told = [s for s in sentence.cue("rule") if not sentence.cue("opinion")]
    announced = any(s.code in rules.rules for s in act.coercion)
    if not told and not announced:
        return False
    if any(s.code in rules.at_work for s in act.coercion) and concerned(sentence, "person"):
        return False
    personal = sentence.cue("self") or (concerned(sentence, "person") and not sentence.cue("general"))
    return not personal and (bool(sentence.cue("general", "need", "only", "future")) or announced)


def concerned(sentence: Sentence, *names: str) -> list[Signal]:
    """Return the mentions of people, without the one that only tells: "she recalled"."""
    said = sentence.cue("said")
    return [m for m in sentence.cue(*names) if not any(_gap(m, s) <= _BESIDE for s in said)]


def _whom(act: Act, sentence: Sentence) -> str | None:
    """The mention nearest to the words of the act, the first person before all others but their own kin."""
    mine = sentence.cue("self")
    if mine:
        kin = any(0 <= g.start - m.end <= _KIN for m in mine for g in sentence.cue("group"))
        return "group" if kin else "self"
    centre = act.services[0] if act.services else act.coercion[0]
    mentions = concerned(sentence, "person", "group", "general")
    return min(mentions, key=lambda s: (_gap(s, centre), s.code)).code if mentions else None


def _gap(a: Signal, b: Signal) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def _in_scene(act: Act, scene: Scene) -> str | None:
    """Nobody named in the sentence itself: the sentences before it, then after it, say whom it is about."""
    order: Sequence[Sentence] = (*reversed(scene.sentences[: act.sentence]), *scene.sentences[act.sentence + 1 :])
    for sentence in order:
        for name in ("self", "person", "group", "general"):
            if concerned(sentence, name):
                return name
    return None

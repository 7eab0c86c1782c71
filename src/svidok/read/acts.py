"""Propose acts: which service was conditioned, which pressure was used, sentence by sentence.

An act needs the passport: a service word without a condition near it is only a topic, and so is a passport word
without anything that was done. Each rule leaves its name in the reason.
"""

from collections.abc import Sequence

from svidok.model import Polarity
from svidok.read.act import Act
from svidok.read.arbitrate import arbitrate, own_denial
from svidok.read.conditions import STRONG, Condition, conditions
from svidok.read.joining import joined, specific
from svidok.read.rules import Rules
from svidok.read.scenes import Scene, Sentence
from svidok.read.signals import Signal, Signals

_NOUN_GAP = 14


def acts(scene: Scene, signals: Signals, rules: Rules, topic: bool) -> list[Act]:
    """Return the acts that a scene tells of, in order.

    `topic` says that the source speaks of passportization elsewhere, so that a bare "passport" is enough.
    """
    if not topic and scene.of("cue", "elsewhere"):
        return []
    used = [conditions(sentence, i, signals) for i, sentence in enumerate(scene.sentences)]
    sure = used if topic else _only_if_strong(used, scene)
    found: list[Act] = []
    for index, sentence in enumerate(scene.sentences):
        found += _service_acts(index, sentence, sure, signals, rules)
        found += _pressure_acts(index, sentence, used, rules, topic)
    found += _left_over(scene, found, sure, signals, rules)
    whole = joined(specific(found, scene, rules), scene, rules)
    return [*whole, *_takings(scene, whole, used, rules)]


def _tells(sentence: Sentence, act: Act) -> bool:
    return any(sentence.start <= signal.start < sentence.end for signal in (*act.services, *act.coercion))


def _takings(scene: Scene, found: Sequence[Act], used: Sequence[list[Condition]], rules: Rules) -> list[Act]:
    """Someone took it, and no other act of the scene is theirs: that they did is what the scene tells of them."""
    if not found and not scene.of("cue", "compel", "purpose"):
        return []
    told = {i for act in found for i, sentence in enumerate(scene.sentences) if _tells(sentence, act)}
    personal = {i for i in told if scene.sentences[i].cue("self", "person") and not scene.sentences[i].cue("general")}
    taken = []
    for index, sentence in enumerate(scene.sentences):
        outcomes = sentence.of("outcome", *rules.took)
        mine = {index - 1, index, index + 1} & personal or index in told
        if not outcomes or mine or not used[index] or not sentence.cue("self", "person", "take"):
            continue
        first = min(outcomes)
        condition = max(used[index], key=lambda c: c.weight)
        bare = Signal(first.start, first.end, "coercion", rules.bare, 0.8)
        taken.append(
            Act(index, (), (bare,), None, condition, "asserted", 0.7, "taken under the conditions told of here")
        )
        personal.add(index)
    return taken


def _only_if_strong(used: list[list[Condition]], scene: Scene) -> list[list[Condition]]:
    """Without the topic, weak words count only beside a strong one, as a plain demand, or beside a denial."""
    if any(c.weight >= 1 for row in used for c in row):
        return used
    denied = [bool(sentence.cue("denial")) for sentence in scene.sentences]
    return [[c for c in row if c.use in STRONG or any(denied[max(0, i - 1) : i + 2])] for i, row in enumerate(used)]


def _service_acts(
    index: int, sentence: Sentence, used: Sequence[list[Condition]], signals: Signals, rules: Rules
) -> list[Act]:
    services = [s for s in arbitrate(sentence, signals, rules) if not _by_ukraine(s, sentence)]
    if not services:
        return []
    condition, score, why = _condition_for(index, sentence, used)
    if condition is None:
        return []
    polarity, scope = _polarity(sentence, condition)
    found = []
    for service in services:
        if service.weight < 1 and not own_denial(service, sentence, signals):
            continue
        span = None if sentence.of("coercion", *rules.reports) else (condition.start, condition.end)
        own = score * (0.75 + 0.25 * service.weight)
        found.append(Act(index, (service,), (), span, condition, polarity, own, why + scope))
    return found


def _left_over(
    scene: Scene, found: Sequence[Act], used: Sequence[list[Condition]], signals: Signals, rules: Rules
) -> list[Act]:
    """A demand in a sentence without a service speaks of the service named just before it, else just after."""
    spoken = {act.condition.sentence for act in found if act.services and act.condition}
    served = {act.sentence for act in found if act.services}
    acts_found = []
    for index, row in enumerate(used):
        strong = [c for c in row if c.use in STRONG]
        if not strong or index in spoken or scene.sentences[index].of("service"):
            continue
        condition = max(strong, key=lambda c: c.weight)
        for near in (index - 1, index + 1, index - 2):
            if not 0 <= near < len(used) or near in served:
                continue
            sentence = scene.sentences[near]
            services = [s for s in arbitrate(sentence, signals, rules) if not _by_ukraine(s, sentence)]
            if services:
                polarity, scope = _polarity(scene.sentences[index], condition)
                span = (condition.start, condition.end)
                why = f"condition in a sentence without a service of its own ({condition.cue}){scope}"
                score = 0.5 + 0.15 * condition.weight
                acts_found += [Act(near, (s,), (), span, condition, polarity, score, why) for s in services]
                served.add(near)
                break
    return acts_found


def _by_ukraine(service: Signal, sentence: Sentence) -> bool:
    """What Ukraine could not pay or does itself is not what the occupier denies."""
    low, high = sentence.clause_of(service)
    return any(low <= s.start < high for s in sentence.cue("by_ukraine"))


def _condition_for(
    index: int, sentence: Sentence, used: Sequence[list[Condition]]
) -> tuple[Condition | None, float, str]:
    """Find the condition that governs the services of a sentence: in it, or beside it in the scene."""
    here = used[index]
    denial = bool(sentence.cue("denial"))
    strong = [c for c in here if c.use in STRONG]
    if strong:
        best = max(strong, key=lambda c: c.weight)
        return best, 0.75 + 0.2 * best.weight, f"condition in the sentence ({best.cue})"
    taken = [c for c in here if c.use == "taken"]
    if taken and sentence.cue("compel", "purpose"):
        return taken[0], 0.7, "taken for the sake of it"
    if here and denial:
        return max(here, key=lambda c: c.weight), 0.7, "denial and passport in the sentence"
    if not denial and not sentence.cue("need", "only"):
        return None, 0.0, ""
    for gap, score in ((1, 0.65), (2, 0.5)):
        near = [c for i in (index + gap, index - gap) if 0 <= i < len(used) for c in used[i] if c.use in STRONG]
        if near:
            return near[0], score, f"condition {gap} sentence(s) away ({near[0].cue})"
    near = [c for i in (index + 1, index - 1) if 0 <= i < len(used) for c in used[i] if c.weight >= 1]
    if near and denial:
        return near[0], 0.45, "denial here, passport in the next sentence"
    return None, 0.0, ""


def _polarity(sentence: Sentence, condition: Condition) -> tuple[Polarity, str]:
    """Say whether the denial is a fact, is denied itself, or only threatened or supposed."""
    denial = [s for s in sentence.cue("denial") if not _undone(s, sentence)]
    if _spared(sentence):
        return "negated", "; nobody asked for it"
    undone = [s for s in sentence.cue("denial") if _undone(s, sentence)]
    if undone and not denial:
        return "negated", "; the denial is itself negated"
    given = sentence.cue("given") and not sentence.cue("nobody")
    if given and not denial and condition.use == "lacking" and not sentence.cue("only", "need"):
        return "negated", "; given all the same"
    if sentence.cue("fear") and not denial:
        return "hypothetical", "; feared"
    return "asserted", ""


def _spared(sentence: Sentence) -> bool:
    """Nobody asked for the passport, and nothing was denied either."""
    denied = [s for s in sentence.cue("denial") if not _undone(s, sentence)]
    return bool(sentence.cue("not_asked")) and not denied


def _undone(denial: Signal, sentence: Sentence, reach: int = 2) -> bool:
    """A negation just before the verb of refusal turns it round: «не відмовили», "was not refused"."""
    return any(0 <= denial.start - cue.end <= reach for cue in sentence.cue("negation"))


def _pressure_acts(
    index: int, sentence: Sentence, used: Sequence[list[Condition]], rules: Rules, topic: bool
) -> list[Act]:
    found = []
    for signal in sentence.of("coercion"):
        if signal.code == rules.conditioned or _names_the_topic(signal, sentence, rules):
            continue
        condition, score = _nearby(index, signal, used, rules, topic)
        if condition is None:
            continue
        polarity: Polarity = "asserted"
        if _spared(sentence) or _undone(signal, sentence, _NOUN_GAP if signal.code == rules.bare else 2):
            polarity = "negated"
        elif sentence.cue("fear") and not signal.code.endswith("_threat"):
            polarity = "hypothetical"
        why = "pressure with the passport in the sentence" if score > 0.7 else "pressure beside the passport"
        found.append(Act(index, (), (signal,), None, condition, polarity, score * signal.weight, why))
    return found


def _names_the_topic(signal: Signal, sentence: Sentence, rules: Rules) -> bool:
    """ "Forced passportization" names the subject; nobody in particular is forced by these words."""
    return signal.code == rules.bare and any(0 <= link.start - signal.end <= 2 for link in sentence.of("link"))


def _nearby(
    index: int, signal: Signal, used: Sequence[list[Condition]], rules: Rules, topic: bool
) -> tuple[Condition | None, float]:
    """Find the passport word that a pressure is about: in its sentence, else one of weight beside it."""
    here = [c for c in used[index] if topic or c.weight >= 1 or c.use != "mention"]
    if here:
        return max(here, key=lambda c: c.weight), 0.85
    if signal.code in rules.needs_sentence:
        return None, 0.0
    near = [c for i in (index + 1, index - 1) if 0 <= i < len(used) for c in used[i]]
    near = [c for c in near if c.weight >= 1 or c.use in STRONG]
    if near:
        return max(near, key=lambda c: c.weight), 0.65
    far = [c for row in used for c in row if c.weight >= 1 and c.use in STRONG]
    return (far[0], 0.5) if far else (None, 0.0)

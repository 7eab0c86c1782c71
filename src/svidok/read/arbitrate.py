"""Choose which service words of a sentence name what is denied, and not who denies it or what else is at hand."""

from svidok.read.rules import Rules
from svidok.read.scenes import Sentence
from svidok.read.signals import Signal, Signals

_DENIED_NEAR = 4


def arbitrate(sentence: Sentence, signals: Signals, rules: Rules) -> list[Signal]:
    """Choose which service words of a sentence name what is denied, and not who denies it.

    A specific code beats the general one of its group; at work the job is at stake and not the hospital; the
    policy is the condition, the care is the service.
    """
    found = {s.code: s for s in reversed(sentence.of("service"))}
    if sentence.of("coercion", *rules.at_work):
        found = {
            code: s
            for code, s in found.items()
            if group_of(code) == rules.job_group or own_denial(s, sentence, signals)
        }
    for code in list(found):
        general = f"{group_of(code)}.any"
        if code != general and general in found:
            del found[general]
    for code in rules.gives_way & found.keys():
        if any(group_of(other) == group_of(code) for other in found if other != code):
            del found[code]
    return sorted(found.values())


def group_of(code: str) -> str:
    """Return the group of a service code.

    >>> group_of("health.insulin")
    'health'
    """
    return code.split(".", 1)[0]


def own_denial(service: Signal, sentence: Sentence, signals: Signals) -> bool:
    """Whether a word of denial stands right beside a service, in its clause."""
    low, high = sentence.clause_of(service)
    return any(low <= s.start < high and signals.distance(s, service) <= _DENIED_NEAR for s in sentence.cue("denial"))

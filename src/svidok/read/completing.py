"""Put together what rules and encoder found of one act in halves."""

from collections.abc import Sequence
from dataclasses import replace

from svidok.read.act import Act
from svidok.read.joining import job_of
from svidok.read.rules import Rules
from svidok.read.scenes import Scene
from svidok.read.signals import Signal


def completed(acts: Sequence[Act], scene: Scene, rules: Rules) -> list[Act]:
    """Put halves together: a service without pressure with the pressure told beside it, pressure at work with the job.

    A service that nothing else is told of hangs on its condition.
    """
    whole = [act for act in acts if act.services and (act.coercion or act.conditioned)]
    bare = [act for act in acts if act.services and not act.coercion and not act.conditioned]
    pressure = [act for act in acts if act.coercion and not act.services]
    demands = [act for act in acts if not act.coercion and not act.services]
    for act in bare:
        beside = [p for p in pressure if abs(p.sentence - act.sentence) <= 1 and p.polarity == act.polarity]
        if beside:
            host = min(beside, key=lambda p: abs(p.sentence - act.sentence))
            pressure.remove(host)
            whole.append(replace(host, services=act.services, sentence=act.sentence, score=max(host.score, act.score)))
        elif act.condition is not None and act.polarity == "asserted":
            whole.append(replace(act, conditioned=(act.condition.start, act.condition.end)))
        else:
            whole.append(act)
    at_work = [any(s.code in rules.at_work for s in act.coercion) for act in pressure]
    found = [
        replace(a, services=job_of(a.coercion, scene, rules)) if w else a
        for a, w in zip(pressure, at_work, strict=True)
    ]
    return _with_demands([*whole, *found], demands, rules)


def _with_demands(told: list[Act], demands: Sequence[Act], rules: Rules) -> list[Act]:
    """Let a demand that nothing else is told of belong to the act beside it; alone it is a proposal of its own."""
    for demand in demands:
        beside = [i for i, act in enumerate(told) if _is_beside(act, demand)]
        if beside:
            host = min(beside, key=lambda i: abs(told[i].sentence - demand.sentence))
            told[host] = replace(told[host], conditioned=told[host].conditioned or demand.conditioned)
        else:
            told.append(_named(demand, rules))
    return told


def _is_beside(act: Act, demand: Act) -> bool:
    return abs(act.sentence - demand.sentence) <= 1 and act.polarity == demand.polarity


def _named(act: Act, rules: Rules) -> Act:
    """Give a demand that nothing else is told of the code of a demand."""
    if act.coercion or act.conditioned is None:
        return act
    demand = Signal(*act.conditioned, "coercion", rules.conditioned)
    return replace(act, coercion=(demand,), conditioned=None)

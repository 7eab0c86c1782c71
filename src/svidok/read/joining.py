"""Join what one scene tells of one act: pressure to the service beside it, general words to the need they mean."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from svidok.read.act import Act
from svidok.read.arbitrate import group_of
from svidok.read.conditions import STRONG
from svidok.read.rules import Rules
from svidok.read.scenes import Scene
from svidok.read.signals import Signal


def specific(found: Sequence[Act], scene: Scene, rules: Rules) -> list[Act]:
    """Let the words beside it say which care it was: "no medical care. When she needed a gynaecologist …"."""
    named = {act.services[0].code for act in found if act.services}
    return [
        replace(act, services=(more,), reason=f"{act.reason}; named beside it")
        if (more := _finer(act, scene, named, rules))
        else act
        for act in found
    ]


def _finer(act: Act, scene: Scene, named: set[str], rules: Rules) -> Signal | None:
    code = act.services[0].code if act.services else ""
    if code in rules.refines:
        finer = [s for s in scene.of("service") if s.code in rules.refines[code]]
        return finer[0] if finer else None
    group = group_of(code)
    if code != f"{group}.any" or any(group_of(n) == group and n != code for n in named):
        return None
    beside = scene.sentences[max(0, act.sentence - 1) : act.sentence + 2]
    finer = [s for sentence in beside for s in sentence.of("service") if group_of(s.code) == group and s.code != code]
    return finer[0] if len({s.code for s in finer}) == 1 else None


def joined(found: Iterable[Act], scene: Scene, rules: Rules) -> list[Act]:
    """Join pressure to the service acts beside it, and acts on one service into one."""
    services: dict[tuple[str, bool], Act] = {}
    pressure: list[Act] = []
    for act in found:
        if not act.services:
            pressure.append(act)
            continue
        key = (act.services[0].code, act.polarity == "negated")
        known = services.get(key)
        services[key] = act if known is None or act.score > known.score else known
    alone: list[Act] = []
    for act in pressure:
        host = _host(act, list(services.values()), rules)
        if host is None:
            alone.append(act)
        else:
            key = next(k for k, v in services.items() if v is host)
            services[key] = replace(host, coercion=(*host.coercion, *act.coercion))
    return sorted([*services.values(), *_clusters(alone, scene, rules)], key=lambda a: (a.sentence, a.score))


def _host(act: Act, services: Sequence[Act], rules: Rules) -> Act | None:
    """The service act that a piece of pressure belongs to: of the same sentence, else of the next one."""
    wanted = act.coercion[0].code in rules.at_work
    announced = act.coercion[0].code in rules.announced
    own = act.condition is not None and act.condition.sentence == act.sentence and act.condition.use in STRONG
    reach = 0 if announced and not own else 1
    near = [
        s
        for s in services
        if abs(s.sentence - act.sentence) <= reach
        and s.polarity == act.polarity
        and (not wanted or group_of(s.services[0].code) == rules.job_group)
    ]
    return min(near, key=lambda s: (abs(s.sentence - act.sentence), -s.score), default=None)


def _clusters(pressure: Sequence[Act], scene: Scene, rules: Rules) -> list[Act]:
    """Pressure without a service: pieces within two sentences of each other are one act."""
    groups: list[list[Act]] = []
    for act in sorted(pressure, key=lambda a: a.sentence):
        last = groups[-1] if groups else []
        near = bool(last) and act.sentence - last[-1].sentence <= (2 if _alike(last[-1], act, rules) else 0)
        if near and last[-1].polarity == act.polarity:
            last.append(act)
        else:
            groups.append([act])
    return [_cluster(group, scene, rules) for group in groups]


def _alike(a: Act, b: Act, rules: Rules) -> bool:
    """An announcement and a deed in different sentences are two things."""
    return (a.coercion[0].code in rules.announced) == (b.coercion[0].code in rules.announced)


def _cluster(group: Sequence[Act], scene: Scene, rules: Rules) -> Act:
    best = max(group, key=lambda a: a.score)
    signals = tuple(s for act in group for s in act.coercion)
    job = job_of(signals, scene, rules) if any(s.code in rules.at_work for s in signals) else ()
    return replace(best, coercion=signals, services=job)


def job_of(pressure: Sequence[Signal], scene: Scene, rules: Rules) -> tuple[Signal, ...]:
    """Return the job that pressure at work is about: the trade if one is named, else the words of the pressure."""
    trades = [s for s in scene.of("service") if group_of(s.code) == rules.job_group]
    trades.sort(key=lambda s: (s.code == rules.job, -s.weight, abs(s.start - pressure[0].start)))
    if trades:
        return (trades[0],)
    ends = [s for s in pressure if s.code in rules.end_the_job]
    if not ends:
        return ()
    first = ends[0]
    return (Signal(first.start, first.end, "service", rules.job, 0.8),)

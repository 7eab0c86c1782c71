"""Put acts into statements: level, chain, place, date, people and outcomes, each with its exact span."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from svidok.language.dates import DateFound
from svidok.language.places import PlaceFound
from svidok.model import Assertion, Level, Span, Statement
from svidok.read.act import Act, Heard
from svidok.read.anchors import date_assertion, happened, nearby, place_assertion, signal_assertions
from svidok.read.arbitrate import group_of
from svidok.read.dating import date_of
from svidok.read.levels import level_of
from svidok.read.placing import Places, place_of
from svidok.read.rules import Rules
from svidok.read.scenes import Scene
from svidok.read.scope import scope_of
from svidok.read.signals import Signal
from svidok.read.speakers import Told

# Below this a proposal of the rules alone costs a reviewer more than it gives; what was voted on has passed its bar.
THRESHOLD = 0.4
_DATE_REACH = 800  # characters over which a date told in one paragraph holds for what the next ones tell
# An outcome told by its words stands from the first chance on, one that only the learned reader heard from the second.
_RULED_OUT = 0.15
_HEARD = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """Everything found in a text besides acts: what each act is then anchored to."""

    text: str
    source: str
    places: Places
    dates: Sequence[DateFound]
    rules: Rules


@dataclass(slots=True)
class Carried:
    """What one scene hands to the next while the same person speaks."""

    place: PlaceFound | None = None
    date: DateFound | None = None
    speaker: str = ""
    care: dict[str, str] = field(default_factory=dict)


def statements_of(scene: Scene, found: Sequence[Act], told: Told, about: Found, carried: Carried) -> list[Statement]:
    """Return the statements of one scene, still without ids, and remember what the next scene may inherit."""
    if told.speaker != carried.speaker or not told.speaker:
        carried.place, carried.speaker, carried.care = None, told.speaker, {}
    if carried.date is not None and scene.start - carried.date.end > _DATE_REACH:
        carried.date = None
    kept = [act for act in found if (act.heard or act.score >= THRESHOLD) and (act.services or act.coercion)]
    kept = [_one_care(act, carried.care, about.rules) for act in kept]
    statements = [_statement(scene, act, told, about, carried) for act in kept]
    carried.care |= {
        group_of(s.code): s.code for act in kept for s in act.services if s.code not in about.rules.general
    }
    inside = [p for p in about.places.told if scene.start <= p.start < scene.end]
    carried.place = inside[-1] if inside else carried.place
    dated = [d for d in about.dates if scene.start <= d.start < scene.end]
    carried.date = dated[-1] if dated else carried.date
    return statements


def _one_care(act: Act, care: dict[str, str], rules: Rules) -> Act:
    """Let a general word stand for the service that the same speaker named in the paragraph before."""
    if not act.services or act.services[0].code not in rules.general:
        return act
    named = care.get(group_of(act.services[0].code))
    if named is None:
        return act
    return replace(act, services=(replace(act.services[0], code=named),), reason=f"{act.reason}; named before")


def _statement(scene: Scene, act: Act, told: Told, about: Found, carried: Carried) -> Statement:
    level, why = level_of(act, scene, about.rules, told.official)
    assertions = [
        *_service(act, about),
        *_coercion(act, about),
        *_condition(act, about),
        *(
            place_assertion(p, about.source)
            for p in place_of(act, scene, about.places, carried.place, level, about.text)
        ),
        *(date_assertion(d, about.source) for d in date_of(act, scene, about.dates, carried.date, level)),
        *_people(scene, act, told, about, level),
    ]
    return Statement(
        id="",
        source=about.source,
        level=level,
        polarity=act.polarity,
        passport_link=act.condition.link if act.condition else "none",
        scene=Span(about.source, scene.start, scene.end),
        assertions=tuple(_explained(a, why, act) for a in assertions),
        attribution=told.chain,
        scope=scope_of(act, scene, about.text, told.official),
    )


def _explained(assertion: Assertion, why: str, act: Act) -> Assertion:
    """Add to a service why it has its level, and to what the encoder read the marked passages most like it."""
    if assertion.slot == "service":
        assertion = replace(assertion, reason=f"{assertion.reason}; {why}")
    if assertion.slot in ("service", "coercion") and act.heard and act.heard.like:
        like = ", ".join(f"{name} {cosine:.2f}" for name, cosine in act.heard.like)
        return replace(assertion, detail={**assertion.detail, "like": like})
    return assertion


def _service(act: Act, about: Found) -> list[Assertion]:
    return signal_assertions("service", act.services, about.text, about.source, act.score, act.reason)


def _coercion(act: Act, about: Found) -> list[Assertion]:
    found = signal_assertions("coercion", act.coercion, about.text, about.source, act.score, act.reason)
    if act.conditioned and not any(a.value == about.rules.conditioned for a in found):
        start, end = act.conditioned
        quote = about.text[start:end]
        found.insert(
            0,
            Assertion(
                "coercion", about.rules.conditioned, Span(about.source, start, end), quote, act.score, act.reason
            ),
        )
    return found


def _condition(act: Act, about: Found) -> list[Assertion]:
    if act.condition is None:
        return []
    c = act.condition
    reason = f"passport word used as {c.use}" + (f" ({c.cue})" if c.cue else "")
    span = Span(about.source, c.start, c.end)
    return [Assertion("condition", c.link, span, about.text[c.start : c.end], round(0.5 + 0.5 * c.weight, 4), reason)]


def _people(scene: Scene, act: Act, told: Told, about: Found, level: Level) -> list[Assertion]:
    """Actors, outcomes, helper methods and the speaker, each only where the scene names them."""
    found: list[Assertion] = []
    for slot in ("actor", "protective"):
        signals = nearby(act, scene, slot, 0 if slot == "actor" else 1)
        found += signal_assertions(slot, signals, about.text, about.source, 0.8, f"{slot} named beside the act")
    if level in ("individual", "group"):
        outcomes = _one_outcome(happened(act, scene), about.rules) or _denied(act, scene, about.rules)
        if act.heard is not None:
            outcomes = _heard_outcomes(act.heard, outcomes)
        found += signal_assertions("outcome", outcomes, about.text, about.source, 0.8, "outcome told beside the act")
    speaker = next((m for m in told.chain if m.span is not None and m.role not in ("collector", "publisher")), None)
    if speaker is not None and speaker.span is not None and level in ("individual", "group"):
        words = about.text[speaker.span.start : speaker.span.end]
        found.append(Assertion("person", speaker.role, speaker.span, words, 0.8, "tells it"))
    return found


def _heard_outcomes(heard: Heard, by_words: Sequence[Signal]) -> list[Signal]:
    """What the learned reader heard of how it ended, and of what words say only what it does not rule out."""
    chance = heard.outcome
    kept = [s for s in by_words if chance.get(s.code, 0.0) >= _RULED_OUT]
    known = {s.code for s in kept}
    return kept + [s for s in heard.ends if chance[s.code] >= _HEARD and s.code not in known]


def _denied(act: Act, scene: Scene, rules: Rules) -> list[Signal]:
    """A person who was denied a service and of whom nothing else is told went without it."""
    sentence = scene.sentences[act.sentence]
    if not act.services or act.polarity != "asserted" or sentence.cue("future", "threat", "conditional"):
        return []
    low, high = sentence.clause_of(act.services[0])
    said = [s for s in sentence.cue("denial") if low <= s.start < high]
    return [Signal(s.start, s.end, "outcome", rules.denied) for s in said[:1]]


def _one_outcome(signals: Sequence[Signal], rules: Rules) -> list[Signal]:
    """Harms may stand beside any outcome; of the ways to have taken it, the most specific one stays."""
    took = {s.code for s in signals if s.code in rules.took}
    if len(took) > 1:
        return [s for s in signals if s.code != rules.took[0]]
    return list(signals)

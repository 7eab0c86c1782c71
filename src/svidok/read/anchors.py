"""Give each act its place, date, actors, outcomes and people: what the scene says of them, nearest first."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from svidok.language.dates import DateFound
from svidok.language.places import PlaceFound
from svidok.model import Assertion, Level, Span
from svidok.read.act import Act
from svidok.read.scenes import Scene
from svidok.read.signals import Signal

# What a place is called when one goes there: the accusative of Crimea, "to" and "through" before any name.
_TOWARDS = re.compile(
    r"(?:\b(?:to|into|towards|via)\s+(?:the\s+)?\S+|\b(?:через|до|у бік|в сторону)\s+\S+|\b[уУвВ]\s+Кр[иы]м)$",
    re.IGNORECASE,
)
_TOWARDS_REACH = 14
# What joins the places of a list, with a word of kind or a quotation mark between.
_JOINED = re.compile(
    r"[»”\"]?\s*(?:,|/|\band\b|\bі\b|\bй\b|\bта\b|\bи\b|,\s*(?:and|та|и)\b)\s*(?:(?:в|у|in)\s+)?[«“\"]?"
)
# The share of a text's places that makes it a text about their oblast; chosen on whole invented pages.
_MOSTLY = 0.6
_PASSED = "Crimea"
_UNREAL = 30  # characters from "could be" or "threatened to" to what did not come about
# A rule or a general pattern does not inherit a place that stands far away.
_STAYS_NEAR: frozenset[Level] = frozenset({"measure", "pattern", "context"})


@dataclass(frozen=True, slots=True)
class Places:
    """The places that may be where something happened: `told` in running text, `headed` in what stands above it."""

    told: Sequence[PlaceFound] = ()
    headed: Sequence[PlaceFound] = ()


def _stayed(here: Sequence[PlaceFound], text: str) -> list[PlaceFound]:
    """Leave out where somebody was going, if another place is named beside it: "from Chaplynka to Crimea"."""
    stayed = [p for p in here if not _TOWARDS.search(text[max(0, p.start - _TOWARDS_REACH) : p.end])]
    return stayed or list(here)


def place_of(
    act: Act, scene: Scene, about: Places, carried: PlaceFound | None, level: Level, text: str
) -> list[PlaceFound]:
    """Return the places of an act: of its sentence, else the nearest in its scene, else what carries over.

    Where most places of a text lie in one oblast, its first place there stands for every act that has none nearer,
    and failing that the place in the headline.
    """
    places = about.told
    sentence = scene.sentences[act.sentence]
    here = [p for p in places if sentence.start <= p.start < sentence.end]
    if here:
        return _stayed(here, text)
    places = _at_home(places)
    before = _stayed([p for p in places if scene.start <= p.start < sentence.start], text)
    if before:
        return _listed(before[-1], places, text)
    after = _stayed([p for p in places if sentence.end <= p.start < scene.end], text)
    if after:
        return _listed(after[0], places, text)
    if carried is not None and level not in _STAYS_NEAR:
        return [carried]
    most = _mostly(_stayed(places, text))
    if most:
        return _listed(most[0], places, text)
    return list(about.headed[:1])


def _at_home(places: Sequence[PlaceFound]) -> Sequence[PlaceFound]:
    """Leave Crimea out where a text is about another oblast: it is what people pass through and goods come from."""
    elsewhere = [p for p in places if p.best.oblast != _PASSED]
    return elsewhere if 2 * len(elsewhere) >= len(places) else places


def _listed(one: PlaceFound, places: Sequence[PlaceFound], text: str) -> list[PlaceFound]:
    """Return a place with those it stands in a list with: "in Tokmak, Manhush and Shchastia"."""
    at = next(i for i, p in enumerate(places) if p.start == one.start)
    low = high = at
    while low and _JOINED.fullmatch(text[places[low - 1].end : places[low].start]):
        low -= 1
    while high + 1 < len(places) and _JOINED.fullmatch(text[places[high].end : places[high + 1].start]):
        high += 1
    return list(places[low : high + 1])


def _mostly(places: Sequence[PlaceFound]) -> list[PlaceFound]:
    """Return the first place of the oblast that most places named in a text lie in, if one has most of them."""
    if not places:
        return []
    oblast, times = Counter(p.best.oblast for p in places).most_common(1)[0]
    return [next(p for p in places if p.best.oblast == oblast)] if times >= _MOSTLY * len(places) else []


def date_of(
    act: Act, scene: Scene, dates: Sequence[DateFound], carried: DateFound | None, level: Level
) -> list[DateFound]:
    """Return the date of an act: the one nearest before it in its sentence, else in the scene.

    A deadline says when something ends and not when the act was; the caller has taken deadlines out.
    """
    sentence = scene.sentences[act.sentence]
    here = [d for d in dates if sentence.start <= d.start < sentence.end]
    if here:
        centre = act.services[0].start if act.services else act.coercion[0].start
        return [min(here, key=lambda d: abs(d.start - centre))]
    before = [d for d in dates if scene.start <= d.start < sentence.start]
    if before:
        return [before[-1]]
    after = [d for d in dates if sentence.end <= d.start < scene.end]
    if after:
        return [after[0]]
    return [] if carried is None or level in _STAYS_NEAR else [carried]


def nearby(act: Act, scene: Scene, dimension: str, reach: int = 1) -> list[Signal]:
    """Return the signals of a dimension in the act's sentence and up to `reach` sentences beside it."""
    low, high = max(0, act.sentence - reach), act.sentence + reach + 1
    return [s for sentence in scene.sentences[low:high] for s in sentence.of(dimension)]


def happened(act: Act, scene: Scene, reach: int = 1) -> list[Signal]:
    """Return the outcomes beside an act that came about; what was only threatened or supposed is none."""
    low, high = max(0, act.sentence - reach), act.sentence + reach + 1
    found = []
    for sentence in scene.sentences[low:high]:
        unreal = sentence.cue("threat", "conditional", "fear")
        for outcome in sentence.of("outcome"):
            start, _ = sentence.clause_of(outcome)
            if not any(start <= cue.start and 0 <= outcome.start - cue.end <= _UNREAL for cue in unreal):
                found.append(outcome)
    return found


def place_assertion(found: PlaceFound, source: str) -> Assertion:
    """Put a place into words of the model: the best candidate, with the others named beside it."""
    best = found.candidates[0]
    others = ", ".join(f"{c.code} {c.name_en}" for c in found.candidates[1:4])
    detail = {
        "name_en": best.name_en,
        "name_uk": best.name_uk,
        "oblast": best.oblast,
        "type": best.type,
        "kind": found.kind,
    }
    if others:
        detail["others"] = others
    return Assertion(
        "place", best.code, Span(source, found.start, found.end), found.quote, best.score, best.reason, detail=detail
    )


def date_assertion(found: DateFound, source: str) -> Assertion:
    """Put a date into words of the model."""
    detail = {"anchor": found.anchor} if found.anchor else {}
    return Assertion(
        "date", found.edtf, Span(source, found.start, found.end), found.quote, 0.9, found.reason, detail=detail
    )


def signal_assertions(
    slot: str, signals: Iterable[Signal], text: str, source: str, score: float, reason: str
) -> list[Assertion]:
    """Put signals into words of the model, one assertion per code, the first mention of each."""
    first: dict[str, Signal] = {}
    for signal in signals:
        first.setdefault(signal.code, signal)
    return [
        Assertion(
            slot,
            code,
            Span(source, s.start, s.end),
            text[s.start : s.end],
            round(score * (0.5 + 0.5 * s.weight), 4),
            reason,
        )
        for code, s in first.items()
    ]

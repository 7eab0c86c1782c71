"""Give each act its actors, outcomes and people, and put what was found into words of the model."""

from collections.abc import Iterable

from svidok.language.dates import DateFound
from svidok.language.places import PlaceFound
from svidok.model import Assertion, Span
from svidok.read.act import Act
from svidok.read.scenes import Scene
from svidok.read.signals import Signal

_UNREAL = 30  # characters from "could be" or "threatened to" to what did not come about


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

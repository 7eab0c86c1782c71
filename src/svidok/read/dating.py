"""When an act happened: the dates of a text without deadlines and background, and the day it says it was written."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from svidok.language.dates import Anchors, DateFound, find_dates
from svidok.model import Level
from svidok.read.act import Act
from svidok.read.placing import STAYS_NEAR
from svidok.read.scenes import Scene
from svidok.read.signals import Signal, Signals

# How many words after a date, and before it, a word may stand that it dates instead of the act.
_AFTER = 2
_BEFORE = 6
# A birth, told behind or before its date.
_BORN_AFTER = re.compile(
    r"\s*,?\s*(?:р(?:оку)?\.?\s*н(?:ародження|\.)|г(?:ода)?\.?\s*р(?:ождения|\.)|народження|рождения)"
)
_BORN_REACH = 24  # characters before a date in which a birth is told
_BORN_BEFORE = re.compile(r"(?:народи\w+|родил\w+|born)(?:\s+(?:in|on|в|у))?\s*$", re.IGNORECASE)
_TOP: Final = 5  # lines from the top in which a page says when it appeared
_MOST: Final = 120  # characters: a longer line is running text
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH: Final = re.compile(r"\d{4}-\d{2}(?!\d)(?!-)")


def dates_of(text: str, cut: Sequence[Scene], signals: Signals, anchors: Anchors | None) -> list[DateFound]:
    """Return the dates of all scenes that may say when something happened.

    What leans on the date before it may lean on that of an earlier scene, and without anchors on the text's own day.
    """
    leaning, found = anchors or Anchors(told=dateline(text)), list[DateFound]()
    for scene in cut:
        for d in find_dates(text[scene.start : scene.end], leaning):
            found.append(replace(d, start=d.start + scene.start, end=d.end + scene.start))
        exact = [d.edtf.rstrip("~?") for d in found if "/" not in d.edtf]
        leaning = replace(leaning, story=exact[-1]) if exact else leaning
    return [d for d in found if not _is_deadline(d, signals) and not _is_background(d, signals, text)]


def dateline(text: str) -> str:
    """Return the day, or the month, that a short line at the top of a text gives, "" when none does.

    >>> dateline("Тепло за списком\\nРедакція, 19 січня 2025\\nУ грудні людей не пускали.")
    '2025-01-19'
    >>> dateline("В марте 2024 года её не приняли в больницу, рассказала она нам в Вильнюсе. Это было уже второй раз.")
    ''
    """
    lines = [line for line in text.splitlines() if line.strip()][:_TOP]
    for line in lines:
        if len(line) > _MOST or (line.rstrip().endswith((".", "!", "?")) and len(line) > _MOST // 2):
            continue
        for shape in (_DAY, _MONTH):
            told = [d.edtf for d in find_dates(line) if shape.fullmatch(d.edtf)]
            if told:
                return told[-1]
    return ""


def _is_deadline(found: DateFound, signals: Signals) -> bool:
    """A date inside the words of a deadline says when something ends, not when it happened."""
    return any(
        s.dimension == "coercion" and s.code == "deadline" and s.start <= found.end and found.start <= s.end
        for s in signals.items
    )


def _is_background(found: DateFound, signals: Signals, text: str) -> bool:
    """The day a town was taken, the year of a report or of a birth is not the day of the act told beside it."""
    if _BORN_AFTER.match(text, found.end) or _BORN_BEFORE.search(text[max(0, found.start - _BORN_REACH) : found.start]):
        return True
    words = Signal(found.start, found.end, "date", "")
    near = [s for s in signals.items if s.dimension == "cue" and s.code == "background"]
    return any(signals.distance(s, words) <= (_BEFORE if s.start < found.start else _AFTER) for s in near)


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
    return [] if carried is None or level in STAYS_NEAR else [carried]

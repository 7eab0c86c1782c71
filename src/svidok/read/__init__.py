"""Read proposed statements out of a text, each assertion with its exact words and its reason.

`read` never decides: it proposes. The same text, codebook and version give the same statements.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from svidok.codebook import Codebook
from svidok.codebook.places import gazetteer
from svidok.language.dates import Anchors, DateFound, find_dates
from svidok.language.places import Gazetteer, PlaceFound
from svidok.model import Statement, TextLayer
from svidok.read.act import Act
from svidok.read.acts import acts
from svidok.read.anchors import Places
from svidok.read.assemble import Carried, Found, statements_of
from svidok.read.conditions import holds_in_doubt
from svidok.read.dateline import dateline
from svidok.read.layout import layout
from svidok.read.learned import Learned, may_tell
from svidok.read.rules import rules_of
from svidok.read.scenes import Scene, scenes
from svidok.read.signals import Lexicon, Signal, Signals
from svidok.read.speakers import Tellers
from svidok.read.voting import Around

VERSION = "rules-1"
# How many words after a date, and before it, a word may stand that it dates instead of the act.
_AFTER = 2
_BEFORE = 6
# A text of so few scenes is about one thing: what betrays a look-alike anywhere in it casts doubt on all of it.
_SHORT = 6
# A birth, told behind or before its date.
_BORN_AFTER = re.compile(
    r"\s*,?\s*(?:р(?:оку)?\.?\s*н(?:ародження|\.)|г(?:ода)?\.?\s*р(?:ождения|\.)|народження|рождения)"
)
_BORN_BEFORE = re.compile(r"(?:народи\w+|родил\w+|born)(?:\s+(?:in|on|в|у))?\s*$", re.IGNORECASE)


class Reader:
    """The codebook made ready for reading; build it once and read many texts with it.

    >>> from svidok.codebook import load
    >>> text = "У Токмаку мені не дали інсулін: сказали, тільки з російським паспортом."
    >>> [s.values("service") for s in Reader(load()).read(TextLayer(text), "a.txt")]
    [('health.insulin',)]
    """

    def __init__(self, book: Codebook, learned: Learned | None = None) -> None:
        self._lexicon = Lexicon(book)
        self._rules = rules_of(book)
        self._tellers = Tellers(book)
        self._gazetteer: Gazetteer = gazetteer()
        self._learned = learned
        self.version = f"{VERSION} {book.version}" + (f" {learned.name}" if learned else "")

    def read(self, layer: TextLayer, source: str, anchors: Anchors | None = None) -> list[Statement]:
        """Return the statements of a text, numbered in order of the text.

        `source` names it in every span; `anchors` holds the dates that relative phrases may lean on.
        """
        signals = self._lexicon.signals(layer.text)
        if not self._may_tell(signals.items):
            return []
        places = self._gazetteer.find(layer.text)
        blocks = layout(layer)
        cut = scenes(layer, blocks, signals, places)
        if not any(self._may_tell(scene.signals) for scene in cut):
            return []
        named, places = places, [p for p in places if any(scene.start <= p.start < scene.end for scene in cut)]
        dates = _dates(layer.text, cut, anchors or Anchors(told=dateline(layer.text)))
        dates = [d for d in dates if not _is_deadline(d, signals) and not _is_background(d, signals, layer.text)]
        held = self._rules.occupied | self._rules.partly
        # places that the occupier never held are where people fled to or write from
        told_of = [p for p in places if p.best.oblast in held and not _is_two(p) and not self._is_free(p)]
        heads = [block for block in blocks if block.kind == "heading" and block.start < cut[0].start]
        headed = [p for p in named if p.best.oblast in held and any(b.start <= p.start < b.end for b in heads)]
        about = Found(layer.text, source, Places(told_of, headed), dates, self._rules)
        told = self._tellers.told(layer, cut, source, frozenset(p.start for p in places))
        carried = Carried()
        found = [
            statement
            for scene, made, chain in zip(cut, self._acts(layer.text, cut, signals, places), told, strict=True)
            for statement in statements_of(scene, made, chain, about, carried)
        ]
        return [replace(statement, id=f"S{i}") for i, statement in enumerate(found, 1)]

    def _may_tell(self, signals: Iterable[Signal]) -> bool:
        """Whether words are there without which nothing is read: the rules need the passport, the encoder does not."""
        if self._learned is not None:
            return may_tell(signals)
        return any(s.dimension == "link" or s.code == "ua_passport" for s in signals)

    def _acts(
        self, text: str, cut: Sequence[Scene], signals: Signals, places: list[PlaceFound]
    ) -> Sequence[Sequence[Act]]:
        occupied = self._occupied(places)
        spoken = _has_topic(signals)
        short = len(cut) <= _SHORT
        doubted = short and any(s.code in self._rules.doubts for s in signals.items)
        veto = short and self._vetoed(signals)
        found = [[] if veto else self._by_rules(scene, signals, spoken or occupied, doubted) for scene in cut]
        if self._learned is None:
            return found
        around = Around(spoken, occupied, doubted, 0.0, veto)
        return self._learned.voted(text, cut, found, around, self._rules)

    def _by_rules(self, scene: Scene, signals: Signals, topic: bool, doubt: bool) -> list[Act]:
        found = acts(scene, signals, self._rules, topic)
        if doubt or scene.of("lookalike", *self._rules.doubts):
            return [act for act in found if act.condition is None or holds_in_doubt(act.condition)]
        return found

    def _vetoed(self, signals: Signals) -> bool:
        said = Counter(s.code for s in signals.items if s.dimension == "lookalike")
        return any(said[code] >= times for code, times in self._rules.vetoes.items())

    def _is_free(self, found: PlaceFound) -> bool:
        """Whether it is the centre of an oblast of which the occupier held villages and never the centre."""
        return found.best.oblast in self._rules.partly and found.best.name_en == found.best.oblast

    def _occupied(self, places: list[PlaceFound]) -> bool:
        """Whether the text plays where the occupier rules; a bare "passport" then means his."""
        return any(p.best.oblast in self._rules.occupied for p in places)


def _dates(text: str, cut: Sequence[Scene], anchors: Anchors) -> list[DateFound]:
    """Return the dates of all scenes; what leans on the date before it may lean on that of an earlier scene."""
    found: list[DateFound] = []
    for scene in cut:
        for d in find_dates(text[scene.start : scene.end], anchors):
            found.append(replace(d, start=d.start + scene.start, end=d.end + scene.start))
        exact = [d.edtf.rstrip("~?") for d in found if "/" not in d.edtf]
        anchors = replace(anchors, story=exact[-1]) if exact else anchors
    return found


def _is_deadline(found: DateFound, signals: Signals) -> bool:
    """A date inside the words of a deadline says when something ends, not when it happened."""
    return any(
        s.dimension == "coercion" and s.code == "deadline" and s.start <= found.end and found.start <= s.end
        for s in signals.items
    )


def _is_background(found: DateFound, signals: Signals, text: str) -> bool:
    """The day a town was taken, the year of a report or of a birth is not the day of the act told beside it."""
    if _BORN_AFTER.match(text, found.end) or _BORN_BEFORE.search(text[max(0, found.start - 24) : found.start]):
        return True
    words = Signal(found.start, found.end, "date", "")
    near = [s for s in signals.items if s.dimension == "cue" and s.code == "background"]
    return any(signals.distance(s, words) <= (_BEFORE if s.start < found.start else _AFTER) for s in near)


def _is_two(found: PlaceFound) -> bool:
    """Whether a name stands for two oblasts at once: Donbas."""
    return found.kind == "oblast" and len({c.oblast for c in found.candidates if c.score == found.best.score}) > 1


def _has_topic(signals: Signals) -> bool:
    """Whether the text speaks of the occupier's passport in so many words."""
    return any(s.dimension == "link" and s.code == "passport" and s.weight >= 1 for s in signals.items)

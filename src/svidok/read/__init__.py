"""Read proposed statements out of a text, each assertion with its exact words and its reason.

`read` never decides: it proposes. The same text, codebook and version give the same statements.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from svidok.codebook import Codebook
from svidok.codebook.places import gazetteer
from svidok.language.dates import Anchors
from svidok.language.places import Gazetteer, PlaceFound
from svidok.model import Statement, TextLayer
from svidok.read.act import Act
from svidok.read.acts import acts
from svidok.read.assemble import Carried, Found, statements_of
from svidok.read.conditions import holds_in_doubt
from svidok.read.dating import dates_of
from svidok.read.layout import layout
from svidok.read.learned import Learned, may_tell
from svidok.read.placing import places_of
from svidok.read.rules import rules_of
from svidok.read.scenes import Scene, scenes
from svidok.read.signals import Lexicon, Signal, Signals
from svidok.read.speakers import Tellers
from svidok.read.voting import Around

VERSION = "rules-1"
# A text of so few scenes is about one thing: what betrays a look-alike anywhere in it casts doubt on all of it.
_SHORT = 6


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
        about = Found(
            layer.text,
            source,
            places_of(places, cut, blocks, self._rules),
            dates_of(layer.text, cut, signals, anchors),
            self._rules,
        )
        places = [p for p in places if any(scene.start <= p.start < scene.end for scene in cut)]
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

    def _occupied(self, places: list[PlaceFound]) -> bool:
        """Whether the text plays where the occupier rules; a bare "passport" then means his."""
        return any(p.best.oblast in self._rules.occupied for p in places)


def _has_topic(signals: Signals) -> bool:
    """Whether the text speaks of the occupier's passport in so many words."""
    return any(s.dimension == "link" and s.code == "passport" and s.weight >= 1 for s in signals.items)

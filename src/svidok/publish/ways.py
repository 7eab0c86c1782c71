"""The ways back: from a number to its incidents, from words to their place in a source text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from svidok.errors import QuotationNotThere
from svidok.model import Entry, Quotation, Reading, Release, Span
from svidok.publish.marking import Mark, Piece, pieces

_PLACE = re.compile(r"(\d+)\D{1,3}(\d+)\s*$")


@dataclass(frozen=True, slots=True)
class Link:
    """Somewhere on the page and the words that lead there."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Way:
    """One line of the index of numbers: its anchor, what it counts, the incidents behind it."""

    anchor: str
    where: str
    links: tuple[Link, ...]


class Index:
    """Collects, while the page is made, what stands behind each number."""

    def __init__(self, release: Release) -> None:
        self._numbers = {entry.id: number for number, entry in enumerate(release.incidents, 1)}
        self._all = len(release.incidents)
        self._draft = release.audience == "draft"
        self._ways: dict[tuple[str, ...], Way] = {}

    def href(self, key: tuple[str, ...], where: str, entries: Iterable[Entry]) -> str:
        """Return where a number leads: its one incident, all incidents, or a line of the index; "" for nowhere."""
        numbers = sorted(self._numbers[entry.id] for entry in entries)
        # A release to others lists fewer incidents than its tables count, so its numbers lead nowhere.
        if not numbers or not self._draft:
            return ""
        if len(numbers) == 1:
            return f"#i{numbers[0]}"
        if len(numbers) == self._all:
            return "#incidents"
        if key not in self._ways:
            links = tuple(Link(f"#i{n}", str(n)) for n in numbers)
            self._ways[key] = Way(f"n{len(self._ways) + 1}", where, links)
        return f"#{self._ways[key].anchor}"

    @property
    def ways(self) -> tuple[Way, ...]:
        """Every line of the index, in the order the page made them."""
        return tuple(self._ways.values())


@dataclass(slots=True)
class _Notes:
    marks: list[Mark] = field(default_factory=list)
    anchors: set[int] = field(default_factory=set)
    backs: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Marked:
    """A source text of a draft, cut at its marks; `number` counts from 1 and names its anchors."""

    number: int
    reading: Reading
    pieces: tuple[Piece, ...]


class Texts:
    """The source texts of a draft, with everything on the page that leads into them."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._readings: Mapping[str, Reading] = {reading.source: reading for reading in readings}
        self._numbers = {source: number for number, source in enumerate(self._readings, 1)}
        self._notes: dict[str, _Notes] = defaultdict(_Notes)

    def quotation(self, quotation: Quotation, incident: int | None) -> str:
        """Note a quotation of an incident and return the link to its words; "" when no text is shown.

        Raises QuotationNotThere: a quotation must be found in the text it names.
        """
        reading = self._readings.get(quotation.source)
        if reading is None:
            return ""
        start = _start(quotation, reading.layer.text)
        notes = self._notes[quotation.source]
        notes.marks += [(start + first, start + last, slot) for first, last, slot in quotation.marks]
        if incident is not None:
            notes.backs.append((start + len(quotation.text), incident))
        return self._anchor(quotation.source, start)

    def span(self, span: Span) -> Link | None:
        """Return the words of a span with the link to them, or None when its text is not shown."""
        reading = self._readings.get(span.source)
        if reading is None:
            return None
        return Link(self._anchor(span.source, span.start), span.of(reading.layer.text))

    def name(self, source: str) -> int | None:
        """Return the number of a text, or None."""
        return self._numbers.get(source)

    def marked(self) -> list[Marked]:
        """Return every text with its marks; call it last."""
        return [
            Marked(
                self._numbers[source],
                reading,
                tuple(pieces(reading.layer.text, notes.marks, notes.anchors, notes.backs)),
            )
            for source, reading in self._readings.items()
            for notes in [self._notes[source]]
        ]

    def _anchor(self, source: str, start: int) -> str:
        self._notes[source].anchors.add(start)
        return f"#r{self._numbers[source]}-{start}"


def _start(quotation: Quotation, text: str) -> int:
    """Find where a quotation begins: where it says, else where its words stand."""
    said = _PLACE.search(quotation.where)
    if said and text[int(said[1]) : int(said[2])] == quotation.text:
        return int(said[1])
    found = text.find(quotation.text)
    if found < 0:
        raise QuotationNotThere(source=quotation.source, where=quotation.where)
    return found

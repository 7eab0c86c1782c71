"""Codes, places and dates in the words of one language."""

from collections.abc import Iterable
from dataclasses import dataclass

from svidok.codebook import Codebook
from svidok.codebook.notes import say as say_note
from svidok.model import Attribution
from svidok.publish.dates import months, say_date
from svidok.publish.places import oblast_of, settlement
from svidok.publish.words import Words

# A release that names no place or no time for some incidents puts them under one of these.
UNKNOWN = frozenset({"unknown", "none", "not_said", "unsaid", "undated", "other", "?", "-"})
_AXES = ("service", "coercion", "actor", "outcome")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says what codes, places and dates mean, in the language of `words`."""

    book: Codebook
    words: Words

    def code(self, dimension: str, code: str) -> str:
        """Return the label of a code; the group's label when it is a group of services.

        >>> from svidok.codebook import load
        >>> from svidok.publish.words import words
        >>> Speaker(load(), words("en")).code("service", "health")
        'Health'
        """
        if dimension == "service" and code in self.book.codes["group"]:
            return self.book.label("group", code, self.words.lang)
        return self.book.label(dimension, code, self.words.lang)

    def codes(self, dimension: str, codes: Iterable[str]) -> list[str]:
        """Return labels in order, or one "not said"."""
        return [self.code(dimension, code) for code in codes] or [self.words.say("entry.unsaid")]

    def chain(self, chain: Iterable[Attribution]) -> str:
        """Say who told whom; who is not named is told by what they are.

        >>> from svidok.codebook import load
        >>> from svidok.publish.words import words
        >>> from svidok.model import Attribution
        >>> Speaker(load(), words("en")).chain([Attribution("", "witness"), Attribution("BBC News", "collector")])
        'Witness → BBC News'
        """
        roles = self.book.tables["words"]["role"]
        return " → ".join(m.who or str(roles.get(m.role, {}).get(self.words.lang, m.role)) for m in chain)

    def oblast(self, name: str) -> str:
        """Return the full name of an oblast; a name we do not know stays."""
        if not name:
            return self.words.say("place.unsaid")
        known = oblast_of(name)
        return known.label[self.words.lang] if known else name

    def place(self, oblast: str, place: str) -> str:
        """Return a place with its oblast, as exact as the release has it."""
        if not place or place == oblast:
            return self.oblast(oblast)
        name = settlement(place, oblast, self.words.lang)
        return f"{name}, {self.oblast(oblast)}" if oblast else name

    def date(self, edtf: str) -> str:
        """Return a date in words."""
        return say_date(edtf, self.words)

    def known(self, prefix: str, key: str) -> str:
        """Return the word under `prefix.key`, or the key itself when there is none.

        >>> from svidok.codebook import load
        >>> from svidok.publish.words import words
        >>> Speaker(load(), words("en")).known("level", "pattern")
        'a general practice'
        """
        name = f"{prefix}.{key}"
        return self.words.say(name) if self.words.knows(name) else key

    def source(self, label: str) -> str:
        """Return what stands for a source: the kind of source in words where the label is one, else the label.

        >>> from svidok.codebook import load
        >>> from svidok.publish.words import words
        >>> Speaker(load(), words("uk")).source("article")
        'Стаття'
        """
        kinds = self.book.tables["words"].get("source_kind", {})
        return str(kinds[label].get(self.words.lang, label)) if label in kinds else label

    def note(self, note: str, norm: str = "") -> str:
        """Return what a note of a finding means."""
        return say_note(self.book, note, self.words.lang, norm) if note else ""

    def axis(self, values: Iterable[str]) -> str:
        """Tell what the rows or columns of a table are: service, oblast, time, coercion, actor, outcome or other."""
        for value in values:
            if value in UNKNOWN or not value:
                continue
            if value in self.book.codes["group"]:
                return "service"
            for dimension in _AXES:
                if value in self.book.codes[dimension]:
                    return dimension
            if oblast_of(value):
                return "oblast"
            if value in self.book.records["phases"] or months(value):
                return "time"
        return "other"

    def value(self, axis: str, value: str) -> str:
        """Say one row or column of a table; "" is the total."""
        if not value:
            return self.words.say("table.total")
        if value in UNKNOWN:
            return self.words.say("table.unknown")
        if axis == "oblast":
            return self.oblast(value)
        if axis == "time":
            phase = self.book.records["phases"].get(value)
            return str(phase["label"][self.words.lang]) if phase else self.date(value)
        return self.code(axis, value) if axis in _AXES else value

    def slot_value(self, slot: str, value: str) -> str:
        """Say a value that stands in a slot of a statement."""
        if slot == "date":
            return self.date(value)
        if slot != "place":
            return self.code(slot, value)
        known = oblast_of(value)
        exact = value.startswith("UA") and value[4:12].strip("0")
        return f"{known.label[self.words.lang]} ({value})" if known and exact else self.oblast(value)

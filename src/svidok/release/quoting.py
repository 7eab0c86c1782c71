"""The words a release shows: exact for the person's own eyes, masked for everybody else, and never those of helpers."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from svidok.language.fold import fold
from svidok.language.identify import language_of
from svidok.language.sentences import sentences
from svidok.model import COUNTED_LEVELS, Mask, Quotation, Source, Statement
from svidok.release.allowing import Scope
from svidok.release.masking import mask, masked

_ABOUT: Final = ("service", "coercion", "condition")
_SHOWN: Final = (*_ABOUT, "outcome", "actor", "reason_given", "protective")
_PASSES_ON: Final = frozenset({"collector", "publisher", "report"})
_HELPER: Final = "helper"  # the kind of mask that stands for a sentence about help
_GAP: Final = " […] "
# Words that a check searches for in what masking left over. A hit means that masking failed: the quotation stays.
_LEAST_NAME: Final = 4
_CUT: Final = 2
_SMALL_LETTERS: Final = 400  # letters for each capital above which a text counts as written in small letters
_PERSONAL: Final = frozenset({"person", "name"})
_ADDRESS: Final = re.compile(r"\d{6,}|\d(?:(?:[^\w\r\n]|_){0,5}\d){8,}|@\w|\w@|https?:|www\.")
_WORD: Final = re.compile(r"\w+")

Extent = tuple[int, int]


class Texts:
    """The texts behind a release, with what is known to be secret in them."""

    def __init__(self, sources: Iterable[Source], statements: Iterable[Statement]) -> None:
        listed = list(statements)
        self._sources: Mapping[str, Source] = {source.id: source for source in sources}
        self._cuts: dict[str, list[Extent]] = {}
        self._helpers: dict[str, list[Extent]] = {}
        for statement in listed:
            spans = [(a.span.start, a.span.end) for a in statement.slot("protective")]
            self._helpers.setdefault(statement.source, []).extend(spans)
        self.people: tuple[str, ...] = tuple(sorted(self._people(listed)))
        self._secrets = _stems((*self.people, *_spots(listed)))

    def exact(self, statement: Statement) -> Quotation | None:
        """Return the statement's own sentences with every reading marked, or None when its text is not here."""
        source = self._sources.get(statement.source)
        chosen = self._sentences(statement, _SHOWN)
        if source is None or not chosen:
            return None
        start, end = chosen[0][0], chosen[-1][1]
        text = source.layer.text[start:end]
        marks = [
            (a.span.start - start, a.span.end - start, a.slot)
            for a in statement.assertions
            if start <= a.span.start < a.span.end <= end
        ]
        where = f"{statement.id}, characters {start}-{end}"
        return Quotation(text, source.id, where, language_of(text), tuple(sorted(set(marks))))

    def released(self, statement: Statement, scope: Scope, label: str, *, exact: bool) -> Quotation | None:
        """Return the words that an audience may read, or None; what is kept back is counted.

        Only sentences about service, pressure and condition, without any that tells how somebody was helped. Words
        in which a known name, a town or a long number would remain are not shown at all.
        """
        source = self._sources.get(statement.source)
        chosen = self._sentences(statement, _ABOUT)
        safe = [extent for extent in chosen if not self._tells_of_help(statement.source, extent)]
        scope.withheld["protective"] += len(chosen) - len(safe)
        if source is None or not safe:
            return None
        text, pieces = _joined(source.layer.text, safe)
        masks = [] if exact else mask(text, book=scope.book, known_people=self.people)
        if any(m.kind == _HELPER for m in masks):
            scope.withheld["protective"] += 1
            return None
        shown = masked(text, masks)
        if not exact and (self.exposes(shown) or _beyond_masking(text, statement, masks, scope)):
            scope.withheld["masking"] += 1
            return None
        marks = tuple(sorted(set(_marks(statement, pieces, masks))))
        return Quotation(shown, label, "", language_of(text), marks)

    def exposes(self, text: str) -> bool:
        """Return whether masked words still hold a known name or town, a long number or an address."""
        words = fold(text).text
        return bool(_ADDRESS.search(words)) or any(
            word[:length] in self._secrets
            for word in _WORD.findall(words)
            for length in range(_LEAST_NAME, len(word) + 1)
        )

    def _sentences(self, statement: Statement, slots: Collection[str]) -> list[Extent]:
        """The sentences of the scene that hold what was read; the whole scene when nothing was marked in it."""
        source, scene = self._sources.get(statement.source), statement.scene
        if source is None:
            return []
        if source.id not in self._cuts:
            self._cuts[source.id] = sentences(source.layer.text)
        inside = [e for e in self._cuts[source.id] if e[0] < scene.end and scene.start < e[1]]
        spans = [a.span for a in statement.assertions if a.slot in slots]
        held = [e for e in inside if any(e[0] < span.end and span.start < e[1] for span in spans)]
        return held or inside

    def _people(self, statements: Sequence[Statement]) -> set[str]:
        """Every name by which a source calls somebody who tells or is told of; "a resident" is no name."""
        found = {m.who.strip() for s in statements for m in s.attribution if m.role not in _PASSES_ON}
        for statement in statements:
            source = self._sources.get(statement.source)
            words = frozenset(_WORD.findall(source.layer.text)) if source and statement.slot("person") else frozenset()
            for person in statement.slot("person"):
                parts = _WORD.findall(person.quote)
                if all(part[:1].isupper() and part.lower() not in words for part in parts):
                    found.add(person.quote.strip())
        return found - {""}

    def _tells_of_help(self, source: str, extent: Extent) -> bool:
        return any(start < extent[1] and extent[0] < end for start, end in self._helpers.get(source, ()))


def _beyond_masking(text: str, statement: Statement, masks: Sequence[Mask], scope: Scope) -> bool:
    """Whether masking cannot be trusted with these words towards this audience.

    Written all in small letters, a text hides names from the rule of capitals. And a general practice that is told
    by what one person lived through is a record after all: the public is shown no records.
    """
    letters = [sign for sign in text if sign.isalpha()]
    if sum(sign.isupper() for sign in letters) * _SMALL_LETTERS < len(letters):
        return True
    general = statement.level not in COUNTED_LEVELS and not scope.policy.records
    return general and any(m.kind in _PERSONAL for m in masks)


def _joined(text: str, extents: Sequence[Extent]) -> tuple[str, list[tuple[int, int, int]]]:
    """Return the sentences as one text, and for each piece where it starts in it, and its start and end before."""
    words, pieces, last = "", [], extents[0][0]
    for start, end in extents:
        between = text[last:start]
        words += between if not between.strip() else _GAP
        pieces.append((len(words), start, end))
        words += text[start:end]
        last = end
    return words, pieces


def _marks(
    statement: Statement, pieces: Sequence[tuple[int, int, int]], masks: Sequence[Mask]
) -> Iterable[tuple[int, int, str]]:
    """Marks of what is shown, moved to where masking has put it; a mark that touches a mask is dropped."""
    for assertion in statement.assertions:
        span = assertion.span
        for at, start, end in pieces:
            if assertion.slot in _ABOUT and start <= span.start < span.end <= end:
                first, last = span.start - start + at, span.end - start + at
                if not any(m.span.start < last and first < m.span.end for m in masks):
                    moved = sum(len(m.replacement) - (m.span.end - m.span.start) for m in masks if m.span.end <= first)
                    yield first + moved, last + moved, assertion.slot


def _spots(statements: Iterable[Statement]) -> Iterable[str]:
    """Every name of a place finer than an oblast."""
    for place in (place for statement in statements for place in statement.slot("place")):
        region = place.detail.get("oblast", "")
        # The city of Kherson shares its name with its oblast, which may be told.
        if region not in (place.quote, place.detail.get("name_en", "")) and place.detail.get("kind") != "oblast":
            yield from (place.quote, place.detail.get("name_en", ""), place.detail.get("name_uk", ""))


def _stems(names: Iterable[str]) -> frozenset[str]:
    """Beginnings of capitalised words, long enough to tell nothing else, so that case forms are found too."""
    words = {word for name in names for word in _WORD.findall(name) if word[:1].isupper()}
    folded = {fold(word).text for word in words if len(word) >= _LEAST_NAME}
    return frozenset(word[: max(_LEAST_NAME, len(word) - _CUT)] for word in folded)

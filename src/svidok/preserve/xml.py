"""XML read as a stream of events: no tree in memory, no entities, no other file, no network.

A part that declares a document type is refused before anything else of it is read, so that entities, which can
fetch files and grow without end, do not exist.
"""

from collections.abc import Mapping
from typing import Protocol
from xml.parsers import expat

from svidok.errors import FileDamaged
from svidok.preserve import limits

_GAP = " "  # between namespace and name; no namespace that Word uses holds one


class Events(Protocol):
    """What hears about the elements of a part; names come as (namespace, name)."""

    def start(self, space: str, tag: str, attributes: Mapping[str, str], /) -> None:
        """Hear that an element opens; attribute names come without their namespace."""

    def end(self, space: str, tag: str, /) -> None:
        """Hear that an element closes."""

    def text(self, words: str, /) -> None:
        """Hear some characters; a run of them may come in pieces."""


class Deaf:
    """Hears everything and does nothing: what listens to a few events only begins here."""

    def start(self, _space: str, _tag: str, _attributes: Mapping[str, str], /) -> None:
        """Do nothing."""

    def end(self, _space: str, _tag: str, /) -> None:
        """Do nothing."""

    def text(self, _words: str, /) -> None:
        """Do nothing."""


def hear(part: bytes, events: Events, name: str) -> None:
    """Send the events of one XML part; raises FileDamaged or FileTooLarge.

    >>> class Count(Deaf):
    ...     tags = 0
    ...     def start(self, space, tag, attributes): self.tags += 1
    >>> count = Count()
    >>> hear(b"<a><b/><b/></a>", count, "a.docx")
    >>> count.tags
    3
    """
    depth = 0

    def start(full: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        limits.no_more_than(limits.NESTING, depth, "elements within each other", name)
        space, _, tag = full.rpartition(_GAP)
        events.start(space, tag, {key.rpartition(_GAP)[2]: value for key, value in attributes.items()})

    def end(full: str) -> None:
        nonlocal depth
        depth -= 1
        space, _, tag = full.rpartition(_GAP)
        events.end(space, tag)

    def declared(*_: object) -> None:
        raise FileDamaged(name=limits.shown(name), why="a part declares a document type, which Word never does")

    parser = expat.ParserCreate(namespace_separator=_GAP)
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = events.text
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(part, True)
    except expat.ExpatError:
        raise FileDamaged(name=limits.shown(name), why="a part is no well-formed XML") from None
    except (LookupError, ValueError):
        raise FileDamaged(name=limits.shown(name), why="a part names an encoding that does not exist") from None

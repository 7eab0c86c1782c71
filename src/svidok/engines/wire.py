"""What the parser process may say: a text layer or one of a few errors, as JSON, and nothing else.

The process has read a stranger's file, so what it sends is checked like any other input. An error comes as its code
and facts; a fact is a number or one of the phrases that stand below, so that no words of a source get into a log.
"""

import json
from collections.abc import Mapping
from typing import Any, get_args

from svidok import errors
from svidok.errors import SvidokError
from svidok.model import Block, BlockKind, TextLayer
from svidok.preserve import kinds, limits

_ERRORS: dict[str, type[SvidokError]] = {
    one.code: one
    for one in (
        errors.FileEmpty,
        errors.FormatUnknown,
        errors.FileLocked,
        errors.FileDamaged,
        errors.FileTooLarge,
        errors.TextMissing,
        errors.BombRefused,
        errors.EncodingUnclear,
    )
}
PHRASES = frozenset(
    {
        *kinds.LOOKS,
        "its list of parts is missing or broken",
        "two of its parts have one name",
        "a part is packed in a way that Word does not use",
        "a part cannot be unpacked",
        "a part is no well-formed XML",
        "a part declares a document type, which Word never does",
        "a part names an encoding that does not exist",
        "the page cannot be parsed",
        "it is no PDF that can be opened",
        "none of its pages can be read",
        "bytes",
        "bytes of HTML",
        "bytes in one part",
        "parts",
        "pages",
        "characters",
        "paragraphs",
        "elements within each other",
    }
)
UNSAID = "for a reason that the parser did not say as it should"
_FACTS = ("why", "looks", "unit", "most", "times", "at")
_KINDS = frozenset(get_args(BlockKind))
_NOTES_MOST = 50
_SAID_MOST = 2_000  # characters of a note or of `where`


class WireError(ValueError):
    """The process sent what it must not send."""


def layer_out(layer: TextLayer) -> bytes:
    """Return a text layer as bytes.

    >>> layer_out(TextLayer("a", (Block(0, 1, "paragraph", "page 1"),)))
    b'{"layer":{"text":"a","blocks":[[0,1,"paragraph","page 1"]],"title":"","notes":[]}}'
    """
    blocks = [[b.start, b.end, b.kind, b.where] for b in layer.blocks]
    return _bytes({"layer": {"text": layer.text, "blocks": blocks, "title": layer.title, "notes": list(layer.notes)}})


def error_out(error: SvidokError) -> bytes:
    """Return an error as bytes: its code and its facts, without the name of the file.

    >>> error_out(errors.EncodingUnclear(name="a.txt", at=7))
    b'{"error":{"code":"SV227","at":"7"}}'
    """
    return _bytes({"error": {"code": error.code, **{k: str(v) for k, v in error.facts.items() if k != "name"}}})


def answer_in(answer: bytes, name: str) -> TextLayer | SvidokError:
    """Read an answer back, distrusting it; raises WireError.

    >>> print(answer_in(b'{"error":{"code":"SV223","why":"the text begins: my name is"}}', "a.pdf").said)
    a.pdf is damaged: for a reason that the parser did not say as it should
    """
    try:
        plain = json.loads(answer)
    except (ValueError, RecursionError):
        raise WireError from None
    match plain:
        case {"layer": {"text": str(text), "blocks": list(blocks), "title": str(title), "notes": list(notes)}}:
            return _layer(text, blocks, title, notes)
        case {"error": dict(facts)}:
            return _error(facts, name)
    raise WireError


def _bytes(plain: Mapping[str, Any]) -> bytes:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def _layer(text: str, blocks: list[Any], title: str, notes: list[Any]) -> TextLayer:
    within = len(text) <= limits.CHARACTERS and len(blocks) <= limits.BLOCKS and len(title) <= limits.TITLE
    said = all(isinstance(note, str) and len(note) <= _SAID_MOST for note in notes)
    if not within or not said or len(notes) > _NOTES_MOST or any("\ud800" <= c <= "\udfff" for c in text + title):
        raise WireError
    made = []
    last = 0
    for one in blocks:
        match one:
            case [int(start), int(end), str(kind), str(where)] if kind in _KINDS and last <= start < end <= len(text):
                made.append(Block(start, end, kind, where[:_SAID_MOST]))  # type: ignore[arg-type]
                last = end
            case _:
                raise WireError
    return TextLayer(text, tuple(made), title, tuple(notes))


def _error(facts: Mapping[str, Any], name: str) -> SvidokError:
    kind = _ERRORS.get(str(facts.get("code")))
    if kind is None:
        raise WireError
    try:
        return kind(name=limits.shown(name), **{fact: _fact(facts[fact]) for fact in _FACTS if fact in facts})
    except KeyError:  # a fact that this error must have is not there
        raise WireError from None


def _fact(said: object) -> str:
    text = str(said)
    number = len(text) <= 20 and text.replace(",", "").isascii() and text.replace(",", "").isdigit()
    return text if number or text in PHRASES else UNSAID

"""Say the notes and cautions of findings in words."""

from collections.abc import Mapping
from typing import Any

from svidok.codebook.read import Codebook


def say(book: Codebook, note: str, lang: str, norm: str = "") -> str:
    """Return what a note or caution of a finding means, in `lang`.

    A note is "record.key" of the page `applicability`, with an id after a space that is not said here;
    "norm.caution" and "norm.contrary.0" are words of the norm itself. What is not known is returned as it is.

    >>> from svidok.codebook.read import load
    >>> say(load(), "occupied_territory.never zaporizhzhia-city", "en")
    'The place was never occupied'
    >>> say(load(), "norm.caution", "en", "gc-iv-47")[:30]
    'Taking the passport does not e'
    """
    key = note.partition(" ")[0]
    record, _, rest = key.partition(".")
    if record == "norm":
        texts = _of_norm(book.records["norms"].get(norm, {}), rest)
    else:
        texts = book.records["applicability"].get(record, {}).get("notes", {}).get(rest, {})
    return str(texts.get(lang, note))


def _of_norm(record: Mapping[str, Any], rest: str) -> Mapping[str, Any]:
    if rest == "caution":
        return record.get("caution") or {}
    number = rest.removeprefix("contrary.")
    contrary = record.get("contrary") or ()
    if number.isdigit() and int(number) < len(contrary):
        return contrary[int(number)]["label"] or {}
    return {}

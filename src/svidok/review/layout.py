"""The form of a review sheet: its columns, how a value is written in a cell, and the mark that binds a row.

The first row is hidden and holds the machine's names of the columns, so that a sheet still reads after somebody
has moved, widened or inserted columns. The mark ties each row to its casebook, to what the statement says, and
to the cells that are not for answers.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from svidok.model import Span, Statement, TextLayer
from svidok.review.decisions import FIELDS, fingerprint

Labels = Mapping[str, Mapping[str, str]]  # dimension, code, label in the sheet's language

MARK = "svidok-row-1"  # the machine's name of the column of marks, and the form they have
VALUES = ("level", "polarity", "passport_link", "service", "coercion", "place", "date", "outcome", "actor")
FIXED = ("id", "context", *VALUES, "attribution")
ANSWERS = ("decision", *(f"new_{name}" for name in VALUES), "words", "note")
COLUMNS = (*FIXED, *ANSWERS, MARK)
CODED = tuple(name for name in VALUES if name not in ("place", "date"))  # the values chosen from a list

BETWEEN = " — "  # between a code and its label
NOTHING = "-"  # typed to say that a value does not belong there
AROUND = 160  # characters of context on either side of the scene
LONGEST_SCENE = 2_000  # characters; a cell of a spreadsheet ends at 32,767
SCENE_FROM, SCENE_TO, CUT = "⟦", "⟧", "…"


class Mark(NamedTuple):
    """The three short hashes of a row: of the casebook, of what the statement says, of its fixed cells."""

    casebook: str
    content: str
    cells: str


def cells_of(statement: Statement, layer: TextLayer, labels: Labels) -> dict[str, str]:
    """Return the fixed cells of a statement's row, by the machine's names of their columns.

    Of the attribution only the roles are shown: no list of who spoke leaves a casebook.
    """
    values = {name: (getattr(statement, name),) if name in FIELDS else statement.values(name) for name in VALUES}
    shown = {name: "\n".join(with_label(code, name, labels) for code in codes) for name, codes in values.items()}
    roles = " → ".join(member.role for member in statement.attribution)
    return {"id": statement.ref, "context": context(statement, layer), **shown, "attribution": cleaned(roles)}


def with_label(code: str, name: str, labels: Labels) -> str:
    """Write a code with its label.

    >>> with_label("health.insulin", "service", {"service": {"health.insulin": "Insulin"}})
    'health.insulin — Insulin'
    """
    label = labels.get(name, {}).get(code, "")
    return cleaned(f"{code}{BETWEEN}{label}" if label and label != code else code)


def codes_in(cell: str) -> tuple[str, ...]:
    """Read the codes out of a cell: one a line or between semicolons, each with or without its label.

    >>> codes_in("health.insulin — Insulin; civil.birth")
    ('health.insulin', 'civil.birth')
    """
    parts = [part.split(BETWEEN.strip())[0].strip() for part in re.split(r"[;\n]", cell)]
    return tuple(dict.fromkeys(part for part in parts if part))


def context(statement: Statement, layer: TextLayer) -> str:
    """Return the scene between ⟦ and ⟧ with some words around it.

    >>> from svidok.model import Span
    >>> s = Statement("S1", "a", "group", "asserted", "none", Span("a", 3, 10))
    >>> context(s, TextLayer("no insulin here"))
    'no ⟦insulin⟧ here'
    """
    return around(statement.scene, layer)


def around(scene: Span, layer: TextLayer) -> str:
    """Return a stretch of a text between ⟦ and ⟧ with some words around it, as a cell can hold it.

    >>> around(Span("a", 0, 2), TextLayer("no insulin"))
    '⟦no⟧ insulin'
    """
    text = layer.text
    before = text[max(0, scene.start - AROUND) : scene.start]
    words = text[scene.start : min(scene.end, scene.start + LONGEST_SCENE)]
    after = text[scene.end : scene.end + AROUND]
    head = CUT if scene.start > AROUND else ""
    tail = CUT if scene.end + AROUND < len(text) else ""
    missing = CUT if scene.end - scene.start > LONGEST_SCENE else ""
    return cleaned(f"{head}{before}{SCENE_FROM}{words}{missing}{SCENE_TO}{after}{tail}")


def cleaned(text: str) -> str:
    """Return the text with what no spreadsheet can hold replaced: control signs, half characters, non-characters.

    >>> cleaned("a" + chr(1) + "b")
    'a\ufffdb'
    """
    return "".join(sign if _holds(sign) else "\ufffd" for sign in text)


def mark_of(casebook: str, statement: Statement, cells: Mapping[str, str]) -> str:
    """Return the mark of a row, as it stands in the hidden column."""
    book = hashed([casebook])[:8]
    content = hashed([casebook, fingerprint(statement)])
    return ":".join((MARK, *Mark(book, content, hashed([casebook, *(flat(cells[name]) for name in FIXED)]))))


def read_mark(cell: str) -> Mark | None:
    """Read a mark back; None when the cell holds none.

    >>> read_mark("=1+1") is None
    True
    """
    parts = cell.split(":")
    return Mark(*parts[1:]) if parts[0] == MARK and len(parts) == 4 else None


def _holds(sign: str) -> bool:
    if sign in "\n\t":
        return True
    return unicodedata.category(sign) not in ("Cc", "Cs") and ord(sign) & 0xFFFE != 0xFFFE


def flat(cell: str) -> str:
    """Return a cell as it is hashed.

    >>> flat("a  b ")
    'a b'
    """
    return " ".join(cell.split())  # programs that save a sheet change line ends and outer spaces


def hashed(parts: Sequence[str]) -> str:
    """Return 16 hex digits that stand for some texts in this order.

    >>> hashed(["ab"]) == hashed(["a", "b"])
    False
    """
    joined = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "backslashreplace")).hexdigest()[:16]

"""A checkpoint on paper: a page to print, sign and keep with somebody, which needs no network and no program."""

import functools
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import segno
import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

if TYPE_CHECKING:
    from svidok.ledger.checkpoint import Checkpoint

GROUP: Final = 4  # so many characters of the root stand together: that is how people copy without losing their place


def page(checkpoint: "Checkpoint", number: int, at: str, lang: str) -> bytes:
    """Return the page as HTML that loads nothing; `at` is when it is printed, as text in UTC, `lang` is uk, ru or en.

    The QR code holds the three lines that the device signed.

    >>> from svidok.ledger.checkpoint import Top, made
    >>> from svidok.sealing.keys import derive
    >>> shown = page(made("c" * 32, [Top("d" * 32, 3, bytes(32))], derive(bytes(32))), 1, "2026-11-22 07:40", "uk")
    >>> "Контрольна точка" in shown.decode(), b"://" in shown
    (True, False)
    """
    drawn = segno.make(checkpoint.note.text, error="m", micro=False).svg_inline(scale=4, border=4, omitsize=True)
    return (
        _environment()
        .get_template("paper.html.j2")
        .render(
            lang=lang,
            words=_words()[lang],
            number=number,
            at=at,
            casebook=checkpoint.casebook,
            entries=checkpoint.entries,
            strands=len(checkpoint.tops),
            groups=grouped(checkpoint.root),
            qr=Markup(drawn),  # noqa: S704 - made here of a code of black and white squares
        )
        .encode()
    )


def grouped(root: str) -> list[str]:
    """Return a root in groups of four characters.

    >>> grouped("abcdefgh")
    ['abcd', 'efgh']
    """
    return [root[at : at + GROUP] for at in range(0, len(root), GROUP)]


@functools.cache
def _words() -> dict[str, Any]:
    text = (resources.files("svidok.casebook") / "paper.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


@functools.cache
def _environment() -> Environment:
    return Environment(loader=PackageLoader("svidok.casebook", "."), undefined=StrictUndefined, autoescape=True)

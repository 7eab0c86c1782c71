"""How much of anything a reader accepts: every bound is a named constant, and none is an option.

Each is several times what honest sources have, and small enough that reaching it costs little.
"""

from svidok.errors import FileTooLarge
from svidok.model import TextLayer

FILE_BYTES = 50_000_000  # of one file as it comes; a 600-page book with pictures has about a tenth
HTML_BYTES = 20_000_000  # a saved page with its pictures inside; the tree takes about ten times as much memory
PAGES = 2_000  # of one PDF
ZIP_ENTRIES = 5_000
ZIP_RATIO = 100  # unpacked to packed; text in XML reaches about 30
ZIP_SMALL = 2_000_000  # bytes unpacked below which the ratio is not asked for: short documents repeat themselves
PART_BYTES = 150_000_000  # of one unpacked XML part
NESTING = 500  # elements within elements; pages of newspapers have about 40
CHARACTERS = 20_000_000  # code points of a text layer
BLOCKS = 400_000  # paragraphs, cells or messages of a text layer
NAME_SHOWN = 80  # characters of a file name in an error
TITLE = 300  # characters of a title

_HARMFUL = frozenset("\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def shown(name: str) -> str:
    """Return a file name as an error may print it: on one line, in reading order, not endless.

    A name can hold signs that turn the order of letters about, so that "exe.pdf" seems to end in .pdf.

    >>> shown("скарга.txt"), shown("a\\u202efdp.exe"), shown("")
    ('скарга.txt', 'a\\\\u202efdp.exe', 'the file')
    """
    safe = "".join(c if c.isprintable() and c not in _HARMFUL else f"\\u{ord(c):04x}" for c in name[:NAME_SHOWN])
    return (safe + "…" if len(name) > NAME_SHOWN else safe) or "the file"


def no_more_than(most: int, count: int, unit: str, name: str) -> None:
    """Raise FileTooLarge when `count` is over `most`.

    >>> no_more_than(2, 2, "pages", "a.pdf")
    """
    if count > most:
        raise FileTooLarge(name=shown(name), most=f"{most:,}", unit=unit)


def checked(layer: TextLayer, name: str) -> TextLayer:
    """Return the layer if it is within the limits; raises FileTooLarge.

    >>> checked(TextLayer("a"), "a.txt").text
    'a'
    """
    no_more_than(CHARACTERS, len(layer.text), "characters", name)
    no_more_than(BLOCKS, len(layer.blocks), "paragraphs", name)
    return layer

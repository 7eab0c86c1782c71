"""The text of a web page as a reader sees it: what is visible, block by block, and nothing that a script would add.

The page is parsed as browsers do (HTML5), nothing in it is run and nothing is fetched. What only surrounds an
article is kept as `boilerplate` or `teaser`, so that a person can check it and no rule reads it as an account.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from svidok.errors import FileDamaged, TextMissing
from svidok.model import BlockKind, TextLayer
from svidok.preserve import html_words, limits
from svidok.preserve.encodings import decode_page
from svidok.preserve.writing import LayerWriter

_HOLDS_ARTICLE = "article, main, h1"
_SPACE = re.compile(r"[ \t\n\r\f]+")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@dataclass(slots=True)
class _Pen:
    """The block being written: its words so far, and how many of them stand in a link."""

    words: list[str] = field(default_factory=list)
    linked: int = 0
    seen: int = 0

    def write(self, words: str, linked: bool) -> None:
        letters = sum(c.isalnum() for c in words)
        self.words.append(words)
        self.seen += letters
        self.linked += letters if linked else 0


@dataclass(frozen=True, slots=True)
class _Place:
    """What an element inherits from those around it."""

    kind: BlockKind = "paragraph"
    aside: BlockKind | None = None  # boilerplate or teaser: wins over `kind`
    pre: bool = False
    linked: bool = False
    inside: bool = False  # within an article or main element, where a header is the article's own
    where: str = ""
    depth: int = 0


def read_html(data: bytes, name: str) -> TextLayer:
    """Return the text layer of a page; raises TextMissing, EncodingUnclear, FormatUnknown, FileTooLarge or FileDamaged.

    White space is run together as on the screen, line breaks of `br` and `pre` stay. Texts for pictures (`alt`),
    fields, hidden elements and comments are no part of it.

    >>> page = "<p>Інсулін <b>не  дають</b>.<script>x()</script><figcaption>Фото</figcaption>"
    >>> layer = read_html(page.encode(), "a.html")
    >>> layer.text, [block.kind for block in layer.blocks]
    ('Інсулін не дають.\\n\\nФото', ['paragraph', 'caption'])
    """
    limits.no_more_than(limits.HTML_BYTES, len(data), "bytes of HTML", name)
    text, notes = decode_page(data, name)
    try:
        tree = LexborHTMLParser(text)
    except (SelectolaxError, UnicodeEncodeError):
        raise FileDamaged(name=limits.shown(name), why="the page cannot be parsed") from None
    writer, counts = _walk(tree, name, judge=True)
    if not writer.kinds - {"boilerplate", "teaser", "caption"}:  # a page that is all furniture is not judged
        writer, counts = _walk(tree, name, judge=False)
    if not writer.kinds:
        raise TextMissing(name=limits.shown(name))
    counts["scripts left out"] = len(tree.css("script"))
    title = tree.css_first("head > title")
    notes = (*notes, *(f"{what}: {count}" for what, count in sorted(counts.items()) if count))
    return limits.checked(writer.layer(title.text() if title else "", notes), name)


def _walk(tree: LexborHTMLParser, name: str, *, judge: bool) -> tuple[LayerWriter, Counter[str]]:
    """Go through the tree without recursion: entering an element, its text, leaving it."""
    walker = _Walker(LayerWriter(name), judge)
    stack: list[tuple[LexborNode, _Place, bool]] = [(tree.root, _Place(), False)] if tree.root else []
    while stack:
        node, place, leaving = stack.pop()
        if leaving:
            walker.leave(node.tag or "", place)
            continue
        if node.is_text_node:
            walker.write(node.text_content or "", place)
            continue
        inner = walker.enter(node, place) if node.is_element_node else None
        if inner is None:
            continue
        stack.append((node, inner, True))
        limits.no_more_than(limits.NESTING, inner.depth, "elements within each other", name)
        children = []
        child = node.child
        while child is not None:
            children.append((child, inner, False))
            child = child.next
        stack.extend(reversed(children))
    return walker.writer, walker.counts


class _Walker:
    """Writes blocks as elements open and close."""

    def __init__(self, writer: LayerWriter, judge: bool) -> None:
        self.writer = writer
        self.counts: Counter[str] = Counter()
        self._judge = judge
        self._pen = _Pen()
        self._numbers: Counter[str] = Counter()

    def enter(self, node: LexborNode, place: _Place) -> _Place | None:
        """Return what holds inside the element, or None when nothing in it is seen."""
        tag, attributes = node.tag or "", node.attributes
        if tag == "img" and (attributes.get("src") or "").startswith(("http:", "https:", "//")):
            self.counts["pictures elsewhere, not fetched"] += 1
        if tag in html_words.UNSEEN:
            return None
        if _hidden(attributes):
            self.counts["hidden elements left out"] += 1
            return None
        if tag == "br":
            self._pen.write("\n", place.linked)
        if tag in html_words.ENDS_BLOCK:
            self._flush(place)
            self._number(tag)
        aside = place.aside or (_aside(node, tag, place.inside) if self._judge else None)
        return _Place(
            kind=html_words.KINDS.get(tag, place.kind),
            aside=aside,
            pre=place.pre or tag == "pre",
            linked=place.linked or tag == "a",
            inside=place.inside or tag in ("article", "main"),
            where=self._cell() if tag in ("td", "th") else place.where,
            depth=place.depth + 1,
        )

    def write(self, words: str, place: _Place) -> None:
        """Add words to the block, white space run together unless they stand in `pre`."""
        self._pen.write(words if place.pre else _SPACE.sub(" ", words), place.linked)

    def leave(self, tag: str, place: _Place) -> None:
        """End the block if this element ends one."""
        if tag in html_words.ENDS_BLOCK:
            self._flush(place)

    def _number(self, tag: str) -> None:
        if tag == "table":
            self._numbers.update(table=1)
            self._numbers["row"] = 0
        elif tag == "tr":
            self._numbers.update(row=1)
            self._numbers["column"] = 0
        elif tag in ("td", "th"):
            self._numbers.update(column=1)

    def _cell(self) -> str:
        return "table {table}, row {row}, cell {column}".format_map(self._numbers)

    def _flush(self, place: _Place) -> None:
        pen, self._pen = self._pen, _Pen()
        words = "".join(pen.words)
        words = words.strip("\r\n") if place.pre else re.sub(r" *\n *", "\n", re.sub(" {2,}", " ", words))
        if not words.strip():
            return
        kind = place.aside or place.kind
        if self._judge and kind in ("list", "paragraph") and pen.seen and pen.linked == pen.seen:
            kind = "teaser"  # nothing but a link: it names another page
        if kind in ("boilerplate", "teaser"):
            self.counts["blocks set aside as not of the article"] += 1
        self._numbers[f"block {kind}"] += 1
        self.writer.add(words, kind, place.where or f"{_SAID.get(kind, kind)} {self._numbers[f'block {kind}']}")


_SAID: dict[BlockKind, str] = {"list": "list item", "boilerplate": "page part"}


def _hidden(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or bool(_HIDDEN_STYLE.search(attributes.get("style") or ""))


def _aside(node: LexborNode, tag: str, inside: bool) -> BlockKind | None:
    """Whether an element only surrounds the article; one that holds the article never does."""
    attributes = node.attributes
    kind: BlockKind | None = None
    if (
        tag in html_words.FURNITURE
        or (tag == "header" and not inside)
        or (attributes.get("role") or "").lower() in html_words.ROLES
    ):
        kind = "boilerplate"
    elif tag in html_words.BOXES:
        names = set(re.split(r"[\s_-]+", f"{attributes.get('class') or ''} {attributes.get('id') or ''}".lower()))
        kind = (
            "boilerplate"
            if names & html_words.FURNITURE_CLASS
            else "teaser"
            if names & html_words.TEASER_CLASS
            else None
        )
    return kind if kind and node.css_first(_HOLDS_ARTICLE) is None else None

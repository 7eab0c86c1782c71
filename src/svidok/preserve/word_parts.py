"""The small parts of a Word package: styles, title, comments, links; each is heard once and gives one answer."""

from collections.abc import Mapping

from svidok.model import BlockKind
from svidok.preserve.xml import Deaf

_STEPS = 10  # styles that may build on each other before a kind is no longer looked for


class Tally(Deaf):
    """Counts the elements of one name."""

    def __init__(self, tag: str) -> None:
        self._tag = tag
        self.count = 0

    def start(self, _space: str, tag: str, _attributes: Mapping[str, str], /) -> None:
        """Count it if it is one."""
        self.count += tag == self._tag


class Outside(Deaf):
    """Counts what Word would fetch on opening; a link that a reader may click is not counted."""

    def __init__(self) -> None:
        self.count = 0

    def start(self, _space: str, _tag: str, attributes: Mapping[str, str], /) -> None:
        """Count it if it points out of the package."""
        link = attributes.get("Type", "").endswith("/hyperlink")
        self.count += attributes.get("TargetMode") == "External" and not link


class Title(Deaf):
    """Keeps the words of the title element."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._within = False

    def start(self, _space: str, tag: str, _attributes: Mapping[str, str], /) -> None:
        """Listen within the title."""
        self._within = tag == "title"

    def end(self, _space: str, _tag: str, /) -> None:
        """Stop listening."""
        self._within = False

    def text(self, words: str, /) -> None:
        """Keep words of the title."""
        if self._within:
            self.words.append(words)


class Styles(Deaf):
    """What kind of block each paragraph style means; ids are translated with Word, the names in English stay."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._based: dict[str, str] = {}
        self._id = ""

    def start(self, _space: str, tag: str, attributes: Mapping[str, str], /) -> None:
        """Note the name of a style and what it builds on."""
        value = attributes.get("val", "")
        if tag == "style":
            self._id = attributes.get("styleId", "")
        elif tag == "name":
            self._names[self._id] = value.lower()
        elif tag == "basedOn":
            self._based[self._id] = value

    def kind(self, style: str) -> BlockKind:
        """Return the kind of a style, from its own name or from the style that it builds on.

        >>> Styles().kind("Heading1"), Styles().kind("a3")
        ('heading', 'paragraph')
        """
        for _ in range(_STEPS):
            said = self._names.get(style, style.lower())
            if said.startswith(("heading", "title", "subtitle")):
                return "heading"
            if said.startswith("caption"):
                return "caption"
            if said.startswith(("list bullet", "list number")):
                return "list"
            if style not in self._based:
                break
            style = self._based[style]
        return "paragraph"

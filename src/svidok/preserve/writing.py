"""Putting a text layer together block by block, so that offsets and text cannot come apart."""

from svidok.model import Block, BlockKind, TextLayer
from svidok.preserve import limits

_CLOSE: frozenset[BlockKind] = frozenset({"list", "cell"})  # neighbours of these kinds stand on the next line


class LayerWriter:
    """Collects blocks of text, with a blank line between them, and stops at the limits.

    >>> writer = LayerWriter("a.docx")
    >>> writer.add("Скарга", "heading", "heading 1")
    >>> writer.add("Пенсію не платять.", "paragraph", "paragraph 1")
    >>> writer.layer().text
    'Скарга\\n\\nПенсію не платять.'
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._parts: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0

    def add(self, words: str, kind: BlockKind, where: str) -> None:
        """Add a block; words that are only white space add nothing. Raises FileTooLarge at the limits."""
        words = words.strip()
        if not words:
            return
        if self._blocks:
            near = kind in _CLOSE and self._blocks[-1].kind == kind
            self._put("\n" if near else "\n\n")
        self._blocks.append(Block(self._length, self._length + len(words), kind, where))
        self._put(words)
        limits.no_more_than(limits.CHARACTERS, self._length, "characters", self._name)
        limits.no_more_than(limits.BLOCKS, len(self._blocks), "paragraphs", self._name)

    def _put(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)

    @property
    def kinds(self) -> frozenset[BlockKind]:
        """The kinds of block added so far."""
        return frozenset(block.kind for block in self._blocks)

    def layer(self, title: str = "", notes: tuple[str, ...] = ()) -> TextLayer:
        """Return what was collected."""
        return TextLayer("".join(self._parts), tuple(self._blocks), " ".join(title.split())[: limits.TITLE], notes)

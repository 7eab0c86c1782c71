"""Tell the running text of a source from what only surrounds it.

A caption, a credit, a "read more" teaser, an appeal for donations or a navigation line may be full of the words
of the subject and still asserts nothing. What the parser already knew (an HTML figcaption) is kept; the rest is
told from the look of the lines.
"""

import re
from collections import Counter
from collections.abc import Sequence

from svidok.model import Block, BlockKind, TextLayer

_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
# "RIA Novosti / Sputnik / Profimedia", "Фото: Анна Іваненко", "© AFP"
_CREDIT = re.compile(
    r"^\s*(?:(?:фото|photo|photograph|image|источник фото|джерело фото|автор фото)\s*[:–—-].{0,100}|©.{0,100}"
    r"|(?=.{3,110}$)[^.!?]*\S\s+/\s+\S[^.!?]*)\s*$",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:\b\d{1,2}\s+\w+|\b[A-Z][a-z]+\s+\d{1,2}),?\s+(?:of\s+)?20\d\d(?:\s*(?:року|р\.|года|г\.))?\s*\.?\s*$"
)
_TEASER = re.compile(
    r"^\W*(?:read\s+(?:more|also|next|on)|see\s+also|more\s+(?:on|about)\s+(?:this|the)|related(?:\s+(?:stories|articles))?\b"
    r"|you\s+may\s+also|recommended|don['’]t\s+miss|latest\s+news"
    r"|читайте?\s+(?:також|також:|также|ще|еще|ещё|больше|більше|далее|далі|по\s+теме|за\s+темою)"
    r"|(?:ще|еще|ещё)\s+(?:за|по)\s+(?:темою|теме)|(?:матеріали|материалы)\s+(?:за|по)\s+(?:темою|теме)|до\s+теми\b|по\s+теме\b"
    r"|(?:дивіться|смотрите)\s+(?:також|также)|новини\s+за\s+темою|популярне|популярное|рекомендуємо|рекомендуем)",
    re.IGNORECASE,
)
_APPEAL = re.compile(
    r"\b(?:donat\w+|support\s+(?:us|our\s+work|independent)|become\s+a\s+(?:patron|member|supporter)"
    r"|join\s+[\w’' ]{2,30}\s+in\s+its\s+mission"
    r"|subscribe|sign\s+up\s+for\s+(?:our|the)|newsletter|follow\s+us\s+on"
    r"|пожертв\w+|задонат\w+|донат\w*|підтримайте\s+(?:нас|роботу|редакцію|проєкт)|поддержите\s+(?:нас|работу|редакцию|проект)"
    r"|підпи(?:шіться|суйтеся|суйтесь)|подпи(?:шитесь|сывайтесь)|стати\s+патроном|стать\s+патроном)",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^\W*(?:skip\s+to\s+(?:main\s+)?content|cookies?\b.{0,120}|we\s+use\s+cookies.*|menu|меню|search|пошук|поиск|share|поділитися|поделиться"
    r"|news|новини|новости|comments?|коментарі|комментарии|advertisement|реклама|all\s+rights\s+reserved.*|всі\s+права\s+захищен.*|все\s+права\s+защищен.*"
    r"|(?:source|джерело|источник)\s*[:–—-].{0,80}|перейти\s+до\s+(?:основного\s+)?(?:вмісту|змісту).*|перейти\s+к\s+(?:основному\s+)?содержанию.*|terms\s+of\s+use.*|privacy\s+policy.*)\W*$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][\"'»”’)\]]*\s*$")
_HEADING_MAX = 140
_HEADLINE_MAX = 320


def layout(layer: TextLayer) -> list[Block]:
    """Return the blocks of a text, in order, each line of the text in at most one, with refined kinds.

    A layer without blocks is cut into lines. Only `paragraph`, `message`, `list` and `cell` blocks carry
    statements of their own.

    >>> [b.kind for b in layout(TextLayer("A clinic in Tokmak.\\nAnna / TASS / Profimedia\\nRead more about it"))]
    ['caption', 'caption', 'teaser']
    """
    blocks = [piece for block in _given(layer) for piece in _lines(layer.text, block)]
    words = [layer.text[b.start : b.end] for b in blocks]
    kinds: list[BlockKind] = [_kind(block, text) for block, text in zip(blocks, words, strict=True)]
    _captions(words, kinds)
    _teasers(words, kinds)
    _headings(words, kinds)
    return [Block(b.start, b.end, kind, b.where) for b, kind in zip(blocks, kinds, strict=True)]


def _given(layer: TextLayer) -> Sequence[Block]:
    return layer.blocks or (Block(0, len(layer.text)),)


def _lines(text: str, block: Block) -> list[Block]:
    """Cut a block at line ends, without the white space around a line."""
    pieces = []
    for match in _LINE.finditer(text, block.start, block.end):
        raw = match.group()
        start = match.start() + len(raw) - len(raw.lstrip())
        end = match.end() - (len(raw) - len(raw.rstrip()))
        if end > start:
            pieces.append(Block(start, end, block.kind, block.where))
    return pieces


def _kind(block: Block, text: str) -> BlockKind:
    if block.kind not in ("paragraph", "list"):
        return block.kind
    if _FURNITURE.match(text):
        return "boilerplate"
    if _TEASER.match(text) and len(text) < 200:
        return "teaser"
    if not re.search(r"[«“\"]", text) and _APPEAL.search(text):
        return "boilerplate"
    return block.kind


def _headings(words: Sequence[str], kinds: list[BlockKind]) -> None:
    """A line without an end, above running text that does end its sentences, is a heading.

    Chat lines have no ends either: where most lines have none, nothing is a heading.
    """
    body = [i for i, kind in enumerate(kinds) if kind in ("paragraph", "list")]
    ended = {i for i in body if _SENTENCE_END.search(words[i])}
    if len(ended) < 2 or len(ended) * 2 < len(body):
        return
    first = min(ended)
    for i, after in zip(body, [*body[1:], None], strict=True):
        longest = _HEADLINE_MAX if i < first else _HEADING_MAX
        if i not in ended and after is not None and len(words[i]) <= longest and _title_like(words[i]):
            kinds[i] = "heading"


def _title_like(text: str) -> bool:
    first = next((c for c in text if c.isalpha()), "")
    return first.isupper() and len(text.split()) >= 2 and not text.rstrip().endswith((":", ",", ";", "—", "-"))


def _captions(words: Sequence[str], kinds: list[BlockKind]) -> None:
    """A line above a credit is its caption; so is the same line elsewhere, and a short dated line near one."""
    captions: set[str] = set()
    for i, text in enumerate(words):
        if kinds[i] in ("paragraph", "heading") and _CREDIT.match(text):
            kinds[i] = "caption"
            if i and kinds[i - 1] in ("paragraph", "heading") and len(words[i - 1]) < 400:
                captions.add(words[i - 1])
    repeated = Counter(words)
    for i, text in enumerate(words):
        short = len(text) < 300 and kinds[i] in ("paragraph", "heading")
        if short and (text in captions or (_DATED.search(text) and (repeated[text] > 1 or bool(captions)))):
            kinds[i] = "caption"


def _teasers(words: Sequence[str], kinds: list[BlockKind]) -> None:
    """The line after "read more" is the teaser's own title; so is that title elsewhere."""
    titles = {words[i + 1] for i, kind in enumerate(kinds[:-1]) if kind == "teaser" and len(words[i]) < 60}
    for i, text in enumerate(words):
        if text in titles and len(text) < 300 and kinds[i] in ("paragraph", "heading", "list"):
            kinds[i] = "teaser"

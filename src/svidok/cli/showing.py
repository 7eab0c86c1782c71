"""Statements as lines for a person, and the words for their codes."""

from collections.abc import Iterator, Mapping
from typing import Any

from svidok.codebook import Codebook
from svidok.model import SLOTS, Statement
from svidok.plain import statement_to_plain
from svidok.review.making import CHOICES

_DIMENSIONS = {"condition": "link"}  # where a slot's codes are not those of the dimension of its name


def labels(book: Codebook, lang: str) -> dict[str, dict[str, str]]:
    """Return the labels of all codes that a reviewer chooses from, by dimension and code.

    >>> from svidok.codebook import load
    >>> labels(load(), "uk")["level"]["group"]
    'Група людей'
    """
    words = book.tables["words"]
    fixed = {
        name: {code: words.get(name, {}).get(code, {}).get(lang, code) for code in codes}
        for name, codes in CHOICES.items()
    }
    coded = {
        name: {code: one.label.get(lang, code) for code, one in codes.items()} for name, codes in book.codes.items()
    }
    return fixed | coded


def lines(statement: Statement, name: str, book: Codebook, lang: str, *, people: bool = True) -> Iterator[str]:
    """Yield a statement as lines, its head first; without `people` only the roles of who told it are shown.

    >>> from svidok.codebook import load
    >>> from svidok.model import Span
    >>> told = Statement("S1", "a", "group", "asserted", "passport", Span("a", 0, 1))
    >>> list(lines(told, "a.txt/S1", load(), "en"))
    ['a.txt/S1  Group, Asserted, Passport or citizenship']
    """
    words = book.tables["words"]

    def word(kind: str, value: str) -> str:
        return str(words.get(kind, {}).get(value, {}).get(lang, value))

    chain = " → ".join((people and member.who) or word("role", member.role) for member in statement.attribution)
    head = (word("level", statement.level), word("polarity", statement.polarity))
    link = word("passport_link", statement.passport_link)
    yield f"{name}  {', '.join((*head, link))}" + (f"  [{chain}]" if chain else "")
    for slot in SLOTS:
        for read in statement.slot(slot):
            label = book.label(_DIMENSIONS.get(slot, slot), read.value, lang)
            shown = read.detail.get("name_uk" if lang == "uk" else "name_en") or label
            quote = f"«{' '.join(read.quote.split())}» " if people or slot != "person" else ""
            where = f"{quote}{read.span.start}-{read.span.end}"
            yield f"    {word('slot', slot)}: {shown} ({read.value})  {where}  {read.score:.2f}  {read.reason}"


def without_people(statement: Statement) -> dict[str, Any]:
    """Return a statement as plain values without the names of who told it: a casebook lists nobody.

    >>> from svidok.model import Attribution, Span
    >>> told = (Attribution("Olga", "witness"),)
    >>> without_people(Statement("S1", "a", "group", "asserted", "none", Span("a", 0, 1), (), told))["attribution"]
    [{'who': '', 'role': 'witness'}]
    """
    plain = statement_to_plain(statement)
    chain: list[Mapping[str, Any]] = plain["attribution"]
    tellers: list[Mapping[str, Any]] = plain["person"]
    hidden = {"attribution": [{**one, "who": ""} for one in chain], "person": [{**one, "quote": ""} for one in tellers]}
    return plain | hidden

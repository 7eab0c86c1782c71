"""What people type for a source or a statement, and what is printed for it.

A source is its file name, or six or more characters from the beginning of its id; a statement is a source, a slash
and its own number: `talk.txt/S3` or `1f9a4c07/S3`.
"""

from collections.abc import Mapping, Sequence

from svidok.errors import ProposalNotFound, SourceNotFound, SourceUnclear
from svidok.model import Statement

LEAST, SHOWN = 6, 8  # characters of an id that can be typed, that are printed


def source_of(names: Mapping[str, str], typed: str) -> str:
    """Return the id of the source that is meant; `names` are the file names by id.

    Raises SourceNotFound, SourceUnclear.

    >>> names = {"1f9a4c07aa": "talk.txt", "1f9a4c99bb": "talk.txt", "77aa20c5cc": "card.pdf"}
    >>> source_of(names, "card.pdf"), source_of(names, "1f9a4c9")
    ('77aa20c5cc', '1f9a4c99bb')
    >>> source_of(names, "talk.txt")
    Traceback (most recent call last):
    svidok.errors.SourceUnclear: SV466: 2 sources are called talk.txt or have an id that begins so
      do: type more of the id, see `svidok preserve FOLDER --list`; nothing has been changed
    """
    if typed in names:
        return typed
    found = [one for one, name in names.items() if typed == name or (len(typed) >= LEAST and one.startswith(typed))]
    if not found:
        raise SourceNotFound(typed=typed)
    if len(found) > 1:
        raise SourceUnclear(typed=typed, count=len(found))
    return found[0]


def reference_of(names: Mapping[str, str], typed: str) -> tuple[str, str]:
    """Return source id and number of the statement that is meant; a bare number will do when there is one source.

    >>> reference_of({"1f9a4c07aa": "talk.txt"}, "talk.txt/S3"), reference_of({"1f9a4c07aa": "talk.txt"}, "S3")
    (('1f9a4c07aa', 'S3'), ('1f9a4c07aa', 'S3'))
    """
    source, _, number = typed.rpartition("/")
    if not number or (not source and len(names) != 1):
        raise ProposalNotFound(typed=typed)
    return source_of(names, source) if source else next(iter(names)), number


def statement_of(statements: Sequence[Statement], number: str, typed: str) -> Statement:
    """Return the statement of that number among those of one source; raises ProposalNotFound.

    >>> from svidok.model import Span
    >>> statement_of([Statement("S1", "a", "group", "asserted", "none", Span("a", 0, 1))], "S1", "a/S1").ref
    'a/S1'
    """
    for statement in statements:
        if statement.id.lower() == number.lower():
            return statement
    raise ProposalNotFound(typed=typed)


def short(source: str) -> str:
    """Return as much of an id as is printed.

    >>> short("1f9a4c07aa31d2")
    '1f9a4c07'
    """
    return source[:SHOWN]

"""How an act is said is a field of its statement, and never changes what was quoted."""

import pytest

from svidok.engines.reading import reader
from svidok.model import Statement, TextLayer
from svidok.plain import statement_from_plain, statement_to_plain


def only(text: str) -> Statement:
    found = reader(semantic=False).read(TextLayer(text), "a")
    assert found, text
    return found[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Невже в Токмаку мені не дадуть інсулін без російського паспорта?", "question"),
        ("Говорят, в Токмаке не дают инсулин без российского паспорта.", "hearsay"),
        ("У Токмаку мені щоразу відмовляли в інсуліні без російського паспорта.", "habit"),
        ("Боюся, що в Токмаку мені не дадуть інсулін без російського паспорта.", "fear"),
        ("In Tokmak they threatened me: no insulin without a Russian passport.", "threat"),
    ],
)
def test_the_words_of_a_sentence_say_how_it_is_told(text: str, name: str) -> None:
    assert name in only(text).scope


def test_a_plain_fact_has_no_field() -> None:
    assert only("У Токмаку мені не дали інсулін без російського паспорта.").scope == ()


def test_the_field_travels_with_the_statement() -> None:
    said = only("Невже в Токмаку мені не дадуть інсулін без російського паспорта?")
    assert statement_from_plain(statement_to_plain(said)).scope == said.scope


def test_older_files_without_the_field_are_read() -> None:
    plain = statement_to_plain(only("У Токмаку мені не дали інсулін без російського паспорта."))
    del plain["scope"]
    assert statement_from_plain(plain).scope == ()

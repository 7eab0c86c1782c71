"""`svidok read`: print the statements that files hold."""

from pathlib import Path
from typing import Annotated

import typer

from svidok.cli.common import documents, exit_code, print_json
from svidok.codebook import Codebook, load
from svidok.engines.reading import reader
from svidok.errors import SvidokError
from svidok.model import SLOTS, Statement
from svidok.plain import statement_to_plain

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(help="Texts, pages, documents: txt, md, html, docx, pdf.")],
    json: Annotated[bool, typer.Option("--json", help="One JSON object per statement and line.")] = False,
    lang: Annotated[str, typer.Option(help="Language of the labels: uk, ru or en.")] = "en",
    semantic: Annotated[bool, typer.Option(help="Use sentence embeddings when they are installed.")] = True,
) -> None:
    """Print the statements that files hold, each with its exact words and the reason for it.

    These are proposals: nothing is kept, nothing is decided. Exit codes: 0 all files read, 1 some, 2 none.

    \b
    Example: read an account and show what it says:
        svidok read samples/statements/*.md
    """
    engine = reader(semantic=semantic)
    failed: list[SvidokError] = []
    done = 0
    for document in documents(files, failed):
        statements = engine.read(document.layer, document.name)
        done += 1
        for statement in statements:
            if json:
                print_json(statement_to_plain(statement))
            else:
                _show(statement, load(), lang)
        if not json and not statements:
            print(f"{document.name}: nothing about the passport of the occupier was found")
    if engine.missing and not json:
        typer.echo(engine.missing, err=True)
    raise typer.Exit(exit_code(failed, done))


def _show(statement: Statement, book: Codebook, lang: str) -> None:
    words = book.tables["words"]

    def word(kind: str, value: str) -> str:
        return str(words.get(kind, {}).get(value, {}).get(lang, value))

    chain = " → ".join(m.who or word("role", m.role) for m in statement.attribution)
    head = f"{statement.ref}  {word('level', statement.level)}, {word('polarity', statement.polarity)}"
    print(f"{head}, {book.label('link', statement.passport_link, lang)}" + (f"  [{chain}]" if chain else ""))
    dimension = {"condition": "link"}
    for slot in SLOTS:
        for a in statement.slot(slot):
            shown = a.detail.get("name_uk" if lang == "uk" else "name_en") or book.label(
                dimension.get(slot, slot), a.value, lang
            )
            quote = " ".join(a.quote.split())
            print(
                f"    {word('slot', slot):<12} {shown}  «{quote}» {a.span.start}-{a.span.end}  {a.score:.2f}  {a.reason}"
            )
    print()

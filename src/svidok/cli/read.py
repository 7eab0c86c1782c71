"""`svidok read`: print the statements that files hold, or keep those of a casebook's sources."""

from pathlib import Path
from typing import Annotated

import typer

from svidok.casebook import open_casebook
from svidok.cli.common import JsonLines, Lang, Semantic, documents, exit_code, print_json, progress
from svidok.cli.learning import learn, scored, version
from svidok.cli.naming import short
from svidok.cli.showing import lines, without_people
from svidok.cli.unlock import KeyFile, PassphraseFd, passphrase
from svidok.codebook import load
from svidok.engines.reading import Reading, reader
from svidok.errors import LearnsFromCasebook, SvidokError
from svidok.plain import statement_to_plain
from svidok.review import Fit

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def read(
    files: Annotated[list[Path], typer.Argument(help="Texts, pages, documents, or one casebook.", metavar="FILE")],
    json: JsonLines = False,
    lang: Lang = "en",
    semantic: Semantic = True,
    learning: Annotated[bool, typer.Option("--learn", help="Of a casebook: learn from its decisions first.")] = False,
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
) -> None:
    """Print the statements that files hold, each with its exact words and the reason for it.

    These are proposals: nothing is decided. Of files nothing is kept; of a casebook every source that has text is
    read, and what is proposed is kept there for review.

    With --learn the decisions made in a casebook set how sure it is of what it proposes: of 100 proposals scored 0.80
    readers here would let 80 stand. It needs 30 decisions, keeps what was learnt sealed in the casebook as an entry of
    its own, and every later reading there uses it and says so in its version. No words and nobody are learnt.

    Exit codes: 0 all read, 1 some, 2 none.

    \b
    Example: read an account and show what it says; read everything in a casebook:
        svidok read samples/statements/uk-olena-enerhodar.md
        svidok read demo.casebook
    """
    engine = reader(semantic=semantic)
    if len(files) == 1 and files[0].is_dir():
        _casebook(files[0], passphrase(passphrase_fd, key_file), engine, json, learning)
        return
    if learning:
        raise LearnsFromCasebook
    failed: list[SvidokError] = []
    done = 0
    for document in documents(files, failed):
        statements = engine.read(document.layer, document.name)
        done += 1
        for statement in statements:
            if json:
                print_json(statement_to_plain(statement))
            else:
                print(*lines(statement, statement.ref, load(), lang), "", sep="\n")
        if not json and not statements:
            print(f"{document.name}: nothing about the passport of the occupier was found")
    if engine.missing and not json:
        typer.echo(engine.cannot(lang), err=True)
    raise typer.Exit(exit_code(failed, done))


def _casebook(folder: Path, word: str, engine: Reading, json: bool, learning: bool) -> None:
    """Read every source that has text, and keep what is proposed; learn from what was decided first when asked to."""
    with open_casebook(folder, word) as casebook:
        if learning:
            _say_learnt(*learn(casebook), json)
        learnt = casebook.fitted()
        names, without = casebook.names(), 0
        for at, source in enumerate(casebook.sources(), 1):
            if not source.layer.text or source.consent.withdrawn:
                without += not source.consent.withdrawn
                continue
            progress(f"{at} of {len(names)}")
            statements = scored(engine.read(source.layer, source.id), learnt, source.layer)
            fresh = casebook.propose(source.id, statements, version(engine.version, learnt))
            progress("")
            if json:
                for statement in statements:
                    print_json(without_people(statement))
                continue
            state = "" if fresh else ", as before"
            print(f"{short(source.id)}  {names[source.id]}  {len(statements)} proposals{state}")
    if without:
        typer.echo(f"{without} sources have no text", err=True)
    if not json:
        print("nothing is decided yet: see `svidok review list`")


def _say_learnt(learnt: Fit, fresh: bool, json: bool) -> None:
    if json:
        print_json({"learnt": learnt.name, "digest": learnt.digest, "decisions": learnt.decisions, "changed": fresh})
    else:
        print(f"{learnt.name}: learnt from {learnt.decisions} decisions{'' if fresh else ', as before'}")

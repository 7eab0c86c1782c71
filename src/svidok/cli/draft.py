"""`svidok draft`: the whole way in one command."""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from svidok.cli.common import (
    EXIT_NOTHING,
    Files,
    JsonOne,
    Lang,
    Semantic,
    documents,
    exit_code,
    print_json,
    write_files,
)
from svidok.codebook import load
from svidok.engines.reading import reader
from svidok.engines.whole import pages, sources_of, work
from svidok.errors import SvidokError

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def draft(
    files: Files,
    out: Annotated[Path, typer.Option(help="Folder to write the report into; made if missing.")],
    lang: Lang = "en",
    semantic: Semantic = True,
    json: JsonOne = False,
) -> None:
    """Go the whole way from files to a draft report, every proposal in it marked unreviewed.

    The draft is for your own eyes: it shows exact words. What could leave as it stands lies in OUT/public.

    Exit codes: 0 all files read, 1 some, 2 none.

    \b
    Example:
        svidok draft article.txt --out draft/ --lang uk
    """
    failed: list[SvidokError] = []
    read = list(documents(files, failed))
    if not read:
        raise typer.Exit(EXIT_NOTHING)
    engine = reader(semantic=semantic)
    done = work(sources_of(read), engine, load())
    write_files(pages(done, load(), lang, datetime.date.today().isoformat()), out)
    counts = {"sources": len(done.sources), "statements": len(done.statements), "incidents": len(done.incidents)}
    own, public = out / "report.html", out / "public" / "report.html"
    if json:
        print_json({**counts, "reviewed": 0, "report": str(own), "public": str(public)})
    else:
        print(", ".join(f"{count} {name}" for name, count in counts.items()) + ", all unreviewed")
        print(f"draft, for your own eyes: {own}")
        print(f"what could leave:         {public}")
    if engine.missing:
        typer.echo(engine.cannot(lang), err=True)
    raise typer.Exit(exit_code(failed, len(read)))

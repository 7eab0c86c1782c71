"""`svidok draft`: the whole way in one command."""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from svidok.cli.common import documents, exit_code, write_files
from svidok.codebook import load
from svidok.engines.reading import reader
from svidok.engines.whole import pages, sources_of, work
from svidok.errors import SvidokError

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def draft(
    files: Annotated[list[Path], typer.Argument(help="Texts, pages, documents: txt, md, html, docx, pdf.")],
    out: Annotated[Path, typer.Option(help="Folder to write the report into; made if missing.")],
    lang: Annotated[str, typer.Option(help="Language of the report: uk, ru or en.")] = "en",
    semantic: Annotated[bool, typer.Option(help="Use sentence embeddings when they are installed.")] = True,
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
        raise typer.Exit(2)
    engine = reader(semantic=semantic)
    done = work(sources_of(read), engine, load())
    write_files(pages(done, load(), lang, datetime.date.today().isoformat()), out)
    counted = len(done.incidents)
    print(
        f"{len(done.sources)} sources, {len(done.statements)} statements proposed, {counted} incidents, all unreviewed"
    )
    print(f"draft, for your own eyes: {out / 'report.html'}")
    print(f"what could leave:         {out / 'public' / 'report.html'}")
    raise typer.Exit(exit_code(failed, len(read)))

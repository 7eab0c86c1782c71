"""`svidok checkpoint`: what proves later that nothing was cut from a casebook."""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from svidok.casebook import open_casebook
from svidok.casebook.paper import page
from svidok.cli.common import JsonOne, Lang, print_json, write_file
from svidok.cli.unlock import CasebookFolder, KeyFile, PassphraseFd, passphrase
from svidok.errors import FileThere

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def checkpoint(
    folder: CasebookFolder,
    to: Annotated[Path | None, typer.Option(help="Also write it to this file, to be kept elsewhere.")] = None,
    paper: Annotated[Path | None, typer.Option(help="Write a page to print and sign to this HTML file.")] = None,
    lang: Lang = "en",
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonOne = False,
) -> None:
    """Make a checkpoint: a few lines that stand for every entry of a casebook, in its order, and show none of it.

    It is kept in the folder and must also be kept elsewhere: on another disk, with a lawyer or partner, on signed
    paper. Later it shows whether entries were cut or changed, or the whole folder was put back. Where an earlier
    checkpoint is not held, none is made. When nothing is new, the last one is given again.

    Exit codes: 0 made or given again, 2 not made.

    \b
    Example: one for the lawyer, and a page to print:
        svidok checkpoint demo.casebook --to may.txt
        svidok checkpoint demo.casebook --paper may.html --lang uk
    """
    for path in (to, paper):
        if path is not None and path.exists():
            raise FileThere(name=path.name)
    with open_casebook(folder, passphrase(passphrase_fd, key_file)) as casebook:
        made = casebook.checkpoint()
    if to is not None:
        write_file(to, made.checkpoint.to_bytes(), replace=False)
    if paper is not None:
        now = datetime.datetime.now(datetime.UTC)
        write_file(paper, page(made.checkpoint, made.number, f"{now:%Y-%m-%d %H:%M}", lang), replace=False)
    written = [str(path) for path in (to, paper) if path is not None]
    root, entries = made.checkpoint.root, made.checkpoint.entries
    if json:
        print_json({"number": made.number, "new": made.new, "entries": entries, "root": root, "written": written})
        return
    print(f"checkpoint {made.number}{'' if made.new else ' (nothing is new since it was made)'}: entries {entries}")
    print(f"root: {root}")
    for name in written:
        print(f"wrote {name}")
    if not written:
        print("keep it elsewhere too: with --to FILE, or with --paper FILE on paper")

"""`svidok new`: make a casebook."""

import re
from pathlib import Path
from typing import Annotated

import typer

from svidok.casebook import create
from svidok.cli.common import JsonOne, print_json
from svidok.cli.unlock import KeyFile, PassphraseFd, passphrase
from svidok.errors import CoderRefused
from svidok.review.decisions import PROGRAM

app = typer.Typer(add_completion=False, rich_markup_mode=None)
_CODER = re.compile(r"[a-z0-9][a-z0-9.-]{0,31}")


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="A folder that does not exist yet.", metavar="FOLDER")],
    coder: Annotated[str, typer.Option(help="The id under which you decide; no name.", metavar="ID")],
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonOne = False,
) -> None:
    """Make a casebook: an encrypted folder that keeps sources, what was read in them, and who decided what.

    The passphrase is asked for twice and shown nowhere. Nobody can open the casebook without it and key.json.

    Exit codes: 0 made, 2 not made.

    \b
    Example:
        svidok new demo.casebook --coder o.k
    """
    check_coder(coder)
    with create(folder, passphrase(passphrase_fd, key_file, new=True), coder=coder) as casebook:
        if json:
            print_json({"casebook": casebook.id, "folder": str(folder), "coder": casebook.coder})
            return
    print(f"made {folder}, where you decide as {coder}")
    print(
        f"keep a copy of {folder / 'key.json'} apart from the folder: without it and the passphrase nobody can read it"
    )


def check_coder(coder: str) -> None:
    """Raise CoderRefused unless this can be the id of a person who decides.

    >>> check_coder("o.k")
    """
    if coder == PROGRAM or not _CODER.fullmatch(coder):
        raise CoderRefused

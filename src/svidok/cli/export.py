"""`svidok export`: what others get who must check a casebook and may not read it."""

import datetime
import os
import secrets
from pathlib import Path
from typing import Annotated

import typer

from svidok.casebook import open_casebook
from svidok.cli.common import FILE_MODE, JsonOne, print_json
from svidok.cli.unlock import CasebookFolder, KeyFile, PassphraseFd, passphrase
from svidok.errors import FileThere

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def export(
    folder: CasebookFolder,
    strands: Annotated[Path, typer.Option(help="ZIP file to write; it must not exist.", metavar="FILE")],
    originals: Annotated[bool, typer.Option(help="Add the sealed originals too.")] = False,
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonOne = False,
) -> None:
    """Write every entry as it is signed and sealed, and the checkpoints, for somebody who checks and may not read.

    The file holds no key, so nothing in it can be read. It shows how many entries there are, of which kinds and when,
    and which random id of a source each is about. What was handed out cannot be taken back: a key that gets into other
    hands later opens it, an erasure here does not reach it.

    Exit codes: 0 written, 2 not written.

    \b
    Example:
        svidok export demo.casebook --strands demo-strands.zip
    """
    if strands.exists():
        raise FileThere(name=strands.name)
    with open_casebook(folder, passphrase(passphrase_fd, key_file)) as casebook:
        part = strands.with_name(f".{secrets.token_hex(8)}.part")
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE), "wb") as file:
                now = datetime.datetime.now(datetime.UTC)
                entries = casebook.export_strands(file, originals=originals, now=now)
                file.flush()
                os.fsync(file.fileno())
            part.replace(strands)
        except BaseException:  # an interruption too must leave no half file
            part.unlink(missing_ok=True)
            raise
    size = strands.stat().st_size
    if json:
        print_json({"entries": entries, "bytes": size, "out": str(strands)})
        return
    print(f"wrote {strands}: entries {entries}, {size} bytes, no key")

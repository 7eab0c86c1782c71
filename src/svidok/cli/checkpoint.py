"""`svidok checkpoint`: what proves later that nothing was cut from a casebook."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from svidok.casebook import add_signatures, open_casebook, partner_of
from svidok.casebook.paper import page
from svidok.cli.common import JsonOne, Lang, print_json, write_file
from svidok.cli.unlock import CasebookFolder, KeyFile, PassphraseFd, passphrase
from svidok.errors import FileThere, NotReadable
from svidok.ledger.note import MOST_BYTES

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def checkpoint(
    folder: CasebookFolder,
    to: Annotated[Path | None, typer.Option(help="Also write it to this file, to be kept elsewhere.")] = None,
    paper: Annotated[Path | None, typer.Option(help="Write a page to print and sign to this HTML file.")] = None,
    lang: Lang = "en",
    add: Annotated[
        Path | None, typer.Option(help="Take back a checkpoint that a partner signed; needs no passphrase.")
    ] = None,
    partner: Annotated[
        list[str] | None,
        typer.Option(help="With --add: refuse it unless this partner's cosignature holds.", metavar="NAME=HEX"),
    ] = None,
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonOne = False,
) -> None:
    """Make a checkpoint: a few lines that stand for every entry of a casebook, in its order, and show none of it.

    It is kept in the folder and must also be kept elsewhere: on another disk, with a lawyer or partner, on signed
    paper. Later it shows whether entries were cut or changed, or the whole folder was put back. Where an earlier
    checkpoint is not held, none is made. When nothing is new, the last one is given again.

    A partner signs it with `svidok cosign` and gives the file back: --add puts the new signature lines, and nothing
    else, to the one in the folder; none is made then.

    Exit codes: 0 made, given again or added to, 2 not made and nothing added.

    \b
    Example: one for the lawyer, and a page to print:
        svidok checkpoint demo.casebook --to may.txt
        svidok checkpoint demo.casebook --paper may.html --lang uk
        svidok checkpoint demo.casebook --add may.txt
    """
    if add is not None:
        if to is not None or paper is not None:
            raise typer.BadParameter("--add makes no checkpoint, so it goes with neither --to nor --paper")
        _add(folder, add, partner or (), json=json)
        return
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


def _add(folder: Path, file: Path, partners: Sequence[str], *, json: bool) -> None:
    added = add_signatures(folder, _read(file), dict(map(partner_of, partners)))
    if json:
        print_json({"number": added.number, "added": list(added.names), "checked": list(added.checked)})
        return
    for name in added.names:
        print(f"checkpoint {added.number}: added a line of {name}{'' if name in added.checked else ', not checked'}")
    if not added.names:
        print(f"checkpoint {added.number}: nothing was new")
    if set(added.names) - set(added.checked):
        print("check it with the partner's public line: `svidok verify --partner NAME=HEX`")


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise NotReadable(why=error.strerror or type(error).__name__) from None

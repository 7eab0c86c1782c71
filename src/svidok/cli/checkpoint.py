"""`svidok checkpoint`: what proves later that nothing was cut from a casebook."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from svidok.casebook import add_signatures, keep_reply, open_casebook, partner_of, stamp_query
from svidok.casebook.paper import page
from svidok.cli.common import JsonOne, Lang, print_json, write_file
from svidok.cli.unlock import CasebookFolder, KeyFile, PassphraseFd, passphrase
from svidok.errors import FileThere, NotReadable
from svidok.ledger.note import MOST_BYTES

if TYPE_CHECKING:
    from svidok.casebook.checkpoints import Made

app = typer.Typer(add_completion=False, rich_markup_mode=None)

Add = Annotated[Path | None, typer.Option(help="Take back a checkpoint that a partner signed; needs no passphrase.")]
Partners = Annotated[
    list[str] | None,
    typer.Option("--partner", help="With --add: refuse it unless this cosignature holds.", metavar="NAME=HEX"),
]
Query = Annotated[Path | None, typer.Option(help="Write the query for a time-stamping authority (RFC 3161) here.")]
Reply = Annotated[Path | None, typer.Option(help="Keep an authority's reply to a query; needs no passphrase.")]
RootCert = Annotated[
    Path | None, typer.Option(help="With --reply: refuse it unless it holds under this root certificate (PEM).")
]


@app.command()
def checkpoint(
    folder: CasebookFolder,
    to: Annotated[Path | None, typer.Option(help="Also write it to this file, to be kept elsewhere.")] = None,
    paper: Annotated[Path | None, typer.Option(help="Write a page to print and sign to this HTML file.")] = None,
    lang: Lang = "en",
    add: Add = None,
    partner: Partners = None,
    query: Query = None,
    reply: Reply = None,
    root_cert: RootCert = None,
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonOne = False,
) -> None:
    """Make a checkpoint: a few lines that stand for every entry of a casebook, in its order, and show none of it.

    It is kept in the folder and must also be kept elsewhere: on another disk, with a lawyer or partner, on signed
    paper. Later it shows whether entries were cut or changed, or the whole folder was put back. Where an earlier
    checkpoint is not held, none is made. When nothing is new, the last one is given again.

    A partner signs it with `svidok cosign` and gives the file back: --add puts the new signature lines, and nothing
    else, to the one in the folder; none is made then. For a time stamp --query writes a file that you take to an
    authority, and --reply keeps what it answers. Nothing is sent from here: the query holds a hash, and the authority
    learns where you ask from. A reply that cannot be read is kept as it came: ask the next authority.

    Exit codes: 0 made, given again or added to, 2 not made and nothing added.

    \b
    Example: one for the lawyer, and a page to print:
        svidok checkpoint demo.casebook --to may.txt
        svidok checkpoint demo.casebook --paper may.html --lang uk
        svidok checkpoint demo.casebook --add may.txt
        svidok checkpoint demo.casebook --query may.tsq
    """
    if add is not None or reply is not None:
        if (add and reply) or to or paper or query:
            raise typer.BadParameter("--add and --reply make no checkpoint: give one of them, without a file to write")
        if add is not None:
            _add(folder, add, partner or (), json=json)
        if reply is not None:
            _keep(folder, reply, root_cert, json=json)
        return
    outs = [path for path in (to, paper, query) if path is not None]
    for path in outs:
        if path.exists():
            raise FileThere(name=path.name)
    with open_casebook(folder, passphrase(passphrase_fd, key_file)) as casebook:
        made = casebook.checkpoint()
    if to is not None:
        write_file(to, made.checkpoint.to_bytes(), replace=False)
    if paper is not None:
        now = datetime.datetime.now(datetime.UTC)
        write_file(paper, page(made.checkpoint, made.number, f"{now:%Y-%m-%d %H:%M}", lang), replace=False)
    if query is not None:
        write_file(query, stamp_query(made.checkpoint.note.text), replace=False)
    _say(made, outs, json=json)


def _say(made: "Made", outs: Sequence[Path], *, json: bool) -> None:
    written = [str(path) for path in outs]
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


def _keep(folder: Path, reply: Path, root_cert: Path | None, *, json: bool) -> None:
    kept = keep_reply(folder, _read(reply), _read(root_cert) if root_cert is not None else b"")
    if json:
        print_json({"number": kept.number, "kept": kept.name, "at": kept.at, "by": kept.by})
        return
    print(f"checkpoint {kept.number}: kept checkpoints/{kept.name}, made at {kept.at} as it says")
    if kept.by:
        print(f"it holds, by {kept.by}")
    else:
        print("not checked who made it: give --root-cert FILE.pem, or later `svidok verify --tsa-root FILE.pem`")


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise NotReadable(why=error.strerror or type(error).__name__) from None

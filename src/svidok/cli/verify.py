"""`svidok verify`: whether a casebook is whole, and how far something kept elsewhere vouches for it."""

from pathlib import Path
from typing import Annotated

import typer

from svidok.casebook import partner_of, verify_folder
from svidok.casebook.report import Held, Report
from svidok.cli.common import JsonOne, print_json
from svidok.cli.unlock import CasebookFolder, KeyFile, PassphraseFd, passphrase
from svidok.errors import NotReadable, SvidokError
from svidok.ledger.note import MOST_BYTES

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXIT_UNCHECKED = 3

Checkpoints = Annotated[
    list[Path] | None,
    typer.Option("--checkpoint", help="A checkpoint that was kept elsewhere; may be given again.", metavar="FILE"),
]
Roots = Annotated[
    list[str] | None,
    typer.Option("--root", help="A root as it stands on paper, with or without spaces.", metavar="44 CHARACTERS"),
]
Partners = Annotated[
    list[str] | None,
    typer.Option("--partner", help="A partner's public line; what they signed counts.", metavar="NAME=HEX"),
]
TsaRoots = Annotated[
    list[Path] | None,
    typer.Option("--tsa-root", help="Root certificate (PEM) of a time-stamping authority; may repeat.", metavar="FILE"),
]


@app.command()
def verify(
    folder: CasebookFolder,
    checkpoint: Checkpoints = None,
    root: Roots = None,
    partner: Partners = None,
    tsa_root: TsaRoots = None,
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonOne = False,
) -> None:
    """Check every signature, chain, payload, original, checkpoint and table of a casebook; name what is damaged.

    Nothing is changed. Entries cut from the end, and a folder put back to an earlier day, show only against a
    checkpoint or a root that was kept elsewhere: give it. Those in the folder itself are checked and anchor nothing,
    unless a partner or time-stamping authority has signed them whose public line or root certificate you give: then
    compare the time that is printed with the last time you know of, since a folder put back shows an earlier one.

    Exit codes: 0 whole and anchored to its last entry, 1 whole and not so, 2 damaged, 3 cannot be checked.

    \b
    Example: alone, and with the checkpoint that a lawyer keeps:
        svidok verify demo.casebook
        svidok verify demo.casebook --checkpoint may.txt
    """
    try:
        held = [_held(path) for path in checkpoint or ()] + [_root(text) for text in root or ()]
        held += [Held(name, partner=public) for name, public in map(partner_of, partner or ())]
        held += [Held(path.name, authority=_bytes(path)) for path in tsa_root or ()]
        word = passphrase(passphrase_fd, key_file)
    except SvidokError as error:  # without it nothing was checked, and 2 would say that something is damaged
        typer.echo(error, err=True)
        raise typer.Exit(EXIT_UNCHECKED) from None
    report = verify_folder(folder, word, held)
    if json:
        print_json(report.to_plain())
    else:
        print(*lines(report), sep="\n")
    raise typer.Exit(report.exit_code)


def lines(report: Report) -> list[str]:
    """Return what a person is told: the report, each anchor, the last entry, and what to do when nothing anchors it.

    >>> lines(Report(entries=3))[-1]
    'a checkpoint that is kept elsewhere would show what was cut from the end: `svidok checkpoint`'
    """
    said = [report.say()]
    said += [
        f"anchor: {one.by}{f' at {one.at}' if one.at else ''}, entries {one.entries}, root {one.root}"
        for one in report.anchors
    ]
    if report.head:
        said.append(f"last entry: {report.head}")
    if not report.unchecked and not report.anchors:
        said.append("a checkpoint that is kept elsewhere would show what was cut from the end: `svidok checkpoint`")
    return said


def _held(path: Path) -> Held:
    return Held(path.name, checkpoint=_bytes(path))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise NotReadable(why=error.strerror or type(error).__name__) from None


def _root(text: str) -> Held:
    root = "".join(text.split())
    return Held(f"root {root[:8]}", root=root or "?")

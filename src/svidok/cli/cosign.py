"""`svidok cosign`: what a partner does, who holds a team to what it once had."""

import time
from pathlib import Path
from typing import Annotated

import typer

from svidok.casebook import cosign_file, new_partner_key, public_line
from svidok.cli.common import JsonOne, print_json
from svidok.cli.unlock import KeyFile, PassphraseFd, passphrase

app = typer.Typer(add_completion=False, rich_markup_mode=None)

Name = Annotated[
    str, typer.Option(help="The name you sign under; it stands in clear in every copy: no person's.", metavar="NAME")
]


@app.command()
def cosign(
    name: Name,
    file: Annotated[Path | None, typer.Argument(help="A checkpoint that a team sent.", metavar="FILE")] = None,
    key: Annotated[Path | None, typer.Option(help="Your key file.", metavar="KEYFILE")] = None,
    new_key: Annotated[Path | None, typer.Option(help="Make a key file; it must not exist.", metavar="KEYFILE")] = None,
    held: Annotated[
        Path | None, typer.Option(help="The last checkpoint of this casebook that you hold.", metavar="EARLIER")
    ] = None,
    strands: Annotated[
        Path | None, typer.Option(help="The team's `svidok export --strands`, to check every entry.", metavar="ZIP")
    ] = None,
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonOne = False,
) -> None:
    """Sign a team's checkpoint as a partner: you saw it at this time, and it holds all of the one you had before.

    Once: make a key file, which a passphrase opens, and give the team the public line that is printed. Later: give
    the file and the last one you hold, send the signed file back, and keep a copy to compare the next one with. It is
    refused when a strand has fewer entries than you saw. With an export of strands all entries are checked; without
    one only their numbers are, and it is said what was not checked. You learn how many entries there are, and no word.

    Exit codes: 0 signed or key made, 2 not.

    \b
    Example: the key; the public line again; the first checkpoint, which has no earlier one:
        svidok cosign --new-key partner.json --name archive.example --key-file passphrase.txt
        svidok cosign --key partner.json --name archive.example --key-file passphrase.txt
        svidok cosign may.txt --key partner.json --name archive.example --key-file passphrase.txt
    """
    if (key is None) == (new_key is None) or (new_key is not None and file is not None):
        raise typer.BadParameter("give either --new-key alone, or --key and the checkpoint's file")
    if new_key is not None or (key is not None and file is None):
        made = new_key is not None
        word = passphrase(passphrase_fd, key_file, new=made)
        line = new_partner_key(new_key, name, word) if new_key is not None else public_line(_there(key), name, word)
        if json:
            print_json({"public": line, "made": made})
        else:
            print(line)
        return
    _sign(_there(file), _there(key), name, passphrase(passphrase_fd, key_file), held=held, strands=strands, json=json)


def _sign(file: Path, key: Path, name: str, word: str, *, held: Path | None, strands: Path | None, json: bool) -> None:
    done = cosign_file(file, key, name, word, seconds=int(time.time()), held=held, strands=strands)
    root, entries = done.checkpoint.root, done.checkpoint.entries
    if json:
        print_json({"file": str(file), "entries": entries, "root": root, "unchecked": list(done.unchecked)})
        return
    print(f"signed {file} as {name}: entries {entries}, root {root}")
    print(*(f"not checked: {one}" for one in done.unchecked), sep="\n")
    print("send it back to the team and keep a copy: give it as --held next time")


def _there(path: Path | None) -> Path:
    if path is None:  # excluded above; said for the types
        raise typer.BadParameter("a file is missing")
    return path

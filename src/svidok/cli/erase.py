"""`svidok erase`: destroy a source for ever, and say what that does not reach."""

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from svidok.casebook import open_casebook
from svidok.cli.common import EXIT_PART, JsonOne, print_json
from svidok.cli.naming import short, source_of
from svidok.cli.unlock import CasebookFolder, KeyFile, PassphraseFd, passphrase
from svidok.errors import ConfirmationMissing

app = typer.Typer(add_completion=False, rich_markup_mode=None)

BEYOND = (
    "reports, tables and drafts that were written, and review sheets: remove them where you put them",
    "copies that were handed over, to partners or a court: ask for them, in writing",
    "exports of strands: they hold no key, but with a copy of this folder from before they open",
    "backups and copies of this folder: destroy them, or erase the source in each",
    "what the disk itself keeps below its files, sealed under this device's key: encrypt the whole disk",
)
UNCLEAN = "old bytes may still stand in casebook.db: close other programs that use this folder, then open it once more"
AGAIN = "the same file kept again would be a new source; nothing here knows any more that it was erased"


@app.command()
def erase(
    folder: CasebookFolder,
    source: Annotated[str, typer.Argument(help="File name or beginning of the id.", metavar="SOURCE")],
    reason: Annotated[str, typer.Option(help="Why, without names and words of the source; it is kept for ever.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask for confirmation.")] = False,
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonOne = False,
) -> None:
    """Erase a source for ever: its key, its originals, its text, and what was read, decided, linked or learnt from it.

    An entry stays that says which source was erased, when, by whom and why; every signature and chain still verifies.
    Incidents that used the source go with their findings, and what the casebook learnt from decisions about it: run
    `svidok link` and `svidok qualify` again. There is no way back. What this cannot reach is printed at the end.

    Exit codes: 0 erased, 1 erased but old bytes may stand in the file until it is next opened, 2 nothing erased,
    130 not confirmed.

    \b
    Example: the person who gave the account wants it gone:
        svidok erase demo.casebook uk-halyna-melitopol.txt --reason "the person asked for it" --yes
    """
    if not yes and not sys.stdin.isatty():
        raise ConfirmationMissing
    with open_casebook(folder, passphrase(passphrase_fd, key_file)) as casebook:
        names = casebook.names()
        found = source_of(dict.fromkeys(casebook.erased(), "") | names, source)
        if not yes:
            _confirm(found, names.get(found, ""))
        done = casebook.erase(found, reason)
    if json:
        print_json({**asdict(done), "not_reached": list(BEYOND)})
    else:
        print(f"{short(found)}  erased: {done.entries} entries cannot be opened any more, originals {done.objects}")
        if done.unlinked:
            print("the incidents used it and are gone: run `svidok link`, then `svidok qualify`")
        if done.fits:
            print("what was learnt from decisions about it is gone: `svidok read --learn` learns without it")
        print(f"not reached, since nothing can ({done.given} releases and disclosures are recorded here):")
        print(*(f"  - {one}" for one in BEYOND), sep="\n")
        print(AGAIN)
    if not done.clean:
        typer.echo(UNCLEAN, err=True)
        raise typer.Exit(EXIT_PART)


def _confirm(source: str, name: str) -> None:
    """Ask for the beginning of the id, which nobody types by mistake; raises typer.Abort."""
    typer.echo(f"{short(source)}  {name}: this cannot be undone.", err=True)
    if typer.prompt("type the eight characters before the name to erase it", err=True) != short(source):
        raise typer.Abort

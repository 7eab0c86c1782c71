"""`svidok rebuild`: fill the derived tables anew."""

import hashlib

import typer

from svidok.casebook import open_casebook
from svidok.cli.common import JsonOne, print_json
from svidok.cli.unlock import CasebookFolder, KeyFile, PassphraseFd, passphrase

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def rebuild(
    folder: CasebookFolder,
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonOne = False,
) -> None:
    """Empty the derived tables of a casebook and fill them again from its ledger, which is the truth.

    Sources, decisions and links stay as they are; when this is interrupted, so do the tables.

    Exit codes: 0 rebuilt, 2 not rebuilt.

    \b
    Example:
        svidok rebuild demo.casebook
    """
    with open_casebook(folder, passphrase(passphrase_fd, key_file)) as casebook:
        before = casebook.dump()
        casebook.rebuild()
        after = casebook.dump()
    changed, rows, digest = before != after, after.count(b"\n"), hashlib.sha256(after).hexdigest()
    if json:
        print_json({"changed": changed, "rows": rows, "sha256": digest})
        return
    print(f"rebuilt {rows} rows: {'they differ from those before' if changed else 'all as before'}")

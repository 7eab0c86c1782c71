"""`svidok publish`: write the report and tables of a release."""

from pathlib import Path
from typing import Annotated

import typer

from svidok.casebook import open_casebook
from svidok.cli.common import JsonOne, Lang, print_json, write_files
from svidok.cli.release import AsOf, day, lines, plain
from svidok.cli.unlock import CasebookFolder, KeyFile, PassphraseFd, passphrase
from svidok.cli.working import released
from svidok.codebook import load
from svidok.errors import NotVerified
from svidok.model import Audience
from svidok.publish import publish as files_of

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def publish(
    folder: CasebookFolder,
    out: Annotated[Path, typer.Option(help="Folder to write into; made if missing.")],
    audience: Annotated[Audience, typer.Option(help="Who will see it.")] = "draft",
    lang: Lang = "en",
    as_of: AsOf = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be written; write nothing.")] = False,
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonOne = False,
) -> None:
    """Write the report and tables of what may leave for an audience. The casebook is verified first.

    A draft holds exact words and is for your own eyes. What is for others is masked, counted and cut as the policy of
    that audience says; a person reads all of it before anybody else does. Only you can read the files.

    Exit codes: 0 written, 2 nothing written.

    \b
    Example: see what would be written for the public; then a draft:
        svidok publish demo.casebook --audience public --lang uk --out public/ --dry-run
        svidok publish demo.casebook --lang uk --out draft/
    """
    book = load()
    with open_casebook(folder, passphrase(passphrase_fd, key_file)) as casebook:
        damage = casebook.verify().damage
        if damage:
            raise NotVerified(count=len(damage))
        made = released(casebook, book, audience, day(as_of))
    files = files_of(made, book, lang)
    if not dry_run:
        write_files(files, out)
    if json:
        print_json(plain(made) | {"out": str(out), "written": not dry_run, "files": sorted(files)})
        return
    print(*lines(made, lang), sep="\n")
    for name, body in files.items():
        print(f"{'would write' if dry_run else 'wrote'} {out / name}, {len(body)} bytes")
    if audience == "draft":
        print("a draft, for your own eyes: it shows exact words")

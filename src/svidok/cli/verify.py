"""`svidok verify`: whether a casebook is whole."""

import typer

from svidok.casebook import verify_folder
from svidok.cli.common import JsonOne, print_json
from svidok.cli.unlock import CasebookFolder, KeyFile, PassphraseFd, passphrase
from svidok.errors import SvidokError

app = typer.Typer(add_completion=False, rich_markup_mode=None)
EXIT_UNCHECKED = 3


@app.command()
def verify(
    folder: CasebookFolder,
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonOne = False,
) -> None:
    """Check every signature, chain, payload, original and table of a casebook, and name what is damaged.

    Nothing is changed. The hash of the last entry is printed: noted elsewhere, on paper or with a partner, it proves
    later that nothing was cut from the end.

    Exit codes: 0 whole and anchored elsewhere, 1 whole and not anchored, 2 damaged, 3 cannot be checked.

    \b
    Example:
        svidok verify demo.casebook
    """
    try:
        word = passphrase(passphrase_fd, key_file)
    except SvidokError as error:  # without it nothing was checked, and 2 would say that something is damaged
        typer.echo(error, err=True)
        raise typer.Exit(EXIT_UNCHECKED) from None
    report = verify_folder(folder, word)
    if json:
        print_json(report.to_plain())
    else:
        print(report.say())
        if report.head:
            print(f"last entry: {report.head}")
    raise typer.Exit(report.exit_code)

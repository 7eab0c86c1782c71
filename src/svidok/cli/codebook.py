"""`svidok codebook`: check the codebook, show a code."""

from typing import Annotated

import typer
import yaml

from svidok.cli.common import JsonLines, print_json
from svidok.codebook import Code, load
from svidok.codebook.check import check as faults_of
from svidok.codebook.examples import example
from svidok.errors import UnknownCode

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def codebook() -> None:
    """Check the codebook, or show a code.

    \b
    Example: what counts as withheld insulin, and what does not:
        svidok codebook show health.insulin
    """


@app.command()
def check(json: JsonLines = False) -> None:
    """Find missing labels, unknown references, YAML booleans and duplicate stems.

    Exit codes: 0 none found, 1 some found.

    \b
    Example:
        svidok codebook check
    """
    book = load()
    faults = faults_of(book)
    for fault in faults:
        print_json({"where": fault.where, "what": fault.what}) if json else print(f"{fault.where}: {fault.what}")
    codes = sum(len(codes) for codes in book.codes.values())
    records = sum(len(records) for records in book.records.values())
    if not json:
        print(f"codebook {book.version}: {codes} codes, {records} records, {len(faults)} faults")
    raise typer.Exit(1 if faults else 0)


@app.command()
def show(
    code: Annotated[
        str, typer.Argument(help="A code such as health.insulin, or a measure or norm such as ru-d-159-2025.")
    ],
    json: JsonLines = False,
) -> None:
    """Show what a code means, in three languages, with what fits and what does not.

    Exit codes: 0 shown, 2 no such code.

    \b
    Example:
        svidok codebook show deportation_threat
    """
    book = load()
    found = [_plain(c) for c in book.find(code)]
    found += [{"id": code, "page": page, **records[code]} for page, records in book.records.items() if code in records]
    if not found:
        book.code("service", code)
        raise UnknownCode(code=code, near="a code of the list")
    for entry in found:
        if json:
            print_json(entry)
        else:
            print(yaml.safe_dump(entry, allow_unicode=True, sort_keys=False, width=100), end="\n")


@app.command()
def passage(
    name: Annotated[str, typer.Argument(help="The name of a passage, such as uk-b-0012.", metavar="NAME")],
    json: JsonLines = False,
) -> None:
    """Show an invented passage that the reader learnt from: a proposal names those it is most like.

    Exit codes: 0 shown, 2 no such passage.

    \b
    Example:
        svidok codebook passage uk-b-0012
    """
    text = example(name)
    if text is None:
        raise UnknownCode(code=name, near="a passage that `like` names")
    if json:
        print_json({"id": name, "text": text})
    else:
        print(text)


def _plain(code: Code) -> dict[str, object]:
    return {
        "id": code.id,
        "dimension": code.dimension,
        "label": dict(code.label),
        "means": dict(code.means),
        "fits": list(code.fits),
        "fits_not": list(code.fits_not),
        **code.extra,
        "lexicon": {lang: list(words) for lang, words in code.lexicon.items()},
    }

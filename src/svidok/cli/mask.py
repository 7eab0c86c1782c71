"""`svidok mask`: print texts as they could be released."""

from typing import Annotated

import typer

from svidok.cli.common import Files, JsonLines, documents, exit_code, print_json
from svidok.codebook import load
from svidok.errors import SvidokError
from svidok.model import Mask
from svidok.release.masking import mask as masks_of
from svidok.release.masking import masked, residual

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def mask(
    files: Files,
    json: JsonLines = False,
    lang: Annotated[str, typer.Option(help="Language of texts too short to tell: uk, ru or en.")] = "",
    strict: Annotated[bool, typer.Option(help="Countries, regions, years, amounts and offences go too.")] = False,
    details: Annotated[bool, typer.Option(help="Say on stderr which details are left in combination.")] = True,
) -> None:
    """Print a text as it could be released: names, numbers, places and recognisable details masked.

    No program makes a text safe: details that are left combine, so a person must look before anything leaves.

    Exit codes: 0 all files masked, 1 some, 2 none.

    \b
    Example: see what of an account may leave, and what would still tell:
        svidok mask samples/statements/uk-oleh-opika.txt
    """
    book = load()
    failed: list[SvidokError] = []
    done = 0
    for document in documents(files, failed):
        text = document.layer.text
        masks = masks_of(text, book=book, lang_hint=lang, strict=strict)
        done += 1
        if json:
            for one in masks:
                print_json(_plain(document.name, one))
            continue
        print(masked(text, masks))
        if details:
            _warn(document.name, residual(text, masks, lang if lang in ("uk", "ru") else "en"))
    raise typer.Exit(exit_code(failed, done))


def _plain(source: str, one: Mask) -> dict[str, object]:
    return {
        "source": source,
        "start": one.span.start,
        "end": one.span.end,
        "kind": one.kind,
        "reason": one.reason,
        "replacement": one.replacement,
    }


def _warn(name: str, left: list[str]) -> None:
    typer.echo(f"{name}: details remain that may tell who it is when put together; a person must look", err=True)
    for line in left:
        typer.echo(f"    {line}", err=True)

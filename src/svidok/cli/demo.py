"""`svidok demo`: the main job on the sample accounts."""

from pathlib import Path
from typing import Annotated

import typer

from svidok.cli.common import JsonOne, Lang
from svidok.cli.draft import draft

app = typer.Typer(add_completion=False, rich_markup_mode=None)
_ENDINGS = {".txt", ".md", ".html", ".docx", ".pdf"}


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder to write the report into.")] = Path("demo-out"),
    samples: Annotated[Path, typer.Option(help="Folder of sample accounts.")] = Path("samples"),
    lang: Lang = "en",
    json: JsonOne = False,
) -> None:
    """Do the main job on the invented sample accounts, from files to a report whose path is printed.

    Exit codes: 0 done, 1 some files could not be read, 2 no samples there.

    \b
    Example, in a clone of the project:
        svidok demo --out demo-out
    """
    files = sorted(p for p in samples.rglob("*") if p.suffix in _ENDINGS and p.name != "README.md")
    draft(files, out=out, lang=lang, json=json)

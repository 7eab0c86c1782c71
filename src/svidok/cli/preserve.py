"""`svidok preserve`: keep files in a casebook."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from svidok.casebook import open_casebook
from svidok.casebook.files import preserve_file
from svidok.cli.common import JsonLines, exit_code, print_json, progress
from svidok.cli.consent import Allow, For, Published, Until, consent_of, consent_to_plain, told
from svidok.cli.naming import short
from svidok.cli.unlock import CasebookFolder, KeyFile, PassphraseFd, passphrase
from svidok.codebook import load
from svidok.engines.parsing import Parser
from svidok.errors import NothingKept, SvidokError
from svidok.model import Consent, SourceKind, TextLayer

if TYPE_CHECKING:
    from svidok.casebook.store import Casebook

app = typer.Typer(add_completion=False, rich_markup_mode=None)
_NO_TEXT = "no text: "
ERASED_HERE = "sources were erased here; nobody can tell any more whether a new one is the same: make sure it is not"


@app.command()
def preserve(
    folder: CasebookFolder,
    files: Annotated[
        list[Path] | None, typer.Argument(help="Any files; txt, md, html, docx and pdf are read.", metavar="FILE")
    ] = None,
    kind: Annotated[SourceKind, typer.Option(help="What the files are.")] = "document",
    allow: Allow = None,
    audience: For = None,
    until: Until = None,
    published: Published = False,
    listed: Annotated[bool, typer.Option("--list", help="List what is there; keep nothing.")] = False,
    passphrase_fd: PassphraseFd = None,
    key_file: KeyFile = None,
    json: JsonLines = False,
) -> None:
    """Keep files byte for byte, each sealed with a key of its own, then read their text.

    The bytes are on the disk before anything tries to read them: a file whose text cannot be read is kept all the
    same. The same bytes twice are one source, whose consent stays as it was. What nobody allowed stays inside:
    without --allow and --for, or --published, nothing of a source is ever counted or quoted for others.

    Exit codes: 0 all files kept and read, 1 some not kept or not read, 2 none kept.

    \b
    Example:
        svidok preserve demo.casebook samples/interviews/uk-halyna-melitopol.txt --kind interview \\
            --allow statistics --allow quoting --for public --until 2030
    """
    consent = consent_of(load(), allow or (), audience or (), until, published)
    if not files and not listed:
        raise NothingKept
    rows = []
    with open_casebook(folder, passphrase(passphrase_fd, key_file)) as casebook:
        if listed:
            for row in _listed(casebook):
                print_json(row) if json else print(f"{short(row['source'])}  {row['file']}  {_seen(row)}")
            return
        for row in _kept(casebook, files or (), kind, consent):
            rows.append(row)
            print_json(row) if json else _tell(row)
        if casebook.erased() and any(row["source"] and not row["known"] for row in rows):
            typer.echo(ERASED_HERE, err=True)
    failed = [row for row in rows if row["error"]]
    raise typer.Exit(exit_code(failed, sum(bool(row["source"]) for row in rows)))


def keep(casebook: "Casebook", parser: Parser, path: Path, kind: SourceKind, consent: Consent) -> dict[str, Any]:
    """Keep one file and its text, and return what became of it, with the error's code and words if there was one."""
    row: dict[str, Any] = {"file": path.name, "source": "", "known": False, "characters": 0, "error": "", "say": ""}
    try:
        kept, layer = preserve_file(casebook, path, kind=kind, consent=consent, parser=parser)
    except SvidokError as error:
        return row | {"error": error.code, "say": str(error)}
    row |= {"source": kept.source_id, "known": kept.known}
    if isinstance(layer, TextLayer):
        return row | {"characters": len(layer.text)}
    return row | {"error": layer.code, "say": f"{layer.code}: {layer.said}; the file is kept all the same"}


def _kept(casebook: "Casebook", files: Sequence[Path], kind: SourceKind, consent: Consent) -> Iterator[dict[str, Any]]:
    with Parser() as parser:
        for at, path in enumerate(files, 1):
            progress(f"{at} of {len(files)}: {path.name}")
            row = keep(casebook, parser, path, kind, consent)
            progress("")
            yield row


def _listed(casebook: "Casebook") -> Iterator[dict[str, Any]]:
    names = casebook.names()
    for source in casebook.sources():
        notes = [note.removeprefix(_NO_TEXT) for note in source.layer.notes if note.startswith(_NO_TEXT)]
        yield {
            "file": names[source.id],
            "source": source.id,
            "kind": source.kind,
            "characters": len(source.layer.text),
            **consent_to_plain(source.consent),
            "error": notes[0] if notes else "",
            "consent": told(source.consent),
        }


def _seen(row: dict[str, Any]) -> str:
    return f"{row['kind']}  {_text(row)}  {row['consent']}"


def _text(row: dict[str, Any]) -> str:
    return f"no text: {row['error']}" if row["error"] else f"{row['characters']} characters"


def _tell(row: dict[str, Any]) -> None:
    if row["say"]:
        typer.echo(f"{row['file']}: {row['say']}", err=True)
    if row["source"]:
        state = "already there" if row["known"] else "kept"
        print(f"{short(row['source'])}  {row['file']}  {state}  {_text(row)}")

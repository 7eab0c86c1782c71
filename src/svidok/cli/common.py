"""What several commands share: files in, JSON lines out, a failure that does not stop the batch."""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from svidok.engines.files import Document, read_documents
from svidok.errors import FileThere, ReleaseThere, SvidokError
from svidok.preserve.limits import shown

Files = Annotated[list[Path], typer.Argument(help="Texts, pages, documents: txt, md, html, docx, pdf.", metavar="FILE")]
Lang = Annotated[Literal["uk", "ru", "en"], typer.Option(help="Language of the words.")]
Semantic = Annotated[bool, typer.Option(help="Let the learned reader vote with the rules when it is installed.")]
JsonOne = Annotated[bool, typer.Option("--json", help="As one JSON object.")]
JsonLines = Annotated[bool, typer.Option("--json", help="One JSON object per line.")]

EXIT_PART, EXIT_NOTHING = 1, 2
DIRECTORY_MODE, FILE_MODE = 0o700, 0o600
_PACKAGE = "datapackage.json"
# A link in the folder could lead what we write to a place that others read.
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)


def documents(paths: Iterable[Path], failed: list[SvidokError]) -> Iterator[Document]:
    """Yield the files that can be read, in order; name the others on stderr and go on.

    Each failure is also put into `failed`, so that the caller's exit code can say so.
    """
    for path, read in read_documents(paths):
        if isinstance(read, SvidokError):
            failed.append(read)
            print(f"{shown(path.name)}: {read}", file=sys.stderr)
        else:
            yield read


def print_json(value: Mapping[str, Any]) -> None:
    """Print one object on one line, in the letters of its language."""
    print(json.dumps(value, ensure_ascii=False, separators=(", ", ": ")))


def progress(line: str) -> None:
    """Say on stderr what is being done, only when a person watches it there; the next call takes its place."""
    if sys.stderr.isatty():
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)


def write_files(files: Mapping[str, bytes], out: Path) -> None:
    """Write files below a folder, readable by their owner alone and never for a moment by others.

    What an earlier release for the same audience left there and this one does not have is removed, so that nothing
    withheld lies beside it. Raises ReleaseThere when the folder holds a release for somebody else.
    """
    left = [old for name in files if name.endswith(_PACKAGE) for old in _left_over(out, name, files)]
    for old in left:
        old.unlink(missing_ok=True)
    out.mkdir(parents=True, exist_ok=True, mode=DIRECTORY_MODE)
    for name, body in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=DIRECTORY_MODE)
        write_file(path, body)


def _left_over(out: Path, name: str, files: Mapping[str, bytes]) -> list[Path]:
    """The files that the release before listed in its package and this one has no more."""
    package = out / name
    if not package.is_file():
        return []
    try:
        before, now = (json.loads(body) for body in (package.read_bytes(), files[name]))
        listed = [package.parent / Path(str(part["path"])).name for part in before["resources"]]
        if before["name"] != now["name"]:
            raise ReleaseThere(folder=package.parent.parent.name, release=str(before["name"])[:40])
    except (ValueError, KeyError, TypeError):
        raise FileThere(name=name) from None
    kept = {out / fresh for fresh in files}
    return [path for path in listed if path not in kept]


def write_file(path: Path, body: bytes, *, replace: bool = True) -> None:
    """Write one file that only its owner can read; raises FileThere when it exists and may not be replaced."""
    try:
        descriptor = os.open(
            path, os.O_WRONLY | os.O_CREAT | _NO_LINKS | (os.O_TRUNC if replace else os.O_EXCL), FILE_MODE
        )
    except FileExistsError:
        raise FileThere(name=path.name) from None
    with os.fdopen(descriptor, "wb") as file:
        os.fchmod(descriptor, FILE_MODE)
        file.write(body)


def exit_code(failed: Sequence[object], done: int) -> int:
    """Return 0 when all went well, 1 when some did, 2 when nothing did.

    >>> exit_code([], 3), exit_code([SvidokError()], 3), exit_code([SvidokError()], 0)
    (0, 1, 2)
    """
    if not failed:
        return 0
    return EXIT_PART if done else EXIT_NOTHING

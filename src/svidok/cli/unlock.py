"""How a passphrase comes in: typed unseen, through a file descriptor, or from a file that only its owner can read.

Never as an argument or through the environment: both are shown to other programs on the machine.
"""

import getpass
import os
import stat
import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from svidok.errors import PassphraseMissing, PassphrasesDiffer, SecretOpen, SecretUnreadable

MOST_BYTES: Final = 4096
OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO

CasebookFolder = Annotated[Path, typer.Argument(help="A casebook.", metavar="FOLDER")]
PassphraseFd = Annotated[
    int | None, typer.Option("--passphrase-fd", help="Read the passphrase from this open file descriptor.", metavar="N")
]
KeyFile = Annotated[
    Path | None,
    typer.Option("--key-file", help="Read the passphrase from this file, which only you may read.", metavar="PATH"),
]


def passphrase(fd: int | None, key_file: Path | None, *, new: bool = False) -> str:
    """Return the passphrase; a new one is asked for twice.

    Of a file or descriptor the first line counts, without its line end. Raises PassphraseMissing, PassphrasesDiffer,
    SecretOpen, SecretUnreadable.

    >>> end, begin = os.pipe()
    >>> os.write(begin, b"five dry plums on a table\\nand no more")
    37
    >>> passphrase(end, None)
    'five dry plums on a table'
    """
    if fd is not None:
        return _from_descriptor(fd, f"descriptor {fd}")
    if key_file is not None:
        return _from_file(key_file)
    if not sys.stdin.isatty():
        raise PassphraseMissing
    typed = getpass.getpass("new passphrase: " if new else "passphrase: ", stream=sys.stderr)
    if new and getpass.getpass("the same again: ", stream=sys.stderr) != typed:
        raise PassphrasesDiffer
    return typed


def _from_file(path: Path) -> str:
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError as error:
        raise SecretUnreadable(where=path.name, why=f"system error {error.errno}") from None
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISREG(mode) and mode & OTHERS:
            raise SecretOpen(file=path.name)
        return _from_descriptor(descriptor, path.name)
    finally:
        os.close(descriptor)


def _from_descriptor(fd: int, where: str) -> str:
    found = bytearray()
    try:
        while b"\n" not in found and len(found) <= MOST_BYTES and (piece := os.read(fd, MOST_BYTES)):
            found += piece
    except OSError as error:
        raise SecretUnreadable(where=where, why=f"system error {error.errno}") from None
    line = bytes(found).split(b"\n")[0].removesuffix(b"\r")
    if not line or len(line) > MOST_BYTES:
        raise SecretUnreadable(where=where, why="it is longer than a passphrase may be" if line else "it is empty")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        raise SecretUnreadable(where=where, why="it is not UTF-8") from None

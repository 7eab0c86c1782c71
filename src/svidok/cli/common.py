"""What several commands share: files in, JSON lines out, a failure that does not stop the batch."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from svidok.engines.files import Document, read_documents
from svidok.errors import SvidokError

EXIT_PART = 1


def documents(paths: Iterable[Path], failed: list[SvidokError]) -> Iterator[Document]:
    """Yield the files that can be read, in order; name the others on stderr and go on.

    Each failure is also put into `failed`, so that the caller's exit code can say so.
    """
    for path, read in read_documents(paths):
        if isinstance(read, SvidokError):
            failed.append(read)
            print(f"{path.name}: {read}", file=sys.stderr)
        else:
            yield read


def print_json(value: Mapping[str, Any]) -> None:
    """Print one object on one line, in the letters of its language."""
    print(json.dumps(value, ensure_ascii=False, separators=(", ", ": ")))


def exit_code(failed: list[SvidokError], done: int) -> int:
    """Return 0 when all went well, 1 when some did, 2 when nothing did.

    >>> exit_code([], 3), exit_code([SvidokError()], 3), exit_code([SvidokError()], 0)
    (0, 1, 2)
    """
    if not failed:
        return 0
    return EXIT_PART if done else 2

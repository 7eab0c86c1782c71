"""The folder of a casebook: its parts, their modes, and writing a file so that it is there or is not."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from svidok.errors import NoCasebook

DATABASE, OBJECTS, KEY, README = "casebook.db", "objects", "key.json", "README.txt"
CHECKPOINTS = "checkpoints"
DIRECTORY_MODE, FILE_MODE = 0o700, 0o600
UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the parts of a casebook are."""

    path: Path

    @property
    def database(self) -> Path:
        """The encrypted store."""
        return self.path / DATABASE

    @property
    def objects(self) -> Path:
        """The originals, each sealed, under the SHA-256 of its sealed bytes."""
        return self.path / OBJECTS

    @property
    def key(self) -> Path:
        """The device secret under its passphrase."""
        return self.path / KEY

    @property
    def checkpoints(self) -> Path:
        """The checkpoints that were made, by number; it is not there before the first one."""
        return self.path / CHECKPOINTS

    def check(self) -> None:
        """Raise NoCasebook naming the first part that is missing."""
        for part in (DATABASE, OBJECTS, KEY):
            if not (self.path / part).exists():
                raise NoCasebook(folder=self.path.name, part=part)

    def make(self, key_file: bytes, readme: bytes) -> None:
        """Make the folder with all its parts; the store is empty. It must not exist."""
        self.path.mkdir(mode=DIRECTORY_MODE, parents=True)
        self.objects.mkdir(mode=DIRECTORY_MODE)
        write_durably(self.key, key_file)
        write_durably(self.path / README, readme)
        # made here, so that it never exists with other modes; SQLite gives its side files the same
        os.close(os.open(self.database, os.O_CREAT | os.O_EXCL | os.O_RDWR, FILE_MODE))

    def keep(self, sealed: bytes) -> str:
        """Keep sealed bytes and return their name; they are on the disk when this returns."""
        name = hashlib.sha256(sealed).hexdigest()
        write_durably(self.objects / name, sealed)
        return name

    def kept(self) -> set[str]:
        """Return the names of all objects, without what an interrupted writing left."""
        return {path.name for path in self.objects.iterdir() if not path.name.endswith(UNFINISHED)}


def write_durably(path: Path, data: bytes) -> None:
    """Write a file under another name, force it to the disk, then give it its name: whole or not at all."""
    part = path.with_name(f"{path.name[:16]}-{secrets.token_hex(4)}{UNFINISHED}")
    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:  # an interruption too must leave no half file
        part.unlink(missing_ok=True)
        raise
    sync_directory(path.parent)


def sync_directory(path: Path) -> None:
    """Force the names in a directory to the disk, where the system can do that."""
    if os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

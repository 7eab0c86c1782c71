"""The casebook: an encrypted folder that keeps sources, what was read in them and who decided what.

Importing this is cheap: Django starts when a casebook is first made or opened.
"""

import importlib
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from svidok.casebook.anchoring import Added, Kept
    from svidok.casebook.partner import Cosigned
    from svidok.casebook.report import Held, Report
    from svidok.casebook.store import Casebook

__all__ = [
    "add_signatures",
    "cosign_file",
    "create",
    "keep_reply",
    "new_partner_key",
    "open_casebook",
    "partner_of",
    "public_line",
    "stamp_query",
    "verify_folder",
]


def create(folder: Path, passphrase: str, *, coder: str, now: datetime | None = None) -> "Casebook":
    """Make a casebook in a folder that does not exist or is empty, and return it open.

    `coder` is the id under which this person decides, and no name. Raises CasebookThere, PassphraseTooShort.
    Nothing is left behind when it fails, and nothing but ciphertext, the sealed key and a README is ever written.
    """
    make = cast("Callable[..., Casebook]", _opening().create)
    return make(folder, passphrase, coder=coder, now=now)


def open_casebook(folder: Path, passphrase: str) -> "Casebook":
    """Open a casebook; use it as a context manager. Raises NoCasebook, WrongPassphrase, StoreRefused, CasebookBusy."""
    make = cast("Callable[..., Casebook]", _opening().open_casebook)
    return make(folder, passphrase)


def verify_folder(folder: Path, passphrase: str, held: "Sequence[Held]" = ()) -> "Report":
    """Open and verify a casebook, and report also what kept it from being opened; raises nothing of that kind.

    `held` are checkpoints and roots that were kept elsewhere (`svidok.casebook.report.Held`).
    """
    make = cast("Callable[..., Report]", _opening().verify_folder)
    return make(folder, passphrase, held)


def add_signatures(folder: Path, data: bytes, partners: Mapping[str, bytes]) -> "Added":
    """Add what a partner signed to the folder's own checkpoint (`svidok.casebook.anchoring`); needs no passphrase.

    Raises NoCasebook, CheckpointRefused.
    """
    make = cast("Callable[..., Added]", _later("anchoring").add_to)
    return make(folder, data, partners)


def keep_reply(folder: Path, data: bytes, pem: bytes = b"") -> "Kept":
    """Keep a time-stamping authority's reply (`svidok.casebook.anchoring`); needs no passphrase.

    Raises NoCasebook, StampRefused, StampUnread.
    """
    return cast("Callable[..., Kept]", _later("anchoring").keep_reply)(folder, data, pem)


def stamp_query(text: str) -> bytes:
    """Return the query for a time stamp over a checkpoint's text (`svidok.ledger.stamping`)."""
    return cast("Callable[[str], bytes]", _later("anchoring").query)(text)


def partner_of(line: str) -> tuple[str, bytes]:
    """Return a partner's name and public key from the line NAME=HEX; raises PartnerUnclear."""
    return cast("Callable[[str], tuple[str, bytes]]", _later("anchoring").partner)(line)


def new_partner_key(path: Path, name: str, passphrase: str) -> str:
    """Write a partner's new key file and return the public line NAME=HEX. Raises FileThere, PassphraseTooShort."""
    return cast("Callable[..., str]", _later("partner").new_key)(path, name, passphrase)


def public_line(path: Path, name: str, passphrase: str) -> str:
    """Return the public line NAME=HEX of a partner's key file. Raises WrongPassphrase, KeyFileBroken."""
    return cast("Callable[..., str]", _later("partner").public_line)(path, name, passphrase)


def cosign_file(
    file: Path,
    key: Path,
    name: str,
    passphrase: str,
    *,
    seconds: int,
    held: Path | None = None,
    strands: Path | None = None,
) -> "Cosigned":
    """Look at a checkpoint's file as a partner and add a cosignature to it, at a time in Unix seconds.

    `held` is an earlier checkpoint, `strands` an export. Raises CosigningRefused, CheckpointRefused, ExportRefused.
    """
    make = cast("Callable[..., Cosigned]", _later("partner").cosign_file)
    return make(file, key, name, passphrase, seconds=seconds, held=held, strands=strands)


def _opening() -> ModuleType:
    return _later("opening")


def _later(name: str) -> ModuleType:
    # imports that wait: Django and the cryptography take longer to start than most commands that need neither
    return importlib.import_module(f"svidok.casebook.{name}")

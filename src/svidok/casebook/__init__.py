"""The casebook: an encrypted folder that keeps sources, what was read in them and who decided what.

Importing this is cheap: Django starts when a casebook is first made or opened.
"""

import importlib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from svidok.casebook.report import Held, Report
    from svidok.casebook.store import Casebook

__all__ = ["create", "open_casebook", "verify_folder"]


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


def _opening() -> ModuleType:
    # the one import that waits: it starts Django, which takes longer than most commands that need no casebook
    return importlib.import_module("svidok.casebook.opening")

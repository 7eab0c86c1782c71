"""Every error that a person at the keyboard can put right.

Each class has a code that stays for ever, says what happened, what to do and whether anything changed. The
facts in it are ids, names of files that the person gave, and positions: never words of a source, since an error
ends up in logs and screenshots. `docs/errors.md` lists them all, and a test compares the two lists.
"""

from typing import ClassVar


class SvidokError(Exception):
    """Something the person at the keyboard can put right.

    >>> print(UnknownCode(code="health.insuline", near="health.insulin"))
    SV201: the codebook has no code health.insuline
      do: use health.insulin, or see `svidok codebook show`; nothing has been changed
    """

    code: ClassVar[str] = "SV000"
    say: ClassVar[str] = "something went wrong"
    do: ClassVar[str] = "report this with the code; nothing has been changed"

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        self.said = self.say.format(**facts)
        self.todo = self.do.format(**facts)
        super().__init__(f"{self.code}: {self.said}\n  do: {self.todo}")


# sealing: SV100-SV119


class WrongPassphrase(SvidokError):
    """A key file that this passphrase does not open; a damaged key file looks the same, on purpose."""

    code = "SV100"
    say = "the passphrase does not open the key file"
    do = "check the keyboard layout and try again, or use a backup of the key file; nothing has been changed"


class KeyFileBroken(SvidokError):
    """A key file that is not one, or asks for more or less work than a reader accepts."""

    code = "SV101"
    say = "the key file cannot be read: {why}"
    do = "use a backup of the key file; nothing has been changed"


class PassphraseTooShort(SvidokError):
    """A passphrase that no key derivation could make safe."""

    code = "SV102"
    say = "the passphrase has fewer than {least} characters"
    do = "choose five or more words that belong to no saying; nothing has been changed"


class BoxRefused(SvidokError):
    """A box that this key and this context do not open: wrong key, wrong place, or changed bytes."""

    code = "SV103"
    say = "a sealed box of {size} bytes cannot be opened: {why}"
    do = "run `svidok verify` to see whether it was damaged; nothing has been changed"


# ledger: SV120-SV139


class HeaderRefused(SvidokError):
    """A ledger header that is not one of `docs/format.md`."""

    code = "SV120"
    say = "a ledger header is refused: {why}"
    do = "run `svidok verify` to see which entry it is; nothing has been changed"


class PayloadRefused(SvidokError):
    """A payload that has no canonical form, so that no signature over it would last."""

    code = "SV121"
    say = "a payload of kind {kind} cannot be written: {why}"
    do = "report this with the code; nothing has been changed"


class CommitmentWrong(SvidokError):
    """A payload that opens and is not the one its writer signed for."""

    code = "SV122"
    say = "the payload of entry {seq} of device {device} is not what its header commits to"
    do = "run `svidok verify`, and keep the file as it is: this does not happen by accident"


class StrandBroken(SvidokError):
    """An entry that does not follow the one before it on its device's strand."""

    code = "SV123"
    say = "entry {seq} does not follow entry {after} on the strand of device {device}: {why}"
    do = "open the casebook again; if it stays so, run `svidok verify`; nothing has been changed"


# codebook: SV200-SV219


class UnknownCode(SvidokError):
    """A code that the codebook does not have."""

    code = "SV201"
    say = "the codebook has no code {code}"
    do = "use {near}, or see `svidok codebook show`; nothing has been changed"


class CodebookBroken(SvidokError):
    """A codebook page that cannot be read."""

    code = "SV202"
    say = "the codebook page {page} cannot be read: {why}"
    do = "mend the page and run `svidok codebook check`; nothing has been changed"

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

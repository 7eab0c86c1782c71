"""What every error of svidok is."""

from typing import ClassVar


class SvidokError(Exception):
    """Something the person at the keyboard can put right.

    >>> from svidok.errors import UnknownCode
    >>> print(UnknownCode(code="health.insuline", near="health.insulin"))
    SV201: the codebook has no code health.insuline
      do: use health.insulin, or see `svidok codebook show`; nothing has been changed
    """

    code: ClassVar[str] = "SV000"
    say: ClassVar[str] = "something went wrong"
    do: ClassVar[str] = "report this with the code; nothing has been changed"

    def __init_subclass__(cls) -> None:
        # named as people import them, whichever page they stand on
        cls.__module__ = "svidok.errors"

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        self.said = self.say.format(**facts)
        self.todo = self.do.format(**facts)
        super().__init__(f"{self.code}: {self.said}\n  do: {self.todo}")

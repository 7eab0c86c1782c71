"""Errors of the codebook and of its patterns."""

from svidok.errors.base import SvidokError

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


# language: SV320-SV329


class PatternRefused(SvidokError):
    """A pattern of the codebook that does not follow the grammar of patterns."""

    code = "SV320"
    say = "the pattern {pattern} is refused: {why}"
    do = "mend it on its codebook page and run `svidok codebook check`; nothing has been changed"

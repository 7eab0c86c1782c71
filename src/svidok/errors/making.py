"""Errors of what is made for others: releases, masks, findings, reports."""

from svidok.errors.base import SvidokError

# release: SV500-SV519


class PolicyRefused(SvidokError):
    """A release policy of the codebook that allows what must never leave, or cannot be read."""

    code = "SV500"
    say = "the release policy for {audience} is refused at {key}"
    do = "mend the page `release` of the codebook; nothing has been released and nothing has been changed"


class CellExposed(SvidokError):
    """A hidden cell that could be worked out from what a table shows."""

    code = "SV501"
    say = "table {table} would let row {row}, column {column} be worked out too closely"
    do = "report this with the code; nothing has been released and nothing has been changed"


# masking: SV540-SV549


class MaskingPageBroken(SvidokError):
    """A codebook without a section that masking cannot do without."""

    code = "SV540"
    say = "the codebook page `masking` has no section {section}"
    do = "mend the page and run `svidok codebook check`; nothing has been masked and nothing has been changed"


# qualify: SV600-SV619


class StatementMissing(SvidokError):
    """An incident that names a statement which was not handed over with it."""

    code = "SV600"
    say = "incident {incident} names statement {statement}, which is not there"
    do = "run `svidok rebuild`; if it stays so, report this with the code; nothing has been changed"


class WindowUnreadable(SvidokError):
    """An occupation window whose dates cannot be read."""

    code = "SV601"
    say = "the occupation window {window} has a date that cannot be read"
    do = "write its dates as EDTF in the codebook and run `svidok codebook check`; nothing has been changed"


class NormUnreadable(SvidokError):
    """An element of a norm that lacks its id or has an unknown kind or date."""

    code = "SV602"
    say = "element {element} of norm {norm} cannot be read"
    do = "mend the element in the codebook and run `svidok codebook check`; nothing has been changed"


# publish: SV700-SV719


class ReportLanguageUnknown(SvidokError):
    """A language that the report has no words in."""

    code = "SV700"
    say = "there is no report in the language {lang}"
    do = "choose uk, ru or en; nothing has been written"


class CountWithoutIncidents(SvidokError):
    """A draft in which a number does not lead to as many incidents as it says."""

    code = "SV701"
    say = "table {table} says {count} in one cell, and {found} incidents stand behind it (row {row}, column {column})"
    do = "report this with the code; nothing has been written"


class TextsInRelease(SvidokError):
    """A release for others that carries whole source texts, which only a draft may hold."""

    code = "SV702"
    say = "the release for {audience} carries {texts} source texts"
    do = "make the release anew with `svidok release`; nothing has been written"


class QuotationNotThere(SvidokError):
    """A quotation of a draft that its source text does not hold."""

    code = "SV703"
    say = "a quotation ({where}) is not in the text of source {source}"
    do = "run `svidok rebuild`; if it stays so, report this with the code; nothing has been written"

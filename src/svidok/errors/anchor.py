"""Errors of anchors: what a partner or a time-stamping authority signs, or refuses to sign."""

from svidok.errors.base import SvidokError

# anchors: SV127-SV129, and SV478 and SV479 of the command line. `why` comes from fixed lists, `name` is a file name
# that the person gave or one of the casebook's folder.


class StampRefused(SvidokError):
    """A time stamp, or a root certificate, that vouches for no checkpoint of this casebook."""

    code = "SV127"
    say = "a time stamp is refused: {why}"
    do = "ask this authority or another one again with the same query; nothing has been changed"


class StampUnread(SvidokError):
    """A reply of a time-stamping authority that the strict parser does not accept; it may be good all the same."""

    code = "SV128"
    say = "a time stamp cannot be read; the reply is kept as it came, as checkpoints/{name}, and anchors nothing"
    do = "ask the next authority with the same query, or check it with `openssl ts`; nothing else has been changed"


class ExportRefused(SvidokError):
    """A file that is no export of strands, or one whose entries are damaged."""

    code = "SV129"
    say = "an export of strands is refused: {why}"
    do = "ask for it again, made with `svidok export --strands`; nothing has been changed"


class CosigningRefused(SvidokError):
    """A checkpoint that a partner must not sign, since it does not hold all that was seen before."""

    code = "SV478"
    say = "the checkpoint is not cosigned: {why}"
    do = "ask the team what happened, and keep both files; nothing has been changed"


class PartnerUnclear(SvidokError):
    """A partner's public line or name that has another form."""

    code = "SV479"
    say = "a partner is not named as NAME=HEX: {why}"
    do = "give the line as `svidok cosign --key` prints it to the partner; nothing has been changed"

"""Errors of keeping: keys, boxes, the ledger, and files from strangers."""

from svidok.errors.base import SvidokError

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
    do = "run `svidok verify`; nothing has been changed, and this does not happen by accident"


class StrandBroken(SvidokError):
    """An entry that does not follow the one before it on its device's strand."""

    code = "SV123"
    say = "entry {seq} does not follow entry {after} on the strand of device {device}: {why}"
    do = "open the casebook again; if it stays so, run `svidok verify`; nothing has been changed"


class NoteRefused(SvidokError):
    """A signed note that is not one, or whose signature by a known name is wrong."""

    code = "SV124"
    say = "a signed note is refused: {why}"
    do = "ask for it again from where it is kept; nothing has been changed"


class CheckpointRefused(SvidokError):
    """A checkpoint that says nothing one could check a casebook against."""

    code = "SV125"
    say = "a checkpoint is refused: {why}"
    do = "use the file as it was handed out, or another checkpoint; nothing has been changed"


class CheckpointLost(SvidokError):
    """A casebook that no longer holds all that one of its own checkpoints stands for: none may be made over it."""

    code = "SV126"
    say = "checkpoint {number} is not held: the strand of device {device} should have {size} entries; {why}"
    do = "run `svidok verify`, then look for a whole copy of the casebook; nothing has been changed"


# preserve and its parser process: SV220-SV259. `name` is a file name as `shown` prints it; `why`, `looks` and
# `limit` come from fixed lists, so that no parser can put words of a source here.


class FileEmpty(SvidokError):
    """A file without a single byte."""

    code = "SV220"
    say = "{name} is empty"
    do = "check that it was copied completely; nothing has been changed"


class FormatUnknown(SvidokError):
    """A file whose content is of no kind that this program reads."""

    code = "SV221"
    say = "{name} cannot be read: it looks like {looks}"
    do = "save it as .docx, .pdf, .html or plain text in the program it comes from; nothing has been changed"


class FileLocked(SvidokError):
    """A file that asks for a password or is encrypted."""

    code = "SV222"
    say = "{name} is protected by a password or encrypted"
    do = "open it with its password and save a copy without one; keep the original too; nothing has been changed"


class FileDamaged(SvidokError):
    """A file that is not what its first bytes promise."""

    code = "SV223"
    say = "{name} is damaged: {why}"
    do = "fetch it again from where it came, or open and save it in its own program; nothing has been changed"


class FileTooLarge(SvidokError):
    """A file with more of something than a reader accepts."""

    code = "SV224"
    say = "{name} has more than {most} {unit}"
    do = "divide it into parts and bring in each; nothing has been changed"


class TextMissing(SvidokError):
    """A file that opens and holds no text, as a scan does."""

    code = "SV225"
    say = "{name} holds no text, only pictures or nothing at all"
    do = "type the text in, or recognise it with another program and check every word; nothing has been changed"


class BombRefused(SvidokError):
    """A small file that would unpack to a huge one."""

    code = "SV226"
    say = "{name} would unpack to {times} times its size"
    do = "do not open it on this machine; ask the sender how it was made; nothing has been changed"


class EncodingUnclear(SvidokError):
    """A text whose bytes stand for letters in no encoding that can be told for sure."""

    code = "SV227"
    say = "the text of {name} is not UTF-8 from byte {at} on, and its encoding cannot be told for sure"
    do = "save it as UTF-8 in the program it comes from; nothing has been changed"


class ParserStopped(SvidokError):
    """A parser process that reached one of its limits, or broke down; the file may be hostile."""

    code = "SV230"
    say = "reading {name} was stopped: {limit}"
    do = "if you trust the file, save it anew in its own program and try again; nothing has been changed"


class ParserMissing(SvidokError):
    """A parser process that could not be started."""

    code = "SV231"
    say = "the separate process that reads files could not be started ({why})"
    do = "close other programs and try again; nothing has been changed"


class FileMissing(SvidokError):
    """A path that leads to no readable file."""

    code = "SV232"
    say = "there is no readable file {name}"
    do = "check the path; nothing has been changed"

"""Errors of the command line."""

from svidok.errors.base import SvidokError

# command line: SV460-SV499


class PassphraseMissing(SvidokError):
    """No way was given to learn the passphrase, and nobody sits at a terminal who could be asked."""

    code = "SV460"
    say = "there is no terminal to ask for the passphrase"
    do = "give it with --passphrase-fd or --key-file, never as an argument; nothing has been changed"


class PassphrasesDiffer(SvidokError):
    """A new passphrase that was typed differently the second time."""

    code = "SV461"
    say = "the two passphrases are not the same"
    do = "type the same one twice; nothing has been changed"


class SecretOpen(SvidokError):
    """A file with a passphrase that others on this machine can read."""

    code = "SV462"
    say = "the file {file} with the passphrase can be read by others on this machine"
    do = "run `chmod 600 {file}`, and choose another passphrase if others may have read it; nothing has been changed"


class SecretUnreadable(SvidokError):
    """A file or descriptor that yields no passphrase."""

    code = "SV463"
    say = "no passphrase can be read from {where}: {why}"
    do = "put it there as one line of UTF-8; nothing has been changed"


class CoderRefused(SvidokError):
    """A coder id that is none, or is the program's own."""

    code = "SV464"
    say = "this cannot be the id of a person who decides"
    do = "use up to 32 small letters, digits, dots and hyphens, such as o.k, and no name; nothing has been changed"


class SourceNotFound(SvidokError):
    """Something typed that names no source of the casebook."""

    code = "SV465"
    say = "no source has this file name or an id that begins so: {typed}"
    do = "see `svidok preserve FOLDER --list`; nothing has been changed"


class SourceUnclear(SvidokError):
    """A file name or the beginning of an id that several sources share."""

    code = "SV466"
    say = "{count} sources are called {typed} or have an id that begins so"
    do = "type more of the id, see `svidok preserve FOLDER --list`; nothing has been changed"


class ProposalNotFound(SvidokError):
    """A reference to a statement that is not there."""

    code = "SV467"
    say = "there is no statement {typed}"
    do = "see `svidok review list FOLDER`; nothing has been changed"


class SettingUnclear(SvidokError):
    """A value that was not given as slot=value."""

    code = "SV468"
    say = "value {number} of {option} is not of the form {form}"
    do = "write it so, in quotes when it holds spaces; nothing has been changed"


class DateUnclear(SvidokError):
    """A date that is not written as EDTF."""

    code = "SV469"
    say = "the date given for {what} cannot be read"
    do = "write it as 2024, 2024-03, 2024-03-17 or 2023/2024; nothing has been changed"


class NotVerified(SvidokError):
    """A casebook that is damaged, so that nothing may be published from it."""

    code = "SV470"
    say = "nothing is published from a casebook that is damaged: {count} things are wrong"
    do = "run `svidok verify` to see which; nothing has been written"


class ReleaseThere(SvidokError):
    """A folder that holds a release for another audience."""

    code = "SV475"
    say = "the folder {folder} holds {release}"
    do = "choose another folder, so that nothing withheld lies beside what may leave; nothing has been written"


class NotReadable(SvidokError):
    """A file or folder that the system does not let us read or write."""

    code = "SV476"
    say = "the system refused: {why}"
    do = (
        "check the path, the free space and who may write there; nothing but what was named as written has been changed"
    )


class FileThere(SvidokError):
    """A file that would be overwritten."""

    code = "SV471"
    say = "there is a file {name} already"
    do = "choose another name, or remove it; nothing has been written"


class NothingKept(SvidokError):
    """A call that names no file."""

    code = "SV472"
    say = "no file was named"
    do = "name the files to preserve, or use --list to see those that are there; nothing has been changed"


class LinksOld(SvidokError):
    """Incidents that were linked before the statements were decided about as they now are."""

    code = "SV473"
    say = "the incidents are not those that the statements as they now stand would give"
    do = "run `svidok link`, then `svidok qualify`; nothing has been changed"


class FindingsOld(SvidokError):
    """Findings that were made of other statements, or with another codebook."""

    code = "SV474"
    say = "the findings are not those that the incidents as they now stand would give"
    do = "run `svidok qualify`; nothing has been changed"


class LearnsFromCasebook(SvidokError):
    """A wish to learn where nothing was decided: files hold no decisions."""

    code = "SV477"
    say = "only a casebook holds decisions to learn from"
    do = "name one casebook after `svidok read --learn`; nothing has been changed"

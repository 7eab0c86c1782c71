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


# language: SV320-SV329


class PatternRefused(SvidokError):
    """A pattern of the codebook that does not follow the grammar of patterns."""

    code = "SV320"
    say = "the pattern {pattern} is refused: {why}"
    do = "mend it on its codebook page and run `svidok codebook check`; nothing has been changed"


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


# casebook: SV400-SV429


class CasebookThere(SvidokError):
    """A folder that is not empty cannot become a new casebook."""

    code = "SV400"
    say = "the folder {folder} is not empty"
    do = "name a folder that does not exist yet; nothing has been changed"


class NoCasebook(SvidokError):
    """A folder that lacks a part every casebook has."""

    code = "SV401"
    say = "the folder {folder} is no casebook: {part} is missing"
    do = "check the path, or put the missing file back from a backup; nothing has been changed"


class StoreRefused(SvidokError):
    """A database that the casebook's own key does not open, or in which a page was changed."""

    code = "SV402"
    say = "the encrypted store does not open with this casebook's key, or is damaged"
    do = "keep the folder as it is, work on a copy, and see README.txt in it; nothing has been changed"


class KeyRefused(SvidokError):
    """A database key that is not 64 lower-case hex digits; it is never shown."""

    code = "SV403"
    say = "the key of the encrypted store has not the form it must have"
    do = "report this with the code; nothing has been changed"


class NotOffered(SvidokError):
    """Something Django can do and that would write an open copy of everything."""

    code = "SV404"
    say = "{what} is not offered for a casebook: it would write an open copy of everything"
    do = "use `svidok export`; nothing has been changed"


class CasebookBusy(SvidokError):
    """A casebook that this process has open already."""

    code = "SV405"
    say = "the casebook in {folder} is open already in this program"
    do = "close it first; nothing has been changed"


class SourceUnknown(SvidokError):
    """A source id that the casebook does not have."""

    code = "SV406"
    say = "the casebook has no source {source}"
    do = "see `svidok preserve --list`; nothing has been changed"


class OriginalDamaged(SvidokError):
    """An original that is missing or is not what was preserved."""

    code = "SV407"
    say = "the original of source {source} is damaged: {why}"
    do = "run `svidok verify`; preserve the same file again if you still have it; nothing has been changed"


class NoTextLayer(SvidokError):
    """A source from which no text has been read."""

    code = "SV408"
    say = "source {source} has no text layer"
    do = "its original is safe; read its text first, or type it in; nothing has been changed"


class SpanMisplaced(SvidokError):
    """A statement whose words do not stand where it says, or that belongs to another source."""

    code = "SV409"
    say = "statement {statement} of source {source} quotes words that do not stand at characters {start} to {end}"
    do = "read the source again; nothing has been changed"


class CoderUnknown(SvidokError):
    """A decision by somebody who is no coder of the casebook."""

    code = "SV410"
    say = "the casebook has no coder with the id {coder}"
    do = "check the id, or add the coder first; nothing has been changed"


class StatementUnknown(SvidokError):
    """A decision about a statement that is not there, or that reads otherwise now."""

    code = "SV411"
    say = "the casebook has no statement {statement} that says what the decision is about"
    do = "look at the statement again and decide anew; nothing has been changed"


class KeyringLost(SvidokError):
    """A keyring without the casebook's own key, under which all others lie."""

    code = "SV413"
    say = "the casebook's own key is missing in the store, or does not open"
    do = "keep the folder as it is, and put casebook.db back from a backup; nothing has been changed"


class TimeUnclear(SvidokError):
    """A time without a time zone."""

    code = "SV412"
    say = "a time was given without its time zone"
    do = "give the time zone, as in 2026-03-01T09:30:00Z; nothing has been changed"


# review: SV430-SV459


class QuoteMissing(SvidokError):
    """Quoted words that do not stand in the source."""

    code = "SV430"
    say = "the quoted words do not stand in {source}"
    do = "copy them from the source, with every space and sign; nothing has been changed"


class QuoteAmbiguous(SvidokError):
    """Quoted words that stand in the source more than once."""

    code = "SV431"
    say = "the quoted words stand {count} times in {source}, at characters {positions}"
    do = "quote more of the sentence, or say at which character; nothing has been changed"


class ProgramDecides(SvidokError):
    """A decision in the name of the program, which only proposes, or in nobody's."""

    code = "SV432"
    say = "the decision on {statement} has no person as its coder"
    do = "decide under a coder id of your own; nothing has been changed"


class WordsNeeded(SvidokError):
    """A value without words to read it from."""

    code = "SV433"
    say = "{statement} needs the words from which its new value of {slot} is read"
    do = "quote them exactly as they stand in the source; nothing has been changed"


class SlotUnknown(SvidokError):
    """A correction of something that a statement does not have, or to a value it cannot have."""

    code = "SV434"
    say = "{slot} cannot have this value"
    do = "choose one of: {known}; nothing has been changed"


class NothingCorrected(SvidokError):
    """A correction that changes nothing."""

    code = "SV435"
    say = "the correction of {statement} changes nothing"
    do = "fill in at least one corrected value, or accept the statement; nothing has been changed"


class SettlesOwn(SvidokError):
    """Somebody who would settle a difference in which they take part."""

    code = "SV436"
    say = "{coder} has decided on {statement} already and cannot settle the difference about it"
    do = "let a third person settle it, or change your own decision; nothing has been changed"


class SheetRefused(SvidokError):
    """A file that is not a review sheet of this program."""

    code = "SV440"
    say = "this is not a review sheet: {why}"
    do = "export a new sheet and fill that in; nothing has been changed"


class RowUnknown(SvidokError):
    """A row of another casebook, or of a statement that is not there."""

    code = "SV441"
    say = "row {row} does not belong to this casebook, or its statement is not there"
    do = "export a new sheet from this casebook; nothing of this row has been kept, other rows are read"


class RowChanged(SvidokError):
    """A row whose fixed cells were edited, or were moved apart from its id."""

    code = "SV442"
    say = "in row {row} cells were changed that are not for answers, or cells of another row moved in"
    do = "take the row from a new export and fill it in again; nothing of this row has been kept, other rows are read"


class RowStale(SvidokError):
    """A row that shows a proposal which has been read anew since."""

    code = "SV443"
    say = "row {row} shows a statement that has been read anew since"
    do = "export a new sheet and look at this statement again; nothing of this row has been kept, other rows are read"


class RowTwice(SvidokError):
    """A second row about the same statement."""

    code = "SV444"
    say = "row {row} is about the same statement as row {before}"
    do = "leave one of the two; the earlier row has been read, this one has not been kept"


class AnswerUnclear(SvidokError):
    """A row whose decision is no known word, or whose corrected values and decision do not fit each other."""

    code = "SV445"
    say = "the decision in row {row} is unclear: {why}"
    do = "choose a decision of the list, to correct for corrected values; nothing of this row has been kept"


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

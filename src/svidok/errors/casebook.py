"""Errors of a casebook and of review."""

from svidok.errors.base import SvidokError

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


class SourceErased(SourceUnknown):
    """A source that was erased: nobody can open it any more."""

    code = "SV480"
    say = "source {source} was erased, or what would be kept was made of one that was"
    do = "nothing can bring it back; run `svidok link` again if you were linking; nothing has been changed"


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


class PassageKnown(SvidokError):
    """An answer about a passage that is coded blind already."""

    code = "SV446"
    say = "the passage at characters {start} to {end} of {source} was coded blind before, and the first answer stands"
    do = "use `svidok review add` for what was missed; nothing of this answer has been kept"


class PassageSeen(SvidokError):
    """A blind answer of a person who has decided about a proposal in the same passage."""

    code = "SV447"
    say = "{coder} has decided about a proposal at characters {start} to {end} of {source} and is not blind to it"
    do = "let another person code this passage; nothing of this answer has been kept"


class PassageUnknown(SvidokError):
    """A blind answer about words that are no passage of the blind share."""

    code = "SV448"
    say = "characters {start} to {end} of {source} are not a passage that this casebook drew"
    do = "export a new sheet and fill that in; nothing of this answer has been kept"


class TooFewDecisions(SvidokError):
    """A casebook with too few decisions to learn from."""

    code = "SV449"
    say = "there are {count} decisions about what is now proposed, and at least {least} are needed to learn from"
    do = "go on with `svidok review`, then try again; nothing has been changed"


# erasure: SV480-SV489


class ReasonRefused(SvidokError):
    """A reason that is missing, or that would outlive the source whose words it repeats."""

    code = "SV481"
    say = "this reason cannot be kept: {why}"
    do = "say in your own words why, without names; nothing has been changed"


class ConfirmationMissing(SvidokError):
    """An erasure that nobody is there to confirm."""

    code = "SV482"
    say = "an erasure cannot be undone, and nobody is there to confirm it"
    do = "call it at a terminal, or with --yes; nothing has been changed"

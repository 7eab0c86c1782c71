"""The closed list of what an entry may be.

An entry is kept for what a court or a witness could ask of it: who said this, when, on what basis? Accounts,
drafts, queues and searches are no entries. The list is part of format version 1: fifteen kinds at most, and a
new one needs a new version, so that no reader ever meets a kind it must guess at.
"""

from typing import Final, Literal, get_args

Kind = Literal[
    "casebook.opened",
    "access.changed",
    "source.preserved",
    "text.read",
    "consent.given",
    "consent.withdrawn",
    "statement.proposed",
    "decision.made",
    "incident.linked",
    "finding.made",
    "release.approved",
    "disclosure.made",
    "identity.opened",
    "source.erased",
    "reader.fitted",
]
"""Why these fifteen:

- `casebook.opened`: first entry of a casebook: its id, its first member and device.
- `access.changed`: a member or a device came, got another role, or left; one kind, since "who could write and
  read on that day?" is one question.
- `source.preserved`: bytes received, by whom, from which channel, with their hash.
- `text.read`: a text layer read from the bytes, or why none could be: every derivation is on record.
- `consent.given`, `consent.withdrawn`: apart, so that a withdrawal can never be read as a consent.
- `statement.proposed`: what the program, or a person, read in a source.
- `decision.made`: a person accepted, rejected, corrected, added, split or joined; also settled a disagreement.
- `incident.linked`: statements said, or said no longer, to tell of the same act.
- `finding.made`: an incident set against a norm.
- `release.approved`: what may leave, for which audience, and who agreed.
- `disclosure.made`: copies handed over, to whom and on what basis.
- `identity.opened`: somebody looked up who a person is.
- `source.erased`: a source's key was destroyed, and which copies were not reached.
- `reader.fitted`: the program learnt from decisions how sure it may be, and from which.
"""

KINDS: Final[frozenset[str]] = frozenset(get_args(Kind))


def is_kind(name: str) -> bool:
    """Whether an entry of format version 1 may be of this kind.

    >>> is_kind("decision.made"), is_kind("person.found")
    (True, False)
    """
    return name in KINDS

"""What a verification says: what there is, what is damaged, and how far something held elsewhere vouches for it."""

from dataclasses import dataclass
from typing import Any, Final

ANCHORED, CONSISTENT, DAMAGED, UNCHECKED = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is wrong: what it is, which of them, and why.

    `what` is "entry", "key", "payload", "original", "table", "store" or "checkpoint".
    """

    what: str
    which: str
    why: str


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody kept elsewhere and brings back.

    It is one of: a checkpoint's bytes, its root as it stands on paper, a partner's public key (32 bytes), the root
    certificates (PEM) of time-stamping authorities. `name` is what the report calls it, such as a file's name; of a key
    it is the partner's name.
    """

    name: str
    checkpoint: bytes = b""
    root: str = ""
    partner: bytes = b""
    authority: bytes = b""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A checkpoint that the casebook holds and somebody vouches for: by what, how many entries it stands for, its root.

    `by` is the name of what was kept elsewhere, or who signed; `at` is when that was, "" when nobody says.
    """

    by: str
    entries: int
    root: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification found. `head` is the hash of the last entry.

    `anchors` are the checkpoints from elsewhere, or signed by a known partner or authority, that are held; `anchored`
    is how many entries at least one of them stands for. `checkpoints` counts those in the casebook's own folder: they
    were checked, and by themselves anchor nothing, since who puts back the folder puts them back with it. `notes` are
    remarks that are no damage. `unchecked` says why nothing could be checked, "" when it could.
    """

    entries: int = 0
    sources: int = 0
    head: str = ""
    damage: tuple[Damage, ...] = ()
    notes: tuple[str, ...] = ()
    unchecked: str = ""
    anchors: tuple[Anchor, ...] = ()
    anchored: int = 0
    checkpoints: int = 0

    @property
    def exit_code(self) -> int:
        """0 whole and anchored to its last entry, 1 whole and not so, 2 damaged, 3 cannot be checked.

        >>> Report().exit_code, Report(unchecked="SV100").exit_code, Report(entries=2, anchored=2).exit_code
        (1, 3, 0)
        """
        if self.unchecked:
            return UNCHECKED
        if self.damage:
            return DAMAGED
        return ANCHORED if self.anchored and self.anchored == self.entries else CONSISTENT

    def say(self) -> str:
        """Say it in lines for a person; ids, numbers and hashes only.

        >>> Report(entries=3, sources=1).say()
        'consistent up to 3, not anchored (sources 1)'
        >>> Report(entries=3, sources=1, anchors=(Anchor("may.txt", 2, "a" * 44),), anchored=2).say()
        'consistent up to 3, anchored up to 2 by may.txt (sources 1)'
        """
        if self.unchecked:
            return f"cannot be checked: {self.unchecked}"
        if self.damage:
            first = f"damaged (entries {self.entries}, sources {self.sources})"
        else:
            first = f"consistent up to {self.entries}, {self._anchored()} (sources {self.sources})"
        named = [f"{one.what} {one.which}: {one.why}" for one in self.damage]
        return "\n".join([first, *named, *(f"note: {note}" for note in self.notes)])

    def _anchored(self) -> str:
        if not self.anchors:
            return "not anchored"
        furthest = max(self.anchors, key=lambda anchor: (anchor.entries, anchor.at))
        more = f" and {len(self.anchors) - 1} more" if len(self.anchors) > 1 else ""
        at = f" at {furthest.at}" if furthest.at else ""
        return f"anchored up to {self.anchored}{at} by {furthest.by}{more}"

    def to_plain(self) -> dict[str, Any]:
        """Return the report as plain values.

        >>> Report(entries=3).to_plain()["entries"]
        3
        """
        return {
            "entries": self.entries,
            "sources": self.sources,
            "head": self.head,
            "damage": [{"what": one.what, "which": one.which, "why": one.why} for one in self.damage],
            "notes": list(self.notes),
            "unchecked": self.unchecked,
            "checkpoints": self.checkpoints,
            "anchors": [{"by": one.by, "at": one.at, "entries": one.entries, "root": one.root} for one in self.anchors],
            "anchored_entries": self.anchored,
            "anchored": self.exit_code == ANCHORED,
            "exit_code": self.exit_code,
        }


STORE_DAMAGED: Final = Damage("store", "casebook.db", "it cannot be read to its end")

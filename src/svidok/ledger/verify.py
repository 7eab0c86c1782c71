"""Finding damage: every entry that is not as it was signed, or not where it was signed to be, is named.

A chain alone proves little: entries cut from its end, or a whole casebook put back to an earlier day, leave it
whole. What shows that is a checkpoint held elsewhere (`checkpoint`), so a report on one strand by itself says "not
anchored" and never "complete".

Nothing in a header is believed before its signature holds. An entry that is not believed takes one place in the
strand, and the entries around it are judged as if something stood there: one changed bit names one entry.
"""

import hashlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from svidok.ledger.entry import LABEL, Sealed, entry_hash
from svidok.ledger.header import NOT_CANONICAL, NOTHING_BEFORE, UNKNOWN_KIND, Header, look
from svidok.ledger.places import absent, rising
from svidok.ledger.strand import goes_back
from svidok.sealing.keys import key_id
from svidok.sealing.signing import verify

What = Literal[
    "header unreadable",
    "header not canonical",
    "kind unknown",
    "device unknown",
    "signature wrong",
    "hash wrong",
    "payload missing",
    "payload changed",
    "other casebook",
    "other device",
    "entries missing before",
    "out of order",
    "duplicate",
    "fork",
    "chain broken",
    "seen less than before",
]
"""What can be wrong with an entry.

`hash wrong`: the hash kept beside the entry is not that of its bytes. `fork`: the device signed two entries with
one number; both must be kept and a person decides. `device unknown`: the signature cannot be checked, since no
key was given for the device or the key does not fit its id.
"""

_FAULTS: Final[Mapping[str, What]] = {NOT_CANONICAL: "header not canonical", UNKNOWN_KIND: "kind unknown"}


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing wrong with one entry.

    `position` counts the entries as they were given, from 0. `hash` names the entry as it is now. `seq` is what
    its header says, None when the header cannot be believed.
    """

    position: int
    seq: int | None
    hash: str
    what: What


@dataclass(frozen=True, slots=True)
class Report:
    """What a verification found. `consistent` counts the entries from the start before the first damaged one.

    `device` and `head` are those of the strand as far as it can be believed, "" when it cannot at all. `clock_back`
    are the numbers of entries whose clock, though synced, stands before that of the entry before: a remark, no
    damage.
    """

    entries: int
    consistent: int
    damage: tuple[Damage, ...]
    device: str
    head: str
    clock_back: tuple[int, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is damaged; this is not to say that nothing is missing at the end.

        >>> Report(0, 0, (), "", "").sound
        True
        """
        return not self.damage

    @property
    def exit_code(self) -> int:
        """The exit status promised to scripts: 1 consistent and not anchored, 2 damaged, 3 cannot be checked.

        0 is kept for strands that a checkpoint held elsewhere anchors.

        >>> Report(0, 0, (), "", "").exit_code
        1
        """
        if self.sound:
            return 1
        return 3 if all(damage.what == "device unknown" for damage in self.damage) else 2

    def say(self) -> str:
        """Say it in one line; ids and numbers only.

        >>> Report(17, 17, (), "d" * 32, "0" * 64).say()
        'consistent up to entry 17 of 17, not anchored'
        """
        said = f"consistent up to entry {self.consistent} of {self.entries}, not anchored"
        found = "; ".join(f"at {damage.position + 1}: {damage.what}" for damage in self.damage)
        return f"{said}; {found}" if found else said


@dataclass(frozen=True, slots=True)
class _Seen:
    """An entry after the checks that need no other entry; `header` is None when it is not believed."""

    header: Header | None
    hash: str
    wrong: tuple[What, ...]


def verify_strand(entries: Iterable[Sealed], devices: Mapping[str, bytes]) -> Report:
    """Check the entries of one device, in the order in which they are kept.

    `devices` maps key ids to public keys (32 bytes) of those who may write. Never raises for what stands in an entry.
    Nothing is opened, so no key to a source is needed: who may not read can still check.

    >>> verify_strand([Sealed(b"{}", b"", b"", "")], {}).damage[0].what
    'header unreadable'
    """
    trusted = {device: public for device, public in devices.items() if key_id(public) == device}
    looked = [_look_alone(entry, trusted) for entry in entries]
    wrong = [list(one.wrong) for one in looked]
    believed = _of_one_strand(looked, wrong)
    _check_places(looked, believed, wrong)
    _check_links(looked, believed, wrong)
    damage = tuple(
        Damage(at, one.header.seq if one.header else None, one.hash, what)
        for at, one in enumerate(looked)
        for what in wrong[at]
    )
    last = max(believed, key=lambda at: believed[at].seq, default=None)
    return Report(
        entries=len(looked),
        consistent=damage[0].position if damage else len(looked),
        damage=damage,
        device="" if last is None else believed[last].device,
        head="" if last is None else looked[last].hash,
        clock_back=_clock_back(list(believed.values())),
    )


def _look_alone(entry: Sealed, trusted: Mapping[str, bytes]) -> _Seen:
    found = entry_hash(entry.header, entry.signature)
    header, fault = look(entry.header)
    if header is None:
        return _Seen(None, found, ("header unreadable",))
    public = trusted.get(header.device)
    if public is None:
        return _Seen(None, found, ("device unknown",))
    if not verify(public, LABEL, entry.header, entry.signature):
        return _Seen(None, found, ("signature wrong",))
    wrong: list[What] = []
    if fault:
        wrong.append(_FAULTS[fault])
    if entry.hash != found:
        wrong.append("hash wrong")
    if not entry.box:
        wrong.append("payload missing")
    elif len(entry.box) != header.box_size or hashlib.sha256(entry.box).hexdigest() != header.box_hash:
        wrong.append("payload changed")
    return _Seen(header, found, tuple(wrong))


def _of_one_strand(looked: Sequence[_Seen], wrong: list[list[What]]) -> dict[int, Header]:
    """Return the believed headers by position, without those that some other strand lost here."""
    believed = {at: one.header for at, one in enumerate(looked) if one.header is not None}
    count = Counter((header.casebook, header.device) for header in believed.values())
    casebook, device = count.most_common(1)[0][0] if count else ("", "")
    for at, header in list(believed.items()):
        if (header.casebook, header.device) != (casebook, device):
            wrong[at].append("other casebook" if header.casebook != casebook else "other device")
            del believed[at]
    return believed


def _check_places(looked: Sequence[_Seen], believed: Mapping[int, Header], wrong: list[list[What]]) -> None:
    first: dict[int, int] = {}  # number -> where it stands first
    for at, header in believed.items():
        if header.seq in first:
            _name_twin(looked, first[header.seq], at, wrong)
        else:
            first[header.seq] = at
    numbers, places = list(first), list(first.values())
    in_order = rising(numbers)
    for index in set(range(len(numbers))).difference(in_order):
        wrong[places[index]].append("out of order")
    ordered, doubted = sorted(numbers), [at for at in range(len(looked)) if at not in believed]
    last_number, last_place = 0, -1
    for index in in_order:
        number, place = numbers[index], places[index]
        in_between = bisect_left(doubted, place) - bisect_left(doubted, last_place)
        if absent(ordered, last_number, number) > in_between:
            wrong[place].append("entries missing before")
        last_number, last_place = number, place


def _name_twin(looked: Sequence[_Seen], first: int, second: int, wrong: list[list[What]]) -> None:
    if looked[first].hash == looked[second].hash:
        wrong[second].append("duplicate")
    else:  # nobody can tell which of the two is the false one
        wrong[second].append("fork")
        if "fork" not in wrong[first]:
            wrong[first].append("fork")


def _check_links(looked: Sequence[_Seen], believed: Mapping[int, Header], wrong: list[list[What]]) -> None:
    before: dict[int, dict[str, Header]] = {}  # number -> the entries with the number before, by hash
    for at, header in believed.items():
        before.setdefault(header.seq + 1, {})[looked[at].hash] = header
    for at, header in believed.items():
        if header.seq == 1:
            if header.prev != NOTHING_BEFORE:
                wrong[at].append("chain broken")
            continue
        parents = before.get(header.seq)
        if parents is None:  # the gap, or what stands in it, has been named
            continue
        if header.prev not in parents:
            wrong[at].append("chain broken")
        elif goes_back(parents[header.prev].seen, header.seen):
            wrong[at].append("seen less than before")


def _clock_back(headers: Sequence[Header]) -> tuple[int, ...]:
    return tuple(
        after.seq
        for before, after in pairwise(headers)
        if before.clock == after.clock == "synced" and after.at < before.at
    )

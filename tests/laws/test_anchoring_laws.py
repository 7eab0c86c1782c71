"""Harm by somebody who has the keys, drawn by chance: against a checkpoint all of it is found, where it harms what is held.

`SVIDOK_HARMS` says how many are drawn.
"""

import os
import random
from collections.abc import Callable

from tests.laws.strands import DEVICES, KEYS, numbered, strand

from svidok.ledger.checkpoint import Top, made, missing
from svidok.ledger.entry import Sealed
from svidok.ledger.tree import root_of
from svidok.ledger.verify import verify_strand

HARMS = int(os.environ.get("SVIDOK_HARMS", "500"))
SIZE = 24
Harm = Callable[[list[Sealed], random.Random], list[Sealed]]


def cut(entries: list[Sealed], dice: random.Random) -> list[Sealed]:
    return entries[: dice.randrange(len(entries))]


def fork(entries: list[Sealed], dice: random.Random) -> list[Sealed]:
    """Put back to an earlier day and written on by the device itself, with signatures and chain all right."""
    at = dice.randrange(1, len(entries))
    written = [{"n": number} for number in range(at)] + [{"n": -number} for number in range(dice.randrange(1, SIZE))]
    return strand(written)


def dropped(entries: list[Sealed], dice: random.Random) -> list[Sealed]:
    at = dice.randrange(len(entries))
    return entries[:at] + entries[at + 1 :]


def swapped(entries: list[Sealed], dice: random.Random) -> list[Sealed]:
    one, two = dice.sample(range(len(entries)), 2)
    changed = list(entries)
    changed[one], changed[two] = changed[two], changed[one]
    return changed


def doubled(entries: list[Sealed], dice: random.Random) -> list[Sealed]:
    at = dice.randrange(len(entries))
    return [*entries[: at + 1], *entries[at:]]


WAYS: tuple[Harm, ...] = (cut, fork, dropped, swapped, doubled)
INVISIBLE = (cut, fork)  # to the chain


def leaves(entries: list[Sealed]) -> list[bytes]:
    return [bytes.fromhex(one.hash) for one in entries]


def test_all_harm_to_what_is_held_is_found_and_named() -> None:
    dice, seen = random.Random(4), dict.fromkeys(WAYS, 0)
    whole = numbered(SIZE)  # salts are random: every strand has hashes of its own
    for _ in range(HARMS):
        way = dice.choice(WAYS)
        size = dice.randrange(1, SIZE + 1)
        held = made("c" * 32, [Top(KEYS.key_id, size, root_of(leaves(whole[:size])))], KEYS)
        harmed = way(list(whole), dice)
        lost = missing(held, {KEYS.key_id: leaves(harmed)})
        touched = leaves(harmed)[:size] != leaves(whole)[:size]
        assert bool(lost) == touched, way.__name__
        assert all((one.device, one.size) == (KEYS.key_id, size) for one in lost)
        sound = verify_strand(harmed, DEVICES).sound
        assert sound == (way in INVISIBLE or harmed == whole[: len(harmed)])
        seen[way] += touched
    assert all(seen.values())

"""Laws of checkpoints: what was held cannot be cut, changed or swapped unseen, and notes gain signatures unharmed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svidok.errors import CheckpointRefused, NoteRefused
from svidok.ledger import note as notes
from svidok.ledger.checkpoint import Checkpoint, Top, made, missing, parsed, signer
from svidok.ledger.note import Note
from svidok.ledger.tree import root_of
from svidok.sealing.keys import DeviceKeys, derive, new_device_secret

CASEBOOK = "c" * 32
KEYS, PARTNER = derive(bytes(32)), derive(bytes(31) + b"\x01")
LEAF = st.binary(min_size=32, max_size=32)
STRANDS = st.dictionaries(
    st.text("0123456789abcdef", min_size=32, max_size=32),
    st.lists(LEAF, min_size=1, max_size=8),
    min_size=1,
    max_size=4,
)


def checkpoint(strands: dict[str, list[bytes]], keys: DeviceKeys = KEYS) -> Checkpoint:
    return made(CASEBOOK, [Top(device, len(some), root_of(some)) for device, some in strands.items()], keys)


@given(STRANDS)
def test_a_checkpoint_comes_back_from_its_bytes(strands: dict[str, list[bytes]]) -> None:
    held = checkpoint(strands)
    assert parsed(held.to_bytes()) == held
    assert signer(parsed(held.to_bytes()), {KEYS.key_id: KEYS.public}) == KEYS.key_id
    assert held.entries == sum(map(len, strands.values()))


@given(STRANDS, st.data())
def test_a_casebook_that_grew_holds_all_of_an_earlier_checkpoint(
    strands: dict[str, list[bytes]], data: st.DataObject
) -> None:
    later = {device: [*some, *data.draw(st.lists(LEAF, max_size=3))] for device, some in strands.items()}
    assert not missing(checkpoint(strands), later)


@given(STRANDS, st.data())
def test_what_is_cut_changed_or_lost_is_named(strands: dict[str, list[bytes]], data: st.DataObject) -> None:
    held = checkpoint(strands)
    device = data.draw(st.sampled_from(sorted(strands)))
    some = strands[device]
    at = data.draw(st.integers(0, len(some) - 1))
    other = data.draw(LEAF.filter(lambda leaf: leaf != some[at]))
    for worse in (some[:-1], [*some[:at], other, *some[at + 1 :]]):
        (found,) = missing(held, strands | {device: worse})
        assert (found.device, found.size) == (device, len(some))
    assert [one.device for one in missing(held, {k: v for k, v in strands.items() if k != device})] == [device]


@given(STRANDS, st.data())
def test_no_byte_of_a_checkpoint_can_be_changed_unseen(strands: dict[str, list[bytes]], data: st.DataObject) -> None:
    whole = checkpoint(strands).to_bytes()
    at, bit = data.draw(st.integers(0, len(whole) - 1)), data.draw(st.integers(0, 7))
    changed = whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :]
    with pytest.raises(CheckpointRefused):
        signer(parsed(changed), {KEYS.key_id: KEYS.public})


def test_a_checkpoint_of_a_stranger_is_refused() -> None:
    stranger = derive(new_device_secret())
    with pytest.raises(CheckpointRefused):
        signer(checkpoint({KEYS.key_id: [bytes(32)]}, stranger), {KEYS.key_id: KEYS.public})


@given(st.integers(0, 2**40))
def test_a_cosignature_says_when_and_leaves_the_text_alone(seconds: int) -> None:
    held = checkpoint({KEYS.key_id: [bytes(32)]})
    both = notes.cosigned(held.note, "partner.example/office", PARTNER.signing, seconds)
    again = parsed(Checkpoint(held.casebook, held.tops, both).to_bytes())
    assert signer(again, {KEYS.key_id: KEYS.public}) == KEYS.key_id
    names = {"partner.example/office": PARTNER.public}
    assert notes.cosigners(again.note, names) == [("partner.example/office", seconds)]
    assert notes.cosigners(again.note, {"partner.example/office": KEYS.public}) == []  # another key of that name


def test_a_wrong_signature_by_a_known_name_is_no_signature_to_ignore() -> None:
    name = "svidok/a/b"
    hint = notes.hint(name, KEYS.public)
    with pytest.raises(NoteRefused):
        notes.signers(Note("a\n", ((name, hint + bytes(64)),)), {name: KEYS.public})
    with pytest.raises(NoteRefused):
        notes.parsed(b"a\n\n- svidok/a AAAA\n")

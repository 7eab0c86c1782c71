"""Laws of sealing: what goes in comes out, with the right key, in the right place, and in no other way."""

import contextlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.format.stranger import key_file

from svidok.errors import BoxRefused, KeyFileBroken, PassphraseTooShort, WrongPassphrase
from svidok.sealing.blobs import PIECE_BYTES, open_blob, seal_blob
from svidok.sealing.boxes import SMALLEST, bucket, frame, new_key, open_box, seal, unframe
from svidok.sealing.commitments import commit, keeps, new_salt
from svidok.sealing.keys import derive, new_device_secret, new_id, protect, unlock
from svidok.sealing.signing import pae, sign, verify
from svidok.sealing.wrapping import TAG_BYTES, unwrap, wrap

SECRETS = st.binary(min_size=32, max_size=32)
CONTENTS = st.binary(max_size=3000)
LABELS = st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=30)


def flip(data: bytes, bit: int) -> bytes:
    at = bit // 8 % len(data)
    return data[:at] + bytes([data[at] ^ 1 << bit % 8]) + data[at + 1 :]


# boxes


@given(SECRETS, CONTENTS, st.binary(max_size=40))
def test_a_box_gives_back_what_was_sealed(key: bytes, content: bytes, aad: bytes) -> None:
    assert open_box(key, seal(key, content, aad), aad) == content


@given(SECRETS, SECRETS, st.binary(max_size=40), st.binary(max_size=40))
def test_another_key_or_another_place_opens_nothing(key: bytes, other: bytes, aad: bytes, place: bytes) -> None:
    box = seal(key, b"words", aad)
    if other != key:
        with pytest.raises(BoxRefused):
            open_box(other, box, aad)
    if place != aad:
        with pytest.raises(BoxRefused):
            open_box(key, box, place)


@given(CONTENTS, st.integers(min_value=0))
def test_any_changed_bit_closes_a_box(content: bytes, bit: int) -> None:
    key = new_key()
    box = seal(key, content, b"S1")
    with pytest.raises(BoxRefused):
        open_box(key, flip(box, bit), b"S1")


@given(CONTENTS, st.integers(min_value=0, max_value=4000))
def test_a_box_cut_short_or_made_longer_is_closed(content: bytes, size: int) -> None:
    key = new_key()
    box = seal(key, content, b"")
    for changed in (box[: size % len(box)], box + bytes(1 + size)):
        with pytest.raises(BoxRefused):
            open_box(key, changed, b"")


@given(CONTENTS)
def test_equal_contents_give_different_boxes(content: bytes) -> None:
    key = new_key()
    assert seal(key, content, b"") != seal(key, content, b"")


@given(CONTENTS.filter(lambda content: len(content) > 3))
def test_a_box_holds_none_of_its_content(content: bytes) -> None:
    assert content not in seal(new_key(), content, b"")


@pytest.mark.parametrize("size", [0, 16, 24, 31, 33])
def test_a_key_of_another_length_is_no_key(size: int) -> None:
    """AES takes shorter keys, and would then be another cipher than the format names."""
    with pytest.raises(ValueError, match="32 bytes"):
        seal(bytes(size), b"words", b"")
    with pytest.raises(BoxRefused):
        open_box(bytes(size), seal(bytes(32), b"words", b""), b"")


# sizes


@given(st.integers(min_value=0, max_value=2**34))
def test_buckets_are_large_enough_few_and_not_wasteful(size: int) -> None:
    box = bucket(size)
    assert box >= size + 36
    assert bucket(size + 1) >= box
    assert bucket(box - 36) == box
    if box > 65_536:
        assert box <= (size + 36) * 9 / 8
        assert box % ((1 << (box - 1).bit_length()) // 16) == 0
    else:
        assert box.bit_count() == 1
        assert box == SMALLEST or box < 2 * (size + 36)


def test_there_are_few_sizes_of_box() -> None:
    assert len({bucket(size) for size in range(65_536 - 35)}) == 8
    assert len({bucket(size) for size in range(65_536 - 35, 2**20 - 35, 64)}) == 32


@given(st.binary(max_size=476), st.binary(max_size=476))
def test_short_contents_look_alike(one: bytes, other: bytes) -> None:
    assert len(seal(new_key(), one, b"")) == len(seal(new_key(), other, b""))


@given(CONTENTS)
def test_a_frame_is_undone_and_only_a_frame(content: bytes) -> None:
    framed = frame(content)
    assert unframe(framed) == content
    for wrong in (framed + b"\0", framed[:-1], framed[:-1] + b"\1" if len(framed) > len(content) + 8 else b""):
        with pytest.raises(BoxRefused):
            unframe(wrong)


@given(st.binary(max_size=600))
def test_no_bytes_break_unframe(data: bytes) -> None:
    with contextlib.suppress(BoxRefused):
        assert frame(unframe(data)) == data


# originals


@pytest.mark.parametrize("size", [0, 1, 471, PIECE_BYTES - 9, PIECE_BYTES - 8, PIECE_BYTES + 5, 3 * PIECE_BYTES])
def test_an_original_of_any_size_comes_back(size: int) -> None:
    original = (b"0123456789abcdef" * (size // 16 + 1))[:size]
    key, box = seal_blob(original)
    assert open_blob(key, box) == original


def test_no_piece_of_an_original_can_be_moved_dropped_repeated_or_cut() -> None:
    key, box = seal_blob(bytes(3 * PIECE_BYTES))
    step = PIECE_BYTES + TAG_BYTES
    pieces = [box[at : at + step] for at in range(0, len(box), step)]
    assert len(pieces) >= 4
    for wrong in (
        pieces[1:],
        pieces[:-1],
        [*pieces[:1], *pieces[2:]],
        [pieces[1], pieces[0], *pieces[2:]],
        [pieces[0], *pieces],
        [*pieces, pieces[-1]],
        [*pieces[:-1], pieces[-1][:-1]],
        [*pieces, b"\0"],
        [],
    ):
        with pytest.raises(BoxRefused):
            open_blob(key, b"".join(wrong))


@given(CONTENTS, st.integers(min_value=0))
def test_any_changed_bit_closes_an_original(content: bytes, bit: int) -> None:
    key, box = seal_blob(content)
    with pytest.raises(BoxRefused):
        open_blob(key, flip(box, bit))
    with pytest.raises(BoxRefused):
        open_blob(flip(key, bit), box)


def test_the_same_original_gets_another_key_each_time() -> None:
    made = [seal_blob(b"a scan") for _ in range(50)]
    assert len({key for key, _ in made}) == len({box for _, box in made}) == 50


# keys


@given(SECRETS)
def test_a_device_secret_gives_the_same_keys_and_all_differ(secret: bytes) -> None:
    keys, again = derive(secret), derive(secret)
    assert (keys.key_id, keys.public, keys.database) == (again.key_id, again.public, again.database)
    raw = [keys.signing.private_bytes_raw(), bytes.fromhex(keys.database), keys.wrapping]
    raw += [keys.exchange.private_bytes_raw(), secret]
    assert len(set(raw)) == len(raw)
    assert {len(one) for one in raw} == {32}


@given(SECRETS)
def test_keys_do_not_show_themselves(secret: bytes) -> None:
    keys = derive(secret)
    shown = repr(keys)
    for hidden in (keys.database, keys.wrapping.hex(), repr(keys.wrapping), secret.hex(), repr(secret)):
        assert hidden not in shown


@given(SECRETS, SECRETS, LABELS, LABELS)
def test_a_wrapped_key_opens_in_its_place_only(key: bytes, secret: bytes, label: str, other: str) -> None:
    wrapped = wrap(key, secret, label.encode())
    assert unwrap(key, wrapped, label.encode()) == secret
    if other != label:
        with pytest.raises(BoxRefused):
            unwrap(key, wrapped, other.encode())


@given(st.integers(min_value=0))
def test_any_changed_bit_closes_a_wrapped_key(bit: int) -> None:
    wrapped = wrap(bytes(32), bytes(32), b"S1")
    with pytest.raises(BoxRefused):
        unwrap(bytes(32), flip(wrapped, bit), b"S1")


@settings(max_examples=20, deadline=None)
@given(SECRETS, st.text(min_size=8, max_size=40), st.text(min_size=8, max_size=40))
def test_a_key_file_opens_with_its_passphrase_only(secret: bytes, passphrase: str, other: str) -> None:
    try:
        passphrase.encode(), other.encode()
    except UnicodeEncodeError:
        return
    file = key_file(secret, passphrase, salt=bytes(16), nonce=bytes(12))
    assert unlock(file, passphrase) == secret
    if key_file(secret, other, salt=bytes(16), nonce=bytes(12)) != file:
        with pytest.raises(WrongPassphrase):
            unlock(file, other)


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0))
def test_a_damaged_key_file_never_gives_a_secret(bit: int) -> None:
    file = key_file(bytes(32), "a long passphrase", salt=bytes(16), nonce=bytes(12))
    try:
        found = unlock(flip(file, bit), "a long passphrase")
    except (WrongPassphrase, KeyFileBroken):
        return
    assert found == bytes(32)  # a letter of hex in the other case says the same


@settings(max_examples=50)
@given(st.binary(max_size=200))
def test_no_bytes_break_unlock(data: bytes) -> None:
    with pytest.raises(KeyFileBroken):
        unlock(data, "a long passphrase")


def test_the_published_cost_is_written_and_no_lower_one_can_be_slipped_in() -> None:
    file = json.loads(protect(bytes(32), "a long passphrase"))
    assert (file["memory_kib"], file["passes"], file["lanes"]) == (262_144, 3, 4)
    cheaper = json.dumps(file | {"memory_kib": 8192, "passes": 1, "lanes": 1}).encode()
    with pytest.raises(WrongPassphrase):
        unlock(cheaper, "a long passphrase")


def test_one_passphrase_gives_two_key_files_that_share_nothing() -> None:
    one, other = (json.loads(protect(bytes(32), "a long passphrase")) for _ in range(2))
    assert one["salt"] != other["salt"]
    assert one["box"] != other["box"]


@pytest.mark.parametrize("passphrase", ["", "1234567", "їїїїїїї"])
def test_a_short_passphrase_is_refused(passphrase: str) -> None:
    with pytest.raises(PassphraseTooShort) as refused:
        protect(bytes(32), passphrase)
    assert not passphrase or passphrase not in str(refused.value)


@pytest.mark.parametrize("file", [b"[" * 4000, b"{}" + b" " * 5000, b"null", b"[]", b"\xff"])
def test_strange_key_files_are_refused(file: bytes) -> None:
    with pytest.raises(KeyFileBroken):
        unlock(file, "a long passphrase")


def test_secrets_and_ids_are_fresh() -> None:
    assert len({new_device_secret() for _ in range(100)}) == len({new_id() for _ in range(100)}) == 100


# signatures and commitments


@given(SECRETS, LABELS, CONTENTS, LABELS, CONTENTS)
def test_a_signature_holds_for_one_label_and_one_message(
    secret: bytes, label: str, message: bytes, other_label: str, other: bytes
) -> None:
    keys = derive(secret)
    signature = sign(keys.signing, label, message)
    assert verify(keys.public, label, message, signature)
    assert (label, message) == (other_label, other) or not verify(keys.public, other_label, other, signature)


@given(CONTENTS, st.integers(min_value=0))
def test_any_changed_bit_ends_a_signature(message: bytes, bit: int) -> None:
    keys = derive(bytes(32))
    signature = sign(keys.signing, "svidok-entry-v1", message)
    assert not verify(keys.public, "svidok-entry-v1", message, flip(signature, bit))
    assert not verify(flip(keys.public, bit), "svidok-entry-v1", message, signature)
    assert not verify(keys.public, "svidok-entry-v1", flip(message, bit) if message else b"x", signature)


@given(st.binary(max_size=80), st.binary(max_size=80))
def test_no_bytes_break_verify(public: bytes, signature: bytes) -> None:
    assert not verify(public, "svidok-entry-v1", b"", signature)


@given(LABELS, CONTENTS, LABELS, CONTENTS)
def test_no_two_pairs_are_joined_alike(label: str, message: bytes, other_label: str, other: bytes) -> None:
    same = (label, message) == (other_label, other)
    assert (pae(label, message) == pae(other_label, other)) is same


@given(CONTENTS, CONTENTS)
def test_a_commitment_holds_for_one_message_and_hides_it(message: bytes, other: bytes) -> None:
    salt, another = new_salt(), new_salt()
    made = commit(salt, message)
    assert keeps(made, salt, message)
    assert not keeps(made, another, message)
    assert message == other or not keeps(made, salt, other)
    assert commit(another, message) != made


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_salt_of_another_length_is_none(size: int) -> None:
    assert not keeps("0" * 64, bytes(size), b"")
    with pytest.raises(ValueError, match="salt"):
        commit(bytes(size), b"")

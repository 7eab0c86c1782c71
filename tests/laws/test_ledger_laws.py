"""Laws of the ledger: whatever is done to a strand is found, and the entry it was done to is named."""

import json
from typing import Any, get_args

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws.strands import CASEBOOK, DEVICES, KEYS, OTHER, SOURCE, SOURCE_KEY, numbered, strand
from tests.laws.test_sealing_laws import flip

from svidok.errors import BoxRefused, CommitmentWrong, HeaderRefused, PayloadRefused, StrandBroken
from svidok.ledger.entry import Sealed, compose, disclose, entry_hash, open_payload, read
from svidok.ledger.header import LARGEST_NUMBER, NOTHING_BEFORE, canonical, look
from svidok.ledger.kinds import KINDS, Kind
from svidok.ledger.places import absent, rising
from svidok.ledger.strand import advance, start
from svidok.ledger.verify import Report, verify_strand
from svidok.sealing.boxes import seal
from svidok.sealing.commitments import commit, keeps

STRAND = numbered(12)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ASCII = st.from_regex("[ -~]{0,9}", fullmatch=True)
PLACES = st.integers(min_value=0, max_value=len(STRAND) - 1)
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=-LARGEST_NUMBER, max_value=LARGEST_NUMBER)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner),
    max_leaves=12,
)
PAYLOADS = st.dictionaries(TEXTS, PLAIN, max_size=5)
WORDS = st.text(st.sampled_from("абвгґдежзиіїйклмнопрстуфхцчшщьюя"), min_size=4, max_size=30)


def check(entries: list[Sealed]) -> Report:
    return verify_strand(entries, DEVICES)


def named(entries: list[Sealed]) -> set[int]:
    return {damage.position for damage in check(entries).damage}


def one(**changed: Any) -> Sealed:
    arguments: dict[str, Any] = {
        "casebook": CASEBOOK,
        "keys": KEYS,
        "seq": 1,
        "prev": NOTHING_BEFORE,
        "seen": {},
        "at": "2026-11-22T07:40:00Z",
        "clock": "synced",
        "kind": "text.read",
        "source": SOURCE,
        "payload": {},
        "source_key": SOURCE_KEY,
        "codebook": "",
    } | changed
    return compose(**arguments)


def replaced(place: int, entry: Sealed) -> list[Sealed]:
    return [*STRAND[:place], entry, *STRAND[place + 1 :]]


# nothing is lost


@given(PAYLOADS)
def test_a_payload_comes_back_as_it_went_in(payload: dict[str, Any]) -> None:
    assert open_payload(one(payload=payload), SOURCE_KEY) == payload


@given(PAYLOADS)
def test_what_is_disclosed_proves_itself_without_the_key(payload: dict[str, Any]) -> None:
    entry = one(payload=payload)
    shown = disclose(entry, SOURCE_KEY)
    assert shown.payload == rfc8785.dumps(payload)
    assert keeps(read(entry.header).commitment, shown.salt, shown.payload)
    assert not keeps(read(entry.header).commitment, shown.salt, shown.payload + b" ")


@settings(max_examples=30)
@given(st.lists(PAYLOADS, max_size=6))
def test_a_strand_as_it_was_written_is_sound(payloads: list[dict[str, Any]]) -> None:
    made = strand(payloads)
    report = check(made)
    assert report.sound
    assert (report.consistent, report.exit_code) == (len(payloads), 1)
    assert report.head == (made[-1].hash if made else "")
    assert "not anchored" in report.say()
    head = start(CASEBOOK, KEYS.key_id)
    for entry in made:
        head = advance(head, entry)
    assert (head.seq, head.hash) == (len(made), made[-1].hash if made else NOTHING_BEFORE)


# nothing is seen


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_the_header_holds_no_word_of_the_payload(words: list[str]) -> None:
    entry = one(payload=dict.fromkeys(words, words))
    for word in words:
        assert word.encode() not in entry.header + entry.box + entry.signature
    assert entry.header.isascii()


@given(PAYLOADS)
def test_equal_payloads_look_different(payload: dict[str, Any]) -> None:
    first, second = one(payload=payload), one(payload=payload)
    assert first.box != second.box
    assert read(first.header).commitment != read(second.header).commitment
    assert first.hash != second.hash


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=100), st.text(st.sampled_from("аб"), max_size=100))
def test_short_decisions_have_one_size(note: str, other: str) -> None:
    if len(rfc8785.dumps({"note": note})) < 444:
        assert read(one(payload={"note": note}).header).box_size == read(one(payload={"note": other}).header).box_size


# nothing is changed unseen


@settings(max_examples=300)
@given(PLACES, st.integers(min_value=0))
def test_any_bit_of_a_header_is_found_and_its_entry_alone_named(place: int, bit: int) -> None:
    old = STRAND[place]
    entries = replaced(place, Sealed(flip(old.header, bit), old.signature, old.box, old.hash))
    assert named(entries) == {place}
    assert check(entries).consistent == place
    assert {d.what for d in check(entries).damage} <= {"header unreadable", "device unknown", "signature wrong"}


@settings(max_examples=300)
@given(PLACES, st.integers(min_value=0))
def test_any_bit_of_a_signature_is_found(place: int, bit: int) -> None:
    old = STRAND[place]
    entries = replaced(place, Sealed(old.header, flip(old.signature, bit), old.box, old.hash))
    assert [(d.position, d.what) for d in check(entries).damage] == [(place, "signature wrong")]


@settings(max_examples=300)
@given(PLACES, st.integers(min_value=0))
def test_any_bit_of_a_box_is_found(place: int, bit: int) -> None:
    old = STRAND[place]
    changed = Sealed(old.header, old.signature, flip(old.box, bit), old.hash)
    assert [(d.position, d.what) for d in check(replaced(place, changed)).damage] == [(place, "payload changed")]
    with pytest.raises(BoxRefused):
        open_payload(changed, SOURCE_KEY)


@given(PLACES)
def test_a_changed_hash_beside_the_entry_is_found(place: int) -> None:
    old = STRAND[place]
    entries = replaced(place, Sealed(old.header, old.signature, old.box, "0" * 64))
    assert [(d.position, d.what) for d in check(entries).damage] == [(place, "hash wrong")]


@given(PLACES)
def test_a_dropped_entry_is_found_where_it_is_missing(place: int) -> None:
    entries = STRAND[:place] + STRAND[place + 1 :]
    last = place == len(STRAND) - 1
    assert named(entries) == (set() if last else {place})  # the end is what only a checkpoint can hold


@given(PLACES, PLACES)
def test_swapped_entries_are_found(one_place: int, other: int) -> None:
    entries = list(STRAND)
    entries[one_place], entries[other] = entries[other], entries[one_place]
    assert bool(named(entries)) == (one_place != other)
    assert named(entries) <= set(range(min(one_place, other), max(one_place, other) + 1))


@given(PLACES, st.integers(min_value=0, max_value=len(STRAND)))
def test_a_repeated_entry_is_found(place: int, at: int) -> None:
    entries = [*STRAND[:at], STRAND[place], *STRAND[at:]]
    assert len(named(entries)) in (1, 2)
    assert {damage.what for damage in check(entries).damage} <= {"duplicate", "out of order", "entries missing before"}


@given(st.permutations(STRAND))
def test_any_other_order_is_found(entries: list[Sealed]) -> None:
    assert bool(named(entries)) == (entries != STRAND)
    assert {damage.what for damage in check(entries).damage} <= {"out of order"}


@given(st.integers(min_value=0, max_value=len(STRAND)), st.sampled_from(["forged", "foreign", "elsewhere", "noise"]))
def test_an_inserted_entry_is_found_and_alone_named(at: int, how: str) -> None:
    forged = one(seq=at + 1, prev=STRAND[at - 1].hash if at else NOTHING_BEFORE, source_key=bytes(32))
    inserted = {
        "forged": Sealed(forged.header, KEYS.signing.sign(b"something else"), forged.box, forged.hash),
        "foreign": numbered(1, OTHER)[0],
        "elsewhere": numbered(1, casebook="e" * 32)[0],
        "noise": Sealed(b"\xff" * 40, b"", b"", ""),
    }[how]
    assert named([*STRAND[:at], inserted, *STRAND[at:]]) == {at}


@given(PLACES)
def test_a_second_entry_of_one_number_is_a_fork_and_both_are_named(place: int) -> None:
    twin = one(seq=place + 1, prev=STRAND[place].hash if not place else STRAND[place - 1].hash, payload={"n": "other"})
    found = check([*STRAND[: place + 1], twin, *STRAND[place + 1 :]])
    assert {(d.position, d.what) for d in found.damage} >= {(place, "fork"), (place + 1, "fork")}


@given(PLACES)
def test_an_entry_written_anew_by_its_own_device_breaks_the_chain(place: int) -> None:
    """Who holds the key can sign anything, and still cannot change what later entries stand on."""
    prev = STRAND[place - 1].hash if place else NOTHING_BEFORE
    forged = one(seq=place + 1, prev=prev, seen={"a" * 32: place + 1}, payload={"n": "other"})
    last = place == len(STRAND) - 1
    found = [(damage.position, damage.what) for damage in check(replaced(place, forged)).damage]
    assert found == ([] if last else [(place + 1, "chain broken")])


@settings(max_examples=200)
@given(st.lists(st.tuples(PLACES, st.sampled_from(["flip", "drop", "twice"]), st.integers(min_value=0)), max_size=5))
def test_any_mixture_of_damage_is_found(steps: list[tuple[int, str, int]]) -> None:
    entries = list(STRAND)
    for place, what, bit in steps:
        at = place % len(entries) if entries else 0
        if what == "flip" and entries:
            old = entries[at]
            entries[at] = Sealed(old.header, old.signature, flip(old.box, bit), old.hash)
        elif what == "drop" and entries:
            del entries[at]
        elif entries:
            entries.insert(at, entries[at])
    report = check(entries)
    assert report.sound == (entries == STRAND[: len(entries)])
    assert report.entries == len(entries)
    assert report.sound or entries[: report.consistent] == STRAND[: report.consistent]


# nothing breaks the reader


@given(st.lists(st.tuples(st.binary(max_size=300), st.binary(max_size=70), st.binary(max_size=20)), max_size=5))
def test_no_bytes_break_a_verification(parts: list[tuple[bytes, bytes, bytes]]) -> None:
    entries = [Sealed(header, signature, box, "") for header, signature, box in parts]
    report = check(entries)
    assert named(entries) == set(range(len(entries)))
    assert report.exit_code == (2 if entries else 1)


@given(PLAIN, st.sampled_from(sorted(json.loads(STRAND[0].header))))
def test_no_member_breaks_the_reader(value: Any, name: str) -> None:
    header = rfc8785.dumps(json.loads(STRAND[0].header) | {name: value})
    found, fault = look(header)
    assert fault or (found is not None and canonical(found.members()) == header)


DEEP = [b"[" * 60_000, b'{"v":' * 10_000, b"9" * 60_000, b"{" * 70_000]


@pytest.mark.parametrize("header", [*DEEP, b"", b"null", b"\xef\xbb\xbf{}", b"NaN", b'{"v":1e999}'], ids=range(9))
def test_strange_headers_are_refused(header: bytes) -> None:
    with pytest.raises(HeaderRefused):
        read(header)


@given(PLACES, st.binary(max_size=40))
def test_keys_of_any_form_are_no_reason_to_stop(place: int, public: bytes) -> None:
    report = verify_strand(STRAND[: place + 1], {KEYS.key_id: public})
    assert {damage.what for damage in report.damage} == {"device unknown"}
    assert report.exit_code == 3


# what may be written


@given(st.dictionaries(ASCII, st.integers(0, LARGEST_NUMBER) | ASCII))
def test_the_fast_way_to_write_a_header_is_the_standard_one(members: dict[str, Any]) -> None:
    assert canonical(members | {"seen": members}) == rfc8785.dumps(members | {"seen": members})


@pytest.mark.parametrize(
    "changed",
    [
        {"casebook": "Melitopol"},
        {"seq": 0},
        {"seq": 2**53},
        {"prev": "0" * 63},
        {"seen": {"a" * 32: 0}},
        {"seen": {"Olga": 1}},
        {"seen": {KEYS.key_id: 1}},
        {"at": "2026-11-22 07:40:00Z"},
        {"at": "2026-11-22T07:40:00+00:00"},
        {"at": "2026-13-22T07:40:00Z"},
        {"clock": "good"},
        {"kind": "person.found"},
        {"kind": "Text.read"},
        {"source": "a.txt"},
        {"codebook": "passportization"},
        {"codebook": float("nan")},
    ],
    ids=str,
)
def test_a_header_that_the_format_forbids_is_never_signed(changed: dict[str, Any]) -> None:
    with pytest.raises(HeaderRefused):
        one(**changed)


UNPLAIN = [float("nan"), float("inf"), 2**53, "\ud800", b"bytes", {1}, {1: 2}, object()]


@pytest.mark.parametrize("value", UNPLAIN, ids=range(8))
def test_a_payload_without_a_lasting_form_is_refused_without_showing_it(value: Any) -> None:
    with pytest.raises(PayloadRefused) as refused:
        one(payload={"quote": ["слова свідка", value]})
    assert "слова" not in str(refused.value)


@given(PLACES, PLACES)
def test_an_entry_follows_only_the_one_before_it(place: int, other: int) -> None:
    head = start(CASEBOOK, KEYS.key_id)
    for entry in STRAND[:place]:
        head = advance(head, entry)
    if other == place:
        assert advance(head, STRAND[other]).seq == place + 1
    else:
        with pytest.raises(StrandBroken):
            advance(head, STRAND[other])


def test_a_box_that_its_header_does_not_promise_is_refused() -> None:
    """A writer can seal something else than he commits to; who opens it must see that."""
    members = read(one().header).members() | {"cm": commit(bytes(32), b"{}")}
    bound = {name: value for name, value in members.items() if name not in ("ct", "len")}
    box = seal(SOURCE_KEY, bytes(32) + b'{"n":2}', canonical(bound))
    with pytest.raises(CommitmentWrong):
        open_payload(Sealed(canonical(members), b"", box, ""), SOURCE_KEY)


@pytest.mark.parametrize("payload", [b"[]", b"no", b"[" * 100_000], ids=range(3))
def test_a_payload_that_is_no_object_is_refused(payload: bytes) -> None:
    members = read(one().header).members() | {"cm": commit(bytes(32), payload)}
    bound = {name: value for name, value in members.items() if name not in ("ct", "len")}
    box = seal(SOURCE_KEY, bytes(32) + payload, canonical(bound))
    with pytest.raises(PayloadRefused):
        open_payload(Sealed(canonical(members), b"", box, ""), SOURCE_KEY)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_can_be_written(kind: Kind) -> None:
    assert read(one(kind=kind).header).kind == kind


def test_the_list_of_kinds_is_short() -> None:
    assert len(KINDS) == len(get_args(Kind)) <= 15


# places


@given(st.lists(st.integers(min_value=0, max_value=40), unique=True, max_size=9))
def test_the_rising_run_is_a_longest_one(numbers: list[int]) -> None:
    run = rising(numbers)
    found = [numbers[at] for at in run]
    assert found == sorted(found)
    assert run == sorted(run)
    best: list[int] = []
    for at, number in enumerate(numbers):
        best.append(1 + max((best[before] for before in range(at) if numbers[before] < number), default=0))
    assert len(run) == max(best, default=0)


@given(st.sets(st.integers(min_value=0, max_value=30)), st.integers(0, 30), st.integers(0, 30))
def test_absent_numbers_are_counted(numbers: set[int], after: int, more: int) -> None:
    until = after + 1 + more
    assert absent(sorted(numbers), after, until) == len(set(range(after + 1, until)) - numbers)


def test_the_hash_covers_header_and_signature() -> None:
    assert len({entry_hash(b"a", b"b"), entry_hash(b"b", b"b"), entry_hash(b"a", b"a"), entry_hash(b"", b"")}) == 4

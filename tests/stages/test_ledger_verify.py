"""What a verification says about a strand, told in the cases that a team will meet."""

from dataclasses import replace

import pytest
from tests.laws.strands import CASEBOOK, DEVICES, KEYS, OTHER, SOURCE, SOURCE_KEY, numbered

from svidok.errors import StrandBroken
from svidok.ledger.entry import Sealed, read
from svidok.ledger.strand import advance, follow, start
from svidok.ledger.verify import Report, verify_strand
from svidok.sealing.keys import DeviceKeys


def found(entries: list[Sealed]) -> list[tuple[int, int | None, str]]:
    return [(one.position, one.seq, one.what) for one in verify_strand(entries, DEVICES).damage]


def at(times: list[tuple[str, str]], keys: DeviceKeys = KEYS) -> list[Sealed]:
    head, made = start(CASEBOOK, keys.key_id), []
    for time, clock in times:
        head, entry = follow(
            head,
            keys,
            seen={},
            at=time,
            clock="synced" if clock == "synced" else "unsynced",
            kind="decision.made",
            source=SOURCE,
            payload={},
            source_key=SOURCE_KEY,
            codebook="",
        )
        made.append(entry)
    return made


def test_a_sound_strand_is_never_called_complete() -> None:
    report = verify_strand(numbered(17), DEVICES)
    assert report.say() == "consistent up to entry 17 of 17, not anchored"
    assert (report.exit_code, report.device) == (1, KEYS.key_id)
    assert "complete" not in report.say()


def test_the_end_cut_off_is_not_found_and_the_report_claims_no_more_than_it_knows() -> None:
    strand = numbered(5)
    for length in range(6):
        report = verify_strand(strand[:length], DEVICES)
        assert (report.sound, report.consistent, report.exit_code) == (True, length, 1)


def test_a_strand_put_back_to_an_earlier_day_has_another_head() -> None:
    """The head is what somebody elsewhere must hold on to: it is in the report for that."""
    strand = numbered(5)
    heads = {verify_strand(strand[:length], DEVICES).head for length in range(1, 6)}
    assert heads == {entry.hash for entry in strand}


def test_an_edited_box_is_named_with_its_number_and_hash() -> None:
    strand = numbered(4)
    edited = replace(strand[2], box=bytes(len(strand[2].box)))
    report = verify_strand([*strand[:2], edited, strand[3]], DEVICES)
    assert report.say() == "consistent up to entry 2 of 4, not anchored; at 3: payload changed"
    assert [one.hash for one in report.damage] == [strand[2].hash]
    assert report.exit_code == 2


def test_a_lost_box_is_told_from_a_changed_one() -> None:
    strand = numbered(2)
    assert found([strand[0], replace(strand[1], box=b"")]) == [(1, 2, "payload missing")]


def test_two_boxes_exchanged_are_both_named() -> None:
    first, second = numbered(2)
    exchanged = [replace(first, box=second.box), replace(second, box=first.box)]
    assert found(exchanged) == [(0, 1, "payload changed"), (1, 2, "payload changed")]


def test_a_range_cut_out_is_named_once_where_the_strand_goes_on() -> None:
    strand = numbered(9)
    assert found(strand[:3] + strand[6:]) == [(3, 7, "entries missing before")]


def test_a_strand_turned_round_names_all_but_one() -> None:
    strand = numbered(6)
    assert found(strand[::-1]) == [(place, 6 - place, "out of order") for place in range(5)]


def test_an_entry_lost_and_something_forged_in_its_place_is_named_once() -> None:
    strand = numbered(6)
    forged = replace(strand[3], signature=bytes(64))
    assert found([*strand[:3], forged, *strand[4:]]) == [(3, None, "signature wrong")]


def test_more_lost_than_forged_is_named_too() -> None:
    strand = numbered(6)
    forged = replace(strand[3], signature=bytes(64))
    assert found([*strand[:2], forged, *strand[4:]]) == [(2, None, "signature wrong"), (3, 5, "entries missing before")]


def test_the_strand_is_that_of_most_entries_even_when_a_foreign_one_comes_first() -> None:
    report = verify_strand([*numbered(1, OTHER), *numbered(4)], DEVICES)
    assert report.device == KEYS.key_id
    assert [(one.position, one.what) for one in report.damage] == [(0, "other device")]


def test_a_device_that_nobody_knows_is_not_called_damaged() -> None:
    report = verify_strand(numbered(3, OTHER), {KEYS.key_id: KEYS.public})
    assert {one.what for one in report.damage} == {"device unknown"}
    assert (report.exit_code, report.head, report.device) == (3, "", "")


def test_damage_beside_an_unknown_device_is_damage() -> None:
    known, unknown = numbered(2), numbered(1, OTHER)
    entries = [known[0], replace(known[1], box=b""), unknown[0]]
    assert verify_strand(entries, {KEYS.key_id: KEYS.public}).exit_code == 2


def test_a_key_under_the_id_of_another_device_is_not_used() -> None:
    """Otherwise whoever writes the list of devices could sign in anybody's name."""
    report = verify_strand(numbered(1), {KEYS.key_id: OTHER.public})
    assert [one.what for one in report.damage] == ["device unknown"]


def test_a_clock_set_back_is_remarked_and_is_no_damage() -> None:
    strand = at([("2036-01-01T00:00:00Z", "synced"), ("2026-11-22T07:40:00Z", "synced")])
    report = verify_strand(strand, DEVICES)
    assert report.sound
    assert report.clock_back == (2,)


def test_an_unsynced_clock_may_say_what_it_likes() -> None:
    strand = at([("2036-01-01T00:00:00Z", "unsynced"), ("2026-11-22T07:40:00Z", "synced")])
    assert verify_strand(strand, DEVICES).clock_back == ()


def test_no_report_shows_what_an_entry_says() -> None:
    noise = Sealed('{"name":"Олена"}'.encode(), b"Melitopol", b"words", "")
    report = verify_strand([noise], DEVICES)
    for word in ("Олена", "Melitopol", "words"):
        assert word not in repr(report) + report.say()


def test_an_iterator_is_read_once() -> None:
    assert verify_strand(iter(numbered(3)), DEVICES).entries == 3


def test_an_empty_strand_is_consistent_up_to_nothing() -> None:
    assert verify_strand([], DEVICES) == Report(0, 0, (), "", "")


# appending


def test_only_the_owner_of_a_strand_adds_to_it() -> None:
    strand = numbered(2)
    head = advance(start(CASEBOOK, KEYS.key_id), strand[0])
    with pytest.raises(StrandBroken, match="another device wrote it"):
        follow(
            head,
            OTHER,
            seen={},
            at="2026-11-22T07:40:00Z",
            clock="synced",
            kind="decision.made",
            source=SOURCE,
            payload={},
            source_key=SOURCE_KEY,
            codebook="",
        )


def test_each_reason_not_to_follow_is_told() -> None:
    strand = numbered(3)
    head = advance(start(CASEBOOK, KEYS.key_id), strand[0])
    cases = [
        (numbered(2, casebook="e" * 32)[1], "another casebook"),
        (numbered(2, OTHER)[1], "another device"),
        (strand[2], "not the next one"),
        (strand[0], "not the next one"),
        (numbered(2)[1], "names another entry"),  # the same numbers, written a second time
    ]
    for entry, why in cases:
        with pytest.raises(StrandBroken, match=why):
            advance(head, entry)
    assert advance(head, strand[1]).hash == strand[1].hash


def test_what_was_seen_cannot_be_unseen() -> None:
    strand = numbered(2)
    head = replace(advance(start(CASEBOOK, KEYS.key_id), strand[0]), seen={"a" * 32: 99})
    with pytest.raises(StrandBroken, match="seen less"):
        advance(head, strand[1])


def test_the_clock_does_not_stop_the_work() -> None:
    strand = at([("2036-01-01T00:00:00Z", "synced"), ("2026-11-22T07:40:00Z", "synced")])
    assert [read(entry.header).seq for entry in strand] == [1, 2]


def test_many_copies_in_the_wrong_order_are_all_named() -> None:
    strand = numbered(60)
    damage = found(strand[::-1] * 5)
    assert [what for _, _, what in damage].count("out of order") == 59
    assert [what for _, _, what in damage].count("duplicate") == 240

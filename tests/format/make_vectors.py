"""Makes the test vectors of `docs/vectors/` with the second implementation: `python -m tests.format.make_vectors`.

Everything is derived from made-up names, so that a second run gives the same bytes.
"""

import hashlib
import io
import json
from pathlib import Path
from typing import Any

from tests.format import stranger, stranger_tree
from tests.format.stranger import Entry, canonical, sha

FOLDER = Path(__file__).parents[2] / "docs" / "vectors"
SIZES = [0, 1, 475, 476, 477, 988, 989, 65_500, 65_501, 73_692, 73_693, 131_036, 131_037, 1_000_000]
PASSPHRASE = "їжак їде в Київ"


def made_up(name: str, size: int = 32) -> bytes:
    return hashlib.sha256(f"svidok test vector: {name}".encode()).digest()[:size]


SECRET, OTHER_SECRET = made_up("device secret"), made_up("other device secret")
DEVICE, OTHER = stranger.derive(SECRET), stranger.derive(OTHER_SECRET)
SEED, OTHER_SEED = bytes.fromhex(DEVICE["signing_seed"]), bytes.fromhex(OTHER["signing_seed"])
CASEBOOK, SOURCE = made_up("casebook", 16).hex(), made_up("source", 16).hex()
KEYS = {"": made_up("casebook key"), SOURCE: made_up("source key")}
PAYLOADS: list[tuple[str, str, Any]] = [
    ("casebook.opened", "", {"casebook": CASEBOOK, "public": DEVICE["public"]}),
    ("source.preserved", SOURCE, {"name": "лист.txt", "sha256": sha(b"a letter"), "size": 8}),
    ("text.read", SOURCE, {"text": "Без паспорта інсулін не давали.\nТак сказали в реєстратурі.", "notes": []}),
    ("statement.proposed", SOURCE, {"statement": "S1", "score": 0.93, "quote": "інсулін не давали"}),
    ("decision.made", SOURCE, {"statement": "S1", "decision": "accept", "coder": "k1"}),
    ("source.erased", "", {"source": SOURCE, "reason": "x" * 500, "keys": [], "objects": [], "drops": []}),
]


def members(seq: int, prev: str, kind: str, source: str) -> dict[str, Any]:
    return {
        "v": 1,
        "cb": CASEBOOK,
        "dev": DEVICE["key_id"],
        "seq": seq,
        "prev": prev,
        "seen": {OTHER["key_id"]: seq} if seq > 2 else {},
        "t": f"2026-11-22T07:4{seq}:00Z",
        "clk": "synced",
        "type": kind,
        "src": source,
        "code": sha(b"a codebook") if seq > 3 else "",
    }


def entry(head: dict[str, Any], payload: Any, name: str, seed: bytes = SEED) -> Entry:
    salt, nonce = made_up(f"salt {name}"), made_up(f"nonce {name}", 12)
    return stranger.write(seed, KEYS[head["src"]], head, payload, salt=salt, nonce=nonce)


def strand() -> list[Entry]:
    made: list[Entry] = []
    for number, (kind, source, payload) in enumerate(PAYLOADS, start=1):
        prev = stranger.entry_hash(made[-1]) if made else "0" * 64
        made.append(entry(members(number, prev, kind, source), payload, f"entry {number}"))
    return made


def resigned(old: Entry, **changed: Any) -> Entry:
    """Return an entry whose header says something else, signed again by the device."""
    return stranger.sign(SEED, canonical(json.loads(old[0]) | changed), old[2])


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def shown(made: list[Entry]) -> list[dict[str, str]]:
    return [{"header": h.decode("utf-8", "replace"), "signature": s.hex(), "box": b.hex()} for h, s, b in made]


def keys_vector() -> dict[str, Any]:
    file = stranger.key_file(SECRET, PASSPHRASE, salt=made_up("key salt", 16), nonce=made_up("key nonce", 12))
    plain = json.loads(file)
    bad = {
        "memory below the bound": plain | {"memory_kib": 8191},
        "memory above the bound": plain | {"memory_kib": 4_194_305},
        "no passes": plain | {"passes": 0},
        "lanes as text": plain | {"lanes": "1"},
        "another version": plain | {"v": 2},
        "another derivation": plain | {"kdf": "scrypt"},
        "a member too many": plain | {"hint": "hedgehog"},
        "a short salt": plain | {"salt": "00"},
        "a box that is not hex": plain | {"box": "g" * 120},
    }
    return {
        "secret": SECRET.hex(),
        "derived": DEVICE,
        "passphrase": PASSPHRASE,
        "key_file": file.decode(),
        "key_files_to_refuse": {why: canonical(one).decode() for why, one in bad.items()},
    }


def boxes_vector() -> dict[str, Any]:
    key, nonce, aad, content = made_up("box key"), made_up("box nonce", 12), b"S1", "слова".encode()
    box = stranger.wrap(key, nonce, stranger.frame(content), aad)
    framed = stranger.frame(content)
    bad = {
        "a byte after the content": stranger.wrap(key, nonce, framed[:-1] + b"\x01", aad),
        "a frame of another size": stranger.wrap(key, nonce, framed + bytes(16), aad),
        "a length beyond the frame": stranger.wrap(key, nonce, b"\xff" * 8 + framed[8:], aad),
        "no frame": stranger.wrap(key, nonce, b"", aad),
        "sealed for another place": stranger.wrap(key, nonce, framed, b"S2"),
        "another key": stranger.wrap(made_up("another key"), nonce, framed, aad),
        "a changed byte": flipped(box, 300),
        "cut short": box[:-1],
        "nothing": b"",
    }
    original_key, original = made_up("original key"), bytes(1_500_000)
    return {
        "buckets": {str(size): stranger.bucket(size) for size in SIZES},
        "key": key.hex(),
        "aad": aad.decode(),
        "content": content.hex(),
        "box": box.hex(),
        "boxes_to_refuse": {why: one.hex() for why, one in bad.items()},
        "original": {
            "key": original_key.hex(),
            "zero_bytes": len(original),
            "sealed_size": len(stranger.seal_original(original_key, original)),
            "sealed_sha256": sha(stranger.seal_original(original_key, original)),
        },
    }


def strand_vector() -> dict[str, Any]:
    made = strand()
    return {
        "devices": {DEVICE["key_id"]: DEVICE["public"]},
        "keys": {source: key.hex() for source, key in KEYS.items()},
        "entries": shown(made),
        "hashes": [stranger.entry_hash(one) for one in made],
        "payloads": [payload for _, _, payload in PAYLOADS],
    }


def misplaced() -> dict[str, tuple[list[Entry], list[tuple[int, str]]]]:
    s = strand()
    twin = entry(members(4, stranger.entry_hash(s[2]), "decision.made", SOURCE), {"decision": "reject"}, "fork")
    claim = entry(members(4, stranger.entry_hash(s[2]), "decision.made", SOURCE), {}, "forged", OTHER_SEED)
    foreign = members(1, "0" * 64, "text.read", SOURCE) | {"dev": OTHER["key_id"]}
    elsewhere = members(4, stranger.entry_hash(s[2]), "text.read", SOURCE) | {"cb": made_up("elsewhere", 16).hex()}
    return {
        "nothing wrong": (s, []),
        "no entries": ([], []),
        "the end cut off, which a chain does not show": (s[:4], []),
        "one missing": (s[:2] + s[3:], [(2, "entries missing before")]),
        "the first missing": (s[1:], [(0, "entries missing before")]),
        "neighbours swapped": ([s[0], s[2], s[1], *s[3:]], [(1, "out of order")]),
        "one moved to the end": ([*s[:2], *s[3:], s[2]], [(5, "out of order")]),
        "one twice": ([*s[:3], s[2], *s[3:]], [(3, "duplicate")]),
        "two with one number": ([*s[:4], twin, *s[4:]], [(3, "fork"), (4, "fork")]),
        "one signed by another device in this one's name": ([*s[:3], claim, *s[4:]], [(3, "signature wrong")]),
        "one more of the same": ([*s[:3], claim, *s[3:]], [(3, "signature wrong")]),
        "one of another device": ([*s[:3], entry(foreign, {}, "foreign", OTHER_SEED), *s[3:]], [(3, "other device")]),
        "one of another casebook": ([*s[:3], entry(elsewhere, {}, "elsewhere"), *s[3:]], [(3, "other casebook")]),
    }


def changed() -> dict[str, tuple[list[Entry], list[tuple[int, str]]]]:
    s = strand()
    header, signature, box = s[2]

    def third(one: Entry, damage: str) -> tuple[list[Entry], list[tuple[int, str]]]:
        return [*s[:2], one], [(2, damage)]

    unreadable: dict[str, dict[str, Any]] = {
        "a version to come": {"v": 2},
        "a day that there is not": {"t": "2026-02-30T07:40:00Z"},
        "a time with an offset": {"t": "2026-11-22T07:40:00+02"},
        "a number as text": {"seq": "3"},
        "a number that is true": {"seq": True},
        "a number with a fraction": {"seq": 3.5},
        "a number too large": {"seq": 2**53},
        "a word where an id belongs": {"src": "Melitopol"},
        "its own strand seen": {"seen": {DEVICE["key_id"]: 1}},
        "a member too many": {"note": ""},
    }
    twice = header.replace(b'"clk":"synced",', b'"clk":"synced","clk":"synced",')
    return {
        "a bit of a header": third((header.replace(b"07:43:00", b"07:53:00"), signature, box), "signature wrong"),
        "a bit that ends the JSON": third((flipped(header, 0), signature, box), "header unreadable"),
        "a bit of a signature": third((header, flipped(signature, 9), box), "signature wrong"),
        "a signature cut short": third((header, signature[:-1], box), "signature wrong"),
        "a bit of a box": third((header, signature, flipped(box, 99)), "payload changed"),
        "a box cut short": third((header, signature, box[:-1]), "payload changed"),
        "a box of another entry": third((header, signature, s[1][2]), "payload changed"),
        "no box": third((header, signature, b""), "payload missing"),
        "a space in a signed header": third(stranger.sign(SEED, header + b" ", box), "header not canonical"),
        "a member twice in a signed header": third(stranger.sign(SEED, twice, box), "header not canonical"),
        "a kind of no version": third(resigned(s[2], type="person.found"), "kind unknown"),
        "another entry named as the one before": third(resigned(s[2], prev="1" * 64), "chain broken"),
        "something before the first": ([resigned(s[0], prev="1" * 64)], [(0, "chain broken")]),
        "less seen than before": ([*s[:3], resigned(s[3], seen={})], [(3, "seen less than before")]),
        "a header too long": third(
            stranger.sign(SEED, canonical(json.loads(header) | {"seen": {f"{n:032x}": 1 for n in range(1900)}}), box),
            "header unreadable",
        ),
    } | {why: third(resigned(s[2], **what), "header unreadable") for why, what in unreadable.items()}


def damaged_vector() -> list[dict[str, Any]]:
    ours = {DEVICE["key_id"]: DEVICE["public"], OTHER["key_id"]: OTHER["public"]}
    every = [(0, "device unknown"), (1, "device unknown")]
    cases: list[tuple[str, dict[str, str], list[Entry], list[tuple[int, str]]]] = [
        (why, ours, made, damage) for why, (made, damage) in (misplaced() | changed()).items()
    ]
    cases.append(("no key for the device", {}, strand()[:2], every))
    cases.append(("a key that does not fit its id", {DEVICE["key_id"]: OTHER["public"]}, strand()[:2], every))
    return [
        {"why": why, "devices": devices, "entries": shown(made), "damage": [list(one) for one in damage]}
        for why, devices, made, damage in cases
    ]


def two_strands() -> dict[str, list[bytes]]:
    ours = [bytes.fromhex(stranger.entry_hash(one)) for one in strand()]
    return {DEVICE["key_id"]: ours, OTHER["key_id"]: [made_up(f"leaf {number}") for number in range(4)]}


def checkpoints_vector() -> dict[str, Any]:
    whole = two_strands()
    mine, other = DEVICE["key_id"], OTHER["key_id"]
    good = stranger_tree.checkpoint(CASEBOOK, whole, SEED, mine)
    lone = stranger_tree.checkpoint(CASEBOOK, {mine: whole[mine]}, SEED, mine)
    grown = {device: [*leaves, made_up("one more")] for device, leaves in whole.items()}
    cases: list[tuple[str, bytes, dict[str, list[bytes]], list[tuple[str, int, str]] | None]] = [
        ("what it stands for", good, whole, []),
        ("more than it stands for", good, grown, []),
        ("a strand that it does not speak of", lone, whole, []),
        ("the end cut off", good, whole | {mine: whole[mine][:-1]}, [(mine, 6, "fewer entries")]),
        ("a strand that is gone", good, {mine: whole[mine]}, [(other, 4, "fewer entries")]),
        ("another entry", good, whole | {other: [*whole[other][:3], bytes(32)]}, [(other, 4, "another root")]),
        ("swapped", good, whole | {mine: whole[mine][::-1]}, [(mine, 6, "another root")]),
        ("a number changed", good.replace(b"\n6\n", b"\n5\n"), whole, None),
        ("a strand left out", good[: good.rindex(b"\n\n") + 1], whole, None),
        ("signed by nobody known", stranger_tree.checkpoint(CASEBOOK, whole, OTHER_SEED, other), whole, None),
        ("signed in the name of another", stranger_tree.checkpoint(CASEBOOK, whole, OTHER_SEED, mine), whole, None),
        ("a bit of the signature", _resigned(good), whole, None),
        ("no strands", good[: good.index(b"\n\nsvidok")] + b"\n", whole, None),
        ("nothing", b"", whole, None),
    ]
    return {
        "trees": [
            {"leaves": [one.hex() for one in leaves], "root": stranger_tree.root(leaves).hex()}
            for leaves in ([made_up(f"leaf {number}") for number in range(size)] for size in range(9))
        ],
        "devices": {mine: DEVICE["public"]},
        "checkpoints": [
            {
                "why": why,
                "checkpoint": data.decode(),
                "strands": {device: [one.hex() for one in leaves] for device, leaves in strands.items()},
                "damage": None if damage is None else [list(one) for one in damage],
            }
            for why, data, strands, damage in cases
        ],
    }


def _resigned(good: bytes) -> bytes:
    """Return a checkpoint with another letter in the middle of its signature, which still is base64."""
    at = good.index(b"\n\nsvidok") - 20
    return good[:at] + (b"A" if good[at : at + 1] != b"A" else b"B") + good[at + 1 :]


def export_file() -> bytes:
    """Return an export of the strand, with a checkpoint over its beginning and one over all of it."""
    about = {"format": "svidok-strands", "v": 1, "casebook": CASEBOOK, "made": "2026-11-22T08:00:00Z"}
    file, mine = io.BytesIO(), DEVICE["key_id"]
    leaves = two_strands()[mine]
    tops = [stranger_tree.checkpoint(CASEBOOK, {mine: leaves[:size]}, SEED, mine) for size in (4, len(leaves))]
    stranger_tree.write_export(file, about | {"devices": {mine: DEVICE["public"]}}, {mine: strand()}, tops)
    return file.getvalue()


def vectors() -> dict[str, str]:
    """Return the text of every file by name."""
    made = {
        "keys.json": keys_vector(),
        "boxes.json": boxes_vector(),
        "strand.json": strand_vector(),
        "damaged.json": damaged_vector(),
        "checkpoints.json": checkpoints_vector(),
    }
    return {name: json.dumps(value, ensure_ascii=False, indent=1) + "\n" for name, value in made.items()}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file, text in vectors().items():
        (FOLDER / file).write_text(text, encoding="utf-8")
    (FOLDER / "strands.zip").write_bytes(export_file())

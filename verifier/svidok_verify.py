# SPDX-License-Identifier: Apache-2.0
"""Check an export of strands of a svidok casebook, with no key to it and nothing of svidok.

Written from docs/format.md alone; its parts are named below. Ends with 0 when every entry is anchored from outside,
1 when all is consistent and something is not so anchored, 2 when something is damaged, 3 when nothing could be checked.
"""

import argparse
import json
import re
import sys
import zipfile
from binascii import a2b_base64
from bisect import bisect_left, bisect_right
from collections import namedtuple
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import reduce
from hashlib import file_digest, sha256
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

KINDS = """casebook.opened access.changed source.preserved text.read consent.given consent.withdrawn statement.proposed
decision.made incident.linked finding.made release.approved disclosure.made identity.opened source.erased
reader.fitted""".split()  # noqa: SIM905
# Bytes of a header, a line, a text file; how many times its packed size a member may have; findings kept of a strand.
MAX_HEADER, MAX_LINE, MAX_TEXT, MAX_RATIO, MAX_TOLD = 65_536, 64 << 20, 4 << 20, 20, 10_000
ID, H64, WHOLE, ROOT = "[0-9a-f]{32}", "[0-9a-f]{64}", "[1-9][0-9]{0,15}", "[A-Za-z0-9+/]{43}="
TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"
CANONICAL = json.JSONEncoder(separators=(",", ":"), sort_keys=True)  # RFC 8785 for texts in ASCII and whole numbers
# The canonical form of a header whose members all have their forms (part 6.1).
HEADER = re.compile(
    rf'{{"cb":"{ID}","clk":"(?:un)?synced","cm":"{H64}","code":"(?:{H64})?","ct":"{H64}","dev":"{ID}","len":{WHOLE},'
    rf'"prev":"{H64}","seen":{{(?:"{ID}":{WHOLE}(?:,(?=")|(?=}})))*}},"seq":{WHOLE},"src":"(?:{ID})?","t":"{TIME}",'
    r'"type":"[a-z]{1,24}\.[a-z]{1,24}","v":1}'
)
MEMBER = re.compile(rf"about\.json|strands/({ID})\.jsonl|checkpoints/([0-9]{{6}})\.txt|objects/({H64})")
TEXT = re.compile(rf"svidok/({ID})(?:/({ID}))?\n(0|{WHOLE})\n({ROOT})")
SIGNATURE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]{8,}={0,2})")
VERDICTS = ("all is anchored from outside", "consistent, not all anchored from outside", "DAMAGED", "nothing checked")
WITHOUT_KEYS = "whether the members had let each device in; what the boxes hold; which originals there should be"
# A believed entry, as its neighbours are judged by it, without its box. `doubted`: entries before it not believed.
Entry = namedtuple("Entry", "place number hash prev doubted seen")
Checkpoint = namedtuple("Checkpoint", "name given strands signed cosigned")


def unbase64(text: object) -> bytes | None:
    """Return the bytes that base64 stands for, None when it is no base64."""
    with suppress(ValueError):
        return a2b_base64(text, strict_mode=True) if isinstance(text, str) else None
    return None


def loaded(data: bytes) -> dict[str, Any]:
    """Return the JSON object that these bytes hold in UTF-8, an empty one when they hold none."""
    with suppress(ValueError, RecursionError):
        says = json.loads(data.decode())
        return says if isinstance(says, dict) else {}
    return {}


def roots(leaves: Iterable[bytes], counts: Iterable[int]) -> dict[int, bytes]:
    """Return the roots of the trees (RFC 6962) over the first so many leaves, where there are so many."""
    wanted, found, peaks = set(counts), {0: sha256(b"").digest()}, list[bytes]()
    for done, leaf in enumerate(leaves, 1):
        peaks.append(leaf)
        for _ in range((done & -done).bit_length() - 1):
            peaks[-2:] = [sha256(b"\1" + peaks[-2] + peaks[-1]).digest()]
        if done in wanted:
            found[done] = reduce(lambda right, left: sha256(b"\1" + left + right).digest(), reversed(peaks))
    return found


@dataclass
class Strand:
    """A strand as it is read, then judged. An anchor: how many entries, whether vouched for outside, by what."""

    device: str
    lines: int = 0
    doubted: int = 0
    entries: list[Entry] = field(default_factory=list)
    firsts: list[Entry] = field(default_factory=list)  # of each number, ascending, the entry that stands first
    top: int = 0  # the highest number
    clock: str = ""
    clock_back: int = 0
    found: int = 0
    damage: list[dict[str, Any]] = field(default_factory=list)
    anchors: list[tuple[int, bool, str]] = field(default_factory=list)

    def report(self, place: int | None, number: int | None, digest: bytes | None, kind: str, by: str = "") -> None:
        """Count a finding, and keep it unless there are very many."""
        self.found += 1
        if self.found <= MAX_TOLD:
            told = {"place": place, "number": number, "hash": digest and digest.hex(), "kind": kind, "by": by}
            self.damage.append(told)


def read_header(data: bytes) -> tuple[dict[str, Any], bool]:
    """Return what a header says, nothing when it is unreadable; and whether it is canonical. Not to be believed yet."""
    says = loaded(data) if len(data) <= MAX_HEADER else {}
    with suppress(ValueError, RecursionError):
        # A number with a fraction, true, or a text with an escape is not what HEADER asks for, whatever it means.
        canonical = CANONICAL.encode(says)
        if HEADER.fullmatch(canonical) and datetime.fromisoformat(says["t"][:-1]):
            largest = max(says["seq"], says["len"], *says["seen"].values())
            if says["len"] >= 512 and says["dev"] not in says["seen"] and largest < 1 << 53:
                return says, canonical.encode() == data
    return {}, False


def read_entry(strand: Strand, line: bytes, casebook: str, keys: dict[str, Ed25519PublicKey]) -> None:
    """Check one entry by itself, and keep what its neighbours are judged by if it is believed and belongs here."""
    place, record = strand.lines, loaded(line) if line.count(b",") < 100 else {}  # a bomb of JSON
    strand.lines += 1
    header, signature = unbase64(record.get("header")), unbase64(record.get("signature")) or b""
    digest = None if header is None else sha256(b"\0" + header + signature).digest()
    if digest and record.get("hash") not in (None, digest.hex()):
        strand.report(place, None, digest, "hash wrong")
    says, canonical = read_header(header or b"")
    doubt = "header unreadable" if not says else "" if says["dev"] in keys else "device unknown"
    try:
        if not doubt and header:
            keys[says["dev"]].verify(signature, b"DSSEv1 15 svidok-entry-v1 %d %b" % (len(header), header))
    except InvalidSignature:
        doubt = "signature wrong"
    if doubt:
        strand.doubted += 1
        return strand.report(place, None, digest, doubt)
    box, kept = unbase64(record.get("box")), record.get("box") not in (None, "")
    wrong = {
        "header not canonical": not canonical,
        "kind unknown": says["type"] not in KINDS,
        "payload missing": not kept,
        "payload changed": kept and (box is None or len(box) != says["len"] or sha256(box).hexdigest() != says["ct"]),
        "other casebook": says["cb"] != casebook,
        "other device": says["dev"] != strand.device,
    }
    for kind in [kind for kind, is_so in wrong.items() if is_so]:
        strand.report(place, says["seq"], digest, kind)
    if not wrong["other casebook"] and not wrong["other device"]:
        strand.entries.append(Entry(place, says["seq"], digest, says["prev"], strand.doubted, says["seen"]))
        strand.clock_back += says["clk"] == "synced" and says["t"] < strand.clock
        strand.clock = says["t"] if says["clk"] == "synced" else strand.clock
    return None


def judge(strand: Strand) -> None:
    """Check how the entries of a strand follow each other (part 6.4), when all of them are read."""
    hashes_before = {"0" * 64}
    by_number = sorted(strand.entries, key=lambda entry: entry.number)
    for number, group in groupby(by_number, key=lambda entry: entry.number):
        different: dict[bytes, Entry] = {}
        for entry in group:
            if different.setdefault(entry.hash, entry) is not entry:
                strand.report(*entry[:3], "duplicate")
        for entry in different.values():
            if len(different) > 1:
                strand.report(*entry[:3], "fork")
            if number == strand.top + 1 and entry.prev not in hashes_before:
                strand.report(*entry[:3], "chain broken")
        strand.firsts.append(next(iter(different.values())))
        strand.top, hashes_before = number, {one.hex() for one in different}
    judge_order(strand)
    strand.damage.sort(key=lambda one: -1 if one["place"] is None else one["place"])


def judge_order(strand: Strand) -> None:
    """Report entries out of order, entries missing, and less seen than before."""
    numbers, run = [entry.number for entry in strand.firsts], longest_run(sorted(strand.firsts))
    in_run = {entry.number for entry in run}
    for entry in [entry for entry in strand.firsts if entry.number not in in_run]:
        strand.report(*entry[:3], "out of order")
    for last, entry in pairwise([Entry(-1, 0, b"", "", 0, {}), *run]):
        between = bisect_left(numbers, entry.number) - bisect_right(numbers, last.number)
        if entry.number - last.number - 1 - between > entry.doubted - last.doubted:
            strand.report(*entry[:3], "entries missing before")
        if entry.seen is not last.seen and any(entry.seen.get(one, 0) < seen for one, seen in last.seen.items()):
            strand.report(*entry[:3], "seen less than before")


def longest_run(entries: list[Entry]) -> list[Entry]:
    """Return the longest run of rising numbers; of several the one whose numbers, read from the end, are smallest."""
    ends: list[int] = []  # the smallest number that a run of each length ends with, and that run from its end
    runs: list[Any] = []
    for entry in entries:
        length = bisect_left(ends, entry.number)
        ends[length : length + 1] = [entry.number]
        runs[length : length + 1] = [(entry, runs[length - 1] if length else None)]
    run, rest = [], runs[-1] if runs else None
    while rest:
        entry, rest = rest
        run.append(entry)
    return run[::-1]


@dataclass
class Export:
    """All that is found out about an export: damage outside of the strands, and notes on what is no damage."""

    partners: dict[str, Ed25519PublicKey]
    casebook: str = ""
    made: str = ""
    keys: dict[str, Ed25519PublicKey] = field(default_factory=dict)
    strands: dict[str, Strand] = field(default_factory=dict)
    checkpoints: list[Checkpoint] = field(default_factory=list)
    objects: int = 0
    damage: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_checkpoint(export: Export, name: str, given: bool, data: bytes) -> None:
    """Take a checkpoint whose form, root and signatures hold (parts 8.2, 8.3); ValueError says why it is refused."""
    text, lines, *strands = data.decode().removesuffix("\n").split("\n\n")
    head, *parts = [TEXT.fullmatch(one) for one in (text, *strands)]
    found = {part[2]: (int(part[3]), unbase64(part[4])) for part in parts if part and part[2]}
    if not (
        data.endswith(b"\n") and head and not head[2] and list(found) == sorted(found) and len(found) == len(parts)
    ):
        raise ValueError("not of the form of a checkpoint")
    if {part[1] for part in (head, *parts) if part} != {export.casebook}:
        raise ValueError("of another casebook")
    leaves = [sha256(b"\0" + one.encode() + b"\n").digest() for one in strands]
    if int(head[3]) != len(leaves) or unbase64(head[4]) != roots(leaves, [len(leaves)])[len(leaves)]:
        raise ValueError("its root is not that of its strands")
    point = Checkpoint(name, given, found, [], [])
    for line in lines.split("\n"):
        check_signature(export, point, line, text.encode() + b"\n")
    if not point.signed:
        raise ValueError("no known device of the casebook has signed it")
    export.checkpoints.append(point)


def check_signature(export: Export, point: Checkpoint, line: str, text: bytes) -> None:
    """Check a signature line under the hint of a known key; ignore the others."""
    match = SIGNATURE.fullmatch(line)
    signed = unbase64(match[2]) if match else None
    if not match or not signed:
        raise ValueError("a signature line of another form")
    name, signature, stamp = match[1], signed[4:], int.from_bytes(signed[4:12], "big")
    device = name.removeprefix(f"svidok/{export.casebook}/")
    for kind, known in ((1, export.keys.get(device) if device != name else None), (4, export.partners.get(name))):
        if not known or signed[:4] != sha256(name.encode() + bytes((10, kind)) + known.public_bytes_raw()).digest()[:4]:
            continue
        try:
            stamped = b"cosignature/v1\ntime %d\n%b" % (stamp, text)
            known.verify(*((signature, text) if kind == 1 else (signature[8:], stamped)))
        except InvalidSignature:
            raise ValueError(f"the signature of {name} is wrong") from None
        when = datetime.fromtimestamp(stamp, UTC).isoformat() if stamp < 1 << 37 else f"{stamp} s after 1970"
        (point.signed if kind == 1 else point.cosigned).append(device if kind == 1 else f"{name} not later than {when}")


def hold(export: Export) -> None:
    """Hold every strand against every checkpoint, and the export's own checkpoints against each other (8.3, 9)."""
    largest: dict[str, tuple[int, bytes | None]] = {}
    for point in [point for point in export.checkpoints if not point.given]:
        for device, (count, root) in largest.items():
            now = point.strands.get(device, (-1, None))
            if now[0] < count or (now[0] == count and now[1] != root):
                export.damage.append(f"checkpoint {point.name} does not hold what an earlier one held of {device}")
        largest |= point.strands
    for device in sorted({device for point in export.checkpoints for device in point.strands}):
        strand = export.strands.setdefault(device, Strand(device))
        points = [(point, *point.strands[device]) for point in export.checkpoints if device in point.strands]
        leaves = (entry.hash for number, entry in enumerate(strand.firsts, 1) if entry.number == number)
        there = roots(leaves, [one[1] for one in points])
        for point, count, root in points:
            if count > strand.top or there.get(count) != root:
                kind = "fewer entries" if count > strand.top else "another root"
                strand.report(None, count, None, kind, point.name)
            else:
                by = " and ".join([f"checkpoint {point.name} of {', '.join(point.signed)}", *point.cosigned])
                strand.anchors.append((count, point.given or bool(point.cosigned), by))


def read_member(export: Export, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Check one member; its name chooses how, and nothing is written anywhere. ValueError says what is wrong."""
    device, number, digest = MEMBER.findall(info.filename)[0]
    if info.compress_type not in (0, 8) or info.file_size > MAX_TEXT + MAX_RATIO * info.compress_size:
        raise ValueError("packed in another way, or much larger than what it is packed in")
    del info.CRC  # whatever the archive says of them, entries and objects are read to the end and judged by themselves
    with archive.open(info) as file:
        if device:
            strand, left = export.strands.setdefault(device, Strand(device)), info.file_size
            while line := file.readline(MAX_LINE):  # a longer line is unreadable, in as many pieces as it takes
                read_entry(strand, line, export.casebook, export.keys)
                left -= len(line)
            if left:
                raise ValueError("it ends too early")
        elif number:
            read_checkpoint(export, number, False, file.read(MAX_TEXT))
        elif not digest:
            read_about(export, loaded(file.read(MAX_TEXT)))
        else:
            export.objects += 1
            if file_digest(cast(Any, file), "sha256").hexdigest() != digest:
                raise ValueError("its SHA-256 is not its name")


def read_about(export: Export, about: dict[str, Any]) -> None:
    """Take the casebook and those keys that fit their ids; ValueError when this is no export of strands."""
    casebook, made, devices = str(about.get("casebook")), str(about.get("made")), about.get("devices")
    if (about.get("format"), about.get("v")) != ("svidok-strands", 1) or not re.fullmatch(ID, casebook):
        raise ValueError("not that of an export of strands of version 1")
    export.casebook, export.made = casebook, made if re.fullmatch(TIME, made) else "at an unknown time"
    for device, text in devices.items() if isinstance(devices, dict) else ():
        key = bytes.fromhex(text) if re.fullmatch(H64, str(text)) else b""
        if key and sha256(key).hexdigest()[:32] == device:
            export.keys[device] = Ed25519PublicKey.from_public_bytes(key)


def read_export(export: Export, path: Path, given: list[str]) -> None:
    """Check an export and hold it against the checkpoints given; ValueError when nothing can be checked."""
    with zipfile.ZipFile(path) as archive:
        if sum(one.compress_size for one in archive.infolist()) > path.stat().st_size:
            raise ValueError("its members lie upon each other")
        named = [one for one in archive.infolist() if MEMBER.fullmatch(one.filename)]
        members = {one.filename: one for one in named}
        export.damage += ["two members have one name; the last of them was read"] if len(members) < len(named) else []
        for name in sorted(members):
            try:
                read_member(export, archive, members[name])
            except Exception as why:  # noqa: BLE001 - zipfile fails in many ways on bytes made to break it
                export.damage.append(f"{name}: {why}")
            if not export.casebook:
                raise ValueError("; ".join(export.damage) or "it has no about.json")
    for file in given:
        try:
            read_checkpoint(export, file, True, Path(file).read_bytes()[:MAX_TEXT])
        except (OSError, ValueError) as why:
            export.notes.append(f"checkpoint {file} refused, so it anchors nothing: {why}")
    for strand in export.strands.values():
        judge(strand)
    hold(export)


def summary(export: Export) -> dict[str, Any]:
    """Return what was found, in plain values; `code` is what the program ends with."""
    names, strands, told = ("lines", "top", "clock_back", "found", "damage", "anchors"), export.strands.values(), {}
    for one in strands:
        told[one.device] = {name: getattr(one, name) for name in names}
        told[one.device]["anchored"] = max([0, *(count for count, outside, _ in one.anchors if outside)])
    code = int(any(one["anchored"] < one["top"] for one in told.values())) if any(one.lines for one in strands) else 3
    code = 2 if export.damage or any(one.found for one in strands) else code
    found = {"code": code, "verdict": VERDICTS[code], "casebook": export.casebook, "made": export.made, "strands": told}
    found |= {"checkpoints": len(export.checkpoints), "objects": export.objects, "not_checked": WITHOUT_KEYS}
    return found | {"damage": export.damage, "notes": export.notes}


def page(found: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of a report for people."""
    lines = sum(one["lines"] for one in found["strands"].values())
    yield f"Casebook {found['casebook']}, by its own word exported {found['made']}"
    yield f"Checked: {lines} entries, {found['checkpoints']} checkpoints, {found['objects']} sealed originals"
    for device, one in found["strands"].items():
        state = f"DAMAGED in {one['found']} places" if one["found"] else f"consistent up to entry {one['top']}"
        yield f"Strand {device}: {state}, " + (
            f"anchored up to {one['anchored']}" if one["anchored"] else "not anchored"
        )
        for count, outside, by in sorted(one["anchors"])[-3:]:
            yield f"  {'anchored' if outside else 'not anchored, but told by the export itself'}: {count} entries, {by}"
        for bad in one["damage"][:20]:
            yield "  " + ", ".join(f"{name} {bad[name]}" for name in bad if bad[name] not in (None, ""))
        yield from [f"  its clock went back {one['clock_back']} times, no damage"] if one["clock_back"] else []
    yield from [f"DAMAGED: {one}" for one in found["damage"][:20]] + [f"Note: {one}" for one in found["notes"][:20]]
    yield f"Not checked, since it needs keys: {found['not_checked']}"
    yield f"Verdict ({found['code']}): {found['verdict']}"


def main(arguments: list[str] | None = None) -> int:
    """Check an export, print what was found, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export", type=Path, help="the ZIP file")
    parser.add_argument("--checkpoint", action="append", default=[], metavar="FILE", help="one that was kept elsewhere")
    parser.add_argument("--partner", action="append", default=[], metavar="NAME=PUBLICHEX", help="who cosigns")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    try:
        given = parser.parse_args(arguments)
        pairs = [one.rpartition("=") for one in given.partner]
        export = Export({name: Ed25519PublicKey.from_public_bytes(bytes.fromhex(text)) for name, _, text in pairs})
        read_export(export, given.export, given.checkpoint)
        found = summary(export)
        print(json.dumps(found, indent=1) if given.json else "\n".join(page(found)))  # noqa: T201
        return int(found["code"])
    except (Exception, SystemExit) as why:  # noqa: BLE001 - whatever fails here must not look like a verdict
        if isinstance(why, SystemExit) and not why.code:
            return 0
        print(f"Verdict (3): {VERDICTS[3]}: {type(why).__name__}: {why}", file=sys.stderr)  # noqa: T201
        return 3


if __name__ == "__main__":
    sys.exit(main())

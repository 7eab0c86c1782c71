"""The stand-alone verifier: it agrees with the vectors, is not brought down by anything, and needs nothing of svidok."""

import ast
import base64
import contextlib
import hashlib
import importlib.util
import io
import json
import random
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ROOT = Path(__file__).parents[2]
VERIFIER, VECTORS = ROOT / "verifier/svidok_verify.py", ROOT / "docs/vectors"
BOOK = "dd4e2e9fbb8ae3cb507b012b34c8281c"
KEY, PARTNER = Ed25519PrivateKey.from_private_bytes(b"k" * 32), Ed25519PrivateKey.from_private_bytes(b"p" * 32)
PUBLIC = KEY.public_key().public_bytes_raw()
DEVICE = hashlib.sha256(PUBLIC).hexdigest()[:32]


def loaded(path: Path, name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


verify = loaded(VERIFIER, "svidok_verify")
bench = loaded(ROOT / "bench/verifier.py", "bench_verifier")


def vectors(name: str) -> Any:
    return json.loads((VECTORS / name).read_text("utf-8"))


def checked(path: Path, *arguments: str) -> dict[str, Any]:
    """Return what the program prints as JSON; it must end with the code that it prints, and print a page as well."""
    told, page = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(io.StringIO()):
        code = verify.main([str(path), "--json", *arguments])
    with contextlib.redirect_stdout(page), contextlib.redirect_stderr(page):
        assert verify.main([str(path), *arguments]) == code
    assert "complete" not in page.getvalue()
    assert f"Verdict ({code})" in page.getvalue()
    found: dict[str, Any] = json.loads(told.getvalue()) if told.getvalue() else {"code": 3}
    assert found["code"] == code
    return found


def line_of(entry: dict[str, Any]) -> bytes:
    """Write an entry of the vectors as a line of an export; vectors hold bytes as hex, or a header as text."""
    parts = {"header": entry["header"].encode() if entry["header"].startswith("{") else hexed(entry["header"])}
    parts |= {name: bytes.fromhex(entry[name]) for name in ("signature", "box") if entry[name] is not None}
    line = {name: base64.b64encode(data).decode() for name, data in parts.items()}
    return (
        json.dumps(line | {"hash": hashlib.sha256(b"\0" + parts["header"] + parts["signature"]).hexdigest()}).encode()
        + b"\n"
    )


def hexed(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return text.encode()


def places(found: dict[str, Any], device: str) -> list[tuple[int, str]]:
    return sorted((one["place"], one["kind"]) for one in found["strands"][device]["damage"])


def export(path: Path, lines: list[bytes], **members: bytes) -> Path:
    return bench.write(path, {DEVICE: PUBLIC.hex()}, {f"strands/{DEVICE}.jsonl": b"".join(lines)} | members)


@pytest.fixture(scope="module")
def lines() -> list[bytes]:
    return [json.dumps(one).encode() + b"\n" for one in bench.entries(KEY, 8)]


def checkpoint(counts: dict[str, list[str]], *, tamper: bool = False, cosign: int | None = None) -> str:
    """Write a checkpoint (part 8.2) over the hashes of strands, signed by KEY, by the recursion that RFC 6962 gives."""

    def root(leaves: list[bytes]) -> bytes:
        if len(leaves) < 2:
            return leaves[0] if leaves else hashlib.sha256(b"").digest()
        half = 1
        while half * 2 < len(leaves):
            half *= 2
        return hashlib.sha256(b"\1" + root(leaves[:half]) + root(leaves[half:])).digest()

    def three(name: str, leaves: list[bytes]) -> str:
        return f"svidok/{name}\n{len(leaves)}\n{base64.b64encode(root(leaves)).decode()}\n"

    strands = [three(f"{BOOK}/{one}", [bytes.fromhex(h) for h in counts[one]]) for one in sorted(counts)]
    text = three(BOOK, [hashlib.sha256(b"\0" + one.encode()).digest() for one in strands])
    name = f"svidok/{BOOK}/{DEVICE}"
    signature = KEY.sign(text.encode() + (b"x" if tamper else b""))
    signed = [line(name, 1, PUBLIC, signature)]
    if cosign is not None:
        message = f"cosignature/v1\ntime {cosign}\n{text}".encode()
        public = PARTNER.public_key().public_bytes_raw()
        signed.append(line("ngo.example/witness", 4, public, cosign.to_bytes(8, "big") + PARTNER.sign(message)))
    return "\n".join([text, "\n".join(signed) + "\n", *strands])


def line(name: str, kind: int, public: bytes, signature: bytes) -> str:
    hint = hashlib.sha256(name.encode() + bytes((10, kind)) + public).digest()[:4]
    return f"— {name} {base64.b64encode(hint + signature).decode()}"


def hashes(lines: list[bytes]) -> list[str]:
    return [json.loads(one)["hash"] for one in lines]


# --- the vectors


@pytest.mark.parametrize("case", vectors("damaged.json"), ids=lambda case: case["why"])
def test_finds_exactly_the_damage_of_the_vectors(case: dict[str, Any], tmp_path: Path) -> None:
    device = "71ba6bd7649ee6789d3e8c9ac7bdb73c"
    members = {f"strands/{device}.jsonl": b"".join(map(line_of, case["entries"]))}
    found = checked(bench.write(tmp_path / "e.zip", case["devices"], members))
    assert places(found, device) == sorted((place, kind) for place, kind in case["damage"])
    assert found["code"] == (2 if case["damage"] else 1 if case["entries"] else 3)


def test_agrees_with_the_strand_of_the_vectors(tmp_path: Path) -> None:
    strand = vectors("strand.json")
    device = next(iter(strand["devices"]))
    rows = [line_of(one) for one in strand["entries"]]
    assert hashes(rows) == strand["hashes"]
    found = checked(bench.write(tmp_path / "e.zip", strand["devices"], {f"strands/{device}.jsonl": b"".join(rows)}))
    assert (found["code"], found["strands"][device]["top"], found["strands"][device]["anchored"]) == (1, 6, 0)


def test_trees_have_the_roots_of_the_vectors() -> None:
    for tree in vectors("checkpoints.json")["trees"]:
        leaves = [bytes.fromhex(one) for one in tree["leaves"]]
        assert verify.roots(leaves, [len(leaves)])[len(leaves)].hex() == tree["root"]


@pytest.mark.parametrize("case", vectors("checkpoints.json")["checkpoints"], ids=lambda case: case["why"])
def test_reads_checkpoints_and_holds_strands_against_them(case: dict[str, Any]) -> None:
    keys = vectors("checkpoints.json")["devices"]
    found = verify.Export({}, casebook=BOOK)
    found.keys = {one: verify.Ed25519PublicKey.from_public_bytes(bytes.fromhex(text)) for one, text in keys.items()}
    if case["damage"] is None:
        with pytest.raises(ValueError, match=r"."):
            verify.read_checkpoint(found, "x", True, case["checkpoint"].encode())
        return
    verify.read_checkpoint(found, "x", True, case["checkpoint"].encode())
    for device, rows in case["strands"].items():
        firsts = [verify.Entry(n, n + 1, bytes.fromhex(one), "", 0, {}) for n, one in enumerate(rows)]
        found.strands[device] = verify.Strand(device, firsts=firsts, top=len(firsts))
    verify.hold(found)
    said = [[one.device, bad["number"], bad["kind"]] for one in found.strands.values() for bad in one.damage]
    assert sorted(said) == sorted(case["damage"])


def test_the_export_of_the_vectors_is_consistent_and_not_anchored() -> None:
    found = checked(VECTORS / "strands.zip")
    assert (found["code"], found["checkpoints"], found["damage"]) == (1, 2, [])


# --- anchors


def test_anchored_by_a_checkpoint_kept_elsewhere(lines: list[bytes], tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    for upto, code in ((8, 0), (5, 1)):
        kept.write_text(checkpoint({DEVICE: hashes(lines)[:upto]}), "utf-8")
        found = checked(export(tmp_path / "e.zip", lines), "--checkpoint", str(kept))
        assert (found["code"], found["strands"][DEVICE]["anchored"]) == (code, upto)


def test_a_cut_end_and_another_past_are_found(lines: list[bytes], tmp_path: Path) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text(checkpoint({DEVICE: hashes(lines)}), "utf-8")
    other = [json.dumps(one).encode() + b"\n" for one in bench.entries(KEY, 9)]
    for rows, kind in ((lines[:6], "fewer entries"), ([], "fewer entries"), (other, "another root")):
        found = checked(export(tmp_path / "e.zip", rows), "--checkpoint", str(kept))
        assert found["code"] == 2
        assert [one["kind"] for one in found["strands"][DEVICE]["damage"]] == [kind]


def test_the_export_s_own_checkpoint_anchors_only_with_a_partner(lines: list[bytes], tmp_path: Path) -> None:
    text = checkpoint({DEVICE: hashes(lines)}, cosign=1_700_000_000).encode()
    path = export(tmp_path / "e.zip", lines, **{"checkpoints/000001.txt": text})
    partner = f"ngo.example/witness={PARTNER.public_key().public_bytes_raw().hex()}"
    assert checked(path)["code"] == 1
    found = checked(path, "--partner", partner)
    assert found["code"] == 0
    assert "not later than 2023-11-14T22:13:20" in found["strands"][DEVICE]["anchors"][0][2]
    wrong = f"ngo.example/witness={PUBLIC.hex()}"  # another key under that name has another hint: an unknown line
    assert checked(path, "--partner", wrong)["code"] == 1


def test_checkpoints_refused(lines: list[bytes], tmp_path: Path) -> None:
    good = checkpoint({DEVICE: hashes(lines)})
    forged = [checkpoint({DEVICE: hashes(lines)}, tamper=True), good.replace(BOOK, "0" * 32), good + "\n", good[:-1]]
    forged += ["", good.replace("\n8\n", "\n08\n"), good.replace("\n8\n", "\n7\n"), good.replace("— ", "- ")]
    for text in forged:
        kept = tmp_path / "kept.txt"
        kept.write_text(text, "utf-8")
        found = checked(export(tmp_path / "e.zip", lines), "--checkpoint", str(kept))
        assert (found["code"], len(found["notes"])) == (1, 1)
        assert checked(export(tmp_path / "e.zip", lines, **{"checkpoints/000001.txt": text.encode()}))["code"] == 2


def test_a_later_checkpoint_that_holds_less_is_damage(lines: list[bytes], tmp_path: Path) -> None:
    long, short = (checkpoint({DEVICE: hashes(lines)[:n]}).encode() for n in (6, 3))
    for first, second, code in ((short, long, 1), (long, short, 2), (long, checkpoint({}).encode(), 2)):
        members = {"checkpoints/000001.txt": first, "checkpoints/000002.txt": second}
        assert checked(export(tmp_path / "e.zip", lines, **members))["code"] == code


# --- members


def test_objects_are_known_by_their_hash(lines: list[bytes], tmp_path: Path) -> None:
    data = random.Random(1).randbytes(3 << 20)
    name = f"objects/{hashlib.sha256(data).hexdigest()}"
    found = checked(export(tmp_path / "e.zip", lines, **{name: data}))
    assert (found["code"], found["objects"]) == (1, 1)
    assert checked(export(tmp_path / "e.zip", lines, **{name: data[:-1] + bytes([data[-1] ^ 1])}))["code"] == 2
    assert checked(export(tmp_path / "e.zip", lines, **{name: data + b"x"}))["code"] == 2


def test_other_members_are_ignored_and_nothing_is_written(lines: list[bytes], tmp_path: Path) -> None:
    path = export(tmp_path / "e.zip", lines, **{"../../evil": b"x", "strands/x.jsonl": b"x", "objects/../a": b"x"})
    assert checked(path)["code"] == 1
    assert [one.name for one in tmp_path.iterdir()] == ["e.zip"]


def test_keys_count_only_when_they_fit_their_ids(lines: list[bytes], tmp_path: Path) -> None:
    other = PARTNER.public_key().public_bytes_raw().hex()
    for devices in ({DEVICE: other}, {}, {DEVICE: 7}, {DEVICE: PUBLIC.hex().upper()}):
        found = checked(bench.write(tmp_path / "e.zip", devices, {f"strands/{DEVICE}.jsonl": lines[0]}))
        assert places(found, DEVICE) == [(0, "device unknown")]


@pytest.mark.parametrize("data", [b"", b"PK", b"x" * 1000, None])
def test_what_is_no_export_gives_3(data: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "e.zip"
    if data is not None:
        path.write_bytes(data)
    assert checked(path)["code"] == 3


@pytest.mark.parametrize("about", [b"", b"[]", b"{}", b'{"format":"svidok-strands","v":2}', b"\xff", b"[" * 100_000])
def test_another_about_gives_3(about: bytes, lines: list[bytes], tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        archive.writestr("about.json", about)
        archive.writestr(f"strands/{DEVICE}.jsonl", lines[0])
    assert checked(tmp_path / "e.zip")["code"] == 3


def test_wrong_arguments_do_not_end_with_the_code_of_damage(capsys: pytest.CaptureFixture[str]) -> None:
    assert [verify.main(one) for one in ([], ["x", "--partner", "a=zz"], ["x", "--no"])] == [3, 3, 3]
    assert verify.main(["--help"]) == 0
    capsys.readouterr()


# --- whatever somebody does to the bytes

Damaging = Callable[[random.Random, list[bytes]], list[bytes]]


def flipped(chance: random.Random, rows: list[bytes]) -> list[bytes]:
    row = bytearray(rows[at := chance.randrange(len(rows))])
    row[chance.randrange(len(row) - 1)] ^= 1 << chance.randrange(8)
    return [*rows[:at], bytes(row), *rows[at + 1 :]]


def cut(chance: random.Random, rows: list[bytes]) -> list[bytes]:
    whole = b"".join(rows)
    return [whole[: chance.randrange(1, len(whole) - 1)]]


def dropped(chance: random.Random, rows: list[bytes]) -> list[bytes]:
    at = chance.randrange(len(rows) - 1)  # of the end a chain knows nothing
    return rows[:at] + rows[at + 1 :]


def swapped(chance: random.Random, rows: list[bytes]) -> list[bytes]:
    one, two = chance.sample(range(len(rows)), 2)
    moved = [*rows]
    moved[one], moved[two] = rows[two], rows[one]
    return moved


def doubled(chance: random.Random, rows: list[bytes]) -> list[bytes]:
    at = chance.randrange(len(rows) + 1)
    return [*rows[:at], chance.choice(rows), *rows[at:]]


@pytest.mark.parametrize("damaging", [flipped, cut, dropped, swapped, doubled])
def test_lines_damaged_at_random_are_found(damaging: Damaging, lines: list[bytes], tmp_path: Path) -> None:
    chance = random.Random(damaging.__name__)
    for _ in range(40):
        rows = damaging(chance, lines)
        code = checked(export(tmp_path / "e.zip", rows))["code"]
        assert code == 2 or means_the_same(rows, lines) or (damaging is cut and rows[0].endswith(b'"}')), rows


def means_the_same(rows: list[bytes], lines: list[bytes]) -> bool:
    """Whether only what a reader ignores was touched: the name of the hash beside an entry, the end of a cut strand."""
    kept = b"".join(rows).splitlines(True)
    parts = ("header", "signature", "box")
    with contextlib.suppress(ValueError):
        return all(
            [a.get(p) == b[p] for p in parts] == [True] * 3
            for a, b in zip(map(json.loads, kept), map(json.loads, lines), strict=False)
        )
    return False


def test_archives_damaged_at_random_give_a_verdict(lines: list[bytes], tmp_path: Path) -> None:
    whole = export(
        tmp_path / "e.zip", lines, **{"checkpoints/000001.txt": checkpoint({DEVICE: hashes(lines)}).encode()}
    ).read_bytes()
    chance, codes = random.Random(7), set()
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 1, 2, 20))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        if chance.random() < 0.2:
            at = chance.randrange(len(data))
            del data[at : at + chance.randrange(1, 200)]
        (tmp_path / "f.zip").write_bytes(data)
        codes.add(checked(tmp_path / "f.zip")["code"])
    assert codes <= {1, 2, 3}
    assert {2, 3} <= codes


def strange() -> Iterator[bytes]:
    yield from (
        b"\n",
        b"{}\n",
        b"null\n",
        b"[" * 50_000,
        b'{"header":1,"signature":[],"box":{},"hash":[]}',
        b'{"header":"AAA"}',
        b"\xff\xfe",
    )
    for header in (
        b"",
        b"[]",
        b"NaN",
        b"9" * 5000,
        b'{"v":' + b"[" * 30_000,
        b'"\\ud800"',
        b"\xef\xbb\xbf{}",
        b"{}" * 40_000,
    ):
        yield json.dumps({"header": base64.b64encode(header).decode(), "signature": "", "box": "AA=="}).encode() + b"\n"


@pytest.mark.parametrize("row", list(strange()))
def test_strange_lines_are_unreadable(row: bytes, lines: list[bytes], tmp_path: Path) -> None:
    found = checked(export(tmp_path / "e.zip", [lines[0], row]))
    assert places(found, DEVICE) == [(1, "header unreadable")]


def test_bombs_are_not_unpacked(lines: list[bytes], tmp_path: Path) -> None:
    bomb = b"\n" * (200 << 20)
    for name in (f"objects/{'0' * 64}", f"strands/{'0' * 32}.jsonl", "checkpoints/000001.txt"):
        found = checked(export(tmp_path / "e.zip", lines, **{name: bomb}))
        assert (found["code"], len(found["damage"])) == (2, 1)


def test_a_line_made_of_commas_is_not_parsed(lines: list[bytes], tmp_path: Path) -> None:
    row = b'{"a":[' + b"[]," * 1_000_000 + b"0]}\n"
    found = checked(bench_stored(tmp_path / "e.zip", [*lines[:1], row]))
    assert places(found, DEVICE) == [(1, "header unreadable")]


def bench_stored(path: Path, rows: list[bytes]) -> Path:
    about = {
        "format": "svidok-strands",
        "v": 1,
        "casebook": BOOK,
        "made": "2026-11-23T00:00:00Z",
        "devices": {DEVICE: PUBLIC.hex()},
    }
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("about.json", json.dumps(about))
        archive.writestr(f"strands/{DEVICE}.jsonl", b"".join(rows))
    return path


def test_a_second_member_of_one_name_is_damage(lines: list[bytes], tmp_path: Path) -> None:
    path = bench_stored(tmp_path / "e.zip", lines)
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(f"strands/{DEVICE}.jsonl", b"".join(lines))
    assert checked(path)["code"] == 2


# --- the file itself


def test_it_stands_alone() -> None:
    text = VERIFIER.read_text("utf-8")
    assert len(text.splitlines()) < 400
    assert "SPDX-License-Identifier: Apache-2.0" in text
    tree = ast.parse(text)
    names = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names | {"cryptography"}

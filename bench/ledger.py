"""How fast a strand is written, verified and opened: `PYTHONPATH=src python bench/ledger.py [ENTRIES]`.

Entries are of the size of a decision (512-byte boxes); the best of three runs is shown. One core.
"""

import sys
from collections.abc import Callable
from time import perf_counter

from svidok.ledger.entry import Sealed, open_payload
from svidok.ledger.strand import follow, start
from svidok.ledger.verify import verify_strand
from svidok.sealing.blobs import open_blob, seal_blob
from svidok.sealing.keys import DeviceKeys, derive, protect

ENTRIES = 20_000
ORIGINAL_BYTES = 64 * 1024 * 1024
KEYS, SOURCE_KEY = derive(bytes(32)), bytes(range(32))
PAYLOAD = {"statement": "S1", "decision": "accept", "coder": "k1", "note": "перевірено за оригіналом"}


def written(count: int, keys: DeviceKeys) -> list[Sealed]:
    head, made = start("c" * 32, keys.key_id), []
    for _ in range(count):
        head, entry = follow(
            head,
            keys,
            seen={"a" * 32: 1, "b" * 32: 7},
            at="2026-11-22T07:40:00Z",
            clock="synced",
            kind="decision.made",
            source="5" * 32,
            payload=PAYLOAD,
            source_key=SOURCE_KEY,
            codebook="f" * 64,
        )
        made.append(entry)
    return made


def best(task: Callable[[], object]) -> float:
    """Return seconds."""
    taken = []
    for _ in range(3):
        began = perf_counter()
        task()
        taken.append(perf_counter() - began)
    return min(taken)


def main(count: int) -> None:
    made = written(count, KEYS)
    devices = {KEYS.key_id: KEYS.public}
    assert verify_strand(made, devices).sound
    original = bytes(ORIGINAL_BYTES)
    key, box = seal_blob(original)
    megabytes = ORIGINAL_BYTES / 1e6
    print(f"write   {count / best(lambda: written(count, KEYS)):10,.0f} entries/s")
    print(f"verify  {count / best(lambda: verify_strand(made, devices)):10,.0f} entries/s")
    print(f"open    {count / best(lambda: [open_payload(one, SOURCE_KEY) for one in made]):10,.0f} payloads/s")
    print(f"seal    {megabytes / best(lambda: seal_blob(original)):10,.0f} MB/s of an original")
    print(f"unseal  {megabytes / best(lambda: open_blob(key, box)):10,.0f} MB/s")
    print(f"protect {best(lambda: protect(bytes(32), 'a long passphrase')):10.2f} s for a key file")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)

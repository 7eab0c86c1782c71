"""The key file: a device secret under a passphrase, with the cost of trying passphrases written beside it.

The cost is read from the file, so that it can be raised later without a new format. Lowering it in a stolen
file helps nobody: the box then no longer opens. `protect` of `keys` always writes `COST`.
"""

import json
from dataclasses import dataclass
from typing import Any, Final

from svidok.errors import KeyFileBroken

FORMAT = "svidok-key"
VERSION = 1
KDF = "argon2id"
SALT_BYTES = 16
MEMBERS = frozenset({"format", "v", "kdf", "memory_kib", "passes", "lanes", "salt", "box"})
LARGEST_FILE = 4096
LEAST_MEMORY_KIB, MOST_MEMORY_KIB = 8 * 1024, 4 * 1024 * 1024
MOST_PASSES = 64
MOST_LANES = 64


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a passphrase costs with Argon2id; raises KeyFileBroken outside what a reader accepts.

    >>> Cost(memory_kib=1, passes=1, lanes=1)
    Traceback (most recent call last):
    svidok.errors.KeyFileBroken: SV101: the key file cannot be read: its cost is out of bounds
      do: use a backup of the key file; nothing has been changed
    """

    memory_kib: int
    passes: int
    lanes: int

    def __post_init__(self) -> None:
        bounds = (
            (LEAST_MEMORY_KIB, self.memory_kib, MOST_MEMORY_KIB),
            (1, self.passes, MOST_PASSES),
            (1, self.lanes, MOST_LANES),
        )
        if any(type(value) is not int or not least <= value <= most for least, value, most in bounds):
            raise KeyFileBroken(why="its cost is out of bounds")


COST: Final = Cost(memory_kib=256 * 1024, passes=3, lanes=4)  # 0.4 to 1.1 s where it was measured


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The parts of a key file; `box` is nonce, sealed secret and tag."""

    cost: Cost
    salt: bytes
    box: bytes

    def bound_to(self) -> bytes:
        """Return what the box is bound to: everything else in the file, as canonical JSON.

        >>> KeyFile(COST, bytes(16), b"").bound_to()[:40]
        b'{"format":"svidok-key","kdf":"argon2id",'
        """
        return _canonical(self._open_members()).encode()

    def to_bytes(self) -> bytes:
        """Return the file: one line of JSON, and a line end.

        >>> KeyFile.from_bytes(KeyFile(COST, bytes(16), bytes(60)).to_bytes()).cost == COST
        True
        """
        return (_canonical(self._open_members() | {"box": self.box.hex()}) + "\n").encode()

    @classmethod
    def from_bytes(cls, file: bytes) -> "KeyFile":
        """Read a key file; raises KeyFileBroken for anything that `to_bytes` does not write.

        >>> KeyFile.from_bytes(b"no key").cost
        Traceback (most recent call last):
        svidok.errors.KeyFileBroken: SV101: the key file cannot be read: it is not JSON
          do: use a backup of the key file; nothing has been changed
        """
        plain = _plain(file)
        if (plain["format"], plain["kdf"]) != (FORMAT, KDF) or [type(plain["v"]), plain["v"]] != [int, VERSION]:
            raise KeyFileBroken(why="its format is not one this version knows")
        try:
            salt, box = bytes.fromhex(plain["salt"]), bytes.fromhex(plain["box"])
        except (TypeError, ValueError):
            raise KeyFileBroken(why="its salt or box is not hex") from None
        if len(salt) != SALT_BYTES:
            raise KeyFileBroken(why="its salt has another length")
        return cls(Cost(plain["memory_kib"], plain["passes"], plain["lanes"]), salt, box)

    def _open_members(self) -> dict[str, Any]:
        cost = {"memory_kib": self.cost.memory_kib, "passes": self.cost.passes, "lanes": self.cost.lanes}
        return {"format": FORMAT, "v": VERSION, "kdf": KDF, "salt": self.salt.hex()} | cost


def _canonical(plain: dict[str, Any]) -> str:
    return json.dumps(plain, sort_keys=True, separators=(",", ":"))


def _plain(file: bytes) -> dict[str, Any]:
    if len(file) > LARGEST_FILE:
        raise KeyFileBroken(why="it is too long for a key file")
    try:
        plain = json.loads(file.decode("utf-8"))
    except (ValueError, RecursionError):
        raise KeyFileBroken(why="it is not JSON") from None
    if not isinstance(plain, dict) or set(plain) != MEMBERS:
        raise KeyFileBroken(why="its members are not those of a key file")
    return plain

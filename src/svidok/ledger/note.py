"""Signed notes (C2SP signed-note): a few lines of text, a blank line, and a line for each who signed them.

A note can gain signatures without being changed, so a partner can sign what a device has signed. Signatures of
names that a reader does not know are no fault: they are ignored.
"""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from svidok.errors import NoteRefused

ED25519: Final = b"\x01"  # how a line was signed: the text itself,
COSIGNED: Final = b"\x04"  # or the text with a time
_DASH: Final = "— "
_HINT_BYTES, _TIME_BYTES = 4, 8
MOST_BYTES: Final = 1_000_000  # of a note, or a checkpoint with the strands of thousands of devices


@dataclass(frozen=True, slots=True)
class Note:
    """A text, every line ended, and its signature lines as name and bytes (4 of hint, then the signature)."""

    text: str
    signatures: tuple[tuple[str, bytes], ...] = ()

    def to_bytes(self) -> bytes:
        """Return the note as it is written to a file."""
        lines = [f"{_DASH}{name} {base64.b64encode(data).decode()}\n" for name, data in self.signatures]
        return f"{self.text}\n{''.join(lines)}".encode()


def parsed(data: bytes) -> Note:
    """Return a note from its bytes; nothing is believed of its signatures. Raises NoteRefused.

    >>> parsed(Note("svidok/a\\n1\\nAAAA\\n", (("svidok/a/b", bytes(68)),)).to_bytes()).text
    'svidok/a\\n1\\nAAAA\\n'
    """
    try:
        text = data.decode("utf-8") if len(data) <= MOST_BYTES else ""
    except UnicodeDecodeError:
        raise NoteRefused(why="it is not UTF-8") from None
    body, blank, lines = text.rpartition("\n\n")
    if not blank or not lines.endswith("\n"):
        raise NoteRefused(why="it has no signature lines after a blank line")
    return Note(body + "\n", tuple(_signature(line) for line in lines[:-1].split("\n")))


def _signature(line: str) -> tuple[str, bytes]:
    name, _, coded = line.removeprefix(_DASH).partition(" ")
    try:
        data = base64.b64decode(coded, validate=True)
    except binascii.Error:
        data = b""
    spare = base64.b64encode(data).decode() != coded  # bits of the last letter that decoding drops: they are not signed
    if spare or not line.startswith(_DASH) or not name or "+" in name or len(data) <= _HINT_BYTES:
        raise NoteRefused(why="a signature line has another form")
    return name, data


def hint(name: str, public: bytes, how: bytes = ED25519) -> bytes:
    """Return the 4 bytes by which a signature line names a key.

    >>> hint("svidok/a/b", bytes(32)).hex()
    '7ea9d319'
    """
    return hashlib.sha256(name.encode() + b"\n" + how + public).digest()[:_HINT_BYTES]


def signed(note: Note, name: str, key: Ed25519PrivateKey) -> Note:
    """Return the note with one more signature, of a device over its text."""
    made = hint(name, key.public_key().public_bytes_raw()) + key.sign(note.text.encode())
    return Note(note.text, (*note.signatures, (name, made)))


def cosigned(note: Note, name: str, key: Ed25519PrivateKey, seconds: int) -> Note:
    """Return the note with a cosignature (C2SP tlog-cosignature, v1): who signs saw it at a time, in Unix seconds."""
    made = hint(name, key.public_key().public_bytes_raw(), COSIGNED) + seconds.to_bytes(_TIME_BYTES, "big")
    return Note(note.text, (*note.signatures, (name, made + key.sign(_timed(note.text, seconds)))))


def signers(note: Note, keys: Mapping[str, bytes]) -> list[str]:
    """Return the names whose signature over the text holds, in the order of their lines.

    `keys` maps names to public keys (32 bytes). A line with a hint of another key is ignored; one whose hint is
    that of a known key and whose signature is wrong raises NoteRefused.
    """
    found = []
    for name, data in note.signatures:
        public = keys.get(name)
        if public is not None and data[:_HINT_BYTES] == hint(name, public):
            if not _is_signed(public, data[_HINT_BYTES:], note.text.encode()):
                raise NoteRefused(why="the signature of a known name is wrong")
            found.append(name)
    return found


def cosigners(note: Note, keys: Mapping[str, bytes]) -> list[tuple[str, int]]:
    """Return the names whose cosignature holds, each with its time in Unix seconds; faults as in `signers`."""
    found = []
    for name, data in note.signatures:
        public = keys.get(name)
        if public is not None and data[:_HINT_BYTES] == hint(name, public, COSIGNED):
            rest = data[_HINT_BYTES:]
            seconds = int.from_bytes(rest[:_TIME_BYTES], "big")
            if not _is_signed(public, rest[_TIME_BYTES:], _timed(note.text, seconds)):
                raise NoteRefused(why="the cosignature of a known name is wrong")
            found.append((name, seconds))
    return found


def _timed(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def _is_signed(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True

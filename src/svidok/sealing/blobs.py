"""Boxes for originals of any size: a fresh key for each, sealed in pieces, so that none can be left out.

The pieces are those of the STREAM construction: the nonce counts them and marks the last.
"""

from collections.abc import Iterator

from cryptography.exceptions import InvalidTag

from svidok.errors import BoxRefused
from svidok.sealing.boxes import frame, new_key, unframe
from svidok.sealing.wrapping import KEY_BYTES, TAG_BYTES, cipher

PIECE_BYTES = 1024 * 1024
COUNTER_BYTES = 11  # the twelfth byte of the nonce says whether the piece is the last
LABEL = b"svidok-blob-v1"


def seal_blob(original: bytes) -> tuple[bytes, bytes]:
    """Return (key, box). The key is made here and seals nothing else, which is why nonces may count.

    >>> key, box = seal_blob(b"a scan")
    >>> len(key), len(box)
    (32, 500)
    """
    key = new_key()
    lock, framed = cipher(key), memoryview(frame(original))
    pieces = [framed[at : at + PIECE_BYTES] for at in range(0, len(framed), PIECE_BYTES)]
    nonces = _nonces(len(pieces))
    return key, b"".join(lock.encrypt(nonce, piece, LABEL) for nonce, piece in zip(nonces, pieces, strict=True))


def open_blob(key: bytes, box: bytes) -> bytes:
    """Return the original; raises BoxRefused for another key, a missing or moved piece, any changed byte.

    >>> key, box = seal_blob(b"a scan")
    >>> open_blob(key, box)
    b'a scan'
    """
    if len(key) != KEY_BYTES or not box:
        raise BoxRefused(size=len(box), why="box or key is too short to be one")
    lock, step = cipher(key), PIECE_BYTES + TAG_BYTES
    view = memoryview(box)
    pieces = [view[at : at + step] for at in range(0, len(box), step)]
    try:
        opened = [lock.decrypt(n, piece, LABEL) for n, piece in zip(_nonces(len(pieces)), pieces, strict=True)]
    except InvalidTag:
        raise BoxRefused(size=len(box), why="wrong key, or bytes changed, moved or missing") from None
    return unframe(b"".join(opened))


def _nonces(count: int) -> Iterator[bytes]:
    for number in range(count):
        yield number.to_bytes(COUNTER_BYTES, "big") + bytes([number == count - 1])

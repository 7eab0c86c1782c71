"""Boxes: what a source holds, sealed under the source's own key, in sizes that tell little.

AES-256-GCM. Destroying every copy of a key erases what its boxes hold; the boxes may stay where they are.
"""

import secrets

from svidok.errors import BoxRefused
from svidok.sealing.wrapping import KEY_BYTES, NONCE_BYTES, TAG_BYTES, unwrap, wrap

LENGTH_BYTES = 8  # how long the content is, big-endian, before the content
OVERHEAD = NONCE_BYTES + LENGTH_BYTES + TAG_BYTES
SMALLEST = 512  # bytes of the smallest box: every short decision looks alike
DOUBLING_UNTIL = 64 * 1024  # from here doubling would waste too much: eight sizes to each doubling


def new_key() -> bytes:
    """Return a fresh random key, for one source and nothing else.

    >>> len(new_key())
    32
    """
    return secrets.token_bytes(KEY_BYTES)


def bucket(size: int) -> int:
    """Return the size of box that content of `size` bytes gets (bytes, with nonce, length and tag).

    Powers of two from 512 to 65,536, then steps of one sixteenth of the next power of two: at most an eighth
    is wasted there.

    >>> [bucket(n) for n in (0, 476, 477, 60_000, 65_500, 65_501, 1_000_000)]
    [512, 512, 1024, 65536, 65536, 73728, 1048576]
    """
    needed = size + OVERHEAD
    power = max(SMALLEST, 1 << (needed - 1).bit_length())
    step = power if power <= DOUBLING_UNTIL else power // 16
    return -(-needed // step) * step


def frame(content: bytes) -> bytes:
    """Return the content with its length before it and zeros after it, as long as its bucket asks.

    >>> frame(b"words")[:14], len(frame(b"words"))
    (b'\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x05words\\x00', 484)
    """
    room = bucket(len(content)) - NONCE_BYTES - TAG_BYTES
    return (len(content).to_bytes(LENGTH_BYTES, "big") + content).ljust(room, b"\0")


def unframe(framed: bytes) -> bytes:
    """Return the content of a frame; raises BoxRefused when length or zeros are not as `frame` makes them.

    >>> unframe(frame(b"words"))
    b'words'
    """
    size = int.from_bytes(framed[:LENGTH_BYTES], "big")
    content, rest = framed[LENGTH_BYTES : LENGTH_BYTES + size], framed[LENGTH_BYTES + size :]
    fits = len(content) == size and len(framed) == bucket(size) - NONCE_BYTES - TAG_BYTES
    if not fits or rest.count(0) != len(rest):
        raise BoxRefused(size=len(framed), why="its padding is not that of this format")
    return content


def seal(key: bytes, plain: bytes, aad: bytes) -> bytes:
    """Return a box: nonce, then AES-256-GCM of the framed content. Equal contents give different boxes.

    `aad` is what the box belongs to: it is not kept in the box and must be given again to open it.

    >>> key = new_key()
    >>> len(seal(key, b"words", b"S1")), seal(key, b"words", b"S1") == seal(key, b"words", b"S1")
    (512, False)
    """
    return wrap(key, frame(plain), aad)


def open_box(key: bytes, box: bytes, aad: bytes) -> bytes:
    """Return what was sealed; raises BoxRefused for another key, another `aad` or any changed byte.

    >>> key = new_key()
    >>> open_box(key, seal(key, b"words", b"S1"), b"S1")
    b'words'
    """
    return unframe(unwrap(key, box, aad))

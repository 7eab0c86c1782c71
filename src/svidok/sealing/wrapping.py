"""One way to seal bytes: AES-256-GCM with a random nonce before it. `boxes` pads on top of it; keys need no padding."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from svidok.errors import BoxRefused

KEY_BYTES = 32  # AESGCM takes shorter keys too, and would then be another cipher
NONCE_BYTES = 12  # random: safe up to 2**32 uses of one key, and a source has some hundreds
TAG_BYTES = 16


def wrap(key: bytes, secret: bytes, aad: bytes) -> bytes:
    """Return nonce, sealed secret and tag: 28 bytes more than the secret.

    `aad` says what it belongs to; it is not kept inside and must be given again. Raises ValueError for a key
    that has not 32 bytes.

    >>> len(wrap(bytes(32), b"s" * 32, b"source 7f"))
    60
    """
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + cipher(key).encrypt(nonce, secret, aad)


def unwrap(key: bytes, wrapped: bytes, aad: bytes) -> bytes:
    """Return the secret; raises BoxRefused for another key, another `aad` or any changed byte.

    >>> unwrap(bytes(32), wrap(bytes(32), b"secret", b"source 7f"), b"source 7f")
    b'secret'
    """
    if len(wrapped) < NONCE_BYTES + TAG_BYTES or len(key) != KEY_BYTES:
        raise BoxRefused(size=len(wrapped), why="box or key is too short to be one")
    try:
        return cipher(key).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], aad)
    except InvalidTag:
        raise BoxRefused(size=len(wrapped), why="wrong key, wrong place or changed bytes") from None


def cipher(key: bytes) -> AESGCM:
    """Return the cipher of a key of 32 bytes; raises ValueError for a key of any other length.

    >>> cipher(bytes(16))
    Traceback (most recent call last):
    ValueError: a key has 32 bytes, not 16
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key has {KEY_BYTES} bytes, not {len(key)}")
    return AESGCM(key)

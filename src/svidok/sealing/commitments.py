"""Salted commitments: a header can promise a text without giving anybody a way to guess it.

A bare hash would answer "did they hear this?" to whoever holds the same words. With a secret random salt it
answers nothing, until the salt is shown.
"""

import hashlib
import hmac
import secrets

from svidok.sealing.signing import pae

SALT_BYTES = 32
LABEL = "svidok-commitment-v1"


def new_salt() -> bytes:
    """Return a fresh random salt; it is as secret as what it salts.

    >>> len(new_salt())
    32
    """
    return secrets.token_bytes(SALT_BYTES)


def commit(salt: bytes, message: bytes) -> str:
    """Return the commitment as 64 hex digits: SHA-256 over label, salt and message.

    Raises ValueError for a salt of another length, since a short one could be guessed.

    >>> commit(bytes(32), b"words")[:16]
    '74891e34040ba4d9'
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    return hashlib.sha256(pae(LABEL, salt + message)).hexdigest()


def keeps(commitment: str, salt: bytes, message: bytes) -> bool:
    """Whether this salt and message are the ones committed to.

    >>> keeps(commit(bytes(32), b"words"), bytes(32), b"words")
    True
    """
    return len(salt) == SALT_BYTES and hmac.compare_digest(commitment, commit(salt, message))

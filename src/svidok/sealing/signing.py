"""Signatures over bytes that are kept as they are: nothing is written anew in order to be checked."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIGNATURE_BYTES = 64
PUBLIC_BYTES = 32


def pae(label: str, message: bytes) -> bytes:
    """Join a label and a message so that no other pair gives the same bytes (DSSE pre-authentication, v1).

    >>> pae("svidok-entry-v1", b"{}")
    b'DSSEv1 15 svidok-entry-v1 2 {}'
    """
    name = label.encode("ascii")
    return b"DSSEv1 %d %b %d %b" % (len(name), name, len(message), message)


def sign(key: Ed25519PrivateKey, label: str, message: bytes) -> bytes:
    """Return the Ed25519 signature, 64 bytes, always the same for the same key, label and message.

    >>> key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    >>> sign(key, "svidok-entry-v1", b"{}").hex()[:16]
    '6e7184c733d1596a'
    """
    return key.sign(pae(label, message))


def verify(public: bytes, label: str, message: bytes, signature: bytes) -> bool:
    """Whether the key's owner signed exactly these bytes under this label.

    Never raises: a public key or signature of a wrong form is simply no signature.

    >>> key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    >>> mark = sign(key, "svidok-entry-v1", b"{}")
    >>> public = key.public_key().public_bytes_raw()
    >>> verify(public, "svidok-entry-v1", b"{}", mark), verify(public, "svidok-other-v1", b"{}", mark)
    (True, False)
    """
    if len(public) != PUBLIC_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, pae(label, message))
    except (InvalidSignature, ValueError):
        return False
    return True

"""Keys: a passphrase opens the device secret, and every other key of the device is derived from it."""

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass, field

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from svidok.errors import BoxRefused, PassphraseTooShort, WrongPassphrase
from svidok.sealing.keyfile import COST, SALT_BYTES, Cost, KeyFile
from svidok.sealing.wrapping import unwrap, wrap

SECRET_BYTES = 32
KEY_ID_BYTES = 16
LEAST_CHARACTERS = 8  # of a passphrase; fewer can be tried out whatever the derivation costs

SIGN_LABEL = "svidok-sign-v1"
EXCHANGE_LABEL = "svidok-exchange-v1"
DATABASE_LABEL = "svidok-database-v1"
WRAP_LABEL = "svidok-wrap-v1"


@dataclass(frozen=True, slots=True)
class DeviceKeys:
    """What one device can do, all derived from its secret; none of it is ever written down.

    `signing` signs the device's strand, `public` and `key_id` name it to others. `database` is the raw key of
    the encrypted store, 64 hex digits. `wrapping` wraps other keys on this device. `exchange` receives keys
    from other members.
    """

    signing: Ed25519PrivateKey = field(repr=False)
    key_id: str
    public: bytes
    database: str = field(repr=False)
    wrapping: bytes = field(repr=False)
    exchange: X25519PrivateKey = field(repr=False)


def new_device_secret() -> bytes:
    """Return a fresh random device secret, 32 bytes.

    >>> len(new_device_secret())
    32
    """
    return secrets.token_bytes(SECRET_BYTES)


def new_id() -> str:
    """Return a fresh random id, 32 hex digits, which says nothing about what it names.

    >>> len(new_id())
    32
    """
    return secrets.token_hex(16)


def key_id(public: bytes) -> str:
    """Return the id of a public signing key: the first 16 bytes of its SHA-256, as 32 hex digits.

    >>> key_id(bytes(32))
    '66687aadf862bd776c8fc18b8e9f8e20'
    """
    return hashlib.sha256(public).digest()[:KEY_ID_BYTES].hex()


def derive(secret: bytes) -> DeviceKeys:
    """Return the device's keys, each by HKDF-SHA256 with a label of its own.

    >>> derive(bytes(32)).key_id
    '374c4966c974f838b4e57694196f7096'
    """
    signing = Ed25519PrivateKey.from_private_bytes(_derived(secret, SIGN_LABEL))
    public = signing.public_key().public_bytes_raw()
    return DeviceKeys(
        signing=signing,
        key_id=key_id(public),
        public=public,
        database=_derived(secret, DATABASE_LABEL).hex(),
        wrapping=_derived(secret, WRAP_LABEL),
        exchange=X25519PrivateKey.from_private_bytes(_derived(secret, EXCHANGE_LABEL)),
    )


def protect(secret: bytes, passphrase: str) -> bytes:
    """Return the content of a key file that only the passphrase opens (JSON; takes a second and 256 MiB).

    Raises PassphraseTooShort below eight characters. A new passphrase needs only a new key file.

    >>> key_file = protect(bytes(32), "сім сухих слив на столі")
    >>> unlock(key_file, "сім сухих слив на столі") == bytes(32)
    True
    """
    if len(passphrase) < LEAST_CHARACTERS:
        raise PassphraseTooShort(least=LEAST_CHARACTERS)
    salt = secrets.token_bytes(SALT_BYTES)
    empty = KeyFile(COST, salt, b"")
    return KeyFile(COST, salt, wrap(_stretched(passphrase, salt, COST), secret, empty.bound_to())).to_bytes()


def unlock(key_file: bytes, passphrase: str) -> bytes:
    """Return the device secret.

    Raises WrongPassphrase, also when the sealed part was damaged, since nothing tells the two apart; raises
    KeyFileBroken when the file is no key file or asks for a cost outside the bounds of `Cost`.
    """
    file = KeyFile.from_bytes(key_file)
    try:
        return unwrap(_stretched(passphrase, file.salt, file.cost), file.box, file.bound_to())
    except BoxRefused:
        raise WrongPassphrase from None


def _derived(secret: bytes, label: str) -> bytes:
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"a device secret has {SECRET_BYTES} bytes, not {len(secret)}")
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=label.encode()).derive(secret)


def _stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    # the same letters are typed composed on one system and decomposed on another (ї, й): NFC makes them one
    typed = unicodedata.normalize("NFC", passphrase).encode()
    return hash_secret_raw(typed, salt, cost.passes, cost.memory_kib, cost.lanes, SECRET_BYTES, Type.ID)

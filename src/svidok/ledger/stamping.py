"""Time stamps of RFC 3161: the query over a checkpoint's text, and what an authority's reply says of it.

Nothing here reaches a network: a person carries the query and brings the reply.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any, Final

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from svidok.errors import StampRefused

MOST_BYTES: Final = 200_000  # of a reply; with all its certificates it has some thousands
_MOST_SUBJECT: Final = 200
_HASHES: Final[dict[str, Callable[[bytes], Any]]] = {
    "2.16.840.1.101.3.4.2.1": hashlib.sha256,
    "2.16.840.1.101.3.4.2.2": hashlib.sha384,
    "2.16.840.1.101.3.4.2.3": hashlib.sha512,
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """A reply that could be read: when, as the authority says, and over which hash. Nothing is believed of it yet."""

    at: str
    algorithm: str
    digest: bytes
    reply: TimeStampResponse = field(repr=False, compare=False)

    def is_over(self, text: str) -> bool:
        """Whether it is over this text, by a hash of the SHA-2 family."""
        made = _HASHES.get(self.algorithm)
        return made is not None and bool(made(text.encode()).digest() == self.digest)


def query(text: str) -> bytes:
    """Return the query over a text, DER as an authority takes it: its SHA-256, and that certificates are wanted.

    It has no nonce, so that it can be made again and given to several authorities: the text is new each time.

    >>> query("svidok") == query("svidok"), hashlib.sha256(b"svidok").digest() in query("svidok")
    (True, True)
    """
    request = TimestampRequestBuilder().data(text.encode()).hash_algorithm(HashAlgorithm.SHA256)
    return request.nonce(nonce=False).cert_request(cert_request=True).build().as_bytes()


def read(data: bytes) -> Stamp | None:
    """Return a time stamp from an authority's reply, None when the strict parser does not accept it.

    Raises StampRefused when it is far from being a reply, or when the authority says that it granted none.

    >>> read(b"no reply")
    Traceback (most recent call last):
    svidok.errors.StampRefused: SV127: a time stamp is refused: it is no reply of a time-stamping authority
      do: ask this authority or another one again with the same query; nothing has been changed
    """
    if len(data) > MOST_BYTES or not _is_der(data):
        raise StampRefused(why="it is no reply of a time-stamping authority")
    try:
        reply = decode_timestamp_response(data)
        status = reply.status
    except ValueError:
        return None
    if status != PKIStatus.GRANTED:
        raise StampRefused(why=f"the authority did not grant it (status {status})")
    try:
        info = reply.tst_info
        imprint = info.message_imprint
        at = f"{info.gen_time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        return Stamp(at, imprint.hash_algorithm.dotted_string, imprint.message, reply)
    except (ValueError, OverflowError):
        return None


def roots(pem: bytes) -> tuple[x509.Certificate, ...]:
    """Return the certificates of a PEM file; raises StampRefused when there is none."""
    try:
        return tuple(x509.load_pem_x509_certificates(pem))
    except ValueError:
        raise StampRefused(why="the root certificate is no PEM file") from None


def authority(stamp: Stamp, text: str, trusted: Sequence[x509.Certificate]) -> str:
    """Return the subject of the authority that signed a time stamp over a text, under one of the roots.

    Certificates must have been valid when it was made; whether one was revoked is not asked. Raises StampRefused.
    """
    for root in trusted:
        try:
            VerifierBuilder(roots=[root]).build().verify_message(stamp.reply, text.encode())
        except (VerificationError, ValueError):
            continue
        return _subject(stamp.reply)
    raise StampRefused(why="it does not hold for this text under a root certificate that was given")


def _subject(reply: TimeStampResponse) -> str:
    (signer,) = reply.signed_data.signer_infos
    for der in reply.signed_data.certificates:
        certificate = x509.load_der_x509_certificate(der)
        if (certificate.issuer, certificate.serial_number) == (signer.issuer, signer.serial_number):
            name = certificate.subject.rfc4514_string()[:_MOST_SUBJECT]
            return "".join(letter if letter.isprintable() else "?" for letter in name)
    raise StampRefused(why="it lacks its signer's certificate")


def _is_der(data: bytes) -> bool:
    """Whether it is one SEQUENCE and nothing behind it: what no text, picture or document begins with and fills."""
    if len(data) < 2 or data[0] != 0x30:
        return False
    if data[1] < 0x80:
        return len(data) == 2 + data[1]
    size = data[1] & 0x7F
    return len(data) == 2 + size + int.from_bytes(data[2 : 2 + size], "big")

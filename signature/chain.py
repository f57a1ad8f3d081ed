"""What makes a certificate chain Alexa's: its name, its key, and a way up to a trusted root."""

from __future__ import annotations

import ssl
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from signature.refused import Refused

NAME = "echo-api.amazon.com"
LONGEST_CHAIN = 8
SHORTEST_KEY = 2048
"""Bits. A shorter RSA key can be broken, whoever signed for it."""


@dataclass(frozen=True)
class Signer:
    """The key that signs for a chain, and when the chain stops being valid."""

    key: RSAPublicKey
    expires: datetime


class Roots:
    """The certificates to trust."""

    def __init__(self, roots: Sequence[x509.Certificate]) -> None:
        self._store = Store(list(roots))

    def signer(self, pem: bytes, now: datetime) -> Signer:
        """Return who signs for the chain in the text `pem`, trusted at the time `now`.

        Raises `Refused` where it is not Alexa's, or cannot be trusted.
        """
        try:
            leaf, *others = x509.load_pem_x509_certificates(pem)
            names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
            key = leaf.public_key()
        except Exception as fault:  # cryptography raises several unrelated kinds for odd ones
            raise Refused("The certificate cannot be read.") from fault
        if len(others) >= LONGEST_CHAIN:
            raise Refused("The certificate's chain is too long.")
        if NAME not in names.get_values_for_type(x509.DNSName):  # a wildcard is not enough
            raise Refused(f"The certificate is not one of {NAME}.")
        if not isinstance(key, RSAPublicKey):
            raise Refused("The certificate's key is not RSA.")
        if key.key_size < SHORTEST_KEY:
            raise Refused(f"The certificate's key has fewer than {SHORTEST_KEY} bits.")
        policy = PolicyBuilder().store(self._store).time(now).max_chain_depth(LONGEST_CHAIN)
        try:
            chain = policy.build_server_verifier(x509.DNSName(NAME)).verify(leaf, others)
        except (VerificationError, ValueError) as fault:
            raise Refused("The certificate's chain cannot be trusted.") from fault
        return Signer(key, min(certificate.not_valid_after_utc for certificate in chain))


def system_roots() -> list[x509.Certificate]:
    """Return the roots this computer trusts (SSL_CERT_FILE is heeded), or else certifi's.

    Raises `RuntimeError` where there are none.
    """
    encoded = ssl.create_default_context().get_ca_certs(binary_form=True)
    roots = [root for der in encoded if (root := _loaded(der)) is not None]
    if not roots:
        try:
            import certifi
        except ImportError as fault:
            raise RuntimeError(
                "No trusted root certificates: install ca-certificates, or pip install certifi."
            ) from fault
        roots = x509.load_pem_x509_certificates(Path(certifi.where()).read_bytes())
    return roots


def _loaded(der: bytes) -> x509.Certificate | None:
    """Return a root, or None for one of the few in use that break the standard."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            root = x509.load_der_x509_certificate(der)
            root.public_key()
            root.extensions  # noqa: B018  read here, so that it cannot fail within a check
        except Exception:  # cryptography raises several unrelated kinds here
            return None
    return root

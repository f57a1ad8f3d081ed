"""Alexa's signing certificates: checked up to a trusted root, kept until they expire."""

from __future__ import annotations

import ssl
import threading
import warnings
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from signature.refused import Refused

NAME = "echo-api.amazon.com"
LONGEST_CHAIN = 8
KEPT = 16
"""Certificates kept at most. Alexa signs with one or two at a time."""
LONGEST_KEPT = timedelta(days=1)
FETCHES_AT_ONCE = 2
"""Addresses fetched at the same time at most: made-up ones must not take up every thread."""
WAIT_SECONDS = 5.0


@dataclass(frozen=True)
class _Known:
    key: RSAPublicKey
    expires: datetime


class Certificates:
    """The public keys of certificate chains, by address.

    `fetch` returns the PEM text at an address; `roots` are the certificates to trust.
    """

    def __init__(self, fetch: Callable[[str], bytes], roots: Sequence[x509.Certificate]) -> None:
        self._fetch = fetch
        self._roots = Store(list(roots))
        self._known: dict[str, _Known] = {}
        self._lock = threading.Lock()
        self._under_way: dict[str, Future[_Known]] = {}

    def key(self, url: str, now: datetime) -> RSAPublicKey:
        """Return the key that signs for the chain at `url`, trusted at the time `now`.

        Raises `Refused` where the chain cannot be had or cannot be trusted.
        """
        known = self._known.get(url)
        if known is None or not known.expires > now:
            known = self._fetched_once(url, now)
        return known.key

    def _fetched_once(self, url: str, now: datetime) -> _Known:
        """Fetch and check, once for all threads that ask for the same address meanwhile."""
        with self._lock:
            result = self._under_way.get(url)
            mine = result is None
            if result is None:
                if len(self._under_way) >= FETCHES_AT_ONCE:
                    raise Refused("Too many certificates are being fetched already.")
                result = self._under_way[url] = Future()
        if not mine:
            try:
                return result.result(WAIT_SECONDS)
            except TimeoutError as fault:
                raise Refused("The certificate comes too slowly.") from fault
        try:
            known = self._checked(self._fetch(url), now)
        except BaseException as fault:
            result.set_exception(fault)
            raise
        else:
            self._keep(url, known)
            result.set_result(known)
            return known
        finally:
            with self._lock:
                del self._under_way[url]

    def _keep(self, url: str, known: _Known) -> None:
        with self._lock:
            self._known.pop(url, None)
            while len(self._known) >= KEPT:
                del self._known[next(iter(self._known))]
            self._known[url] = known

    def _checked(self, pem: bytes, now: datetime) -> _Known:
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
        policy = PolicyBuilder().store(self._roots).time(now).max_chain_depth(LONGEST_CHAIN)
        try:
            chain = policy.build_server_verifier(x509.DNSName(NAME)).verify(leaf, others)
        except (VerificationError, ValueError) as fault:
            raise Refused("The certificate's chain cannot be trusted.") from fault
        expires = min(certificate.not_valid_after_utc for certificate in chain)
        return _Known(key, min(expires, now + LONGEST_KEPT))


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

"""One request's proof, cheapest parts first."""

from __future__ import annotations

import binascii
import json
from base64 import b64decode
from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from signature.certificates import Certificates
from signature.chain import SHORTEST_KEY
from signature.refused import Refused
from signature.url import certificate_url

TOLERANCE = timedelta(seconds=150)
"""How far a request's timestamp may be from now, either way; also bounds a replay."""
LONGEST_SIGNATURE = 1024
"""Characters of base64; a 4096-bit key makes 684."""
SHORTEST_SIGNATURE = SHORTEST_KEY // 8
"""Bytes."""


class Verifier:
    """Lets through the requests that Alexa signed for one of `skill_ids`."""

    def __init__(
        self,
        certificates: Certificates,
        skill_ids: Collection[str],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._certificates = certificates
        self._skill_ids = frozenset(skill_ids)
        self._now = now

    def event(self, signature: str, chain_url: str, body: bytes) -> dict[str, Any]:
        """Return the request in `body`, proven to be Alexa's.

        `signature` and `chain_url` are the headers Signature-256 and SignatureCertChainUrl as
        received, empty where missing; `body` is the raw body. Raises `Refused` for any fault.
        """
        signed = _decoded(signature)
        url = certificate_url(chain_url)
        event = _parsed(body)
        now = self._now()
        _check_timestamp(event, now)
        self._check_skill(event)
        try:
            self._certificates.key(url, now).verify(signed, body, PKCS1v15(), SHA256())
        except InvalidSignature as fault:
            raise Refused("The signature does not fit the body.") from fault
        return event

    def _check_skill(self, event: dict[str, Any]) -> None:
        found = [
            _inside(event, *path, "application", "applicationId")
            for path in (("session",), ("context", "System"))
        ]
        named = [skill_id for skill_id in found if skill_id is not None]
        if not named or not all(
            isinstance(skill_id, str) and skill_id in self._skill_ids for skill_id in named
        ):
            raise Refused("The request is for another skill.")


def _decoded(signature: str) -> bytes:
    if not 0 < len(signature) <= LONGEST_SIGNATURE:
        raise Refused("The signature is missing or too long.")
    try:
        signed = b64decode(signature, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise Refused("The signature is not base64.") from fault
    if len(signed) < SHORTEST_SIGNATURE:
        raise Refused("The signature is too short.")
    return signed


def _parsed(body: bytes) -> dict[str, Any]:
    try:
        event = json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise Refused("The body is not JSON.") from fault
    if not isinstance(event, dict):
        raise Refused("The body is not a JSON object.")
    return event


def _check_timestamp(event: dict[str, Any], now: datetime) -> None:
    text = _inside(event, "request", "timestamp")
    try:
        sent = datetime.fromisoformat(text)
        age = abs(now - sent)
    except (TypeError, ValueError, OverflowError) as fault:
        raise Refused("The timestamp is missing, has no zone or cannot be read.") from fault
    if age > TOLERANCE:
        raise Refused("The request is too old, or from the future.")


def _inside(event: dict[str, Any], *path: str) -> Any:
    value: Any = event
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value

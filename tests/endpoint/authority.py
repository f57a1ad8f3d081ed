"""A certificate authority of the tests' own, and requests signed with it."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256, HashAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = datetime(2026, 11, 22, 10, 0, 0, tzinfo=UTC)
SKILL_ID = "amzn1.ask.skill.one"
CHAIN_URL = "https://s3.amazonaws.com/echo.api/echo-api-cert-14.pem"
NAME = "echo-api.amazon.com"

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


@dataclass(frozen=True)
class Issued:
    """A certificate with its private key."""

    certificate: x509.Certificate
    key: Any

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)


def issue(
    subject: str,
    issuer: Issued | None = None,
    *,
    authority: bool = False,
    names: list[str] | None = None,
    begins: datetime = NOW - timedelta(days=30),
    ends: datetime = NOW + timedelta(days=30),
    key: Any = None,
    usage: x509.ObjectIdentifier = ExtendedKeyUsageOID.SERVER_AUTH,
) -> Issued:
    """Return a certificate: an authority's, or a server's for `names`; self-signed by default."""
    key = key or rsa_key()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)])
    signer = issuer.key if issuer else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.certificate.subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not authority,
                key_cert_sign=authority,
                crl_sign=authority,
                content_commitment=False,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
    )
    if names is not None:
        sans = x509.SubjectAlternativeName([x509.DNSName(each) for each in names])
        builder = builder.add_extension(sans, critical=False)
    if not authority:
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
    return Issued(builder.sign(signer, SHA256()), key)


@dataclass(frozen=True)
class Authority:
    """A root, an intermediate authority and the certificate that plays Alexa's."""

    root: Issued = field(default_factory=lambda: issue("Root", authority=True))
    intermediate: Issued = field(init=False)
    alexa: Issued = field(init=False)

    def __post_init__(self) -> None:
        between = issue("Intermediate", self.root, authority=True)
        object.__setattr__(self, "intermediate", between)
        object.__setattr__(self, "alexa", issue(NAME, between, names=[NAME]))

    @property
    def chain(self) -> bytes:
        return self.alexa.pem + self.intermediate.pem

    def sign(self, body: bytes, key: Any = None, algorithm: HashAlgorithm | None = None) -> str:
        """Return the value of the header Signature-256 for `body`."""
        key = key or self.alexa.key
        return b64encode(key.sign(body, PKCS1v15(), algorithm or SHA256())).decode()


def launch(timestamp: str = "2026-11-22T10:00:00Z", skill_id: Any = SKILL_ID) -> dict[str, Any]:
    """Return a request as Alexa sends it when somebody opens the skill."""
    application = {"applicationId": skill_id}
    return {
        "version": "1.0",
        "session": {
            "new": True,
            "sessionId": "amzn1.echo-api.session.one",
            "application": application,
            "attributes": {},
            "user": {"userId": "amzn1.ask.account.one"},
        },
        "context": {
            "System": {
                "application": application,
                "user": {"userId": "amzn1.ask.account.one"},
                "device": {"deviceId": "one", "supportedInterfaces": {}},
                "apiEndpoint": "https://api.amazonalexa.com",
            }
        },
        "request": {
            "type": "LaunchRequest",
            "requestId": "amzn1.echo-api.request.one",
            "timestamp": timestamp,
            "locale": "en-US",
        },
    }


def as_body(event: Any) -> bytes:
    return json.dumps(event).encode()

"""The endpoint in memory, with an authority to trust and certificates to fetch."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import endpoint
from signature import Certificates, Refused, Verifier
from tests.endpoint.authority import CHAIN_URL, NOW, SKILL_ID, Authority


@dataclass
class Service:
    """The endpoint in memory, and what it asked for."""

    authority: Authority
    now: Any = NOW
    files: dict[str, bytes] = field(default_factory=dict)
    fetched: list[str] = field(default_factory=list)
    answered: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.files[CHAIN_URL] = self.authority.chain
        self.certificates = Certificates(self._fetch, [self.authority.root.certificate])
        verifier = Verifier(self.certificates, [SKILL_ID, "amzn1.ask.skill.two"], lambda: self.now)
        self.app = endpoint.create_app(verifier, self._answer)

    def _fetch(self, url: str) -> bytes:
        self.fetched.append(url)
        if url not in self.files:
            raise Refused("The certificate's address answers 403.")
        return self.files[url]

    def _answer(self, event: dict[str, Any], _: Any) -> dict[str, Any]:
        self.answered.append(event)
        return {"version": "1.0", "response": {}}

    def call(self, environ: dict[str, Any]) -> tuple[int, bytes]:
        """Return the status and body of the answer to a WSGI request."""
        seen: list[str] = []
        body = b"".join(self.app(environ, lambda status, _: seen.append(status)))
        return int(seen[0].split()[0]), body

    def post(
        self,
        body: bytes,
        signature: str | None = None,
        url: str | None = CHAIN_URL,
        **environ: Any,
    ) -> int:
        """Post `body`, signed by the authority unless told otherwise; return the status."""
        headers = {
            "HTTP_SIGNATURE_256": self.authority.sign(body) if signature is None else signature,
            "HTTP_SIGNATURECERTCHAINURL": url,
        }
        request: dict[str, Any] = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": "/alexa",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
            **{name: value for name, value in headers.items() if value is not None},
            **environ,
        }
        given = {name: value for name, value in request.items() if value is not None}
        return self.call(given)[0]

"""The endpoint for gunicorn, trusting the tests' authority: `gunicorn tests.endpoint.served:app`.

TEST_ROOT and TEST_CHAIN name files of certificates. With TEST_GATE, a folder with the pipes `in`
and `out`, each turn tells `in` that it has begun and goes on once something comes out of `out`.
TEST_SHELF names a file that keeps certificates for the next process.
"""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event
from typing import Any

from cryptography import x509

from endpoint import create_app
from lambda_handler import lambda_handler
from signature import Certificates, Refused, Shelf, Verifier
from tests.endpoint.authority import CHAIN_URL, NOW, SKILL_ID


def answer(event: dict[str, Any], context: Any) -> dict[str, Any]:
    gate = os.environ.get("TEST_GATE")
    if gate:
        (Path(gate) / "in").write_text("begun")
        (Path(gate) / "out").read_text()
    return lambda_handler(event, context)


def fetch(url: str) -> bytes:
    """Answer as Amazon's server: the chain at Alexa's address, a slow 403 anywhere else."""
    if url == CHAIN_URL:
        return chain
    Event().wait(0.2)
    raise Refused("The certificate's address answers 403.")


root = x509.load_pem_x509_certificate(Path(os.environ["TEST_ROOT"]).read_bytes())
chain = Path(os.environ["TEST_CHAIN"]).read_bytes()
shelf = Shelf(Path(os.environ["TEST_SHELF"])) if "TEST_SHELF" in os.environ else None
verifier = Verifier(Certificates(fetch, [root], shelf), [SKILL_ID], lambda: NOW)
app = create_app(verifier, answer)

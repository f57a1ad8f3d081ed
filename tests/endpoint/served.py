"""The endpoint for gunicorn, trusting the tests' authority: `gunicorn tests.endpoint.served:app`.

TEST_ROOT and TEST_CHAIN name files of certificates. With TEST_GATE, a folder with the pipes `in`
and `out`, each turn tells `in` that it has begun and goes on once something comes out of `out`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from cryptography import x509

from endpoint import create_app
from lambda_handler import lambda_handler
from signature import Certificates, Verifier
from tests.endpoint.authority import NOW, SKILL_ID


def answer(event: dict[str, Any], context: Any) -> dict[str, Any]:
    gate = os.environ.get("TEST_GATE")
    if gate:
        (Path(gate) / "in").write_text("begun")
        (Path(gate) / "out").read_text()
    return lambda_handler(event, context)


root = x509.load_pem_x509_certificate(Path(os.environ["TEST_ROOT"]).read_bytes())
chain = Path(os.environ["TEST_CHAIN"]).read_bytes()
app = create_app(Verifier(Certificates(lambda _: chain, [root]), [SKILL_ID], lambda: NOW), answer)

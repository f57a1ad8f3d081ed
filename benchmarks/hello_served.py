"""The hello-world skill as a web service without any proof of who asks: `hello_served:app`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from benchmarks.hello_world import lambda_handler


def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    answer = json.dumps(lambda_handler(json.loads(body), None)).encode()
    start_response(
        "200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(answer)))]
    )
    return [answer]

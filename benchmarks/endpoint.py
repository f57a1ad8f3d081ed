"""Requests a second of the endpoint with signature check, beside hello-world without it.

Both under the same gunicorn with the same settings, asked by the same callers over loopback, who
share the machine with them.
"""

from __future__ import annotations

import re
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.envelopes import QUESTION
from benchmarks.table import Row
from tests.endpoint.authority import CHAIN_URL, SKILL_ID, Authority, as_body
from tests.endpoint.servers import gunicorn

ROUNDS, SECONDS, CALLERS = 7, 1.0, 4
BESIDE = "hello-world without it"


def run() -> list[Row]:
    """Measure both services by turns."""
    authority = Authority()
    with TemporaryDirectory() as folder:
        (Path(folder) / "root.pem").write_bytes(authority.root.pem)
        (Path(folder) / "chain.pem").write_bytes(authority.chain)
        trusting = {
            "TEST_ROOT": f"{folder}/root.pem",
            "TEST_CHAIN": f"{folder}/chain.pem",
            "BACK_PAIN_GUIDE_MEMORY": "none",
        }
        request = _request(authority)
        with (
            gunicorn("tests.endpoint.served:app", trusting) as served,
            gunicorn("benchmarks.hello_served:app", {}) as hello_served,
        ):
            ours, hello = served.port, hello_served.port
            rates: dict[int, list[float]] = {ours: [], hello: []}
            for port in (ours, hello) * (ROUNDS + 1):
                rates[port].append(_rate(port, request))
    figures = {port: median(kept[1:]) for port, kept in rates.items()}
    return [
        Row(
            "endpoint, signature checked",
            "requests/s",
            figures[ours],
            figures[hello],
            BESIDE,
            0.9,
            more_is_better=True,
        )
    ]


def _request(authority: Authority) -> bytes:
    """Return a signed request as it goes over the wire."""
    text = (
        as_body(QUESTION)
        .decode()
        .replace(QUESTION["session"]["application"]["applicationId"], SKILL_ID)
    )
    body = text.encode()
    head = (
        "POST /alexa HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Signature-256: {authority.sign(body)}\r\nSignatureCertChainUrl: {CHAIN_URL}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _rate(port: int, request: bytes) -> float:
    """Return the answers a second that a few callers get, each over a connection of its own."""
    started = perf_counter()
    until = started + SECONDS
    with ThreadPoolExecutor(CALLERS) as pool:
        answered = sum(pool.map(lambda _: _call(port, request, until), range(CALLERS)))
    return answered / (perf_counter() - started)


def _call(port: int, request: bytes, until: float) -> int:
    answered = 0
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        while perf_counter() < until:
            connection.sendall(request)
            received = connection.recv(65536)
            if not received.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(f"The service answered {received[:60]!r}.")
            head, _, body = received.partition(b"\r\n\r\n")
            length = re.search(rb"(?i)content-length: (\d+)", head)
            missing = int(length.group(1)) - len(body) if length else 0
            while missing > 0:
                missing -= len(connection.recv(missing))
            answered += 1
    return answered

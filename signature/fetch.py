"""Fetching a certificate chain: one answer, no redirect, not too long, not too slow."""

from __future__ import annotations

import time
from collections.abc import Callable
from http.client import HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from signature.refused import Refused

SECONDS = 2.0
"""For each step of the connection, and for all of the answer."""
LARGEST = 64 * 1024
"""Bytes. A chain of four certificates is about 8,000."""

Connect = Callable[[str, float], HTTPSConnection]


def _connect(host: str, seconds: float) -> HTTPSConnection:
    return HTTPSConnection(host, timeout=seconds)


def fetch(
    url: str, *, connect: Connect = _connect, seconds: float = SECONDS, largest: int = LARGEST
) -> bytes:
    """Return what is at `url`, an address that `certificate_url` returned.

    `connect` makes the connection to a host. Raises `Refused` for any answer but a plain 200 of at
    most `largest` bytes within `seconds`.
    """
    parts = urlsplit(url)
    deadline = time.monotonic() + seconds
    connection = connect(parts.netloc, seconds)
    body = b""
    try:
        connection.request("GET", parts.path)
        response = connection.getresponse()
        if response.status != 200:
            raise Refused(f"The certificate's address answers {response.status}.")
        while piece := response.read1(largest):
            body += piece
            if len(body) > largest:
                raise Refused("The certificate is too large.")
            if time.monotonic() > deadline:
                raise Refused("The certificate comes too slowly.")
    except (OSError, HTTPException) as fault:
        raise Refused(f"The certificate cannot be fetched: {type(fault).__name__}.") from fault
    finally:
        connection.close()
    return body

"""Fetching a certificate chain: one answer, no redirect, not too long, not too slow."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urlsplit

from signature.refused import Refused

SECONDS = 2.0
"""For connecting, for each step of TLS, and for all that comes then."""
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
    connection = connect(parts.netloc, seconds)
    try:
        connection.connect()
        with _deadline(connection.sock, seconds):
            connection.request("GET", parts.path)
            return _body(connection.getresponse(), largest)
    except (OSError, HTTPException) as fault:
        raise Refused(f"The certificate cannot be fetched: {type(fault).__name__}.") from fault
    finally:
        connection.close()


def _body(response: HTTPResponse, largest: int) -> bytes:
    if response.status != 200:
        raise Refused(f"The certificate's address answers {response.status}.")
    body = response.read(largest + 1)
    if len(body) > largest:
        raise Refused("The certificate is too large.")
    if response.length:
        raise Refused("The certificate is cut off.")
    return body


@contextmanager
def _deadline(connection: socket.socket, seconds: float) -> Iterator[None]:
    """End the connection after `seconds`, however much trickles in; says so with `Refused`."""
    late = threading.Event()

    def end() -> None:
        late.set()
        with suppress(OSError):
            socket.socket.shutdown(connection, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.start()
    try:
        yield
    except (OSError, HTTPException, Refused) as fault:
        if late.is_set():
            raise Refused("The certificate comes too slowly.") from fault
        raise
    finally:
        timer.cancel()
    if late.is_set():
        raise Refused("The certificate comes too slowly.")

"""Fetching a certificate over HTTPS, from a server that the tests start."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from signature import Refused, fetch
from tests.endpoint.authority import CHAIN_URL, Authority, issue

Handle = Callable[[BaseHTTPRequestHandler], None]
Serve = Callable[[Handle], Callable[[str, float], HTTPSConnection]]


@pytest.fixture
def serve(authority: Authority, tmp_path: Path) -> Iterator[Serve]:
    """A function that serves HTTPS for Amazon's name and returns how to connect to it."""
    server_side = issue("s3.amazonaws.com", authority.root, names=["s3.amazonaws.com"])
    pem = tmp_path / "server.pem"
    key = server_side.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    pem.write_bytes(server_side.pem + key)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(pem)
    servers: list[ThreadingHTTPServer] = []

    def start(handle: Handle) -> Callable[[str, float], HTTPSConnection]:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                handle(self)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.socket = tls.wrap_socket(server.socket, server_side=True)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        any_server = ssl.create_default_context()
        any_server.check_hostname = False
        any_server.verify_mode = ssl.CERT_NONE  # the last test is about trust

        def connect(host: str, seconds: float) -> HTTPSConnection:
            assert host == "s3.amazonaws.com"
            return HTTPSConnection(
                "127.0.0.1", server.server_port, timeout=seconds, context=any_server
            )

        return connect

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def answer(status: int, body: bytes, **headers: str) -> Handle:
    def handle(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)

    return handle


def test_returns_what_is_there(serve: Serve) -> None:
    assert fetch(CHAIN_URL, connect=serve(answer(200, b"chain"))) == b"chain"


@pytest.mark.parametrize("status", [204, 301, 302, 307, 400, 403, 404, 500])
def test_refuses_any_other_answer_and_follows_none(serve: Serve, status: int) -> None:
    asked: list[str] = []

    def handle(request: BaseHTTPRequestHandler) -> None:
        asked.append(request.path)
        answer(status, b"", Location="/elsewhere")(request)

    with pytest.raises(Refused, match=str(status)):
        fetch(CHAIN_URL, connect=serve(handle))
    assert asked == ["/echo.api/echo-api-cert-14.pem"]


def test_refuses_more_than_the_cap(serve: Serve) -> None:
    connect = serve(answer(200, b"x" * 1001))

    with pytest.raises(Refused, match="too large"):
        fetch(CHAIN_URL, connect=connect, largest=1000)


def test_refuses_a_server_that_says_nothing(serve: Serve) -> None:
    over = threading.Event()

    with pytest.raises(Refused, match=r"cannot be fetched|too slowly"):
        fetch(CHAIN_URL, connect=serve(lambda _: over.wait(5) and None), seconds=0.2)
    over.set()


def test_refuses_a_server_that_drips(serve: Serve) -> None:
    over = threading.Event()

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        try:
            while not over.wait(0.02):
                request.wfile.write(b"x")
                request.wfile.flush()
        except OSError:
            return

    with pytest.raises(Refused, match="too slowly"):
        fetch(CHAIN_URL, connect=serve(drip), seconds=0.3)
    over.set()


def test_refuses_headers_that_drip(serve: Serve) -> None:
    over = threading.Event()

    def drip(request: BaseHTTPRequestHandler) -> None:
        try:
            request.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
            while not over.wait(0.02):
                request.wfile.write(b"x")
        except OSError:
            return

    with pytest.raises(Refused, match="too slowly"):
        fetch(CHAIN_URL, connect=serve(drip), seconds=0.3)
    over.set()


def test_refuses_a_certificate_that_is_cut_off(serve: Serve) -> None:
    headers = {"Content-Length": "1000"}

    with pytest.raises(Refused, match=r"cut off|cannot be fetched"):
        fetch(CHAIN_URL, connect=serve(answer(200, b"x" * 100, **headers)))


def test_refuses_a_port_that_speaks_no_tls() -> None:
    def plain(_: str, seconds: float) -> HTTPSConnection:
        return HTTPSConnection("127.0.0.1", silent.getsockname()[1], timeout=seconds)

    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(Refused, match="cannot be fetched"),
    ):
        fetch(CHAIN_URL, connect=plain, seconds=0.2)


@pytest.mark.parametrize("name", ["s3.amazonaws.com", "s3.example.org"])
def test_takes_the_certificate_of_amazons_name_alone(
    serve: Serve, authority: Authority, name: str
) -> None:
    """The server shows Amazon's name and is asked for `name`; its root is trusted."""
    connect = serve(answer(200, b"chain"))
    trusting = ssl.create_default_context(cadata=authority.root.pem.decode())
    trusting.verify_flags &= ~ssl.VERIFY_X509_STRICT
    trusting.set_ciphers("DEFAULT")

    class Named(HTTPSConnection):
        def connect(self) -> None:
            super(HTTPSConnection, self).connect()
            self.sock = trusting.wrap_socket(self.sock, server_hostname=name)

    def named(host: str, seconds: float) -> HTTPSConnection:
        return Named("127.0.0.1", connect(host, seconds).port, timeout=seconds)

    if name == "s3.amazonaws.com":
        assert fetch(CHAIN_URL, connect=named) == b"chain"
    else:
        with pytest.raises(Refused, match="SSLCertVerificationError"):
            fetch(CHAIN_URL, connect=named)


def test_refuses_an_answer_that_is_not_http(serve: Serve) -> None:
    def handle(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"SSH-2.0-hello\r\n")

    with pytest.raises(Refused, match="cannot be fetched"):
        fetch(CHAIN_URL, connect=serve(handle))


def test_refuses_a_server_that_is_not_there() -> None:
    def nowhere(_: str, seconds: float) -> HTTPSConnection:
        return HTTPSConnection("127.0.0.1", 1, timeout=seconds)

    with pytest.raises(Refused, match="cannot be fetched"):
        fetch(CHAIN_URL, connect=nowhere)


def test_refuses_a_server_that_this_computer_does_not_trust(serve: Serve) -> None:
    connect = serve(answer(200, b"chain"))

    def strict(host: str, seconds: float) -> HTTPSConnection:
        port = connect(host, seconds).port
        return HTTPSConnection("127.0.0.1", port, timeout=seconds)

    with pytest.raises(Refused, match="SSLCertVerificationError"):
        fetch(CHAIN_URL, connect=strict)

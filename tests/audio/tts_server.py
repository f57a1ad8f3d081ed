"""A stand-in for Google's speech server, reached as gTTS reaches the real one: through a proxy.

HTTPS_PROXY points here; the proxy answers CONNECT itself, speaks TLS with a certificate of its
own (gTTS does not check it) and answers each request as `behaviour` says.
"""

from __future__ import annotations

import base64
import datetime
import socket
import ssl
import threading
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote_plus

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class TtsServer:
    """Listens on loopback until `close`."""

    folder: Path
    mp3: bytes
    behaviour: str = "speaks"
    asked: list[str] = field(default_factory=list)
    """Bodies of the requests, decoded."""

    def __post_init__(self) -> None:
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(_certificate(self.folder))
        self._closed = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def close(self) -> None:
        self._closed.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        connection.settimeout(10)
        try:
            with connection:
                _read_head(connection)
                connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                with self._context.wrap_socket(connection, server_side=True) as secure:
                    head, body = _read_head(secure)
                    length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
                    while len(body) < length:
                        body += secure.recv(65536)
                    self.asked.append(unquote_plus(unquote_plus(body.decode())))
                    self._answer(secure)
        except OSError:
            return

    def _answer(self, secure: ssl.SSLSocket) -> None:
        sound = base64.b64encode(self.mp3).decode()
        line = f'[["wrb.fr","jQ1olc","[\\"{sound}\\"]",null]]\n'.encode()
        if self.behaviour == "refuses":
            secure.sendall(b"HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n")
        elif self.behaviour == "fails":
            secure.sendall(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")
        elif self.behaviour == "hangs":
            self._closed.wait(20)
        elif self.behaviour == "drips":
            secure.sendall(_head(len(line)))
            for byte in line:
                if self._closed.wait(0.05):
                    return
                secure.sendall(bytes([byte]))
        elif self.behaviour == "cut off":
            secure.sendall(_head(len(line)) + line[: len(line) // 2])
        elif self.behaviour == "half a clip":
            half = base64.b64encode(self.mp3[: len(self.mp3) // 8]).decode()
            short = f'[["wrb.fr","jQ1olc","[\\"{half}\\"]",null]]\n'.encode()
            secure.sendall(_head(len(short)) + short)
        elif self.behaviour == "says nothing":
            secure.sendall(_head(3) + b"[]\n")
        elif self.behaviour == "nonsense":
            secure.sendall(_head(21) + b'jQ1olc","[\\"AAAA\\"]"]\n')
        else:
            secure.sendall(_head(len(line)) + line)


def _head(length: int) -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n".encode()


def _read_head(connection: socket.socket) -> tuple[bytes, bytes]:
    data = b""
    while b"\r\n\r\n" not in data:
        received = connection.recv(65536)
        if not received:
            raise OSError("closed")
        data += received
    head, _, body = data.partition(b"\r\n\r\n")
    return head, body


def _certificate(folder: Path) -> Path:
    """A self-signed certificate with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "translate.google.com")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return file

"""What the skill makes of the published library's index."""

import contextlib
import inspect
import json
import ssl
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from skill import published_audio
from skill.published_audio import Library, library_from_environment, read_address
from tests.playback.conftest import ADDRESS, published


def test_the_index_is_read_once_a_locale():
    asked = []

    def fetch(address):
        asked.append(address)
        return published(address)

    library = Library(f"{ADDRESS}/", fetch)
    for _ in range(3):
        found = library.address_of("sepsis", "en-US")
        assert found == f"{ADDRESS}/en-US/clips/sepsis-summary.33.mp3"
    assert asked == [f"{ADDRESS}/en-US/index.json"]


def test_an_index_that_did_not_come_is_asked_for_again():
    asked = []

    def fetch(address):
        asked.append(address)
        if len(asked) == 1:
            raise TimeoutError
        return published(address)

    library = Library(ADDRESS, fetch)
    assert library.address_of("sepsis", "en-US") is None
    assert library.address_of("sepsis", "en-US")


def test_without_an_address_nothing_is_asked_for():
    def fetch(address):
        raise AssertionError(address)

    assert Library("", fetch).address_of("sepsis", "en-US") is None
    assert library_from_environment({}).summaries("en-US") == {}


@pytest.mark.parametrize(
    "wrong", ["http://audio.example", "audio.example", "ftp://a.b", "https://"]
)
def test_an_address_that_alexa_would_refuse_is_refused_here(wrong):
    with pytest.raises(ValueError, match="https"):
        library_from_environment({published_audio.ADDRESS: wrong})


@pytest.mark.parametrize("index", [b"", b"[]", b"{}", b'{"summaries": [{}]}', b'{"summaries": 7}'])
def test_a_broken_index_means_no_summaries(index):
    assert Library(ADDRESS, lambda _: index).summaries("en-US") == {}


def test_the_index_that_the_library_writes_is_the_one_read_here(tmp_path):
    from audio import library as audio_library

    audio_library.write_pages(tmp_path, "en-US", [])
    written = json.loads((tmp_path / "en-US" / "index.json").read_text("utf-8"))
    assert Library(ADDRESS, lambda _: json.dumps(written).encode()).summaries("en-US") == {}
    entry = inspect.getsource(audio_library._entry)
    assert '"topic": ' in entry
    assert '"mp3": ' in entry


class _Host(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "/index.json")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = b"x" * (3_000_000 if self.path == "/large" else 10)
        self.send_response(200 if self.path != "/missing" else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):  # the reader hangs up on what is too large
            self.wfile.write(body)

    def log_message(self, *_):
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_):
        """A reader that does not trust the certificate hangs up; that is the point."""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for localhost, signed by itself, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("host") / "host.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(made.public_bytes(Encoding.PEM) + secret)
    return file


@pytest.fixture(scope="module")
def host(certificate):
    server = _Server(("127.0.0.1", 0), _Host)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"https://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_reading_takes_what_is_there_and_nothing_else(host, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert read_address(f"{host}/index.json") == b"x" * 10
    for wrong in ("/missing", "/away", "/large"):
        with pytest.raises(OSError, match=r"answers|larger"):
            read_address(f"{host}{wrong}")


def test_a_host_without_a_trusted_certificate_is_not_read(host):
    with pytest.raises(ssl.SSLCertVerificationError):
        read_address(f"{host}/index.json")

"""Who may call the MCP server over HTTP, and what is refused before anything is answered."""

from __future__ import annotations

import asyncio
import http.client
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jwt
import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

from speakers.assistant import Assistant
from speakers.cli import main
from speakers.mcp_http import MOST_BODY, Outside, application, is_loopback
from tests.speakers import apart
from tests.speakers.test_mcp import served

ROOT = Path(__file__).parents[2]
URL = "https://guide.example/mcp"
ISSUER = "https://login.example"
METADATA = "/.well-known/oauth-protected-resource/mcp"
OWN = ec.generate_private_key(ec.SECP256R1())
OTHER = ec.generate_private_key(ec.SECP256R1())
CALL = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "tools/call",
    "params": {"name": "ask", "arguments": {"words": "I have chest pain"}},
}


@pytest.fixture
def outside(tmp_path: Path) -> Outside:
    """Settings for the outside world, with keys in a file."""
    key = {**json.loads(ECAlgorithm.to_jwk(OWN.public_key())), "kid": "one", "alg": "ES256"}
    path = tmp_path / "keys.json"
    path.write_text(json.dumps({"keys": [key]}), encoding="utf-8")
    return Outside(URL, ISSUER, str(path))


def token(key: Any = OWN, kid: str = "one", **changed: Any) -> str:
    """A bearer token, good but for what is changed; None leaves a claim out."""
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": URL, "sub": "person", "exp": now + 60, "client_id": "alexa"}
    kept = {name: value for name, value in {**claims, **changed}.items() if value is not None}
    return jwt.encode(kept, key, algorithm="ES256", headers={"kid": kid})


def post(
    url: str, body: bytes | None = None, host: str = "", method: str = "POST", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of one HTTP request, sent as it is given."""
    at = urlsplit(url)
    connection = http.client.HTTPConnection(at.hostname or "", at.port, timeout=20)
    sent = {
        "Host": host or at.netloc,
        "Content-Type": "application/json",
        "Accept": "application/json, text/event-stream",
        "MCP-Protocol-Version": "2025-06-18",
        **headers,
    }
    payload = json.dumps(CALL).encode() if body is None else body
    try:
        connection.request(method, at.path, payload if method == "POST" else None, sent)
        response = connection.getresponse()
        found = {name.lower(): value for name, value in response.getheaders()}
        return response.status, found, response.read()
    finally:
        connection.close()


def with_server(outside: Outside | None, use: Callable[[str], None]) -> None:
    """Call a function with the address of a server, in a thread of its own."""

    async def run() -> None:
        app = application(Assistant("en-GB"), "127.0.0.1", outside)
        async with served(app) as url:
            await asyncio.to_thread(use, url)

    apart.run(run())


def test_on_this_machine_anybody_may_ask() -> None:
    def use(url: str) -> None:
        status, _, body = post(url)
        assert status == 200
        assert json.loads(body)["result"]["structuredContent"]["number"] == "999"

    with_server(None, use)


def test_another_hosts_page_may_not() -> None:
    def use(url: str) -> None:
        assert post(url, host="evil.example")[0] == 421
        assert post(url, Origin="https://evil.example")[0] == 403
        assert post(url)[0] == 200

    with_server(None, use)


@pytest.mark.parametrize(
    "body",
    [b"", b'{"jsonrpc": ', bytes(range(256)), b"[" * 50_000, b"a" * 10_000_000, b"[]", b"5"],
    ids=["empty", "half", "binary", "deep", "10 MB", "list", "number"],
)
def test_bad_bodies_are_refused_and_the_next_call_works(body: bytes) -> None:
    def use(url: str) -> None:
        try:
            status, _, answer = post(url, body)
            assert status in ({413} if len(body) > MOST_BODY else {400})
            assert b"Traceback" not in answer
        except ConnectionError:
            assert len(body) > MOST_BODY  # it was refused before all was sent
        assert post(url)[0] == 200

    with_server(None, use)


def test_a_bearer_may_ask_and_nobody_else(outside: Outside) -> None:
    bad = {
        "none": None,
        "no token": "nonsense",
        "another's key": token(OTHER),
        "a key that is not known": token(kid="two"),
        "over": token(exp=int(time.time()) - 10),
        "without end": token(exp=None),
        "for another server": token(aud="https://other.example/mcp"),
        "for nobody": token(aud=None),
        "from another issuer": token(iss="https://evil.example"),
        "nobody's": token(sub=None),
        "not signed": jwt.encode({"sub": "person"}, None, algorithm="none"),
        "signed with the public key": jwt.encode(
            {"iss": ISSUER, "aud": URL, "sub": "p", "exp": int(time.time()) + 60},
            "a secret of thirty-two characters",
            algorithm="HS256",
            headers={"kid": "one"},
        ),
    }

    def use(url: str) -> None:
        for name, one in bad.items():
            sent = {} if one is None else {"Authorization": f"Bearer {one}"}
            status, headers, _ = post(url, host="guide.example", **sent)
            assert status == 401, name
            assert METADATA in headers["www-authenticate"]
        good = {"Authorization": f"Bearer {token()}"}
        status, _, body = post(url, host="guide.example", **good)
        assert (status, json.loads(body)["result"]["isError"]) == (200, False)
        assert post(url, host="evil.example", **good)[0] == 421

    with_server(outside, use)


def test_who_gives_tokens_is_told(outside: Outside) -> None:
    def use(url: str) -> None:
        metadata = url.replace("/mcp", METADATA)
        status, _, body = post(metadata, host="guide.example", method="GET")
        told = json.loads(body)
        assert (status, told["resource"]) == (200, URL)
        assert [one.rstrip("/") for one in told["authorization_servers"]] == [ISSUER]

    with_server(outside, use)


@pytest.mark.parametrize(
    ("host", "yes"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.5", False),
        ("guide.example", False),
    ],
)
def test_what_only_this_machine_reaches(host: str, yes: bool) -> None:
    assert is_loopback(host) == yes


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--host", "0.0.0.0"], "Error: To be reached from outside it needs"),
        (["--public-url", URL], "Error: To be reached from outside it needs"),
        (
            ["--public-url", "http://a/mcp", "--issuer", ISSUER, "--keys", "k"],
            "Error: --public-url and --issuer must begin with https://.",
        ),
        (
            ["--public-url", URL, "--issuer", ISSUER, "--keys", "no-such-file"],
            "Error: These settings cannot be used:",
        ),
        (
            ["--public-url", URL, "--issuer", ISSUER, "--keys", str(ROOT / "pyproject.toml")],
            "Error: These settings cannot be used:",
        ),
        (
            ["--public-url", URL, "--issuer", "nobody", "--keys", "pyproject.toml"],
            "Error: --public-url and --issuer must begin with https://.",
        ),
    ],
)
def test_it_does_not_open_itself_to_the_world(options: list[str], line: str) -> None:
    done = CliRunner().invoke(main, ["mcp", "--http", *options])
    assert done.exit_code == 2
    assert done.output.splitlines()[-1].startswith(line)


def test_a_port_that_is_taken_is_one_line() -> None:
    def use(url: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "speakers", "mcp", "--http", "--port", str(urlsplit(url).port)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=30,
        )
        assert done.returncode == 1
        assert done.stderr.endswith("Address already in use.\n")
        assert len(done.stderr.splitlines()) == 1

    with_server(None, use)

"""The MCP server, called by the official client over both transports."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp.shared.exceptions import MCPError

from speakers.assistant import Assistant
from speakers.mcp_http import PATH, application, bound, serve
from speakers.text import Conversation, words_of
from tests.speakers import apart
from tests.speakers.test_wyoming import TEN_TURNS

ROOT = Path(__file__).parents[2]
TRANSPORTS = ("stdio", "http")
STDIO = StdioServerParameters(
    command=sys.executable, args=["-m", "speakers", "mcp", "--locale", "en-US"], cwd=str(ROOT)
)


@asynccontextmanager
async def served(app: Any) -> AsyncIterator[str]:
    """The address of an application on a free port."""
    with bound("127.0.0.1", 0) as listening:
        port = listening.getsockname()[1]
        serving = asyncio.create_task(serve(app, listening))
        try:
            yield f"http://127.0.0.1:{port}{PATH}"
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)


@asynccontextmanager
async def client_over(transport: str) -> AsyncIterator[Client]:
    """The official client of a server of its own."""
    if transport == "stdio":
        async with Client(STDIO) as client:
            yield client
    else:
        app = application(Assistant("en-US"), "127.0.0.1")
        async with served(app) as url, Client(url) as client:
            yield client


def over(transport: str, use: Callable[[Client], Awaitable[None]]) -> None:
    """Use a client over a transport."""

    async def run() -> None:
        async with client_over(transport) as client:
            await use(client)

    apart.run(run())


async def call(client: Client, tool: str, **arguments: Any) -> Any:
    """What a tool gives; an error gives its text."""
    result = await client.call_tool(tool, arguments)
    if result.is_error:
        return "".join(getattr(block, "text", "") for block in result.content)
    assert result.structured_content is not None
    return result.structured_content


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_ten_turns_are_those_of_the_page(transport: str) -> None:
    async def use(client: Client) -> None:
        page, session = Conversation("en-US"), ""
        for words in TEN_TURNS:
            found = await call(client, "ask", words=words, session=session)
            reply = page.say(words)
            assert found["say"] == words_of(reply)
            assert found["urgency"] == reply.urgency
            assert "word for word" in found["how"]
            session = found["session"]

    over(transport, use)


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_tools_and_resources_are_there(transport: str) -> None:
    async def use(client: Client) -> None:
        tools = {tool.name for tool in (await client.list_tools()).tools}
        assert tools == {"ask", "safety_check", "topics", "sources"}
        resources = {str(one.uri) for one in (await client.list_resources()).resources}
        topics = (await call(client, "topics"))["result"]
        assert {line["resource"] for line in topics} < resources
        read = await client.read_resource("back-pain-guide://topics/kidney_stones")
        assert "## treatment" in read.contents[0].text  # type: ignore[union-attr]
        assert (await call(client, "sources", topic="sepsis"))["result"]

    over(transport, use)


TAMPERED: list[tuple[str, dict[str, Any]]] = [
    ("safety_check", {"present": ["no_such_finding"]}),
    ("safety_check", {"present": "chest_pain"}),
    ("safety_check", {"present": {"chest_pain": False}}),
    ("safety_check", {}),
    ("safety_check", {"present": ["back_pain"], "unsure": [1]}),
    ("ask", {"words": ""}),
    ("ask", {"words": "a" * 10_000}),
    ("ask", {"words": ["my back hurts"]}),
    ("ask", {}),
    ("sources", {"topic": "../../etc/passwd"}),
]


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_host_that_tampers_is_refused_and_the_next_call_works(transport: str) -> None:
    async def use(client: Client) -> None:
        for tool, arguments in TAMPERED:
            refused = await client.call_tool(tool, arguments)
            assert refused.is_error, (tool, arguments)
        with pytest.raises(MCPError):
            await client.read_resource("back-pain-guide://topics/../places")
        extra = {"present": ["chest_pain"], "absent": ["chest_pain"], "urgency": "self_care"}
        found = await client.call_tool("safety_check", extra)
        if not found.is_error:
            assert found.structured_content is not None
            assert found.structured_content["urgency"] == "emergency"
        assert (await call(client, "safety_check", present=["chest_pain"]))[
            "urgency"
        ] == "emergency"

    over(transport, use)


def test_clients_share_no_session() -> None:
    async def run() -> None:
        app = application(Assistant("en-US"), "127.0.0.1")
        async with served(app) as url, Client(url) as one, Client(url) as two:
            first = await call(one, "ask", words="my back hurts", session="1")
            other = await call(two, "ask", words="yes", session="1")
            assert other["urgency"] == "information"
            again = await call(one, "ask", words="yes", session=first["session"])
            assert again["urgency"] == "emergency"

    apart.run(run())


def test_what_fails_inside_is_told_without_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("what was said")

    monkeypatch.setattr(Conversation, "say", broken)

    async def use(client: Client) -> None:
        told = await call(client, "ask", words="my back hurts")
        assert "KeyError" in told
        assert "local emergency number" in told
        assert "said" not in told.replace("person said", "")

    over("http", use)


def test_stdio_goes_on_after_rubbish() -> None:
    def request(number: int, method: str, **params: Any) -> bytes:
        message = {"jsonrpc": "2.0", "id": number, "method": method, "params": params}
        return json.dumps(message).encode() + b"\n"

    hello = request(
        1,
        "initialize",
        protocolVersion="2025-06-18",
        capabilities={},
        clientInfo={"name": "test", "version": "1"},
    )
    ready = b'{"jsonrpc": "2.0", "method": "notifications/initialized"}\n'
    rubbish = bytes(range(128, 256)) + b"\n" + b"[" * 5_000 + b"\n" + b'{"half": \n'
    ask = request(2, "tools/call", name="ask", arguments={"words": "my back hurts"})
    process = subprocess.Popen(
        [sys.executable, "-m", "speakers", "mcp"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(hello + ready + rubbish + ask)
    process.stdin.flush()
    answer: dict[str, Any] = {}
    while answer.get("id") != 2:
        line = process.stdout.readline()
        assert line, process.stderr.read() if process.stderr else ""
        answer = json.loads(line)
    assert answer["result"]["structuredContent"]["question"]["kind"] == "safety"
    _, error = process.communicate(timeout=30)
    assert (process.returncode, error) == (0, b"")

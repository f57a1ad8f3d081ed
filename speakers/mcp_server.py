"""The guide as an MCP server: its tools and resources, by the official SDK."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from mcp.server.auth.middleware.auth_context import get_access_token
from mcp.server.auth.provider import TokenVerifier
from mcp.server.auth.settings import AuthSettings
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from speakers import VERSION
from speakers.assistant import Advice, Assistant, Named, Refused, TopicLine

Answer = TypeVar("Answer")

INSTRUCTIONS = """\
Back Pain Guide tells back pain from kidney pain and says when to get help. General information,
not a doctor; no clinician has reviewed it. Send what the person said to `ask`, in their own words,
with the `session` of the last answer. Say every `say` word for word, and wait for the answer to
its question. Where `urgency` is emergency, say it first and say nothing else."""

_ONLY_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_SAME_AGAIN = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)


def mcp_server(
    assistant: Assistant, auth: AuthSettings | None = None, verifier: TokenVerifier | None = None
) -> MCPServer[Any]:
    """A server with the assistant's tools and resources; with `auth`, for bearers of a token."""
    server: MCPServer[Any] = MCPServer(
        "back-pain-guide",
        title="Back Pain Guide",
        version=VERSION,
        instructions=INSTRUCTIONS,
        auth=auth,
        token_verifier=verifier,
        log_level="CRITICAL",  # what goes wrong is told to the caller; the SDK would log the words
    )
    _add_tools(server, assistant)
    _add_resources(server, assistant)
    return server


def caller() -> str:
    """Who calls: the bearer of a token, empty where none is asked for."""
    token = get_access_token()
    return f"{token.client_id}\n{token.subject}" if token else ""


def _add_tools(server: MCPServer[Any], assistant: Assistant) -> None:
    @server.tool(annotations=_ONLY_READS, structured_output=True)
    def ask(words: str, session: str = "", locale: str = "") -> Advice:
        """Answer what a person said about back or kidney trouble.

        words: what they said, unchanged. session: that of the last answer; empty at the start.
        locale: where they are, such as en-GB; it decides which number is named.
        Say the `say` of the result word for word.
        """
        return _answered(lambda: assistant.ask(words, session, locale, caller()))

    @server.tool(annotations=_SAME_AGAIN, structured_output=True)
    def safety_check(
        present: list[str],
        unsure: list[str] | None = None,
        absent: list[str] | None = None,
        locale: str = "",
    ) -> Advice:
        """Tell how urgent findings are, by a fixed table: never guess this yourself.

        present, unsure, absent: names from the resource back-pain-guide://findings. A name that is
        not known is refused. One more finding never lowers the urgency, and "unsure" counts.
        Say the `say` of the result word for word.
        """
        return _answered(
            lambda: assistant.safety_check(present, unsure or (), absent or (), locale)
        )

    @server.tool(annotations=_SAME_AGAIN, structured_output=True)
    def topics(locale: str = "") -> list[TopicLine]:
        """List what can be asked about."""
        return _answered(lambda: assistant.topics(locale))

    @server.tool(annotations=_SAME_AGAIN, structured_output=True)
    def sources(topic: str = "") -> list[Named]:
        """List where the answers come from: those of a topic, or all."""
        return _answered(lambda: assistant.sources(topic))


def _add_resources(server: MCPServer[Any], assistant: Assistant) -> None:
    @server.resource(
        "back-pain-guide://findings", name="findings", description="The names for safety_check."
    )
    def findings() -> str:
        return assistant.findings_text()

    def of(topic: str) -> Callable[[], str]:
        return lambda: assistant.topic_text(topic)

    for line in assistant.topics():
        add = server.resource(
            line.resource, name=line.id, description=line.name, mime_type="text/markdown"
        )
        add(of(line.id))


def _answered(answer: Callable[[], Answer]) -> Answer:
    """An answer, or a refusal that the caller can read; never a traceback, never the words."""
    try:
        return answer()
    except Refused as refused:
        raise ToolError(str(refused)) from None
    except Exception as error:
        raise ToolError(
            f"Something went wrong in the guide ({type(error).__name__}). If this could be an "
            "emergency, tell the person to call their local emergency number."
        ) from None

"""The MCP server over Streamable HTTP: on this machine for anybody, outside for bearers only."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jwt
import uvicorn
from mcp.server.auth.provider import AccessToken
from mcp.server.auth.settings import AuthSettings
from mcp.server.transport_security import TransportSecuritySettings

from speakers.assistant import Assistant
from speakers.mcp_server import mcp_server

PATH = "/mcp"
MOST_BODY = 65_536
"""Bytes of one request."""
_ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]


@dataclass(frozen=True)
class Outside:
    """What a server for the outside world needs.

    url: its own address, https://…/mcp; a token must be meant for it. issuer: who gives tokens.
    keys: a file or an address with the issuer's public keys (a JWK set).
    """

    url: str
    issuer: str
    keys: str


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine can reach a host to listen at."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Bearer:
    """Checks bearer tokens: signed by the issuer, meant for this server, and not over."""

    def __init__(self, outside: Outside) -> None:
        """Raises ValueError or OSError where the file of keys cannot be read."""
        self._outside = outside
        self._set: jwt.PyJWKSet | None = None
        self._client: jwt.PyJWKClient | None = None
        if outside.keys.startswith("https://"):
            self._client = jwt.PyJWKClient(outside.keys, timeout=5)
        else:
            raw = Path(outside.keys).read_text(encoding="utf-8")
            try:
                self._set = jwt.PyJWKSet.from_dict(json.loads(raw))
            except (jwt.PyJWTError, AttributeError, TypeError, ValueError) as error:
                raise ValueError(f"{outside.keys} holds no JWK set") from error

    async def verify_token(self, token: str) -> AccessToken | None:
        """Who a token was given to, None where it is not good."""
        try:
            claims = await asyncio.to_thread(self._claims, token)
        except jwt.PyJWTError:
            return None
        return AccessToken(
            token=token,
            client_id=str(claims.get("client_id") or claims.get("azp") or claims["sub"]),
            scopes=str(claims.get("scope") or "").split(),
            expires_at=int(claims["exp"]),
            resource=self._outside.url,
            subject=str(claims["sub"]),
            claims={"iss": claims["iss"]},
        )

    def _claims(self, token: str) -> dict[str, Any]:
        found: dict[str, Any] = jwt.decode(
            token,
            self._key(token),
            algorithms=_ALGORITHMS,
            audience=self._outside.url,
            issuer=self._outside.issuer,
            options={"require": ["exp", "iss", "aud", "sub"]},
        )
        return found

    def _key(self, token: str) -> jwt.PyJWK:
        if self._client is not None:
            return self._client.get_signing_key_from_jwt(token)
        assert self._set is not None
        wanted = jwt.get_unverified_header(token).get("kid")
        for key in self._set.keys:
            if key.key_id == wanted:
                return key
        raise jwt.InvalidKeyError("no such key")


def application(assistant: Assistant, host: str, outside: Outside | None = None) -> Any:
    """The ASGI application; raises ValueError or OSError where `outside` cannot be used."""
    if outside is None:
        return mcp_server(assistant).streamable_http_app(
            streamable_http_path=PATH,
            json_response=True,
            stateless_http=True,
            max_request_body_size=MOST_BODY,
            host=host,
        )
    auth = AuthSettings.model_validate(
        {
            "issuer_url": outside.issuer,
            "resource_server_url": outside.url,
            "validate_token_resource": True,
        }
    )
    at = urlsplit(outside.url)
    return mcp_server(assistant, auth, Bearer(outside)).streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=MOST_BODY,
        transport_security=TransportSecuritySettings(
            allowed_hosts=[at.netloc], allowed_origins=[f"{at.scheme}://{at.netloc}"]
        ),
    )


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens at an address; raises OSError where that cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)


async def serve(app: Any, listening: socket.socket) -> None:
    """Serve an application until SIGTERM or SIGINT. Requests are not logged."""
    config = uvicorn.Config(
        app, log_level="critical", access_log=False, limit_concurrency=200, timeout_keep_alive=15
    )
    await uvicorn.Server(config).serve(sockets=[listening])

"""The skill as a web service of one's own: `gunicorn endpoint:app`.

POST /alexa answers Alexa, after proof that it is Alexa; GET /healthz says that the process lives;
GET /metrics gives figures to this machine, and to whoever brings BACK_PAIN_GUIDE_METRICS_TOKEN.
Settings: BACK_PAIN_GUIDE_SKILL_ID holds the skill's id (several: separated by commas),
BACK_PAIN_GUIDE_MEMORY the store, and BACK_PAIN_GUIDE_CERTIFICATES a file for Alexa's certificates
(see docs/going-live.md).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Mapping
from hmac import compare_digest
from pathlib import Path
from time import perf_counter
from typing import Any

from signature import Certificates, Refused, Shelf, Verifier, fetch, system_roots
from skill import logs
from skill.figures import CONTENT_TYPE, Figures

LARGEST_BODY = 256 * 1024
"""Bytes. Alexa's own requests stay far below."""

_FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")
"""With one of these, a request from this machine is a proxy's, on behalf of somebody else."""

Answer = Callable[[dict[str, Any], Any], dict[str, Any]]
StartResponse = Callable[[str, list[tuple[str, str]]], Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


def create_app(verifier: Verifier, answer: Answer, token: str = "") -> Application:
    """Return the WSGI application that lets `answer` answer what `verifier` lets through.

    With `token`, figures are given to other machines, too, where they bring it.
    """
    figures = Figures()

    def alexa(environ: dict[str, Any]) -> tuple[str, bytes]:
        try:
            event = verifier.event(
                environ.get("HTTP_SIGNATURE_256", ""),
                environ.get("HTTP_SIGNATURECERTCHAINURL", ""),
                _body(environ),
            )
        except Refused as refusal:
            figures.refused()
            logs.refused(str(refusal))
            return "400 Bad Request", _error("refused", "This request is not one of Alexa's.")
        started = perf_counter()
        response = answer(event, None)
        figures.turn(response, (perf_counter() - started) * 1000)
        return "200 OK", _json(response)

    def app(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        route = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        kind = "application/json"
        if route == ("POST", "/alexa"):
            status, body = alexa(environ)
        elif route in {("GET", "/healthz"), ("HEAD", "/healthz")}:
            status, body = "200 OK", _json({"status": "ok"})
        elif route == ("GET", "/metrics") and _may_see_figures(environ, token):
            status, body, kind = "200 OK", figures.text().encode(), CONTENT_TYPE
        elif route[1] in {"/alexa", "/healthz"}:
            status, body = "405 Method Not Allowed", _error("method", "POST /alexa, GET /healthz.")
        else:
            status, body = "404 Not Found", _error("path", "There is only /alexa and /healthz.")
        start_response(status, [("Content-Type", kind), ("Content-Length", str(len(body)))])
        return [body] if route[0] != "HEAD" else []

    return app


def _may_see_figures(environ: Mapping[str, Any], token: str) -> bool:
    """Whether a request comes from this machine, through no proxy, or brings the token."""
    brought = environ.get("HTTP_AUTHORIZATION", "")
    if token and compare_digest(brought.encode(), f"Bearer {token}".encode()):
        return True
    here = environ.get("REMOTE_ADDR") in {"127.0.0.1", "::1"}
    return here and not any(name in environ for name in _FORWARDED)


def _body(environ: dict[str, Any]) -> bytes:
    """Return the raw body; raises `Refused` for one that is too large, cut off or unmeasured."""
    length = environ.get("CONTENT_LENGTH") or ""
    if not re.fullmatch("[0-9]{1,9}", length) or int(length) > LARGEST_BODY:
        raise Refused("The body is too large, or its length is not given.")
    try:
        body: bytes = environ["wsgi.input"].read(int(length))
    except OSError as fault:
        raise Refused("The body did not arrive.") from fault
    if len(body) != int(length):
        raise Refused("The body is cut off.")
    return body


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _error(code: str, message: str) -> bytes:
    return _json({"error": {"code": code, "message": message}})


def _app_from_environment() -> Application:
    skill_ids = [name.strip() for name in os.environ.get("BACK_PAIN_GUIDE_SKILL_ID", "").split(",")]
    if not all(skill_ids):
        raise RuntimeError(
            "Set BACK_PAIN_GUIDE_SKILL_ID to the id of your skill, amzn1.ask.skill. and so on; "
            "the Alexa developer console shows it."
        )
    from skill.memory import home_file, home_setting

    kept = Path(os.environ.get("BACK_PAIN_GUIDE_CERTIFICATES") or home_file("certificates.json"))
    os.environ.setdefault("BACK_PAIN_GUIDE_MEMORY", home_setting())
    from lambda_handler import lambda_handler

    certificates = Certificates(fetch, system_roots(), Shelf(kept.expanduser()))
    return create_app(
        Verifier(certificates, skill_ids),
        lambda_handler,
        os.environ.get("BACK_PAIN_GUIDE_METRICS_TOKEN", ""),
    )


def __getattr__(name: str) -> Application:
    """Make `app` when a server asks for it, so that importing this file needs no settings."""
    if name != "app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()["app"] = made = _app_from_environment()
    return made

"""Who may ask, how much, and what a browser may do with the answer.

The page is for this machine only. A name that points at 127.0.0.1 (DNS rebinding) is refused by
its Host header, another site's form or script by its Origin.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from flask import Flask, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from harness.errors import InputError

MOST_BYTES = 64 * 1024
MOST_BYTES_EVER = 1024 * 1024
"""Half a minute of speech."""

NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
FOR_PROGRAMS = ("/api/", "/audio/", "/alexa", "/healthz")
READING = frozenset({"GET", "HEAD", "OPTIONS"})

HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "media-src 'self'",
            "connect-src 'self'",
            "frame-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: with that, a browser sends "Origin: null" with a form's POST.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
}


def install(app: Flask) -> None:
    """Puts the checks before, and the headers after, every request of an application."""
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = MOST_BYTES
    app.before_request(refuse_strangers)
    app.after_request(add_headers)
    app.register_error_handler(InputError, _unusable)
    app.register_error_handler(HTTPException, _http_fault)


def is_loopback(host: str) -> bool:
    """Whether an address or name can only be this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_strangers() -> ResponseReturnValue | None:
    """A 403 for a caller from elsewhere, a foreign name for this machine, or another site."""
    host = request.headers.get("Host", "")
    if not is_loopback(request.remote_addr or ""):
        return fault("caller", "Only this machine may ask.", 403)
    if _name(host) not in NAMES:
        return fault("host", "Open this page as http://127.0.0.1 or http://localhost.", 403)
    if request.method in READING:
        return None
    origin = request.headers.get("Origin")
    elsewhere = request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}
    if elsewhere or (origin is not None and origin != f"{request.scheme}://{host}"):
        return fault("origin", "Another site may not send this. Use the page itself.", 403)
    return None


def add_headers(response: Response) -> Response:
    """The response with every header of HEADERS that it does not set by itself."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["Cache-Control"] = "no-store"  # files come with a rule of their own
    return response


def fault(code: str, message: str, status: int) -> ResponseReturnValue:
    """An error as JSON for programs, as a small page for people."""
    asks_json = request.accept_mimetypes.best == "application/json"
    if asks_json or request.path.startswith(FOR_PROGRAMS):
        return jsonify(error={"code": code, "message": message}), status
    return render_template("fault.html", message=message), status


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _unusable(error: InputError) -> ResponseReturnValue:
    return fault(error.code, error.message, 400)


def _http_fault(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status == 413:
        return fault("too_large", "That is far too much at once. Send a sentence.", 400)
    if status == 500:
        return fault("broken", "Something broke here. The terminal says what; try again.", 500)
    known = {404: "There is nothing here.", 405: "This address does not take that method."}
    return fault(
        (error.name or "error").lower().replace(" ", "_"), known.get(status, error.name), status
    )

"""Signed requests over a connection, and intents to send."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from typing import Any

from tests.endpoint.authority import CHAIN_URL, Authority, as_body, launch


def post(
    connection: HTTPConnection, authority: Authority, event: dict[str, Any]
) -> tuple[int, Any]:
    """Post a request, signed; return status and answer."""
    body = as_body(event)
    headers = {
        "Signature-256": authority.sign(body),
        "SignatureCertChainUrl": CHAIN_URL,
        "Content-Type": "application/json",
    }
    connection.request("POST", "/alexa", body, headers)
    response = connection.getresponse()
    return response.status, json.loads(response.read())


def intent(
    name: str, user: str = "one", attributes: Any = None, words: str | None = None
) -> dict[str, Any]:
    """Return a request with an intent; `attributes` make it one of a running session."""
    event = launch()
    slots = {} if words is None else {"words": {"name": "words", "value": words}}
    event["request"].update(
        type="IntentRequest", intent={"name": name, "confirmationStatus": "NONE", "slots": slots}
    )
    event["session"]["user"]["userId"] = event["context"]["System"]["user"]["userId"] = user
    if attributes is not None:
        event["session"].update(new=False, attributes=attributes)
    return event

"""What a request brings, read with care: every fault becomes an InputError."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from harness.errors import InputError

LONGEST_NAME = 64
INPUTS = ("text", "event", "intent", "touch")


def json_object(body: bytes) -> dict[str, Any]:
    """The JSON object in a request's body."""
    try:
        read = json.loads(body.decode("utf-8"))
        json.dumps(read, ensure_ascii=False).encode("utf-8")  # half a surrogate pair is no text
    except UnicodeError:
        raise InputError("not_text", "The body is not UTF-8 text.") from None
    except (ValueError, RecursionError):
        raise InputError(
            "not_json", 'The body is not JSON. Send an object such as {"text": "hello"}.'
        ) from None
    if not isinstance(read, dict):
        raise InputError(
            "not_object", 'The body must be a JSON object such as {"text": "hello"}, no list.'
        )
    return read


def turn_arguments(body: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments for Device.turn in a body of POST /api/turns; null counts as left out."""
    arguments = {key: body[key] for key in INPUTS if body.get(key) is not None}
    for key in ("session", "locale", "device", "user"):
        value = body.get(key)
        if value is None:
            continue
        if not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME:
            raise InputError(key, f"The {key} must be a short text, or left out.")
        arguments[key] = value
    touch = arguments.get("touch")
    if touch is not None and not (
        isinstance(touch, list) and all(isinstance(item, str) for item in touch)
    ):
        raise InputError("touch", "A touch is a list of texts.")
    return arguments

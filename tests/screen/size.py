"""How large a response is on the wire, and whether Alexa takes it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

WARN_BYTES = 24_000
"""Older limit of Alexa's documentation; devices of that time may still hold to it."""
MOST_BYTES = 120_000
"""Larger responses are refused."""


def response_bytes(response: Mapping[str, Any]) -> int:
    """The response envelope's size as UTF-8 JSON without needless blanks."""
    return len(json.dumps(response, ensure_ascii=False, separators=(",", ":")).encode())


def verdict(count: int) -> str:
    """ok, warn or fail for a response of so many bytes."""
    if count > MOST_BYTES:
        return "fail"
    return "warn" if count > WARN_BYTES else "ok"

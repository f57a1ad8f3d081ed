"""Events of the Wyoming protocol, read with limits: a client cannot fill the memory."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from wyoming.event import Event

MOST_LINE = 65_536
MOST_DATA = 65_536
MOST_PAYLOAD = 1_048_576
"""Bytes of a header line, of the data after it, and of a payload, which is read and dropped."""
_CHUNK = 65_536


class BadEvent(Exception):
    """What arrived is no event that can be read; the message says why, in one line."""


async def read_event(reader: asyncio.StreamReader) -> Event | None:
    """The next event, None at the end. Raises BadEvent; then the connection is of no more use.

    `reader` must have been made with the limit MOST_LINE.
    """
    try:
        line = await reader.readline()
        if not line:
            return None
        if not line.endswith(b"\n"):
            raise BadEvent("the connection ended in the middle of a line")
        header = _object(line, "the line")
        data = _object(header.get("data") or {}, "the data")
        size = _size(header, "data_length", MOST_DATA)
        if size:
            data |= _object(await reader.readexactly(size), "the data")
        left = _size(header, "payload_length", MOST_PAYLOAD)
        while left:
            left -= len(await reader.readexactly(min(left, _CHUNK)))
    except ValueError as error:  # StreamReader: the line is longer than its limit
        raise BadEvent(f"the line is longer than {MOST_LINE} bytes") from error
    except asyncio.IncompleteReadError as error:
        raise BadEvent("the connection ended in the middle of an event") from error
    kind = header.get("type")
    if not isinstance(kind, str):
        raise BadEvent("the event has no type")
    return Event(type=kind, data=data)


def _object(raw: Any, what: str) -> dict[str, Any]:
    if isinstance(raw, bytes):
        try:
            raw = json.loads(raw)
        except (ValueError, RecursionError) as error:
            raise BadEvent(f"{what} is not JSON") from error
    if not isinstance(raw, dict):
        raise BadEvent(f"{what} is no JSON object")
    return dict(raw)


def _size(header: dict[str, Any], key: str, most: int) -> int:
    size = header.get(key) or 0
    if not isinstance(size, int) or not 0 <= size <= most:
        raise BadEvent(f"{key} is not a number from 0 to {most}")
    return size

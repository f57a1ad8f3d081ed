"""The Wyoming front, asked over TCP, a connection for each sentence.

By the standard library alone: each Home Assistant pins a wyoming package of its own, and some of
them lose the conversation's id.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

from .const import PATIENCE, PROGRAM

_LONGEST = 65_536


class FrontError(Exception):
    """The front did not answer."""


class NotTheGuide(FrontError):
    """Something else answered."""


class Front:
    """The front at a host and port."""

    def __init__(self, host: str, port: int, patience: float = PATIENCE) -> None:
        self._host = host
        self._port = port
        self._patience = patience

    async def describe(self) -> dict[str, Any]:
        """The program that answers there. Raises FrontError, NotTheGuide where it is another."""
        data = await self._ask("describe", {}, {"info"})
        for program in data.get("handle") or ():
            if isinstance(program, dict) and program.get("name") == PROGRAM:
                return program
        raise NotTheGuide("another program answers there")

    async def say(self, words: str, place: str, ids: dict[str, str | None]) -> dict[str, Any]:
        """What is answered to words: `text`, `context`. Raises FrontError."""
        known = {name: value for name, value in ids.items() if value}
        data = await self._ask(
            "transcript",
            {"text": words, "language": place, "context": known},
            {"handled", "not-handled"},
        )
        if not isinstance(data.get("text"), str):
            raise NotTheGuide("there is no text in its answer")
        return data

    async def _ask(self, kind: str, data: dict[str, Any], wanted: set[str]) -> dict[str, Any]:
        try:
            async with asyncio.timeout(self._patience):
                return await self._exchange(kind, data, wanted)
        except (OSError, EOFError, TimeoutError) as error:
            raise FrontError(f"no answer ({type(error).__name__})") from error
        except (ValueError, RecursionError) as error:
            raise NotTheGuide("its answer cannot be read") from error

    async def _exchange(self, kind: str, data: dict[str, Any], wanted: set[str]) -> dict[str, Any]:
        reader, writer = await asyncio.open_connection(self._host, self._port, limit=_LONGEST)
        try:
            body = json.dumps(data).encode()
            header = json.dumps({"type": kind, "data_length": len(body)}).encode()
            writer.write(header + b"\n" + body)
            await writer.drain()
            while True:
                found, answer = await _read(reader)
                if found in wanted:
                    return answer
                if found == "error":
                    raise FrontError("it refused the sentence")
        finally:
            writer.close()


async def _read(reader: asyncio.StreamReader) -> tuple[str, dict[str, Any]]:
    """The next event, its type and data. Raises ValueError, or EOFError at the end."""
    line = await reader.readline()
    if not line:
        raise EOFError
    header = json.loads(line)
    size = header.get("data_length") or 0 if isinstance(header, dict) else -1
    if not isinstance(size, int) or not 0 <= size <= _LONGEST:
        raise ValueError("no event")
    data = header.get("data") or {}
    if size:
        data = json.loads(await reader.readexactly(size))
    if not isinstance(data, dict):
        raise ValueError("no data")
    return str(header.get("type")), data

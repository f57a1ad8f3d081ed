"""A Wyoming front in this process, and the official client to talk to it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from wyoming.asr import Transcript
from wyoming.client import AsyncTcpClient
from wyoming.event import Event

from speakers.sessions import Sessions
from speakers.shared import Shared
from speakers.wyoming_front import SILENCE, WyomingFront
from speakers.wyoming_server import WyomingServer
from tests.speakers import apart


class Clock:
    """A time that passes when it is told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class House:
    """A front on a port, with all that it noted."""

    def __init__(self, locale: str = "", patience: float = 5) -> None:
        self.clock = Clock()
        self.notes: list[str] = []
        self.sessions = Sessions[Shared](SILENCE, clock=self.clock)
        self.front = WyomingFront(locale, self.sessions)
        self._server = WyomingServer(self.front, self.notes.append, patience)
        self.port = 0

    @asynccontextmanager
    async def open(self) -> AsyncIterator[House]:
        server = await self._server.start("127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            await settle()

    async def send(self, event: Event) -> Event:
        """What the front answers to an event, on a connection of its own."""
        async with AsyncTcpClient("127.0.0.1", self.port) as client:
            await client.write_event(event)
            answer = await client.read_event()
        assert answer is not None
        return answer

    async def say(self, words: str, who: str | None = "a", **fields: Any) -> dict[str, Any]:
        """What the front answers to words: text, and the fields of the context."""
        context = None if who is None else {"conversation_id": who, **fields.pop("ids", {})}
        event = await self.send(Transcript(text=words, context=context, **fields).event())
        return {"type": event.type, "text": event.data["text"], **event.data.get("context", {})}


async def settle() -> None:
    """Wait for every other task, so that each connection is closed before the loop is."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    if others:
        _, left = await asyncio.wait(others, timeout=20)
        assert not left


def in_house(
    conversation: Callable[[House], Awaitable[None]], locale: str = "", patience: float = 5
) -> House:
    """Hold a conversation with a front, and return the house it was in."""
    house = House(locale, patience)

    async def hold() -> None:
        async with house.open():
            await conversation(house)

    apart.run(hold())
    return house

"""The Wyoming front on a port: many connections, none of which can harm another."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress

from wyoming.error import Error
from wyoming.event import Event, async_write_event

from speakers.wire import MOST_LINE, BadEvent, read_event
from speakers.wyoming_front import WyomingFront

PATIENCE = 60.0
"""Seconds that a client may take over an event, or over reading an answer."""
MOST_CONNECTIONS = 500

Log = Callable[[str], None]


class WyomingServer:
    """Serves one front. What goes wrong is one line to `log`, never a word that was said."""

    def __init__(self, front: WyomingFront, log: Log, patience: float = PATIENCE) -> None:
        self._front = front
        self._log = log
        self._patience = patience
        self._open = 0

    async def start(self, host: str, port: int) -> asyncio.Server:
        """Listen from now on; raises OSError where the address cannot be had."""
        return await asyncio.start_server(
            self._connection, host, port, limit=MOST_LINE, backlog=MOST_CONNECTIONS
        )

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open += 1
        try:
            if self._open > MOST_CONNECTIONS:
                raise BadEvent(f"more than {MOST_CONNECTIONS} connections at once")
            while await self._event(reader, writer):
                pass
        except BadEvent as problem:
            self._log(f"A connection was closed: {problem}.")
            await self._tell(writer, Error(text=f"Closed: {problem}.", code="bad-event").event())
        except TimeoutError:
            self._log(f"A connection was closed: nothing for {self._patience:g} seconds.")
        except OSError:
            pass  # the other side has gone
        finally:
            self._open -= 1
            if writer.transport.get_write_buffer_size():
                writer.transport.abort()  # a client that never reads would hold it open
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _event(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one event; False at the end of the connection."""
        async with asyncio.timeout(self._patience):
            event = await read_event(reader)
        if event is None:
            return False
        answer = self._answer(event)
        if answer is not None:
            async with asyncio.timeout(self._patience):
                await async_write_event(answer, writer)
        return True

    def _answer(self, event: Event) -> Event | None:
        try:
            return self._front.answer(event)
        except Exception as error:  # whatever it is, somebody waits for words
            self._log(f"A sentence could not be answered ({type(error).__name__}).")
            return self._front.trouble(event.data)

    async def _tell(self, writer: asyncio.StreamWriter, event: Event) -> None:
        with suppress(TimeoutError, OSError):
            async with asyncio.timeout(min(self._patience, 1)):
                await async_write_event(event, writer)


async def serve(front: WyomingFront, host: str, port: int, log: Log) -> None:
    """Serve until SIGTERM or SIGINT; raises OSError where the address cannot be had."""
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    server = await WyomingServer(front, log).start(host, port)
    at, *_ = (listening.getsockname() for listening in server.sockets)
    log(f"Back Pain Guide answers Wyoming at {at[0]} port {at[1]}.")
    await stopped.wait()
    server.close()

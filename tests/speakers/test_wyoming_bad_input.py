"""Whatever a client sends or leaves unsent, the others go on, and one line says what happened."""

from __future__ import annotations

import asyncio
import json
import re

import pytest
from wyoming.event import async_read_event

from speakers import wyoming_server
from speakers.wire import MOST_DATA, MOST_LINE, MOST_PAYLOAD
from tests.speakers.talking_to import House, in_house


def event(kind: object = "transcript", **header: object) -> bytes:
    return json.dumps({"type": kind, **header}).encode() + b"\n"


BAD = {
    "half a line": (b'{"type": "tra', "the connection ended in the middle of a line"),
    "10 MB": (b"a" * 10_000_000, f"the line is longer than {MOST_LINE} bytes"),
    "10 MB and an end": (b"a" * 10_000_000 + b"\n", f"the line is longer than {MOST_LINE} bytes"),
    "binary": (bytes(range(256)) + b"\n", "the line is not JSON"),
    "a list": (b"[1, 2]\n", "the line is no JSON object"),
    "deep": (b"[" * 60_000 + b"\n", "the line is not JSON"),
    "no type": (b"{}\n", "the event has no type"),
    "a number for a type": (event(5), "the event has no type"),
    "a list for data": (event(data=[1]), "the data is no JSON object"),
    "data that is not there": (
        event(data_length=100) + b"{}",
        "the connection ended in the middle of an event",
    ),
    "too much data": (
        event(data_length=10**10),
        f"data_length is not a number from 0 to {MOST_DATA}",
    ),
    "data of less than nothing": (
        event(data_length=-1),
        f"data_length is not a number from 0 to {MOST_DATA}",
    ),
    "too much sound": (
        event(payload_length=10**10),
        f"payload_length is not a number from 0 to {MOST_PAYLOAD}",
    ),
    "data that is no JSON": (event(data_length=4) + b"\xff\xfe\x00\x01", "the data is not JSON"),
}


async def send(house: House, raw: bytes) -> bytes:
    """All that comes back for raw bytes, to the end of the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    try:
        writer.write(raw)
        writer.write_eof()
        return await reader.read()
    except ConnectionError:
        return b""  # it was closed before all was sent
    finally:
        writer.close()


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_one_line_and_the_others_go_on(what: str) -> None:
    raw, why = BAD[what]

    async def hold(house: House) -> None:
        await house.say("my back hurts")
        await send(house, raw)
        assert (await house.say("yes"))["urgency"] == "emergency"

    assert in_house(hold).notes == [f"A connection was closed: {why}."]


def test_the_client_is_told_why() -> None:
    async def hold(house: House) -> None:
        answer = json.loads((await send(house, b"{}\n")).splitlines()[0])
        assert answer["type"] == "error"

    in_house(hold)


def test_sound_and_what_is_not_ours_is_let_pass() -> None:
    async def hold(house: House) -> None:
        sound = event("audio-chunk", data={"rate": 16000}, payload_length=1000) + b"\0" * 1000
        words = event(data={"text": "my back hurts", "context": {"conversation_id": "a"}})
        answer = await send(house, sound + event("run-satellite") + words)
        assert json.loads(answer.splitlines()[0])["type"] == "handled"

    assert in_house(hold).notes == []


STRANGE = {
    "no text": {},
    "a number": {"text": 5},
    "a list": {"text": ["my back hurts"]},
    "too long": {"text": "my back hurts " * 100},
    "strange ids": {
        "text": "i have chest pain",
        "context": {"conversation_id": ["a"], "device_id": {}},
    },
    "no object for context": {"text": "i have chest pain", "context": "a"},
    "a very long id": {"text": "i have chest pain", "context": {"conversation_id": "a" * 10_000}},
    "a strange language": {"text": "i have chest pain", "language": {"en": "GB"}},
    "half a character": {"text": "\ud800 you"},
    "signs": {"text": "\0\n\t\u202e\U0001f4a9"},
}


@pytest.mark.parametrize("what", STRANGE)
def test_strange_sentences_are_answered(what: str) -> None:
    async def hold(house: House) -> None:
        answer = await send(house, event(data=STRANGE[what]))
        header, _, data = answer.partition(b"\n")
        assert json.loads(header)["type"] in {"handled", "not-handled"}
        text = json.loads(data)["text"]
        assert text
        assert not re.search(r"9 1 1|9 9 9|911|999", text)
        assert len(house.sessions) == 0

    assert in_house(hold).notes == []


def test_a_client_that_says_nothing_is_let_go() -> None:
    async def hold(house: House) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
        writer.write(b'{"type": "transcr')
        assert (await house.say("my back hurts"))["type"] == "handled"
        assert await reader.read() == b""
        writer.close()

    notes = in_house(hold, patience=0.2).notes
    assert notes == ["A connection was closed: nothing for 0.2 seconds."]


async def ask_for_ever(writer: asyncio.StreamWriter) -> None:
    async with asyncio.timeout(20):
        while True:
            writer.write(event("describe") * 500)
            await writer.drain()


def test_a_client_that_never_reads_is_let_go() -> None:
    async def hold(house: House) -> None:
        _, writer = await asyncio.open_connection("127.0.0.1", house.port)
        with pytest.raises((ConnectionError, TimeoutError)):
            await ask_for_ever(writer)
        assert (await house.say("my back hurts"))["type"] == "handled"
        writer.transport.abort()

    notes = in_house(hold, patience=0.2).notes
    assert notes == ["A connection was closed: nothing for 0.2 seconds."]


def test_two_hundred_connections_are_all_answered() -> None:
    async def hold(house: House) -> None:
        streams = [await asyncio.open_connection("127.0.0.1", house.port) for _ in range(200)]
        for number, (_, writer) in enumerate(streams):
            ids = {"conversation_id": str(number)}
            writer.write(event(data={"text": "my back hurts", "context": ids}))
        answers = [await async_read_event(reader) for reader, _ in streams]
        assert {answer.type for answer in answers if answer} == {"handled"}
        for _, writer in streams:
            writer.close()
        assert len(house.sessions) == 200

    assert in_house(hold, patience=20).notes == []


def test_too_many_connections_are_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wyoming_server, "MOST_CONNECTIONS", 2)

    async def hold(house: House) -> None:
        kept = [await asyncio.open_connection("127.0.0.1", house.port) for _ in range(2)]
        reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
        refused = await async_read_event(reader)
        assert refused is not None
        assert refused.type == "error"
        for _, one in kept:
            one.close()
        writer.close()

    notes = in_house(hold).notes
    assert notes == ["A connection was closed: more than 2 connections at once."]

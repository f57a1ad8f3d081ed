"""The integration for Home Assistant, as far as it can be tried without one."""

from __future__ import annotations

import asyncio
import json
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from content import load, locales
from deploy import home_assistant
from speakers import VERSION
from speakers.said import digits_apart
from speakers.wyoming_front import NAME
from tests.speakers import apart
from tests.speakers.talking_to import House, in_house, settle

FOLDER = Path(__file__).parents[2] / "custom_components" / "back_pain_guide"


@pytest.fixture(scope="module")
def guide() -> Iterator[ModuleType]:
    """The integration's package, without its __init__: that needs Home Assistant."""
    package = ModuleType("guide_under_test")
    package.__path__ = [str(FOLDER)]
    sys.modules[package.__name__] = package
    package.const = import_module("guide_under_test.const")  # type: ignore[attr-defined]
    package.front = import_module("guide_under_test.front")  # type: ignore[attr-defined]
    yield package
    for name in [name for name in sys.modules if name.startswith(package.__name__)]:
        del sys.modules[name]


def test_its_numbers_are_those_of_the_content(guide: Any) -> None:
    wanted = {place: digits_apart(load(place).place.emergency) for place in locales()}
    assert wanted == guide.const.EMERGENCY
    assert load("en").place.emergency == guide.const.ANYWHERE
    assert guide.const.PROGRAM == NAME


@pytest.mark.parametrize(
    ("language", "country", "place"),
    [
        ("en", "GB", "en-GB"),
        ("en-US", "GB", "en-US"),
        ("EN_au", None, "en-AU"),
        ("en", None, "en"),
        ("", None, ""),
        ("de", "CH", "de-CH"),
    ],
)
def test_the_place_is_that_of_the_words_or_of_the_house(
    guide: Any, language: str, country: str | None, place: str
) -> None:
    assert guide.const.locale(language, country) == place
    assert "If this could be an emergency, call " in guide.const.unreachable(place)


def test_it_asks_the_front(guide: Any) -> None:
    async def hold(house: House) -> None:
        front = guide.front.Front("127.0.0.1", house.port)
        assert (await front.describe())["version"] == VERSION
        ids = {"conversation_id": "a", "device_id": None}
        first = await front.say("my back hurts", "en-GB", ids)
        assert first["context"]["continue_conversation"] is True
        assert (await front.say("yes", "en-GB", ids))["text"].startswith("Call 9 9 9 now.")

    in_house(hold)


STRANGERS = {
    "closes at once": b"",
    "half an event": b'{"type": "handled", "data_length": 100}\n{"te',
    "no line": b"HTTP/1.1 400 Bad Request\r\n\r\n",
    "binary": bytes(range(128, 256)) + b"\n",
    "no object": b"[]\n",
    "data that is no object": b'{"type": "handled", "data": [1]}\n',
    "too much": b'{"type": "handled", "data_length": 1000000000}\n',
    "10 MB": b"a" * 10_000_000,
    "no text": b'{"type": "handled", "data": {"text": 5}}\n',
    "deep": b"[" * 60_000 + b"\n",
    "an error": b'{"type": "error", "data": {"text": "no"}}\n',
    "another's info": b'{"type": "info", "data": {"handle": [{"name": "other"}, 5]}}\n',
}


async def closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()


@pytest.mark.parametrize("what", STRANGERS)
def test_whatever_answers_is_one_kind_of_error(guide: Any, what: str) -> None:
    async def stranger(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(STRANGERS[what])
        with suppress(OSError):
            await writer.drain()
        await closed(writer)

    async def hold() -> None:
        server = await asyncio.start_server(stranger, "127.0.0.1", 0)
        async with server:
            front = guide.front.Front("127.0.0.1", server.sockets[0].getsockname()[1], 5)
            with pytest.raises(guide.front.FrontError):
                await front.say("my back hurts", "en-GB", {"conversation_id": "a"})
            with pytest.raises(guide.front.FrontError):
                await front.describe()
        await settle()

    apart.run(hold())


def test_a_front_that_never_answers_is_left(guide: Any) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        await closed(writer)

    async def hold() -> None:
        server = await asyncio.start_server(silent, "127.0.0.1", 0)
        async with server:
            front = guide.front.Front("127.0.0.1", server.sockets[0].getsockname()[1], 0.1)
            with pytest.raises(guide.front.FrontError):
                await front.describe()
        await settle()

    apart.run(hold())


def test_its_manifest_is_of_this_version() -> None:
    manifest = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["version"] == VERSION
    assert manifest["domain"] == FOLDER.name
    assert manifest["requirements"] == []


def test_the_zip_holds_the_integration_alone_and_is_the_same_each_time(tmp_path: Path) -> None:
    first, second = tmp_path / "a.zip", tmp_path / "b.zip"
    assert home_assistant.build(first) == home_assistant.build(second) == VERSION
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        kept = {Path(name) for name in archive.namelist()}
    wanted = {
        home_assistant.FOLDER / path.relative_to(FOLDER)
        for path in FOLDER.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert kept == wanted

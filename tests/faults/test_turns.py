"""Whatever breaks around a turn, the person hears something of use, and soon."""

from __future__ import annotations

import json
import socket
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

import lambda_handler as entry
from harness.device import Device
from skill import logs
from skill.app import build_skill
from skill.memory import Memory
from skill.memory.dynamodb import DynamoDBMemory
from skill.memory.sqlite import SQLiteMemory
from tests.endpoint.authority import launch

ALEXA_WAITS = 8.0
"""Seconds."""


@pytest.fixture
def with_memory(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that gives a speaker whose skill has that memory."""

    def put(memory: Memory) -> Device:
        monkeypatch.setattr(entry, "SKILL", build_skill(memory))
        return Device(entry.lambda_handler)

    return put


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> StringIO:
    """What is logged."""
    stream = StringIO()
    monkeypatch.setattr(logs, "LOG", logs.TurnLog("turns", stream))
    return stream


@pytest.fixture
def slow_store(monkeypatch: pytest.MonkeyPatch) -> Iterator[DynamoDBMemory]:
    """A store that takes connections and never answers."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        yield DynamoDBMemory("table", f"http://127.0.0.1:{port}")


def full_disk(path: Path) -> SQLiteMemory:
    """A store whose file cannot grow any more."""
    store = SQLiteMemory(path)
    store.load("anybody")
    open_file = store._open

    def open_on_a_full_disk() -> sqlite3.Connection:
        connection = open_file()
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    store._open = open_on_a_full_disk  # type: ignore[method-assign]
    return store


def test_a_slow_store_costs_the_settings_and_not_the_answer(
    with_memory: Any, slow_store: DynamoDBMemory
) -> None:
    device = with_memory(slow_store)
    started = monotonic()

    turn = device.turn(text="what are kidney stones")

    assert turn["answer"]["topic"] == "kidney_stones"
    assert monotonic() - started < ALEXA_WAITS / 2


def test_a_slow_store_is_admitted_when_it_matters(
    with_memory: Any, slow_store: DynamoDBMemory
) -> None:
    device = with_memory(slow_store)
    turn = device.turn(event="launch")

    turn = device.turn(text="forget me", session=turn["session"])

    assert "settings" in turn["answer"]["speech"]
    assert turn["answer"]["question"] is not None or turn["ended"]


def test_a_full_disk_costs_the_settings_and_not_the_answer(
    with_memory: Any, tmp_path: Path
) -> None:
    device = with_memory(full_disk(tmp_path / "memory.sqlite3"))
    first = device.turn(text="what are kidney stones")

    slower = device.turn(text="slower", session=first["session"])

    assert first["answer"]["topic"] == "kidney_stones"
    assert 'rate="' in slower["answer"]["ssml"]


def test_an_emergency_is_said_first_whatever_the_store_does(
    with_memory: Any, slow_store: DynamoDBMemory
) -> None:
    turn = with_memory(slow_store).turn(text="i cannot feel between my legs and i wet myself")

    assert turn["answer"]["urgency"] == "emergency"
    assert turn["answer"]["speech"].startswith("Go to the emergency room now.")


def with_slot(words: str) -> dict[str, Any]:
    event = launch()
    slot = {"name": "words", "value": words, "confirmationStatus": "NONE"}
    intent = {"name": "SymptomIntent", "confirmationStatus": "NONE", "slots": {"words": slot}}
    event["request"].update(type="IntentRequest", intent=intent)
    return event


def heard(event: Any) -> str:
    """What is said to a request; fails where Alexa would not have it."""
    started = monotonic()
    response = entry.lambda_handler(event, None)
    assert monotonic() - started < ALEXA_WAITS / 2
    assert len(json.dumps(response)) < 24_000
    return str(response["response"]["outputSpeech"]["ssml"])


@pytest.mark.parametrize(
    "words",
    [
        "my back hurts " * 700,
        "a" * 10_000,
        "no no no " * 1_100,
        "<&\"'>" * 2_000,
        "é😀\u202e\x00 " * 2_000,
        "not " * 2_500 + "numb",
    ],
    ids=["a ramble", "one long word", "no", "markup", "odd letters", "negations"],
)
def test_a_ten_kilobyte_utterance_is_answered_without_a_fault(words: str, log: StringIO) -> None:
    assert heard(with_slot(words)).startswith("<speak>")
    assert "fault" not in log.getvalue()


def test_a_red_flag_at_the_end_of_a_ramble_is_heard() -> None:
    ramble = "and then i went to the shop and back again " * 220

    assert "911" in heard(with_slot(ramble + "and now i fainted and have chest pain")).replace(
        '<say-as interpret-as="digits">', ""
    )


def test_a_one_megabyte_envelope_is_answered_without_a_fault(log: StringIO) -> None:
    event = launch()
    event["session"]["attributes"] = {"talk": {}, "padding": ["x" * 1000] * 1000}
    assert len(json.dumps(event)) > 1_000_000

    response = entry.lambda_handler(event, None)

    assert response["response"]["outputSpeech"]["ssml"].startswith("<speak>")
    assert "fault" not in log.getvalue()


def test_a_deeply_nested_envelope_is_answered() -> None:
    event: Any = launch()
    nested: Any = []
    for _ in range(100_000):
        nested = [nested]
    event["session"]["attributes"] = {"talk": nested}

    assert entry.lambda_handler(event, None)["version"] == "1.0"


@pytest.mark.parametrize(
    "change",
    [
        {"type": "Alexa.Tomorrow.Request"},
        {"type": ""},
        {"dialogState": "DREAMING"},
        {"intent": {"name": "TomorrowIntent", "confirmationStatus": "NONE"}},
        {"intent": {"name": "TopicIntent", "confirmationStatus": "PERHAPS"}},
        {"intent": None},
        {"timestamp": "yesterday"},
        {"timestamp": "1970-01-01T00:00:00Z"},
        {"timestamp": "9999-12-31T23:59:59Z"},
        {"locale": "xx-XX"},
        {"locale": ""},
        {"locale": None},
    ],
    ids=str,
)
def test_what_nobody_has_seen_yet_is_answered(change: dict[str, Any]) -> None:
    event = with_slot("my back hurts")
    event["request"].update(change)

    assert heard(event).startswith("<speak>")


def test_concurrent_sessions_do_not_hear_one_another(with_memory: Any, tmp_path: Path) -> None:
    """Sixteen people at once, each with a topic of their own, on one skill and one store."""
    device = with_memory(SQLiteMemory(tmp_path / "memory.sqlite3"))
    topics = {
        "what are kidney stones": "kidney_stones",
        "what is sepsis": "sepsis",
        "what is shingles": "shingles",
        "what is a slipped disc": "slipped_disc",
    }

    def talk(number: int) -> list[str]:
        text, topic = list(topics.items())[number % len(topics)]
        user = f"person {number}"
        turns = [device.turn(text=text, user=user)]
        for said in ("tell me more", "slower", "repeat"):
            turns.append(device.turn(text=said, session=turns[-1]["session"], user=user))
        return [topic] + [turn["answer"]["topic"] for turn in turns[:2]]

    with ThreadPoolExecutor(16) as pool:
        for topic, *answered in pool.map(talk, range(48)):
            assert answered == [topic, topic]

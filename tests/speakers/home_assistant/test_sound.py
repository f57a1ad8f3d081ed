"""Sound in, sound out: Home Assistant's own pipeline with the project's recogniser and voice."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from audio import mp3
from audio.cache import Store
from tests.speakers.home_assistant.conftest import AGENT
from tests.speakers.home_assistant.house import ROOT, HomeAssistant, free_port
from tests.speakers.home_assistant.voices import RATE, sound

SILENCE = b"\0\0" * RATE * 2
"""Two seconds, after which Home Assistant takes a sentence to be over."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Where spoken sentences are kept."""
    return Store(tmp_path_factory.mktemp("sound"))


@pytest.fixture(scope="module")
def pipeline(
    home: HomeAssistant, entry: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """An assistant that hears, answers and speaks with nothing but the project's own."""
    port = free_port()
    module = "tests.speakers.home_assistant.voices"
    voices = subprocess.Popen(
        [sys.executable, "-m", module, str(port), str(tmp_path_factory.mktemp("voices"))],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert voices.stdout is not None
    assert voices.stdout.readline() == "ready\n"
    assert home.add("wyoming", host="127.0.0.1", port=port)["type"] == "create_entry"
    entities = [state["entity_id"] for state in home.request("GET", "states")]
    yield home.new_pipeline(
        conversation_engine=AGENT,
        stt_engine=next(one for one in entities if one.startswith("stt.")),
        tts_engine=next(one for one in entities if one.startswith("tts.")),
    )
    voices.terminate()
    voices.communicate(timeout=30)


def spoken(home: HomeAssistant, pipeline: str, said: bytes, conversation: str | None) -> Any:
    """What a pipeline hears, answers, and says as sound."""
    events = home.hear(pipeline, said + SILENCE, conversation)
    output = events["intent-end"]["intent_output"]
    address = events["tts-end"]["tts_output"]["url"]
    with urllib.request.urlopen(f"http://127.0.0.1:{home.port}{address}", timeout=60) as file:
        samples, rate = mp3.decode(file.read())
    return {
        "heard": events["stt-end"]["stt_output"]["text"],
        "text": output["response"]["speech"]["plain"]["speech"],
        "listens": output["continue_conversation"],
        "conversation": output["conversation_id"],
        "seconds": len(samples) / rate,
    }


def test_a_check_up_by_ear(home: HomeAssistant, pipeline: str, store: Store) -> None:
    first = spoken(home, pipeline, sound("my back hurts", store), None)
    assert first["text"].startswith("So, back pain."), json.dumps(first)
    assert first["listens"]
    assert first["seconds"] > 3
    second = spoken(home, pipeline, sound("no thanks", store), first["conversation"])
    assert second["heard"].startswith("no"), json.dumps(second)
    assert second["listens"]
    assert second["text"] != first["text"]
    assert second["seconds"] > 2


def test_an_emergency_by_ear(home: HomeAssistant, pipeline: str, store: Store) -> None:
    first = spoken(home, pipeline, sound("my back hurts", store), None)
    told = spoken(home, pipeline, sound("yes", store), first["conversation"])
    assert told["text"].startswith("Call 9 "), json.dumps(told)
    assert told["seconds"] > 5

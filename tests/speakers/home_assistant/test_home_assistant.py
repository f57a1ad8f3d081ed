"""The front and the integration in a real Home Assistant, where nothing can leave the house."""

from __future__ import annotations

import json
import os
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from speakers.said import digits_apart
from speakers.text import Conversation, words_of
from tests.speakers.home_assistant.conftest import AGENT
from tests.speakers.home_assistant.house import ROOT, Front, HomeAssistant, free_port
from tests.speakers.test_wyoming import TEN_TURNS


@pytest.fixture(scope="module")
def built_in(home: HomeAssistant, entry: dict[str, Any], front: Front) -> str:
    """Home Assistant's own Wyoming agent, whose package loses the conversation's id."""
    ended = home.add("wyoming", host="127.0.0.1", port=front.port)
    assert ended["type"] == "create_entry", ended
    agents = home.command("conversation/agent/list")["result"]["agents"]
    [found] = [
        one["id"] for one in agents if one["id"] not in (AGENT, "conversation.home_assistant")
    ]
    return str(found)


def test_nothing_can_leave_the_house(alone: bool, home: HomeAssistant) -> None:
    if not alone:
        assert os.geteuid() != 0, "Root may take the network away, and could not."
        return
    assert [name for _, name in socket.if_nameindex()] == ["lo"]
    with pytest.raises(OSError, match="unreachable"):
        socket.create_connection(("192.0.2.1", 80), timeout=5)


def test_a_check_up_of_four_turns(home: HomeAssistant, entry: dict[str, Any]) -> None:
    told = home.say("my back hurts", AGENT)
    for words in ("no", "no", "no"):
        assert told["listens"]
        assert told["text"].endswith("?")
        told = home.say(words, AGENT, told["conversation"])
    left = home.say("stop", AGENT, told["conversation"])
    assert not left["listens"]
    assert "?" not in left["text"]


def test_ten_turns_are_those_of_the_page(home: HomeAssistant, entry: dict[str, Any]) -> None:
    page, conversation = Conversation("en-US"), None
    for words in TEN_TURNS:
        told = home.say(words, AGENT, conversation)
        conversation = told["conversation"]
        reply = page.say(words)
        assert told["text"] == digits_apart(words_of(reply))
        assert told["listens"] == (reply.question is not None)
        assert told["type"] == "action_done"


def test_two_people_at_once(home: HomeAssistant, entry: dict[str, Any]) -> None:
    def hold(first: str, second: str) -> str:
        conversation = home.say(first, AGENT)["conversation"]
        barrier.wait(60)
        return str(home.say(second, AGENT, conversation)["text"])

    barrier = threading.Barrier(2)
    with ThreadPoolExecutor(2) as people:
        one = people.submit(hold, "my back hurts", "yes")
        two = people.submit(hold, "it burns when I pee", "no")
        assert one.result().startswith("Call 9 1 1 now.")
        assert "9 1 1" not in two.result()


@pytest.mark.parametrize(
    ("language", "number"),
    [("en-GB", "9 9 9"), ("en", "9 9 9"), ("en-US", "9 1 1"), ("en-AU", "triple zero")],
)
def test_the_number_is_that_of_the_place(
    home: HomeAssistant, entry: dict[str, Any], language: str, number: str
) -> None:
    told = home.say("I have chest pain", AGENT, language=language)
    assert told["text"].startswith(f"Call {number} now.")


def test_it_keeps_listening_in_a_pipeline(home: HomeAssistant, entry: dict[str, Any]) -> None:
    pipeline = home.new_pipeline(conversation_engine=AGENT)

    def run(words: str, conversation: str | None) -> dict[str, Any]:
        events = home.read(pipeline, words, conversation)
        output: dict[str, Any] = events["intent-end"]["intent_output"]
        return output

    first = run("hello my back hurts", None)
    assert first["continue_conversation"]
    again = run(".", first["conversation_id"])
    assert again["continue_conversation"]
    assert again["response"]["speech"]["plain"]["speech"].endswith("?")
    silent = run(".", first["conversation_id"])
    assert not silent["continue_conversation"]
    assert silent["response"]["speech"]["plain"]["speech"] == ""
    last = run("stop", first["conversation_id"])
    assert not last["continue_conversation"]


def test_without_ids_nothing_is_asked(home: HomeAssistant, built_in: str) -> None:
    for words in ("my back hurts", "yes", "is my back pain my kidneys?"):
        told = home.say(words, built_in)
        assert told["text"]
        assert "?" not in told["text"]
    assert home.say("I have chest pain", built_in)["text"].startswith("Call your local emergency")


def test_a_front_that_is_down_leaves_nobody_without_a_number(
    home: HomeAssistant, entry: dict[str, Any], front: Front
) -> None:
    front.stop()
    try:
        told = home.say("my back hurts", AGENT, language="en-GB")
        assert told["text"].endswith("If this could be an emergency, call 9 9 9.")
        assert (told["type"], told["listens"]) == ("error", False)
    finally:
        front.start()
    assert home.say("my back hurts", AGENT)["listens"]


def test_settings_that_are_wrong_are_said_plainly(
    home: HomeAssistant, entry: dict[str, Any], front: Front
) -> None:
    known = json.loads(
        (ROOT / "custom_components/back_pain_guide/translations/en.json").read_text("utf-8")
    )["config"]
    nobody = home.add("back_pain_guide", host="127.0.0.1", port=free_port())
    assert nobody["errors"] == {"base": "cannot_connect"}
    another = home.add("back_pain_guide", host="127.0.0.1", port=home.port)
    assert another["errors"] == {"base": "not_the_guide"}
    assert set(known["error"]) == {"cannot_connect", "not_the_guide"}
    again = home.add("back_pain_guide", host="127.0.0.1", port=front.port)
    assert again["reason"] in known["abort"]


def test_diagnostics_hold_no_word_anybody_said(home: HomeAssistant, entry: dict[str, Any]) -> None:
    home.say("my grandfather has a fever", AGENT)
    address = f"diagnostics/config_entry/{entry['result']['entry_id']}"
    told = home.request("GET", address)
    assert told["data"]["front"] == {"answers": True, "version": "0.1.0"}
    assert told["data"]["turns"] > 0
    for word in ("grandfather", "fever", "back hurts"):
        assert word not in json.dumps(told["data"])
        assert not [line for line in home.log if word in line]


def test_a_turn_costs_little(home: HomeAssistant, entry: dict[str, Any], front: Front) -> None:
    turns = 100
    before = front.seconds_worked()
    for number in range(turns):
        home.say(("my back hurts", "what helps with a kidney stone")[number % 2], AGENT)
    assert (front.seconds_worked() - before) / turns <= 0.005


def test_home_assistant_had_nothing_to_complain_of(home: HomeAssistant) -> None:
    ours = [line for line in home.log if "back_pain_guide" in line and " ERROR " in line]
    assert ours == []

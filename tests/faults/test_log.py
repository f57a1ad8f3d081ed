"""The whole log of a thousand conversations holds no word that a person said."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from io import StringIO

import pytest

import lambda_handler as entry
from content import URGENCIES
from harness.device import Device
from listening.model import load_model
from skill import logs

CONVERSATIONS = 1000
OPENINGS = [
    "hello this is Rosalind and",
    "ever since the wedding",
    "well my neighbour Winifred thinks",
    "the plumber told me",
    "sorry to bother you but",
    "after digging potatoes on Saturday",
]
TROUBLES = [
    "my back hurts",
    "it burns when i pee",
    "there is blood in my urine",
    "i have a fever and shivers",
    "i have been throwing up",
    "my legs went numb",
    "the pain comes in waves",
    "i fell off a ladder",
    "my granddaughter Philippa has a sore side",
    "i fainted in the bakery",
]
QUESTIONS = [
    "how do i tell kidney stones from a strain",
    "what is a kidney infection",
    "can i take ibuprofen for my sciatica",
    "who says so",
    "tell me more",
    "what about the weather in Timbuktu",
]
REPLIES = ["yes", "no", "i am not certain", "slower please", "only a smidgen", "stop"]


def conversations() -> Iterator[list[str]]:
    chance = random.Random(4)
    for _ in range(CONVERSATIONS):
        said = f"{chance.choice(OPENINGS)} {chance.choice(TROUBLES)}"
        yield [said, chance.choice(REPLIES), chance.choice(QUESTIONS)]


@pytest.fixture(scope="module")
def log() -> Iterator[str]:
    """What is logged of the thousand, with urgency switched on: the most there can be."""
    stream = StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(logs, "LOG", logs.TurnLog("urgency", stream))
        device = Device(entry.lambda_handler)
        for number, sentences in enumerate(conversations()):
            session = None
            for text in sentences:
                turn = device.turn(text=text, session=session, user=f"person {number}")
                session = None if turn["ended"] else turn["session"]
        yield stream.getvalue()


def said_words() -> set[str]:
    return {word.lower() for texts in conversations() for text in texts for word in text.split()}


def left_over(log: str) -> set[str]:
    """The words of a log without names that are ours or Alexa's, and without ids."""
    model = load_model("en-US")["interactionModel"]["languageModel"]
    ours = {intent["name"] for intent in model["intents"]} | {"LaunchRequest", "IntentRequest"}
    ours |= {"SessionEndedRequest", *URGENCIES}
    words: set[str] = set()
    for line in log.splitlines():
        for name, value in json.loads(line).items():
            assert name in {"request", "type", "intent", "ms", "urgency", "fault", "at"}
            if name not in {"request", "ms"} and value not in ours:
                words |= set(re.findall(r"[a-z]+", str(value).lower()))
    return words


def test_every_turn_is_in_the_log(log: str) -> None:
    lines = log.splitlines()

    assert len(lines) >= 3 * CONVERSATIONS
    assert '"urgency": "emergency"' in log
    assert not [line for line in lines if '"fault"' in line]


def test_no_word_that_a_person_said_is_in_the_log(log: str) -> None:
    assert not left_over(log) & said_words()
    for name in ("rosalind", "winifred", "philippa", "potatoes", "timbuktu", "person"):
        assert name not in log.lower()


def test_the_request_ids_are_not_made_of_words(log: str) -> None:
    ids = {json.loads(line)["request"] for line in log.splitlines()}

    assert all(re.fullmatch(r"amzn1\.echo-api\.request\.[0-9a-f-]+", one) for one in ids)


def test_a_word_in_the_log_would_be_seen(log: str) -> None:
    leaking = log + json.dumps({"request": "r", "type": "IntentRequest", "fault": "my potatoes"})

    assert left_over(leaking) & said_words() == {"my", "potatoes"}

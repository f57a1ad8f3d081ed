"""The plain-text front says, word for word, what Alexa says in the same conversation."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from harness.conversations import read
from harness.device import Device
from lambda_handler import lambda_handler
from speakers import text
from speakers.text import Conversation, words_of

ROOT = Path(__file__).parents[2]
CONVERSATIONS = sorted((ROOT / "tests" / "conversations").rglob("*.yaml"))


def typed(path: Path) -> tuple[str, list[str | None]]:
    """The locale of a conversation and its sentences, up to what is tapped; None opens it."""
    raw = read(path)
    said: list[str | None] = []
    for turn in raw["turns"]:
        if "user" in turn:
            said.append(str(turn["user"]))
        elif turn.get("event") == "launch" and not said:
            said.append(None)
        else:
            break
    return raw.get("locale", "en-US"), said


@pytest.mark.parametrize("path", CONVERSATIONS, ids=lambda path: path.stem)
def test_it_says_what_alexa_says(path: Path) -> None:
    locale, said = typed(path)
    device, session, front = Device(lambda_handler), None, Conversation(locale)
    for words in said:
        given = {"event": "launch"} if words is None else {"text": words}
        turn = device.turn(**given, session=session, locale=locale)
        session = turn["session"]
        reply = front.open() if words is None else front.say(words)
        assert words_of(reply) == turn["answer"]["speech"], words
        assert reply.urgency == turn["answer"]["urgency"]
        assert reply.ends == turn["ended"]


def test_most_conversations_are_compared() -> None:
    turns = sum(len(typed(path)[1]) for path in CONVERSATIONS)
    assert turns > 300


def test_it_needs_no_sdk_no_server_and_no_sound() -> None:
    code = (
        "import sys; from speakers.text import Conversation; Conversation().say('my back hurts');"
        "not_needed = ('ask_sdk_core', 'ask_sdk_model', 'flask', 'audio');"
        "print([name for name in not_needed if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_it_stays_small() -> None:
    source = Path(text.__file__).read_text(encoding="utf-8")
    assert ast.parse(source)
    assert len(source.splitlines()) <= 60

"""Plays every conversation file; the printout of a failure is the conversation itself."""

from pathlib import Path

import pytest

from content import load
from harness.conversations import ConversationError, checked, faults, play, read, transcript
from harness.device import Device
from lambda_handler import lambda_handler
from talking import first_words

HERE = Path(__file__).parent
FILES = sorted(HERE.rglob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HERE)))
def test_conversation(path):
    played = play(read(path), Device(lambda_handler))
    assert not [fault for step in played for fault in step.faults], "\n" + transcript(played)


def test_there_are_enough_of_them():
    assert len(FILES) >= 60


def test_every_triage_row_is_shown_by_a_conversation():
    covered = {row for path in FILES for row in read(path).get("covers", [])}
    content = load("en-US")
    # What must not be overheard names no row: dangers/not-safe-at-home.yaml shows it.
    shown = [
        row
        for row in content.triage
        if not any(first_words.is_private(content, name) for group in row.any for name in group)
    ]
    assert len(shown) == len(content.triage) - 1
    assert not {row.id for row in shown} - covered


def test_a_conversation_covers_only_what_it_shows():
    for path in FILES:
        conversation = read(path)
        shown = {turn.get("row") for turn in conversation["turns"]}
        assert set(conversation.get("covers", [])) <= shown, path.name


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        ({"title": "x", "turns": [{"user": "hello", "sayz": ["a"]}]}, "sayz"),
        ({"title": "x", "turnz": [], "turns": [{"user": "hello", "says": "a"}]}, "turnz"),
        ({"title": "x", "turns": [{"user": "hello"}]}, "asserts nothing"),
        ({"title": "x", "turns": []}, "list of turns"),
        ({"turns": [{"user": "hello", "says": "a"}]}, "title"),
        ({"title": "x", "turns": [{"says": "a"}]}, "exactly one"),
        ({"title": "x", "turns": [{"user": "a", "event": "launch", "says": "a"}]}, "exactly one"),
        (["a"], "list of turns"),
    ],
)
def test_a_bad_file_is_refused(raw, word):
    with pytest.raises(ConversationError, match=word):
        checked(raw, "bad.yaml")


TURN = {
    "ended": False,
    "intent": {"name": "TopicIntent", "slots": {"topic": "sepsis"}},
    "answer": {
        "topic": "sepsis",
        "aspect": "overview",
        "urgency": "information",
        "row": "",
        "speech": "Sepsis is serious. Shall I tell you more?",
        "ssml": "<speak>Sepsis is serious.</speak>",
        "reprompt": "Shall I?",
        "question": {"id": "offer.more", "kind": "offer"},
        "findings": {"present": ["fever"], "absent": [], "unsure": []},
    },
}


@pytest.mark.parametrize(
    "expected",
    [
        {"intent": "AMAZON.HelpIntent"},
        {"slots": {"topic": "shingles"}},
        {"topic": "shingles"},
        {"aspect": "causes"},
        {"urgency": "emergency"},
        {"row": "E4_sepsis"},
        {"question": "none"},
        {"kind": "safety"},
        {"present": ["chills"]},
        {"absent": ["fever"]},
        {"unsure": ["fever"]},
        {"not_present": ["fever"]},
        {"says": ["shingles"]},
        {"never": ["serious"]},
        {"first": "shingles"},
        {"reprompt": "fever"},
        {"ended": True},
        {"pace": "slow"},
        {"speech": "Sepsis is serious."},
    ],
    ids=lambda expected: next(iter(expected)),
)
def test_each_assertion_can_fail(expected):
    assert faults({"user": "x", **expected}, TURN)

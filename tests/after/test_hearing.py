"""What is asked after the advice, heard by kind: asked.tsv holds the kind and a text."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from content import load
from listening.endings import stem
from listening.listen import listen
from speakers.text import Conversation, words_of
from talking import ask

ROWS = list(
    csv.DictReader(
        (Path(__file__).parent / "asked.tsv").read_text("utf-8").splitlines(), delimiter="\t"
    )
)
OFFER = ask.offer(load("en-GB"), "offer.helps")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_a_kind_is_heard(row: dict[str, str]) -> None:
    assert listen(row["text"], "en-GB", OFFER).follow_ups[0] == row["kind"]


def test_every_kind_is_heard() -> None:
    assert {row["kind"] for row in ROWS} == set(load("en-GB").follow_ups)


@pytest.mark.parametrize(
    ("words", "stems"),
    [
        ("worried worrying worries", "worry"),
        ("driving drives drive", "drive"),
        ("sitting sits sit", "sit"),
        ("taking takes take", "take"),
        ("refusing refused refuse", "refuse"),
        ("tablets tablet", "tablet"),
        ("passes passing pass", "pass"),
        ("does do", "do"),
        ("this", "this"),
        ("bus buses", "bus"),
    ],
)
def test_forms_of_a_word_have_one_stem(words: str, stems: str) -> None:
    assert {stem(word) for word in words.split()} == {stems}


def test_what_has_not_happened_is_no_emergency() -> None:
    assert listen("what if i pass out", "en-US", OFFER).follow_ups[0] != "passed_out"
    assert listen("he has passed out", "en-US", OFFER).follow_ups[0] == "passed_out"


@pytest.mark.parametrize("command", ["go back", "take me back", "say that again"])
def test_a_command_stays_a_command(command: str) -> None:
    heard = listen(command, "en-US", OFFER)
    assert not heard.partly
    assert heard.intent in ("AMAZON.PreviousIntent", "AMAZON.RepeatIntent")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("okay but should i be eating anything", "little and often"),
        ("i can't ring i'm deaf is there a text one", "relay service"),
        ("how do i stop it happening again", "Finish the course"),
    ],
)
def test_a_command_among_other_words_is_none(words: str, says: str) -> None:
    assert says in words_of(advised().say(words))


def test_what_is_not_known_is_owned_in_other_words_each_time() -> None:
    conversation = advised()
    questions = ["will it be a man doctor", "what is the capital of peru", "can i wear a hat"]
    answers = [words_of(conversation.say(question)) for question in questions]
    assert len(set(answers)) == len(questions)
    assert all("What I do know" in answer for answer in answers)
    assert "did not get that" not in " ".join(answers)


def advised() -> Conversation:
    """A conversation after the advice to be seen today."""
    conversation = Conversation("en-US")
    conversation.say("i have a fever and my side hurts")
    while conversation.talk.in_checkup:
        conversation.say("no")
    return conversation

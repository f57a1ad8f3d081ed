"""What people ask after the advice, in the words of the plainest front."""

from __future__ import annotations

import pytest

from content import load
from speakers.text import Conversation, words_of
from talking.talk import Talk

EMERGENCY = "my dad has back pain and he is cold and sweaty and faint"
NERVES = "my back hurts and i am numb between my legs"
INFECTION = "i have a fever and my side hurts"
STRAIN = "my back hurts when i bend after lifting boxes"

TWENTY = [
    "they are on the way", "i called them", "i am deaf and cannot phone", "i am alone",
    "can he have some water", "should he lie down or sit up", "what do i say to them",
    "is he going to die", "can i drive him there", "how long until they come",
    "nobody answers", "i have no money", "can it wait until morning", "are you sure",
    "should i give him aspirin", "what should i bring", "the pain has eased off",
    "i am scared", "what will they do", "what did i tell you",
]  # fmt: skip


def told(words: str, locale: str = "en-US") -> Conversation:
    """A conversation in which the advice was told: every safety question is answered no."""
    conversation = Conversation(locale)
    conversation.say(words)
    while conversation.talk.in_checkup:
        conversation.say("no")
    assert conversation.talk.row
    return conversation


@pytest.mark.parametrize(
    ("start", "asked", "says"),
    [
        (INFECTION, "can i eat something", "little and often"),
        (INFECTION, "can it wait until tomorrow", "Today is soon enough"),
        (INFECTION, "i have no car", "Ask a friend"),
        (INFECTION, "which painkiller can i take", "Leave ibuprofen"),
        (NERVES, "can it wait until tomorrow", "please do not leave it"),
        (NERVES, "i have no car", "call 911"),
        (STRAIN, "heat or ice", "Warmth is best"),
        (STRAIN, "can i go to work", "heavy lifting"),
    ],
)
def test_the_answer_is_the_rows_own(start: str, asked: str, says: str) -> None:
    assert says in words_of(told(start).say(asked))


def test_twenty_questions_in_an_emergency_get_twenty_answers() -> None:
    conversation = told(EMERGENCY)
    answers = []
    for asked in TWENTY:
        reply = conversation.say(asked)
        assert reply.urgency == "emergency"
        answers.append(reply.ideas)
        assert "Call 911 now." in words_of(conversation.say("say that again"))
    assert len(set(answers)) == len(TWENTY)


def test_an_emergency_is_told_a_step_at_a_time() -> None:
    conversation = told(EMERGENCY)
    steps = load("en-US").plans[conversation.talk.row].steps
    first = conversation.say("what do i do now")
    assert first.ideas == ("Call 911 now. Ask for an ambulance.", steps[0])
    assert [conversation.say("next").ideas for _ in steps[1:]] == [(step,) for step in steps[1:]]


def test_a_yes_to_what_can_help_tells_the_plan() -> None:
    conversation = told(INFECTION)
    plan = load("en-US").plans[conversation.talk.row]
    assert conversation.say("yes").ideas == plan.steps[:3]
    assert conversation.say("yes").ideas == plan.steps[3:]


def test_the_handover_has_three_sentences_at_most() -> None:
    said = words_of(told("i am pregnant and have a fever and my side hurts").say("what do i say"))
    assert "a fever" in said
    assert "pregnancy" in said
    ideas = told(INFECTION).say("what do i tell the doctor").ideas
    assert 1 < len(ideas) <= 3
    assert ideas[-1].startswith("Say that there is no")


def test_getting_worse_asks_the_signs_of_danger_again() -> None:
    conversation = told(INFECTION)
    reply = conversation.say("it is getting worse now")
    assert reply.talk.in_checkup
    assert "Let's check" in words_of(reply)
    assert conversation.say("yes").urgency == "emergency"


def test_getting_worse_in_an_emergency_says_to_call_again() -> None:
    reply = told(EMERGENCY).say("he is getting worse")
    assert "call 911 again" in words_of(reply)


@pytest.mark.parametrize("start", [EMERGENCY, INFECTION, STRAIN])
def test_passing_out_is_an_emergency_from_anywhere(start: str) -> None:
    reply = told(start).say("she has passed out")
    assert reply.urgency == "emergency"
    assert reply.talk.emergency_told
    assert words_of(reply).startswith("Call 911 now.")
    assert "on one side" in words_of(reply)


def test_a_new_danger_is_told_before_any_answer() -> None:
    reply = told(STRAIN).say("can i go to work now that i am numb between my legs")
    assert reply.row == "E2_saddle"


def test_what_was_told_comes_back_from_the_session() -> None:
    talk = told(INFECTION).talk
    again = Talk.from_json({"talk": talk.as_json()})
    assert (again.row, again.steps_told) == (talk.row, talk.steps_told)


def test_nothing_is_a_follow_up_before_the_advice() -> None:
    conversation = Conversation("en-US")
    conversation.say("my back hurts")
    assert conversation.say("what if it gets worse").talk.in_checkup

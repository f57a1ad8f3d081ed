"""The microphone is open exactly when the speech ends in a question, for every intent."""

import pytest

from content import load
from listening.model import load_model
from tests.conversations.places import PLACES, Visit, say

MODEL = load_model("en-US")["interactionModel"]["languageModel"]
SLOTS = {
    "TOPIC": "kidney_stones",
    "ASPECT": "symptoms",
    "FINDING": "fever",
    "ANSWER": "not_sure",
    "ON_OFF": "off",
    "AMAZON.SearchQuery": "what helps with kidney stones",
    "AMAZON.NUMBER": "seventy two",
    "ANYTHING": "what helps with kidney stones",
}
INTENTS = [intent["name"] for intent in MODEL["intents"]]


def slots_of(name):
    intent = next(one for one in MODEL["intents"] if one["name"] == name)
    return {slot["name"]: SLOTS[slot["type"]] for slot in intent.get("slots", [])}


def check(turn, device):
    body = turn["response"]["response"]
    speech = turn["answer"]["speech"]
    assert speech, "silence"
    assert body["shouldEndSession"] is (not speech.endswith("?"))
    assert ("reprompt" in body) is speech.endswith("?")
    assert bool(turn["answer"]["question"]) is speech.endswith("?")
    if device == "speaker":
        assert "outputSpeech" in body


@pytest.mark.parametrize("device", ["speaker", "screen"])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", INTENTS)
def test_open_when_asked_closed_when_not(name, place, device):
    for slots in ({}, slots_of(name)):
        visit = Visit(kind=device)
        check(visit.go(place), device)
        check(visit.turn(**say(name, **slots)), device)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("said", ["", "no such intent"])
def test_an_unknown_intent_is_answered_with_a_question(place, said):
    visit = Visit()
    visit.go(place)
    check(visit.turn(**say(said.title().replace(" ", "") or "SomeNewIntent")), "speaker")


def test_help_ends_with_a_question_everywhere():
    for place in PLACES:
        visit = Visit()
        visit.go(place)
        assert visit.turn(**say("AMAZON.HelpIntent"))["answer"]["speech"].endswith("?")


def test_the_platforms_goodbye_is_answered_in_silence():
    for place in PLACES:
        visit = Visit()
        visit.go(place)
        body = visit.turn(event="end")["response"]["response"]
        assert body == {}


def test_every_intent_of_the_model_has_an_answer_of_its_own():
    fallback = load("en-US").say("lost.first")
    for name in INTENTS:
        if name in ("AMAZON.FallbackIntent", "SymptomIntent", "AnswerIntent", "NumberIntent"):
            continue  # these mean something only in answer, or nothing of ours
        turn = Visit().turn(**say(name, **slots_of(name)))
        assert fallback not in turn["answer"]["speech"], name

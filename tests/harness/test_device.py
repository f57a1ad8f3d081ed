"""The pretend device keeps sessions as a speaker does, and speaks real envelopes."""

import pytest

from harness.delivery import Delivery
from harness.device import Device
from harness.errors import InputError
from lambda_handler import lambda_handler


@pytest.fixture
def device():
    return Device(lambda_handler)


def test_a_session_is_kept_from_turn_to_turn(device):
    first = device.turn(text="my back hurts")
    second = device.turn(text="no", session=first["session"])
    assert first["request"]["session"]["new"] is True
    assert second["request"]["session"]["new"] is False
    assert second["request"]["session"]["attributes"] == first["response"]["sessionAttributes"]
    assert second["answer"]["question"]["id"] == "faint"


def test_after_the_end_a_new_alexa_session_begins(device):
    first = device.turn(text="my back hurts and I have a fever")
    device.turn(text="stop", session=first["session"])
    after = device.turn(text="what is sepsis", session=first["session"])
    assert after["request"]["session"]["new"] is True
    assert after["answer"]["findings"]["present"] == []


def test_an_intent_can_stand_in_place_of_words(device):
    slots = {"topic": "kidney_stones", "aspect": "causes"}
    turn = device.turn(intent={"name": "TopicIntent", "slots": slots})
    assert (turn["answer"]["topic"], turn["answer"]["aspect"]) == ("kidney_stones", "causes")
    sent = turn["request"]["request"]["intent"]["slots"]["topic"]
    assert sent["resolutions"]["resolutionsPerAuthority"][0]["status"]["code"] == "ER_SUCCESS_MATCH"


def test_the_answer_travels_in_the_session_attributes(device):
    turn = device.turn(text="I have a fever and my side hurts")
    inside = turn["response"]["sessionAttributes"]["answer"]
    for key in ("topic", "aspect", "urgency", "findings"):
        assert inside[key] == turn["answer"][key]
    assert inside["question"] == turn["answer"]["question"]


def test_the_card_holds_exactly_the_words_spoken(device):
    turn = device.turn(text="what are kidney stones")
    assert turn["answer"]["card"]["text"] == turn["answer"]["speech"]


def test_silence_is_a_reprompt_once_and_then_the_end(device):
    first = device.turn(event="launch")
    again = device.turn(event="silence", session=first["session"])
    assert again["answer"]["speech"] == first["answer"]["reprompt"]
    assert device.turn(event="silence", session=first["session"])["ended"] is True


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"text": ""}, "empty"),
        ({"text": "x" * 501}, "too_long"),
        ({"text": 7}, "text"),
        ({"text": "a\0b"}, "text"),
        ({}, "one_input"),
        ({"text": "a", "event": "launch"}, "one_input"),
        ({"event": "dance"}, "event"),
        ({"text": "hello", "session": "nobody"}, "session"),
        ({"text": "hello", "locale": "klingon"}, "locale"),
        ({"text": "hello", "device": "toaster"}, "device"),
        ({"intent": ["TopicIntent"]}, "intent"),
        ({"intent": {"name": "TopicIntent", "slots": []}}, "intent"),
        ({"intent": {"name": "TopicIntent", "slots": {"topic": 7}}}, "intent"),
    ],
)
def test_bad_input_is_refused_with_a_code(device, given, code):
    with pytest.raises(InputError) as refused:
        device.turn(**given)
    assert refused.value.code == code


def test_bad_input_never_costs_the_session(device):
    first = device.turn(text="my back hurts")
    with pytest.raises(InputError):
        device.turn(text="x" * 10_000, session=first["session"])
    assert device.turn(text="no", session=first["session"])["answer"]["question"]["id"] == "faint"


def test_sessions_in_memory_are_bounded():
    device = Device(lambda_handler, most_sessions=2)
    first = device.turn(event="launch")
    for _ in range(2):
        device.turn(event="launch")
    with pytest.raises(InputError):
        device.turn(text="hello", session=first["session"])


def test_an_unknown_intent_gets_an_easier_question(device):
    turn = device.turn(intent={"name": "DanceIntent", "slots": {}})
    assert turn["answer"]["topic"] == "none"
    assert turn["answer"]["speech"].endswith("?")


def test_the_turn_says_how_the_sentence_was_delivered(device):
    turn = device.turn(text="No chest pain, but my side hurts!")
    assert turn["delivered"] == {"how": "free", "intent": "SayIntent", "sample": "{words}"}
    sent = turn["request"]["request"]["intent"]
    assert sent["name"] == "SayIntent"
    assert sent["slots"]["words"]["value"] == "no chest pain but my side hurts"
    assert turn["answer"]["findings"]["absent"] == ["chest_pain"]


def test_the_intent_of_a_turn_is_the_meaning_whatever_carried_it(device):
    asked = device.turn(text="please what is it that brings on kidney stones")
    assert asked["delivered"]["how"] == "free"
    assert asked["intent"]["name"] == "TopicIntent"
    assert asked["intent"]["slots"] == {"topic": "kidney_stones", "aspect": "causes"}
    inside = asked["response"]["sessionAttributes"]["answer"]["intent"]
    assert inside == {"name": "TopicIntent", "slots": asked["intent"]["slots"]}
    sampled = device.turn(text="what causes kidney stones")
    assert sampled["delivered"]["how"] == "sample"
    assert sampled["intent"]["slots"] == asked["intent"]["slots"]


def test_words_that_a_person_said_are_not_in_the_answer_that_travels_on(device):
    turn = device.turn(text="there is an odd kind of burning whenever I pee")
    assert "odd kind" not in str(turn["response"]["sessionAttributes"]["answer"])


def test_nothing_but_the_delivery_reaches_the_skill(monkeypatch):
    lost = Delivery("fallback", "AMAZON.FallbackIntent")
    monkeypatch.setattr("harness.device.deliver", lambda *_: lost)
    turn = Device(lambda_handler).turn(text="I have chest pain")
    assert turn["delivered"]["how"] == "fallback"
    assert turn["intent"]["name"] == "AMAZON.FallbackIntent"
    assert turn["answer"]["findings"]["present"] == []

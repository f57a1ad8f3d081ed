"""A press is the same as saying the button's words."""

import pytest

from content import load
from harness.understood import understand
from skill import screen
from skill.handlers.touch import PRESSED

BEFORE = [{"intent": {"name": "TellApartIntent", "slots": {}}}]


def said(turn):
    return {**turn["answer"], "sources": len(turn["answer"]["sources"])}


@pytest.mark.parametrize("name", screen.PRESSES)
def test_a_press_does_what_its_intent_does(show, name):
    intent, slots = screen.PRESSES[name]
    by_finger = show(*BEFORE, {"touch": [name]})
    by_voice = show(*BEFORE, {"intent": {"name": intent, "slots": dict(slots)}})
    assert by_finger["request"]["request"]["type"] == PRESSED
    assert said(by_finger) == said(by_voice)
    assert by_finger["ended"] == by_voice["ended"]


@pytest.mark.parametrize("name", screen.PRESSES)
def test_a_buttons_label_can_be_said(name):
    label = load("en-US").say(f"screen.buttons.{name}")
    understood = understand(label, "en-US")
    intent, slots = screen.PRESSES[name]
    assert understood.intent == intent, label
    assert slots.items() <= understood.slots.items()


@pytest.mark.parametrize("arguments", [["explode"], [], ["yes", "no"], [{"a": 1}], [None]])
def test_an_unknown_press_keeps_the_question_open(show, arguments):
    turn = show(*BEFORE, {"touch": arguments})
    assert turn["answer"]["question"]["id"] == "life"
    assert turn["answer"]["speech"].endswith("?")


def test_pressing_repeat_twice_is_slower_the_second_time(show):
    once = show(*BEFORE, {"touch": ["repeat"]})
    twice = show(*BEFORE, {"touch": ["repeat"]}, {"touch": ["repeat"]})
    assert once["answer"]["speech"] == twice["answer"]["speech"]
    assert 'rate="80%"' in twice["answer"]["ssml"]
    assert "rate=" not in once["answer"]["ssml"]

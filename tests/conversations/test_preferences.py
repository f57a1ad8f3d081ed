"""A person's choices last through the session and, with memory on, to the next one."""

import pytest

from skill.app import build_skill
from skill.memory.sqlite import SQLiteMemory
from skill.serialization import FastSerializer
from tests.conversations.places import Visit, say

CHOICES = [
    ("SlowerIntent", {}, "pace", "slow", "normal"),
    ("FasterIntent", {}, "pace", "fast", "normal"),
    ("LongerIntent", {}, "length", "full", "short"),
    ("PlainIntent", {}, "plain", True, False),
    ("CaptionsIntent", {"state": "off"}, "captions", False, True),
    ("InformationModeIntent", {"state": "on"}, "information_mode", True, False),
]


@pytest.fixture
def handler(tmp_path):
    skill = build_skill(SQLiteMemory(tmp_path / "memory.sqlite3"))
    serializer = FastSerializer()

    def handle(event, context=None):
        return serializer.write_envelope(skill.invoke(serializer.read_envelope(event), context))

    return handle


def preferences(turn):
    return turn["response"]["sessionAttributes"]["talk"]["preferences"]


@pytest.mark.parametrize(("name", "slots", "key", "chosen", "usual"), CHOICES)
def test_a_choice_lasts_until_it_is_forgotten(handler, name, slots, key, chosen, usual):
    visit = Visit(handler=handler)
    assert preferences(visit.turn(event="launch"))[key] == usual
    visit.turn(**say(name, **slots))
    assert preferences(visit.turn(**say("TopicIntent", topic="sepsis")))[key] == chosen
    assert preferences(visit.turn(**say("AMAZON.StartOverIntent")))[key] == chosen
    visit.turn(event="end")
    assert preferences(visit.turn(event="launch"))[key] == chosen
    visit.turn(**say("ForgetMeIntent"))
    visit.turn(event="end")
    assert preferences(visit.turn(event="launch"))[key] == usual


@pytest.mark.parametrize(("name", "slots", "key", "chosen", "usual"), CHOICES)
def test_one_persons_choice_is_not_anothers(handler, name, slots, key, chosen, usual):
    mine, yours = Visit(handler=handler, user="me"), Visit(handler=handler, user="you")
    mine.turn(**say(name, **slots))
    assert preferences(yours.turn(event="launch"))[key] == usual != chosen


def test_without_memory_a_choice_ends_with_the_session():
    visit = Visit()
    visit.turn(**say("SlowerIntent"))
    visit.turn(event="end")
    assert preferences(visit.turn(event="launch"))["pace"] == "normal"


def test_shorter_undoes_longer():
    visit = Visit()
    full = visit.turn(**say("LongerIntent"))
    assert preferences(full)["length"] == "full"
    assert preferences(visit.turn(**say("ShorterIntent")))["length"] == "short"


def test_a_full_answer_holds_the_short_one_and_more():
    visit = Visit()
    short = visit.turn(**say("TopicIntent", topic="sepsis"))["answer"]["speech"]
    visit.turn(**say("LongerIntent"))
    full = visit.turn(**say("TopicIntent", topic="sepsis"))["answer"]["speech"]
    assert len(full.split()) > len(short.split())

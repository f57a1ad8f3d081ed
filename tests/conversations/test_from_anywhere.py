"""Commands keep their promises in every place; the files in commands/ show how they sound."""

import pytest

from content import load
from skill.speech import to_text
from tests.conversations.places import PLACES, Visit, say

PHRASES = load("en-US").phrases
KEEPING = [
    say("AMAZON.RepeatIntent"),
    say("SlowerIntent"),
    say("FasterIntent"),
    say("ShorterIntent"),
    say("LongerIntent"),
    say("PlainIntent"),
    say("WhereAmIIntent"),
    say("WhyIntent"),
    say("SourceIntent"),
    say("AMAZON.HelpIntent"),
    say("AboutIntent"),
    say("ForgetMeIntent"),
    say("CaptionsIntent", state="off"),
    say("AMAZON.PauseIntent"),
    say("AMAZON.LoopOnIntent"),
    say("AMAZON.ShuffleOnIntent"),
]


def name_of(command):
    return command["intent"]["name"]


def question(turn):
    return turn["answer"]["question"]["id"]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("command", KEEPING, ids=name_of)
def test_the_open_question_is_asked_again(place, command):
    visit = Visit()
    before = visit.go(place)
    after = visit.turn(**command)
    opened = {"help.ask", "about.ask"} if place == "fresh" else set()
    assert question(after) in {question(before), *opened}
    assert after["answer"]["speech"].endswith(after["answer"]["question"]["text"])
    assert not after["ended"]


@pytest.mark.parametrize("place", ["in a safety question", "after an emergency"])
@pytest.mark.parametrize("command", KEEPING, ids=name_of)
def test_a_command_changes_nothing_that_was_found(place, command):
    visit = Visit()
    before = visit.go(place)
    after = visit.turn(**command)
    assert after["answer"]["findings"] == before["answer"]["findings"]
    assert after["answer"]["urgency"] == before["answer"]["urgency"]


@pytest.mark.parametrize("command", KEEPING, ids=name_of)
def test_after_an_emergency_what_to_do_stays_first(command):
    visit = Visit()
    visit.go("after an emergency")
    speech = visit.turn(**command)["answer"]["speech"]
    assert "911" in speech.split()[:8]


@pytest.mark.parametrize("place", PLACES)
def test_repeat_is_word_for_word_and_slower_the_second_time(place):
    visit = Visit()
    first = visit.go(place)["answer"]
    once = visit.turn(**say("AMAZON.RepeatIntent"))["answer"]
    twice = visit.turn(**say("AMAZON.RepeatIntent"))["answer"]
    assert once["speech"] == twice["speech"] == first["speech"]
    assert once["ssml"] == first["ssml"]
    assert 'rate="80%"' in twice["ssml"]


@pytest.mark.parametrize(("pace", "rate"), [("SlowerIntent", "65%"), ("FasterIntent", "")])
def test_a_second_repeat_is_slower_than_ones_own_pace(pace, rate):
    visit = Visit()
    visit.go("in a safety question")
    own = visit.turn(**say(pace))["answer"]["ssml"]
    visit.turn(**say("AMAZON.RepeatIntent"))
    again = visit.turn(**say("AMAZON.RepeatIntent"))["answer"]["ssml"]
    assert "rate=" in own
    assert (f'rate="{rate}"' in again) if rate else ("rate=" not in again)


def test_anything_else_between_two_repeats_starts_counting_anew():
    visit = Visit()
    visit.go("in a safety question")
    for command in ("AMAZON.RepeatIntent", "WhyIntent", "AMAZON.RepeatIntent"):
        answer = visit.turn(**say(command))["answer"]
    assert "rate=" not in answer["ssml"]


def test_repeat_repeats_what_a_command_said():
    visit = Visit()
    visit.go("in a safety question")
    where = visit.turn(**say("WhereAmIIntent"))["answer"]["speech"]
    assert visit.turn(**say("AMAZON.RepeatIntent"))["answer"]["speech"] == where


def test_repeat_of_a_bare_question_is_that_question():
    visit = Visit()
    visit.go("in a safety question")
    bare = visit.turn(**say("AMAZON.NoIntent"))["answer"]["speech"]
    question = bare.removeprefix(PHRASES["checkup"]["reflect_no"]["first"]).strip()
    assert question != bare
    assert visit.turn(**say("AMAZON.RepeatIntent"))["answer"]["speech"] == question


def test_shorter_keeps_when_to_get_help():
    for topic in load("en-US").topics.values():
        visit = Visit()
        full = visit.turn(**say("TopicIntent", topic=topic.id))["answer"]["speech"]
        visit.turn(**say("SourceIntent"))
        short = visit.turn(**say("ShorterIntent"))["answer"]["speech"]
        net = topic.aspects["overview"].net
        assert len(short) <= len(full) + len(PHRASES["commands"]["shorter"]) + 1
        assert net in short


def test_go_back_forgets_what_was_heard_in_that_step():
    visit = Visit()
    visit.go("in a safety question")
    heard = visit.turn(**say("SymptomIntent", finding="fever"))["answer"]
    assert "fever" in heard["findings"]["present"]
    back = visit.turn(**say("AMAZON.PreviousIntent"))["answer"]
    assert "fever" not in back["findings"]["present"]
    assert back["question"]["id"] == "life"


def test_go_back_goes_back_one_step_at_a_time():
    visit = Visit()
    asked = [visit.go("in a safety question")]
    for _ in range(3):
        asked.append(visit.turn(**say("AMAZON.NoIntent")))
    for before in reversed(asked[:-1]):
        back = visit.turn(**say("AMAZON.PreviousIntent"))
        assert question(back) == question(before)
        assert back["answer"]["findings"] == before["answer"]["findings"]


def test_help_asked_for_twice_names_other_things():
    visit = Visit()
    visit.go("in a safety question")
    once = visit.turn(**say("AMAZON.HelpIntent"))["answer"]["speech"]
    twice = visit.turn(**say("AMAZON.HelpIntent"))["answer"]["speech"]
    assert PHRASES["help"]["in_question"] in once
    assert PHRASES["help"]["in_question_more"] in twice


@pytest.mark.parametrize("place", PLACES)
def test_the_words_on_the_card_are_the_words_spoken(place):
    answer = Visit().go(place)["answer"]
    assert answer["card"]["text"] == answer["speech"] == to_text(answer["ssml"])

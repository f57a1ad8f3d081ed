"""How questions are put: short, alone understandable, easier when they were not understood."""

import re

import pytest

from content import load
from harness.check.reading import sentences, words
from talking import ask, safety
from talking.findings import Findings
from talking.talk import Talk
from tests.conversations.places import PLACES, Visit, say

CONTENT = load("en-US")
NOISE = {"text": "purple monkey spreadsheet"}
OFFERS = [
    "launch.ask",
    "about.ask",
    "help.ask",
    "checkup.what_hurts",
    "checkup.missed_ask",
    "emergency.ask",
    "offer.more",
    "offer.checkup",
    "offer.helps",
    "offer.other",
    "knowledge.no_topic",
    "lost.first_ask",
    "lost.second_ask",
    "lost.third_ask",
]
MOST_OPTIONS = 3


def all_phrases(value=None, path=""):
    value = CONTENT.phrases if value is None else value
    if isinstance(value, str):
        yield path, value
    else:
        for key, inner in value.items():
            yield from all_phrases(inner, f"{path}.{key}".strip("."))


def options(prompt):
    """How many things a prompt offers to say: "You can say yes, no, or not sure" has three."""
    listed = re.findall(r"(?:You can(?: also)? say|[Pp]lease say) ([^.?]+)", prompt)
    others = re.findall(r"You can(?: also)? ask|\bOr,? (?:ask|tell|it|what)", prompt)
    return sum(len(re.split(r", or |, | or ", one)) for one in listed) + len(others)


@pytest.mark.parametrize("name", OFFERS)
def test_every_offer_is_a_question_with_a_reprompt_that_is_one(name):
    offer = ask.offer(CONTENT, name)
    assert offer.text.endswith("?")
    assert offer.reprompt.endswith("?")
    assert offer.reprompt != offer.text


@pytest.mark.parametrize("question", CONTENT.questions, ids=lambda question: question.id)
def test_the_reprompt_of_a_safety_question_is_easier(question):
    asked = ask.safety(CONTENT, question)
    assert question.easier in asked.reprompt
    assert ("yes or no" if question.kind == "safety" else "a few words") in asked.reprompt.lower()
    assert len(words(question.easier)) <= len(words(question.text))


@pytest.mark.parametrize("name", OFFERS)
def test_the_reprompt_of_an_offer_says_how_to_answer(name):
    if name == "emergency.ask":
        told = Talk(findings=Findings().add(present=["chest_pain"]))
        reprompt = safety.ask_emergency(CONTENT, told).reprompt
        assert reprompt.startswith(CONTENT.place.emergency_now)
    else:
        reprompt = ask.offer(CONTENT, name).reprompt
        assert re.search(r"(?:can|[Pp]lease) (?:say|ask|tell)", reprompt)


@pytest.mark.parametrize(("path", "prompt"), list(all_phrases()), ids=lambda value: value[:40])
def test_no_prompt_offers_more_than_three_things(path, prompt):
    assert options(prompt) <= MOST_OPTIONS, path


def test_four_options_are_counted_as_four():
    assert options("You can say yes, no, or not sure. You can also say stop.") == 4


@pytest.mark.parametrize(("path", "prompt"), list(all_phrases()), ids=lambda value: value[:40])
def test_the_option_comes_before_the_action(path, prompt):
    assert not re.search(r"\bsay [a-z ]+ (?:to|for|if you)\b", prompt, re.I), path


@pytest.mark.parametrize(("path", "prompt"), list(all_phrases()), ids=lambda value: value[:40])
def test_no_filler_no_cheer(path, prompt):
    assert "!" not in prompt
    cheer = r"\b(?:great|awesome|perfect|sure thing|no problem|thanks for|happy to|oops|wow)\b"
    assert not re.search(cheer, prompt, re.I), path


def test_the_first_visit_explains_itself_in_two_sentences_and_later_ones_are_shorter():
    first, again = CONTENT.say("launch.first"), CONTENT.say("launch.again")
    assert len(sentences(first)) == 2
    assert len(words(again)) < len(words(first))


@pytest.mark.parametrize("topic", [None, "kidney_stones"])
def test_misses_go_from_easier_to_another_kind_to_a_person(topic):
    visit = Visit()
    if topic:
        visit.turn(**say("TopicIntent", topic=topic, aspect="treatment"))
    missed = [visit.turn(**NOISE)["answer"] for _ in range(3)]
    asked = [answer["question"]["id"] for answer in missed]
    assert asked[1] == "lost.second_ask"
    assert asked[0] != asked[1]
    assert CONTENT.place.urgent in missed[2]["speech"]
    assert all(answer["speech"].endswith("?") for answer in missed)


def test_the_first_miss_keeps_the_offer_in_easier_words():
    visit = Visit()
    offered = visit.turn(**say("TopicIntent", topic="kidney_stones", aspect="treatment"))
    missed = visit.turn(**NOISE)["answer"]
    assert missed["question"]["id"] == offered["answer"]["question"]["id"]
    assert offered["answer"]["reprompt"] in missed["speech"]


def test_misses_on_a_safety_question_change_its_kind_and_name_a_person():
    visit = Visit()
    visit.go("in a safety question")
    missed = [visit.turn(**NOISE)["answer"] for _ in range(4)]
    assert [answer["question"]["kind"] for answer in missed] == ["safety", *["offer"] * 3]
    assert CONTENT.questions[0].easier in missed[0]["speech"]
    assert CONTENT.place.emergency in missed[1]["speech"]
    assert all(CONTENT.place.urgent in answer["speech"] for answer in missed[2:])
    asked = [answer["question"]["id"] for answer in missed[1:]]
    assert asked == ["checkup.missed_ask", "checkup.missed_ask", "offer.helps"]


@pytest.mark.parametrize("place", PLACES)
def test_understanding_something_forgets_the_misses(place):
    visit = Visit()
    visit.go(place)
    first = visit.turn(**NOISE)["answer"]["speech"]
    visit.turn(**say("WhereAmIIntent"))
    assert visit.turn(**NOISE)["answer"]["speech"] == first


@pytest.mark.parametrize("place", PLACES)
def test_silence_gets_the_reprompt_then_a_silent_end(place):
    visit = Visit()
    reprompt = visit.go(place)["answer"]["reprompt"]
    silence = visit.turn(event="silence")
    assert silence["answer"]["speech"] == reprompt
    assert not silence["ended"]
    ended = visit.turn(event="silence")
    assert ended["ended"]
    assert ended["answer"]["speech"] == ""

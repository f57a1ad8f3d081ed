"""Each rule for the content as a whole is seen to fail on a planted fault and to pass without."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from content import Answer, Place, Source, Topic, load
from harness.check import knowledge
from harness.check.rules import rules_of

RULES = rules_of("en-US")
US = Place("en-US", "911", "call 911", "Call 911 now.", "the emergency room", "call a doctor", {})
AU = replace(US, locale="en-AU", words={"throw up": "vomit"})
SOURCE = Source("nhs", "NHS", "Kidney stones", "https://www.nhs.uk/", "2026-11-22", "found")
GLOSSARY: dict[str, Any] = {
    "explained": {"ureter": ["tube"], "gout": ["joint illness"]},
    "instead": {"renal": "kidney", "vomit": "throw up"},
    "plain": ["diagnosis"],
}


def topic(name: str = "kidney_stones", **aspects: tuple[str, str]) -> Topic:
    """A topic whose aspects hold (short, more)."""
    cells = {
        aspect: Answer(name, aspect, short, more, "", (SOURCE,))
        for aspect, (short, more) in aspects.items()
    }
    return Topic(name, name, dangerous=True, worry=True, net="", aspects=cells)


def test_an_aspect_that_a_topics_depth_promises_is_missed() -> None:
    sepsis = replace(topic("sepsis", overview=("a", "b")), depth="danger")
    where = {fault.where for fault in knowledge.missing_aspects({"sepsis": sepsis})}
    assert "sepsis/outlook" in where
    assert not {"sepsis/overview", "sepsis/prevention"} & where


@pytest.mark.parametrize("depth", knowledge.DEPTHS)
def test_a_topic_of_each_depth_is_whole(depth: str) -> None:
    cells = dict.fromkeys(knowledge.DEPTHS[depth], ("a", "b"))
    assert not list(knowledge.missing_aspects({"x": replace(topic("x", **cells), depth=depth)}))


def test_an_unknown_depth_is_a_fault() -> None:
    shallow = replace(topic("x", overview=("a", "b")), depth="shallow")
    assert "depth is one of" in str(next(knowledge.missing_aspects({"x": shallow})))


def test_the_gravest_topics_answer_in_full() -> None:
    depths = Counter(topic.depth for topic in load("en-US").topics.values())
    assert (depths["full"], depths["danger"], depths["short"]) == (9, 3, 8)


@pytest.mark.parametrize(
    "sources",
    [
        (),
        (replace(SOURCE, url="www.nhs.uk"),),
        (replace(SOURCE, title=""),),
        (replace(SOURCE, verified="sure"),),
    ],
)
def test_a_source_that_cannot_be_followed_is_found(sources: tuple[Source, ...]) -> None:
    assert [fault.rule for fault in knowledge.bad_sources("x", sources)] == ["source"]


def test_a_good_source_passes() -> None:
    assert list(knowledge.bad_sources("x", (SOURCE,))) == []


@pytest.mark.parametrize(
    ("reviewed", "stale"),
    [
        ("2026-11-22", False),
        ("2024-11-23", False),
        ("2024-11-22", True),
        ("2020-01-01", True),
        ("soon", True),
    ],
)
def test_a_review_goes_stale_after_24_months(reviewed: str, stale: bool) -> None:
    sources = {"nhs": replace(SOURCE, reviewed=reviewed)}
    assert bool(list(knowledge.stale_sources(sources, date(2026, 11, 22)))) is stale


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("It sits in the ureter.", "'ureter' and never explains"),
        ("Renal pain is common.", "say 'kidney'"),
        ("Doctors call it nephrolithiasis.", "'nephrolithiasis' is not in"),
    ],
)
def test_an_unexplained_medical_word_is_found(text: str, what: str) -> None:
    bad = topic(overview=(text, "Drink water."))
    (fault,) = knowledge.unexplained_words(bad, GLOSSARY, US, RULES)
    assert what in fault.what


def test_an_explained_word_passes_even_if_another_aspect_explains_it() -> None:
    good = topic(
        overview=("It sits in the ureter.", "A diagnosis takes time."),
        causes=("The ureter is a tube.", "Gout, a joint illness, adds to it."),
    )
    assert list(knowledge.unexplained_words(good, GLOSSARY, US, RULES)) == []


def test_a_word_that_is_everyday_speech_in_the_place_passes() -> None:
    spoken = topic(overview=("You may vomit.", "Drink water."))
    assert list(knowledge.unexplained_words(spoken, GLOSSARY, AU, RULES)) == []
    assert list(knowledge.unexplained_words(spoken, GLOSSARY, US, RULES))


def test_a_nearly_equal_answer_is_found() -> None:
    mine = "A scan shows where the stone is and how big it has grown."
    theirs = "A scan shows where the stone is and how large it has grown."
    topics = {
        "kidney_stones": topic(tests=(mine, "Bring a list of your pills.")),
        "kidney_pain": topic("kidney_pain", tests=(theirs, "A pee test comes first.")),
    }
    (fault,) = knowledge.repeated_answers(topics)
    assert fault.rule == "duplicate"
    assert "kidney_stones/tests" in fault.where
    assert "kidney_pain/tests" in fault.what


def test_a_more_that_repeats_its_short_is_found() -> None:
    twice = topic(tests=("A scan is quick.", "Ask what it costs. A scan is quick."))
    (fault,) = knowledge.repeated_answers({"kidney_stones": twice})
    assert "more repeats 'a scan is quick'" in fault.what


def test_answers_that_differ_pass() -> None:
    good = topic(tests=("A scan is quick.", "Ask about blood tests as well."))
    assert list(knowledge.repeated_answers({"kidney_stones": good})) == []


def model(*ids: str, intents: tuple[str, ...] = ("TopicIntent",)) -> dict[str, Any]:
    """An interaction model whose slot type TOPIC holds `ids`."""
    return {
        "interactionModel": {
            "languageModel": {
                "intents": [{"name": name, "samples": ["hello"]} for name in intents],
                "types": [
                    {"name": "TOPIC", "values": [{"id": i, "name": {"value": i}} for i in ids]},
                    {"name": "ASPECT", "values": [{"id": "x", "name": {"value": "x"}}]},
                ],
            }
        }
    }


def test_a_topic_nobody_can_ask_for_is_found() -> None:
    (fault,) = knowledge.unreachable_topics(
        ["sepsis", "shingles"], "telling_apart", model("sepsis")
    )
    assert (fault.rule, fault.where) == ("reach", "shingles")


def test_the_core_question_is_reached_by_its_own_intent() -> None:
    assert list(knowledge.unreachable_topics(["telling_apart"], "telling_apart", model()))
    asked = model(intents=("TellApartIntent",))
    assert list(knowledge.unreachable_topics(["telling_apart"], "telling_apart", asked)) == []

"""Every rule of the model check, seen failing on a planted fault."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from interaction_model.build import build, taught
from interaction_model.check import check_model

Language = dict[str, Any]


def small() -> dict[str, Any]:
    """A sound model, as small as one can be."""
    needed = ["Help", "Stop", "Cancel", "Fallback", "NavigateHome"]
    return {
        "interactionModel": {
            "languageModel": {
                "invocationName": "back pain guide",
                "intents": [
                    *({"name": f"AMAZON.{name}Intent", "samples": []} for name in needed),
                    {
                        "name": "TopicIntent",
                        "slots": [
                            {"name": "topic", "type": "TOPIC"},
                            {"name": "words", "type": "AMAZON.SearchQuery"},
                        ],
                        "samples": ["what is {topic}", "is it {topic}'s fault", "i ask {words}"],
                    },
                ],
                "types": [
                    {
                        "name": "TOPIC",
                        "values": [
                            {"id": "sepsis", "name": {"value": "sepsis", "synonyms": ["septic"]}}
                        ],
                    }
                ],
            }
        }
    }


def language(model: dict[str, Any]) -> Language:
    found: Language = model["interactionModel"]["languageModel"]
    return found


def topic_intent(model: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = language(model)["intents"][-1]
    return found


@pytest.mark.parametrize("locale", taught())
def test_our_models_are_sound(locale: str) -> None:
    assert [str(fault) for fault in check_model(build(locale))] == []


def test_the_small_model_is_sound() -> None:
    assert check_model(small()) == []


def _set(key: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda model: language(model).__setitem__(key, value)


def _sample(text: str) -> Callable[[dict[str, Any]], None]:
    return lambda model: topic_intent(model)["samples"].append(text)


def _slot(name: str, kind: str) -> Callable[[dict[str, Any]], None]:
    return lambda model: topic_intent(model)["slots"].append({"name": name, "type": kind})


def _synonym(text: str) -> Callable[[dict[str, Any]], None]:
    return lambda model: language(model)["types"][0]["values"][0]["name"]["synonyms"].append(text)


def _intent(**intent: Any) -> Callable[[dict[str, Any]], None]:
    return lambda model: language(model)["intents"].append(intent)


def _value(key: str, value: str) -> Callable[[dict[str, Any]], None]:
    made = {"id": key, "name": {"value": value, "synonyms": [f"{value} thing"]}}
    return lambda model: language(model)["types"][0]["values"].append(made)


def _open(sample: str, kind: str) -> Callable[[dict[str, Any]], None]:
    def plant(model: dict[str, Any]) -> None:
        topic_intent(model)["slots"].append({"name": "anything", "type": kind})
        topic_intent(model)["samples"].append(sample)

    return plant


def _bare_beside(sample: str) -> Callable[[dict[str, Any]], None]:
    def plant(model: dict[str, Any]) -> None:
        slot = {"name": "subject", "type": "TOPIC"}
        _intent(name="SubjectIntent", slots=[slot], samples=["{subject}"])(model)
        _intent(name="SickIntent", samples=[sample])(model)

    return plant


FAULTS: list[tuple[Callable[[dict[str, Any]], None], str]] = [
    (lambda model: model.pop("interactionModel"), "required property"),
    (_set("intents", []), "intents"),
    (_set("modelConfiguration", {"fallbackIntentSensitivity": {"level": "LOUD"}}), "LOUD"),
    (_set("colour", "blue"), 'unknown key "colour"'),
    (lambda model: topic_intent(model).__setitem__("sample", []), 'unknown key "sample"'),
    (_set("invocationName", "guide"), "two words"),
    (_set("invocationName", "Back Pain"), "lower-case"),
    (_set("invocationName", "back pain 911"), "lower-case"),
    (_set("invocationName", "open back pain"), "launch word"),
    (_set("invocationName", "guide to backs"), "connecting word"),
    (_set("invocationName", "alexa back pain"), "wake word"),
    (lambda model: language(model)["intents"].pop(0), "AMAZON.HelpIntent: is missing"),
    (_intent(name="TopicIntent", samples=["why"]), "defined twice"),
    (_intent(name="Topic2Intent", samples=["why"]), "letters and underscores"),
    (_intent(name="YesIntent", samples=["yes"]), "use AMAZON.YesIntent"),
    (_intent(name="EmptyIntent", samples=[]), "has no sample"),
    (_sample("what is {topic} in 5 words"), '"5"'),
    (_sample("what is {topic}?"), "may not be there"),
    (_sample("hello,there {topic}"), "may not be there"),
    (_sample("what  about {topic}"), "stray spaces"),
    (_sample(""), "stray spaces"),
    (_sample("What is {topic}"), "already in TopicIntent"),
    (_intent(name="OtherIntent", slots=[{"name": "subject", "type": "TOPIC"}],
             samples=["what is {subject}"]), "already in TopicIntent"),
    (_sample("what is {subject}"), "not declared"),
    (_slot("subject", "TOPIC"), "in no sample"),
    (_slot("topic", "TOPIC"), "declared twice"),
    (_slot("part2", "TOPIC"), "letters and underscores"),
    (_slot("part", "BODY"), 'no type "BODY"'),
    (_sample("{topic} or {topic}"), "twice; use two slots"),
    (_sample("{words}"), "carrier phrase"),
    (_sample("is {topic} what {words}"), "may not stand beside"),
    (_open("is {topic} what {anything}", "ANYTHING"), "may not stand beside"),
    (_open("say {anything} and {topic}", "AMAZON.Person"), "may not stand beside"),
    (_sample("no {words}"), 'a denial ("no")'),
    (_sample("i don't want {words}"), 'a denial ("don\'t")'),
    (_sample("it is not {topic}"), 'a denial ("not")'),
    (_sample("yes {words}"), 'a yes ("yes")'),
    (_sample("my dad has {topic}"), 'whose it is ("dad")'),
    (_sample("i used to have {topic}"), 'when it was ("used")'),
    (_intent(name="WhyIntent", samples=["what is sepsis"]),
     '"what is sepsis" fits "what is {topic}" as well as "what is sepsis" of WhyIntent'),
    (_intent(name="StopItIntent", slots=[{"name": "subject", "type": "TOPIC"}],
             samples=["what {subject}", "what is {subject} now", "is it septic's fault"]),
     '"is it septic\'s fault" fits'),
    (_bare_beside("septic"), '"septic" fits "{subject}" as well as "septic" of SickIntent'),
    (_synonym("x" * 141), "longer than 140"),
    (_synonym("septic!"), "write letters"),
    (_synonym("Septic"), "stands twice"),
    (_value("sepsis", "other"), 'value id "sepsis" stands twice'),
    (_value("poison", "septic"), "could not tell"),
    (lambda model: language(model)["types"].append(copy.deepcopy(language(model)["types"][0])),
     "type is defined twice"),
    (lambda model: language(model)["types"].append({"name": "BODY", "values": [
        {"id": "leg", "name": {"value": "leg", "synonyms": ["legs"]}}]}), "used by no slot"),
    (lambda model: language(model)["types"][0].__setitem__("values", []), "has no value"),
]  # fmt: skip


@pytest.mark.parametrize(("plant", "told"), FAULTS, ids=[told for _, told in FAULTS])
def test_a_planted_fault_is_told(plant: Callable[[dict[str, Any]], None], told: str) -> None:
    model = small()
    plant(model)
    faults = [str(fault) for fault in check_model(model)]
    assert any(told in fault for fault in faults), faults


def test_an_open_slot_may_take_what_a_sample_takes() -> None:
    model = small()
    slots = [{"name": "words", "type": "AMAZON.Person"}]
    language(model)["intents"].append({"name": "SayIntent", "slots": slots, "samples": ["{words}"]})
    assert check_model(model) == []


def test_the_same_meaning_may_be_in_two_intents() -> None:
    model = small()
    answer = {"id": "no", "name": {"value": "not at all", "synonyms": ["no"]}}
    language(model)["types"].append({"name": "ANSWER", "values": [answer]})
    language(model)["intents"] += [
        {"name": "AMAZON.NoIntent", "samples": ["not at all"]},
        {"name": "AnswerIntent", "slots": [{"name": "answer", "type": "ANSWER"}],
         "samples": ["{answer}"]},
    ]  # fmt: skip
    assert check_model(model) == []


def test_a_fault_says_where() -> None:
    model = small()
    topic_intent(model)["samples"].append("what is {topic} at 3")
    assert [fault.place for fault in check_model(model)] == ["TopicIntent"]

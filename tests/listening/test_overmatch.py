"""Each sample of each model must be understood as its own intent, with its own slots.

A test of one intent's samples can never see another intent stealing them; this one sees all.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest
import utterance_cases as own

from listening import Resolver, Understood

SLOT = re.compile(r"\{(\w+)\}")
FREE = {"AskIntent": "what causes kidney stones", "TopicIntent": "kidney stones"}
FREE_ELSE = "pain in my lower back and a fever"
ASKED_APART = "telling_apart"
"""A topic with an intent of its own: TellApartIntent answers it."""

Sample = tuple[str, str, dict[str, str]]


def samples(model: dict[str, Any]) -> Iterator[Sample]:
    """Every sample, with each value of its slots: intent, sentence, slot values."""
    language = model["interactionModel"]["languageModel"]
    names = {
        kind["name"]: [(v.get("id", "*"), v["name"]["value"]) for v in kind["values"]]
        for kind in language["types"]
    }
    for intent in language["intents"]:
        if intent["name"] in own.CARRIERS | {own.FALLBACK}:
            continue
        types = {slot["name"]: slot["type"] for slot in intent.get("slots", ())}
        for sample in intent.get("samples", ()):
            slots = SLOT.findall(sample)
            free = FREE.get(intent["name"], FREE_ELSE)
            choices = [
                _turned(names.get(types[s], [("*", free)]), at) for at, s in enumerate(slots)
            ]
            for filled in _rounds(choices):
                values = dict(zip(slots, filled, strict=True))
                text = SLOT.sub(lambda found, v=values: v[found[1]][1], sample)
                yield intent["name"], text, {name: value[0] for name, value in values.items()}


def _turned(values: list[tuple[str, str]], by: int) -> list[tuple[str, str]]:
    return values[by:] + values[:by]


def _rounds(choices: list[list[tuple[str, str]]]) -> Iterator[tuple[tuple[str, str], ...]]:
    """Every value of every slot at least once, without every pair of them."""
    most = max((len(found) for found in choices), default=1)
    cycles = [itertools.cycle(found) for found in choices]
    for _ in range(most):
        yield tuple(next(cycle) for cycle in cycles)


def stolen(sample: Sample, heard: Understood) -> str | None:
    """What took the sample away from its intent or its slots; None where nothing did."""
    intent, text, slots = sample
    if ASKED_APART in slots.values() and heard.intent in ("TellApartIntent", "DifferenceIntent"):
        return None
    if intent == "AnswerIntent" and text.removeprefix("well ") in ("yes", "no"):
        return None  # the plain words belong to AMAZON.YesIntent and AMAZON.NoIntent
    if heard.intent != intent:
        return f"{text}: {intent} → {heard.intent}"
    for name, value in slots.items():
        if name == "words":
            right = intent == "TopicIntent" or bool(heard.slots.get("words"))
        else:
            default = "overview" if name == "aspect" else None
            right = heard.slots.get(name, default) == value
        if not right:
            return f"{text}: {name}={value} → {heard.slots}"
    return None


def steals(resolver: Resolver, model: dict[str, Any]) -> list[str]:
    """Every sample of a model that is not understood as its own."""
    return [
        fault
        for sample in samples(model)
        if (fault := stolen(sample, resolver.resolve(sample[1]))) is not None
    ]


def phrases(model: dict[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    """Every way to say every value of a slot type: id, phrase."""
    for found in model["interactionModel"]["languageModel"]["types"]:
        if found["name"] == kind:
            for value in found["values"]:
                for phrase in (value["name"]["value"], *value["name"]["synonyms"]):
                    yield value["id"], phrase


@pytest.mark.parametrize("locale", own.LOCALES)
def test_every_sample_is_its_own(locale: str) -> None:
    found = steals(own.resolver(locale), own.model(locale))
    assert not found, "\n".join([f"{len(found)} samples stolen", *found])


@pytest.mark.parametrize("locale", own.LOCALES)
def test_every_name_of_a_topic_reaches_it(locale: str) -> None:
    ours = own.resolver(locale)
    missed = [
        f"{phrase}: {topic} → {heard.slots.get('topic')}"
        for topic, phrase in phrases(own.model(locale), "TOPIC")
        if topic != ASKED_APART
        and (heard := ours.resolve(f"tell me about {phrase}")).slots.get("topic") != topic
    ]
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize("locale", own.LOCALES)
def test_every_wording_of_an_aspect_asks_for_it(locale: str) -> None:
    ours = own.resolver(locale)
    missed = [
        f"{phrase}: {aspect} → {heard.slots.get('aspect')}"
        for aspect, phrase in phrases(own.model(locale), "ASPECT")
        if (heard := ours.resolve(f"{phrase} kidney stones")).slots.get("aspect") != aspect
    ]
    assert not missed, "\n".join(missed)


def test_a_stolen_sample_is_seen() -> None:
    heard = own.resolver().resolve("what causes kidney stones")
    right = {"topic": "kidney_stones", "aspect": "causes"}
    assert stolen(("TopicIntent", heard.heard, right), heard) is None
    assert stolen(("MoreIntent", heard.heard, {}), heard)
    assert stolen(("TopicIntent", heard.heard, {**right, "aspect": "tests"}), heard)
    assert stolen(("TopicIntent", heard.heard, {"finding": "fever"}), heard)

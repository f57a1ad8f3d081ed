"""A sentence goes out as Alexa would send it, and as nothing else."""

from __future__ import annotations

import time
from typing import Any

import pytest

from harness import envelopes
from harness.delivery import Delivery, Model, deliver

TYPE = {
    "name": "TOPIC",
    "values": [{"id": "sepsis", "name": {"value": "sepsis", "synonyms": ["blood poisoning"]}}],
}


def model(*intents: dict[str, Any]) -> Model:
    language = {"intents": list(intents), "types": [TYPE]}
    return Model({"interactionModel": {"languageModel": language}})


TOPIC = {
    "name": "TopicIntent",
    "slots": [{"name": "topic", "type": "TOPIC"}, {"name": "other_topic", "type": "TOPIC"}],
    "samples": ["tell me about {topic}", "is it {topic} or {other_topic}"],
}
SLOWER = {"name": "SlowerIntent", "samples": ["please speak more slowly"]}
CLOSED = model(TOPIC, SLOWER)


@pytest.mark.parametrize(
    ("text", "how", "intent", "sample"),
    [
        ("Tell me about blood poisoning.", "sample", "TopicIntent", "tell me about {topic}"),
        ("please speak more slowly", "sample", "SlowerIntent", "please speak more slowly"),
        ("um tell me about sepsis", "near", "TopicIntent", "tell me about {topic}"),
        ("speak more slowly", "near", "SlowerIntent", "please speak more slowly"),
        ("please talk more slowly", "near", "SlowerIntent", "please speak more slowly"),
        ("tell me about shingles", "fallback", "AMAZON.FallbackIntent", None),
        ("my back hurts", "fallback", "AMAZON.FallbackIntent", None),
        ("…", "fallback", "AMAZON.FallbackIntent", None),
    ],
)
def test_a_closed_model_loses_what_it_does_not_know(
    text: str, how: str, intent: str, sample: str | None
) -> None:
    found = CLOSED.deliver(text)
    assert found.as_json() == {"how": how, "intent": intent, "sample": sample}


@pytest.mark.parametrize(
    ("text", "how", "intent", "slots"),
    [
        ("No.", "sample", "AMAZON.NoIntent", {}),
        ("No chest pain!", "free", "SayIntent", {"words": "no chest pain"}),
        ("My dad's back hurts", "free", "SayIntent", {"words": "my dad's back hurts"}),
        ("What causes kidney stones?", "sample", "TopicIntent",
         {"aspect": "what causes", "topic": "kidney stones"}),
        ("seventy two", "sample", "NumberIntent", {"number": "72"}),
        ("is it my kidneys?", "sample", "TellApartIntent", {}),
        ("who won the game", "free", "SayIntent", {"words": "who won the game"}),
    ],
)  # fmt: skip
def test_the_built_model_lets_words_through(
    text: str, how: str, intent: str, slots: dict[str, str]
) -> None:
    found = deliver(text, "en-US")
    assert (found.how, found.intent) == (how, intent)
    assert {slot.name: slot.words for slot in found.slots} == slots


def test_places_have_their_own_words() -> None:
    text = "should i go to a and e"
    assert deliver(text, "en-US").how == "free"
    assert deliver("why do i wee a lot", "fr-FR") == deliver("why do i wee a lot", "en-US")


def sent(delivery: Delivery) -> dict[str, Any]:
    found: dict[str, Any] = envelopes.delivered(delivery, "en-US")["intent"]["slots"]
    return found


def test_a_listed_value_comes_with_what_was_said_and_its_id() -> None:
    slots = sent(CLOSED.deliver("tell me about blood poisoning"))
    assert slots["topic"]["value"] == "blood poisoning"
    (authority,) = slots["topic"]["resolutions"]["resolutionsPerAuthority"]
    assert authority["status"] == {"code": "ER_SUCCESS_MATCH"}
    assert authority["values"] == [{"value": {"name": "sepsis", "id": "sepsis"}}]


def test_an_unfilled_slot_is_sent_without_a_value() -> None:
    slots = sent(CLOSED.deliver("tell me about sepsis"))
    assert slots["other_topic"] == {"name": "other_topic", "confirmationStatus": "NONE"}


def test_open_words_come_as_heard_and_match_nothing() -> None:
    (slot,) = sent(deliver("My back, it aches!", "en-US")).values()
    assert slot["value"] == "my back it aches"
    (authority,) = slot["resolutions"]["resolutionsPerAuthority"]
    assert authority["status"] == {"code": "ER_SUCCESS_NO_MATCH"}
    assert "values" not in authority


def test_a_type_of_amazon_has_no_resolutions() -> None:
    (slot,) = sent(deliver("thirty eight point five", "en-US")).values()
    assert slot["value"] == "38.5"
    assert "resolutions" not in slot


def test_the_fallback_brings_no_words() -> None:
    assert sent(CLOSED.deliver("my back hurts")) == {}


def test_nothing_but_the_words_of_slots_is_sent() -> None:
    request = envelopes.delivered(CLOSED.deliver("tell me about sepsis"), "en-US")
    assert "tell me" not in str(request)


def test_a_delivery_takes_less_than_a_millisecond() -> None:
    long = "my lower back has been hurting for about a week and i cannot sit down any more " * 6
    for text in ("is it my kidneys", "my back hurts", long):
        for found in (CLOSED.deliver, lambda said: deliver(said, "en-US")):
            found(text)
            start = time.process_time()
            for _ in range(20):
                found(text)
            assert (time.process_time() - start) / 20 < 0.001, text

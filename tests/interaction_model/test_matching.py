"""What a model's samples take, word for word."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from interaction_model.build import build
from interaction_model.matching import Samples, heard

NUMBERS = {("seventy", "two"): "72", ("thirty", "eight", "point", "five"): "38.5"}


def numbers(words: Sequence[str]) -> list[tuple[int, int, str]]:
    found = NUMBERS.get(tuple(words))
    return [(0, len(words), found)] if found else []


SAMPLES = Samples(build("en-US")["interactionModel"]["languageModel"], numbers)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Is it my kidneys?", "is it my kidneys"),
        ("No – I’m fine…", "no i'm fine"),
        ("a u. t. i. at 38.5 °C", "a u t i at 38.5 c"),
        ("well-known", "well known"),
        ("\u200b!?", ""),
    ],
)
def test_speech_recognition_writes_no_marks(text: str, words: str) -> None:
    assert " ".join(heard(text)) == words


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("no", "AMAZON.NoIntent", {}),
        ("what are the causes of kidney stones", "TopicIntent",
         {"aspect": "causes", "topic": "kidney_stones"}),
        ("i have a fever", "SymptomIntent", {"finding": "fever"}),
        ("not really", "AnswerIntent", {"answer": "no"}),
        ("is it back pain or kidney pain", "TellApartIntent", {}),
        ("seventy two", "NumberIntent", {"number": None}),
        ("kidney stones", "SayIntent", {"words": None}),
        ("my dad has chest pain", "SayIntent", {"words": None}),
        ("no chest pain", "SayIntent", {"words": None}),
    ],
)  # fmt: skip
def test_the_exactest_sample_comes_first(
    text: str, intent: str, slots: dict[str, str | None]
) -> None:
    fit = SAMPLES.fits(heard(text))[0]
    assert fit.intent == intent
    assert {slot.name: slot.value.id if slot.value else None for slot in fit.slots} == slots


def test_a_number_is_delivered_in_digits() -> None:
    fit = SAMPLES.fits(heard("thirty eight point five"))[0]
    assert [slot.words for slot in fit.slots] == ["38.5"]


def test_an_open_slot_inside_a_sample_ends_anywhere() -> None:
    model = {
        "intents": [
            {
                "name": "Ask",
                "slots": [{"name": "words", "type": "AMAZON.SearchQuery"}],
                "samples": ["tell {words} please"],
            }
        ]
    }
    fits = Samples(model).fits(heard("tell me please please"))
    assert [[slot.words for slot in fit.slots] for fit in fits] == [["me please"]]
    assert Samples(model).fits(heard("tell me")) == []

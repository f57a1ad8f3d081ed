"""Words count in whatever slot they come, listed or not."""

import pytest

from harness import envelopes
from lambda_handler import lambda_handler
from tests.skill.envelopes import wrap

MATCH, NO_MATCH = "ER_SUCCESS_MATCH", "ER_SUCCESS_NO_MATCH"


def said(name, locale="en-US", **slots):
    """The answer to an intent whose slots hold words as heard, or (words, id)."""
    request = envelopes.intent(name, {}, locale, {})
    request["intent"]["slots"] = {key: slot(key, value) for key, value in slots.items()}
    return lambda_handler(wrap(request), None)["sessionAttributes"]["answer"]


def slot(name, value):
    made = {"name": name, "confirmationStatus": "NONE"}
    if value is None:
        return made
    words, listed = value if isinstance(value, tuple) else (value, None)
    authority = {"authority": "x", "status": {"code": MATCH if listed else NO_MATCH}}
    if listed:
        authority["values"] = [{"value": {"name": listed, "id": listed}}]
    return {**made, "value": words, "resolutions": {"resolutionsPerAuthority": [authority]}}


WHOLE = said("SayIntent", words="i fainted and my side hurts")


def test_the_open_slot_is_read():
    assert WHOLE["urgency"] == "emergency"
    assert WHOLE["findings"]["present"] == ["faint", "flank_pain"]
    assert WHOLE["intent"]["name"] == "SymptomIntent"


@pytest.mark.parametrize(
    ("name", "slots"),
    [
        ("AskIntent", {"words": "i fainted and my side hurts"}),
        ("TopicIntent", {"topic": "i fainted and my side hurts"}),
        ("TopicIntent", {"aspect": "i fainted and", "topic": "my side hurts", "other_topic": None}),
        ("AnswerIntent", {"answer": "i fainted and my side hurts"}),
        ("SymptomIntent", {"finding": "i fainted and my side hurts"}),
    ],
)
def test_a_guess_of_alexas_loses_nothing(name, slots):
    found = said(name, **slots)
    assert (found["urgency"], found["findings"]) == (WHOLE["urgency"], WHOLE["findings"])


def test_a_denial_in_a_guess_stays_a_denial():
    found = said("SymptomIntent", finding="no chest pain but my back hurts")
    assert found["findings"]["present"] == ["back_pain"]
    assert "chest_pain" in found["findings"]["absent"]


def test_a_listed_value_is_taken_for_what_it_is():
    found = said("SymptomIntent", finding=("a temperature", "fever"))
    assert found["findings"]["present"] == ["fever"]


def test_a_sentence_that_the_open_slot_was_shown_is_read_as_said():
    found = said("SayIntent", words=("i fainted and my side hurts", "some other sentence"))
    assert found["findings"] == WHOLE["findings"]


def test_announcing_a_question_in_a_question_changes_nothing():
    asked = said("SayIntent", words="my question is what causes kidney stones")
    assert (asked["topic"], asked["aspect"]) == ("kidney_stones", "causes")


@pytest.mark.parametrize("name", ["SayIntent", "AskIntent", "NumberIntent"])
def test_a_carrier_without_words_is_answered_kindly(name):
    for slots in ({}, {"words": None}):
        found = said(name, **slots)
        assert found["topic"] == "none"
        assert found["question"]

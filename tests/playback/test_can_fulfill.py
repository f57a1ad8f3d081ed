"""Said to no skill in particular: could this one answer it?"""

import pytest

from harness import envelopes
from harness.understood import slot_types


def ask(speaker, name, **slots):
    built = envelopes.intent(name, slots, "en-US", slot_types("en-US").get(name, {}))
    request = {**built, "type": "CanFulfillIntentRequest"}
    return speaker.send(request)


@pytest.mark.parametrize(
    ("name", "slots", "answer"),
    [
        ("TellApartIntent", {}, "YES"),
        ("TopicIntent", {"topic": "kidney_stones", "aspect": "treatment"}, "YES"),
        ("TopicIntent", {"aspect": "treatment"}, "MAYBE"),
        ("TopicIntent", {"topic": "broken_leg"}, "NO"),
        ("PlaySummaryIntent", {"topic": "sepsis"}, "YES"),
        ("SymptomIntent", {"finding": "flank_pain"}, "MAYBE"),
        ("SymptomIntent", {"words": "my side hurts and i have a fever"}, "MAYBE"),
        ("SymptomIntent", {"words": "my parrot is blue"}, "NO"),
        ("SymptomIntent", {}, "NO"),
        ("CheckupIntent", {}, "NO"),
        ("AMAZON.YesIntent", {}, "NO"),
        ("SlowerIntent", {}, "NO"),
        ("AMAZON.StopIntent", {}, "NO"),
        ("NoSuchIntent", {"thing": "x"}, "NO"),
    ],
)
def test_the_answer(plain_speaker, name, slots, answer):
    response = ask(plain_speaker, name, **slots)
    assert response["canFulfillIntent"]["canFulfill"] == answer


def test_every_slot_is_answered_for_itself(plain_speaker):
    response = ask(plain_speaker, "TopicIntent", topic="broken_leg", aspect="treatment")
    assert response["canFulfillIntent"]["slots"] == {
        "topic": {"canUnderstand": "NO", "canFulfill": "NO"},
        "aspect": {"canUnderstand": "YES", "canFulfill": "YES"},
    }


def test_nothing_is_said_or_shown_or_remembered(plain_speaker):
    response = ask(plain_speaker, "SymptomIntent", finding="chest_pain")
    assert set(response) == {"canFulfillIntent"}
    assert not plain_speaker.attributes or "answer" not in plain_speaker.attributes

"""No answer is too large for Alexa, on a screen where it is largest."""

import pytest

from content import load
from tests.screen import size


@pytest.mark.parametrize("locale", ["en-US", "en-GB", "en-ZZ"])
def test_every_answer_fits(device, locale):
    heaviest = 0
    for topic in load(locale).topics.values():
        for aspect in topic.aspects:
            slots = {"topic": topic.id, "aspect": aspect}
            intent = {"name": "TopicIntent", "slots": slots}
            turn = device.turn(intent=intent, locale=locale, device="screen")
            heaviest = max(heaviest, size.response_bytes(turn["response"]))
    assert size.verdict(heaviest) == "ok", f"{heaviest} bytes"


def test_a_long_conversation_fits_as_well(show):
    told = {"intent": {"name": "TopicIntent", "slots": {"topic": "kidney_stones"}}}
    more = {"intent": {"name": "MoreIntent", "slots": {}}}
    turn = show(*[told, more] * 15)
    assert size.verdict(size.response_bytes(turn["response"])) == "ok"


@pytest.mark.parametrize(
    ("letters", "verdict"), [(100, "ok"), (24_100, "warn"), (119_900, "warn"), (120_100, "fail")]
)
def test_too_much_is_told(letters, verdict):
    assert size.verdict(size.response_bytes({"text": "a" * letters})) == verdict


def test_what_is_counted_are_bytes_on_the_wire():
    assert size.response_bytes({"a": "é"}) == len('{"a":"é"}'.encode())

"""What is offered next goes through the aspects of a topic, from whichever was asked for."""

import pytest

from content import ASPECTS, load
from talking.knowledge import following
from talking.talk import Talk

CONTENT = load("en-US")


@pytest.mark.parametrize("topic", list(CONTENT.topics))
@pytest.mark.parametrize("aspect", ["", *ASPECTS])
def test_a_next_aspect_is_offered_from_any_of_them(topic: str, aspect: str) -> None:
    offered = following(CONTENT, Talk(topic=topic), aspect)
    name = offered.id.removeprefix("next.")
    assert name in CONTENT.topics[topic].aspects
    assert name != aspect or len(CONTENT.topics[topic].aspects) == 1

"""The spoken summary of a topic, put together from its published answers.

When to get help, what it is, how to tell, what helps. The audio library and the conversation
both take it from here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from content.model import Content, Topic

FIRST = "urgency"
PARTS = ("overview", "symptoms", "treatment")
"""The aspects a summary explains, in order."""
SPARE = ("causes", "outlook", "tests", "prevention")
"""What fills a summary up where one of the parts is missing."""


def opening(content: Content, topic: Topic) -> tuple[str, str]:
    """What the summary is about, and when to get help: the emergency before all else."""
    return content.say("summary.opening", topic=topic.name), help_first(content, topic)


def help_first(content: Content, topic: Topic) -> str:
    """When to get help, the sentences that name the emergency first.

    Where none does, the topic's safety line is said before the answer.
    """
    answer = topic.aspects.get(FIRST)
    if answer is None:
        return topic.net
    sentences = re.findall(r"\S.*?[.!?](?=\s|$)", answer.short, flags=re.DOTALL)
    now = [one for one in sentences if _names_emergency(content, one)] or [topic.net]
    return " ".join(filter(None, [*now, *(one for one in sentences if one not in now)]))


def parts(topic: Topic) -> list[tuple[str, str]]:
    """Aspect and short answer of each part; spare aspects stand in for those a topic lacks."""
    present = [aspect for aspect in PARTS if aspect in topic.aspects]
    spare = [aspect for aspect in SPARE if aspect in topic.aspects]
    wanted = [*present, *spare[: len(PARTS) - len(present)]]
    return [(aspect, topic.aspects[aspect].short) for aspect in wanted]


def closing(content: Content) -> str:
    """Whom to ask: the last words."""
    return content.say("summary.closing")


def spoken_parts(content: Content, topic: Topic) -> list[Sequence[str]]:
    """The summary as it is told in a conversation: ideas that are said in one go, part by part."""
    *told, last = (text for _, text in parts(topic))
    return [opening(content, topic), *((text,) for text in told), (last, closing(content))]


def _names_emergency(content: Content, sentence: str) -> bool:
    place = content.place
    return any(line in sentence for line in (place.emergency, place.emergency_place))

"""The spoken summary of a topic, put together from its published answers.

What it is, how to tell, what helps, when to get help. The audio library and the conversation
both take it from here.
"""

from __future__ import annotations

from collections.abc import Sequence

from content.model import Content, Topic

PARTS = ("overview", "symptoms", "treatment")
"""The aspects a summary goes through, in order."""
SPARE = ("causes", "outlook", "tests", "prevention")
"""What fills a summary up where one of the parts is missing."""
LAST = "urgency"


def opening(content: Content, topic: Topic) -> str:
    """The first words of a summary."""
    return content.say("summary.opening", topic=topic.name)


def parts(topic: Topic) -> list[str]:
    """The short answers of the parts; spare aspects stand in for those a topic lacks."""
    present = [aspect for aspect in PARTS if aspect in topic.aspects]
    spare = [aspect for aspect in SPARE if aspect in topic.aspects]
    wanted = [*present, *spare[: len(PARTS) - len(present)]]
    return [topic.aspects[aspect].short for aspect in wanted]


def ending(content: Content, topic: Topic) -> tuple[str, str]:
    """When to get help, and what a summary cannot know."""
    last = topic.aspects.get(LAST)
    return (last.short if last else topic.net), content.say("summary.closing")


def spoken_parts(content: Content, topic: Topic) -> list[Sequence[str]]:
    """The summary as it is told in a conversation: ideas that are said in one go, part by part."""
    told = parts(topic)
    help_line, closing = ending(content, topic)
    return [
        (opening(content, topic), told[0]),
        *((part,) for part in told[1:]),
        (help_line, closing),
    ]

"""A summary told in parts, for where it cannot be played."""

from __future__ import annotations

from dataclasses import replace

from content import Content, summary
from talking import ask, commands, knowledge, safety
from talking.talk import Question, Reply, Talk

GO_ON = "summary."
"""What the id of the question before each further part begins with; the part's number follows."""


def tell(content: Content, talk: Talk, topic: str) -> Reply:
    """The first part of a topic's summary, and whether to go on.

    What is open comes first: a safety question is put again, an emergency is said again.
    """
    held = hold(content, talk)
    if held is not None:
        return held
    if topic not in content.topics:
        return knowledge.which(content, talk, "overview")
    return part(content, replace(talk, topic=topic, aspect="overview", more_told=False), 0)


def hold(content: Content, talk: Talk) -> Reply | None:
    """What must be said instead of a summary; None where nothing stands in its way."""
    if safety.must_answer_now(content, talk):
        return safety.emergency(content, talk)
    if talk.emergency_told:
        return commands.keep(
            content, talk, content.say("emergency.once_more", now=safety.now(content, talk))
        )
    if talk.in_checkup:
        return commands.keep(content, talk, content.say("checkup.safety_lead"))
    return None


def part(content: Content, talk: Talk, number: int) -> Reply:
    """Part `number` (from 0) of the summary of the talk's topic."""
    told = summary.spoken_parts(content, content.topics[talk.topic])
    ideas = tuple(told[min(number, len(told) - 1)])
    if number + 1 < len(told):
        question = _go_on(content, number + 1)
    else:
        question = ask.offer(content, "offer.other")
    talk = replace(talk, question=question, misses=0)
    return Reply(talk=talk, ideas=ideas, urgency=safety.verdict_of(content, talk).urgency)


def next_part(content: Content, talk: Talk) -> Reply | None:
    """The part that was offered; None where no part of a summary is on offer."""
    offered = talk.question.id if talk.question else ""
    if not offered.startswith(GO_ON) or talk.topic not in content.topics:
        return None
    return part(content, talk, int(offered.removeprefix(GO_ON)))


def _go_on(content: Content, number: int) -> Question:
    return Question(
        id=f"{GO_ON}{number}",
        kind="offer",
        text=content.say("summary.go_on"),
        reprompt=content.say("summary.go_on_reprompt"),
    )

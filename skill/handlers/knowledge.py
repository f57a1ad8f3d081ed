"""Questions about a topic, the core question first."""

from __future__ import annotations

from dataclasses import replace

from skill.content import ASPECTS
from skill.dialogue import commands, knowledge, safety
from skill.dialogue.talk import Reply
from skill.handlers.base import OnIntent
from skill.hearing import Heard

CORE = "telling_apart"


def tell_apart(heard: Heard) -> Reply:
    """Is my back pain my kidneys? The answer, then the safety questions."""
    talk = heard.step
    if not talk.findings.troubles:
        talk = safety.hear(heard.content, talk, present=["back_pain"])
    return knowledge.answer(heard.content, talk, CORE, heard.slots.get("aspect", "overview"))


def about_topic(heard: Heard) -> Reply:
    """Topic x aspect; without a topic it is about the one we were on."""
    aspect = heard.slots.get("aspect", "overview")
    if aspect not in ASPECTS:
        aspect = "overview"
    talk = heard.step
    topic = heard.slots.get("topic", talk.topic)
    if "topic" not in heard.slots and talk.emergency_told:  # "what do I do now?"
        return safety.emergency(heard.content, talk)
    if topic not in heard.content.topics and aspect == "urgency":  # "is this serious?"
        if not talk.preferences.information_mode:
            return safety.start(heard.content, talk)
    reply = knowledge.answer(heard.content, talk, topic, aspect, heard.slots.get("other_topic", ""))
    return _with_next_step(heard, reply)


def more(heard: Heard) -> Reply:
    """Tell me more."""
    return commands.longer(heard.content, heard.talk)


def _with_next_step(heard: Heard, reply: Reply) -> Reply:
    """Adds what the table says of a person with a history but no trouble now."""
    verdict = safety.verdict_of(heard.content, reply.talk)
    if not heard.told_something or reply.talk.in_checkup or reply.talk.emergency_told:
        return reply
    if verdict.row is None or reply.talk.preferences.information_mode:
        return reply
    return replace(reply, ideas=(*reply.ideas, verdict.row.action), row=verdict.row.id)


HANDLERS = [
    OnIntent(tell_apart, "TellApartIntent"),
    OnIntent(about_topic, "TopicIntent"),
    OnIntent(more, "MoreIntent"),
]

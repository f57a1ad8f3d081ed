"""Questions about a topic, the core question first."""

from __future__ import annotations

from dataclasses import replace

from content import ASPECTS
from skill.handlers.base import OnIntent
from skill.handlers.symptoms import at_what_hurts, hurts
from skill.hearing import Heard
from talking import commands, knowledge, safety
from talking.report import report
from talking.talk import Reply

CORE = "telling_apart"
# A topic that is named in answer to "what hurts?", and the pain that it stands for.
PLACES = {"back_pain": "back_pain", "kidney_pain": "flank_pain", "kidney_disease": "flank_pain"}


def tell_apart(heard: Heard) -> Reply:
    """Is my back pain my kidneys? The answer, then the safety questions."""
    talk = heard.step
    if not talk.findings.troubles:
        talk = safety.hear(heard.content, talk, present=["back_pain"])
    return knowledge.answer(heard.content, talk, CORE, heard.slots.get("aspect", "overview"))


def about_topic(heard: Heard) -> Reply:
    """Topic x aspect; without a topic it is about the one we were on."""
    aspect = heard.slots.get("aspect", "overview")
    if "aspect" not in heard.slots:
        informed = heard.talk.preferences.information_mode
        if heard.told_something and (informed or at_what_hurts(heard)):
            return report(heard.content, heard.step, heard.before)
        if at_what_hurts(heard) and heard.slots.get("topic") in PLACES:
            return hurts(heard, PLACES[heard.slots["topic"]])
    if aspect not in ASPECTS:
        aspect = "overview"
    talk = heard.step
    topic = heard.slots.get("topic", talk.topic)
    if "topic" not in heard.slots and safety.must_hold_on(heard.content, talk):  # "what now?"
        return safety.emergency(heard.content, talk)
    asks_nothing = talk.preferences.information_mode
    if topic not in heard.content.topics and aspect == "urgency" and not asks_nothing:
        return safety.start(heard.content, talk)  # "is this serious?"
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

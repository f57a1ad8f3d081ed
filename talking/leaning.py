"""A question that names no topic, answered for what was spoken of: "will it go away?"."""

from __future__ import annotations

from dataclasses import replace

from listening.heard import FALLBACK
from talking import commands, knowledge, safety
from talking.facts import ANSWERING
from talking.talk import Reply
from talking.turn import Turn

LEANS = ANSWERING | {FALLBACK, "TopicIntent", "SymptomIntent", "MoreIntent"}
"""Intents that such a question is taken for."""


def asked_on(turn: Turn) -> Reply | None:
    """The reply to a question that leans on the topic; None where it is no such question."""
    content, talk, aspect = turn.content, turn.talk, aspect_of(turn)
    if not aspect or turn.told_something or safety.must_answer_now(content, talk):
        return None
    if talk.in_checkup and turn.heard.intent in ANSWERING:
        return None
    said = talk.topic in talk.nets and talk.aspect == aspect and not talk.head
    if said and not talk.in_checkup:
        return commands.longer(content, replace(talk, misses=0))
    return knowledge.answer(content, turn.step, talk.topic, aspect)


def beside(turn: Turn, reply: Reply) -> Reply:
    """The reply to an answer, with what was asked beside it answered before it."""
    aspect = aspect_of(turn)
    answered = turn.talk.in_checkup and turn.heard.intent in ANSWERING
    if not aspect or not answered or reply.urgency == "emergency" or reply.private:
        return reply
    found = turn.content.answer(turn.talk.topic, aspect)
    return replace(reply, ideas=(found.short, *reply.ideas))


def aspect_of(turn: Turn) -> str:
    """The aspect that is asked for of what was spoken of, "" where none is."""
    talk, heard = turn.talk, turn.heard
    aspect = heard.slots.get("aspect") or next(iter(heard.asked.leaning), "")
    if heard.intent not in LEANS or "topic" in heard.slots or not heard.asks:
        return ""
    return aspect if talk.topic in turn.content.topics and not talk.emergency_told else ""

"""A question that names no topic, answered for what was spoken of: "will it go away?"."""

from __future__ import annotations

from dataclasses import replace

from listening.heard import FALLBACK
from talking import after, ask, commands, knowledge, safety
from talking.facts import ANSWERING
from talking.talk import Reply
from talking.turn import Turn

TOPIC = "TopicIntent"
LEANS = ANSWERING | {FALLBACK, TOPIC, "SymptomIntent", "MoreIntent"}
"""Intents that such a question is taken for."""


def asked_on(turn: Turn) -> Reply | None:
    """The reply to a question that leans on the topic; None where it is no such question."""
    content, talk = turn.content, turn.talk
    topic, aspect = what_of(turn)
    if not aspect or turn.told_something or safety.must_answer_now(content, talk):
        return None
    if talk.in_checkup and turn.heard.intent in ANSWERING:
        return None
    said = topic in talk.nets and (talk.topic, talk.aspect) == (topic, aspect) and not talk.head
    if said and not talk.in_checkup:
        return replace(commands.longer(content, replace(talk, misses=0)), acted=TOPIC)
    return replace(knowledge.answer(content, turn.step, topic, aspect), acted=TOPIC)


def beside(turn: Turn, reply: Reply) -> Reply:
    """The reply to an answer, with what was asked beside it answered before it."""
    topic, aspect = what_of(turn)
    answered = turn.talk.in_checkup and turn.heard.intent in ANSWERING
    if not aspect or not answered or reply.urgency == "emergency" or reply.private:
        return reply
    found = turn.content.answer(topic, aspect)
    return replace(reply, ideas=(found.short, *reply.ideas))


def spoken_of(turn: Turn) -> Reply | None:
    """The reply to words that only speak of a topic: what somebody would like to know of it."""
    content, talk, heard = turn.content, turn.talk, turn.heard
    lost = heard.intent == FALLBACK and not (talk.in_checkup or talk.emergency_told)
    if not lost or not heard.mentions or turn.told_something:
        return None
    if heard.asks and after.plan_of(content, talk):  # asked of the advice, not of a topic
        return None
    topic = heard.mentions[0]
    talk = replace(talk, topic=topic, aspect="overview", head="", misses=0)
    urgency = safety.verdict_of(content, talk).urgency
    if heard.asks:  # what was asked of it is not known: what is known of it is named
        said = content.say("lost.no_answer_on")
        return Reply(replace(talk, question=ask.about(content, topic)), (said,), urgency)
    asked = replace(talk, question=ask.about(content, topic))
    return Reply(asked, (content.say("lost.heard"),), urgency, acted=TOPIC)


def what_of(turn: Turn) -> tuple[str, str]:
    """Topic and aspect that are asked for of what was spoken of, both "" where none is."""
    talk, heard = turn.talk, turn.heard
    aspect = heard.slots.get("aspect") or next(iter(heard.asked.leaning), "")
    if heard.intent not in LEANS or "topic" in heard.slots or talk.emergency_told:
        return "", ""
    if not aspect or not (heard.asks or heard.intent == TOPIC):
        return "", ""
    own = heard.mentions[:1] if heard.intent in LEANS - ANSWERING else ()
    topic = next(iter(own), talk.topic)
    return (topic, aspect) if topic in turn.content.topics else ("", "")

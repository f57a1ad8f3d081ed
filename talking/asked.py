"""A question about a topic is asked, the core question first: answer it, then one question back."""

from __future__ import annotations

from dataclasses import replace

from content import ASPECTS
from talking import after, knowledge, lost, report, safety
from talking.talk import Reply
from talking.turn import Turn


def tell_apart(turn: Turn) -> Reply:
    """Is my back pain my kidneys? The answer, then the safety questions."""
    talk, content = replace(turn.step, curious=False), turn.content
    if not talk.findings.troubles(content.meaning):
        talk = safety.hear(content, talk, present=[content.meaning.default_pain])
    return knowledge.answer(content, talk, content.core, turn.slots.get("aspect", "overview"))


def about_topic(turn: Turn) -> Reply:
    """Topic x aspect; without a topic it is about the one we were on."""
    aspect = turn.slots.get("aspect", "overview")
    if "aspect" not in turn.slots:
        informed = turn.talk.preferences.information_mode
        if turn.told_something and (informed or lost.at_what_hurts(turn.talk)):
            return report.report(turn.content, turn.step, turn.before)
        named = turn.content.topics.get(turn.slots.get("topic", ""))
        if lost.at_what_hurts(turn.talk) and named and named.stands_for:
            return report.hurts(turn, named.stands_for)
    if aspect not in ASPECTS:
        aspect = "overview"
    talk = turn.step
    topic = turn.slots.get("topic", talk.topic)
    if "topic" not in turn.slots and safety.must_hold_on(turn.content, talk):  # "what now?"
        if aspect == "treatment" and after.plan_of(turn.content, talk) is not None:
            return after.steps(turn.content, talk)
        return safety.emergency(turn.content, talk)
    asks_nothing = talk.preferences.information_mode
    if topic not in turn.content.topics and aspect == "urgency" and not asks_nothing:
        return safety.start(turn.content, talk)  # "is this serious?"
    reply = knowledge.answer(turn.content, talk, topic, aspect, turn.slots.get("other_topic", ""))
    return _with_next_step(turn, reply)


def _with_next_step(turn: Turn, reply: Reply) -> Reply:
    """Adds what the table says of a person with a history but no trouble now."""
    verdict = safety.verdict_of(turn.content, reply.talk)
    if not turn.told_something or reply.talk.in_checkup or reply.talk.emergency_told:
        return reply
    if verdict.row is None or reply.talk.preferences.information_mode:
        return reply
    return replace(reply, ideas=(*reply.ideas, verdict.row.action), row=verdict.row.id)

"""Why somebody asks: who only wants to know is answered, and asked nothing about themselves.

That is remembered until a trouble of their own is told. A danger that is told comes before it.
"""

from __future__ import annotations

from dataclasses import replace

from content import Content
from talking import ask, facts, knowledge, safety, triage
from talking.findings import Findings
from talking.talk import Question, Reply, Talk
from talking.turn import Turn

SOMEBODY_ELSE = "somebody_else"
"""The reason that is about somebody who is not there."""
ASKS_OWN = frozenset({"offer.checkup", "offer.check", "lost.second_ask"})
"""Offers that ask about a trouble of one's own; one of them is enough."""


def settled(turn: Turn) -> Turn:
    """The turn with what it tells of why it is asked: what others have is nobody's finding here."""
    content, heard = turn.content, turn.heard
    if turn.talk.emergency_told or safety.must_answer_now(content, turn.talk):
        return turn
    known = turn.before.troubles(content.meaning)
    fresh = bool(turn.talk.findings.troubles(content.meaning) - known)
    before = replace(turn.talk, findings=turn.before)
    if heard.reason == SOMEBODY_ELSE:
        if known and turn.talk.about in ("", "you"):  # a story told beside a trouble of their own
            return replace(turn, talk=before)
        return replace(turn, talk=replace(before, findings=Findings(), about="", curious=True))
    if fresh and turn.talk.curious and heard.asks and not heard.about:
        return replace(turn, talk=before)  # "what if there is a fever?" tells of nobody's fever
    if fresh:
        return replace(turn, talk=replace(turn.talk, curious=False))
    question = turn.talk.question
    asks_on = heard.asks and question is not None and question.id in ASKS_OWN
    return replace(turn, talk=replace(turn.talk, curious=True)) if heard.reason or asks_on else turn


def closing(turn: Turn) -> Reply | None:
    """The reply to words that tell why it is asked, and ask nothing; the check-up ends with them.

    None where they ask something as well, which is answered instead.
    """
    heard, talk = turn.heard, turn.talk
    if not heard.reason or not talk.curious:
        return None
    if turn.before.troubles(turn.content.meaning) and heard.reason != SOMEBODY_ELSE:
        verdict = safety.verdict_of(turn.content, talk)
        if verdict.level >= triage.level("same_day"):
            return safety.advice(turn.content, replace(talk, question=None))
    tells = heard.reason == SOMEBODY_ELSE  # a story in passing names many a fact, and asks none
    if heard.asks or (not tells and facts.asked_for(turn) is not None):
        return None
    return _what_would_you_like(turn)


def _what_would_you_like(turn: Turn) -> Reply:
    content, talk = turn.content, turn.talk
    named = [content.facts[name].topic for name in turn.heard.asked.facts]
    named = [topic for topic in named if topic in content.topics]
    topic: str | None = turn.slots.get("topic") or next(iter(named), None)
    topic = topic or content.meaning.topic_of(set(turn.heard.present))
    talk = replace(talk, topic=topic or talk.topic, checkup=False, parts=(), misses=0)
    story = turn.heard.reason == SOMEBODY_ELSE
    said = content.say("curious.somebody_else" if story else "curious.only_asking")
    return Reply(
        talk=replace(talk, question=_open(content, talk)),
        ideas=(said,),
        urgency=safety.verdict_of(content, talk).urgency,
    )


def _open(content: Content, talk: Talk) -> Question:
    if talk.topic not in content.topics:
        return ask.offer(content, "curious.ask")
    if talk.topic in talk.nets:  # something was answered on it
        return ask.offer(content, "offer.other")
    return ask.about(content, talk.topic)


def in_general(turn: Turn) -> Reply:
    """The core question in general: the answer, and the check-up as an offer."""
    content, talk = turn.content, turn.step
    aspect = turn.slots.get("aspect", "overview")
    reply = knowledge.answer(content, talk, content.core, aspect)
    if reply.talk.in_checkup or reply.talk.emergency_told:
        return reply
    if talk.curious or talk.preferences.information_mode:
        return reply
    return replace(reply, talk=replace(reply.talk, question=ask.offer(content, "offer.check")))

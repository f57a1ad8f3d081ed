"""A narrow question answered with a short fact, beneath topic x aspect."""

from __future__ import annotations

from dataclasses import replace

from content import Fact
from listening.heard import FALLBACK
from talking import knowledge, safety
from talking.talk import Reply
from talking.turn import Turn

ASKING = frozenset({"TopicIntent", "TellApartIntent", "MoreIntent", "AnswerIntent", FALLBACK})
"""Intents that a question for a fact is taken for when only topic and aspect are known."""


def asked_for(turn: Turn) -> Fact | None:
    """The fact that was asked for; None where none was, or where something else was told.

    A question in passing ("will it pass") asks for a fact of the topic that is talked about.
    """
    heard, known = turn.heard, turn.content.facts
    if heard.intent not in ASKING or turn.told_something:
        return None
    if not heard.asks and heard.intent != "TopicIntent":
        return None
    for name in heard.facts:
        return known[name]
    same = [known[name] for name in heard.facts_then if known[name].topic == turn.talk.topic]
    return same[0] if same else None


def answer(turn: Turn, fact: Fact) -> Reply:
    """The fact, and one question back: the one that was open, or an offer on its topic."""
    content, talk = turn.content, turn.step
    if safety.must_hold_on(content, talk) or safety.must_answer_now(content, talk):
        return safety.emergency(content, talk)
    talk = replace(talk, fact=fact.id, source=fact.source.id, misses=0)
    if not talk.in_checkup:
        talk = replace(talk, topic=fact.topic, aspect=fact.aspect, more_told=False)
        talk = replace(talk, question=knowledge.next_offer(content, talk, fact.aspect))
    urgency = safety.verdict_of(content, talk).urgency
    return Reply(talk=talk, ideas=(fact.says,), urgency=urgency, sources=(fact.source,))

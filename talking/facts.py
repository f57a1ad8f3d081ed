"""A narrow question answered with a short fact, beneath topic x aspect."""

from __future__ import annotations

from dataclasses import replace

from content import Fact
from listening.heard import FALLBACK
from talking import ask, knowledge, safety
from talking.talk import Reply
from talking.turn import Turn

ABOUT = "about"
DEFINING = "overview"
ASKING = frozenset(
    {"TopicIntent", "TellApartIntent", "DifferenceIntent", "MoreIntent", "AnswerIntent", FALLBACK}
)
"""Intents that a question for a fact is taken for when only topic and aspect are known."""
ASKING_ABOUT = ASKING | {"AboutIntent", "AMAZON.HelpIntent"}


def asked_for(turn: Turn) -> Fact | None:
    """The fact that was asked for; None where none was, or where something else was told.

    A question in passing ("will it pass") asks for a fact of the topic that is talked about.
    """
    heard, known = turn.heard, turn.content.facts
    if turn.told_something:
        return None
    facts = [known[name] for name in heard.facts]
    facts += [fact for name in heard.facts_then if (fact := known[name]).topic == turn.talk.topic]
    return next((fact for fact in facts if _fits(turn, fact)), None)


def _fits(turn: Turn, fact: Fact) -> bool:
    """Whether the words ask for a fact of that kind: a greeting asks nothing, and is one."""
    heard = turn.heard
    if fact.topic == ABOUT:
        return heard.intent in ASKING_ABOUT
    if heard.intent not in ASKING or not (heard.asks or heard.intent == "TopicIntent"):
        return False
    # What a thing is does not answer what causes it, or how it is treated.
    asked = heard.slots.get("aspect", DEFINING)
    return fact.aspect != DEFINING or asked == DEFINING


def answer(turn: Turn, fact: Fact) -> Reply:
    """The fact, and one question back: the one that was open, or an offer on its topic."""
    content, talk = turn.content, turn.step
    if safety.must_hold_on(content, talk) or safety.must_answer_now(content, talk):
        return safety.emergency(content, talk)
    talk = replace(talk, fact=fact.id, source=fact.source.id if fact.source else "", misses=0)
    urgency = safety.verdict_of(content, talk).urgency
    if fact.topic == ABOUT:
        talk = talk if talk.question else replace(talk, question=ask.offer(content, "offer.other"))
        return Reply(talk=talk, ideas=(fact.says,), urgency=urgency, topic=ABOUT, command=True)
    if not talk.in_checkup:
        # "Tell me more" goes on with what was asked of the topic, where that was said.
        same = turn.slots.get("topic") == fact.topic
        aspect = turn.slots.get("aspect", fact.aspect) if same else fact.aspect
        talk = replace(talk, topic=fact.topic, aspect=aspect, more_told=False)
        talk = replace(talk, question=knowledge.next_offer(content, talk, aspect))
    sources = (fact.source,) if fact.source else ()
    return Reply(talk=talk, ideas=(fact.says,), urgency=urgency, sources=sources)

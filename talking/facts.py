"""A narrow question answered with a short fact, beneath topic x aspect."""

from __future__ import annotations

from dataclasses import replace

from content import Content, Fact
from listening.heard import FALLBACK, AskedFor
from talking import ask, knowledge, safety
from talking.talk import Reply, Talk
from talking.turn import Turn

ABOUT = "about"
DEFINING = "overview"
ANSWERING = frozenset({"AMAZON.YesIntent", "AMAZON.NoIntent", "AnswerIntent"})
"""Intents that answer the open question, and may ask something beside it."""
ASKING = ANSWERING | {
    FALLBACK,
    "TopicIntent",
    "TellApartIntent",
    "DifferenceIntent",
    "SymptomIntent",
    "MoreIntent",
}
"""Intents that a question for a fact is taken for when only topic and aspect are known."""
ASKING_ABOUT = ASKING | {"AboutIntent", "AMAZON.HelpIntent"}
SHORT = 6
"""Words up to which what names nothing of ours is a question that leans on the last one."""
MOST_WORDS = 45
"""Words up to which two facts are said in one breath."""


def asked_for(turn: Turn) -> Fact | None:
    """The fact that was asked for; None where none was.

    A question in passing ("will it pass") asks for a fact of the topic that is talked about.
    """
    found = [fact for fact in _known(turn, turn.heard.asked) if _fits(turn, fact)]
    fresh = (fact for fact in found if fact.says not in turn.talk.told)
    return next(fresh, found[0] if found else None)


def second(turn: Turn, first: Fact) -> Fact | None:
    """The fact that another question in the same words asks for."""
    facts = _known(turn, turn.heard.second, first)
    return next((fact for fact in facts if fact.id != first.id and fact.topic != ABOUT), None)


def _known(turn: Turn, asked: AskedFor, first: Fact | None = None) -> list[Fact]:
    """The facts that a question finds, after `first` or after what was spoken of."""
    known, meaning = turn.content.facts, turn.content.meaning
    told = turn.talk.findings.present - turn.before.present
    topic = turn.slots.get("topic") or meaning.topic_of(told) or turn.talk.topic
    topics = {first.topic if first else topic}
    last = first.id if first else turn.talk.head
    then = [fact for name in asked.facts_then if _goes_on(fact := known[name], last, topics)]
    then.sort(key=lambda fact: not fact.after)
    return [known[name] for name in asked.facts] + then


def _goes_on(fact: Fact, last: str, topics: set[str]) -> bool:
    return last == fact.after if fact.after else fact.topic in topics


def _fits(turn: Turn, fact: Fact) -> bool:
    """Whether the words ask for a fact of that kind: a greeting asks nothing, and is one."""
    heard = turn.heard
    if fact.topic == ABOUT:
        ours = "topic" in heard.slots or heard.intent == "DifferenceIntent"
        return heard.intent in ASKING_ABOUT and not (turn.told_something or ours)
    asks = heard.asks or (heard.intent == "TopicIntent" and not turn.told_something)
    if (
        heard.intent == FALLBACK and not turn.talk.in_checkup
    ):  # "and for a child?", "i was told ..."
        asks |= fact.id in heard.asked.facts or len(heard.words.split()) <= SHORT
    if heard.intent not in ASKING or not asks:
        return False
    # What a thing is does not answer what causes it, or how it is treated.
    asked = heard.slots.get("aspect", DEFINING)
    return fact.aspect != DEFINING or asked == DEFINING


def answer(turn: Turn, fact: Fact) -> Reply:
    """The fact, and one question back: the one that was open, or an offer on its topic."""
    content, talk = turn.content, turn.step
    if safety.must_hold_on(content, talk) or safety.must_answer_now(content, talk):
        return safety.emergency(content, talk)
    if fact.topic == ABOUT:
        return about(content, talk, fact)
    if fact.says in talk.told and not talk.in_checkup and fact.topic in content.topics:
        talk = replace(talk, topic=fact.topic, aspect=fact.aspect)  # asked again: in other words
        reply = knowledge.answer(content, replace(talk, fact=fact.id), fact.topic, fact.aspect)
        return replace(reply, acted="TopicIntent")
    other = second(turn, fact)
    both = other is not None and len(f"{fact.says} {other.says}".split()) <= MOST_WORDS
    if other is not None and not both and not talk.in_checkup:
        reply = tell(content, talk, fact)
        question = ask.offer(content, "offer.second")
        return replace(reply, talk=replace(reply.talk, question=question, later=other.id))
    named = turn.slots if "topic" in turn.slots else {}
    # What a word means is told beneath the topic that it was asked with.
    topic = named.get("topic", "") if fact.aspect == DEFINING else ""
    reply = tell(content, talk, fact, topic, named.get("aspect", ""))
    return replace(reply, ideas=(*reply.ideas, other.says)) if other and both else reply


def tell(content: Content, talk: Talk, fact: Fact, topic: str = "", aspect: str = "") -> Reply:
    """A fact; "tell me more" goes on with the topic and the aspect asked for, or its own."""
    talk = replace(talk, fact=fact.id, head=fact.after or fact.id, misses=0)
    talk = replace(talk, source=fact.source.id if fact.source else "")
    urgency = safety.verdict_of(content, talk).urgency
    if not talk.in_checkup:
        topic, aspect = topic or fact.topic, aspect or fact.aspect
        talk = replace(talk, topic=topic, aspect=aspect, more_told=False, later="")
        talk = replace(talk, question=knowledge.next_offer(content, talk, aspect))
    sources = (fact.source,) if fact.source else ()
    return Reply(
        talk=talk, ideas=(fact.says,), urgency=urgency, sources=sources, acted="TopicIntent"
    )


def about(content: Content, talk: Talk, fact: Fact) -> Reply:
    """A fact on the skill itself; the open question stays."""
    urgency = safety.verdict_of(content, talk).urgency
    talk = replace(talk, fact=fact.id, source="", misses=0)
    talk = talk if talk.question else replace(talk, question=ask.offer(content, "offer.other"))
    return Reply(
        talk=talk,
        ideas=(fact.says,),
        urgency=urgency,
        topic=ABOUT,
        command=True,
        acted="AboutIntent",
    )


def beside(reply: Reply, fact: Fact) -> Reply:
    """A reply to what was told or answered, with the fact that was asked for before it."""
    if reply.urgency == "emergency" or reply.ends or reply.private:
        return reply
    sources = (*((fact.source,) if fact.source else ()), *reply.sources)
    talk = replace(reply.talk, fact=fact.id)
    return replace(
        reply, talk=talk, ideas=(fact.says, *reply.ideas), sources=sources, acted="TopicIntent"
    )

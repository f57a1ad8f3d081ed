"""Answers about a topic: the aspect that was asked, then one question back."""

from __future__ import annotations

from dataclasses import replace

from content import ASPECTS, Answer, Content
from talking import ask, checkup, safety
from talking.talk import Question, Reply, Talk

# The aspects after which it is natural to ask whether the person has the trouble now.
PERSONAL = frozenset({"overview", "symptoms", "urgency"})


def answer(content: Content, talk: Talk, topic: str, aspect: str, other: str = "") -> Reply:
    """Answers topic x aspect; with `other`, both topics are put side by side.

    A person who told of a trouble is led into the safety questions, and an emergency is said
    before anything else. An unknown topic asks which one is meant.
    """
    if topic not in content.topics:
        return which(content, talk, aspect)
    told_of_trouble = safety.wants_checkup(content, talk) and not talk.curious
    if safety.must_answer_now(content, talk):
        return safety.emergency(content, talk)
    found = content.answer(topic, aspect)
    ideas = _words(content, found, aspect, talk)
    sources = found.sources
    if other in content.topics and other != topic:
        second = content.answer(other, aspect)
        ideas = [
            content.say(
                "knowledge.compare",
                topic=content.topics[topic].name,
                first=found.short,
                other=content.topics[other].name,
                second=second.short,
            ),
            found.net or second.net,
        ]
        sources = (*found.sources, *second.sources)
    talk = replace(
        talk,
        topic=topic,
        aspect=aspect if aspect in ASPECTS else "overview",
        more_told=talk.preferences.length == "full",
        nets=talk.nets if topic in talk.nets else (*talk.nets, topic),
        source=sources[0].id if sources else "",
        head="",
        misses=0,
    )
    if talk.emergency_told:
        return _after_emergency(content, talk, ideas)
    if told_of_trouble and not _settled(content, talk):
        reply = safety.proceed(content, replace(talk, checkup=False), ideas)
        return replace(reply, sources=sources)
    talk = replace(talk, question=next_offer(content, talk, found.aspect))
    return Reply(talk=talk, ideas=_spoken(ideas), urgency=_urgency(content, talk), sources=sources)


def more(content: Content, talk: Talk) -> Reply:
    """The longer part of the answer last given, then the next aspect on offer."""
    if talk.topic not in content.topics:
        return which(content, talk, "overview")
    found = content.answer(talk.topic, talk.aspect)
    if talk.more_told:
        ideas: list[str] = [content.say("commands.nothing_more")]
    else:
        ideas = [found.more]
    talk = replace(talk, more_told=True, misses=0)
    if talk.in_checkup or talk.emergency_told:
        return Reply(
            talk=talk, ideas=tuple(ideas), urgency=_urgency(content, talk), sources=found.sources
        )
    talk = replace(talk, question=following(content, talk, found.aspect))
    return Reply(
        talk=talk, ideas=tuple(ideas), urgency=_urgency(content, talk), sources=found.sources
    )


def which(content: Content, talk: Talk, aspect: str) -> Reply:
    """Asks which problem is meant; the aspect is kept for when it is named."""
    question = ask.offer(content, "knowledge.no_topic")
    if talk.question is not None and talk.question.id == question.id:
        question = replace(question, text=question.reprompt)
    talk = replace(talk, aspect=aspect, question=question)
    return Reply(talk=talk, ideas=())


def warnings(content: Content, talk: Talk, topic: str) -> Reply:
    """Information mode: nothing is asked, the topic's own warning list is read instead."""
    talk = replace(talk, topic=topic, aspect="urgency", more_told=False, misses=0)
    found = content.answer(topic, "urgency")
    about = content.say("knowledge.about", topic=content.topics[topic].name)
    talk = replace(
        talk,
        question=ask.offer(content, "offer.more"),
        source=found.sources[0].id if found.sources else "",
    )
    return Reply(
        talk=talk,
        ideas=_spoken([about, found.short, found.net]),
        urgency=_urgency(content, talk),
        sources=found.sources,
    )


def next_offer(content: Content, talk: Talk, aspect: str) -> Question:
    """What is offered after an answer: the check-up where it fits, else more of the same."""
    topic = content.topics[talk.topic]
    asks_nothing = talk.curious or talk.preferences.information_mode or _settled(content, talk)
    if topic.worry and aspect in PERSONAL and not asks_nothing:
        return ask.offer(content, "offer.checkup")
    if talk.more_told:
        return following(content, talk, aspect)
    return ask.offer(content, "offer.more")


def _settled(content: Content, talk: Talk) -> bool:
    """Whether the check-up was done, and nothing new is left to ask."""
    done = bool(talk.asked) and not talk.in_checkup
    nothing_left = checkup.next_question(
        content.questions, content.triage, talk.findings, (*talk.asked, *talk.skipped)
    )
    return done and nothing_left is None


def following(content: Content, talk: Talk, aspect: str) -> Question:
    """The offer to go on with the aspect of the topic that comes after this one.

    A topic need not have the aspect that was last asked for of another: then its first comes.
    """
    aspects = content.topics[talk.topic].aspects
    order = [name for name in ASPECTS if name in aspects]
    after = order[(order.index(aspect) + 1) % len(order)] if aspect in order else order[0]
    return ask.next_aspect(content, talk.topic, after)


def _after_emergency(content: Content, talk: Talk, ideas: list[str]) -> Reply:
    """Kind, answers, and says once more what to do first.

    What else would be urgent is left out, and so is any pill: there is one thing to do now.
    """
    ideas = ideas[:-1] if len(ideas) > 1 else ideas
    if talk.topic in content.topics and content.topics[talk.topic].pills:
        ideas = [content.say("emergency.before_pills")]
    talk = replace(talk, question=safety.ask_emergency(content, talk))
    return Reply(
        talk=talk,
        ideas=_spoken([content.say("emergency.once_more", now=safety.now(content, talk)), *ideas]),
        urgency="emergency",
    )


def _words(content: Content, found: Answer, aspect: str, talk: Talk) -> list[str]:
    """The answer; its line on when to get help once a topic, and when that is what was asked."""
    warned = talk.curious or found.topic in talk.nets
    net = "" if warned and aspect != "urgency" else found.net
    ideas = [found.short, found.more if talk.preferences.length == "full" else net]
    if found.aspect != aspect:
        name = content.topics[found.topic].name
        ideas.insert(0, content.say("knowledge.missing", topic=name))
    return ideas


def _spoken(ideas: list[str]) -> tuple[str, ...]:
    return tuple(idea for idea in ideas if idea)


def _urgency(content: Content, talk: Talk) -> str:
    return safety.verdict_of(content, talk).urgency

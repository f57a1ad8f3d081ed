"""A person says what is wrong: hear it, say it back, and take the next safe step."""

from __future__ import annotations

from dataclasses import replace

from content import Content
from talking import commands, knowledge, lost, safety, triage
from talking.findings import Findings
from talking.talk import Reply, Talk
from talking.turn import Turn


def report(content: Content, talk: Talk, before: Findings) -> Reply:
    """Answers a symptom report; `talk` already holds what was heard, `before` what was known."""
    if safety.verdict_of(content, talk).urgency == "emergency":
        return safety.emergency(content, talk)
    topic = content.meaning.topic_of(talk.findings.present | talk.findings.unsure)
    if topic and not talk.checkup:
        talk = replace(talk, topic=topic, aspect="overview", more_told=False)
    lead = safety.reflect(content, before, talk.findings)
    if talk.preferences.information_mode and talk.topic in content.topics:
        return knowledge.warnings(content, talk, talk.topic)
    if talk.findings.troubles(content.meaning):
        return safety.proceed(content, talk, lead)
    if triage.level(safety.verdict_of(content, talk).urgency) > triage.level("self_care"):
        return safety.advice(content, talk, lead)
    reply = safety.start(content, talk)
    return replace(reply, ideas=(*lead, *reply.ideas))


def symptoms(turn: Turn) -> Reply:
    """A symptom report: heard, said back, and taken one safe step further."""
    if not turn.told_something:
        if turn.talk.in_checkup or turn.heard.words:
            return lost.misunderstood(turn.content, turn.talk)
        return safety.start(turn.content, turn.talk)
    talk = turn.step
    if turn.talk.in_checkup:
        talk = replace(talk, question=None)
    return report(turn.content, talk, turn.before)


def hurts(turn: Turn, finding: str) -> Reply:
    """One place named in answer to "what hurts?" is a pain there."""
    talk = safety.hear(turn.content, turn.step, present=[finding])
    return report(turn.content, talk, turn.before)


def back(turn: Turn) -> Reply:
    """ "Go back" one step. Where it was asked what hurts, "back" and "my back" are the answer."""
    if lost.at_what_hurts(turn.talk):
        return hurts(turn, turn.content.meaning.default_pain)
    return commands.go_back(turn.content, turn.talk)

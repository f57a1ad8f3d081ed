"""A person says what is wrong: hear it, say it back, and take the next safe step."""

from __future__ import annotations

from dataclasses import replace

from content import Content
from talking import knowledge, safety, triage
from talking.findings import Findings
from talking.talk import Reply, Talk


def report(content: Content, talk: Talk, before: Findings) -> Reply:
    """Answers a symptom report; `talk` already holds what was heard, `before` what was known."""
    from listening.topics import topic_from_findings  # costs a start only where it is needed

    if safety.verdict_of(content, talk).urgency == "emergency":
        return safety.emergency(content, talk)
    topic = topic_from_findings(talk.findings.present | talk.findings.unsure)
    if topic and not talk.checkup:
        talk = replace(talk, topic=topic, aspect="overview", more_told=False)
    lead = safety.reflect(content, before, talk.findings)
    if talk.preferences.information_mode and talk.topic in content.topics:
        return knowledge.warnings(content, talk, talk.topic)
    if talk.findings.troubles:
        return safety.proceed(content, talk, lead)
    if triage.level(safety.verdict_of(content, talk).urgency) > triage.level("self_care"):
        return safety.advice(content, talk, lead)
    reply = safety.start(content, talk)
    return replace(reply, ideas=(*lead, *reply.ideas))

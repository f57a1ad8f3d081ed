"""Answers to the open question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from content import Content
from skill import hearing
from skill.handlers.base import OnIntent
from skill.hearing import Heard
from talking import answers, lost
from talking.report import report
from talking.talk import Reply, Talk

_MEANINGS: dict[str, Callable[[Content, Talk], Reply]] = {
    "yes": answers.yes,
    "no": answers.no,
    "not_sure": answers.not_sure,
}


def yes(heard: Heard) -> Reply:
    """Yes."""
    return answers.yes(heard.content, heard.talk)


def no(heard: Heard) -> Reply:
    """No."""
    return answers.no(heard.content, heard.talk)


def skip(heard: Heard) -> Reply:
    """Skip that question."""
    return answers.skip(heard.content, heard.talk)


def in_own_words(heard: Heard) -> Reply:
    """ "Only a bit", "no but I feel hot": the answer first, then what else was said."""
    said = heard.slots.get("answer", "")
    before, asked = heard.before, heard.talk.in_checkup
    if not heard.told_something:
        meaning = _MEANINGS.get(said)
        arguing = said == "no" and heard.talk.emergency_told  # a plain no is an intent of its own
        if meaning is None or arguing:
            return lost.misunderstood(heard.content, heard.talk)
        return meaning(heard.content, heard.talk)
    fresh = heard.talk.question is None and not before.known
    if not said and fresh:  # a few words that mean something only as an answer
        return lost.misunderstood(heard.content, replace(heard.talk, findings=before))
    talk = heard.step
    if asked and said in _MEANINGS:
        settled = answers.settle(heard.content, replace(heard.talk, findings=before), said)
        before = settled.findings
        talk = hearing.with_findings(heard.content, settled, heard.slots)
    return report(heard.content, talk, before)


HANDLERS = [
    OnIntent(yes, "AMAZON.YesIntent"),
    OnIntent(no, "AMAZON.NoIntent"),
    OnIntent(skip, "SkipIntent"),
    OnIntent(in_own_words, "AnswerIntent"),
]

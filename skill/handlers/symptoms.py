"""What a person tells of themselves, and free text that could be anything."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from content import language_of
from skill import hearing
from skill.handlers.base import OnIntent, Says
from skill.hearing import Heard
from talking import lost, safety
from talking.report import report
from talking.talk import Reply

if TYPE_CHECKING:
    from listening.resolver import Resolver


def symptoms(heard: Heard) -> Reply:
    """A symptom report: heard, said back, and taken one safe step further."""
    if not heard.told_something:
        if heard.talk.in_checkup or heard.words:
            return lost.misunderstood(heard.content, heard.talk)
        return safety.start(heard.content, heard.talk)
    talk = heard.step
    if heard.talk.in_checkup:
        talk = replace(talk, question=None)
    return report(heard.content, talk, heard.before)


def at_what_hurts(heard: Heard) -> bool:
    """Whether the person was just asked what hurts, or whether anything does."""
    question = heard.talk.question
    return question is not None and question.id in ("checkup.what_hurts", "lost.second_ask")


def hurts(heard: Heard, finding: str) -> Reply:
    """One place named in answer to "what hurts?" is a pain there."""
    talk = safety.hear(heard.content, heard.step, present=[finding])
    return report(heard.content, talk, heard.before)


def checkup(heard: Heard) -> Reply:
    """The safety questions, because the person asked for them."""
    return safety.start(heard.content, heard.step)


def free_text(route: dict[str, Says]) -> Says:
    """Free text after a carrier phrase: resolved here, then answered as what it turns out to be."""

    def ask(heard: Heard) -> Reply:
        understood = resolver(heard.content.locale).resolve(heard.words)
        says = route.get(understood.intent)
        if says is None:
            return lost.misunderstood(heard.content, heard.talk)
        slots = {**understood.slots, "words": heard.words}
        return says(replace(heard, intent=understood.intent, slots=slots))

    return ask


@lru_cache(maxsize=4)
def resolver(locale: str) -> Resolver:
    """What turns free text into an intent, from the interaction model of the locale.

    Imported and made when somebody first speaks freely: it would double the time of a start.
    """
    from listening.model import load_model
    from listening.resolver import Resolver

    return Resolver(load_model(locale), hearing.spotter(language_of(locale)))


HANDLERS = [
    OnIntent(symptoms, "SymptomIntent"),
    OnIntent(checkup, "CheckupIntent"),
]

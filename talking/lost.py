"""Not understood, or not answered: an easier prompt each time, then a way to a human."""

from __future__ import annotations

from dataclasses import replace

from content import Content
from talking import ask, safety
from talking.talk import Question, Reply, Talk

WHAT_HURTS = "checkup.what_hurts"


def misunderstood(content: Content, talk: Talk) -> Reply:
    """What is said to words that mean nothing to the skill; the open question is never lost."""
    talk = replace(talk, misses=talk.misses + 1)
    if talk.in_checkup:
        return _in_checkup(content, talk)
    if talk.emergency_told:
        talk = replace(talk, question=ask.offer(content, "emergency.ask"))
        return Reply(talk=talk, ideas=_kindly(content, talk), urgency="emergency")
    step = ("first", "second", "third")[min(talk.misses, 3) - 1]
    if talk.misses < 3 and talk.question and talk.question.id == WHAT_HURTS:
        return _what_hurts(content, talk)
    return Reply(
        talk=replace(talk, question=_easier(content, talk, step)),
        ideas=(content.say(f"lost.{step}"),),
        urgency=safety.verdict_of(content, talk).urgency,
        topic="none",
        command=True,
    )


def _kindly(content: Content, talk: Talk) -> tuple[str, ...]:
    """What to do first, once more; then, in turn, why, who else can call, and the way back."""
    before = talk.undone()
    keys = ["once_more", "cannot_call"]
    if before is not None and before.in_checkup:
        keys.append("by_mistake")
    said = content.say(f"emergency.{keys[(talk.misses - 1) % len(keys)]}")
    return (f"{content.say('emergency.kind')} {said}",)


def _what_hurts(content: Content, talk: Talk) -> Reply:
    """Asks for the place again with sentences to choose from, then as a yes or no."""
    question = ask.offer(content, WHAT_HURTS if talk.misses == 1 else "checkup.where_ask")
    if talk.misses == 1:
        question = replace(question, text=question.reprompt)
    said = content.say("lost.in_question")
    return Reply(talk=replace(talk, question=question), ideas=(said,), topic="none", command=True)


def _easier(content: Content, talk: Talk, step: str) -> Question:
    """What is asked after a miss: the same in plainer words first, then another kind of question.

    The offer to go on with the check-up stays, whatever else is said around it.
    """
    question = talk.question
    if question is not None and not ask.is_open(question):
        if question.id == "checkup.missed_ask":
            return question
        if step == "first":
            return replace(question, text=question.reprompt)
    return ask.offer(content, f"lost.{step}_ask")


def _in_checkup(content: Content, talk: Talk) -> Reply:
    """First an easier wording, then another kind of question; the emergency line where due."""
    open_question = talk.question
    assert open_question is not None
    question = ask.find(content, open_question.id)
    urgency = safety.verdict_of(content, talk).urgency
    if question is None or talk.misses == 1:
        easier = question.easier if question else open_question.text
        talk = replace(talk, question=replace(open_question, text=easier))
        short = content.say("checkup.yes_or_no")
        lead = f"{content.say('lost.in_question')} {short}"
        return Reply(talk=talk, ideas=(lead,), urgency=urgency, repeatable=(short,))
    talk = replace(
        talk,
        skipped=(*talk.skipped, question.id),
        question=ask.offer(content, "checkup.missed_ask"),
    )
    said = content.say("commands.skip")
    if question.life:
        said = content.say("checkup.missed_life", heard=question.heard)
    return Reply(talk=talk, ideas=(said,), urgency=urgency, command=True)

"""Not understood, or not answered: an easier prompt each time, then a way to a human."""

from __future__ import annotations

from dataclasses import replace

from content import Content
from talking import after, ask, knowledge, safety
from talking.talk import Question, Reply, Talk
from talking.turn import Turn

WHAT_HURTS = "checkup.what_hurts"
TURNS = ("first", "second", "third", "fourth")
"""What would be said again and again is said in other words in turn."""
REMARK = 4
"""Words from which on a sentence is a remark, not a failed answer."""
OTHERS = frozenset({"he", "she", "they"})
MOST_TURNS = 2 * len(TURNS)
"""Questions up to which a miss is acknowledged, so that no wording comes a third time."""
MOST_MISSES = 3
"""Misses in a row after which the skill says who can help instead, and ends."""
MOST_LEFT = 2
"""Questions left unanswered after which a person to talk to is named and a choice is given."""
GO_ON = ("checkup.missed_ask", "checkup.advice_ask")
"""The offers to go on with a check-up; they stay, whatever else is said around them."""


def unheard(turn: Turn) -> Reply:
    """What is said to words that nothing was found for: a question is owned to be one.

    A question is no failed answer: it is not answered, by whom it could be is said, and what was
    open or on offer stays. Somebody who is named has a trouble that is asked for.
    """
    content, talk, heard = turn.content, turn.talk, turn.heard
    if heard.asks and after.plan_of(content, talk):
        return after.unknown(content, talk)
    if talk.emergency_told:
        return misunderstood(content, talk)
    if heard.asks and talk.misses < MOST_MISSES:
        return _not_known(content, talk)
    if talk.in_checkup:
        return misunderstood(content, talk, remark=len(heard.words.split()) >= REMARK)
    if heard.about in OTHERS and not (talk.curious or at_what_hurts(talk)):
        return replace(safety.start(content, turn.step), acted="SymptomIntent")
    return misunderstood(content, talk)


def at_what_hurts(talk: Talk) -> bool:
    """Whether the person was just asked what hurts, or whether anything does."""
    return talk.question is not None and talk.question.id in (WHAT_HURTS, "lost.second_ask")


def _not_known(content: Content, talk: Talk) -> Reply:
    """Owns that a question has no answer, each time in other words, and offers what is known."""
    turn = TURNS[talk.unknown % len(TURNS)]
    said = content.say(f"lost.no_answer.{turn}")
    known = talk.topic in content.topics
    talk = replace(talk, unknown=talk.unknown + 1, misses=talk.misses + 1)
    if not talk.in_checkup:
        if known:
            offered = knowledge.following(content, talk, talk.aspect)
            talk = replace(talk, question=offered, aspect=offered.id.removeprefix("next."))
        else:
            said = content.say("lost.no_topic") if turn == TURNS[0] else said
            talk = replace(talk, question=ask.offer(content, "offer.other"))
    return Reply(
        talk=talk,
        ideas=(said,),
        urgency=safety.verdict_of(content, talk).urgency,
        topic="" if known or talk.in_checkup else "none",
        command=True,
    )


def misunderstood(content: Content, talk: Talk, *, remark: bool = False) -> Reply:
    """What is said to words that mean nothing to the skill; the open question is never lost.

    remark: they were a sentence of their own, and are acknowledged as one.
    """
    talk = replace(talk, misses=talk.misses + 1)
    if talk.in_checkup:
        return _in_checkup(content, talk, "remark" if remark else "in_question_by_turns")
    if talk.question is not None and talk.question.id in GO_ON and talk.misses > MOST_MISSES:
        return safety.advice(content, talk, (content.say("checkup.missed_human"),))
    if talk.misses > MOST_MISSES:
        return _leave(content, talk)
    if after.plan_of(content, talk) and not talk.emergency_told:
        return after.unknown(content, talk)
    if talk.emergency_told:
        question = safety.ask_emergency(content, talk)
        other = ("", "second", "third")[talk.misses % 3]
        if other:
            question = replace(question, text=content.say(f"emergency.ask_{other}"))
        talk = replace(talk, question=question)
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


def _leave(content: Content, talk: Talk) -> Reply:
    """Ends with who can help; what is urgent is said once more before it is gone."""
    urgency = safety.verdict_of(content, talk).urgency
    if urgency == "emergency":
        said = content.say("leaving.stop_emergency", now=safety.now(content, talk))
    else:
        said = content.say("lost.last")
    return Reply(talk=replace(talk, question=None), ideas=(said,), urgency=urgency, ends=True)


def _kindly(content: Content, talk: Talk) -> tuple[str, ...]:
    """What to do first, once more; then, in turn, why, who else can call, and the way back."""
    before = talk.undone()
    keys = ["once_more", "cannot_call"]
    if before is not None and before.in_checkup:
        keys.append("by_mistake")
    key = keys[(talk.misses - 1) % len(keys)]
    said = content.say(f"emergency.{key}", now=safety.now(content, talk))
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
        if question.id in GO_ON:
            return question
        if step == "first":
            return replace(question, text=question.reprompt)
    return ask.offer(content, f"lost.{step}_ask")


def _in_checkup(content: Content, talk: Talk, missed: str) -> Reply:
    """First an easier wording, then another kind of question; the emergency line where due."""
    open_question = talk.question
    assert open_question is not None
    question = ask.find(content, open_question.id)
    if question is not None and question.kind == "fact":  # what is not known is left open
        passed = replace(talk, asked=(*talk.asked, question.id), question=None, misses=0)
        return safety.proceed(content, passed)
    if question is not None:
        question = question.about(talk.about)
    urgency = safety.verdict_of(content, talk).urgency
    if question is None or talk.misses == 1:
        easier = question.easier if question else open_question.text
        talk = replace(talk, question=replace(open_question, text=easier))
        short = content.say("checkup.yes_or_no")
        turn = len(talk.asked) + len(talk.skipped)
        if turn >= MOST_TURNS:  # every wording was said often enough: the question stands alone
            return Reply(talk=talk, ideas=(), urgency=urgency)
        lead = content.say(f"lost.{missed}.{TURNS[turn % len(TURNS)]}")
        lead = lead if missed == "remark" else f"{lead} {short}"
        return Reply(talk=talk, ideas=(lead,), urgency=urgency, repeatable=(short,))
    talk = replace(talk, skipped=(*talk.skipped, question.id), question=None)
    said = [content.say("commands.skip")]
    if question.life:
        said = [content.say("checkup.missed_life", heard=question.heard)]
    if len(talk.skipped) > MOST_LEFT:
        return safety.advice(content, talk)  # it names what was left open
    offered = "checkup.missed_ask"
    if len(talk.skipped) == MOST_LEFT:
        said.append(content.say("checkup.missed_human"))
        offered = "checkup.advice_ask"
    talk = replace(talk, question=ask.offer(content, offered))
    return Reply(talk=talk, ideas=tuple(said), urgency=urgency, command=True)

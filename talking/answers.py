"""Yes, no, not sure and skip: what they mean depends on the question that is open."""

from __future__ import annotations

from dataclasses import replace

from content import Content
from talking import ask, checkup, commands, knowledge, lost, safety, summary, welcome
from talking.report import report
from talking.talk import Reply, Talk
from talking.turn import Turn, with_findings


def settle(content: Content, talk: Talk, said: str) -> Talk:
    """The Talk after a safety question was answered yes, no or not_sure."""
    question = ask.find(content, talk.question.id) if talk.question else None
    if question is None:
        return talk
    return replace(
        talk.with_undo(),
        findings=checkup.answer(question, talk.findings, said),
        asked=(*talk.asked, question.id),
        question=None,
        misses=0,
    )


def yes(content: Content, talk: Talk) -> Reply:
    """Yes to a safety question settles it; yes to an offer hears what was offered."""
    if talk.in_checkup:
        return _answered(content, talk, "yes")
    offered = talk.question.id if talk.question else ""
    step = talk.with_undo()
    if offered.startswith("next."):
        return knowledge.answer(content, step, talk.topic, offered.removeprefix("next."))
    if offered == "offer.more":
        return knowledge.more(content, step)
    if offered == "offer.helps":
        return knowledge.answer(content, step, talk.topic, "treatment")
    if offered in ("offer.checkup", "lost.second_ask"):
        return safety.start(content, step)
    if offered == "checkup.where_ask":
        return safety.proceed(
            content, safety.hear(content, step, present=[content.meaning.default_pain])
        )
    if offered == "emergency.ask" and safety.must_hold_on(content, talk):
        told = safety.emergency(content, talk)
        return replace(told, ends=True)
    if offered == "checkup.missed_ask":
        return safety.proceed(content, replace(step, checkup=True))
    if offered == "lost.third_ask":
        return welcome.start_again(content, talk)
    return summary.next_part(content, step) or ask_again(content, talk)


def no(content: Content, talk: Talk) -> Reply:
    """No to a safety question settles it; no to an offer declines it kindly."""
    if talk.in_checkup:
        return _answered(content, talk, "no")
    offered = talk.question.id if talk.question else ""
    if offered == "emergency.ask":
        return welcome.goodbye(content, talk)
    if offered == "checkup.missed_ask":
        return safety.advice(content, talk)
    if offered == "offer.checkup" and talk.topic in content.topics and not talk.more_told:
        talk = replace(talk, question=ask.offer(content, "offer.more"))
        return Reply(talk=talk, ideas=(content.say("offer.declined"),))
    if offered in ("lost.second_ask", "checkup.where_ask") or offered.startswith(summary.GO_ON):
        talk = replace(talk, question=ask.offer(content, "offer.other"))
        return Reply(talk=talk, ideas=(content.say("offer.declined"),))
    return welcome.goodbye(content, talk, declined=True)


def not_sure(content: Content, talk: Talk) -> Reply:
    """Not sure settles a safety question on the safe side; an offer is put again, easier."""
    if talk.in_checkup:
        return _answered(content, talk, "not_sure")
    return ask_again(content, talk)


def skip(content: Content, talk: Talk) -> Reply:
    """Leaves a safety question open for good; the advice will name it if it was a life sign."""
    if not talk.in_checkup or talk.question is None:
        return ask_again(content, talk, lead=content.say("commands.nothing_to_skip"))
    skipped = (*talk.skipped, talk.question.id)
    talk = replace(talk.with_undo(), skipped=skipped, question=None)
    return safety.proceed(content, talk, [content.say("commands.skip")])


def in_own_words(turn: Turn) -> Reply:
    """ "Only a bit", "no but I feel hot": the answer first, then what else was said."""
    said = turn.slots.get("answer", "")
    before, asked = turn.before, turn.talk.in_checkup
    if not turn.told_something:
        meaning = _MEANINGS.get(said)
        arguing = said == "no" and turn.talk.emergency_told  # a plain no is an intent of its own
        if meaning is None or arguing:
            return lost.misunderstood(turn.content, turn.talk)
        return meaning(turn.content, turn.talk)
    fresh = turn.talk.question is None and not before.known
    if not said and fresh:  # a few words that mean something only as an answer
        return lost.misunderstood(turn.content, replace(turn.talk, findings=before))
    talk = turn.step
    if asked and said in _MEANINGS:
        settled = settle(turn.content, replace(turn.talk, findings=before), said)
        before = settled.findings
        talk = with_findings(turn.content, settled, turn.heard)
    return report(turn.content, talk, before)


_MEANINGS = {"yes": yes, "no": no, "not_sure": not_sure}


def ask_again(content: Content, talk: Talk, lead: str = "") -> Reply:
    """Puts the open question again in its easier wording."""
    if talk.question is None:
        return commands.keep(content, talk, lead or content.say("lost.not_a_question"))
    ideas = ["" if talk.emergency_told else lead, _before_question(talk.question.reprompt)]
    talk = replace(talk, question=replace(talk.question, text=_last(talk.question.reprompt)))
    verdict = safety.verdict_of(content, talk)
    return Reply(talk=talk, ideas=tuple(idea for idea in ideas if idea), urgency=verdict.urgency)


def _answered(content: Content, talk: Talk, said: str) -> Reply:
    question = ask.find(content, talk.question.id) if talk.question else None
    talk = settle(content, talk, said)
    lead = []
    if question and said == "yes":
        lead = [content.say("checkup.reflect", findings=question.heard)]
    return safety.proceed(content, talk, lead)


def _last(text: str) -> str:
    return text.replace("? ", "?|").replace(". ", ".|").split("|")[-1]


def _before_question(text: str) -> str:
    return text[: len(text) - len(_last(text))].strip()

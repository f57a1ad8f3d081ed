"""Yes, no, not sure and skip: what they mean depends on the question that is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from content import Content, SafetyQuestion
from talking import (
    after,
    ask,
    checkup,
    commands,
    curious,
    facts,
    knowledge,
    lost,
    parts,
    safety,
    summary,
    welcome,
)
from talking.report import report
from talking.talk import Reply, Talk
from talking.turn import Turn, with_findings


def settle(content: Content, talk: Talk, said: str) -> Talk:
    """The Talk after a question of the check-up was answered yes, no or not_sure, or "" otherwise.

    Without a yes or a no the question counts as answered by what was told.
    """
    question = ask.find(content, talk.question.id) if talk.question else None
    if question is None:
        return talk
    if talk.question is not None and talk.question.kind == "fact":
        said = ""  # a yes or a no tells nothing of an age
    if not parts.is_part(question):
        apart = _apart(content, talk, question, said)
        if apart is not None:
            return apart
    findings = checkup.answer(question, talk.findings, said) if said else talk.findings
    talk = replace(talk.with_undo(), findings=findings, question=None, misses=0)
    if parts.is_part(question):
        return parts.after(talk, said)
    return replace(talk, asked=(*talk.asked, question.id))


def _apart(content: Content, talk: Talk, question: SafetyQuestion, said: str) -> Talk | None:
    """The Talk that asks the signs one by one; None where one answer does for all of them."""
    if said == "yes" and parts.matters(content, question, talk.findings):
        return parts.take_apart(content, talk.with_undo(), question, one_of_them=True)
    if said == "not_sure" and len(parts.open_signs(question, talk.findings)) > 1:
        return parts.take_apart(content, talk.with_undo(), question, one_of_them=False)
    return None


def yes(content: Content, talk: Talk) -> Reply:
    """Yes to a safety question settles it; yes to an offer hears what was offered."""
    if talk.in_checkup:
        return _answered(content, talk, "yes")
    offered = talk.question.id if talk.question else ""
    step = talk.with_undo()
    if offered.startswith("next."):
        return knowledge.answer(content, step, talk.topic, offered.removeprefix("next."))
    if offered == "offer.second" and talk.later in content.facts:
        return facts.tell(content, step, content.facts[talk.later])
    if offered == "offer.more":
        return knowledge.more(content, step)
    if offered in after.OFFERED and talk.row in content.plans:
        return after.steps(content, step)
    if offered == "offer.helps":
        return knowledge.answer(content, step, talk.topic, "treatment")
    if offered in curious.ASKS_OWN:
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
    if offered == "checkup.advice_ask":
        return safety.advice(content, step)
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
    if offered == "checkup.advice_ask":
        return safety.proceed(content, replace(talk, checkup=True))
    if offered in curious.ASKS_OWN:
        talk = replace(talk, curious=True)
    own = offered in ("offer.checkup", "offer.check")
    if own and talk.topic in content.topics and not talk.more_told:
        talk = replace(talk, question=ask.offer(content, "offer.more"))
        return Reply(talk=talk, ideas=(content.say("offer.declined"),))
    if offered in ("lost.second_ask", "checkup.where_ask") or offered.startswith(summary.GO_ON):
        talk = replace(talk, question=ask.offer(content, "offer.other"))
        return Reply(talk=talk, ideas=(content.say("offer.declined"),))
    return welcome.goodbye(content, talk, declined=True)


def not_sure(content: Content, talk: Talk) -> Reply:
    """Not sure settles a safety question on the safe side; an offer is put again, easier, once."""
    if talk.in_checkup:
        return _answered(content, talk, "not_sure")
    question = talk.question
    if question is not None and question.text == _last(question.reprompt):
        return no(content, talk)
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
    if asked and (said in _MEANINGS or named_what_was_asked(turn)):
        only_named = said == "yes" and named_what_was_asked(turn, there=True)
        settled = settle(
            turn.content, replace(turn.talk, findings=before), "" if only_named else said
        )
        before = settled.findings
        talk = with_findings(turn.content, settled, turn.heard)
    return report(turn.content, talk, before)


def named_what_was_asked(turn: Turn, *, there: bool = False) -> bool:
    """Whether the words tell of what was asked: a sign, or a fact such as an age.

    there: only a sign that is there counts; a yes beside it speaks of that sign and no other.
    """
    question = turn.talk.question
    assert question is not None
    if question.kind == "fact":
        return True
    heard = turn.heard
    told = heard.present if there else (*heard.present, *heard.absent, *heard.unsure)
    return not set(told).isdisjoint(question.asks)


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
    asked, pending = len(talk.asked), talk.parts
    talk = settle(content, talk, said)
    lead = []
    if talk.parts and not pending:
        lead = [content.say("checkup.which" if talk.one_of_parts else "checkup.in_parts")]
    elif question and said == "yes" and question.kind == "safety":
        lead = [content.say("checkup.reflect", findings=question.heard)]
    elif question and said == "no" and question.life:
        turn = lost.TURNS[asked % len(lost.TURNS)]
        lead = [content.say(f"checkup.reflect_no.{turn}")]
    reply = safety.proceed(content, talk, lead)
    return reply if said != "no" else replace(reply, repeatable=_without(reply.ideas, lead))


def _without(ideas: Sequence[str], lead: Sequence[str]) -> tuple[str, ...]:
    """What "repeat" says again: the no that was said back is heard once."""
    return tuple(idea for idea in ideas if idea not in lead)


def _last(text: str) -> str:
    return text.replace("? ", "?|").replace(". ", ".|").split("|")[-1]


def _before_question(text: str) -> str:
    return text[: len(text) - len(_last(text))].strip()

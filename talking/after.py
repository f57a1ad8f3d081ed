"""After the advice: what people ask next, answered by the plan of the triage row that was told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from content import Content, FollowUp, Plan, TriageRow
from listening.heard import FALLBACK
from talking import ask, commands, handover, safety, triage
from talking.findings import Findings
from talking.talk import Reply, Talk
from talking.turn import Turn

NEXT = "plan.next_ask"
OFFERED = frozenset({NEXT, "offer.helps"})
"""Offers to which a yes is answered with steps of the plan."""
ON = frozenset({"AMAZON.NextIntent", "AMAZON.ResumeIntent"})
TELLING = frozenset({"SymptomIntent", "AnswerIntent"})
ASKING = TELLING | {
    FALLBACK, "TopicIntent", "TellApartIntent", "DifferenceIntent", "MoreIntent", "HumanIntent",
    "CheckupIntent", "AboutIntent", "AMAZON.HelpIntent", "WhereAmIIntent", "WhyIntent",
}  # fmt: skip
"""Intents that a follow-up is taken for; any other, too, where it rests on some of the words."""
TURNS = ("first", "second", "third", "fourth")
"""What would be said again and again is said in other words in turn."""
AT_ONCE = 3
"""How many steps are told in one turn; in an emergency it is one."""


def plan_of(content: Content, talk: Talk) -> Plan | None:
    """The plan of the advice that was told, None before that and while questions are asked."""
    return None if talk.in_checkup else content.plans.get(talk.row)


def reply_to(turn: Turn) -> Reply | None:
    """The reply to what is asked or told after the advice; None where it is something else."""
    content, talk = turn.content, turn.talk
    plan = plan_of(content, talk)
    if plan is None:
        return None
    if turn.heard.intent in ON and (talk.emergency_told or _offers_steps(talk)):
        return steps(content, turn.step)
    found = _asked_for(turn, plan)
    if found is not None:
        return _answer(turn, plan, found)
    return _tell_them_too(turn) if _is_the_same_emergency(turn) else None


def _offers_steps(talk: Talk) -> bool:
    return talk.question is not None and talk.question.id in OFFERED


def _asked_for(turn: Turn, plan: Plan) -> FollowUp | None:
    """The kind of question that was asked; what raises the urgency is heard before it."""
    content, urgency = turn.content, _urgency_told(turn)
    kinds = [content.follow_ups[name] for name in turn.heard.follow_ups]
    first = next((kind for kind in kinds if kind.first), None)
    if first is not None:
        return first
    heard = turn.heard
    steers = heard.intent not in ASKING and not heard.partly
    if steers or _is_worse_than_told(turn) or (not heard.asks and _is_another_row(turn)):
        return None
    return next((kind for kind in kinds if kind.does or kind.answer(plan, urgency)), None)


def _answer(turn: Turn, plan: Plan, kind: FollowUp) -> Reply:
    content, talk = turn.content, safety.hear(turn.content, turn.step, present=kind.tells)
    talk = replace(talk, misses=0)
    if kind.does and not (kind.does == "reopen" and talk.emergency_told):
        return _DEEDS[kind.does](content, talk)
    verdict = safety.verdict_of(content, talk)
    row = verdict.row
    if row is not None and verdict.urgency == "emergency" and row.id != talk.row:
        talk = replace(talk, emergency_told=True, row=row.id, topic=row.topic, steps_told=0)
        plan = content.plans.get(row.id, plan)
    said = plan.parts["worse"] if kind.does else kind.answer(plan, verdict.urgency)
    return _said(content, talk, said)


def steps(content: Content, talk: Talk) -> Reply:
    """The next steps of the plan; from the first one again after the last."""
    plan = content.plans[talk.row]
    held = safety.must_hold_on(content, talk)
    told_again = _row_told(content, talk).action
    lead = [f"{safety.now(content, talk)} {told_again}"] if held and not talk.steps_told else []
    start = talk.steps_told if talk.steps_told < len(plan.steps) else 0
    end = min(start + (1 if held else AT_ONCE), len(plan.steps))
    talk = replace(talk, aspect="treatment", steps_told=end, misses=0, source=plan.source)
    return _said(content, talk, *lead, *plan.steps[start:end])


def reopen(content: Content, talk: Talk) -> Reply:
    """Asks the signs of danger again, which may have changed; all else that was told stays."""
    life = [question for question in content.questions if question.life]
    may_have_changed = {name for question in life for name in question.asks}
    findings = talk.findings
    talk = replace(
        talk,
        findings=replace(findings, absent=findings.absent - may_have_changed),
        asked=tuple(name for name in talk.asked if name not in {item.id for item in life}),
        checkup=True,
        question=None,
    )
    return safety.proceed(content, talk, [content.say("plan.reopen")])


def tell_them(content: Content, talk: Talk) -> Reply:
    """What to say to those who are asked for help, from all that is known."""
    return _said(content, talk, *handover.sentences(content, talk.findings))


def told(content: Content, talk: Talk) -> Reply:
    """What the person told, and what the advice was."""
    row = _row_told(content, talk)
    lead = safety.reflect(content, Findings(), talk.findings)
    return _said(content, talk, *lead, f"{content.say('plan.advice_was')} {row.action}")


def unknown(content: Content, talk: Talk) -> Reply:
    """An honest "I do not know that", in other words each time, and a step of the plan."""
    plan = content.plans[talk.row]
    turn = TURNS[talk.unknown % len(TURNS)]
    honest = content.say(f"plan.unknown.{turn}")
    if safety.must_hold_on(content, talk):
        honest = content.say(f"plan.unknown_now.{turn}", now=safety.now(content, talk))
    step = content.say("plan.known", step=plan.steps[talk.unknown % len(plan.steps)])
    offered = "offer.other" if talk.unknown % 2 else NEXT
    reply = _said(content, replace(talk, unknown=talk.unknown + 1), honest, step)
    return replace(reply, talk=replace(reply.talk, question=ask.offer(content, offered)))


_DEEDS: dict[str, Callable[[Content, Talk], Reply]] = {
    "steps": steps,
    "handover": tell_them,
    "told": told,
    "reopen": reopen,
    "because": commands.why,
}


def _said(content: Content, talk: Talk, *ideas: str) -> Reply:
    """The ideas, and a way on; in an emergency "again" says the number before them."""
    held = safety.must_hold_on(content, talk)
    left = talk.steps_told < len(content.plans[talk.row].steps)
    offered = NEXT if left and (held or talk.steps_told) else "offer.other"
    if held and not left:
        offered = "emergency.ask"
    row = talk.row
    now = safety.now(content, talk)
    again = (now, *ideas) if held and not any(now in idea for idea in ideas) else ideas
    question = ask.offer(content, offered, now=now) if offered == "emergency.ask" else None
    return Reply(
        talk=replace(talk, question=question or ask.offer(content, offered)),
        ideas=ideas,
        urgency=safety.verdict_of(content, talk).urgency,
        row=row,
        repeatable=again,
    )


def _row_told(content: Content, talk: Talk) -> TriageRow:
    return next(row for row in content.triage if row.id == talk.row)


def _urgency_told(turn: Turn) -> str:
    return safety.verdict_of(turn.content, turn.talk).urgency


def _is_worse_than_told(turn: Turn) -> bool:
    """Whether what was told just now makes it more urgent, or another emergency."""
    verdict = safety.verdict_of(turn.content, turn.talk)
    if not turn.told_something or verdict.row is None:
        return False
    row = _row_told(turn.content, turn.talk)
    if verdict.urgency == "emergency":
        return verdict.row.id != row.id
    return verdict.level > triage.level(row.urgency)


def _is_another_row(turn: Turn) -> bool:
    """Whether what was told just now leads to other advice than was told."""
    row = safety.verdict_of(turn.content, turn.talk).row
    return turn.told_something and row is not None and row.id != turn.talk.row


def _is_the_same_emergency(turn: Turn) -> bool:
    return (
        turn.heard.intent in TELLING
        and turn.told_something
        and not turn.heard.asks
        and safety.must_hold_on(turn.content, turn.talk)
        and not _is_worse_than_told(turn)
    )


def _tell_them_too(turn: Turn) -> Reply | None:
    """One more sign in an emergency that was told: not the whole of it over again."""
    content = turn.content
    lead = safety.reflect(content, turn.before, turn.talk.findings)
    return _said(content, turn.step, *lead, content.say("plan.tell_them_too")) if lead else None

"""The check-up: which question comes next, if any can still change the outcome."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from content import SafetyQuestion, TriageRow
from talking import triage
from talking.findings import Findings

MOST_QUESTIONS = 10
# From there on only what can raise the outcome by this many rungs is asked.
FAR = 2


def next_question(
    questions: Sequence[SafetyQuestion],
    rows: Sequence[TriageRow],
    findings: Findings,
    asked: Collection[str],
) -> SafetyQuestion | None:
    """The next question worth asking, or None when nothing could raise the urgency any more.

    A question is worth asking when it fits the person, is not settled yet, and an answer to it
    would raise the urgency or opens the way to questions that would. Life questions come first,
    in their order; then those that can raise it further, in theirs.
    """
    now = triage.decide(rows, findings)
    if now.urgency == "emergency":
        return None
    enough = len(asked) >= MOST_QUESTIONS
    best: SafetyQuestion | None = None
    most = 0
    for question in questions:
        if question.id in asked or settled(question, findings) or not fits(question, findings):
            continue
        gain = reached(question, rows, findings) - now.level
        if gain <= 0 and not (question.opens and not enough):
            continue
        if enough and gain < FAR:
            continue
        if question.life or question.opens:
            return question
        if gain > most:
            best, most = question, gain
    return best


def remaining(
    questions: Sequence[SafetyQuestion],
    rows: Sequence[TriageRow],
    findings: Findings,
    asked: Collection[str],
    most: int = MOST_QUESTIONS,
) -> int:
    """How many questions are left if every answer is no, counted no further than `most`."""
    left, seen = 0, set(asked)
    while left < most and (question := next_question(questions, rows, findings, seen)) is not None:
        left += 1
        seen.add(question.id)
        findings = answer(question, findings, "no")
    return left


def settled(question: SafetyQuestion, findings: Findings) -> bool:
    """Whether what is known already answers the question."""
    if question.kind == "fact":
        return bool(findings.known & set(question.tells))
    return bool(findings.present & set(question.asks)) or findings.known.issuperset(question.asks)


def fits(question: SafetyQuestion, findings: Findings) -> bool:
    """Whether the question makes sense for this person."""
    present = findings.present | findings.unsure
    if present & set(question.skip_if) or not present.issuperset(question.all_of):
        return False
    groups = (question.only_if, question.and_if)
    return all(not group or present & set(group) for group in groups)


def reached(question: SafetyQuestion, rows: Sequence[TriageRow], findings: Findings) -> int:
    """The highest urgency, 0 to 5, that an answer to the question would lead to."""
    if question.kind == "fact":
        outcomes = [findings.add(present=[name]) for name in question.tells]
    else:
        outcomes = [answer(question, findings, "yes")]
    if question.no_means:
        outcomes.append(answer(question, findings, "no"))
    return max(triage.decide(rows, outcome).level for outcome in outcomes)


def answer(question: SafetyQuestion, findings: Findings, said: str) -> Findings:
    """The findings after an answer, which is yes, no or not_sure.

    A finding that is already settled keeps what the person said of it, except after a yes:
    then it is only the open ones that the yes is about. A fact is told in words of its own: a
    bare yes or no tells nothing of it.
    """
    if question.kind == "fact":
        return findings
    open_asks = [name for name in question.asks if name not in findings.known]
    if said == "yes":
        told = question.yes_means or question.asks
        return findings.add(present=[name for name in open_asks if name in told])
    if said == "not_sure":
        return findings.add(unsure=open_asks)
    means = [name for name in question.no_means if name not in findings.known]
    return findings.add(absent=open_asks, present=means)

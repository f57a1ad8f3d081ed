"""The check-up: which safety question comes next, if any can still change the outcome."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from content import SafetyQuestion, TriageRow
from talking import triage
from talking.findings import Findings

MOST_QUESTIONS = 8


def next_question(
    questions: Sequence[SafetyQuestion],
    rows: Sequence[TriageRow],
    findings: Findings,
    asked: Collection[str],
) -> SafetyQuestion | None:
    """The next question worth asking, or None when nothing could raise the urgency any more.

    A question is worth asking when it fits the person, is not settled yet, and an answer to it
    would raise the urgency or opens the way to questions that would.
    """
    if len(asked) >= MOST_QUESTIONS:
        return None
    verdict = triage.decide(rows, findings)
    if verdict.urgency == "emergency":
        return None
    for question in questions:
        if question.id in asked or settled(question, findings) or not fits(question, findings):
            continue
        if question.opens or changes_outcome(question, rows, findings, verdict.level):
            return question
    return None


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
    return bool(findings.present & set(question.asks)) or findings.known.issuperset(question.asks)


def fits(question: SafetyQuestion, findings: Findings) -> bool:
    """Whether the question makes sense for this person."""
    present = findings.present | findings.unsure
    if present & set(question.skip_if) or not present.issuperset(question.all_of):
        return False
    return not question.only_if or bool(present & set(question.only_if))


def changes_outcome(
    question: SafetyQuestion, rows: Sequence[TriageRow], findings: Findings, now: int
) -> bool:
    """Whether a yes, or what a no tells us, would raise the urgency above `now` (0 to 5)."""
    outcomes = [answer(question, findings, "yes")]
    if question.no_means:
        outcomes.append(answer(question, findings, "no"))
    return any(triage.decide(rows, outcome).level > now for outcome in outcomes)


def answer(question: SafetyQuestion, findings: Findings, said: str) -> Findings:
    """The findings after an answer, which is yes, no or not_sure.

    A finding that is already settled keeps what the person said of it, except after a yes:
    then it is only the open ones that the yes is about.
    """
    open_asks = [name for name in question.asks if name not in findings.known]
    if said == "yes":
        told = question.yes_means or question.asks
        return findings.add(present=[name for name in open_asks if name in told])
    if said == "not_sure":
        return findings.add(unsure=open_asks)
    means = [name for name in question.no_means if name not in findings.known]
    return findings.add(absent=open_asks, present=means)

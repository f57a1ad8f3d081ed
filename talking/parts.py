"""A question about several signs, taken apart: which one is it, or each by itself."""

from __future__ import annotations

from dataclasses import replace

from content import Content, SafetyQuestion
from talking import ask, triage
from talking.findings import Findings
from talking.talk import Talk


def open_signs(question: SafetyQuestion, findings: Findings) -> list[str]:
    """The signs of a question that nothing is known of yet."""
    return [sign for sign in question.asks if sign not in findings.known]


def matters(content: Content, question: SafetyQuestion, findings: Findings) -> bool:
    """Whether it makes a difference which of the signs is there."""
    signs = open_signs(question, findings)
    if len(signs) < 2 or question.yes_means:
        return False
    return len({_level(content, findings, sign) for sign in signs}) > 1


def take_apart(
    content: Content, talk: Talk, question: SafetyQuestion, *, one_of_them: bool
) -> Talk:
    """The Talk in which the signs of a question come one by one, the most urgent first."""
    signs = sorted(
        open_signs(question, talk.findings),
        key=lambda sign: -_level(content, talk.findings, sign),
    )
    return replace(
        talk,
        parts=tuple(f"{question.id}{ask.PART}{sign}" for sign in signs),
        one_of_parts=one_of_them,
        asked=(*talk.asked, question.id),
        question=None,
        misses=0,
    )


def after(talk: Talk, said: str) -> Talk:
    """The Talk after the open part was answered.

    One yes is enough where one of them was there; the last one left is it.
    """
    left = talk.parts[1:]
    if not talk.one_of_parts:
        return replace(talk, parts=left)
    if said == "yes" or not left:
        return replace(talk, parts=(), one_of_parts=False)
    if len(left) == 1:
        sign = _sign(left[0])
        findings = talk.findings.add(present=[sign])
        return replace(talk, findings=findings, parts=(), one_of_parts=False)
    return replace(talk, parts=left)


def pending(talk: Talk) -> tuple[str, ...]:
    """The parts that are still to be asked, after whatever else was told."""
    left = tuple(part for part in talk.parts if _sign(part) not in talk.findings.known)
    found = any(_sign(part) in talk.findings.present for part in talk.parts)
    return () if talk.one_of_parts and found else left


def _sign(part: str) -> str:
    return part.partition(ask.PART)[2]


def is_part(question: SafetyQuestion) -> bool:
    """Whether a question asks about one sign of several."""
    return ask.PART in question.id


def _level(content: Content, findings: Findings, sign: str) -> int:
    """How urgent it would be if a sign were there."""
    return triage.decide(content.triage, findings.add(present=[sign])).level

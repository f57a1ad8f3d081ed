"""What a front says: a Reply in words, as a voice that reads plain text can say them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from content import Content, Source
from talking.talk import Question, Reply

_NUMBER = re.compile(r"\b\d{3}\b")


@dataclass(frozen=True)
class Said:
    """One answer.

    text: every word, the question last. urgency: as in the triage table. action: what to do
    first, empty where nothing was told. number: the place's emergency number. question: what is
    left open, None where nobody has to answer. sources: where the answer comes from.
    """

    text: str
    urgency: str
    action: str
    number: str
    question: Question | None
    sources: tuple[Source, ...]

    @property
    def spoken(self) -> str:
        """The text with its numbers to call digit by digit: 911 is no "nine hundred eleven"."""
        return digits_apart(self.text)

    @property
    def listens(self) -> bool:
        """Whether an answer is waited for."""
        return self.question is not None


def said(content: Content, reply: Reply) -> Said:
    """A reply as it is said, its question with it."""
    return told(content, reply, reply.question)


def told(content: Content, reply: Reply, question: Question | None = None) -> Said:
    """A reply's ideas and no other question than this one."""
    ideas = (*reply.ideas, question.text) if question else reply.ideas
    return Said(
        text=" ".join(" ".join(ideas).split()),
        urgency=reply.urgency,
        action=action_of(content, reply),
        number=content.place.emergency_number,
        question=question,
        sources=reply.sources,
    )


def action_of(content: Content, reply: Reply) -> str:
    """What a reply tells to do first; empty in the middle of the safety questions."""
    emergency = reply.urgency == "emergency"
    if reply.talk.in_checkup and not emergency:
        return ""
    rows = (row.action for row in content.triage if row.id == reply.row)
    first = content.place.emergency_now if emergency else ""
    return f"{first} {next(rows, '')}".strip()


def digits_apart(text: str) -> str:
    """Three-digit numbers digit by digit, as they are dialled: "call 9 1 1"."""
    return _NUMBER.sub(lambda match: " ".join(match.group(0)), text)

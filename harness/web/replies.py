"""The question that is open on the page, and the answers that are one press away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from content import Content, load
from skill import screen
from talking.talk import Question

EXAMPLES = (
    "Is my back pain my kidneys?",
    "What helps with kidney stones?",
    "I have pain in my side and a fever",
    "How long does back pain last?",
)
HURTS = ("My back hurts", "My side hurts", "It burns when I pee")


@dataclass(frozen=True)
class Replies:
    """A question ("" for none) and the sentences that answer it."""

    question: str = ""
    answers: Sequence[str] = ()


def replies(turn: Mapping[str, Any] | None, locale: str) -> Replies:
    """What may be pressed after a turn: what a screen would show, in the words of its buttons."""
    asked = Question.from_json(turn["answer"]["question"]) if turn and not turn["ended"] else None
    if asked is None:
        return Replies()
    if asked.id == "checkup.what_hurts":
        return Replies(asked.text, HURTS)
    names = list(screen.answers(asked))
    if asked.kind in ("safety", "fact"):
        names.append("why")
    return Replies(asked.text, [label(load(locale), name) for name in names])


def label(content: Content, name: str) -> str:
    """The words of a button."""
    return content.say(f"screen.buttons.{name}")

"""The card above an answer that says where to get help: what to do, whom to call, what to tell.

Nothing is decided here: the row is that of the turn, and its words are those that a speaker says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from content import Content, TriageRow, load
from harness.web import calls
from talking import first_words, handover
from talking.findings import Findings

HEADINGS: Mapping[str, str] = {
    "routine": "Book a visit",
    "within_days": "See someone within days",
    "same_day": "Get help today",
}
"""Urgency → what to do. An emergency brings words of its own; the two lowest have no card."""
CHECKUP = frozenset({"safety", "fact"})


@dataclass(frozen=True)
class Care:
    """What a card shows. `call` is the number that its heading calls, "" where it names none."""

    heading: str
    call: str
    also_call: tuple[str, ...]
    """Numbers that the answer names besides."""
    rest: str
    """What is said after the heading; all that is said where it is not said with the heading."""
    leads: bool
    """Whether the answer begins with the heading."""
    until: tuple[str, ...]
    tell: tuple[str, ...]


def triage_row(turn: Mapping[str, Any]) -> TriageRow | None:
    """The row of the triage table that fired for this answer."""
    rows = load(turn["locale"]).triage
    return next((row for row in rows if row.id == turn["answer"]["row"]), None)


def card(turn: Mapping[str, Any]) -> Care | None:
    """The card of a turn; None where it tells no action yet, or what must not be overheard."""
    answer, content = turn["answer"], load(turn["locale"])
    urgent = answer["urgency"] == "emergency"
    asking = (answer["question"] or {}).get("kind") in CHECKUP
    private = bool(answer["speech"]) and not answer["card"]["text"]
    if private or (asking and not urgent) or not (urgent or answer["urgency"] in HEADINGS):
        return None
    row = triage_row(turn)
    heading = _now(content, row) if urgent else HEADINGS[answer["urgency"]]
    speech = spoken_parts(turn)[0]
    leads = speech.startswith(heading)
    called = calls.found(heading, content.place)
    told = row is not None and row.action in answer["speech"]
    plan = content.plans.get(answer["row"])
    return Care(
        heading=heading,
        call=called[0] if called else "",
        also_call=tuple(
            dict.fromkeys(n for n in calls.found(speech, content.place) if n not in called)
        ),
        rest=speech.removeprefix(heading).lstrip(),
        leads=leads,
        until=plan.steps if plan and told else (),
        tell=_tell(content, answer["findings"]) if told else (),
    )


def spoken_parts(turn: Mapping[str, Any]) -> tuple[str, str]:
    """The answer, and the question that closes it ("" where none does)."""
    speech = str(turn["answer"]["speech"])
    question = str((turn["answer"]["question"] or {}).get("text") or "")
    if question and speech.endswith(question):
        return speech.removesuffix(question).rstrip(), question
    return speech, ""


def _now(content: Content, row: TriageRow | None) -> str:
    return first_words.now(content, row) if row else content.place.emergency_now


def _tell(content: Content, findings: Mapping[str, Any]) -> tuple[str, ...]:
    return handover.sentences(content, Findings.from_json(findings))

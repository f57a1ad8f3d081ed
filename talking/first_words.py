"""The first words of an emergency: what to do now, by the row's rung; and the quiet words.

An ambulance and the emergency department are two different pieces of advice: no sentence holds
both. Whoever may be overheard is told little, and nothing of it is kept.
"""

from __future__ import annotations

from content import Content, TriageRow
from talking.findings import Findings


def now(content: Content, row: TriageRow) -> str:
    """What to do now, in one sentence: "Call 911 now.", "Go to the emergency room now."."""
    return row.now or content.say(f"emergency.now.{row.rung}")


def said(content: Content, row: TriageRow) -> tuple[str, ...]:
    """All that is said of an emergency: kindness first where the row has it, then what to do."""
    first = content.say("emergency.first", now=now(content, row), action=row.action)
    if row.kind:
        first = f"{row.kind} {now(content, row)} {row.action}"
    ideas = [first, row.because, row.avoid]
    if row.rung == "emergency_department":
        ideas.append(content.say("emergency.cannot_get_there"))
    return tuple(idea for idea in ideas if idea)


def is_private(content: Content, name: str) -> bool:
    """Whether a finding is one that somebody near must not overhear."""
    return bool(content.findings["findings"].get(name, {}).get("private"))


def private(content: Content, findings: Findings) -> frozenset[str]:
    """Of what was told, that which somebody near must not overhear."""
    told = findings.present | findings.unsure
    return frozenset(name for name in told if is_private(content, name))


def quiet(content: Content, others: TriageRow | None) -> tuple[str, ...]:
    """The quiet words. `others` is the emergency that the other findings add up to, if any."""
    if others is None:
        return (content.say("quiet.danger"),)
    lead = content.say("quiet.hurt", now=now(content, others))
    return (lead, content.say("quiet.safe"))

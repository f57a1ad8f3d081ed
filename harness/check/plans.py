"""Rules for what is said after the advice: a plan for every row, and nothing against the row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from content import Content, FollowUp, Plan, TriageRow
from harness.check import wording
from harness.check.fault import Fault
from harness.check.reading import sentences
from harness.check.rules import Rules

TIME = "time"
"""What is at stake in every emergency, besides what a plan names."""


def plan_faults(content: Content, rules: Rules) -> Iterator[Fault]:
    """Every fault in plans.yaml and follow_ups/ that is no fault of shape."""
    yield from missing(content)
    yield from unasked(content)
    for where, text in sorted(set(_spoken(content))):
        yield from wording.overlong_sentences(where, text, rules)
        yield from wording.forbidden_phrases(where, text, rules)
        yield from wording.unsafe_characters(where, text, rules)
        yield from wording.foreign_numbers(where, text, content.place)
    for row in content.triage:
        if row.id in content.plans:
            yield from contradictions(content, row, content.plans[row.id], rules)


def missing(content: Content) -> Iterator[Fault]:
    """Rows without a plan, and plans for rows that are not there."""
    rows = {row.id for row in content.triage}
    for row in rows - set(content.plans):
        yield Fault("plan", f"triage {row}", "no plan of plans.yaml names this row")
    for row in set(content.plans) - rows:
        yield Fault("plan", f"plan {content.plans[row].id}", f"{row} is no row of triage.yaml")


def unasked(content: Content) -> Iterator[Fault]:
    """What every row must answer and no follow-up leads to."""
    kinds = content.follow_ups.values()
    led_to = {kind.does or kind.part or kind.hindrance for kind in kinds}
    for needed in ("steps", "handover", "worse", "no_car"):
        if needed not in led_to:
            yield Fault("plan", "follow-ups", f"none leads to {needed}")


def contradictions(content: Content, row: TriageRow, plan: Plan, rules: Rules) -> Iterator[Fault]:
    """Sentences that say what the row forbids: pills that harm, moving about, waiting."""
    at_stake = plan.at_stake | ({TIME} if row.urgency == "emergency" else set())
    for where, text in _said_on(content.follow_ups.values(), plan, row.urgency):
        for sentence in sentences(text):
            for stake, says, unless in rules.contradictions:
                if stake in at_stake and says.search(sentence) and not unless.search(sentence):
                    yield Fault(
                        "contradiction", f"{row.id}, {where}", f"{stake} at stake: {sentence!r}"
                    )


def _said_on(kinds: Iterable[FollowUp], plan: Plan, urgency: str) -> Iterator[tuple[str, str]]:
    """All that can be said after a row with this plan."""
    yield from ((f"plan {plan.id} until", step) for step in plan.steps)
    yield from ((f"plan {plan.id} {part}", text) for part, text in plan.parts.items())
    yield from ((f"way {plan.way.id} {key}", text) for key, text in plan.way.hindrances.items())
    yield from ((f"follow-up {kind.id}", kind.answer(plan, urgency)) for kind in kinds if kind.says)


def _spoken(content: Content) -> Iterator[tuple[str, str]]:
    for plan in content.plans.values():
        yield f"way {plan.way.id} who", plan.way.who
        yield from _said_on((), plan, "")
    for kind in content.follow_ups.values():
        yield from ((f"follow-up {kind.id} {key}", text) for key, text in kind.says.items())

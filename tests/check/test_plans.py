"""What is said after the advice: every rule is seen to fail on a planted fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from content import Content, FollowUp, Plan, load
from harness.check.fault import Fault
from harness.check.plans import plan_faults
from harness.check.rules import rules_of

CONTENT = load("en-US")
RULES = rules_of("en-US")


def faults(content: Content) -> list[Fault]:
    return list(plan_faults(content, RULES))


def with_plan(row: str, change: Callable[[Plan], Plan]) -> Content:
    """The content with the plan of one row changed."""
    return replace(CONTENT, plans={**CONTENT.plans, row: change(CONTENT.plans[row])})


def with_part(row: str, part: str, text: str) -> Content:
    """The content with one text of a row's plan changed."""
    return with_plan(row, lambda plan: replace(plan, parts={**plan.parts, part: text}))


def test_nothing_is_wrong_now() -> None:
    assert faults(CONTENT) == []


def test_a_row_without_a_plan_is_found() -> None:
    plans: dict[str, Any] = dict(CONTENT.plans)
    del plans["E3_chest"]
    found = faults(replace(CONTENT, plans=plans))
    assert [(fault.rule, fault.where) for fault in found] == [("plan", "triage E3_chest")]


def test_a_plan_for_no_row_is_found() -> None:
    plans = {**CONTENT.plans, "E99_gone": CONTENT.plans["E3_chest"]}
    (fault,) = faults(replace(CONTENT, plans=plans))
    assert fault.what == "E99_gone is no row of triage.yaml"


@pytest.mark.parametrize("needed", ["handover", "worse", "no_car", "steps"])
def test_what_nothing_leads_to_is_found(needed: str) -> None:
    kinds = CONTENT.follow_ups.items()
    follow_ups = {
        name: kind for name, kind in kinds if needed not in (kind.does, kind.part, kind.hindrance)
    }
    (fault,) = faults(replace(CONTENT, follow_ups=follow_ups))
    assert fault.where == "follow-ups"


@pytest.mark.parametrize(
    ("row", "part", "text"),
    [
        ("S1_infection", "pain", "Ibuprofen can help with the pain."),
        ("E9_one_kidney", "pain", "Take some naproxen from the pharmacy."),
        ("S9_injury", "rest", "Keep gently moving."),
        ("E3_accident", "rest", "Try some stretching."),
        ("E3_chest", "drive", "You can wait until someone is free."),
        ("E2_saddle", "watch", "Have it seen tomorrow."),
    ],
)
def test_what_goes_against_the_row_is_found(row: str, part: str, text: str) -> None:
    assert {fault.rule for fault in faults(with_part(row, part, text))} == {"contradiction"}


@pytest.mark.parametrize(
    ("row", "part", "text"),
    [
        ("S1_infection", "pain", "Leave ibuprofen for now."),
        ("C1_mechanical", "rest", "Keep gently moving."),
        ("D2_uti", "watch", "Have it seen tomorrow."),
        ("E2_saddle", "watch", "Do not wait until tomorrow."),
    ],
)
def test_what_fits_the_row_is_let_be(row: str, part: str, text: str) -> None:
    assert faults(with_part(row, part, text)) == []


def test_an_answer_that_goes_against_a_row_it_serves_is_found() -> None:
    planted = FollowUp("work", says={"any": "Yes, go in tomorrow."})
    found = faults(replace(CONTENT, follow_ups={**CONTENT.follow_ups, "work": planted}))
    emergencies = {row.id for row in CONTENT.triage if row.urgency == "emergency"}
    assert {fault.where.split(",")[0] for fault in found} == emergencies


def test_the_wording_is_held_to_the_same_rules() -> None:
    found = faults(with_part("E3_chest", "pain", "Take two tablets (now)."))
    assert {fault.rule for fault in found} == {"forbidden", "characters"}

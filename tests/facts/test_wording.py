"""What short facts say is easier still than the check demands: read at a glance, in each place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from content import Fact, load
from harness.check.reading import grade, sentences

LOCALES = ("en-US", "en-GB", "en-AU", "en-CA", "en-IN")
MOST_SENTENCES = 3
HARDEST = 6.0
KIDNEYS = {
    "kidney_stones",
    "kidney_infection",
    "bladder_infection",
    "blood_in_urine",
    "kidney_pain",
    "kidney_injury",
    "kidney_disease",
    "repeat_problems",
}


def faults(fact: Fact) -> Iterator[str]:
    """What makes a fact harder to follow than it should be."""
    if len(sentences(fact.says)) > MOST_SENTENCES:
        yield f"{fact.id}: more than {MOST_SENTENCES} sentences"
    if grade(fact.says) > HARDEST:
        yield f"{fact.id}: reads at grade {grade(fact.says):.1f}"


@pytest.mark.parametrize("locale", LOCALES)
def test_facts_on_kidneys_are_easy(locale: str) -> None:
    facts = [fact for fact in load(locale).facts.values() if fact.topic in KIDNEYS]
    assert {fact.topic for fact in facts} == KIDNEYS
    found = [fault for fact in facts for fault in faults(fact)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("says", "what"),
    [
        ("One. Two. Three. Four.", "sentences"),
        ("Obstructive uropathy necessitates immediate decompression.", "grade"),
    ],
)
def test_a_hard_fact_is_seen(says: str, what: str) -> None:
    fact = replace(load("en-US").facts["lithotripsy"], says=says)
    assert [fault for fault in faults(fact) if what in fault]

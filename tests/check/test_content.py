"""The content itself: no fault in any locale, and the check notices when one is planted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from content import Content, load, locales
from harness.check import Fault, check_content
from harness.check.content import content_faults, run

# The day the sources were last read. The clock must not turn this test red: stale reviews are
# what `python -m harness check` reports.
REVIEWED = date(2026, 11, 22)
GLOSSARY: dict[str, Any] = {"explained": {}, "instead": {}, "plain": []}


@pytest.mark.parametrize("locale", locales())
def test_everything_that_is_said_passes(locale: str) -> None:
    assert [str(fault) for fault in check_content(locale, REVIEWED)] == []


def test_two_years_on_every_source_is_stale() -> None:
    faults = check_content("en-US", date(2028, 12, 1))
    stale = {fault.where for fault in faults if fault.rule == "stale"}
    assert stale == {f"en-US {source}" for source in load("en-US").sources}


def planted(content: Content, **change: Any) -> set[str]:
    """The rules that fire once kidney_stones/overview is changed."""
    stones = content.topics["kidney_stones"]
    bad = replace(stones.aspects["overview"], **change)
    topics = {
        **content.topics,
        "kidney_stones": replace(stones, aspects={**stones.aspects, "overview": bad}),
    }
    return _rules(replace(content, topics=topics))


def _rules(content: Content) -> set[str]:
    found = content_faults(replace(content, glossary=GLOSSARY), None, REVIEWED)
    return {fault.rule for fault in found} - {"reach"}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"short": "Stones hurt."}, "length"),
        ({"more": "Stones hurt. See a doctor."}, "length"),
        ({"net": "Stones hurt."}, "urgency line"),
        ({"net": "Call 911 & wait for help from a doctor there."}, "characters"),
        ({"net": "With a fever or with bad pain, call 999 now."}, "number"),
        ({"net": "You have a stone, so see a doctor today please."}, "forbidden"),
        ({"sources": ()}, "source"),
    ],
)
def test_a_fault_planted_in_one_answer_is_reported(change: dict[str, Any], rule: str) -> None:
    content = load("en-US")
    assert rule not in _rules(content)
    assert rule in planted(content, **change)


def test_an_answer_copied_to_another_topic_is_reported() -> None:
    content = load("en-US")
    other = content.answer("kidney_infection", "overview")
    assert "duplicate" in planted(content, short=other.short)


def test_content_that_is_hard_on_the_whole_is_reported() -> None:
    content = load("en-US")
    hard = "Prophylactic antimicrobial administration necessitates individualised consideration."
    topics = {
        name: replace(
            topic,
            aspects={
                aspect: replace(cell, short=hard, more=hard)
                for aspect, cell in topic.aspects.items()
            },
        )
        for name, topic in content.topics.items()
    }
    found = list(content_faults(replace(content, topics=topics), None, REVIEWED))
    assert any(fault.where == "all answers" for fault in found)


def test_a_bad_triage_row_and_a_bad_question_are_reported() -> None:
    content = load("en-US")
    row = replace(content.triage[0], because="You have an aneurysm.", source="nobody")
    question = replace(content.questions[0], text="Is it > 38 degrees?")
    changed = replace(content, triage=(row,), questions=(question,))
    assert {"forbidden", "source", "characters", "number"} <= _rules(changed)


def test_a_bad_phrase_is_reported() -> None:
    content = load("en-US")
    phrases = {"launch": {"first": "Welcome {name}."}, "help": ["Take two tablets.", "Press #."]}
    found = content_faults(replace(content, phrases=phrases), None, REVIEWED)
    faults = {(fault.where, fault.rule) for fault in found if fault.where.startswith("phrase")}
    assert faults == {("phrase help", "forbidden"), ("phrase help", "characters")}


def test_a_run_names_the_faults_of_every_locale() -> None:
    stale = run(date(2028, 12, 1))
    assert {fault.where.split()[0] for fault in stale} == set(locales())
    assert stale == sorted(set(stale))


def test_a_locale_without_interaction_model_is_reported() -> None:
    found = content_faults(load("en-US"), None, REVIEWED)
    assert "reach" in {fault.rule for fault in found}


def test_a_fault_reads_as_a_sentence() -> None:
    fault = Fault("length", "en-US sepsis/overview short", "has 12 words")
    assert str(fault) == "en-US sepsis/overview short: has 12 words [length]"

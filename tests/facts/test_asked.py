"""Which short fact a question finds: natural questions by file, and no fact where none is asked.

A line of a .tsv file here: a question, a tab, the id of the fact it must find first; and, where
the question leans on the talk ("will it come back"), a tab and the topic that is talked about.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from content import load
from listening.heard import Heard
from listening.listen import listen
from talking.facts import ABOUT, ASKING

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "listening"))
import utterance_cases as own  # noqa: E402

FACTS = load("en-US").facts
NEAR = {
    "painkillers": ("kidney_stones", "kidney_infection", "bladder_infection", "kidney_disease"),
    "seeing_a_doctor": ("kidney_stones", "kidney_pain"),
    "higher_risk": ("kidney_disease",),
    "children": ("kidney_pain",),
    "slipped_disc": ("back_pain",),
    "back_pain": ("painkillers",),
    "bladder_infection": ("seeing_a_doctor",),
    "kidney_infection": ("seeing_a_doctor",),
    "kidney_injury": ("seeing_a_doctor",),
}
"""Topics whose questions a fact of another may answer: on that pill, visit, kidney or disc."""


def asked() -> Iterator[tuple[str, str, str]]:
    """Every question with the fact and, or "", the topic talked about."""
    for path in sorted(HERE.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                question, fact, *topic = row
                yield question, fact, topic[0] if topic else ""


def found(heard: Heard, topic: str = "") -> str:
    """The fact that would be said, or "": asked for outright, or in passing on the topic."""
    if heard.asked.facts:
        return heard.asked.facts[0]
    then = (FACTS[name] for name in heard.asked.facts_then)
    return next((fact.id for fact in then if fact.topic == topic and not fact.after), "")


@pytest.mark.parametrize(("question", "fact", "topic"), list(asked()))
def test_a_question_finds_its_fact(question: str, fact: str, topic: str) -> None:
    heard = listen(question, "en-US")
    assert fact in FACTS
    assert found(heard, topic) == fact, (heard.asked.facts, heard.asked.facts_then)


def stolen(case: own.Case, heard: Heard) -> str:
    """The fact that an utterance on something else would be answered with, or ""."""
    fact = found(heard)
    if not fact or FACTS[fact].topic == ABOUT:
        return ""
    if heard.intent not in ASKING or not (heard.asks or heard.intent == "TopicIntent"):
        return ""
    topic = case.slots.get("topic", "")
    fits = FACTS[fact].topic in (topic, *NEAR.get(topic, ()))
    return "" if fits and "other_topic" not in case.slots else fact


def test_no_fact_answers_what_is_asked_of_something_else() -> None:
    taken = {
        case.text: fact
        for case in own.read_cases()
        if (fact := stolen(case, listen(case.text, "en-US")))
    }
    assert not taken, "\n".join(f"{text} → {fact}" for text, fact in taken.items())


def test_a_stolen_utterance_is_seen() -> None:
    heard = listen("will my kidney stone pass", "en-US")
    assert stolen(own.Case("x", "", "TopicIntent", {"topic": "back_pain"}), heard)
    assert not stolen(own.Case("x", "", "TopicIntent", {"topic": "kidney_stones"}), heard)
    assert stolen(own.Case("x", "", own.FALLBACK), heard)

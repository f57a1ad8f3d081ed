"""What every short fact says: plain, short, without doses, odds or a diagnosis, in each place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from content import ASPECTS, Fact, Place, load
from harness.check import wording
from harness.check.fault import Fault
from harness.check.reading import sentences

LOCALES = ("en-US", "en-GB", "en-AU", "en-CA", "en-IN")
LONGEST = 3
HARDEST = 6.0


def faults(fact: Fact, place: Place) -> Iterator[Fault]:
    """All that is wrong with what a fact says in a place."""
    if len(sentences(fact.says)) > LONGEST:
        yield Fault("length", fact.id, f"has more than {LONGEST} sentences")
    yield from wording.too_hard(fact.id, fact.says, HARDEST)
    yield from wording.overlong_sentences(fact.id, fact.says)
    yield from wording.forbidden_phrases(fact.id, fact.says)
    yield from wording.unsafe_characters(fact.id, fact.says)
    yield from wording.foreign_numbers(fact.id, fact.says, place)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_fact_is_plainly_said(locale: str) -> None:
    content = load(locale)
    place = content.place
    found = [fault for fact in content.facts.values() for fault in faults(fact, place)]
    assert not found, "\n".join(f"{fault.where}: {fault.what}" for fault in found)


def test_every_fact_has_a_known_aspect_and_a_source() -> None:
    for fact in load("en-US").facts.values():
        assert fact.aspect in ASPECTS, fact.id
        assert fact.source or fact.topic == "about", fact.id


@pytest.mark.parametrize(
    ("says", "rule"),
    [
        ("One. Two. Three. Four.", "length"),
        ("Obstructive uropathy necessitates immediate decompression.", "grade"),
        ("Take two pills and rest.", "forbidden"),
        ("You have a kidney stone.", "forbidden"),
        ("Half of stones pass (most).", "characters"),
        ("Call 112 now.", "number"),
    ],
)
def test_a_planted_fault_is_seen(says: str, rule: str) -> None:
    content = load("en-US")
    fact = replace(content.facts["lithotripsy"], says=says)
    assert rule in {fault.rule for fault in faults(fact, content.place)}

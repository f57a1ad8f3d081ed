"""Own utterances, case by case, against a committed baseline.

After a change that should gain: `python tests/listening/write_baseline.py`, then read the
difference in git: it names every case gained and lost.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
import utterance_cases as own

BASELINE = Path(__file__).parent / "baseline.json"


@pytest.fixture(scope="module")
def results() -> dict[str, str]:
    return own.report()


def compare(before: dict[str, str], now: dict[str, str]) -> list[str]:
    """Cases lost and gained since the baseline, one line each. Values: "ok" or what went wrong."""
    lost = [f"lost: {name} → {now[name]}" for name in now if now[name] != "ok"
            and name not in before]  # fmt: skip
    gained = [f"gained: {name}" for name in before if now.get(name, "ok") == "ok"]
    return lost + gained


def test_nothing_is_gained_or_lost_unseen(results: dict[str, str]) -> None:
    wrong = json.loads(BASELINE.read_text(encoding="utf-8"))["wrong"]
    changes = compare(wrong, results)
    assert not changes, "\n".join(changes)


def test_the_baseline_figures_are_those_measured(results: dict[str, str]) -> None:
    assert BASELINE.read_text(encoding="utf-8") == own.render(results)


def test_accuracy(results: dict[str, str]) -> None:
    right = sum(result == "ok" for result in results.values())
    assert right / len(results) >= 0.98


def test_there_is_enough_to_judge_by() -> None:
    cases = own.read_cases()
    foreign = [case for case in cases if case.intent == own.FALLBACK]
    assert len(cases) - len(foreign) >= 600
    assert len(foreign) >= 200


def test_every_intent_topic_and_aspect_has_an_utterance() -> None:
    cases = own.read_cases()
    intents = {
        i["name"] for i in own.model("en-US")["interactionModel"]["languageModel"]["intents"]
    }
    assert not intents - own.CARRIERS - {case.intent for case in cases}
    topics = {case.slots.get("topic") for case in cases} | {"telling_apart"}
    assert not set(own.topics()) - topics
    aspects = Counter(case.slots.get("aspect") for case in cases)
    for aspect in own.aspects():
        assert aspects[aspect] >= 20, aspect


def test_british_ears_hear_the_same() -> None:
    ours = own.resolver("en-GB")
    wrong = {case.text: failure for case in own.read_cases()
             if (failure := case.failure(ours.resolve(case.text)))}  # fmt: skip
    known = json.loads(BASELINE.read_text(encoding="utf-8"))["wrong"]
    assert len(wrong) <= len(known) + 5, wrong


def test_a_lost_case_is_told() -> None:
    assert compare({}, {"a: x": "AMAZON.FallbackIntent"}) == ["lost: a: x → AMAZON.FallbackIntent"]


def test_a_gained_case_is_told() -> None:
    assert compare({"a: x": "wrong"}, {"a: x": "ok"}) == ["gained: a: x"]


def test_a_case_without_a_header_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kidney_stones.txt").write_text("what is a kidney stone\n", encoding="utf-8")
    with pytest.raises(ValueError, match="under no"):
        own.read_cases(tmp_path)


def test_a_case_said_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "must_not_match.txt").write_text("hello sky\nhello sky\n", encoding="utf-8")
    with pytest.raises(ValueError, match="twice"):
        own.read_cases(tmp_path)


def test_a_wrong_reading_is_a_failure() -> None:
    heard = own.resolver().resolve("what causes kidney stones")
    for wrong in (
        own.Case("x", "", "SymptomIntent"),
        own.Case("x", "", "TopicIntent", {"topic": "sepsis"}),
        own.Case("x", "", "TopicIntent", {"topic": "kidney_stones", "aspect": "tests"}),
        own.Case("x", "", "TopicIntent", {"topic": "kidney_stones"}, ("fever",)),
    ):
        assert wrong.failure(heard)

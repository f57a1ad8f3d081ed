"""The benchmarks compare like with like, and say plainly where an aim is missed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from benchmarks import hello_world
from benchmarks.__main__ import main
from benchmarks.envelopes import QUESTION
from benchmarks.growth import grown_content, grown_model
from benchmarks.table import Row, machine, markdown
from benchmarks.timing import paired
from content import loader
from lambda_handler import lambda_handler
from listening.model import load_model


def row(ours: float, reference: float, aim: float | None, *, more: bool = False) -> Row:
    return Row("turn", "µs", ours, reference, "hello-world", aim, more_is_better=more)


@pytest.mark.parametrize(
    ("measured", "met"),
    [
        (row(90, 100, 1.0), True),
        (row(101, 100, 1.0), False),
        (row(90, 100, 0.9, more=True), True),
        (row(89, 100, 0.9, more=True), False),
        (row(500, 100, None), True),
    ],
)
def test_an_aim_is_met_or_it_is_not(measured: Row, met: bool) -> None:
    assert measured.met is met
    assert ("**no**" in markdown([measured])) is not met


def test_a_row_names_both_figures() -> None:
    line = markdown([row(1234.5, 100, 1.0)]).splitlines()[-1]

    assert line == "| turn | 1,234 µs | hello-world | 100 µs | 12.35 | ≤ 1.00 | **no** |"


def test_the_machine_is_named_without_paths() -> None:
    assert "cores" in machine()
    assert "Python 3." in machine()
    assert "/" not in machine()


def test_both_skills_answer_the_same_request() -> None:
    for skill in (lambda_handler, hello_world.lambda_handler):
        assert "<speak>" in json.dumps(skill(QUESTION, None))
    assert lambda_handler(QUESTION, None)["sessionAttributes"]["answer"]["aspect"] == "symptoms"


def test_the_slower_of_two_is_seen_to_be_slower() -> None:
    quick, slow = paired([lambda: sum(range(10)), lambda: sum(range(10_000))], rounds=3, calls=20)

    assert slow > 10 * quick


def test_content_grows_as_often_as_it_says() -> None:
    english: dict[str, Any] = loader._raw()["languages"]["en"]

    grown = grown_content(english, 10)

    assert len(grown["topics"]) == 10 * len(english["topics"])
    fever = english["findings"]["findings"]["fever"]["phrases"]
    assert len(set(grown["findings"]["findings"]["fever"]["phrases"])) == 10 * len(set(fever))


def test_samples_grow_as_often_as_it_says() -> None:
    def samples(model: Any) -> int:
        intents = model["interactionModel"]["languageModel"]["intents"]
        return sum(len(intent.get("samples", ())) for intent in intents)

    spoken = load_model("en-US")

    assert samples(grown_model(spoken, 10)) == 10 * samples(spoken)


def test_a_benchmark_that_does_not_exist_is_wrong_usage() -> None:
    result = CliRunner().invoke(main, ["--only", "luck"])

    assert result.exit_code == 2
    assert "no benchmark called luck" in result.output

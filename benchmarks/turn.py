"""A full turn through `lambda_handler`, beside the hello-world skill on the same request."""

from __future__ import annotations

from functools import partial
from typing import Any

from benchmarks import hello_world
from benchmarks.envelopes import QUESTION, envelope, intent
from benchmarks.table import Row
from benchmarks.timing import paired
from lambda_handler import lambda_handler

ROUNDS, CALLS = 15, 200
BESIDE = "ask-sdk hello-world"


def run() -> list[Row]:
    """Measure a topic question, a yes within the safety questions, and symptoms in free words.

    The last one reads a whole sentence, which hello-world does not, so it has no aim.
    """
    report = envelope(intent("SymptomIntent", finding="flank_pain"))
    asked = lambda_handler(report, None)["sessionAttributes"]
    words = "my side hurts since this morning and i have a fever"
    turns: dict[str, tuple[dict[str, Any], float | None]] = {
        "a question about a topic": (QUESTION, 1.0),
        "a yes to a question": (envelope(intent("AMAZON.YesIntent"), asked), 1.0),
        "symptoms in free words": (envelope(intent("SymptomIntent", words=words)), None),
    }
    rows = []
    for what, (event, aim) in turns.items():
        skills = lambda_handler, hello_world.lambda_handler
        ours, theirs = paired([partial(skill, event, None) for skill in skills], ROUNDS, CALLS)
        rows.append(Row(f"turn: {what}", "µs", ours * 1e6, theirs * 1e6, BESIDE, aim))
    return rows

"""Steering in anybody's words, while a question is open: steering.tsv holds intent and text."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from listening.listen import listen
from talking.talk import Question

ROWS = list(
    csv.DictReader(
        (Path(__file__).parent / "steering.tsv").read_text("utf-8").splitlines(), delimiter="\t"
    )
)
LIFE = Question("life", "safety", "", "", ("faint", "confused", "chest_pain", "breathless"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_it_steers_and_tells_no_sign(row: dict[str, str]) -> None:
    heard = listen(row["text"], "en-US", LIFE)
    assert heard.intent == row["intent"]
    assert {*heard.present, *heard.absent, *heard.unsure} == set()


@pytest.mark.parametrize(
    "words", ["stop my back hurting", "thanks but my chest hurts", "what can you do for my kidneys"]
)
def test_more_than_steering_is_no_steering(words: str) -> None:
    steering = {row["intent"] for row in ROWS}
    assert listen(words, "en-US").intent not in steering

"""Whole lines in several Englishes: what is mentioned is heard, however it is spoken."""

import csv
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from content import spotting
from listening.findings import FindingSpotter

SPOTTER = FindingSpotter(spotting("en-GB"))
with (Path(__file__).parent / "lines.tsv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t"))
LEAST, MOST_LOST = 92.0, 5.0
"""Per cent heard, and the points that speech which differs may cost."""

Change = Callable[[str, random.Random], str]


def heard(rows: list[dict[str, str]], change: Change = lambda text, _: text) -> float:
    """The share of mentions heard in their state, in per cent."""
    chance, right, wanted = random.Random(7), 0, 0
    for row in rows:
        found = SPOTTER.spot(change(row["text"], chance))
        for state in ("present", "absent"):
            said = [name for name in row[state].split(",") if name]
            wanted += len(said)
            right += sum(name in getattr(found, state) for name in said)
    return 100 * right / wanted


def stammered(text: str, chance: random.Random) -> str:
    """A third of the words begun twice or thrice: "b- b- back"."""
    return " ".join(
        f"{word[0]}- {word[0]}- {word}" if word[0].isalpha() and chance.random() < 0.33 else word
        for word in text.split()
    )


def repeated(text: str, chance: random.Random) -> str:
    """A quarter of the words said again after a pause: "when, when"."""
    return " ".join(
        f"{word}, {word}" if word.isalpha() and chance.random() < 0.25 else word
        for word in text.split()
    )


def test_lines_are_heard() -> None:
    assert len({row["text"] for row in ROWS}) >= 120
    assert heard(ROWS) >= LEAST


@pytest.mark.parametrize("change", [stammered, repeated])
def test_speech_that_differs_costs_little(change: Change) -> None:
    assert heard(ROWS, change) >= heard(ROWS) - MOST_LOST


def test_a_line_that_is_not_heard_counts() -> None:
    wrong = [{"text": "my back hurts", "present": "fever", "absent": ""}]
    assert heard(wrong) == 0.0

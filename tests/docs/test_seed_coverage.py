"""docs/seed-coverage.md: every sentence of the seed has its row, in words the skill says."""

from __future__ import annotations

from pathlib import Path

import pytest

from content import load

PAGE = Path(__file__).parents[2] / "docs" / "seed-coverage.md"
SENTENCES = 23
"""The seed article has this many sentences, its heading and the line for comments not counted."""

ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| #", "| Missing"))
]
SEED = [row for row in ROWS if row[0].isdigit()]
ADDED = [row for row in ROWS if not row[0].isdigit()]


def test_every_sentence_of_the_seed_has_one_row() -> None:
    assert [int(row[0]) for row in SEED] == list(range(1, SENTENCES + 1))
    assert all(len(row) == 5 and all(row) for row in SEED)


def test_every_row_says_what_became_of_the_sentence() -> None:
    for number, _, done, _, _ in SEED:
        assert done.split(":")[0] in {"covered", "corrected", "dropped"}, number
        if done != "covered":
            assert ":" in done, f"row {number} does not say why"


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_the_skill_says_our_words(row: list[str]) -> None:
    where, ours = row[-2], row[-1]
    topic, aspect = where.split("/")
    answer = load("en-US").topics[topic].aspects[aspect]
    assert ours in f"{answer.spoken} {answer.more}"


def test_what_the_seed_leaves_out_is_named() -> None:
    assert {row[1].split("/")[0] for row in ADDED} >= {
        "aortic_aneurysm",
        "cauda_equina",
        "children",
        "higher_risk",
        "pregnancy",
        "sepsis",
    }

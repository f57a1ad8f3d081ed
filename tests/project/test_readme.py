"""The README is true: its conversation, its commands, its figures and what it links to."""

from __future__ import annotations

import re
import textwrap

import pytest

from harness.device import Device
from lambda_handler import lambda_handler
from scripts.figures import END, START, with_figures
from tests.project.imports import ROOT
from tests.project.readme import README, commands, parts

MAKE = "tests/project/test_make.py"
FRONT_DOOR = "tests/project/test_front_door.py"
USERS, CONTRIBUTORS = parts(README)
COVERED = {
    **dict.fromkeys(USERS, f"{FRONT_DOOR}::test_a_user_can_run_it"),
    "make test": f"{MAKE}::test_test_runs_everything_else_first",
}
"""Command of the README → the test that runs it."""


def missing_test(node: str) -> bool:
    """Whether `file::test` names a test that is not there."""
    file, _, name = node.partition("::")
    path = ROOT / file
    return not path.exists() or f"\ndef {name}(" not in path.read_text(encoding="utf-8")


def talk(text: str) -> list[tuple[str, str]]:
    """The first conversation in a document: what is said, and what is answered."""
    block = re.search(r"^```text\n(you: .*?)^```", text, re.MULTILINE | re.DOTALL)
    assert block is not None, "The README starts with a conversation."
    turns = re.findall(r"you: (.*?)\nguide: (.*?)(?=\nyou: |\Z)", block[1].strip(), re.DOTALL)
    return [(" ".join(said.split()), " ".join(answer.split())) for said, answer in turns]


def shown(turns: list[tuple[str, str]]) -> str:
    """A conversation as the README shows it."""
    lines = []
    for said, answer in turns:
        for who, words in (("you: ", said), ("guide: ", answer)):
            lines += textwrap.wrap(who + words, 96, subsequent_indent=" " * 7)
    return "\n".join(lines)


def test_the_conversation_goes_as_it_is_shown() -> None:
    device, session, heard = Device(lambda_handler), None, []
    for said, _ in talk(README):
        turn = device.turn(text=said, session=session, locale="en-US")
        session = turn["session"]
        heard.append((said, turn["answer"]["speech"]))
    assert len(heard) >= 4
    assert heard == talk(README), f"The README should show:\n\n{shown(heard)}\n"


def test_the_conversation_comes_before_the_commands() -> None:
    places = [README.index(what) for what in ("you: ", "make run", "make test")]
    assert places == sorted(places)


def test_every_command_is_run_by_a_test() -> None:
    assert [one for one in (*USERS, *CONTRIBUTORS) if one not in COVERED] == []


def test_every_covering_test_exists() -> None:
    assert [node for node in COVERED.values() if missing_test(node)] == []
    assert missing_test(f"{MAKE}::test_that_nobody_wrote")
    assert missing_test("tests/project/gone.py::test_run_serves_the_page")


def test_every_make_command_is_there() -> None:
    known = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name in re.findall(r"`make ([a-z-]+)", README) + re.findall(r"^make ([a-z-]+)", README):
        assert f"\n{name}:" in known, f"make {name} is not in the Makefile"


def test_the_figures_are_those_that_were_kept() -> None:
    results = (ROOT / "benchmarks" / "results.md").read_text(encoding="utf-8")
    assert with_figures(README, results) == README, "Run: python scripts/figures.py"
    assert "|---" in README.partition(START)[2].partition(END)[0]


def test_another_figure_would_be_seen() -> None:
    page = f"# A\n{START}\n\n### Turn\n\n| 1 ms |\n\n{END}\n## B\n"
    assert with_figures(page, "# Measured\n\n## Turn\n\n| 1 ms |\n") == page
    assert with_figures(page, "# Measured\n\n## Turn\n\n| 2 ms |\n") != page
    with pytest.raises(ValueError, match="README"):
        with_figures("# A\n", "| 1 ms |")


def test_the_ways_to_find_a_fault_find_it() -> None:
    assert commands("```sh\n# note\nmake run   # it\nrm x\n```\n") == ["make run", "rm x"]
    assert parts("```sh\na\n```\n## Contributing\n```sh\nb\n```\n") == (["a"], ["b"])
    with pytest.raises(ValueError, match="Contributing"):
        parts("```sh\na\n```\n")
    assert talk("```text\nyou: a\n b\nguide: c\n```\n") == [("a b", "c")]

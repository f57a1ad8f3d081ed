"""The README is true: its conversation, its commands, its figures and what it links to."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from harness.device import Device
from lambda_handler import lambda_handler
from scripts.figures import END, START, with_figures
from tests.project.imports import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")

MAKE = "tests/project/test_make.py"
COVERED = {
    "make run": f"{MAKE}::test_run_serves_the_page",
    "make test": f"{MAKE}::test_test_runs_everything_else_first",
    "make review": f"{MAKE}::test_review_writes_the_page_that_a_clinician_signs",
    "make package": f"{MAKE}::test_package_builds_the_zip",
    "make bench": f"{MAKE}::test_the_long_commands_start",
    "make audio": f"{MAKE}::test_the_long_commands_start",
    "python -m harness serve --port 8000": f"{MAKE}::test_run_serves_the_page",
}
"""Commands that are not run here → the test that runs them. Everything else is run here."""


def commands(text: str) -> list[str]:
    """Every command in the `sh` blocks of a document."""
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = (re.sub(r"\s+# .*", "", line).strip() for block in blocks for line in block.split("\n"))
    return [line for line in lines if line and not line.startswith("#")]


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


@pytest.mark.parametrize("command", [line for line in commands(README) if line not in COVERED])
def test_a_command_does_what_the_readme_says(command: str, tmp_path: Path) -> None:
    words = shlex.split(command)
    assert words[0] == "python", f"{command!r} is not run by any test: add it to COVERED."
    said = "is my back pain my kidneys?\nno\n" if words[3] == "chat" else ""
    done = subprocess.run(
        [sys.executable, *[w.replace("answer.mp3", str(tmp_path / "a.mp3")) for w in words[1:]]],
        cwd=ROOT,
        input=said,
        capture_output=True,
        text=True,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() or "check" in words
    assert "answer.mp3" not in words or (tmp_path / "a.mp3").stat().st_size > 1000


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
    assert talk("```text\nyou: a\n b\nguide: c\n```\n") == [("a b", "c")]

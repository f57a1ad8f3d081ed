"""A new language is a folder: its scaffold holds every file and says how much is to be written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from content import ContentError, load
from content.files import Folder
from harness.check.content import run
from harness.cli import main
from harness.languages import add_language
from tests.content.planted import copy_to


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return copy_to(tmp_path) / "content"


def test_the_scaffold_has_the_same_files_and_no_english(content: Path) -> None:
    english = Folder(content).language("en").documents
    told = dict(add_language("xx", content))
    made = Folder(content).language("xx")
    assert list(told) == list(made.documents) == list(english)
    assert told["said/questions.yaml"] == 4 * len(english["said/questions.yaml"].data)
    assert made.documents["said/phrases.yaml"].data["launch"]["again"] == ""
    assert made.documents["heard/findings/urine.yaml"].data["blood_in_urine"]["phrases"] == []
    assert {fault.what for fault in made.faults} == {"is empty"}


def test_the_check_reads_an_unfinished_language_and_english_goes_on(content: Path) -> None:
    add_language("xx", content)
    places = content / "places.yaml"
    places.write_text(places.read_text("utf-8") + "xx-XX: {emergency: call}\n", "utf-8")
    found = [fault for fault in run(root=content) if fault.rule == "shape"]
    assert len(found) > 500
    assert all("/xx/" in fault.where for fault in found)
    assert load("en-US", content).topics["sepsis"].name == "sepsis"
    with pytest.raises(ContentError, match=r"xx/said/.* is empty"):
        load("xx-XX", content)


def test_the_command_tells_what_is_missing(content: Path) -> None:
    done = CliRunner().invoke(main, ["add-language", "xx", "--content", str(content)])
    assert done.exit_code == 0
    assert "to write  xx/said/phrases.yaml" in done.output
    again = CliRunner().invoke(main, ["add-language", "xx", "--content", str(content)])
    assert (again.exit_code, again.output.count("\n")) == (2, 1)


@pytest.mark.parametrize("name", ["", "x", "EN", "../x", "e1", "abcd"])
def test_what_is_no_language_is_refused(content: Path, name: str) -> None:
    done = CliRunner().invoke(main, ["add-language", name, "--content", str(content)])
    assert done.exit_code == 2
    assert "is no language" in done.output


def test_a_language_without_a_place_is_reported(content: Path) -> None:
    add_language("xx", content)
    assert "place" in {fault.rule for fault in run(root=content) if fault.where == "xx"}

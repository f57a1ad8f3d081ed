"""A sign that nobody wrote down before is one file: heard, said back, and ours."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from content import Content, load, loader, spotting
from listening import FindingSpotter, Resolver, load_model
from talking.findings import Findings
from talking.safety import reflect

JAUNDICE = """\
jaundice:
  name: yellow skin
  ours: alone
  phrases:
    - skin ... (yellow|yellowish)
    - yellow (skin|eyes)
    - (jaundice|jaundiced)
"""


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Content]:
    """The content of a folder that has one more file of findings."""
    folder = tmp_path / "content"
    shutil.copytree(loader.HERE, folder, ignore=shutil.ignore_patterns("*.py", "compiled"))
    (folder / "en/heard/findings/skin.yaml").write_text(JAUNDICE, encoding="utf-8")
    monkeypatch.setattr(loader, "HERE", folder)
    monkeypatch.setattr(loader, "COMPILED", folder / "compiled")
    for cached in (loader._raw, load):
        cached.cache_clear()
    yield load("en-US")
    monkeypatch.undo()
    for cached in (loader._raw, load):
        cached.cache_clear()


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("my skin has gone yellow", "present"),
        ("my son has yellow eyes", "present"),
        ("i do not have jaundice", "absent"),
        ("maybe my skin is yellow", "unsure"),
    ],
)
def test_it_is_heard(words: str, state: str) -> None:
    assert "jaundice" in getattr(FindingSpotter(spotting("en-US")).spot(words), state)


@pytest.mark.usefixtures("content")
def test_it_makes_a_sentence_ours() -> None:
    resolver = Resolver(load_model("en-US"), FindingSpotter(spotting("en-US")))
    heard = resolver.resolve("my skin has gone yellow")
    assert (heard.intent, heard.slots["finding"]) == ("SymptomIntent", "jaundice")


def test_it_is_said_back_and_starts_the_check_up(content: Content) -> None:
    known = Findings().add(present=["jaundice"])
    assert any("yellow skin" in idea for idea in reflect(content, Findings(), known))
    assert known.troubles(content.meaning) == {"jaundice"}


def test_without_the_file_nobody_hears_it() -> None:
    assert not FindingSpotter(spotting("en-US")).spot("my skin has gone yellow").present

"""Every link in a document leads somewhere, and every document can be found."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.project.imports import ROOT

LINK = re.compile(r"\[[^\]\[]*\]\(\s*<?([^)\s>]+)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"`([\w.<>-]+/[\w./<>-]*)`")
MADE = ("audio/library/", "audio/cache/", "dist/", "build/")
"""What is written by commands, and not there in a fresh clone."""
HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def anchors(text: str) -> set[str]:
    """The names that a page's headings can be linked by."""
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(text))
    return {name.replace(" ", "-") for name in plain}


def dead_links(page: Path) -> list[str]:
    """Links of a page to files, folders or headings that are not there; the web is not asked."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    dead = []
    for link in LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = unquote(link).partition("#")
        target = page.parent / name if name else page
        missing = not target.exists()
        if not missing and anchor and target.suffix == ".md":
            missing = anchor not in anchors(target.read_text(encoding="utf-8"))
        if missing:
            dead.append(link)
    return dead


def linked(page: Path) -> set[Path]:
    """The files that a page links to."""
    links = LINK.findall(page.read_text(encoding="utf-8"))
    return {(page.parent / link.partition("#")[0]).resolve() for link in links}


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    assert dead_links(page) == []


def missing(text: str) -> list[str]:
    """The files and folders that a text names and that are not there; `<topic>` is any."""
    named = [name for name in PATH.findall(text) if not name.startswith(MADE)]
    return [name for name in named if not any(ROOT.glob(re.sub(r"<\w+>", "*", name).rstrip("/")))]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_what_is_named_is_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert len(PATH.findall(text)) > 5
    assert missing(text) == []


def test_what_is_named_and_gone_is_found() -> None:
    text = "`content/gone.yaml`, `gone/`, `content/places.yaml`, `tests/`, `/healthz`, `a b/c`"
    assert missing(text) == ["content/gone.yaml", "gone/"]
    assert missing("`content/en/said/topics/<topic>.yaml` `dist/ask`") == []
    assert missing("`content/<gone>.json`") == ["content/<gone>.json"]


@pytest.mark.parametrize("folder", ["docs", "docs/decisions"])
def test_every_document_is_in_its_index(folder: str) -> None:
    pages = {page.resolve() for page in (ROOT / folder).glob("*.md")}
    index = (ROOT / folder / "README.md").resolve()
    assert pages - {index} - linked(index) == set()


@pytest.mark.parametrize("link", ["gone.md", "#nowhere", "page.md#nowhere", "gone/"])
def test_a_dead_link_is_found(link: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# A page\n\nSee [this]({link}).\n", encoding="utf-8")
    assert dead_links(page) == [link]


@pytest.mark.parametrize("link", ["page.md", "#a-page", "page.md#a-page", "https://example.org/x"])
def test_a_good_link_passes(link: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# A page\n\nSee [this]({link}).\n", encoding="utf-8")
    assert dead_links(page) == []

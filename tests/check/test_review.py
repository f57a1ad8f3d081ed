"""The review page holds everything that is said, stands alone, and reads well aloud."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from content import Content, TriageRow, load
from harness.review import review_page, write_review
from harness.rows import fires_when
from talking.findings import Findings
from talking.triage import decide

ROOT = Path(__file__).parents[2]

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def content() -> Content:
    return load("en-GB")


@pytest.fixture(scope="module")
def page(content: Content) -> str:
    return review_page(content, TODAY)


def text_of(page: str) -> str:
    """The page's words, tags taken out."""
    body = re.sub(r"<style>.*?</style>", " ", page, flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


class Tags(HTMLParser):
    """Every tag of a page with its attributes, and the ids."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_every_answer_question_and_row_is_there(content: Content, page: str) -> None:
    text = text_of(page)
    for topic in content.topics.values():
        for answer in topic.aspects.values():
            assert answer.spoken in text
            assert answer.more in text
            for source in answer.sources:
                assert f"{source.name}, {source.title}" in text
    for question in content.questions:
        assert question.text in text
        assert question.easier in text
        assert question.why in text
    for row in content.triage:
        assert row.action in text
        assert row.because in text
        assert fires_when(row) in text


def test_it_says_that_no_clinician_has_reviewed_it_and_can_be_signed(page: str) -> None:
    text = text_of(page)
    assert "No clinician has reviewed this" in text
    for line in ("Name", "Profession", "Registration number", "Date", "Signature"):
        assert f"<span>{line}</span>" in page


def test_it_shows_grades_dates_and_the_place(page: str) -> None:
    text = text_of(page)
    assert "call 999" in text
    assert "Flesch-Kincaid" in text
    assert "Page made 2026-11-22" in text
    assert re.search(r"Reading grade \d\.\d on average", text)


def test_it_stands_alone(page: str) -> None:
    for tag, attributes in Tags(page).found:
        assert tag not in {"script", "link", "img", "iframe"}
        assert "src" not in attributes
    assert "url(" not in page


def test_headings_tables_and_links_are_sound(page: str) -> None:
    tags = Tags(page).found
    levels = [int(tag[1]) for tag, _ in tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert all(attributes.get("scope") in {"col", "row"} for tag, attributes in tags if tag == "th")
    names = [tag for tag, _ in tags]
    assert names.count("caption") == names.count("table") > 3
    ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    jumps = [a.get("href") or "" for tag, a in tags if tag == "a"]
    assert {jump[1:] for jump in jumps if jump.startswith("#")} <= set(ids)
    assert ("html", {"lang": "en-GB"}) in tags


@pytest.mark.parametrize("urgencies", [None, ("emergency",), ("emergency", "routine")])
def test_the_rule_for_not_sure_is_the_files_own(
    content: Content, urgencies: tuple[str, ...] | None
) -> None:
    if urgencies is None:
        head = (ROOT / "content/en/said/triage.yaml").read_text(encoding="utf-8")
        (line,) = re.findall(r"^unsure_counts_on: \[(.*)\]$", head, re.M)
        urgencies = tuple(line.split(", "))
        shown = content
    else:
        shown = replace(content, unsure_counts_on=urgencies)
    told = " or ".join(urgency.replace("_", " ") for urgency in urgencies)
    said = f"“Not sure” counts as yes on rows that are {told}"
    assert said in text_of(review_page(shown, TODAY))


def test_rows_follow_the_rule_for_not_sure(content: Content) -> None:
    for row in content.triage:
        assert row.unsure_counts is (row.urgency in content.unsure_counts_on)
        doubted = Findings(unsure=frozenset({*row.all, *(group[0] for group in row.any)}))
        assert bool(decide([row], doubted).row) is row.unsure_counts
        assert not decide([replace(row, unsure_counts=False)], doubted).row


def test_text_from_the_files_cannot_become_markup(content: Content) -> None:
    stones = content.topics["kidney_stones"]
    odd = replace(stones, name="stones <b>& more</b>")
    page = review_page(replace(content, topics={"kidney_stones": odd}), TODAY)
    assert "<b>" not in page
    assert "&lt;b&gt;&amp; more" in page


def test_it_is_written_as_one_file(tmp_path: Path) -> None:
    target = write_review(tmp_path / "review.html", "en-US", TODAY)
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [path.name for path in tmp_path.iterdir()] == ["review.html"]


@pytest.mark.parametrize(
    ("every", "groups", "said"),
    [
        (("injury",), (("flank_pain", "back_pain"),), "injury and (flank pain or back pain)"),
        ((), (("fever",),), "fever"),
        ((), (), "nothing else fits"),
    ],
)
def test_a_row_says_when_it_fires(
    every: tuple[str, ...], groups: tuple[tuple[str, ...], ...], said: str
) -> None:
    row = TriageRow("X", "routine", every, groups, "back_pain", "a", "b", "", "nhs", False)
    assert fires_when(row) == said

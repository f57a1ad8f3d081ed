"""The library: which clips there are, how long they are, and the pages that list them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from audio import clips, library, ssml, summaries, timing
from audio.cache import Store
from content import load

LOCALES = ("en-US", "en-GB")
ATOM = "http://www.w3.org/2005/Atom"
PODCAST = "https://podcastindex.org/namespace/1.0"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_topic_has_a_summary_and_every_answer_a_clip(locale: str) -> None:
    expected = {
        (topic.id, aspect)
        for topic in load(locale).topics.values()
        for aspect in ("summary", *topic.aspects)
    }
    items = library.plan(locale, "espeak")
    assert {(item.topic, item.aspect) for item in items} == expected
    assert len({item.file for item in items}) == len(items)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_summary_opens_with_what_needs_help_and_then_explains(locale: str) -> None:
    content = load(locale)
    for topic in content.topics.values():
        first, *told = summaries.parts(topic, locale)
        assert first.aspect == "urgency"
        assert first.text.startswith(f"About {topic.name}. ")
        lines = (content.place.emergency, content.place.emergency_place)
        if any(line in topic.aspects["urgency"].short for line in lines):
            sentence = first.text.split(". ")[1]
            assert any(line in sentence for line in lines), (topic.id, sentence)
        assert told[0].aspect == "overview"
        assert told[0].text.startswith(topic.aspects["overview"].short)
        assert told[-1].text.endswith(str(summaries.wording(locale)["closing"]))
        said = [*ssml.parse(summaries.compose(topic, locale))]
        assert len({piece.text for piece in said}) == len(said), topic.id


@pytest.mark.parametrize("locale", LOCALES)
def test_the_emergency_is_named_within_fifteen_seconds(locale: str) -> None:
    place = load(locale).place
    for topic in load(locale).topics.values():
        script = ssml.parse(summaries.compose(topic, locale))
        named = [i for i, piece in enumerate(script) if place.emergency_number in piece.text]
        if named:
            assert timing.seconds(script[: named[0] + 1], "normal") < 15, topic.id


@pytest.mark.parametrize("locale", LOCALES)
def test_summaries_last_between_40_and_90_seconds(locale: str, tmp_path: Path) -> None:
    topics = list(load(locale).topics.values())
    estimates = {
        topic.id: clips.estimate_seconds(summaries.compose(topic, locale)) for topic in topics
    }
    assert all(43 <= seconds <= 87 for seconds in estimates.values()), estimates
    for name in (
        min(estimates, key=estimates.__getitem__),
        max(estimates, key=estimates.__getitem__),
    ):
        recipe = clips.recipe(summaries.compose(load(locale).topics[name], locale), locale)
        assert 40 <= clips.make(recipe, Store(tmp_path)).seconds <= 90


def test_numbers_to_call_are_said_digit_by_digit() -> None:
    (piece,) = ssml.parse(summaries.spoken(["Call 999, or 111 for 250 reasons."], "en-GB"))
    assert piece.spoken == "Call nine nine nine, or one one one for 250 reasons."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library folder of two topics; sound is not looked at here, so a stub of it does."""
    out = tmp_path_factory.mktemp("library")
    items = [i for i in library.plan("en-GB", "espeak") if i.topic in {"sepsis", "shingles"}]
    store = library.store_of(out, "en-GB")
    for item in items:
        store.put(item.file, b"x" * 60_000, "WEBVTT\n", item.text)
    library.write_pages(out, "en-GB", items)
    return out / "en-GB"


def test_the_index_lists_files_that_are_there(built: Path) -> None:
    index = json.loads((built / "index.json").read_text("utf-8"))
    assert [entry["topic"] for entry in index["summaries"]] == ["sepsis", "shingles"]
    for entry in (*index["summaries"], *index["answers"]):
        for key in ("mp3", "captions", "transcript"):
            assert (built / entry[key]).is_file()
        assert entry["seconds"] == 10.0
        assert entry["text"] == (built / entry["transcript"]).read_text()


def test_pages_that_are_up_to_date_are_left_alone(built: Path) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in built.glob("*.*")}
    items = [i for i in library.plan("en-GB", "espeak") if i.topic in {"sepsis", "shingles"}]
    library.write_pages(built.parent, "en-GB", items)
    assert {path.name: path.stat().st_mtime_ns for path in built.glob("*.*")} == before


class Page(HTMLParser):
    """What the page's tests look at; fails on tags that are not closed in order."""

    VOID = frozenset({"meta", "br", "link", "img", "input"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]


def test_the_page_plays_from_disk_and_can_be_read_aloud(built: Path) -> None:
    text = (built / "index.html").read_text("utf-8")
    page = Page(text)
    assert page.all("html") == [{"lang": "en-GB"}]
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    players = page.all("audio")
    assert len(players) == len(list((built / "clips").glob("*.mp3")))
    for player in players:
        assert (built / unquote(str(player["src"]))).is_file()
        assert player["preload"] == "none"
        assert "autoplay" not in player
        assert player["aria-labelledby"] in ids
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert not page.all("script")
    assert "://" not in text


def test_what_content_says_cannot_break_the_page(tmp_path: Path) -> None:
    (item, *_) = library.plan("en-US", "espeak")
    odd = library.Item(item.topic, "<b>&", "summary", "", "", clips.recipe("<b> & c", "en-US"))
    library.store_of(tmp_path, "en-US").put(odd.file, b"x", "WEBVTT\n", "x")
    library.write_pages(tmp_path, "en-US", [odd])
    Page((tmp_path / "en-US" / "index.html").read_text("utf-8"))
    ElementTree.parse(tmp_path / "en-US" / "feed.xml")


def test_the_feed_is_a_podcast(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(library.ADDRESS, "https://sound.example.org/")
    items = [i for i in library.plan("en-GB", "espeak") if i.topic in {"sepsis", "shingles"}]
    library.write_pages(built.parent, "en-GB", items)
    channel = ElementTree.parse(built / "feed.xml").getroot().find("channel")
    assert channel is not None
    assert channel.findtext("language") == "en-gb"
    for entry in channel.findall("item"):
        enclosure = entry.find("enclosure")
        assert enclosure is not None
        address = str(enclosure.get("url"))
        assert address.startswith("https://sound.example.org/en-GB/clips/")
        assert (built / "clips" / unquote(address.rpartition("/")[2])).is_file()
        assert enclosure.get("type") == "audio/mpeg"
        assert re.fullmatch(
            r"\w{3}, \d\d \w{3} \d{4} 12:00:00 \+0000", entry.findtext("pubDate", "")
        )
        transcript = entry.find(f"{{{PODCAST}}}transcript")
        assert transcript is not None
        assert transcript.get("type") == "text/vtt"
        captions = str(transcript.get("url"))
        assert captions.startswith("https://sound.example.org/en-GB/clips/")
        assert (built / "clips" / unquote(captions.rpartition("/")[2])).is_file()
    own = channel.find(f"{{{ATOM}}}link")
    assert own is not None
    assert own.get("href") == "https://sound.example.org/en-GB/feed.xml"
    assert own.get("rel") == "self"
    monkeypatch.delenv(library.ADDRESS)
    library.write_pages(built.parent, "en-GB", items)


def test_an_episode_keeps_its_identity_when_its_sound_changes(tmp_path: Path) -> None:
    (item, *_) = library.plan("en-US", "espeak")
    changed = replace(item, recipe=clips.recipe("Other words.", "en-US"))
    assert changed.file != item.file
    guids = []
    for one in (item, changed):
        library.store_of(tmp_path, "en-US").put(one.file, b"x", "WEBVTT\n", "x")
        library.write_pages(tmp_path, "en-US", [one])
        feed = ElementTree.parse(tmp_path / "en-US" / "feed.xml").getroot()
        guids.append(feed.findtext("channel/item/guid"))
    assert guids[0] == guids[1] == f"back-pain-guide/en-US/{item.id}"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "0 seconds"), (1, "1 second"), (60, "1 minute"), (61.4, "1 minute 1 second"),
     (125, "2 minutes 5 seconds")],
)  # fmt: skip
def test_lengths_are_in_words(seconds: float, words: str) -> None:
    assert library.spoken_length(seconds) == words

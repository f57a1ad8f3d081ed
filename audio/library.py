"""The library of a locale: which clips it has, and the pages that list them.

`<out>/<locale>/` holds `clips/`, `index.json`, `index.html` (plays from disk) and `feed.xml`. A
clip's file name ends in the hash of what it is made from, so it never changes under its name.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from audio import clips, summaries
from audio.cache import Store, write_whole
from audio.script import transcript
from content import load

DEFAULT = Path(__file__).parent / "library"
CLIPS = "clips"
ADDRESS = "BACK_PAIN_GUIDE_AUDIO_URL"
"""Setting with the public address of the library, for the podcast feed."""


@dataclass(frozen=True)
class Item:
    """One clip of the library."""

    topic: str
    topic_name: str
    aspect: str
    """"summary", or the aspect of a short answer."""
    label: str
    """The aspect's name as a title; "" for the summary."""
    reviewed: str
    """Newest review of its sources, as in "2026-11-22"."""
    recipe: clips.Recipe

    @property
    def id(self) -> str:
        return f"{self.topic}-{self.aspect}"

    @property
    def file(self) -> str:
        """File name without suffix."""
        return f"{self.id}.{self.recipe.name[:16]}"

    @property
    def title(self) -> str:
        name = self.topic_name[:1].upper() + self.topic_name[1:]
        return f"{name}: {self.label}" if self.label else name

    @property
    def text(self) -> str:
        return transcript(self.recipe.script)


def plan(locale: str, engine: str, pace: str = "normal", content: Path | None = None) -> list[Item]:
    """Every clip the locale's library should have: a summary a topic, then every short answer.

    content: the folder of content, the project's own by default.
    """
    items = []
    said = load(locale, content)
    for topic in said.topics.values():
        texts = {"summary": summaries.compose(topic, locale, content)}
        for aspect, answer in topic.aspects.items():
            texts[aspect] = summaries.spoken([answer.spoken], locale, content)
        for aspect, text in texts.items():
            answers = topic.aspects.values() if aspect == "summary" else [topic.aspects[aspect]]
            reviews = [source.reviewed for answer in answers for source in answer.sources]
            recipe = clips.recipe(text, locale, pace, engine)
            newest = str(max(reviews, default=""))
            label = "" if aspect == "summary" else said.say(f"summary.titles.{aspect}")
            items.append(Item(topic.id, topic.name, aspect, label, newest, recipe))
    return items


def store_of(out: Path, locale: str) -> Store:
    """Where a locale's clips are kept."""
    return Store(out / locale / CLIPS)


def write_pages(out: Path, locale: str, items: Sequence[Item], content: Path | None = None) -> Path:
    """Index and feed of the clips that are there; returns the page's path. Same clips, same bytes.

    Pages that are up to date already are left as they are.
    """
    store = store_of(out, locale)
    index = _index(locale, [item for item in items if store.find(item.file)], store, content)
    folder = out / locale
    pages = {
        "index.json": json.dumps(index, ensure_ascii=False, indent=1) + "\n",
        "feed.xml": _render("feed.xml", index, address=os.environ.get(ADDRESS, "").rstrip("/")),
        "index.html": _render("index.html", index),
    }
    for name, text in pages.items():
        target = folder / name
        if not target.is_file() or target.read_bytes() != text.encode():
            write_whole(target, text.encode())
    return folder / "index.html"


def prune(out: Path, locale: str, items: Sequence[Item]) -> int:
    """Removes clips that the library no longer lists; returns how many."""
    store = store_of(out, locale)
    wanted = {item.file for item in items}
    old = [name for name in store.names() if name not in wanted]
    for name in old:
        store.remove(name)
    return len(old)


def _index(
    locale: str, items: Sequence[Item], store: Store, content: Path | None
) -> dict[str, Any]:
    wording = summaries.wording(locale, content)
    entries = [_entry(item, store) for item in items]
    return {
        "format": 1,
        "locale": locale,
        "title": wording["title"],
        "about": " ".join(str(wording["about"]).split()),
        "emergency": load(locale, content).place.emergency_now,
        "summaries": [entry for entry in entries if entry["aspect"] == "summary"],
        "answers": [entry for entry in entries if entry["aspect"] != "summary"],
    }


def _entry(item: Item, store: Store) -> dict[str, Any]:
    files = store.files(item.file)
    return {
        "id": item.id,
        "topic": item.topic,
        "topic_name": item.topic_name,
        "aspect": item.aspect,
        "title": item.title,
        "seconds": round(files.seconds, 1),
        "bytes": files.mp3.stat().st_size,
        "mp3": f"{CLIPS}/{files.mp3.name}",
        "captions": f"{CLIPS}/{files.vtt.name}",
        "transcript": f"{CLIPS}/{files.txt.name}",
        "text": item.text,
        "voice": item.recipe.version,
        "pace": item.recipe.pace,
        "reviewed": item.reviewed,
    }


def _render(template: str, index: Mapping[str, Any], **more: str) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["length"] = spoken_length
    environment.filters["clock"] = _clock
    environment.filters["rfc822"] = _rfc822
    environment.filters["path"] = quote
    return environment.get_template(template).render(**index, **more)


def spoken_length(seconds: float) -> str:
    """A length as people say it: "1 minute 5 seconds"."""
    minutes, rest = divmod(round(seconds), 60)
    parts = []
    if minutes:
        parts.append(f"{minutes} minute{'s' if minutes != 1 else ''}")
    if rest or not minutes:
        parts.append(f"{rest} second{'s' if rest != 1 else ''}")
    return " ".join(parts)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02}"


def _rfc822(day: str) -> str:
    noon = time(12, tzinfo=UTC)
    return format_datetime(datetime.combine(datetime.fromisoformat(day).date(), noon))

"""The spoken summaries, one a topic: from the built library, or made when first played."""

from __future__ import annotations

from typing import Any

import audio
from audio.summaries import compose
from content import load
from harness.web.sounds import Sounds
from skill import speech

HOW = "These are made when first played. To make all of them at once, run: make audio"


def summaries(sounds: Sounds, locale: str) -> dict[str, Any]:
    """All summaries of a locale, each with title, length in seconds, words and addresses."""
    index = sounds.index(locale)
    if index is not None:
        found = [_built(entry) for entry in index["summaries"]]
        return {"locale": locale, "built": True, "how": "", "summaries": found}
    made = [_announced(sounds, topic, locale) for topic in load(locale).topics]
    return {"locale": locale, "built": False, "how": HOW, "summaries": made}


def _built(entry: dict[str, Any]) -> dict[str, Any]:
    addresses = {
        key: f"/audio/{entry[key].rpartition('/')[2]}" for key in ("mp3", "captions", "transcript")
    }
    same = {key: entry[key] for key in ("topic", "title", "seconds", "text", "reviewed")}
    return {**same, "audio": addresses}


def _announced(sounds: Sounds, topic_id: str, locale: str) -> dict[str, Any]:
    topic = load(locale).topics[topic_id]
    ssml = compose(topic, locale)
    name = audio.clip_name(ssml, locale)
    addresses = {
        "mp3": f"/audio/{name}.mp3",
        "captions": f"/audio/{name}.vtt",
        "transcript": f"/audio/{name}.txt",
    }
    sounds.announce(ssml, locale, addresses["mp3"])
    reviewed = (source.reviewed for answer in topic.aspects.values() for source in answer.sources)
    return {
        "topic": topic.id,
        "title": topic.name[:1].upper() + topic.name[1:],
        "seconds": round(audio.estimate_seconds(ssml), 1),
        "text": speech.to_text(ssml),
        "reviewed": max(reviewed, default=""),
        "audio": addresses,
    }

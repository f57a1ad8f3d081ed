"""Which sentences are published content, and so may be sent to an online voice.

A person's own words are never among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

from audio import ssml, summaries
from audio.errors import InputError
from audio.script import Script
from content import load


def covers(script: Script, locale: str) -> bool:
    """Whether every sentence of the script is a published one."""
    known = sentences(locale)
    return all(piece.text in known for piece in script)


@lru_cache(maxsize=8)
def sentences(locale: str) -> frozenset[str]:
    """All sentences of a locale's answers, questions, advice, phrases and summaries."""
    content = load(locale)
    found: set[str] = set()
    parts = (content.topics, content.questions, content.triage, content.phrases)
    for text in _texts((*parts, summaries.wording(locale))):
        try:
            found.update(piece.text for piece in ssml.parse(ssml.from_text(text)))
        except InputError:
            continue
    for topic in content.topics.values():
        found.update(piece.text for piece in ssml.parse(summaries.compose(topic, locale)))
    return frozenset(found)


def _texts(value: Any) -> Iterator[str]:
    """Every complete text inside; one with a blank to fill in is none."""
    if isinstance(value, str):
        if "{" not in value:
            yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))

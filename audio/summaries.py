"""The spoken summary of a topic, composed from its published answers: 40 to 90 seconds.

When to get help, what it is, how to tell, what helps, whom to ask. Each part is a chapter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from audio import ssml, timing
from content import Place, Topic, load, summary

SHORTEST = 40.0
LONGEST = 90.0
"""Seconds at the normal pace."""
MARGIN = 5.0
"""Seconds by which the estimate stays inside, as it may be off by a tenth."""


@dataclass(frozen=True)
class Part:
    """A chapter: an aspect and all that is said of it."""

    aspect: str
    text: str


def parts(topic: Topic, locale: str, root: Path | None = None) -> list[Part]:
    """The summary part by part, in the order in which it is said."""
    content = load(locale, root)
    first = Part(summary.FIRST, " ".join(filter(None, summary.opening(content, topic))))
    told = [Part(aspect, text) for aspect, text in summary.parts(topic)]
    ending = summary.closing(content)

    def length() -> float:
        return _length([first.text, *(part.text for part in told), ending])

    aspects = {part.aspect for part in told}
    for aspect in summary.SPARE:
        if length() >= SHORTEST + MARGIN:
            break
        if aspect in topic.aspects and aspect not in aspects:
            told.append(Part(aspect, topic.aspects[aspect].short))
    for index, part in enumerate(told):
        if length() >= SHORTEST + MARGIN:
            break
        told[index] = Part(part.aspect, f"{part.text} {topic.aspects[part.aspect].more}".strip())
    while len(told) > 1 and length() > LONGEST - MARGIN:
        told.pop()
    told[-1] = Part(told[-1].aspect, f"{told[-1].text} {ending}")
    return [first, *told]


def compose(topic: Topic, locale: str, root: Path | None = None) -> str:
    """The summary as SSML, one paragraph for each part."""
    return spoken([part.text for part in parts(topic, locale, root)], locale, root)


def spoken(paragraphs: Sequence[str], locale: str, root: Path | None = None) -> str:
    """Published paragraphs as SSML; numbers to call are said digit by digit."""
    numbers = _numbers(load(locale, root).place)
    body = "".join(f"<p>{_digits(escape(text), numbers)}</p>" for text in paragraphs if text)
    return f"<speak>{body}</speak>"


def wording(locale: str, root: Path | None = None) -> Mapping[str, Any]:
    """The words around the answers, in the locale's language."""
    found: Mapping[str, Any] = load(locale, root).phrases["summary"]
    return found


def _length(paragraphs: list[str]) -> float:
    return timing.seconds(ssml.parse(" ".join(paragraphs)), "normal")


def _numbers(place: Place) -> frozenset[str]:
    lines = f"{place.emergency_number} {place.emergency} {place.urgent}"
    return frozenset(re.findall(r"\b\d{3}\b", lines))


def _digits(text: str, numbers: frozenset[str]) -> str:
    if not numbers:
        return text
    pattern = rf"\b({'|'.join(sorted(numbers))})\b"
    return re.sub(pattern, r'<say-as interpret-as="digits">\1</say-as>', text)

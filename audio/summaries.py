"""The spoken summary of a topic, composed from its published answers.

What it is, how to tell, what helps, when to get help, closing words: 40 to 90 seconds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
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


def compose(topic: Topic, locale: str, root: Path | None = None) -> str:
    """The summary as SSML, one paragraph for each part."""
    content = load(locale, root)
    opening = summary.opening(content, topic)
    ending = summary.ending(content, topic)
    parts = summary.parts(topic)
    for aspect in summary.SPARE:
        if _length([opening, *parts, *ending]) >= SHORTEST + MARGIN:
            break
        if (short := _short(topic, aspect)) not in parts:
            parts.append(short)
    more = (topic.aspects[aspect].more for aspect in summary.PARTS if aspect in topic.aspects)
    while _length([opening, *parts, *ending]) < SHORTEST + MARGIN:
        longer = next(more, None)
        if longer is None:
            break
        parts.append(longer)
    while len(parts) > 1 and _length([opening, *parts, *ending]) > LONGEST - MARGIN:
        parts.pop()
    return spoken([opening, *parts, *ending], locale, root)


def spoken(paragraphs: list[str], locale: str, root: Path | None = None) -> str:
    """Published paragraphs as SSML; numbers to call are said digit by digit."""
    numbers = _numbers(load(locale, root).place)
    body = "".join(f"<p>{_digits(escape(text), numbers)}</p>" for text in paragraphs if text)
    return f"<speak>{body}</speak>"


def wording(locale: str, root: Path | None = None) -> Mapping[str, Any]:
    """The words around the answers, in the locale's language."""
    found: Mapping[str, Any] = load(locale, root).phrases["summary"]
    return found


def _short(topic: Topic, aspect: str) -> str:
    """The answer without its safety line: a summary says when to get help once, at its end."""
    return topic.aspects[aspect].short if aspect in topic.aspects else ""


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

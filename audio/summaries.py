"""The spoken summary of a topic, composed from its published answers.

What it is, how to tell, what helps, when to get help, closing words: 40 to 90 seconds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import yaml

from audio import ssml, timing
from skill.content import Place, Topic, language_of, load

FILE = Path(__file__).with_name("summaries.yaml")

SHORTEST = 40.0
LONGEST = 90.0
"""Seconds at the normal pace."""
MARGIN = 5.0
"""Seconds by which the estimate stays inside, as it may be off by a tenth."""


def compose(topic: Topic, locale: str) -> str:
    """The summary as SSML, one paragraph for each part."""
    words = wording(locale)
    opening = words["opening"].format(topic=topic.name)
    ending = [_short(topic, words["last"]) or topic.net, words["closing"]]
    parts = [short for aspect in words["parts"] if (short := _short(topic, aspect))]
    for aspect in words["fill"]:
        if _length([opening, *parts, *ending]) >= SHORTEST + MARGIN:
            break
        parts.append(_short(topic, aspect))
    more = (topic.aspects[aspect].more for aspect in words["parts"] if aspect in topic.aspects)
    while _length([opening, *parts, *ending]) < SHORTEST + MARGIN:
        longer = next(more, None)
        if longer is None:
            break
        parts.append(longer)
    while len(parts) > 1 and _length([opening, *parts, *ending]) > LONGEST - MARGIN:
        parts.pop()
    return spoken([opening, *parts, *ending], locale)


def spoken(paragraphs: list[str], locale: str) -> str:
    """Published paragraphs as SSML; numbers to call are said digit by digit."""
    numbers = _numbers(load(locale).place)
    body = "".join(f"<p>{_digits(escape(text), numbers)}</p>" for text in paragraphs if text)
    return f"<speak>{body}</speak>"


def wording(locale: str) -> Mapping[str, Any]:
    """The words around the answers, in the locale's language."""
    known = _wordings()
    found: Mapping[str, Any] = known.get(language_of(locale), known["en"])
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


@lru_cache(maxsize=1)
def _wordings() -> Mapping[str, Any]:
    read: Mapping[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    return read

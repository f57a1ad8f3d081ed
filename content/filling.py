"""Authors' text → a place's text: its numbers in the braces, its own words for the US ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from content.model import Place

Fill = Callable[[str], str]


def place_of(locale: str, neutral: Mapping[str, Any], own: Mapping[str, Any]) -> Place:
    """A locale's place: its own entry over the one of every place."""
    values = {**neutral, **own}
    return Place(locale=locale, **values)


def filler(place: Place) -> Fill:
    """How authors' text becomes this place's text: braces first, then whole words."""
    braces = {
        "{emergency}": place.emergency,
        "{emergency_now}": place.emergency_now,
        "{emergency_number}": place.emergency_number,
        "{emergency_place}": place.emergency_place,
        "{urgent}": place.urgent,
        "{closed}": place.closed,
        "{crisis}": place.crisis,
        "{abuse}": place.abuse,
        "{poison}": place.poison,
        "{no_speech}": place.no_speech,
    }
    words = sorted(place.words, key=len, reverse=True)
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, words)) + r")\b", re.I) if words else None

    def swap(match: re.Match[str]) -> str:
        word = match.group(0)
        other = place.words[word.lower()]
        return other[0].upper() + other[1:] if word[0].isupper() else other

    def fill(text: str) -> str:
        text = " ".join(text.split())
        if pattern:
            text = pattern.sub(swap, text)
        for brace, value in braces.items():
            text = text.replace(brace, value)
        return re.sub(r"(^|[.?] )([^\W\d_])", lambda m: m.group(1) + m.group(2).upper(), text)

    return fill


def fill_all(value: Any, fill: Fill) -> Any:
    """Every text in a value, filled in."""
    if isinstance(value, str):
        return fill(value)
    if isinstance(value, list):
        return [fill_all(item, fill) for item in value]
    if isinstance(value, dict):
        return {key: fill_all(item, fill) for key, item in value.items()}
    return value


def lower_first(text: str) -> str:
    """A name as it stands within a sentence."""
    return text[:1].lower() + text[1:]

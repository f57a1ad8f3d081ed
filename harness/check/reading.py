"""Measures of a spoken text: words, sentences, reading grade."""

from __future__ import annotations

import re
from functools import lru_cache

import textstat

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


def words(text: str) -> list[str]:
    """The words of a text, as a speaker would count them."""
    return text.split()


def sentences(text: str) -> list[str]:
    """The sentences of a text; it ends one at a full stop or question mark before a space."""
    return [part for part in _SENTENCE_END.split(text.strip()) if part]


@lru_cache(maxsize=8192)
def grade(text: str) -> float:
    """The Flesch-Kincaid school grade (US): 5.0 reads like a text for ten-year-olds."""
    return float(textstat.flesch_kincaid_grade(text))


def mean_sentence(text: str) -> float:
    """Words per sentence."""
    return len(words(text)) / max(1, len(sentences(text)))

"""Known phrases found inside a longer text: folded words, and an index that spots phrases.

Folding makes "the kidney stones" and "kidney stone" one phrase: articles and possessives are
dropped, a plural s goes, and letters spelt out ("u. t. i.") become one word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any


def word_set(words: str) -> frozenset[str]:
    """A set of words, written as one line of text."""
    return frozenset(words.split())


ARTICLES = word_set("a an the my your his her our their")
SKIPPED = word_set(
    "left right both really very also severe bad actually exactly usually possible possibly "
    "about upper lower acute some any mm cm millimeter millimetre centimeter husband wife mother "
    "father mom mum dad son daughter brother sister partner baby child kid new big small large "
    "little own few is"
)
"""Words a phrase may hold in passing: "infection in the left kidney"."""


_FOLDED = {"utis": "uti", "does": "does", "goes": "goes", "always": "always", "towards": "towards"}


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """A word without its plural ending: stones → stone, injuries → injury."""
    if word in _FOLDED:
        return _FOLDED[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def keys_of(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Words → the folded keys that count, and where in the words each key begins."""
    keys: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and len(words[end]) == 1 and words[end].isalpha():
            end += 1
        if end - at > 2 and words[at] in ("a", "i") and words[at + 1] != "a":
            end = at  # "a u. t. i.": the article is no letter of it
        spelt = "".join(words[at:end])
        if end - at >= 2 and (spelt == "aaa" or set(spelt) - {"a", "i"}):
            keys.append(spelt)
            places.append(at)
            at = end
            continue
        word = words[at]
        if word not in ARTICLES or at == len(words) - 1:
            keys.append(fold(word))
            places.append(at)
        at += 1
    return tuple(keys), tuple(places)


def _passable(key: str) -> bool:
    return key in SKIPPED or key[0].isdigit()


@dataclass(frozen=True, slots=True)
class Span:
    """A known phrase found in a text: keys[start:end], what it stands for, how it is written."""

    start: int
    end: int
    value: str
    phrase: str

    @property
    def size(self) -> int:
        """How many keys it covers."""
        return self.end - self.start


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    found: list[tuple[str, str]] = field(default_factory=list)


class PhraseIndex:
    """Phrases kept as a tree of keys, so that a text is searched in one pass.

    gaps: whether a phrase may be interrupted by small words ("infection in the left kidney").
    """

    def __init__(self, gaps: bool = False) -> None:
        self._root = _Node()
        self._gaps = gaps

    def add(self, keys: Iterable[str], value: str, phrase: str) -> None:
        """Teach that a phrase (as keys) stands for a value."""
        node = self._root
        for key in keys:
            node = node.next.setdefault(key, _Node())
        if node is not self._root and all(value != known for known, _ in node.found):
            node.found.append((value, phrase))

    def at(self, keys: Sequence[str], start: int) -> list[Span]:
        """Every phrase that begins at one place."""
        spans: list[Span] = []
        paths = [(self._root, start, 0)]
        while paths:
            node, end, skipped = paths.pop()
            if end == len(keys):
                continue
            deeper = node.next.get(keys[end])
            if deeper is not None:
                spans.extend(Span(start, end + 1, value, phrase) for value, phrase in deeper.found)
                if deeper.next:
                    paths.append((deeper, end + 1, skipped))
            if self._gaps and end > start and skipped < 3 and _passable(keys[end]):
                paths.append((node, end + 1, skipped + 1))
        return spans

    def longest(self, keys: Sequence[str]) -> list[Span]:
        """Phrases that do not overlap: the longer one stays.

        Of two as long, the later one where phrases have gaps, as names do: English names the
        thing last (a blocked kidney *stone*). Otherwise the earlier one.
        """
        spans = [span for start in range(len(keys)) for span in self.at(keys, start)]
        spans.sort(key=lambda span: (-span.size, -span.start if self._gaps else span.start))
        taken: set[int] = set()
        kept: list[Span] = []
        for span in spans:
            if taken.isdisjoint(range(span.start, span.end)):
                taken.update(range(span.start, span.end))
                kept.append(span)
        return sorted(kept, key=lambda span: span.start)


def dig(model: Any, *path: str) -> Any:
    """A value deep inside the model, or an empty mapping where the path ends early."""
    for step in path:
        if not isinstance(model, dict) or step not in model:
            return {}
        model = model[step]
    return model

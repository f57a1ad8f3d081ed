"""Known phrases found inside a longer text: folded words, and an index that spots phrases.

Folding makes "the kidney stones" and "kidney stone" one phrase: articles and possessives are
dropped, a plural s goes, and letters spelt out ("u. t. i.") become one word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from listening.asking.words import AskingWords


class Folding:
    """Words → folded keys, by the articles and the odd endings of a language."""

    def __init__(self, words: AskingWords) -> None:
        self._articles = words.articles
        self._known: dict[str, str] = dict(words.folded)

    def fold(self, word: str) -> str:
        """A word without its plural ending: stones → stone, injuries → injury."""
        known = self._known.get(word)
        return without_plural(word) if known is None else known

    def keys_of(self, words: Sequence[str]) -> tuple[tuple[str, ...], tuple[int, ...]]:
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
            if word not in self._articles or at == len(words) - 1:
                keys.append(self.fold(word))
                places.append(at)
            at += 1
        return tuple(keys), tuple(places)


@lru_cache(maxsize=8192)
def without_plural(word: str) -> str:
    """A word without the plural ending of English."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


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

    passing: small words, and figures, that may interrupt one: "infection in the left kidney".
    """

    def __init__(self, passing: Collection[str] = ()) -> None:
        self._root = _Node()
        self._passing = passing

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
            if self._passing and end > start and skipped < 3 and self._passable(keys[end]):
                paths.append((node, end + 1, skipped + 1))
        return spans

    def _passable(self, key: str) -> bool:
        return key in self._passing or key[0].isdigit()

    def longest(self, keys: Sequence[str]) -> list[Span]:
        """Phrases that do not overlap: the longer one stays.

        Of two as long, the later one where phrases have gaps, as names do: English names the
        thing last (a blocked kidney *stone*). Otherwise the earlier one.
        """
        spans = [span for start in range(len(keys)) for span in self.at(keys, start)]
        spans.sort(key=lambda span: (-span.size, -span.start if self._passing else span.start))
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

"""Whole utterances against the sample sentences of the interaction model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from listening.asking.phrase_index import PhraseIndex, Span
from listening.asking.words import AskingWords

SEARCH = "AMAZON.SearchQuery"


@dataclass(frozen=True, slots=True)
class Match:
    """A sample that fits a whole utterance.

    literals: how many keys the sample names outright. slots: slot name → what fills it.
    whole: nothing had to be left off at either end.
    """

    intent: str
    sample: str
    literals: int
    slots: Mapping[str, Span]
    whole: bool = True

    @property
    def free(self) -> bool:
        """Whether the sample ends in free words."""
        return any(span.value == SEARCH for span in self.slots.values())


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    slots: dict[tuple[str, str], _Node] = field(default_factory=dict)
    ends: list[tuple[str, str]] = field(default_factory=list)


class SampleIndex:
    """All samples as one tree. phrases: slot type → index of its values and synonyms."""

    def __init__(self, phrases: Mapping[str, PhraseIndex], words: AskingWords) -> None:
        self._words = words
        self._root = _Node()
        self._phrases = phrases

    def add(self, intent: str, sample: str, items: Sequence[str | tuple[str, str]]) -> None:
        """Teach one sample. items: keys, and (slot name, slot type) where a slot stands."""
        node = self._root
        for item in items:
            if isinstance(item, str):
                node = node.next.setdefault(item, _Node())
            else:
                node = node.slots.setdefault(item, _Node())
        node.ends.append((intent, sample))

    def match(self, keys: Sequence[str]) -> Match | None:
        """The best sample for the utterance as it stands, else without what surrounds it."""
        for whole, part_start, part_end in _cuts(keys, self._words):
            part = keys[part_start:part_end]
            found = [
                Match(intent, sample, literals, slots, whole)
                for intent, sample, literals, slots in self._walk(self._root, part, 0, 0, {})
            ]
            if found:
                best = max(found, key=lambda match: (not match.free, match.literals))
                moved = {
                    name: Span(s.start + part_start, s.end + part_start, s.value, s.phrase)
                    for name, s in best.slots.items()
                }
                return Match(best.intent, best.sample, best.literals, moved, whole)
        return None

    def _walk(
        self, node: _Node, keys: Sequence[str], at: int, literals: int, slots: dict[str, Span]
    ) -> Iterator[tuple[str, str, int, dict[str, Span]]]:
        if at == len(keys):
            for intent, sample in node.ends:
                yield intent, sample, literals, slots
            return
        deeper = node.next.get(keys[at])
        if deeper is not None:
            yield from self._walk(deeper, keys, at + 1, literals + 1, slots)
        for (name, kind), beyond in node.slots.items():
            if kind == SEARCH:
                for intent, sample in beyond.ends:
                    words = Span(at, len(keys), SEARCH, "")
                    yield intent, sample, literals, {**slots, name: words}
                continue
            index = self._phrases.get(kind)
            for span in index.at(keys, at) if index is not None else ():
                yield from self._walk(beyond, keys, span.end, literals, {**slots, name: span})


def _cuts(keys: Sequence[str], words: AskingWords) -> Iterator[tuple[bool, int, int]]:
    """The utterance whole, then without fillers around it, then without "could you"."""
    start, end = 0, len(keys)
    if not end:
        return
    yield True, start, end
    while end - start > 1 and keys[start] in words.before_sample:
        start += 1
        yield False, start, end
    last = end
    while last - start > 1 and keys[last - 1] in words.after_sample:
        last -= 1
        yield False, start, last
    for asking in words.polite:
        size = len(asking)
        if last - start > size and tuple(keys[start : start + size]) == asking:
            start += size
            yield False, start, end
            yield False, start, last
            while last - start > 1 and keys[start] in words.before_sample:
                start += 1
                yield False, start, last
            break

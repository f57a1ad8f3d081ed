"""Finds phrases in tokens: all phrases of a language compiled into one tree of words.

Phrases are written as `phrase_language.py` says. A text's words are looked up in the tree once;
a phrase is followed only where its first part was seen and all its other parts are there too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from listening.findings.phrase_language import Entry, PatternError, PhraseReader

__all__ = ["OFTEN", "Match", "PatternError", "PhraseBook"]

OFTEN = 6
"""How often one phrase is looked for in a text: keeps the time down for endless repetition."""
_NEXT_WORD = 2
"""How far apart two words of one entry may be: a comma may stand between them."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled phrase: atoms in order, each with how many words may stand before it."""

    label: int
    atoms: tuple[int, ...]
    gaps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase was found: the positions of its words, first to last."""

    label: int
    used: tuple[int, ...]


class _Node:
    """A word in the tree: what may follow it, number ranges among it, and atoms that end here."""

    __slots__ = ("atoms", "next", "ranges")

    def __init__(self) -> None:  # most nodes are leaves: nothing is made before it is needed
        self.next: dict[str, _Node] = _NO_WORDS
        self.ranges: dict[str, tuple[int, int]] = _NO_RANGES
        self.atoms: tuple[int, ...] = ()

    def follow(self, word: str) -> _Node:
        """The node for a word after this one, made if it is new."""
        if self.next is _NO_WORDS:
            self.next = {}
        following = self.next[word] = _Node()
        return following


_NO_WORDS: dict[str, _Node] = {}
_NO_RANGES: dict[str, tuple[int, int]] = {}


class PhraseBook:
    """All phrases of a language, compiled once; finds them in any tokens.

    groups: name → entries, for `<name>`.
    tokenise: one word → its tokens, none for a word that is skipped.
    """

    def __init__(
        self, groups: Mapping[str, Sequence[str]], tokenise: Callable[[str], Sequence[str]]
    ) -> None:
        self._reader = PhraseReader(groups, tokenise)
        self._atoms: dict[frozenset[Entry], int] = {}
        self._root = _Node()
        self._first: dict[int, list[Pattern]] = {}
        self.words: set[str] = set()

    def add(self, label: int, phrase: str) -> None:
        """Compile one phrase; matches of it will carry `label`. Raises PatternError."""
        for steps in self._reader.orders(phrase):
            atoms = tuple(self._atom(entries) for entries, _ in steps)
            gaps = tuple(gap for _, gap in steps)
            self._first.setdefault(atoms[0], []).append(Pattern(label, atoms, gaps))

    def _atom(self, entries: frozenset[Entry]) -> int:
        """The number of a set of entries, put into the tree when it is new."""
        known = self._atoms.get(entries)
        if known is not None:
            return known
        number = self._atoms[entries] = len(self._atoms)
        ranges = self._reader.ranges
        for entry in entries:
            node = self._root
            for word in entry:
                following = node.next.get(word)
                if following is None:
                    following = node.follow(word)
                    self.words.add(word)
                    if word in ranges:
                        node.ranges = {**node.ranges, word: ranges[word]}
                node = following
            node.atoms += (number,)
        return number

    def find(
        self,
        words: Sequence[str],
        place: Sequence[int],
        numbers: Iterable[tuple[int, int, float]] = (),
    ) -> list[Match]:
        """All phrases in the words, at most one for each phrase and starting word.

        place: a rising number for each word; the difference tells how far two words are apart.
        numbers: (start, end, value) in word positions, for `<4-42>`.
        """
        seen = self._occurrences(words, place, numbers)
        found: list[Match] = []
        for first, starts in seen.items():
            for pattern in self._first.get(first, ()):
                atoms = pattern.atoms
                if len(atoms) == 1:
                    found += [Match(pattern.label, tuple(range(s, e))) for s, e in starts.items()]
                    continue
                if atoms[1] not in seen:  # most phrases end here
                    continue
                often = 0
                for start, end in starts.items():
                    used = _follow(pattern, 1, end, seen, place)
                    if used is not None:
                        found.append(Match(pattern.label, (*range(start, end), *used)))
                        often += 1
                        if often == OFTEN:
                            break
        return found

    def _occurrences(
        self,
        words: Sequence[str],
        place: Sequence[int],
        numbers: Iterable[tuple[int, int, float]],
    ) -> dict[int, dict[int, int]]:
        """Atom → where it starts → where it ends, the longest there."""
        spoken = {start: (end, value) for start, end, value in numbers}
        seen: dict[int, dict[int, int]] = {}
        root, size = self._root, len(words)
        for start in range(size):
            if words[start] not in root.next and start not in spoken:
                continue
            open_ends = [(root, start)]
            while open_ends:
                node, at = open_ends.pop()
                if at >= size or (at > start and place[at] - place[at - 1] > _NEXT_WORD):
                    continue
                steps: list[tuple[_Node, int]] = []
                if words[at] in node.next:
                    steps.append((node.next[words[at]], at + 1))
                if node.ranges and at in spoken:
                    end, value = spoken[at]
                    for key, (low, high) in node.ranges.items():
                        if low <= value <= high:
                            steps.append((node.next[key], end))
                for following, end in steps:
                    for atom in following.atoms:
                        ends = seen.setdefault(atom, {})
                        ends[start] = max(end, ends.get(start, 0))
                    open_ends.append((following, end))
        return seen


def _follow(
    pattern: Pattern,
    step: int,
    at: int,
    seen: Mapping[int, Mapping[int, int]],
    place: Sequence[int],
) -> tuple[int, ...] | None:
    """The words used by the steps from `step` on, the nearest ones, or None."""
    if step == len(pattern.atoms):
        return ()
    starts = seen.get(pattern.atoms[step])
    if starts is None:
        return None
    reach = place[at - 1] + pattern.gaps[step] + 1
    start = at
    while start < len(place) and place[start] <= reach:
        end = starts.get(start)
        if end is not None:
            rest = _follow(pattern, step + 1, end, seen, place)
            if rest is not None:
                return (*range(start, end), *rest)
        start += 1
    return None

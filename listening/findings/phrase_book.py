"""Finds phrases in tokens: all phrases of a language compiled into one tree of words (a trie).

Phrases are written as `phrase_language.py` says. A text's words are looked up in the tree once;
a phrase is followed only where its first part was seen and all its other parts are there too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

OFTEN = 6
"""How often one phrase is looked for in a text: keeps the time down for endless repetition."""
_NEXT_WORD = 2
"""How far apart two words of one entry may be: a comma may stand between them."""


Pattern = tuple[int, tuple[int, ...], tuple[int, ...]]
"""A compiled phrase: its label, its atoms in order, how many words may stand before each."""

Node = tuple[Mapping[str, "Node"], Mapping[str, tuple[int, int]], tuple[int, ...]]
"""A word in the tree: what may follow it, number ranges among it, and atoms that end here.

Plain tuples, thousands of them: small, and quick to read from a file.
"""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase was found: the positions of its words, first to last."""

    label: int
    used: tuple[int, ...]


class PhraseBook:
    """All phrases of a language; finds them in any tokens. Made by a `PhraseBinder`.

    root: the tree of all atoms. first: atom → the phrases that begin with it.
    """

    def __init__(self, root: Node, first: Mapping[int, Sequence[Pattern]]) -> None:
        self._root = root
        self._first = first

    def words(self) -> frozenset[str]:
        """All words of the phrases, for spelling."""
        return frozenset(_words(self._root))

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
                label, atoms, _ = pattern
                if len(atoms) == 1:
                    found += [Match(label, tuple(range(s, e))) for s, e in starts.items()]
                    continue
                if atoms[1] not in seen:  # most phrases end here
                    continue
                often = 0
                for start, end in starts.items():
                    used = _follow(pattern, 1, end, seen, place)
                    if used is not None:
                        found.append(Match(label, (*range(start, end), *used)))
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
        size, begins = len(words), self._root[0]
        for start in range(size):
            if words[start] not in begins and start not in spoken:
                continue
            open_ends = [(self._root, start)]
            while open_ends:
                (following, ranges, _), at = open_ends.pop()
                if at >= size or (at > start and place[at] - place[at - 1] > _NEXT_WORD):
                    continue
                steps: list[tuple[Node, int]] = []
                if (node := following.get(words[at])) is not None:
                    steps.append((node, at + 1))
                if ranges and at in spoken:
                    end, value = spoken[at]
                    for key, (low, high) in ranges.items():
                        if low <= value <= high:
                            steps.append((following[key], end))
                for node, end in steps:
                    for atom in node[2]:
                        ends = seen.setdefault(atom, {})
                        if end > ends.get(start, 0):
                            ends[start] = end
                    if node[0]:
                        open_ends.append((node, end))
        return seen


def _words(node: Node) -> Iterator[str]:
    for word, following in node[0].items():
        yield word
        yield from _words(following)


def _follow(
    pattern: Pattern,
    step: int,
    at: int,
    seen: Mapping[int, Mapping[int, int]],
    place: Sequence[int],
) -> tuple[int, ...] | None:
    """The words used by the steps from `step` on, the nearest ones, or None."""
    _, atoms, gaps = pattern
    if step == len(atoms):
        return ()
    starts = seen.get(atoms[step])
    if starts is None:
        return None
    reach = place[at - 1] + gaps[step] + 1
    start = at
    while start < len(place) and place[start] <= reach:
        end = starts.get(start)
        if end is not None:
            rest = _follow(pattern, step + 1, end, seen, place)
            if rest is not None:
                return (*range(start, end), *rest)
        start += 1
    return None

"""Binds phrases, written as `phrase_language.py` says, into a `PhraseBook`.

What only the binding needs (groups, words already read) goes when the binder goes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from listening.findings.phrase_book import Node, Pattern, PhraseBook
from listening.findings.phrase_language import Entry, PatternError, PhraseReader
from listening.tokeniser import word_tokens

__all__ = ["PatternError", "PhraseBinder"]

_NOTHING: Mapping[str, Node] = {}
_NO_RANGES: Mapping[str, tuple[int, int]] = {}
_NO_GROUPS: Mapping[str, Sequence[str]] = {}


class _Open:
    """A word of the tree while phrases are still being added."""

    __slots__ = ("atoms", "next", "ranges")

    def __init__(self) -> None:  # most are leaves: nothing is made before it is needed
        self.next: dict[str, _Open] | None = None
        self.ranges: Mapping[str, tuple[int, int]] = _NO_RANGES
        self.atoms: tuple[int, ...] = ()

    def follow(self, word: str, span: tuple[int, int] | None) -> _Open:
        """The word after this one, made if it is new. span: of a number range."""
        if self.next is None:
            self.next = {}
        following = self.next.get(word)
        if following is None:
            following = self.next[word] = _Open()
            if span is not None:
                self.ranges = {**self.ranges, word: span}
        return following


class PhraseBinder:
    """Takes phrases one by one, and binds them.

    groups: name → entries, for `<name>`.
    tokenise: one word → its tokens, none for a word that is skipped.
    """

    def __init__(
        self,
        groups: Mapping[str, Sequence[str]] = _NO_GROUPS,
        tokenise: Callable[[str], Sequence[str]] = word_tokens,
    ) -> None:
        self._reader = PhraseReader(groups, tokenise)
        self._atoms: dict[frozenset[Entry], int] = {}
        self._root = _Open()
        self._first: dict[int, list[Pattern]] = {}

    def add(self, label: int, phrase: str) -> None:
        """Take one phrase; matches of it will carry `label`. Raises PatternError."""
        for steps in self._reader.orders(phrase):
            atoms = tuple(self._atom(entries) for entries, _ in steps)
            gaps = tuple(gap for _, gap in steps)
            self._first.setdefault(atoms[0], []).append((label, atoms, gaps))

    def bind(self) -> PhraseBook:
        """The book of all phrases taken."""
        same: dict[tuple[int, ...], tuple[int, ...]] = {}
        first = {
            atom: tuple(
                (label, same.setdefault(atoms, atoms), same.setdefault(gaps, gaps))
                for label, atoms, gaps in patterns
            )
            for atom, patterns in self._first.items()
        }
        return PhraseBook(_bound(self._root, {}), first)

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
                node = node.follow(word, ranges.get(word))
            node.atoms += (number,)
        return number


def _bound(node: _Open, leaves: dict[tuple[int, ...], Node]) -> Node:
    """A tree as tuples; leaves with the same atoms are one."""
    if node.next is None:
        return leaves.setdefault(node.atoms, (_NOTHING, _NO_RANGES, node.atoms))
    following = {word: _bound(after, leaves) for word, after in node.next.items()}
    return (following, node.ranges, node.atoms)

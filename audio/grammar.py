"""Sentences as a finite-state grammar: exactly these can be heard, each as likely as its weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from audio.sentences import Sentence

END = ""
LEAST = 1e-6

Transition = tuple[int, int, float, str] | tuple[int, int, float]


@dataclass(frozen=True)
class Grammar:
    """States are numbers; a transition is from, to, probability and the word that is said."""

    start: int
    final: int
    transitions: Sequence[Transition]


@dataclass
class _Node:
    weight: int = 0
    after: dict[str, _Node] = field(default_factory=dict)


def grammar(spoken: Sequence[Sentence]) -> Grammar:
    """The smallest automaton that shares beginnings and endings of the sentences."""
    root = _Node()
    for sentence in spoken:
        node = root
        for word in (*sentence.words, END):
            node = node.after.setdefault(word, _Node())
            node.weight += sentence.weight
    states: dict[tuple[tuple[str, int, float], ...], int] = {}
    start = _state(root, states)
    final = len(states)
    transitions: list[Transition] = []
    for arcs, state in states.items():
        for word, following, share in arcs:
            chance = max(share, LEAST)
            ends = (state, final, chance)
            transitions.append((state, following, chance, word) if word else ends)
    return Grammar(start, final, transitions)


def _state(node: _Node, states: dict[tuple[tuple[str, int, float], ...], int]) -> int:
    """Number of the state from which the same can follow, with the same probabilities."""
    total = sum(after.weight for after in node.after.values())
    arcs = tuple(
        (word, _state(after, states) if word else -1, round(after.weight / total, 4))
        for word, after in sorted(node.after.items())
    )
    return states.setdefault(arcs, len(states))

"""Which short facts a question asks for, by the phrases that each fact brings along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from listening.findings.phrase_binder import PatternError, PhraseBinder
from listening.numbers import NumberReader
from listening.tokeniser import word_tokens

_ASKED, _THEN = "asked", "then"


class FactFinder:
    """Finds facts in the words of a question.

    facts: fact id → its entry (asked, then). groups: as for findings. fillers: words not counted.
    numbers: the words of numbers.
    Raises PatternError naming the fact whose phrase cannot be read.
    """

    def __init__(
        self,
        facts: Mapping[str, Any],
        groups: Mapping[str, Sequence[str]],
        fillers: Sequence[str],
        numbers: Mapping[str, Any],
    ) -> None:
        self._numbers = NumberReader(numbers)
        self._fillers = frozenset(fillers)
        binder = PhraseBinder(groups, self._kept)
        self._labels: list[tuple[str, str]] = []
        for name, fact in facts.items():
            for how in (_ASKED, _THEN):
                self._labels.append((name, how))
                for phrase in fact.get(how) or ():
                    try:
                        binder.add(len(self._labels) - 1, str(phrase))
                    except PatternError as fault:
                        raise PatternError(f"fact {name}: {fault}") from None
        self._book = binder.bind()

    def find(self, tokens: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Facts asked for outright, and facts asked for in passing; the fullest match first."""
        words = [word for word in tokens if word not in self._fillers]
        said = [(n.start, n.end, n.value) for n in self._numbers.numbers(words)]
        best: dict[tuple[str, str], tuple[int, int]] = {}
        for match in self._book.find(words, range(len(words)), said):
            label = self._labels[match.label]
            spread = match.used[-1] - match.used[0]
            best[label] = max(best.get(label, (0, 0)), (len(match.used), -spread))
        ranked = sorted(best, key=lambda label: best[label], reverse=True)
        return (
            tuple(name for name, how in ranked if how == _ASKED),
            tuple(name for name, how in ranked if how == _THEN),
        )

    def _kept(self, text: str) -> Sequence[str]:
        return [word for word in word_tokens(text) if word not in self._fillers]

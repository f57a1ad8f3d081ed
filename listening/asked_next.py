"""What is asked after the advice, by kind: word groups are weighed, sentences are not listed.

A kind brings phrases along, whose words are met by their stems. A word weighs the more the fewer
kinds know it, and more still right after the words that open a question: "can I drive after
tramadol" is about driving.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from math import log
from typing import Any

from listening.endings import stem
from listening.findings.phrase_binder import PatternError, PhraseBinder
from listening.findings.phrase_language import PhraseReader
from listening.numbers import NumberReader
from listening.tokeniser import word_tokens

FIRST = 2.0
"""How much more a kind weighs that is heard before all else."""
OPENED, REACH = 1.5, 4
"""How much more a word weighs within so many words after the opening of a question."""
BESIDE = 0.5
"""What the words of a kind's other phrases weigh beside its best one."""


class NextFinder:
    """Finds the kinds of follow-up in words.

    kinds: kind → its entry (asked, first). groups: as for findings, and those of `asked_next`,
    the parsed file of that name. numbers: the words of numbers.
    Raises PatternError naming the kind whose phrase cannot be read.
    """

    def __init__(
        self,
        kinds: Mapping[str, Any],
        groups: Mapping[str, Sequence[str]],
        asked_next: Mapping[str, Any],
        numbers: Mapping[str, Any],
    ) -> None:
        self._numbers = NumberReader(numbers)
        self._skipped = frozenset(asked_next["skipped"])
        self._instead: dict[str, Sequence[str]] = {
            said: word_tokens(meant)
            for meant, ways in asked_next["instead"].items()
            for said in ways
        }
        self._not_yet = frozenset(asked_next["not_yet"])
        known = {**groups, **asked_next["groups"]}
        self._kinds = tuple(kinds)
        self._first = {at for at, name in enumerate(kinds) if kinds[name].get("first")}
        asked, reader = PhraseBinder(known, self._kept), PhraseReader(known, self._kept)
        knows: Counter[str] = Counter()
        for at, name in enumerate(kinds):
            words: set[str] = set()
            for phrase in kinds[name]["asked"]:
                try:
                    asked.add(at, phrase)
                    words |= _words(reader, phrase)
                except PatternError as fault:
                    raise PatternError(f"follow-up {name}: {fault}") from None
            knows.update(words)
        self._asked = asked.bind()
        self._weights = {word: log((1 + len(kinds)) / many) for word, many in knows.items()}
        opening = PhraseBinder(known, self._kept)
        for phrase in asked_next["openings"]:
            opening.add(0, phrase)
        self._openings = opening.bind()

    def find(self, tokens: Sequence[str]) -> tuple[str, ...]:
        """The kinds that are asked for, the weightiest first."""
        said = self._meant(tokens)
        numbers = [(n.start, n.end, n.value) for n in self._numbers.numbers(said)]
        words = [stem(word) for word in said]
        weight = self._weigh(words, {start for start, _, _ in numbers})
        by_kind: dict[int, list[Sequence[int]]] = {}
        for match in self._asked.find(words, range(len(words)), numbers):
            if match.label in self._first and self._not_yet & set(words[: match.used[0]]):
                continue
            by_kind.setdefault(match.label, []).append(match.used)
        scores = {kind: self._score(kind, used, weight) for kind, used in by_kind.items()}
        ranked = sorted(scores, key=lambda kind: scores[kind], reverse=True)
        return tuple(self._kinds[kind] for kind in ranked)

    def _weigh(self, words: Sequence[str], numbers: Collection[int]) -> list[float]:
        """What each word weighs; a number that a phrase may ask for as much as a rare word."""
        rare = log(1 + len(self._kinds))
        opened = {
            at
            for match in self._openings.find(words, range(len(words)))
            for at in range(match.used[-1] + 1, match.used[-1] + 1 + REACH)
        }
        return [
            (rare if at in numbers else self._weights.get(word, 0.0))
            * (OPENED if at in opened else 1.0)
            for at, word in enumerate(words)
        ]

    def _score(self, kind: int, matches: Sequence[Sequence[int]], weight: Sequence[float]) -> float:
        best = max(matches, key=lambda used: sum(weight[at] for at in used))
        others = {at for used in matches for at in used} - set(best)
        score = sum(weight[at] for at in best) + BESIDE * sum(weight[at] for at in others)
        return score * (FIRST if kind in self._first else 1.0)

    def _meant(self, tokens: Sequence[str]) -> list[str]:
        """The words that count, those of other Englishes put as phrases have them."""
        said = (word for token in tokens for word in self._instead.get(token, (token,)))
        return [word for word in said if word not in self._skipped]

    def _kept(self, text: str) -> Sequence[str]:
        return [stem(word) for word in word_tokens(text) if word not in self._skipped]


def _words(reader: PhraseReader, phrase: str) -> set[str]:
    """All words that a phrase may hold."""
    return {
        word
        for steps in reader.orders(phrase)
        for entries, _ in steps
        for entry in entries
        for word in entry
    }

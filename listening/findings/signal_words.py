"""Signal words: those that change what a phrase means, found once for a whole text.

Which words these are is data (`signals` in grammar.yaml); what they do to a finding is decided
in `negation`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from listening.findings.phrase_binder import PhraseBinder
from listening.tokeniser import SENTENCE, Reading

KINDS = (
    "everyday",
    "neutral",
    "not_a_denial",
    "denial",
    "unsure",
    "unsure_after",
    "about",
    "opener",
    "claim",
    "end",
    "gone",
    "ceased",
    "returned",
    "long_ago",
    "once",
    "unlike_before",
)
"""The kinds of signal words; grammar.yaml says what each is for."""


@dataclass(frozen=True)
class SmallWords:
    """The words that bind a list, a helper or a denial to a finding (`small` in grammar.yaml)."""

    alternatives: frozenset[str]
    listing: frozenset[str]
    helpers: frozenset[str]
    plain_denials: frozenset[str]
    anew: frozenset[str]
    anaphors: frozenset[str]
    past: frozenset[str]
    lead_in: frozenset[str]


@dataclass(slots=True)
class Signals:
    """The signal words of one text: per word its kind ("" for none) and where the signal starts."""

    kind: list[str]
    start: list[int]
    general: list[bool] = field(default_factory=list)


class Grammar:
    """The signal words of a language, compiled once."""

    def __init__(
        self,
        signals: Mapping[str, Sequence[str]],
        bridge: Iterable[str],
        claims: Iterable[str],
        answers: Iterable[str],
        after_gone: Iterable[str],
        gone_on: Iterable[str],
        verbs: Iterable[str],
        small: Mapping[str, Iterable[str]],
        binder: PhraseBinder,
    ) -> None:
        self.small = SmallWords(**{name: frozenset(words) for name, words in small.items()})
        for number, kind in enumerate(KINDS):
            for phrase in signals.get(kind, ()):
                binder.add(number, phrase)
        self._book = binder.bind()
        self.bridge = frozenset(bridge)
        self.claims = frozenset(claims)
        self.answers = frozenset(answers)
        self.after_gone = frozenset(after_gone)
        self.gone_on = frozenset(gone_on)
        self.verbs = frozenset(verbs)

    @property
    def words(self) -> frozenset[str]:
        """All words the signals know."""
        return self._book.words() | self.bridge | self.claims | self.answers

    def mark(
        self,
        reading: Reading,
        words: Sequence[str],
        place: Sequence[int],
        numbers: Iterable[tuple[int, int, float]],
    ) -> Signals:
        """Find the signals: longest first from left to right, each word in one signal only."""
        kind, start = [""] * len(words), list(range(len(words)))
        found = sorted(
            self._book.find(words, place, numbers), key=lambda m: (m.used[0], -m.used[-1], -m.label)
        )
        free = 0
        for match in found:
            if match.used[0] < free:
                continue
            name = KINDS[match.label]
            if name == "opener" and not self._opens(reading, match.used[0], match.used[-1] + 1):
                continue
            for at in range(match.used[0], match.used[-1] + 1):
                kind[at], start[at] = name, match.used[0]
            free = match.used[-1] + 1
        for at, word in enumerate(words):
            if word == "no" and kind[at] == "denial" and self._answers(reading, words, at):
                kind[at] = "neutral"
        signals = Signals(kind, start)
        signals.general = self._general(reading, words, signals)
        return signals

    def _opens(self, reading: Reading, at: int, end: int) -> bool:
        """Whether a question word opens its sentence; "can't pee", "is paining" are statements."""
        following = reading.words[end : end + 1]
        if following and (following[0] == "not" or following[0].endswith("ing")):
            return False
        return (
            at == 0 or reading.pauses[at] == SENTENCE or reading.words[at - 1] in self.small.lead_in
        )

    def _answers(self, reading: Reading, words: Sequence[str], at: int) -> bool:
        """Whether this "no" is an answer of its own: "no, I have a fever", "no it burns"."""
        if at + 1 >= len(words):
            return True
        return reading.pauses[at + 1] > 0 or words[at + 1] in self.answers

    def _general(self, reading: Reading, words: Sequence[str], signals: Signals) -> list[bool]:
        """Per word: whether its sentence asks about a thing, and nobody claims to have it."""
        general: list[bool] = []
        start = 0
        size = len(words)
        while start < size:
            end = start + 1
            while end < size and reading.pauses[end] != SENTENCE:
                end += 1
            kinds = signals.kind[start:end]
            asks = "about" in kinds or "opener" in kinds
            claims = any(
                kinds[at] == "claim" or (kinds[at] in ("", "unsure") and word in self.claims)
                for at, word in enumerate(words[start:end])
            )
            general += [asks and not claims] * (end - start)
            start = end
        return general

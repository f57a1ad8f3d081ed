"""Negation scope: whether a phrase is denied, unsure, long over, a saying or only asked about.

Where in doubt a finding stands as present: a denial must reach its finding over nothing but small
words or a list of findings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from listening.findings.signal_words import Grammar, Signals
from listening.tokeniser import COMMA, SENTENCE, Reading

PRESENT, UNSURE, ABSENT, UNSAID = "present", "unsure", "absent", "unsaid"

_OVER = ("gone", "ceased")
_REACH = 14
"""How many words a denial may stand before its finding."""
_LOOSE = 3
"""How many unknown words a list joined by "or" may hold between a denial and its finding."""


@dataclass(slots=True)
class Span:
    """A finding's words in the text, with what was decided about them."""

    finding: str
    written: str
    state: str
    used: tuple[int, ...]
    owner: str | None = None
    history: bool = False
    over: bool = False
    inner: bool = False

    @property
    def first(self) -> int:
        return self.used[0]

    @property
    def last(self) -> int:
        return self.used[-1]


class Judge:
    """Decides what is said about each finding of one text, from left to right."""

    def __init__(
        self, grammar: Grammar, reading: Reading, words: Sequence[str], signals: Signals
    ) -> None:
        self._grammar = grammar
        self._small = grammar.small
        self._pauses = reading.pauses
        self._words = words
        self._signals = signals
        self._covered: dict[int, tuple[str, int]] = {}

    def judge(self, span: Span) -> str:
        """Present, unsure, absent, or unsaid (a saying, long over, a general question)."""
        kinds, used = self._signals.kind, set(span.used)
        if any(kinds[at] in ("everyday", "returned") and not self._knows(at, used) for at in used):
            return UNSAID
        if kinds[span.last] in _OVER and self._goes_on(span.last + 1):
            return UNSAID
        state = self._inside(span, used)
        span.inner = state == ABSENT
        turned = "end" in kinds[span.first : span.last]
        if state == PRESENT and not turned:
            state = self._before(span)
        if state != UNSAID and self._signals.general[span.first]:
            state = UNSAID
        if not span.history and state in (PRESENT, UNSURE):
            state = self._after(span, state)
        if state == PRESENT and self._trails_off(span):
            state = UNSURE
        if state == ABSENT and self._unlike_before(span):
            state = PRESENT
        if state != UNSAID:
            for at in span.used:
                self._covered[at] = (state, span.last)
        return state

    def _knows(self, at: int, used: set[int]) -> bool:
        """Whether the phrase itself speaks of the whole saying, as "blood thinner" does."""
        start = self._signals.start[at]
        saying = [
            spot for spot in range(start, len(self._words)) if self._signals.start[spot] == start
        ]
        return all(spot in used for spot in saying)

    def _inside(self, span: Span, used: set[int]) -> str:
        """Signals between the words of the phrase: "my back does not hurt"."""
        for at in range(span.first + 1, span.last):
            kind = self._signals.kind[at]
            if at in used or self._signals.start[at] in used:
                continue
            if kind == "denial" and self._words[at] in self._small.plain_denials:
                return ABSENT
            if kind == "unsure" and self._words[at] != "if":
                return UNSURE
        return PRESENT

    def _before(self, span: Span) -> str:
        """Signals that reach the phrase from before it."""
        words, signals, grammar = self._words, self._signals, self._grammar
        joined, claimed, loose = "", False, 0
        own = {  # signals the phrase is itself made of: "can not tell when I need to go"
            signals.start[at]
            for at in span.used
            if signals.kind[at] and words[at] not in self._small.helpers
        }
        at = span.first - 1
        stop = max(-1, span.first - 1 - _REACH)
        while at > stop:
            pause = self._pauses[at + 1]
            if pause == SENTENCE:
                break
            if pause == COMMA:
                if claimed or self._stands_alone(span):
                    break
                joined = joined or "listing"
            kind, word = signals.kind[at], words[at]
            if kind and signals.start[at] in own:
                kind = "neutral"
            if kind in ("end", "everyday", "not_a_denial", "opener", "gone"):
                break
            state, until = self._covered.get(at, ("", 0))
            if state and until < span.first:
                if joined and state != PRESENT:
                    return self._listed(joined, state, span)
                if state != ABSENT or word not in grammar.bridge:
                    break  # but "no sudden severe pain" denies both
            if kind == "denial" and word == "without" and "not" in words[max(0, at - 8) : at]:
                return PRESENT  # "can't sip water without bringing it up"
            if kind == "denial" and words[span.first] in self._small.plain_denials:
                return PRESENT  # its own "no" is enough: "I don't have no feeling in my legs"
            if kind in ("denial", "ceased"):
                return ABSENT if joined != "listing" else self._listed(joined, ABSENT, span)
            if kind == "once":
                return ABSENT if not span.history else PRESENT
            if kind == "long_ago":
                return PRESENT if span.history else UNSAID
            if kind in ("unsure", "unsure_after"):
                return UNSURE
            if kind == "about":
                return PRESENT if claimed or self._claimed_within(span) else UNSAID
            if word in self._small.alternatives:
                joined = "alternative"
            elif word in self._small.listing:
                if claimed or self._stands_alone(span):
                    break
                joined = joined or "listing"
            elif state or kind in ("neutral", "claim") or word in grammar.bridge:
                claimed = (
                    claimed or kind == "claim" or word in grammar.claims or word in self._small.anew
                )
            elif joined == "alternative" and loose < _LOOSE:
                loose += 1
            else:
                break
            at = signals.start[at] - 1
        return PRESENT

    def _stands_alone(self, span: Span) -> bool:
        """Whether a phrase is no item of a list: it has a verb, or a "no", of its own."""
        said = self._words[span.first : span.last + 1]
        verbs = self._grammar.verbs
        return self._signals.kind[span.first] == "denial" or any(word in verbs for word in said)

    def _claimed_within(self, span: Span) -> bool:
        """Whether the phrase or what follows makes it somebody's own: "blood in my pee since"."""
        for at in range(span.first, len(self._words)):
            if at > span.first and self._pauses[at] == SENTENCE:
                return False
            if at <= span.last and self._words[at] in self._grammar.claims:
                return True
            if at > span.last and self._signals.kind[at] == "claim":
                return True
        return False

    def _listed(self, joined: str, state: str, span: Span) -> str:
        """A list after a denial: "or" carries it on; "and" or a comma leaves it unsure."""
        if joined == "alternative" or state != ABSENT:
            return state
        for at in range(span.last + 1, min(len(self._words), span.last + 6)):
            if self._pauses[at] == SENTENCE or self._signals.kind[at] == "end":
                break
            if self._words[at] in self._small.alternatives:
                return ABSENT
        return UNSURE

    def _after(self, span: Span, state: str) -> str:
        """Signals after the phrase: "the fever has gone", "blood in my pee, years ago"."""
        if span.written != ABSENT and self._is_over(span):
            span.over = True
            return ABSENT
        kinds, words = self._signals.kind, self._words
        for at in range(span.last + 1, min(len(words), span.last + 9)):
            if self._pauses[at] or kinds[at] == "end" or words[at] in self._small.listing:
                break
            if kinds[at] == "long_ago":
                return UNSAID
        return state

    def _is_over(self, span: Span) -> bool:
        """Whether it is said to be over: "has gone", "but it went away", and did not return."""
        kinds, words = self._signals.kind, self._words
        fresh = True
        for at in range(span.last + 1, min(len(words), span.last + 12)):
            if self._pauses[at] == SENTENCE:
                return False
            if kinds[at] in _OVER and fresh:
                end = at
                while end < len(words) and kinds[end] in _OVER:
                    end += 1
                return not self._goes_on(end) and "returned" not in kinds[end : end + 9]
            fresh = (fresh and words[at] in self._grammar.after_gone) or words[
                at
            ] in self._small.anaphors
        return False

    def _goes_on(self, at: int) -> bool:
        """Whether "gone" is not the end of it: "gone to my groin", "gone grey", "stopped me"."""
        return at < len(self._words) and self._words[at] in self._grammar.gone_on

    def _trails_off(self, span: Span) -> bool:
        """Whether doubt follows at once: "a fever, not sure"."""
        at = span.last + 1
        if at >= len(self._words) or self._pauses[at] == SENTENCE:
            return False
        return self._signals.kind[at] == "unsure_after"

    def _unlike_before(self, span: Span) -> bool:
        """Whether a denial only says it is new: "never had back pain like this"."""
        said = self._words[max(0, span.first - 6) : span.first]
        if span.history or not ("never" in said or ("not" in said and "had" in said)):
            return False
        for at in range(span.last + 1, min(len(self._words), span.last + 4)):
            if self._pauses[at]:
                return False
            if self._signals.kind[at] == "unlike_before":
                return True
        return False

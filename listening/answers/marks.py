"""The small words of an answer: yes, no, doubt, a turn; found in a text, weighed into one answer.

Which words these are is data (`marks` of answers.yaml); what they amount to is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from listening.findings.phrase_binder import PhraseBinder
from listening.tokeniser import COMMA, SENTENCE, Reading

YES, NO, NOT_SURE = "yes", "no", "not_sure"
_SAYS = {"yes": YES, "surely": YES, "agreed": YES, "yeah": YES, "some": YES,
         "short_yes": YES, "offer_yes": YES,
         "no": NO, "bare": NO, "short_no": NO, "fine": NO, "offer_no": NO,
         "unsure": NOT_SURE}  # fmt: skip
"""Mark → what it says; all other marks say nothing by themselves."""
_WEAK = frozenset({"yeah", "some", "short_yes", "fine"})
"""Marks that a clear word outweighs: "yeah, no", "it is, um, not"."""
_AT_FIRST = frozenset({"some", "surely"})
"""Marks that count only before all that is told: "certainly", not "the best I certainly had"."""
_STANDING_ALONE = frozenset({"short_yes", "short_no"})
_QUIET = frozenset({"neutral", "small"})
"""Marks that tell nothing more after "I am", "I do not"."""
_TURNS = frozenset({"turn", "hold"})
_PLAIN_NOT = "not"


@dataclass(frozen=True, slots=True)
class Mark:
    """A small word, or a run of them: words[start:end] of a kind."""

    kind: str
    start: int
    end: int

    @property
    def says(self) -> str:
        """yes, no, not_sure, or nothing."""
        return _SAYS.get(self.kind, "")

    @property
    def weak(self) -> bool:
        """Whether a clear word outweighs it."""
        return self.kind in _WEAK


class Marker:
    """Finds the marks of a language. marks: kind → phrases, in the order in which they win."""

    def __init__(self, marks: Mapping[str, Sequence[str]]) -> None:
        self._kinds = tuple(marks)
        binder = PhraseBinder()
        for number, kind in enumerate(self._kinds):
            for phrase in marks[kind]:
                binder.add(number, str(phrase))
        self._book = binder.bind()

    def find(self, reading: Reading) -> list[Mark]:
        """The marks from left to right, the longest at each place; none reaches over a sentence."""
        place = list(range(len(reading)))
        for at in range(len(reading)):
            if at and reading.pauses[at] == SENTENCE:
                place[at:] = [spot + len(reading) for spot in place[at:]]
        found = [
            Mark(self._kinds[match.label], match.used[0], match.used[-1] + 1)
            for match in self._book.find(reading.words, place)
        ]
        quiet = {mark.start: mark.end for mark in found if mark.kind in _QUIET}
        marks: list[Mark] = []
        free = 0
        for mark in sorted(found, key=lambda mark: (mark.start, -mark.end)):
            if _needs_to_stand_alone(reading, mark) and not _stands_alone(reading, mark, quiet):
                continue
            if mark.start >= free:
                free = mark.end
                marks.append(mark)
        return marks


def _apart(reading: Reading, mark: Mark) -> bool:
    """Whether a pause, or nothing at all, follows a mark."""
    return mark.end == len(reading) or reading.pauses[mark.end] >= COMMA


def _stands_alone(reading: Reading, mark: Mark, quiet: Mapping[int, int]) -> bool:
    """Whether only words that tell nothing follow a mark, up to a pause or the end."""
    at = mark.end
    while at < len(reading) and (at == mark.start or reading.pauses[at] < COMMA):
        if at not in quiet:
            return False
        at = quiet[at]
    return True


def _needs_to_stand_alone(reading: Reading, mark: Mark) -> bool:
    """ "I am", "I do not": an answer only where it is not the start of something told."""
    return mark.kind in _STANDING_ALONE or reading.words[mark.start : mark.end] == (_PLAIN_NOT,)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the marks of one answer amount to.

    says: yes, no, not_sure or nothing. leads: it stands before or after everything else.
    all_of_it: nothing but marks was said. held: it breaks off at "wait".
    """

    says: str
    all_of_it: bool
    held: bool
    none: bool


def weigh(reading: Reading, marks: Sequence[Mark]) -> Weighed:
    """One answer out of the marks of a text."""
    covered = {at for mark in marks for at in range(mark.start, mark.end)}
    whole = len(covered) == len(reading)
    telling = [mark for mark in marks if mark.says and _counts(reading, marks, mark, covered)]
    held = _breaks_off(marks, telling)
    telling = _after_the_turn(reading, marks, telling)
    none = any(mark.kind == "not_one" for mark in marks)
    return Weighed(_outcome(telling), whole, held, none)


def _counts(reading: Reading, marks: Sequence[Mark], mark: Mark, covered: set[int]) -> bool:
    """Whether a mark answers where it stands, or is only a word of what is told."""
    size = len(reading)
    first = all(at in covered for at in range(mark.start))
    last = mark.end == size or all(
        any(other.kind in _QUIET and other.start <= at < other.end for other in marks)
        for at in range(mark.end, size)
    )
    apart = _apart(reading, mark)
    before = reading.pauses[mark.start] >= COMMA or any(
        other.end == mark.start and (other.says or other.kind in _TURNS) for other in marks
    )
    if mark.kind == "bare":
        return first or last or (apart and before)
    if mark.kind == "short_yes":
        return first or before
    if mark.kind == "yeah":
        return first or last or apart
    if mark.kind == "agreed":
        return first or last
    return first or mark.kind not in _AT_FIRST


def _breaks_off(marks: Sequence[Mark], telling: Sequence[Mark]) -> bool:
    """Whether "wait" is the last that counts: "no wait"."""
    holds = [mark.start for mark in marks if mark.kind == "hold"]
    return bool(holds) and not any(mark.start > holds[-1] for mark in telling)


def _after_the_turn(reading: Reading, marks: Sequence[Mark], telling: list[Mark]) -> list[Mark]:
    """What counts after "no, sorry, yes", "nah nah... actually yeah": the last word."""
    for turn in reversed([mark for mark in marks if mark.kind in _TURNS]):
        before = [mark for mark in telling if mark.end <= turn.start]
        after = [mark for mark in telling if mark.start >= turn.end]
        if not before or not after or before[-1].says == after[0].says:
            continue
        near = after[0].start - turn.end <= 2 and reading.pauses[turn.end] != SENTENCE
        if not after[0].weak or (near and not before[-1].weak):
            return after
    return telling


def _outcome(telling: Sequence[Mark]) -> str:
    said = {mark.says for mark in telling}
    if len(said) < 2:
        return next(iter(said), "")
    clear = [mark for mark in telling if not mark.weak]
    if any(mark.says == NOT_SURE for mark in telling):
        return NOT_SURE
    if {mark.says for mark in clear} == {YES, NO}:
        first, second = clear[0], clear[1]
        together = len(clear) == 2 and second.start - first.end < 1
        return second.says if together else NOT_SURE
    nah_yeah = (
        len(telling) == 2
        and telling[0].says == NO
        and telling[1].kind == "yeah"
        and telling[0].end == telling[1].start
        and telling[1].start <= 2
    )
    if nah_yeah:
        return YES
    return clear[0].says if clear else NO

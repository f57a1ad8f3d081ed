"""Speech that starts again: "when I, when I pee", "my b- b- back", "bit pink. The urine".

What was said twice counts once, and a full stop that a recogniser puts between fragments parts
nothing.
"""

from __future__ import annotations

from collections.abc import Collection

from listening.tokeniser import COMMA, SENTENCE, Reading

_MOST_REPEATED = 3
"""Words of the longest piece that is said again."""
_KEY_WORDS = 2
"""Words of the longest sentence that is only key words."""
_FRAGMENT = 4
"""Words of the longest sentence that an article opens and that only ends the one before."""


def joined(
    reading: Reading,
    whole: Collection[str],
    openers: Collection[str],
    answers: Collection[str],
    small: Collection[str],
) -> Reading:
    """The reading without what was said twice, its fragments joined.

    whole: one-letter words of the language. openers: words that open a fragment ("the").
    answers: words that are a sentence of their own ("no"). small: words that nobody says twice
    for weight ("the the").
    """
    words, pauses = list(reading.words), list(reading.pauses)
    _drop_stammer(words, pauses, whole)
    _drop_repeats(words, pauses, {*small, *openers})
    _join_fragments(words, pauses, openers, answers)
    return Reading(tuple(words), tuple(pauses))


def _drop_stammer(words: list[str], pauses: list[int], whole: Collection[str]) -> None:
    """ "b b back" is "back": a letter that the next word starts with."""
    for at in range(len(words) - 2, -1, -1):
        if len(words[at]) == 1 and words[at] not in whole and words[at + 1][0] == words[at]:
            pauses[at + 1] = pauses[at]
            del words[at], pauses[at]


def _drop_repeats(words: list[str], pauses: list[int], small: Collection[str]) -> None:
    """ "when I, when I" is "when I"; one word only after a comma, or if it is small: "the the"."""
    at = 1
    while at < len(words):
        for size in range(_MOST_REPEATED, 0, -1):
            again = words[at : at + size]
            if at < size or again != words[at - size : at] or pauses[at] == SENTENCE:
                continue
            if size == 1 and pauses[at] != COMMA and words[at] not in small:
                continue  # "very very", "pain pain": said for weight
            if words[at][0].isdigit():
                continue
            del words[at : at + size], pauses[at : at + size]
            at -= 1
            break
        at += 1


def _join_fragments(
    words: list[str], pauses: list[int], openers: Collection[str], answers: Collection[str]
) -> None:
    """Turn the full stop between fragments into a comma."""
    starts = [at for at in range(len(words)) if at == 0 or pauses[at] == SENTENCE]
    ends = [*starts[1:], len(words)]
    for before, start, end in zip(starts, starts[1:], ends[1:], strict=False):
        said, last = words[start:end], words[before:start]
        if not any(word in answers for word in (said[0], *last)):
            short = len(said) <= _KEY_WORDS and len(last) <= _KEY_WORDS
            if short or (said[0] in openers and len(said) <= _FRAGMENT):
                pauses[start] = COMMA

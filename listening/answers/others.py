"""Speech that has nothing to do with what was asked, whatever yes or no stands in it.

A speaker hears the room: "certainly, I'll book us a table" is a yes to somebody else. It shows in
what stands beside the answer: words for others (`to_others` of answers.yaml), or strange words,
which no phrase that is listened for has and which are none of the small words of a sentence. One
strange word is how people talk ("yes, at the cinema"); several are another matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from listening.answers.marks import YES, Mark
from listening.findings.phrase_binder import PhraseBinder
from listening.tokeniser import Reading

MOST = 1
"""Strange words that an answer may have beside it."""
BESIDE_A_CHOICE = 1
"""Words of any kind that may stand beside "both" or "the first one"."""

_WORD = re.compile(r"[^\W\d_]+")


class OtherMatters:
    """Tells what is no answer. data: the parsed answers.yaml; known: the words of all findings."""

    def __init__(self, data: Mapping[str, Any], known: Iterable[str]) -> None:
        self._known = frozenset(known) | frozenset(_all_words(data))
        binder = PhraseBinder()
        for phrase in data["to_others"]:
            binder.add(0, phrase)
        self._to_others = binder.bind()

    def heard(self, says: str, reading: Reading, marks: Sequence[Mark]) -> bool:
        """Whether a text with a yes or a no speaks of something else.

        Words for others undo a yes only: who says no to a nurse may well go on to her daughter.
        """
        if sum(word not in self._known for word in beside(reading, marks)) > MOST:
            return True
        covered = {at for mark in marks for at in range(mark.start, mark.end)}
        found = self._to_others.find(reading.words, range(len(reading)))
        return says == YES and any(not covered.issuperset(match.used) for match in found)


def beside(reading: Reading, marks: Sequence[Mark]) -> list[str]:
    """The words of a text outside its marks, without numbers."""
    covered = {at for mark in marks for at in range(mark.start, mark.end)}
    return [
        word for at, word in enumerate(reading.words) if at not in covered and not word[0].isdigit()
    ]


def _all_words(data: Any) -> Iterator[str]:
    """Every word that stands anywhere in parsed content."""
    if isinstance(data, str):
        yield from _WORD.findall(data.lower())
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from _all_words(key)
            yield from _all_words(value)
    elif isinstance(data, Iterable):
        for value in data:
            yield from _all_words(value)

"""Speller: misspelt words → the word of a known vocabulary that was meant, or the word as it is.

A correction can put a symptom into somebody's mouth, so it is shy: only words that are neither
known nor common English are touched, the first letter must stand, short words are left alone
unless listed as a slip, two words equally near mean no correction, and so does a common word that
is nearer ("delicoius" is not "delirious").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

SHORTEST = 5
"""Letters a word needs before one slip in it is put right."""
LONG = 9
"""Letters the word meant needs before two slips in it are put right."""
MOST = 12
"""Unknown words of one text that are looked up."""

_LIKE = ("aeiouy", "ckqsxz", "fpv", "gj", "td", "mn", "wv", "bp", "lr")
_LISTS = ("common_words.txt", "real_words.txt")


@cache
def common_words() -> frozenset[str]:
    """English words that are never taken for a misspelling: everyday ones and look-alikes."""
    texts = (Path(__file__).with_name(name).read_text(encoding="utf-8") for name in _LISTS)
    lines = [line for text in texts for line in text.splitlines()]
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


def _by_start(words: Iterable[str]) -> dict[tuple[str, int], list[str]]:
    """Words long enough to be misspelt, by first letter and length."""
    found: dict[tuple[str, int], list[str]] = {}
    for word in words:
        if len(word) >= SHORTEST - 1:
            found.setdefault((word[0], len(word)), []).append(word)
    return found


def _letters(word: str) -> int:
    """Which letters a word holds, one bit each: two words far apart here are far apart at all."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 31)
    return bits


def distance(one: str, two: str, most: int = 3) -> int:
    """Edits between two words: a letter put in, left out, changed, or two swapped.

    Counts no further than `most` + 1.
    """
    if abs(len(one) - len(two)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        last, row = row, [i]
        for j, b in enumerate(two, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and b == one[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before = last
    return row[-1]


def _sounds_alike(one: str, two: str) -> bool:
    """Whether words of one length differ only by letters that are mistaken for each other."""
    return all(
        a == b or any(a in like and b in like for like in _LIKE)
        for a, b in zip(one, two, strict=True)
    )


class Speller:
    """Corrects single tokens towards a vocabulary.

    vocabulary: the words to correct to.
    slips: misspelling → word, for slips too short or too far off to be found by distance.
    known: further words to leave alone, besides the common ones.
    """

    def __init__(
        self,
        vocabulary: Iterable[str],
        slips: Mapping[str, str] | None = None,
        known: Iterable[str] = (),
    ) -> None:
        words = {word for word in vocabulary if word.isascii() and word.isalpha()}
        self._slips = dict(slips or {})
        self._known = words | common_words() | set(known)
        self._near = _by_start(words)
        self._rivals = _by_start(self._known - words)
        self._letters: dict[tuple[str, int], list[tuple[int, str]]] = {}

    def known(self, word: str) -> bool:
        """Whether a word would be left alone."""
        return word in self._known

    def correct(self, word: str) -> str:
        """The word meant, or the same word where nothing is near or two are equally near."""
        if word in self._slips:
            return self._slips[word]
        if len(word) < SHORTEST - 1 or len(word) > 24 or word in self._known:
            return word
        return self._search(word)

    def is_slip(self, word: str) -> bool:
        """Whether a word is a listed misspelling, so that what it means is no guess."""
        return word in self._slips

    def correct_all(self, words: Sequence[str]) -> list[str]:
        """Each word corrected; past `MOST` different unknown words it is not English, and left."""
        meant: dict[str, str] = {}
        for word in words:
            if word not in meant and len(meant) < MOST and not self._is_fine(word):
                meant[word] = self.correct(word)
        return [meant.get(word, word) for word in words]

    def _is_fine(self, word: str) -> bool:
        return word not in self._slips and (len(word) < SHORTEST - 1 or word in self._known)

    def _search(self, word: str) -> str:
        if not (word.isascii() and word.isalpha()):
            return word
        size, letters = len(word), _letters(word)
        most = 2 if size >= LONG - 1 else 1
        ranked = sorted(
            (edits, len(near) != size, near)
            for length in range(size - most, size + most + 1)
            for bits, near in self._like(word[0], length)
            if (bits ^ letters).bit_count() <= 2 * most
            and (edits := self._edits(word, near)) is not None
        )
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0] and not _same_stem(
            ranked[0][2], ranked[1][2]
        )):  # fmt: skip
            return word
        return word if self._is_nearer(word, ranked[0][0]) else ranked[0][2]

    def _is_nearer(self, word: str, edits: int) -> bool:
        """Whether a word that is no part of the vocabulary lies nearer than `edits`."""
        return any(
            distance(word, rival, edits - 1) < edits
            for length in range(len(word) - edits + 1, len(word) + edits)
            for rival in self._rivals.get((word[0], length), ())
        )

    def _like(self, first: str, length: int) -> list[tuple[int, str]]:
        """The words of a first letter and length with their letters, worked out on first need."""
        key = (first, length)
        if key not in self._near:
            return []
        if key not in self._letters:
            self._letters[key] = [(_letters(word), word) for word in self._near[key]]
        return self._letters[key]

    @staticmethod
    def _edits(word: str, near: str) -> int | None:
        shorter, longer = sorted((len(word), len(near)))
        allowed = 2 if longer >= LONG and shorter >= LONG - 1 else 1
        edits = distance(word, near, allowed)
        if edits > allowed or max(len(word), len(near)) < SHORTEST:
            return None
        if edits == 1 and len(word) == len(near) and len(word) < LONG:
            swapped = sorted(word) == sorted(near)
            if not swapped and not _sounds_alike(word, near):
                return None
        return edits


def _same_stem(one: str, two: str) -> bool:
    """Whether two words share all but an ending, so that either will do."""
    stem = min(len(one), len(two)) - 2
    return stem >= 4 and one[:stem] == two[:stem]

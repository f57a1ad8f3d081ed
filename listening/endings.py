"""Word endings of English: a word and its everyday forms brought to one stem.

>>> [stem(word) for word in ("worried", "worrying", "driving", "drives", "sitting", "bus")]
['worry', 'worry', 'drive', 'drive', 'sit', 'bus']
"""

from __future__ import annotations

from functools import lru_cache

_VOWELS = frozenset("aeiouy")
_LEAST = 3
"""Letters that a stem has at least."""
_SHORT = 4
"""Letters of the longest stem that may have lost an e: mak(ing), driv(ing)."""


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The stem of a word, the word itself where it has no ending."""
    if len(word) <= _LEAST:
        return word
    for ending in ("ies", "ied"):
        if word.endswith(ending) and len(word) > _LEAST + 1:
            return word[:-3] + "y"
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _LEAST and _VOWELS & set(rest):
            return _whole(rest)
    if word.endswith("es") and word[:-2].endswith(("o", "s", "x", "z", "ch", "sh")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and word[-2] not in "sui" else word


def _whole(rest: str) -> str:
    """What stood before -ing or -ed: a letter that was doubled or dropped put right."""
    if rest[-1] == rest[-2] and rest[-1] not in "lsz":
        return rest[:-1]
    ends_short = rest[-1] not in _VOWELS | set("wx") and rest[-2] in _VOWELS
    lost_e = ends_short and rest[-3] not in _VOWELS and len(rest) <= _SHORT
    return rest + "e" if lost_e or (rest[-1] in "cvz" or rest[-1] == "s" != rest[-2]) else rest

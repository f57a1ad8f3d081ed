"""Two questions in one sentence, cut apart: "what is a stent, and does it hurt?"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from listening.asking.words import AskingWords
from listening.tokeniser import SENTENCE

_HEAD = 4
"""Words among which a question opens: "and what about"."""


def parts(tokens: Sequence[str], pauses: Sequence[int], words: AskingWords) -> list[Sequence[str]]:
    """The tokens of a text, cut where one sentence ends or another question is joined on.

    pauses: before each token, as the tokeniser has them.
    """
    cuts = [
        at
        for at in range(1, len(tokens))
        if (at < len(pauses) and pauses[at] >= SENTENCE)
        or (tokens[at - 1] in words.joins and tokens[at] in _openers(words))
    ]
    edges = [0, *cuts, len(tokens)]
    return [tokens[start:end] for start, end in pairwise(edges) if end > start]


def opens(part: Sequence[str], words: AskingWords) -> bool:
    """Whether a part begins as a question does, small words before it left aside."""
    return not _openers(words).isdisjoint(part[:_HEAD])


def asks_outright(part: Sequence[str], words: AskingWords) -> bool:
    """Whether it begins as only a question can: "can that", "what does", not "how I move"."""
    head = [*part[:2], "", ""]
    begins = head[0] in words.asks | words.asks_first and head[1] in words.auxiliary
    return begins or head[0] in words.auxiliary


def _openers(words: AskingWords) -> frozenset[str]:
    return words.asks | words.asks_first | words.auxiliary

"""How long speech takes, estimated from its words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audio.script import RATES, Pace, Piece, Script, Word

LEAD_IN = 0.05
"""Seconds of silence before the first word."""
TAIL = 0.25
"""Seconds of silence after the last word."""

# Fitted to espeak-ng's klatt4 over the content's sentences at 155 words a minute.
_MEASURED_AT = 155
_PIECE = 0.187
_LETTER = 0.069
_COMMA = 0.44


def seconds(script: Script, pace: Pace) -> float:
    """Estimated length of the clip in seconds (usually within a tenth of the rendered one)."""
    silences = sum(piece.silence(pace) for piece in script[1:])
    return LEAD_IN + sum(piece_seconds(piece, pace) for piece in script) + silences + TAIL


def piece_seconds(piece: Piece, pace: Pace) -> float:
    return (_PIECE + sum(weights(piece.words))) * _MEASURED_AT / RATES[pace]


def weights(words: Sequence[Word]) -> list[float]:
    """How long each word is likely to take, relative to the others."""
    return [_weight(word) for word in words]


def spread(
    words: Sequence[Word], length: float, known: Sequence[float | None] | None = None
) -> list[float]:
    """Where each word begins in a piece of `length` seconds.

    Known beginnings are kept; those in between are shared out by how long words are likely to take.
    """
    anchors: list[float | None] = list(known) if known else [None] * len(words)
    if anchors:
        anchors[0] = anchors[0] or 0.0
    begins = [0.0] * len(words)
    shares = weights(words)
    index = 0
    while index < len(words):
        stop = index + 1
        while stop < len(words) and anchors[stop] is None:
            stop += 1
        start = anchors[index] or 0.0
        end = anchors[stop] if stop < len(words) else length
        room = max(0.0, (end or 0.0) - start)
        total = sum(shares[index:stop]) or 1.0
        done = 0.0
        for place in range(index, stop):
            begins[place] = start + room * done / total
            done += shares[place]
        index = stop
    return begins


def _weight(word: Word) -> float:
    letters = len(re.sub(r"\W", "", word.spoken))
    comma = _COMMA if word.text[-1:] in {",", ";", ":"} else 0.0
    return letters * _LETTER / word.rate + comma

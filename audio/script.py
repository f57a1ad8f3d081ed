"""What an engine is given to speak: pieces (one idea each) made of words, with pauses between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

Pace = Literal["slow", "normal", "fast"]
Emphasis = Literal["", "strong", "moderate", "reduced"]

PACES: tuple[Pace, ...] = ("slow", "normal", "fast")

GAPS: Mapping[str, float] = {"slow": 0.46, "normal": 0.40, "fast": 0.34}
"""Silence between two ideas in seconds, by pace."""

RATES: Mapping[str, int] = {"slow": 115, "normal": 145, "fast": 185}
"""Words a minute by pace as espeak-ng counts them. The content's short words come out faster, and
with the gaps at about 120, 150 and 190 words a minute."""


@dataclass(frozen=True)
class Word:
    """One written word and how it is spoken."""

    text: str
    """As written, with its punctuation: what captions show."""
    spoken: str
    """As an engine should read it: "nine one one" for a "911" that is said digit by digit."""
    emphasis: Emphasis = ""
    rate: float = 1.0
    """1 is the pace's own rate, 0.8 slower, 1.2 faster."""
    pitch: float = 1.0
    volume: float = 1.0


@dataclass(frozen=True)
class Piece:
    """Words said in one go."""

    words: tuple[Word, ...]
    new_idea: bool = True
    """Whether the gap between two ideas is due before it."""
    pause: float = 0.0
    """Seconds of silence before it that the text itself asks for."""

    def silence(self, pace: Pace) -> float:
        """Seconds of silence between the piece before and this one."""
        return max(self.pause, GAPS[pace] if self.new_idea else 0.0)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def spoken(self) -> str:
        return " ".join(word.spoken for word in self.words)


Script = tuple[Piece, ...]


def transcript(script: Script) -> str:
    """Everything that is said, as one line of plain text."""
    return " ".join(piece.text for piece in script)


def pronounce(script: Script, lexicon: Mapping[str, str]) -> Script:
    """The script with every word of the lexicon (lower case → spelling for the voice) replaced."""

    def say(word: Word) -> Word:
        bare = word.spoken.strip(".,;:!?\"'()").lower()
        owner = "'s" if bare.endswith("'s") else ""
        found = lexicon.get(bare.removesuffix(owner))
        if not found:
            return word
        start = word.spoken.lower().index(bare)
        end = start + len(bare)
        return replace(word, spoken=word.spoken[:start] + found + owner + word.spoken[end:])

    return tuple(replace(piece, words=tuple(map(say, piece.words))) for piece in script)

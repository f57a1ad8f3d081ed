"""WebVTT captions: two lines of at most 42 characters, word for word what is said.

https://www.w3.org/TR/webvtt1/ ; line length and number as in broadcasters' subtitle guidelines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LINE = 42
LINES = 2
ESTIMATED = "NOTE The times of the words are estimated; the voice does not report them."
SHORTEST = 0.05


@dataclass(frozen=True)
class TimedWord:
    """A word as written, and the second in the clip at which it begins."""

    text: str
    begins: float


@dataclass(frozen=True)
class TimedPiece:
    """The words of one idea and the second at which the last of them ends."""

    words: tuple[TimedWord, ...]
    ends: float


def webvtt(pieces: Sequence[TimedPiece], language: str, estimated: bool) -> str:
    """The caption file. A cue never reaches across two ideas."""
    # A header line "Language:" is not in the standard, so the language is a comment.
    blocks = ["WEBVTT", f"NOTE Language: {language}"]
    if estimated:
        blocks.append(ESTIMATED)
    number = 0
    for piece in pieces:
        cues = _cues(piece.words)
        for index, lines in enumerate(cues):
            number += 1
            begins = lines[0][0].begins
            ends = cues[index + 1][0][0].begins if index + 1 < len(cues) else piece.ends
            times = f"{_time(begins)} --> {_time(max(ends, begins + SHORTEST))}"
            text = "\n".join(_escape(" ".join(word.text for word in line)) for line in lines)
            blocks.append(f"{number}\n{times}\n{text}")
    return "\n\n".join(blocks) + "\n"


Line = list[TimedWord]


def _cues(words: Sequence[TimedWord]) -> list[list[Line]]:
    """Words in as few cues as there must be, filled evenly: no cue is left with a single word."""
    lines = _lines(words, LINE)
    if len(lines) > 1:
        count = _cue_count(lines)
        widths = (_lines(words, width) for width in range(LINE // 2, LINE + 1))
        lines = next(tried for tried in widths if _cue_count(tried) <= count)
    return [lines[at : at + LINES] for at in range(0, len(lines), LINES)]


def _cue_count(lines: Sequence[Line]) -> int:
    return -(-len(lines) // LINES)


def _lines(words: Sequence[TimedWord], width: int) -> list[Line]:
    lines: list[Line] = []
    used = 0
    for word in words:
        for part in _parts(word):
            if lines and used + 1 + len(part.text) <= width:
                lines[-1].append(part)
                used += 1 + len(part.text)
            else:
                lines.append([part])
                used = len(part.text)
    return lines


def _parts(word: TimedWord) -> list[TimedWord]:
    """The word, or pieces of it if it is longer than a line."""
    text = word.text
    return [TimedWord(text[at : at + LINE], word.begins) for at in range(0, len(text), LINE)]


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _time(seconds: float) -> str:
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(thousandths, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"

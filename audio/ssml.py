"""SSML (the dialect that Alexa reads) → pieces to speak.

The markup is read here and never handed on: every engine gets words, and says what it can of
their emphasis, rate, pitch and volume. Tags that are not known keep their text.
https://developer.amazon.com/en-US/docs/alexa/custom-skills/speech-synthesis-markup-language-ssml-reference.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast
from xml.parsers import expat
from xml.sax.saxutils import escape

from audio import say_as
from audio.errors import InputError, SsmlError
from audio.script import Emphasis, Piece, Script, Word

LONGEST = 8000
"""Characters that Alexa takes in one answer."""

LONGEST_PAUSE = 10.0
BREAKS = {"none": 0.0, "x-weak": 0.0, "weak": 0.15, "medium": 0.3, "strong": 0.5, "x-strong": 1.0}
RATES = {"x-slow": 0.6, "slow": 0.8, "medium": 1.0, "fast": 1.25, "x-fast": 1.5}
PITCHES = {"x-low": 0.7, "low": 0.85, "medium": 1.0, "high": 1.15, "x-high": 1.3}
VOLUMES = {"silent": 0.0, "x-soft": 0.5, "soft": 0.7, "medium": 1.0, "loud": 1.2, "x-loud": 1.4}
IDEAS = {"speak", "p", "s", "audio"}
"""Tags at whose edges one idea ends and another begins."""

# Engines trip over typographic signs (espeak-ng loses its word events on curly quotes).
PLAIN = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2026": "...",
     "\u2013": " - ", "\u2014": " - "}
)  # fmt: skip
INVISIBLE = str.maketrans({"\u00ad": None, "\u200b": None, "\u2060": None, "\ufeff": None})
ABBREVIATIONS = {
    "dr.",
    "mr.",
    "mrs.",
    "ms.",
    "st.",
    "e.g.",
    "i.e.",
    "vs.",
    "a.m.",
    "p.m.",
    "approx.",
}
END_OF_IDEA = re.compile(r"[.!?\u2026]+[\"'\u2019\u201d)\]]*$")


def parse(text: str) -> Script:
    """Pieces of an SSML document, or of plain text (anything that does not begin with <speak).

    Raises InputError if there is nothing to say or too much of it, SsmlError if it is malformed.
    """
    text = text.strip()
    if len(text) > LONGEST:
        raise InputError(f"Text of {len(text)} characters is too long; {LONGEST} is the most.")
    if not text.startswith("<speak"):
        text = from_text(text)
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.buffer_text = True
    try:
        parser.Parse(text, True)
    except (expat.ExpatError, UnicodeError) as error:
        raise SsmlError(
            f"Not well-formed SSML: {error}. Escape & as &amp; and < as &lt;."
        ) from None
    script = reader.script()
    if not any(character.isalnum() for piece in script for character in piece.spoken):
        raise InputError("There is nothing to say: give a text with at least one word.")
    return script


def from_text(text: str) -> str:
    """Plain text as an SSML document."""
    kept = "".join(
        c for c in text if c in "\t\n\r" or (c >= " " and not 0xD800 <= ord(c) <= 0xDFFF)
    )
    return f"<speak>{escape(kept)}</speak>"


def _refuse_doctype(*_: object) -> None:
    raise SsmlError("Not well-formed SSML: a document type is not allowed in speech.")


@dataclass(frozen=True)
class _Style:
    """How words are said inside the tags that are open."""

    emphasis: Emphasis = ""
    rate: float = 1.0
    pitch: float = 1.0
    volume: float = 1.0
    kind: str = ""
    """What <say-as> calls it."""
    hidden: bool = False
    """Inside <sub>, whose alias is said instead."""


class _Reader:
    """Collects words while the document is read from front to back."""

    def __init__(self) -> None:
        self._styles = [_Style()]
        self._words: list[Word] = []
        self._pieces: list[Piece] = []
        self._pause = 0.0
        self._new_idea = True
        self._glued = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        style = self._styles[-1]
        if tag in IDEAS:
            self._end_idea()
        elif tag == "break":
            self._break(attributes)
        elif tag == "emphasis":
            level = attributes.get("level", "moderate")
            known = level in {"strong", "moderate", "reduced"}
            style = replace(style, emphasis=cast(Emphasis, level if known else ""))
        elif tag == "prosody":
            style = replace(
                style,
                rate=_between(style.rate * _share(attributes.get("rate"), RATES), 0.5, 2.0),
                pitch=_between(style.pitch * _share(attributes.get("pitch"), PITCHES), 0.5, 1.5),
                volume=_between(style.volume * _loudness(attributes.get("volume")), 0.0, 2.0),
            )
        elif tag == "say-as":
            style = replace(style, kind=attributes.get("interpret-as", ""))
        elif tag == "sub" and attributes.get("alias"):
            self._add(attributes["alias"], style)
            style = replace(style, hidden=True)
        self._styles.append(style)

    def end(self, tag: str) -> None:
        self._styles.pop()
        if tag in IDEAS:
            self._end_idea()

    def characters(self, text: str) -> None:
        if not self._styles[-1].hidden:
            self._add(text, self._styles[-1])

    def script(self) -> Script:
        self._end_idea()
        return tuple(self._pieces)

    def _add(self, text: str, style: _Style) -> None:
        text = text.translate(INVISIBLE)
        glued = self._glued and not text[:1].isspace()
        for written in text.split():
            spoken = say_as.read(written, style.kind).translate(PLAIN)
            if glued and self._words:
                # "Call <say-as>911</say-as>." – the full stop belongs to the word before.
                last = self._words[-1]
                self._words[-1] = replace(
                    last, text=last.text + written, spoken=last.spoken + spoken
                )
            else:
                self._words.append(
                    Word(written, spoken, style.emphasis, style.rate, style.pitch, style.volume)
                )
            glued = False
        if text:
            self._glued = not text[-1].isspace()

    def _break(self, attributes: Mapping[str, str]) -> None:
        if "time" in attributes:
            seconds = _seconds(attributes["time"])
        else:
            seconds = BREAKS.get(attributes.get("strength", "medium"), BREAKS["medium"])
        if seconds > 0:
            self._put_sentences()
            self._pause = min(self._pause + seconds, LONGEST_PAUSE)

    def _end_idea(self) -> None:
        self._put_sentences()
        self._new_idea = True

    def _put_sentences(self) -> None:
        """Turns the words so far into pieces, one a sentence."""
        sentence: list[Word] = []
        for word in self._words:
            sentence.append(word)
            if _ends_idea(word):
                self._put(sentence)
                sentence = []
                self._new_idea = True
        self._put(sentence)
        self._words = []
        self._glued = False

    def _put(self, words: list[Word]) -> None:
        if any(character.isalnum() for word in words for character in word.spoken):
            self._pieces.append(Piece(tuple(words), self._new_idea, self._pause))
            self._pause = 0.0
            self._new_idea = False
        elif words and self._pieces:  # a lone full stop or dash: shown with what was said before
            last = self._pieces[-1]
            shown = " ".join([last.words[-1].text, *(word.text for word in words)])
            ending = replace(last.words[-1], text=shown)
            self._pieces[-1] = replace(last, words=(*last.words[:-1], ending))


def _ends_idea(word: Word) -> bool:
    return bool(END_OF_IDEA.search(word.text)) and word.text.lower() not in ABBREVIATIONS


def _seconds(text: str) -> float:
    match = re.fullmatch(r"\+?(\d+(?:\.\d+)?)(ms|s)", text.strip())
    if not match:
        return BREAKS["medium"]
    return min(float(match[1]) / (1000 if match[2] == "ms" else 1), LONGEST_PAUSE)


def _share(text: str | None, names: Mapping[str, float]) -> float:
    """A rate or pitch as a factor: "slow", "80%" of the usual, "+10%" on top of it."""
    if text is None:
        return 1.0
    if text in names:
        return names[text]
    match = re.fullmatch(r"([+-]?)(\d+(?:\.\d+)?)%", text.strip())
    if not match:
        return 1.0
    share = float(match[2]) / 100
    if not match[1]:
        return share
    return 1.0 - share if match[1] == "-" else 1.0 + share


def _loudness(text: str | None) -> float:
    if text is None:
        return 1.0
    match = re.fullmatch(r"([+-]?\d+(?:\.\d+)?)dB", text.strip())
    if match:
        return float(10 ** (_between(float(match[1]), -20, 4.08) / 20))
    return VOLUMES.get(text, 1.0)


def _between(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)

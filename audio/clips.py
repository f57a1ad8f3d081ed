"""From SSML to a clip: the one way in which sound is made, for turns and for the library."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from audio import captions, engines, lexicon, published, ssml, timing
from audio.cache import Files, Store
from audio.errors import EngineError, InputError, LanguageError
from audio.script import PACES, Pace, Script, pronounce, transcript

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PIPELINE = "1"
"""Raise it when the same words shall sound or be captioned differently: all clips are made anew."""

LONGEST_LOCALE = 35


@dataclass(frozen=True)
class Clip:
    """A rendered clip, on disk."""

    mp3_path: Path
    vtt_path: Path
    txt_path: Path
    seconds: float
    name: str
    engine: str


@dataclass(frozen=True)
class Recipe:
    """All that a clip is made from."""

    script: Script
    locale: str
    pace: Pace
    engine: str
    version: str
    voice: engines.Voice

    @cached_property
    def name(self) -> str:
        """Hash of everything that can be heard or read in the clip."""
        made_from = (PIPELINE, _encoder(), self)  # the text of a record shows all of its fields
        return hashlib.sha256(repr(made_from).encode()).hexdigest()[:32]


def recipe(text: str, locale: str, pace: str = "normal", engine: str = "espeak") -> Recipe:
    """What a clip of the text (SSML or plain) by that engine is made from. No rendering, fast.

    Raises InputError for a text, locale or pace that cannot be used.
    """
    if pace not in PACES:
        raise InputError(f"There is no pace {pace!r}. Choose {', '.join(PACES)}.")
    if not locale or len(locale) > LONGEST_LOCALE or not locale.replace("-", "").isalnum():
        raise InputError(f"{locale[:LONGEST_LOCALE]!r} is no locale. Give one such as en-US.")
    speaker = engines.create(engine)
    script = pronounce(ssml.parse(text), lexicon.for_engine(engine))
    return Recipe(script, locale, pace, engine, speaker.version(), speaker.voice(locale))


def clip_name(text: str, locale: str, pace: str = "normal", engine: str = "auto") -> str:
    """Name of the clip that `render` would make; pure, well under a millisecond a sentence."""
    return recipe(text, locale, pace, engines.candidates(engine)[0]).name


def estimate_seconds(text: str, pace: str = "normal") -> float:
    """About how long the clip will be, from the words alone."""
    return timing.seconds(ssml.parse(text), pace if pace in PACES else "normal")


def render(
    text: str,
    locale: str,
    pace: str = "normal",
    engine: str = "auto",
    store: Store | None = None,
) -> Clip:
    """The clip of an SSML or plain text, from the cache or made now.

    `auto` falls back to espeak with one sentence on stderr. Raises AudioError.
    """
    store = store or Store()
    names = engines.candidates(engine)
    for position, candidate in enumerate(names):
        try:
            wanted = recipe(text, locale, pace, candidate)
            files = store.find(wanted.name) or make(wanted, store)
        except (EngineError, LanguageError) as error:
            if position + 1 == len(names):
                raise
            print(f"{error} Using {names[position + 1]} instead.", file=sys.stderr)
            continue
        return Clip(files.mp3, files.vtt, files.txt, files.seconds, wanted.name, candidate)
    raise EngineError("No engine could speak.")  # not reached: candidates are never empty


def make(wanted: Recipe, store: Store, name: str | None = None) -> Files:
    """Speaks a recipe and stores the clip, under the recipe's name if no other is given."""
    import numpy as np

    from audio import mp3
    from audio.format import RATE

    speaker = engines.create(wanted.engine)
    if speaker.online and not published.covers(wanted.script, wanted.locale):
        raise EngineError(
            f"{wanted.engine} is online, and only published answers may leave this machine. "
            "Use --engine espeak for other texts."
        )
    takes = speaker.speak(wanted.script, wanted.voice, wanted.pace)
    samples, pieces = _assemble(wanted, takes)
    estimated = any(take.words is None for take in takes)
    padding = np.zeros(round(timing.TAIL * RATE), np.float32)
    sound = mp3.encode(np.concatenate((samples, padding)))
    said = transcript(wanted.script)
    vtt = captions.webvtt(pieces, wanted.locale, estimated)
    return store.put(name or wanted.name, sound, vtt, said + "\n")


def _assemble(
    wanted: Recipe, takes: Sequence[engines.Take]
) -> tuple[NDArray[np.float32], list[captions.TimedPiece]]:
    """Pieces one behind the other with their silences, at the right loudness; and their times."""
    import numpy as np

    from audio import loudness
    from audio.format import ENCODER_DELAY, RATE
    from audio.sound import resample, trim

    parts = [np.zeros(round(timing.LEAD_IN * RATE), np.float32)]
    pieces = []
    length = len(parts[0])
    for index, (piece, take) in enumerate(zip(wanted.script, takes, strict=True)):
        if index:
            silence = np.zeros(round(piece.silence(wanted.pace) * RATE), np.float32)
            parts.append(silence)
            length += len(silence)
        samples, cut = trim(take.samples, take.rate)
        samples = resample(samples, take.rate, RATE)
        seconds = len(samples) / RATE
        known = None
        if take.words is not None:
            known = [None if at is None else min(max(at - cut, 0.0), seconds) for at in take.words]
        begins = timing.spread(piece.words, seconds, known)
        offset = length / RATE + ENCODER_DELAY
        timed = [
            captions.TimedWord(word.text, offset + at)
            for word, at in zip(piece.words, begins, strict=True)
        ]
        pieces.append(captions.TimedPiece(tuple(timed), offset + seconds))
        parts.append(samples)
        length += len(samples)
    return loudness.normalise(np.concatenate(parts), RATE), pieces


@lru_cache(maxsize=1)
def _encoder() -> str:
    from importlib.metadata import version

    return f"lameenc {version('lameenc')}"

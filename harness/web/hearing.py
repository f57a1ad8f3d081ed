"""Speech to text, on this machine only; nothing that was said is kept."""

from __future__ import annotations

import io
import wave
from collections.abc import Callable

from audio import ears
from audio.errors import AudioError
from harness.errors import InputError

Hear = Callable[[bytes, str], str]
"""Takes a WAV file and a locale; returns the words, "" for none. Raises InputError."""


def recogniser() -> Hear | None:
    """What understands speech here; None where it is not installed."""
    return hear if ears.available() else None


def hear(wav: bytes, locale: str) -> str:
    """The words in a WAV file. Raises InputError for sound that cannot be used."""
    try:
        with wave.open(io.BytesIO(wav)) as file:
            if (file.getnchannels(), file.getsampwidth()) != (1, 2):
                raise InputError("recording", "Send one channel of 16-bit samples.")
            rate, samples = file.getframerate(), file.readframes(file.getnframes())
    except (wave.Error, EOFError):
        raise InputError("recording", "That is no WAV file. Record again.") from None
    try:
        return ears.recognise(samples, rate, locale).text
    except AudioError as fault:
        raise InputError("recording", str(fault)) from fault

"""The sound format of every clip: MPEG-2 layer III, 48 kbit/s constant, mono, 22,050 Hz, no tags.

It is what Alexa asks of audio in answers, and espeak-ng's own sampling rate.
"""

from __future__ import annotations

RATE = 22050
BITS_PER_SECOND = 48_000

ENCODER_DELAY = 1105 / RATE
"""Seconds of silence that the codec puts before the first sample (576 samples of the encoder, 529
of the decoder). Without a tag that tells them, players keep it, so captions are shifted by it."""


def seconds(size: int) -> float:
    """Length of an MP3 of `size` bytes."""
    return size * 8 / BITS_PER_SECOND

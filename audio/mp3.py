"""Samples to MP3, and back (for engines that deliver MP3)."""

from __future__ import annotations

import io

import lameenc
import numpy as np
from numpy.typing import NDArray

from audio.errors import EngineError
from audio.format import BITS_PER_SECOND, RATE

QUALITY = 7
"""LAME's 0 (best, slow) to 9. At this bit rate the slower ones add higher peaks to speech (3 dB
instead of 1.5) and nothing one hears."""


def encode(samples: NDArray[np.float32]) -> bytes:
    """Samples at RATE (full scale is 1) as one MP3 file."""
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(BITS_PER_SECOND // 1000)
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(QUALITY)
    encoder.silence()
    pcm = np.rint(np.clip(samples, -1, 1) * 32767).astype(np.int16).tobytes()
    return bytes(encoder.encode(pcm)) + bytes(encoder.flush())


def decode(data: bytes) -> tuple[NDArray[np.float32], int]:
    """Samples (mono) and rate of any MP3. Raises EngineError if it is none."""
    import soundfile

    try:
        samples, rate = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)
    except (soundfile.SoundFileError, RuntimeError) as error:
        raise EngineError("What should have been an MP3 could not be decoded.") from error
    return samples.mean(axis=1), int(rate)

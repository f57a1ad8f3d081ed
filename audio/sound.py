"""Small operations on samples (mono, full scale is 1)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

SILENT = 10 ** (-45 / 20)
"""Quieter than this, relative to the piece's peak, counts as silence."""

KEPT = 0.01
"""Seconds left at either end, so that no sound is cut off hard."""


def trim(samples: Samples, rate: int) -> tuple[Samples, float]:
    """The samples without silence at either end, and the seconds cut off the beginning."""
    magnitude = np.abs(samples)
    peak = float(magnitude.max(initial=0.0))
    loud = np.flatnonzero(magnitude > peak * SILENT)
    if peak == 0 or not len(loud):
        return samples[:0], 0.0
    first = max(0, int(loud[0]) - round(KEPT * rate))
    last = min(len(samples), int(loud[-1]) + 1 + round(KEPT * rate))
    return samples[first:last], first / rate


def resample(samples: Samples, rate: int, to: int) -> Samples:
    """The same sound at another rate (band-limited, in the frequency domain)."""
    if rate == to or not len(samples):
        return samples
    length = round(len(samples) * to / rate)
    spectrum = np.fft.rfft(samples)
    kept = np.zeros(length // 2 + 1, spectrum.dtype)
    shared = min(len(kept), len(spectrum))
    kept[:shared] = spectrum[:shared]
    resampled: Samples = (np.fft.irfft(kept, length) * (to / rate)).astype(np.float32)
    return resampled

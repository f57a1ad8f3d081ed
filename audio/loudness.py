"""Brings speech to the loudness that Alexa asks for, without peaks that clip after MP3.

Loudness is measured as ITU-R BS.1770-4 says (K-weighting, 400 ms blocks, two gates), peaks also
half-way between samples, which is enough for speech: little of it is near the highest frequency.
Only numpy: filters are applied in the frequency domain, and the limiter's gain is solved on short
hops, so that a clip is filtered and limited once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
Array = NDArray[np.float64]

TARGET_LUFS = -14.0
CODEC_LOSS = 0.5
"""Decibels by which the MP3 comes out quieter than what went in (LAME scales by 0.95)."""
CEILING_DBTP = -3.5
"""True peak before MP3. Coding at 48 kbit/s adds up to 1.5 dB; -1.5 must hold after."""

HOP = 0.1 / 49
"""Seconds of a hop: 45 samples at 22,050 Hz. A loudness block has 0.4 seconds, and a new one begins
after every quarter of it: every 49 hops."""
REACH = 4
"""Hops over which the limiter's gain comes and goes: 8 ms to either side, too slow to crackle."""

ROTATION_HZ = 200
ROTATIONS = 6
"""All-pass stages (and their corner) that spread the sharp pulses of a synthetic voice in time.
As in broadcasting: it sounds the same, and leaves the limiter a decibel less to do."""

ABSOLUTE_GATE = -70.0
RELATIVE_GATE = -10.0
QUIETEST = -60.0
LARGEST_GAIN = 40.0
MOST_STEPS = 20


def normalise(samples: Samples, rate: int) -> Samples:
    """Speech that is at TARGET_LUFS as MP3, with its peaks under control. Silence stays silence."""
    hop = max(1, round(rate * HOP))
    padded = np.pad(samples, (0, -len(samples) % hop))
    length = _fast_length(len(padded) + rate // 4)
    spectrum = np.fft.rfft(padded, length) * _rotation(length, rate)
    rotated = np.fft.irfft(spectrum, length)[: len(padded)].astype(np.float32)
    spectrum *= _k_response(length, rate)
    weighted = np.fft.irfft(spectrum, length)[: len(padded)]
    peaks = _true_peaks(rotated, hop)
    if peaks.max(initial=0.0) < 10 ** (QUIETEST / 20):
        return samples
    gains = _solve(_powers(weighted, hop), peaks)
    return _apply(rotated, gains, hop)[: len(samples)]


def loudness(samples: Samples, rate: int) -> float:
    """Integrated loudness in LUFS; for less than one block that of what there is."""
    hop = max(1, round(rate * HOP))
    padded = np.pad(samples, (0, -len(samples) % hop))
    length = _fast_length(len(padded) + rate // 4)
    spectrum = np.fft.rfft(padded, length) * _k_response(length, rate)
    weighted = np.fft.irfft(spectrum, length)[: len(padded)]
    return _integrated(_powers(weighted, hop))


def true_peak(samples: Samples) -> float:
    """True peak in dBFS."""
    peak = float(_true_peaks(samples, len(samples)).max(initial=0.0)) if len(samples) else 0.0
    return 20 * float(np.log10(max(peak, 1e-9)))


def _solve(hop_powers: Array, peaks: Array) -> Array:
    """Gain per hop: one level for the whole clip, lowered around peaks over the ceiling."""
    ceiling = 10 ** (CEILING_DBTP / 20)
    target = TARGET_LUFS + CODEC_LOSS
    level = target - _integrated(hop_powers)
    missing, slope = 0.0, 1.0
    gains = np.ones_like(peaks)
    for _ in range(MOST_STEPS):  # limiting costs loudness: raise the level until both are met
        level = min(level, LARGEST_GAIN)
        drive = 10 ** (level / 20)
        gains = drive * _limit(peaks * drive, ceiling)
        before, missing = missing, target - _integrated(hop_powers * np.square(gains))
        if abs(missing) < 0.05:
            break
        if before:
            slope = min(max((before - missing) / (before / slope), 0.1), 1.0)
        level += missing / slope
    return gains


def _limit(peaks: Array, ceiling: float) -> Array:
    """Factor per hop that keeps peaks under the ceiling, falling and rising smoothly."""
    needed = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    # The lowest factor nearby, then a weighted mean of those: never above what a hop needs.
    lowest = np.pad(needed, REACH, constant_values=1.0)
    width = 1
    while width < 2 * REACH + 1:
        step = min(width, 2 * REACH + 1 - width)
        lowest = np.minimum(lowest[:-step], lowest[step:])
        width += step
    window = np.hanning(2 * REACH + 1)
    smooth = np.convolve(
        np.pad(lowest, REACH - 1, mode="edge"), window[1:-1] / window.sum(), "valid"
    )
    return np.asarray(smooth, dtype=np.float64)


def _apply(samples: Samples, gains: Array, hop: int) -> Samples:
    """Every sample times the gain, drawn as straight lines between the middles of hops."""
    middles = np.arange(len(gains), dtype=np.float64) * hop + (hop - 1) / 2
    curve = np.interp(np.arange(len(samples)), middles, gains)
    return (samples * curve).astype(np.float32)


def _integrated(hop_powers: Array) -> float:
    """LUFS from the mean K-weighted power of each hop (49 hops = 0.1 s)."""
    step = 49
    if len(hop_powers) < 4 * step:
        return _lufs(float(hop_powers.mean())) if len(hop_powers) else -np.inf
    quarters = hop_powers[: len(hop_powers) // step * step].reshape(-1, step).mean(axis=1)
    sums = np.cumsum(np.concatenate(([0.0], quarters)))
    blocks = (sums[4:] - sums[:-4]) / 4
    for gate in (ABSOLUTE_GATE, None):
        if gate is None:
            gate = _lufs(float(blocks.mean())) + RELATIVE_GATE
        kept = blocks[blocks > 10 ** ((gate + 0.691) / 10)]
        if not len(kept):
            return -np.inf
        blocks = kept
    return _lufs(float(blocks.mean()))


def _lufs(power: float) -> float:
    return -0.691 + 10 * float(np.log10(max(power, 1e-12)))


def _true_peaks(samples: Samples, hop: int) -> Array:
    """The highest magnitude in each hop, half-way between samples too."""
    count = -(-len(samples) // hop)
    padded = np.pad(samples, (0, count * hop - len(samples)))
    highest = np.abs(padded)
    np.maximum(highest, np.abs(np.convolve(padded, _half_way(), "same")), out=highest)
    peaks: Array = highest.reshape(count, hop).max(axis=1).astype(np.float64)
    return peaks


@lru_cache(maxsize=1)
def _half_way() -> Samples:
    """A short filter that reads a signal in the middle between two samples."""
    offset = np.arange(-6, 7) + 0.5
    taps = np.sinc(offset) * np.cos(np.pi * offset / 14) ** 2
    return np.asarray(taps / taps.sum(), dtype=np.float32)


def _powers(weighted: NDArray[np.floating[Any]], hop: int) -> Array:
    """Mean power of each hop."""
    powers: Array = np.square(weighted).reshape(-1, hop).mean(axis=1, dtype=np.float64)
    return powers


def _fast_length(least: int) -> int:
    """The next of 4, 5, 6, 8, 10, 12, 16 …: quick to transform, and few enough to keep filters."""
    power = 1 << max(0, (least - 1).bit_length() - 3)
    return next(share * power for share in (4, 5, 6, 8, 10) if share * power >= least)


Response = NDArray[np.complex64]


@lru_cache(maxsize=12)
def _k_response(length: int, rate: int) -> Response:
    """The signal as BS.1770 hears it: raised above 1.5 kHz, without what lies under 40 Hz."""
    z = _delays(length)
    response = np.ones_like(z)
    for b, a in (_shelf(rate), _high_pass(rate)):
        response *= (b[0] + b[1] * z + b[2] * z * z) / (a[0] + a[1] * z + a[2] * z * z)
    return _narrow(response)


@lru_cache(maxsize=12)
def _rotation(length: int, rate: int) -> Response:
    z = _delays(length)
    tangent = np.tan(np.pi * ROTATION_HZ / rate)
    c = (tangent - 1) / (tangent + 1)
    return _narrow(((c + z) / (1 + c * z)) ** ROTATIONS)


def _delays(length: int) -> NDArray[np.complex128]:
    """What a delay of one sample does to each frequency of a spectrum."""
    return np.asarray(np.exp(-2j * np.pi * np.arange(length // 2 + 1) / length))


def _narrow(response: NDArray[np.complex128]) -> Response:
    return np.asarray(response, dtype=np.complex64)


Biquad = tuple[tuple[float, float, float], tuple[float, float, float]]


def _shelf(rate: int) -> Biquad:
    """BS.1770's first stage for any sampling rate: its analogue prototype, bilinear transform."""
    gain, quality, corner = 3.999843853973347, 0.7071752369554196, 1681.974450955533
    k = np.tan(np.pi * corner / rate)
    high = 10 ** (gain / 20)
    middle = high**0.4996667741545416
    bottom = 1 + k / quality + k * k
    b = (
        (high + middle * k / quality + k * k) / bottom,
        2 * (k * k - high) / bottom,
        (high - middle * k / quality + k * k) / bottom,
    )
    return b, (1.0, 2 * (k * k - 1) / bottom, (1 - k / quality + k * k) / bottom)


def _high_pass(rate: int) -> Biquad:
    """BS.1770's second stage, likewise."""
    quality, corner = 0.5003270373238773, 38.13547087602444
    k = np.tan(np.pi * corner / rate)
    bottom = 1 + k / quality + k * k
    return (1.0, -2.0, 1.0), (1.0, 2 * (k * k - 1) / bottom, (1 - k / quality + k * k) / bottom)

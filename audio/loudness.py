"""Brings speech to the loudness that Alexa asks for, without peaks that clip after MP3.

Loudness is measured as ITU-R BS.1770-4 says (K-weighting, 400 ms blocks, two gates), true peak by
four-fold oversampling (its annex 2). Only numpy: the K filter is applied in the frequency domain,
and the limiter's gain is solved on short hops, so that a clip is filtered and limited once.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
Array = NDArray[np.float64]

TARGET_LUFS = -14.0
CEILING_DBTP = -2.5
"""True peak before MP3; coding at 48 kbit/s adds up to 0.7 dB, and -1.5 must hold after."""

BLOCK = 0.4
"""Seconds of a loudness block; a new one begins every quarter of it."""
HOP = 0.1 / 49
"""Seconds of a hop: 45 samples at 22,050 Hz, and 49 of them between two blocks."""
REACH = 4
"""Hops over which the limiter's gain comes and goes: 8 ms to either side, too slow to crackle."""

ABSOLUTE_GATE = -70.0
RELATIVE_GATE = -10.0
QUIETEST = -60.0
LARGEST_GAIN = 40.0


def normalise(samples: Samples, rate: int) -> Samples:
    """Speech at TARGET_LUFS with true peaks under CEILING_DBTP. Silence stays silence."""
    hop = max(1, round(rate * HOP))
    padded = np.pad(samples, (0, -len(samples) % hop))
    energies = np.square(_weighted(padded, rate)).reshape(-1, hop).sum(axis=1, dtype=np.float64)
    peaks = _true_peaks(padded, hop)
    if peaks.max(initial=0.0) < 10 ** (QUIETEST / 20):
        return samples
    gains = _solve(energies / hop, peaks)
    return _apply(padded, gains, hop)[: len(samples)]


def loudness(samples: Samples, rate: int) -> float:
    """Integrated loudness in LUFS; for less than one block that of what there is."""
    hop = max(1, round(rate * HOP))
    padded = np.pad(samples, (0, -len(samples) % hop))
    energies = np.square(_weighted(padded, rate)).reshape(-1, hop).sum(axis=1, dtype=np.float64)
    return _integrated(energies / hop)


def true_peak(samples: Samples) -> float:
    """True peak in dBFS."""
    peak = float(_true_peaks(samples, len(samples)).max(initial=0.0)) if len(samples) else 0.0
    return 20 * float(np.log10(max(peak, 1e-9)))


def _solve(hop_powers: Array, peaks: Array) -> Array:
    """Gain per hop: one level for the whole clip, lowered around peaks over the ceiling."""
    ceiling = 10 ** (CEILING_DBTP / 20)
    level = TARGET_LUFS - _integrated(hop_powers)
    gains = np.ones_like(peaks)
    for _ in range(30):  # limiting costs loudness, so the level creeps up until both are met
        drive = 10 ** (min(level, LARGEST_GAIN) / 20)
        gains = drive * _limit(peaks * drive, ceiling)
        missing = TARGET_LUFS - _integrated(hop_powers * np.square(gains))
        if abs(missing) < 0.05:
            break
        level += missing
    return gains


def _limit(peaks: Array, ceiling: float) -> Array:
    """Factor per hop that keeps peaks under the ceiling, falling and rising smoothly."""
    needed = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    # The lowest factor nearby, then a weighted mean of those: never above what a hop needs.
    wide = np.pad(needed, REACH, constant_values=1.0)
    lowest = np.lib.stride_tricks.sliding_window_view(wide, 2 * REACH + 1).min(axis=1)
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
    """The highest magnitude in each hop, between samples too."""
    count = -(-len(samples) // hop)
    peaks = np.zeros(count)
    for phase in _phases():
        between = np.abs(np.convolve(samples, phase, "same"))
        between = np.pad(between, (0, count * hop - len(between)))
        np.maximum(peaks, between.reshape(count, hop).max(axis=1), out=peaks)
    return peaks


@lru_cache(maxsize=1)
def _phases() -> tuple[Samples, ...]:
    """Four short filters that read a signal at 0, 1/4, 1/2 and 3/4 between two samples."""
    taps = np.arange(-6, 7)
    phases = []
    for quarter in range(4):
        offset = taps + quarter / 4
        filter_ = np.sinc(offset) * np.cos(np.pi * offset / 14) ** 2
        phases.append((filter_ / filter_.sum()).astype(np.float32))
    return tuple(phases)


def _weighted(samples: Samples, rate: int) -> Samples:
    """The signal as BS.1770 hears it: raised above 1.5 kHz, without what lies under 40 Hz."""
    length = _fast_length(len(samples) + rate // 4)
    spectrum = np.fft.rfft(samples, length) * _k_response(length, rate)
    filtered: Samples = np.fft.irfft(spectrum, length)[: len(samples)].astype(np.float32)
    return filtered


def _fast_length(least: int) -> int:
    """The next length that has only the factors 2, 3 and 5."""
    best = 1 << (least - 1).bit_length()
    for three in (1, 3, 9, 27):
        for five in (1, 5, 25, 125):
            base = three * five
            whole = base << max(0, (-(-least // base) - 1).bit_length())
            if least <= whole < best:
                best = whole
    return best


@lru_cache(maxsize=8)
def _k_response(length: int, rate: int) -> NDArray[np.complex64]:
    z = np.exp(-2j * np.pi * np.arange(length // 2 + 1) / length)
    response = np.ones_like(z)
    for b, a in (_shelf(rate), _high_pass(rate)):
        response *= (b[0] + b[1] * z + b[2] * z * z) / (a[0] + a[1] * z + a[2] * z * z)
    narrowed: NDArray[np.complex64] = response.astype(np.complex64)
    return narrowed


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

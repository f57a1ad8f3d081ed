"""What comes out, measured on the decoded MP3 with other people's instruments."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pyloudnorm
import pytest
import soundfile
from numpy.typing import NDArray
from scipy.signal import resample_poly

import audio
from audio import loudness, ssml
from audio.errors import EngineError
from audio.format import RATE
from audio.mp3 import decode
from audio.script import GAPS, transcript
from audio.sound import resample, trim
from content import load
from tests.audio.test_captions import cues

Samples = NDArray[np.float64]

TEXT = (
    "A kidney stone is a hard lump that forms inside the kidney. It can cause strong pain "
    'in waves. Call <say-as interpret-as="digits">911</say-as> for fever with the pain.'
)
SSML = f"<speak>{TEXT}</speak>"


def samples_of(mp3: Path) -> Samples:
    samples, rate = soundfile.read(mp3)
    assert rate == RATE
    return np.asarray(samples)


def integrated(samples: Samples) -> float:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return float(pyloudnorm.Meter(RATE).integrated_loudness(samples))


def true_peak(samples: Samples) -> float:
    return 20 * float(np.log10(np.abs(resample_poly(samples, 8, 1)).max()))


def silences(samples: Samples, least: float = 0.2) -> list[tuple[float, float]]:
    """Begin and length in seconds of what is quiet for `least` seconds or more."""
    loud = np.flatnonzero(np.abs(samples) > 0.02 * np.abs(samples).max())
    gaps = np.flatnonzero(np.diff(loud) > least * RATE)
    return [(loud[at] / RATE, (loud[at + 1] - loud[at]) / RATE) for at in gaps]


def answers(locale: str) -> list[str]:
    found = [answer.spoken for t in load(locale).topics.values() for answer in t.aspects.values()]
    return found[:: len(found) // 6]


def check_loudness(samples: Samples) -> None:
    assert -15.5 <= integrated(samples) <= -12.5
    assert true_peak(samples) <= -1.5


@pytest.mark.parametrize("locale", ["en-US", "en-GB"])
@pytest.mark.parametrize("pace", ["slow", "normal", "fast"])
def test_loudness_and_true_peak(locale: str, pace: str) -> None:
    for text in answers(locale):
        check_loudness(samples_of(audio.render(text, locale, pace).mp3_path))


@pytest.mark.parametrize("factor", [0.5, 2.0])
def test_the_loudness_check_sees_what_is_too_quiet_or_too_loud(factor: float) -> None:
    samples = samples_of(audio.render(SSML, "en-US").mp3_path)
    with pytest.raises(AssertionError):
        check_loudness(samples * factor)


@pytest.mark.parametrize("text", ["No.", "Yes, please."])
def test_a_word_by_itself_is_as_loud(text: str) -> None:
    samples = samples_of(audio.render(text, "en-US").mp3_path)
    assert true_peak(samples) <= -1.5
    assert -17 <= loudness.loudness(samples.astype(np.float32), RATE) <= -11


@pytest.mark.parametrize("seconds", [0.7, 3.0, 20.0])
def test_our_meter_agrees_with_the_standard_one(seconds: float) -> None:
    random = np.random.default_rng(1)
    noise = np.cumsum(random.normal(size=round(seconds * RATE)))
    noise = np.diff(noise, prepend=0) + 0.2 * random.normal(size=len(noise))
    noise *= np.repeat(random.uniform(0, 0.2, 10), -(-len(noise) // 10))[: len(noise)]
    ours = loudness.loudness(noise.astype(np.float32), RATE)
    assert ours == pytest.approx(integrated(noise), abs=0.15)


def test_peaks_between_samples_are_seen() -> None:
    tone = np.sin(2 * np.pi * 0.25 * np.arange(4000) + np.pi / 4).astype(np.float32)
    assert np.abs(tone).max() < 0.72
    assert loudness.true_peak(tone) == pytest.approx(0.0, abs=0.3)


def test_silence_stays_silence() -> None:
    assert not loudness.normalise(np.zeros(RATE, np.float32), RATE).any()
    assert not len(trim(np.zeros(RATE, np.float32), RATE)[0])


def test_every_frame_is_what_alexa_takes() -> None:
    """MPEG-2 layer III, 48 kbit/s, 22,050 Hz, mono; no tag, nothing behind the last frame."""
    data = audio.render(SSML, "en-US").mp3_path.read_bytes()
    position = 0
    while position < len(data):
        one, two, three, four = data[position : position + 4]
        assert (one, two & 0xFE) == (0xFF, 0xF2)  # sync, MPEG-2, layer III
        assert three >> 4 == 6  # 48 kbit/s
        assert three >> 2 & 3 == 0  # 22,050 Hz
        assert four >> 6 == 3  # mono
        position += 72 * 48_000 // RATE + (three >> 1 & 1)
    assert position == len(data)


@pytest.mark.parametrize("pace", ["slow", "normal", "fast"])
def test_between_two_ideas_is_a_third_to_half_a_second(pace: str) -> None:
    clip = audio.render("It hurts a lot. My back aches. It began today.", "en-US", pace)
    gaps = [length for _, length in silences(samples_of(clip.mp3_path))]
    assert len(gaps) == 2
    assert all(0.3 <= gap <= 0.5 for gap in gaps)
    assert all(gap == pytest.approx(GAPS[pace], abs=0.06) for gap in gaps)


def test_paces_are_rendered_and_differ() -> None:
    slow, normal, fast = (
        audio.render(SSML, "en-US", p).seconds for p in ("slow", "normal", "fast")
    )
    assert slow > 1.12 * normal > 1.12 * 1.12 * fast


def test_a_rate_in_the_text_slows_those_words() -> None:
    plain = audio.render("a b c d e f g h", "en-US").seconds
    slower = audio.render('<speak><prosody rate="60%">a b c d e f g h</prosody></speak>', "en-US")
    assert slower.seconds > 1.2 * plain


def test_captions_and_transcript_say_what_is_said() -> None:
    clip = audio.render(SSML, "en-US")
    said = transcript(ssml.parse(SSML))
    assert clip.txt_path.read_text() == said + "\n"
    assert " ".join(w for *_, lines in cues(clip.vtt_path.read_text()) for w in lines) == said


def test_captions_begin_when_the_sound_does() -> None:
    clip = audio.render(SSML, "en-US")
    samples = samples_of(clip.mp3_path)
    loud = np.flatnonzero(np.abs(samples) > 0.02 * np.abs(samples).max())
    starts = [loud[0] / RATE, *(at + length for at, length in silences(samples, 0.3))]
    begins = [begin for begin, _, _ in cues(clip.vtt_path.read_text())]
    assert len(starts) == 3
    for start in starts:
        assert min(abs(begin - start) for begin in begins) < 0.04


def test_the_length_is_that_of_the_decoded_sound() -> None:
    clip = audio.render(SSML, "en-US")
    assert clip.seconds == pytest.approx(len(samples_of(clip.mp3_path)) / RATE, abs=0.01)


@pytest.mark.parametrize("pace", ["slow", "normal", "fast"])
def test_the_estimated_length_is_near(pace: str) -> None:
    for text in answers("en-US"):
        estimate = audio.estimate_seconds(text, pace)
        assert estimate == pytest.approx(audio.render(text, "en-US", pace).seconds, rel=0.2)


def test_another_rate_keeps_pitch_and_length() -> None:
    tone = np.sin(2 * np.pi * 440 * np.arange(24_000) / 24_000).astype(np.float32)
    changed = resample(tone, 24_000, RATE)
    assert len(changed) == RATE
    assert np.abs(np.fft.rfft(changed)).argmax() == 440


def test_what_is_no_mp3_is_refused() -> None:
    with pytest.raises(EngineError, match="could not be decoded"):
        decode(b"<html>Too many requests</html>")

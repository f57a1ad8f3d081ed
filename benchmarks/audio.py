"""`python -m benchmarks.audio`: clips a second beside bare espeak-ng plus lameenc.

The reference speaks the same texts with the same voice, rate and MP3 settings in one process, and
does nothing else: no loudness, no limiter, no pauses, no captions, no files. Ours makes whole clips
(MP3 at the right loudness, captions, transcript, on disk), each spoken by a process that has not
spoken before. Runs alternate; medians are shown.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import espeakng_loader
import lameenc

from audio import build, library
from audio.engines.espeak_worker import Speaker
from audio.format import BITS_PER_SECOND, RATE
from audio.mp3 import QUALITY
from audio.script import RATES, transcript

CLIPS = 60
ROUNDS = 5
AIM = 2.0


def main() -> int:
    """Measures and prints the table. Returns the exit code."""
    print(table())
    return 0


def table(clips: int = CLIPS, rounds: int = ROUNDS) -> str:
    """The figures as a Markdown table under a line on what was measured."""
    items = library.plan("en-US", "espeak")
    items = items[:: max(1, len(items) // clips)][:clips]
    bare, one, two = _timed(
        [lambda: _bare(items), lambda: _ours(items, 1), lambda: _ours(items, 2)], rounds
    )
    length = _seconds_of_sound(items)
    count = len(items)
    head = (
        f"{count} clips, {length / count:.1f} s of sound each, median of {rounds} runs by turns, "
        f"{os.cpu_count()} cores. Aim: at most {AIM:g} times the reference on one core.\n"
    )
    rows = [
        "| | clips/s | s a clip | times real time | ratio of time |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, seconds in (
        ("bare espeak-ng + lameenc, one process", bare),
        ("ours, one worker", one),
        ("ours, two workers", two),
    ):
        rows.append(
            f"| {name} | {count / seconds:.1f} | {seconds / count:.3f} "
            f"| {length / seconds:.0f} | {seconds / bare:.2f} |"
        )
    return "\n".join([head, *rows, "", f"Two workers are {one / two:.2f} times as fast as one."])


def _timed(things: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """Median seconds of each, run by turns; the first round only warms up."""
    found: list[list[float]] = [[] for _ in things]
    for round_ in range(rounds + 1):
        for thing, kept in zip(things, found, strict=True):
            started = time.perf_counter()
            thing()
            if round_:
                kept.append(time.perf_counter() - started)
    return [median(kept) for kept in found]


_speaker: Speaker | None = None


def _bare(items: Sequence[library.Item]) -> None:
    global _speaker
    if _speaker is None:
        data = str(Path(espeakng_loader.get_data_path()).parent)
        _speaker = Speaker(str(espeakng_loader.get_library_path()), data)
    for item in items:
        recipe = item.recipe
        text = f"<speak>{transcript(recipe.script).replace('&', '&amp;')}</speak>"
        request = {"voice": recipe.voice.name, "rate": RATES["normal"], "pieces": [text]}
        _, sound = _speaker.speak(request)
        encoder = lameenc.Encoder()
        encoder.set_bit_rate(BITS_PER_SECOND // 1000)
        encoder.set_in_sample_rate(RATE)
        encoder.set_channels(1)
        encoder.set_quality(QUALITY)
        encoder.silence()
        bytes(encoder.encode(sound)) + bytes(encoder.flush())


def _ours(items: Sequence[library.Item], workers: int) -> None:
    """What a build does with clips that are missing, processes started anew included."""
    with tempfile.TemporaryDirectory() as folder:
        failed = build.make(items, Path(folder), workers)
        if failed:
            raise RuntimeError(f"{len(failed)} clips could not be made")


def _seconds_of_sound(items: Sequence[library.Item]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        build.make(items, Path(folder), 2)
        return sum(path.stat().st_size * 8 / BITS_PER_SECOND for path in Path(folder).glob("*.mp3"))


if __name__ == "__main__":
    sys.exit(main())

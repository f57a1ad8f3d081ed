"""espeak-ng from its wheel: the voice that is always there, offline, with word events."""

from __future__ import annotations

import bisect
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

from audio.engines.base import Take, Voice
from audio.engines.worker import Worker
from audio.errors import EngineError, LanguageError
from audio.script import RATES, Pace, Piece, Script, Word

WORKER = Path(__file__).with_name("espeak_worker.py")
TIMEOUT = 30.0
"""Seconds for one clip; the longest that Alexa takes needs about one."""

VARIANT = "klatt4"
"""The variant of the voice that a recogniser understands best (see docs/decisions)."""

ALIKE = {"en-ca": "en-us"}
"""Places that hear a neighbour's accent; other English-speaking ones hear the British."""

LONGEST_DATA_PATH = 150
"""espeak-ng fails on data paths over 159 bytes."""


class Espeak:
    """Speaks each clip in a process that has not spoken before, so the bytes never vary."""

    name = "espeak"
    online = False

    def __init__(self, script: Path = WORKER, timeout: float = TIMEOUT) -> None:
        def command() -> list[str]:
            return [sys.executable, "-I", "-S", str(script), *_installed()]

        self._worker = Worker("espeak-ng", command, timeout, single=not hasattr(os, "fork"))

    def version(self) -> str:
        return _version()

    def voice(self, locale: str) -> Voice:
        language = locale.split("-")[0].lower()
        own = ALIKE.get(locale.lower(), locale.lower())
        for code in (own, "en-gb" if language == "en" else language):
            if code in _voices():
                return Voice(f"{_voices()[code]}+{VARIANT}", locale)
        raise LanguageError(
            f"espeak-ng has no voice for {locale}. Choose another locale, such as en-US."
        )

    def speak(self, script: Script, voice: Voice, pace: Pace) -> list[Take]:
        import numpy as np  # slow to import, and names of clips are needed without it

        markups = [_markup(piece) for piece in script]
        pieces = [text for text, _ in markups]
        head, sound = self._worker.ask({"voice": voice.name, "rate": RATES[pace], "pieces": pieces})
        takes = []
        position = 0
        for take, (_, starts) in zip(head["takes"], markups, strict=True):
            samples = np.frombuffer(sound, np.int16, take["bytes"] // 2, position)
            position += take["bytes"]
            words = _word_times(take["events"], starts, head["rate"])
            takes.append(Take(samples.astype(np.float32) / np.float32(32768), head["rate"], words))
        return takes

    def phonemes(self, words: Sequence[str], locale: str = "en-US") -> list[str]:
        """How the voice of a locale pronounces words, in the International Phonetic Alphabet."""
        head, _ = self._worker.ask({"voice": self.voice(locale).name, "phonemes": list(words)})
        return [str(word) for word in head["phonemes"]]

    def close(self) -> None:
        self._worker.close()


def _markup(piece: Piece) -> tuple[str, list[int]]:
    """A piece as the little SSML that espeak-ng is sure to read, and where each word begins in it.

    Positions count characters from 1, as espeak-ng's events do.
    """
    text = "<speak>"
    starts = []
    for (opening, closing), words in groupby(piece.words, _tags):
        text += opening
        for word in words:
            starts.append(len(text) + 1)
            text += f"{escape(word.spoken)} "
        text += closing
    return text + "</speak>", starts


def _tags(word: Word) -> tuple[str, str]:
    """What goes before and behind words that are said like this one."""
    settings = {"rate": word.rate, "pitch": word.pitch, "volume": word.volume}
    changed = [f'{name}="{round(value * 100)}%"' for name, value in settings.items() if value != 1]
    opening = closing = ""
    if changed:
        opening, closing = f"<prosody {' '.join(changed)}>", "</prosody>"
    if word.emphasis:
        opening, closing = f'{opening}<emphasis level="{word.emphasis}">', f"</emphasis>{closing}"
    return opening, closing


def _word_times(events: list[tuple[int, int]], starts: list[int], rate: int) -> list[float | None]:
    """The second at which each word begins: its first event's."""
    times: list[float | None] = [None] * len(starts)
    for position, sample in events:
        index = bisect.bisect_right(starts, position) - 1
        if index >= 0 and times[index] is None:
            times[index] = sample / rate
    return times


@lru_cache(maxsize=1)
def _version() -> str:
    try:
        return f"espeak-ng 1.52 (espeakng-loader {version('espeakng-loader')})"
    except PackageNotFoundError:
        raise EngineError("espeak-ng is missing. Run: pip install espeakng-loader") from None


@lru_cache(maxsize=1)
def _installed() -> tuple[str, str]:
    """Library, and a folder with the data whose path is short enough for espeak-ng."""
    try:
        import espeakng_loader
    except ImportError:
        raise EngineError("espeak-ng is missing. Run: pip install espeakng-loader") from None
    library = str(espeakng_loader.get_library_path())
    data = Path(espeakng_loader.get_data_path())
    if len(os.fsencode(data)) <= LONGEST_DATA_PATH:
        return library, str(data.parent)
    return library, _shortened(data)


def _shortened(data: Path) -> str:
    """A short path to the data: a link in a temporary folder, or a copy where links are refused."""
    folder = Path(tempfile.mkdtemp(prefix="espeak-"))
    try:
        (folder / data.name).symlink_to(data)
    except OSError:
        shutil.copytree(data, folder / data.name)
    import atexit

    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return str(folder)


@lru_cache(maxsize=1)
def _voices() -> Mapping[str, str]:
    """Language code in lower case → the voice file that speaks it, as espeak-ng's files say."""
    try:
        import espeakng_loader
    except ImportError:
        raise EngineError("espeak-ng is missing. Run: pip install espeakng-loader") from None
    best: dict[str, tuple[int, str]] = {}
    for path in sorted((Path(espeakng_loader.get_data_path()) / "lang").rglob("*")):
        if not path.is_file():
            continue
        for line in path.read_text("utf-8", errors="replace").splitlines():
            if line.startswith("language "):
                _, code, *priority = line.split()
                rank = int(priority[0]) if priority and priority[0].isdigit() else 5
                best[code.lower()] = min(best.get(code.lower(), (99, "")), (rank, path.name))
    return {code: name for code, (_, name) in best.items()}

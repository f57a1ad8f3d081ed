"""Piper: a natural voice that runs on this machine, when the person brings a voice file.

Needs `pip install piper-tts` and the setting BACK_PAIN_GUIDE_PIPER_VOICE with the path of a voice
(`….onnx`, with its `….onnx.json` beside it). A sentence has one rate; emphasis is not spoken, and
word times are not reported.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from audio.engines.base import Take, Voice
from audio.engines.worker import Worker
from audio.errors import EngineError, LanguageError
from audio.script import RATES, Pace, Piece, Script

WORKER = Path(__file__).with_name("piper_worker.py")
SETTING = "BACK_PAIN_GUIDE_PIPER_VOICE"
TIMEOUT = 120.0
"""Seconds for one clip, the loading of the voice included."""


class Piper:
    """Keeps the voice loaded in a process of its own."""

    name = "piper"
    online = False

    def __init__(self, timeout: float = TIMEOUT) -> None:
        def command() -> list[str]:
            # -P: its own folder is not searched, where piper.py would be found instead of Piper.
            return [sys.executable, "-P", str(WORKER), str(_model())]

        self._worker = Worker("Piper", command, timeout)

    def version(self) -> str:
        try:
            return f"piper-tts {version('piper-tts')}"
        except PackageNotFoundError:
            raise EngineError("Piper is not installed. Run: pip install piper-tts") from None

    def voice(self, locale: str) -> Voice:
        model = _model()
        config = Path(f"{model}.json")
        try:
            spoken = str(json.loads(config.read_text("utf-8"))["espeak"]["voice"])
            stamp = model.stat().st_mtime_ns
        except (OSError, ValueError, KeyError, TypeError):
            raise EngineError(
                f"Piper's voice {model.name} has no usable {config.name} beside it. "
                "Download both files of the voice."
            ) from None
        if spoken.split("-")[0].lower() != locale.split("-")[0].lower():
            raise LanguageError(f"Piper's voice {model.name} speaks {spoken}, not {locale}.")
        return Voice(f"{model.stem} {_fingerprint(str(model), stamp)}", spoken)

    def speak(self, script: Script, voice: Voice, pace: Pace) -> list[Take]:
        del voice  # the process has only the one it was started with
        import numpy as np

        speeds = [_speed(piece) * RATES[pace] / RATES["normal"] for piece in script]
        pieces = [piece.spoken for piece in script]
        head, sound = self._worker.ask({"pieces": pieces, "speeds": speeds})
        takes = []
        position = 0
        for take in head["takes"]:
            samples = np.frombuffer(sound, np.int16, take["bytes"] // 2, position)
            position += take["bytes"]
            takes.append(Take(samples.astype(np.float32) / np.float32(32768), head["rate"]))
        return takes

    def close(self) -> None:
        self._worker.close()


def _speed(piece: Piece) -> float:
    return sum(word.rate for word in piece.words) / len(piece.words)


def _model() -> Path:
    path = os.environ.get(SETTING)
    if not path:
        raise EngineError(f"Piper needs a voice: set {SETTING} to the path of a .onnx file.")
    if not Path(path).is_file():
        raise EngineError(f"Piper's voice {path} is not there: check {SETTING}.")
    return Path(path)


@lru_cache(maxsize=4)
def _fingerprint(model: str, _changed: int) -> str:
    """Tells two voices apart that have the same file name (read again when the file changed)."""
    return hashlib.sha256(Path(model).read_bytes()).hexdigest()[:12]

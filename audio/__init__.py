"""Sound: any answer as MP3 with captions and transcript, made on this machine, kept in a cache."""

from audio.clips import Clip, clip_name, estimate_seconds, render
from audio.errors import AudioError, EngineError, InputError, LanguageError, SsmlError, StoreError

__all__ = [
    "AudioError",
    "Clip",
    "EngineError",
    "InputError",
    "LanguageError",
    "SsmlError",
    "StoreError",
    "clip_name",
    "estimate_seconds",
    "render",
]

"""The voices: one small protocol, three engines behind it."""

from audio.engines.base import Engine, Take, Voice
from audio.engines.choose import ENGINES, candidates, create, preferred

__all__ = ["ENGINES", "Engine", "Take", "Voice", "candidates", "create", "preferred"]

"""How words are spelt for a voice that would mispronounce them: `lexicon.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("lexicon.yaml")
READERS = frozenset({"espeak", "piper"})
"""Engines that read by espeak-ng's rules; the others know the words."""


def for_engine(engine: str) -> Mapping[str, str]:
    """Word in lower case → how to spell it for that engine."""
    return _entries() if engine in READERS else {}


@lru_cache(maxsize=1)
def _entries() -> Mapping[str, str]:
    read: Mapping[str, str] = yaml.safe_load(FILE.read_text("utf-8"))
    return read

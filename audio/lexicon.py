"""How words are spelt for a voice that would mispronounce them: `lexicon.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("lexicon.yaml")


@lru_cache(maxsize=8)
def for_engine(engine: str, file: Path = FILE) -> Mapping[str, str]:
    """Word in lower case → how to spell it for that engine. Empty for engines that need none."""
    read = yaml.safe_load(file.read_text("utf-8"))
    return {
        word.lower(): spellings[engine] for word, spellings in read.items() if engine in spellings
    }

"""Writes listening/real_words.txt: the English words that a spelling correction would get wrong.

    npm pack an-array-of-english-words@2.0.0 && tar xzf an-array-of-english-words-2.0.0.tgz
    python -m scripts.real_words package/index.json

Only words within reach of a correction are kept, so the list is a twentieth of its source.
"""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path

from interaction_model import models
from listening.listen import listener, spotter

TARGET = Path(__file__).parent.parent / "listening" / "real_words.txt"
HEAD = """\
# English words that would be taken for a misspelling of a word the skill knows, and are not.
# Made by scripts/real_words.py from an-array-of-english-words 2.0.0 (npm, MIT).
"""


def in_reach(words: Iterable[str]) -> list[str]:
    """The words that some reader of the project would turn into another."""
    locales = models.locales()
    spellers = {id(s): s for s in (listener(locale).speller for locale in locales)}
    spellers |= {id(s): s for s in (spotter(locale[:2]).speller for locale in locales)}
    return sorted(
        word
        for word in set(words)
        if word.isascii() and word.isalpha() and any(s.misreads(word) for s in spellers.values())
    )


def written(words: Iterable[str]) -> str:
    """The text of the list."""
    return HEAD + textwrap.fill(" ".join(words), 100, break_on_hyphens=False) + "\n"


if __name__ == "__main__":
    source = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    TARGET.write_text(HEAD, encoding="utf-8")  # what the old list hid is looked at anew
    TARGET.write_text(written(in_reach(source)), encoding="utf-8")

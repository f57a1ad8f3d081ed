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
from listening.findings.phrase_language import forms
from listening.listen import listener, spotter
from listening.spelling import Speller

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
        if word.isascii() and word.isalpha() and any(_misread(s, word) for s in spellers.values())
    )


def _misread(speller: Speller, word: str) -> bool:
    """Whether a word becomes another; "cleanses" may become "cleanse"."""
    meant = speller.correct(word)
    other = meant != word and not speller.is_slip(word)
    return other and word not in forms(meant) and meant not in forms(word)


def written(words: Iterable[str]) -> str:
    """The text of the list."""
    return HEAD + textwrap.fill(" ".join(words), 100, break_on_hyphens=False) + "\n"


def main(source: Path) -> None:
    """Write the list anew; what the old one hid is looked at again."""
    words = json.loads(source.read_text(encoding="utf-8"))
    old = TARGET.read_text(encoding="utf-8")
    TARGET.write_text(HEAD, encoding="utf-8")
    made = old
    try:
        made = written(in_reach(words))
    finally:
        TARGET.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

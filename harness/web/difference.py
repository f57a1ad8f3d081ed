"""What changed between two answers, word by word."""

from __future__ import annotations

from difflib import SequenceMatcher


def words(before: str, now: str) -> list[tuple[str, str]]:
    """Runs of words in reading order, each ("same" | "gone" | "new", text)."""
    old, new = before.split(), now.split()
    runs: list[tuple[str, str]] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(("same", " ".join(old[i1:i2])))
            continue
        if i2 > i1:
            runs.append(("gone", " ".join(old[i1:i2])))
        if j2 > j1:
            runs.append(("new", " ".join(new[j1:j2])))
    return runs

"""What is heard of findings, checked as a whole; its phrases bound into a book by their states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from listening.findings.negation import ABSENT, PRESENT, UNSURE
from listening.findings.phrase_binder import PatternError, PhraseBinder
from listening.findings.phrase_book import PhraseBook

WEAK, OWNED, AIMED = "weak", "owned", "aimed"
BESIDE, BUT_NOT = "beside", "but_not"
_KEYS = {"name", "phrases", "absent", "unsure", "weak", "owned", "implies", "history", "person",
         "gone", "background", "pain", "default_pain", "ends_pain", "said_back", "denied_aloud",
         "ours", "in_short", "leads_to", "age", "measured", "danger", "private", "aimed",
         "own_words", "exact", "beside", "but_not", "alarm"}  # fmt: skip
_STATES = (("phrases", PRESENT), ("absent", ABSENT), ("unsure", UNSURE), ("weak", WEAK),
           ("owned", OWNED), ("aimed", AIMED))  # fmt: skip
EXACT = (("exact", PRESENT), ("beside", BESIDE), ("but_not", BUT_NOT))
"""Keys whose phrases are matched with every word counting."""
_SECTIONS = {"groups", "skip", "signals", "bridge", "claims", "answers", "after_gone",
             "gone_on", "verbs", "opinions", "small", "numbers", "people", "slips", "findings",
             "topics", "core", "asking", "restarts"}  # fmt: skip


def bind(
    binder: PhraseBinder,
    entries: Mapping[str, Mapping[str, Any]],
    file: str,
    states: Sequence[tuple[str, str]] = _STATES,
) -> tuple[PhraseBook, list[tuple[str, str]]]:
    """A book of the phrases of findings, and what each of its labels stands for."""
    labels: list[tuple[str, str]] = []
    for name, entry in entries.items():
        for key, state in states:
            labels.append((name, state))
            for phrase in entry.get(key, ()):
                try:
                    binder.add(len(labels) - 1, str(phrase))
                except PatternError as fault:
                    raise PatternError(f"{file}: {name}: {fault}") from None
    return binder.bind(), labels


def check(findings: Mapping[str, Any]) -> None:
    """Refuse a findings file with unknown or missing keys, saying which."""
    for what, wrong in (
        ("lacks the section", _SECTIONS - set(findings)),
        ("has an unknown section", set(findings) - _SECTIONS),
    ):
        if wrong:
            raise PatternError(f"what is heard {what} {', '.join(sorted(wrong))}")
    known = set(findings["findings"])
    for name, entry in findings["findings"].items():
        unknown = set(entry) - _KEYS
        if unknown:
            raise PatternError(f"findings: {name}: unknown key {', '.join(sorted(unknown))}")
        if not str(entry.get("name", "")).strip():
            raise PatternError(f"findings: {name}: no name to reflect back")
        missing = set(entry.get("implies", ())) - known
        if missing:
            raise PatternError(f"findings: {name}: implies unknown {', '.join(missing)}")

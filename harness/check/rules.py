"""What one language is held to: its checks.yaml, made ready to be applied."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from content import load
from harness.check.reading import grade

FORMULAS: Mapping[str, Callable[[str], float]] = {
    "flesch_kincaid": grade,
    "none": lambda _: 0.0,
}
"""How hard a text is to read, by the name that checks.yaml gives."""

NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Rules:
    """The rules of a language."""

    short: tuple[int, int]
    """Fewest and most words of a short answer with its safety line."""
    more: tuple[int, int]
    net: tuple[int, int]
    fact: tuple[int, int]
    """Fewest and most words of a short fact."""
    longest_sentence: int
    mean_sentence: int
    grade: Callable[[str], float]
    hardest: float
    hardest_mean: float
    unsafe: re.Pattern[str]
    """A sign that breaks SSML or that voices stumble over."""
    abbreviations: frozenset[str]
    forbidden: Mapping[str, re.Pattern[str]]
    """What must never be said → how it shows."""
    told_as_fact: re.Pattern[str]
    conditions: re.Pattern[str]
    calls_for_help: re.Pattern[str]
    medical_ending: re.Pattern[str]
    contradictions: Sequence[tuple[str, re.Pattern[str], re.Pattern[str]]]
    """What is at stake, what must not be said then, and what may stand beside it."""


@lru_cache(maxsize=16)
def rules_of(locale: str, root: Path | None = None) -> Rules:
    """The rules for a locale's language."""
    return from_data(load(locale, root).checks)


def from_data(raw: Mapping[str, Any]) -> Rules:
    """The rules in a checks.yaml."""
    parts: Mapping[str, str] = raw["parts"]

    def any_of(expressions: Sequence[str]) -> re.Pattern[str]:
        whole = "|".join(expressions)
        for name, expression in parts.items():
            whole = whole.replace(f"<{name}>", expression)
        return re.compile(whole, re.I) if whole else NEVER

    def word_of(expressions: Sequence[str], before: str = "") -> re.Pattern[str]:
        return any_of([rf"\b{before}(?:{'|'.join(expressions)})\b"] if expressions else [])

    return Rules(
        short=tuple(raw["words"]["short"]),
        more=tuple(raw["words"]["more"]),
        net=tuple(raw["words"]["net"]),
        fact=tuple(raw["words"]["fact"]),
        longest_sentence=raw["sentence"]["longest"],
        mean_sentence=raw["sentence"]["mean"],
        grade=FORMULAS[raw["reading"]["formula"]],
        hardest=raw["reading"]["hardest"],
        hardest_mean=raw["reading"]["hardest_mean"],
        unsafe=re.compile(rf"[^{raw['letters']}0-9 {re.escape(raw['signs'])}]"),
        abbreviations=frozenset(raw["abbreviations"]),
        forbidden={kind: any_of(list_) for kind, list_ in raw["forbidden"].items()},
        told_as_fact=any_of(raw["told_as_fact"]),
        conditions=word_of(raw["conditions"]),
        calls_for_help=any_of(raw["calls_for_help"]),
        medical_ending=word_of(raw["medical_endings"], r"[^\W\d_]{2,}"),
        contradictions=[
            (one["at_stake"], any_of([one["says"]]), any_of([one["unless"]]))
            for one in raw.get("contradictions", ())
        ],
    )

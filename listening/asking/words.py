"""The words that reading a question turns on, as a language gives them (`asking.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class AskingWords:
    """The words of asking in one language; each field is a list of asking.yaml."""

    articles: frozenset[str]
    passing: frozenset[str]
    common: frozenset[str]
    asks: frozenset[str]
    asks_first: frozenset[str]
    auxiliary: frozenset[str]
    tells_first: frozenset[str]
    maybe: frozenset[str]
    subject: frozenset[str]
    goes_on: frozenset[str]
    joins: frozenset[str]
    before_embedded: frozenset[str]
    fillers: frozenset[str]
    before_sample: frozenset[str]
    after_sample: frozenset[str]
    who_words: frozenset[str]
    general: frozenset[str]
    people: frozenset[str]
    sufferers: frozenset[str]
    comparing: frozenset[str]
    ours: frozenset[str]
    it: frozenset[str]
    aspect_nouns: frozenset[str]
    orders: frozenset[str]
    word_games: frozenset[str]
    languages: frozenset[str]
    before_mine: frozenset[str]
    mine: frozenset[str]
    correcting: frozenset[str]
    weak_aspects: frozenset[str]
    whose: frozenset[str]
    was: frozenset[str]
    polite: tuple[tuple[str, ...], ...]
    requests: tuple[tuple[str, ...], ...]
    corrections: frozenset[str]
    folded: Mapping[str, str]
    yes_or_no: Mapping[str, str]
    slips: Mapping[str, str]
    lookalikes: frozenset[str]


def asking_words(raw: Mapping[str, Any]) -> AskingWords:
    """The words of a parsed asking.yaml. Raises ValueError naming a list that is missing or odd."""
    lists = {field.name for field in fields(AskingWords)} - {"slips"} | {"misspelt"}
    wrong = lists ^ set(raw)
    if wrong:
        raise ValueError(f"asking.yaml: missing or unknown: {', '.join(sorted(wrong))}")
    made: dict[str, Any] = {
        name: frozenset(raw[name]) for name in lists - {"folded", "misspelt", "yes_or_no"}
    }
    for name in ("polite", "requests"):
        made[name] = _phrases(raw[name])
    slips = {slip: word for word, wrong in raw["misspelt"].items() for slip in wrong}
    return AskingWords(**made, folded=raw["folded"], yes_or_no=raw["yes_or_no"], slips=slips)


def _phrases(lines: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split()) for line in lines)

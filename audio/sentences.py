"""What people may say, taken from an interaction model: its samples with their slots filled in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

SILENT_INTENTS = frozenset({"AMAZON.FallbackIntent"})
"""Their samples are what people should not say."""

COMMAND_WEIGHT = 10
"""A sentence without slots stands for itself; one with slots shares its place with hundreds."""


@dataclass(frozen=True)
class Sentence:
    """One thing that may be said."""

    words: tuple[str, ...]
    intent: str
    weight: int = 1

    @property
    def text(self) -> str:
        return " ".join(self.words)


def sentences(model: Mapping[str, Any], values: int, carriers: int) -> list[Sentence]:
    """Every sample without slots; each of the first `values` wordings of every slot value in
    `carriers` samples. The same model gives the same list."""
    language = model["interactionModel"]["languageModel"]
    wordings = {kind["name"]: list(_wordings(kind, values)) for kind in language["types"]}
    found: dict[tuple[str, ...], Sentence] = {}
    frames: dict[str, list[tuple[str, str, dict[str, str]]]] = defaultdict(list)
    for intent in language["intents"]:
        if intent["name"] in SILENT_INTENTS:
            continue
        slots = {slot["name"]: slot["type"] for slot in intent.get("slots", ())}
        for sample in intent["samples"]:
            kinds = [slots[name] for name in re.findall(r"\{(\w+)\}", sample)]
            if not kinds:
                words = _words(sample)
                found[words] = Sentence(words, intent["name"], COMMAND_WEIGHT)
            elif all(wordings.get(kind) for kind in kinds):
                for kind in set(kinds):
                    frames[kind].append((sample, intent["name"], slots))
    fillers = {kind: cycle(values_) for kind, values_ in wordings.items() if values_}
    for kind, values_ in sorted(wordings.items()):
        samples = cycle(frames[kind]) if frames[kind] else iter(())
        for value in values_:
            for sample, intent_name, slots in islice(samples, carriers):
                words = _words(_fill(sample, slots, kind, value, fillers))
                found.setdefault(words, Sentence(words, intent_name))
    return list(found.values())


def _wordings(kind: Mapping[str, Any], most: int) -> Iterator[str]:
    for value in kind["values"]:
        name = value["name"]
        yield from [name["value"], *name.get("synonyms", ())][:most]


def _fill(
    sample: str,
    slots: Mapping[str, str],
    kind: str,
    value: str,
    fillers: Mapping[str, Iterator[str]],
) -> str:
    """The sample with `value` in its first slot of that type, and whatever fits in the others."""
    used = False

    def one(match: re.Match[str]) -> str:
        nonlocal used
        own = slots[match[1]]
        if own == kind and not used:
            used = True
            return value
        return next(fillers[own])

    return re.sub(r"\{(\w+)\}", one, sample)


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.sub(r"[.\-]", " ", text.lower()).split())


def vocabulary(spoken: Sequence[Sentence]) -> list[str]:
    """All words, in alphabetical order."""
    return sorted({word for sentence in spoken for word in sentence.words})

"""The utterances and the model that the understanding benchmark measures by."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from content.loader import spotting
from listening import load_model

ROOT = Path(__file__).resolve().parents[1]
UTTERANCES = ROOT / "tests" / "listening" / "utterances"
FALLBACK = "AMAZON.FallbackIntent"
FILLED = 40
"""How often each sample with slots is filled."""
_SLOT = re.compile(r"\{(\w+)\}")
_FREE = {"AskIntent": "what causes kidney stones", "TopicIntent": "kidney stones"}
_FREE_ELSE = "pain in my lower back and a fever"


@dataclass(frozen=True)
class Meaning:
    """An intent with its slots, as ids."""

    intent: str
    slots: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """An utterance and what it must mean. Findings are left out: only ours could hear them."""

    text: str
    intent: str
    slots: dict[str, str]

    @property
    def foreign(self) -> bool:
        """Whether it is none of the skill's business."""
        return self.intent == FALLBACK

    def fits(self, meaning: Meaning) -> bool:
        """Whether a reading is right. No aspect stands for the overview."""
        return meaning.intent == self.intent and all(
            meaning.slots.get(name, "overview" if name == "aspect" else None) == value
            for name, value in self.slots.items()
        )


@cache
def model() -> dict[str, Any]:
    """The en-US interaction model."""
    return load_model("en-US")


@cache
def findings() -> dict[str, Any]:
    """The English findings, parsed."""
    return dict(spotting("en-US"))


@cache
def cases() -> tuple[Case, ...]:
    """Every utterance of tests/listening/utterances; utterance_cases.py says how they read."""
    return tuple(case for path in sorted(UTTERANCES.glob("*.txt")) for case in _read(path))


def _read(path: Path) -> Iterator[Case]:
    header: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            header = line.strip().strip("[]").split()
        elif line.strip() and not line.startswith("#"):
            yield Case(line.strip(), *_meaning(path.stem, header))


def _meaning(stem: str, header: list[str]) -> tuple[str, dict[str, str]]:
    if stem == "must_not_match":
        return FALLBACK, {}
    if stem == "commands":
        return header[0], dict(part.split("=", 1) for part in header[1:])
    if stem == "symptoms":
        return "SymptomIntent", {}
    if stem == "telling_apart":
        return "TellApartIntent", {}
    if stem == "compare":
        return "TopicIntent", {"topic": header[0], "other_topic": header[1]}
    topic = {"topic": stem.removesuffix("_any")}
    return "TopicIntent", topic if header == ["*"] else {**topic, "aspect": header[0]}


def language() -> dict[str, Any]:
    """The language model inside the interaction model."""
    found: dict[str, Any] = model()["interactionModel"]["languageModel"]
    return found


def phrases(kind: dict[str, Any]) -> list[tuple[str, str]]:
    """Every way to say a value of a slot type: id, phrase."""
    return [
        (value["id"], phrase)
        for value in kind["values"]
        for phrase in (value["name"]["value"], *value["name"]["synonyms"])
    ]


@cache
def examples() -> tuple[tuple[str, Meaning], ...]:
    """Sample sentences with their slots filled: what a method may learn from.

    Each sample is filled FILLED times from lists that go round, so that every phrase of every
    slot type is used.
    """
    supply = {kind["name"]: itertools.cycle(phrases(kind)) for kind in language()["types"]}
    made = []
    for intent in language()["intents"]:
        kinds = {slot["name"]: slot["type"] for slot in intent.get("slots", ())}
        free = itertools.repeat(("", _FREE.get(intent["name"], _FREE_ELSE)))
        for sample in intent["samples"]:
            names = _SLOT.findall(sample)
            for _ in range(FILLED if names else 1):
                filled = {name: next(supply.get(kinds[name], free)) for name in names}
                text = sample.format(**{name: phrase for name, (_, phrase) in filled.items()})
                slots = {name: value for name, (value, _) in filled.items() if value}
                made.append((text, Meaning(intent["name"], slots)))
    return tuple(made)

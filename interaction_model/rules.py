"""Alexa's rules for a language model beyond its schema, one function a rule.

From Amazon's pages on invocation names, sample utterances and slot types.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from interaction_model.matching import OPEN_TYPES

Language = Mapping[str, Any]


def words(text: str) -> frozenset[str]:
    """A set of words, written as one line of text."""
    return frozenset(text.split())


LAUNCH = words("ask begin do enable launch load open play resume run start talk tell use")
CONNECTING = words("to from in using with about for that by if and whether the a an of on or into")
WAKE = words("alexa amazon echo computer ziggy skill app")
REQUIRED = (
    "AMAZON.HelpIntent",
    "AMAZON.StopIntent",
    "AMAZON.CancelIntent",
    "AMAZON.FallbackIntent",
    "AMAZON.NavigateHomeIntent",
)
BUILT_IN = {
    "YesIntent": "AMAZON.YesIntent",
    "NoIntent": "AMAZON.NoIntent",
    "RepeatIntent": "AMAZON.RepeatIntent",
    "HelpIntent": "AMAZON.HelpIntent",
    "StopIntent": "AMAZON.StopIntent",
    "CancelIntent": "AMAZON.CancelIntent",
}
SEARCH = "AMAZON.SearchQuery"
VALUE_LIMIT = 140

_NAME = re.compile(r"[A-Za-z](?:[A-Za-z_]*[A-Za-z])?")
_INVOCATION = re.compile(r"[a-z][a-z' .]*")
_SLOT = re.compile(r"\{([^{}]*)\}")
_SAMPLE = re.compile(r"(?:[A-Za-z]+(?:['-][A-Za-z]+)*'?|(?:[A-Za-z]\.)+|\{[A-Za-z_]+\}(?:'s)?)")
_VALUE = re.compile(r"[A-Za-z][A-Za-z' .\-]*")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where it is, and what is wrong and to be done."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


def invocation_name(language: Language) -> Iterator[Fault]:
    """Two or more lower-case words, none of them a launch, connecting or wake word."""
    name = language["invocationName"]
    parts = name.replace("'s", "").split()
    if not _INVOCATION.fullmatch(name):
        yield Fault(
            "invocation name", f'"{name}" may hold lower-case letters, spaces, \' and . only'
        )
    if len(parts) < 2:
        yield Fault("invocation name", f'"{name}" needs two words or more')
    for kind, taken in (("launch", LAUNCH), ("connecting", CONNECTING), ("wake", WAKE)):
        for word in parts:
            if word in taken:
                yield Fault("invocation name", f'"{word}" is a {kind} word: choose another')


def intent_names(language: Language) -> Iterator[Fault]:
    """Letters and underscores, no name twice, Amazon's own intents where it has them."""
    seen: set[str] = set()
    for intent in language["intents"]:
        name = intent["name"]
        if name in seen:
            yield Fault(name, "is defined twice: put its samples into one")
        seen.add(name)
        if not name.startswith("AMAZON.") and not _NAME.fullmatch(name):
            yield Fault(name, "an intent name may hold letters and underscores only")
        if name in BUILT_IN:
            yield Fault(name, f"use {BUILT_IN[name]} in its place")
    for name in REQUIRED:
        if name not in seen:
            yield Fault(name, "is missing: every skill must have it")


def samples_present(language: Language) -> Iterator[Fault]:
    """An intent of ours without a sample can never be reached."""
    for intent in language["intents"]:
        if not intent["name"].startswith("AMAZON.") and not intent.get("samples"):
            yield Fault(intent["name"], "has no sample: give one")


def sample_characters(language: Language) -> Iterator[Fault]:
    """Letters, spaces, apostrophes, hyphens, abbreviations with periods, and slots."""
    for intent in language["intents"]:
        for sample in intent.get("samples", ()):
            words = re.sub(r"\{[^{}]*\}", lambda slot: slot.group().replace(" ", ""), sample)
            bad = [word for word in words.split() if not _SAMPLE.fullmatch(word)]
            if bad or not words.strip() or words != " ".join(words.split()):
                shown = f'"{bad[0]}"' if bad else "stray spaces"
                yield Fault(intent["name"], f'sample "{sample}": {shown} may not be there')


def sample_duplicates(language: Language) -> Iterator[Fault]:
    """No sample twice, within an intent or across two: Alexa would choose for us."""
    owner: dict[str, str] = {}
    for intent in language["intents"]:
        types = {slot["name"]: slot.get("type", "") for slot in intent.get("slots", ())}
        for sample in intent.get("samples", ()):
            shape = _SLOT.sub(_by_type(types), sample.lower())
            if shape in owner:
                yield Fault(
                    intent["name"], f'sample "{sample}" is already in {owner[shape]}: keep one'
                )
            owner.setdefault(shape, intent["name"])


def _by_type(types: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    return lambda slot: "{" + types.get(slot[1], slot[1]) + "}"


def slots_declared(language: Language) -> Iterator[Fault]:
    """Slots used and declared are the same; their types exist; no name stands twice."""
    types = {kind["name"] for kind in language.get("types", ())}
    for intent in language["intents"]:
        declared = [slot["name"] for slot in intent.get("slots", ())]
        used = {s for sample in intent.get("samples", ()) for s in _SLOT.findall(sample)}
        for name in sorted({name for name in declared if declared.count(name) > 1}):
            yield Fault(intent["name"], f"slot {name} is declared twice: keep one")
        for name in sorted(used - set(declared)):
            yield Fault(intent["name"], f"slot {name} is used but not declared: declare it")
        for name in sorted(set(declared) - used):
            yield Fault(intent["name"], f"slot {name} is in no sample: use it or take it out")
        for slot in intent.get("slots", ()):
            kind = slot.get("type", "")
            if not _NAME.fullmatch(slot["name"]):
                yield Fault(intent["name"], f"slot {slot['name']}: letters and underscores only")
            if kind not in types and not kind.startswith("AMAZON."):
                yield Fault(intent["name"], f'slot {slot["name"]}: no type "{kind}": define it')


def slots_in_samples(language: Language) -> Iterator[Fault]:
    """A slot may stand once in a sample: two of one type need two names."""
    for intent in language["intents"]:
        for sample in intent.get("samples", ()):
            names = _SLOT.findall(sample)
            for name in sorted({name for name in names if names.count(name) > 1}):
                yield Fault(intent["name"], f'sample "{sample}": slot {name} twice; use two slots')


def free_text(language: Language) -> Iterator[Fault]:
    """An open slot stands alone in a sample; AMAZON.SearchQuery with words before or after it."""
    for intent in language["intents"]:
        types = {slot["name"]: slot.get("type", "") for slot in intent.get("slots", ())}
        for sample in intent.get("samples", ()):
            kinds = [types.get(name, "") for name in _SLOT.findall(sample)]
            taken = [kind for kind in kinds if kind in OPEN_TYPES]
            if taken and len(kinds) > 1:
                yield Fault(
                    intent["name"], f'sample "{sample}": {taken[0]} may not stand beside a slot'
                )
            if SEARCH in taken and not _SLOT.sub("", sample).strip():
                yield Fault(intent["name"], f'sample "{sample}": {SEARCH} needs a carrier phrase')


def types_sound(language: Language) -> Iterator[Fault]:
    """Types are named once, used, and hold values of at most 140 characters without repeats."""
    used = {slot.get("type") for intent in language["intents"] for slot in intent.get("slots", ())}
    names = [kind["name"] for kind in language.get("types", ())]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield Fault(name, "type is defined twice: put its values into one")
    for kind in language.get("types", ()):
        name = kind["name"]
        if name not in used:
            yield Fault(name, "type is used by no slot: use it or take it out")
        if not kind.get("values"):
            yield Fault(name, "type has no value: give one")
        yield from _values(name, kind.get("values", ()))


def _values(name: str, values: Any) -> Iterator[Fault]:
    seen: set[str] = set()
    ids: set[str] = set()
    for value in values:
        key = value.get("id", value["name"]["value"])
        if key in ids:
            yield Fault(name, f'value id "{key}" stands twice: keep one')
        ids.add(key)
        for phrase in (value["name"]["value"], *value["name"].get("synonyms", ())):
            if len(phrase) > VALUE_LIMIT:
                yield Fault(name, f'"{phrase[:40]}…" is longer than {VALUE_LIMIT} characters')
            if not _VALUE.fullmatch(phrase):
                yield Fault(name, f'"{phrase}": write letters, spaces, \' - and . only')
            if phrase.lower() in seen:
                yield Fault(name, f'"{phrase}" stands twice: Alexa could not tell which is meant')
            seen.add(phrase.lower())


RULES: tuple[Callable[[Language], Iterator[Fault]], ...] = (
    invocation_name,
    intent_names,
    samples_present,
    sample_characters,
    sample_duplicates,
    slots_declared,
    slots_in_samples,
    free_text,
    types_sound,
)

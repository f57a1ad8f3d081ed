"""The interaction model, read once into the shapes that understanding needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from listening.phrases import PhraseIndex, dig, keys_of
from listening.samples import SampleIndex
from listening.spelling import Speller
from listening.text import tokens

TELL_APART = "TellApartIntent"
FALLBACK = "AMAZON.FallbackIntent"
_SLOT = re.compile(r"\{(\w+)\}")


class ModelIndex:
    """Everything that the resolver looks up.

    samples: whole sentences. topics, aspects: TOPIC and ASPECT phrases. tell_apart: the core
    question, found inside a longer text. foreign: phrases that only look like ours.
    """

    def __init__(self, model: Mapping[str, Any], asking: Mapping[str, Any]) -> None:
        language = dig(model, "interactionModel", "languageModel")
        self._vocabulary: set[str] = set()
        self._known: set[str] = set()
        phrases = {kind["name"]: self._values(kind) for kind in language["types"]}
        self.topics = phrases.get("TOPIC", PhraseIndex())
        self.aspects = phrases.get("ASPECT", PhraseIndex())
        self.tell_apart = PhraseIndex()
        self.foreign = PhraseIndex()
        self.samples = SampleIndex(phrases)
        for intent in language["intents"]:
            self._add_intent(intent)
        slips = {slip: word for word, wrong in asking["misspelt"].items() for slip in wrong}
        self.speller = Speller(self._vocabulary, slips, self._known.union(asking["lookalikes"]))

    def _values(self, kind: Mapping[str, Any]) -> PhraseIndex:
        index = PhraseIndex(gaps=kind["name"] == "TOPIC")
        for value in kind["values"]:
            name = value["name"]
            for phrase in (name["value"], *name.get("synonyms", ())):
                words = tokens(phrase)
                # misspelt findings are the finding spotter's business: left alone here
                (self._known if kind["name"] == "FINDING" else self._vocabulary).update(words)
                index.add(keys_of(words)[0], value.get("id", name["value"]), phrase)
        return index

    def _add_intent(self, intent: Mapping[str, Any]) -> None:
        name = intent["name"]
        types = {slot["name"]: slot["type"] for slot in intent.get("slots", ())}
        for sample in intent.get("samples", ()):
            if name == FALLBACK:
                self.foreign.add(self._keys(sample), name, sample)
                continue
            parts = _SLOT.split(sample)
            items: list[str | tuple[str, str]] = []
            for at, part in enumerate(parts):
                if at % 2:
                    items.append((part, types[part]))
                else:
                    items.extend(self._keys(part, whole=len(parts) == 1))
            self.samples.add(name, sample, items)
            if name == TELL_APART and len(parts) == 1:
                self.tell_apart.add(self._keys(sample), name, sample)

    def _keys(self, phrase: str, whole: bool = True) -> tuple[str, ...]:
        words = tokens(phrase)
        self._vocabulary.update(words)
        if not whole:  # an article before a slot must go, though it ends its part
            words.append("")
            return keys_of(words)[0][:-1]
        return keys_of(words)[0]

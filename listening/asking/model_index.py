"""The interaction model, read once: samples, slot values and spelling, ready to look up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from listening.asking.phrase_index import Folding, PhraseIndex, dig
from listening.asking.samples import SampleIndex
from listening.asking.words import AskingWords
from listening.spelling import Speller
from listening.tokeniser import tokens

TELL_APART, DIFFERENCE = "TellApartIntent", "DifferenceIntent"
"""The core question of a person's own trouble, and in general."""
FALLBACK = "AMAZON.FallbackIntent"
OPEN_INTENT, OPEN_TYPE = "SayIntent", "ANYTHING"
"""Taught to Alexa to let any words through; they mean nothing by themselves."""
_SLOT = re.compile(r"\{(\w+)\}")


class ModelIndex:
    """Everything that the resolver looks up.

    samples: whole sentences. topics, aspects: TOPIC and ASPECT phrases. tell_apart: the core
    question, found inside a longer text. foreign: phrases that only look like ours.
    """

    def __init__(self, model: Mapping[str, Any], words: AskingWords) -> None:
        self.words = words
        self.folding = Folding(words)
        language = dig(model, "interactionModel", "languageModel")
        self._vocabulary: set[str] = set()
        self._known: set[str] = set()
        kinds = [kind for kind in language["types"] if kind["name"] != OPEN_TYPE]
        phrases = {kind["name"]: self._values(kind) for kind in kinds}
        self.topics = phrases.get("TOPIC", PhraseIndex())
        self.aspects = phrases.get("ASPECT", PhraseIndex())
        self.tell_apart = PhraseIndex()
        self.foreign = PhraseIndex()
        self.samples = SampleIndex(phrases, words)
        for intent in language["intents"]:
            if intent["name"] != OPEN_INTENT:
                self._add_intent(intent)
        self.speller = Speller(self._vocabulary, words.slips, self._known | words.lookalikes)

    def _values(self, kind: Mapping[str, Any]) -> PhraseIndex:
        index = PhraseIndex(self.words.passing if kind["name"] == "TOPIC" else ())
        for value in kind["values"]:
            name = value["name"]
            for phrase in (name["value"], *name.get("synonyms", ())):
                words = tokens(phrase)
                # misspelt findings are the finding spotter's business: left alone here
                (self._known if kind["name"] == "FINDING" else self._vocabulary).update(words)
                index.add(self.folding.keys_of(words)[0], value.get("id", name["value"]), phrase)
        return index

    def _add_intent(self, intent: Mapping[str, Any]) -> None:
        # Which of the two is meant is read from all words, not from a sample.
        name = TELL_APART if intent["name"] == DIFFERENCE else intent["name"]
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
            return self.folding.keys_of(words)[0][:-1]
        return self.folding.keys_of(words)[0]

"""Free text to an intent, with the same resolver that the skill uses for its free-text slot."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from listening.answers import Asked
from listening.listen import listener
from listening.model import load_model, nearest_locale
from listening.resolver import Understood


def understand(text: str, locale: str, question: Asked | None = None) -> Understood:
    """What the text means by the interaction model of the locale (or the nearest one)."""
    return listener(nearest_locale(locale)).resolve(text, question)


@lru_cache(maxsize=8)
def slot_types(locale: str) -> Mapping[str, Mapping[str, str]]:
    """Intent name to slot name to slot type, from the interaction model."""
    intents = load_model(locale)["interactionModel"]["languageModel"]["intents"]
    return {
        intent["name"]: {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
        for intent in intents
    }

"""The sentences that the listener knows: Alexa's own model, and openings that only it can use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from content import openings
from interaction_model import models

FALLBACK = "en-US"


def nearest_locale(locale: str) -> str:
    """The locale whose model serves this one: its own, else one of its language, else en-US."""
    known = models.locales()
    if locale in known:
        return locale
    language = locale.split("-")[0].lower()
    same = [name for name in known if name.startswith(f"{language}-")]
    return FALLBACK if FALLBACK in same or not same else same[0]


def alexa_model(locale: str) -> dict[str, Any]:
    """The interaction model of a locale, or of the nearest one: the very one Alexa imports."""
    return models.load(nearest_locale(locale))


def load_model(locale: str) -> dict[str, Any]:
    """The interaction model of a locale with the openings of its language added."""
    language = alexa_model(locale)["interactionModel"]["languageModel"]
    added = openings(locale)
    intents = [
        _with(intent, added[intent["name"]]) if intent["name"] in added else intent
        for intent in language["intents"]
    ]
    return {"interactionModel": {"languageModel": {**language, "intents": intents}}}


def _with(intent: dict[str, Any], added: Mapping[str, Any]) -> dict[str, Any]:
    slots = {slot["name"]: slot["type"] for slot in intent.get("slots", ())} | added["slots"]
    return {
        **intent,
        "slots": [{"name": slot, "type": kind} for slot, kind in slots.items()],
        "samples": [*intent["samples"], *added["samples"]],
    }

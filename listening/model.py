"""Finds the interaction model of a locale: the very one that Alexa imports."""

from __future__ import annotations

from typing import Any

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


def load_model(locale: str) -> dict[str, Any]:
    """The interaction model of a locale, or of the nearest one that has a model."""
    return models.load(nearest_locale(locale))

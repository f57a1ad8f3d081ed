"""Finds the interaction model of a locale: the very file that Alexa imports."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

MODELS = Path(__file__).parent.parent / "interaction_model"
FALLBACK = "en-US"


def nearest_locale(locale: str) -> str:
    """The locale whose model serves this one: its own, else one of its language, else en-US."""
    if (MODELS / f"{locale}.json").exists():
        return locale
    language = locale.split("-")[0].lower()
    same = sorted(path.stem for path in MODELS.glob(f"{language}-*.json"))
    return FALLBACK if FALLBACK in same or not same else same[0]


@lru_cache(maxsize=8)
def load_model(locale: str) -> dict[str, Any]:
    """The interaction model of a locale, or of the nearest one that has a model."""
    path = MODELS / f"{nearest_locale(locale)}.json"
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read

"""The interaction models on disk: the one file of each place that Alexa is taught from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

MODELS = Path(__file__).resolve().parent.parent / "interaction_model"
DEFAULT = "en-US"


def load_model(locale: str) -> dict[str, Any]:
    """The interaction model of a locale, parsed; that of en-US where the locale has none."""
    known = {path.stem: path for path in MODELS.glob("*-*.json")}
    model: dict[str, Any] = json.loads(known.get(locale, known[DEFAULT]).read_text("utf-8"))
    return model

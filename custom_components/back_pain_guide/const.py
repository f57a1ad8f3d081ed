"""Names and numbers of the integration. Nothing here needs Home Assistant."""

from __future__ import annotations

from typing import Final

DOMAIN: Final = "back_pain_guide"
NAME: Final = "Back Pain Guide"
PROGRAM: Final = "back-pain-guide"
"""How the front calls itself."""

HOST: Final = "127.0.0.1"
PORT: Final = 10700
PATIENCE: Final = 5.0
"""Seconds to wait for the front; a person waits as long."""

EMERGENCY: Final = {
    "en-AU": "call triple zero",
    "en-CA": "call 9 1 1",
    "en-GB": "call 9 9 9",
    "en-IE": "call 1 1 2",
    "en-IN": "call 1 1 2",
    "en-NZ": "call 1 1 1",
    "en-US": "call 9 1 1",
}
"""What to do in an emergency, by place, for when the front does not answer."""
ANYWHERE: Final = "call your local emergency number"
LANGUAGES: Final = ["en", *EMERGENCY]


def locale(language: str, country: str | None) -> str:
    """The place of a sentence: its language's own region, else the country of the house."""
    own, _, region = language.replace("_", "-").partition("-")
    return f"{own.lower()}-{(region or country or '').upper()}".rstrip("-")


def unreachable(place: str) -> str:
    """What is said in a place when the front does not answer."""
    what = EMERGENCY.get(place, ANYWHERE)
    return f"{NAME} does not answer just now. If this could be an emergency, {what}."

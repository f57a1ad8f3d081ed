"""What may be said to the pretend speaker: text, locale, intent, or a plain refusal."""

from __future__ import annotations

import re
from collections.abc import Mapping

from harness.errors import InputError

MOST_CHARACTERS = 500

_LOCALE = re.compile(r"[a-z]{2}-[A-Z]{2}")


def check_text(text: object) -> str:
    """The text without outer white space. Raises InputError where it cannot be used."""
    if not isinstance(text, str):
        raise InputError("text", "The text must be words in quotes.")
    if "\0" in text:
        raise InputError("text", "The text holds bytes that are no words. Type a sentence.")
    stripped = text.strip()
    if not stripped:
        raise InputError(
            "empty",
            "There is nothing to ask. Type a sentence, such as: is my back pain my kidneys?",
        )
    if len(stripped) > MOST_CHARACTERS:
        raise InputError(
            "too_long",
            f"That is {len(stripped)} characters; at most {MOST_CHARACTERS} are heard at once. "
            "Say it in fewer words.",
        )
    return stripped


def check_locale(locale: object) -> str:
    """The locale. Raises InputError where it is not of the form en-US."""
    if not isinstance(locale, str) or not _LOCALE.fullmatch(locale):
        raise InputError("locale", "A locale looks like en-US or en-GB.")
    return locale


def check_intent(intent: object) -> None:
    """Raises InputError where an intent is not {"name": "...", "slots": {"slot": "value"}}."""
    slots = intent.get("slots", {}) if isinstance(intent, Mapping) else None
    if (
        not isinstance(intent, Mapping)
        or not isinstance(intent.get("name"), str)
        or not isinstance(slots, Mapping)
        or not all(isinstance(key, str) and isinstance(slots[key], str) for key in slots)
    ):
        raise InputError(
            "intent", 'An intent looks like {"name": "HelpIntent", "slots": {"topic": "value"}}.'
        )


def within(text: str) -> tuple[str, str]:
    """As much of a text as is heard at once, cut between two words, and what is left out of it."""
    stripped = text.strip()
    if len(stripped) <= MOST_CHARACTERS:
        return stripped, ""
    start = stripped[: MOST_CHARACTERS + 1]
    heard = (start.rpartition(" ")[0] or start)[:MOST_CHARACTERS].rstrip()
    return heard, stripped[len(heard) :].strip()

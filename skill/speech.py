"""Words to SSML and back: the one place where text is escaped and numbers are made speakable."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

PAUSE = '<break time="400ms"/>'
RATES = {"slowest": "65%", "slow": "80%", "normal": "", "fast": "125%"}

# Speech with more than this many characters is refused by Alexa.
MOST_CHARACTERS = 8000

_NUMBER = re.compile(r"\b(?:\d[\d -]{4,}\d|\d{3,5})\b")
_TAG = re.compile(r"<[^>]*>")


def to_ssml(ideas: Iterable[str], pace: str = "normal") -> str:
    """Ideas as SSML, a pause between them, at a pace of slowest, slow, normal or fast.

    Numbers to call are spoken digit by digit. Nothing said gives an empty <speak>.
    """
    body = PAUSE.join(_speakable(idea) for idea in ideas if idea)
    rate = RATES[pace]
    if rate and body:
        body = f'<prosody rate="{rate}">{body}</prosody>'
    return f"<speak>{body}</speak>"


def to_text(ssml: str) -> str:
    """All the words of an SSML document as plain text, without the tags."""
    words = html.unescape(_TAG.sub(" ", ssml))
    return re.sub(r"\s+([.,?!])", r"\1", " ".join(words.split()))


def _speakable(idea: str) -> str:
    escaped = html.escape(idea, quote=False)
    return _NUMBER.sub(
        lambda match: f'<say-as interpret-as="digits">{match.group(0)}</say-as>', escaped
    )

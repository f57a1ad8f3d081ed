"""One exchange as the contract shows it: what was heard, what was answered, how it sounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import audio
from content import load
from harness import preview
from skill import speech

EMPTY_FINDINGS: dict[str, list[str]] = {"present": [], "absent": [], "unsure": []}


def as_turn(
    *,
    session: str,
    heard: str,
    intent: Mapping[str, Any],
    locale: str,
    request: Mapping[str, Any],
    response: Mapping[str, Any],
    sounds: bool = True,
) -> dict[str, Any]:
    """The Turn of a request and its response (see the contract for every field)."""
    body = response.get("response") or {}
    answer = (response.get("sessionAttributes") or {}).get("answer") or {}
    ssml = preview.spoken_ssml(response)
    reprompt = ((body.get("reprompt") or {}).get("outputSpeech") or {}).get("ssml") or ""
    card = body.get("card") or {}
    ended = body.get("shouldEndSession") is True
    known = load(locale).sources
    return {
        "session": session,
        "ended": ended,
        "heard": heard,
        "locale": locale,
        "intent": dict(intent),
        "answer": {
            "topic": answer.get("topic", "none"),
            "aspect": answer.get("aspect", "overview"),
            "fact": answer.get("fact", ""),
            "urgency": answer.get("urgency", "information"),
            "action": answer.get("action", "none"),
            "row": answer.get("row", ""),
            "speech": speech.to_text(ssml),
            "question": None if ended else answer.get("question"),
            "reprompt": speech.to_text(reprompt),
            "ssml": ssml,
            "card": {"title": card.get("title", ""), "text": card.get("content", "")},
            "findings": answer.get("findings") or EMPTY_FINDINGS,
            "sources": [known[key].as_json() for key in answer.get("sources") or ()],
        },
        "audio": sound(ssml, locale) if sounds else None,
        "screen": shown(response, locale),
        "request": dict(request),
        "response": dict(response),
    }


def shown(response: Mapping[str, Any], locale: str) -> dict[str, Any] | None:
    """What a display shows, as an HTML document; None where there is nothing to show."""
    drawn = preview.picture(response, language=locale)
    return {"html": drawn} if drawn else None


def sound(ssml: str, locale: str) -> dict[str, Any] | None:
    """Where the answer's sound will be made when it is first asked for; None for silence."""
    if not speech.to_text(ssml):
        return None
    name = audio.clip_name(ssml, locale)
    return {
        "mp3": f"/audio/{name}.mp3",
        "captions": f"/audio/{name}.vtt",
        "seconds": round(audio.estimate_seconds(ssml), 1),
    }

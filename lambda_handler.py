"""The entry for AWS Lambda: the skill behind a catch-all that always answers with kind speech."""

from __future__ import annotations

import os
from collections.abc import Mapping
from time import perf_counter
from typing import Any

from content import load
from skill import logs, speech
from skill.app import build_skill
from skill.memory import memory_from_environment
from skill.published_audio import library_from_environment
from skill.serialization import FastSerializer

SKILL = build_skill(
    memory_from_environment(),
    skill_id=os.environ.get("BACK_PAIN_GUIDE_SKILL_ID") or None,
    library=library_from_environment(),
)
SERIALIZER = FastSerializer()

# Said when not even the content can be read, so it cannot come from the content.
LAST_RESORT: dict[str, Any] = {
    "version": "1.0",
    "response": {
        "outputSpeech": {
            "type": "SSML",
            "ssml": "<speak>I am sorry, I cannot answer just now. "
            "If this is urgent, call your local emergency number.</speak>",
        },
        "shouldEndSession": True,
    },
}

# Alexa takes no speech in answer to these.
_SILENT = (
    "SessionEndedRequest",
    "CanFulfillIntentRequest",
    "AudioPlayer.",
    "PlaybackController.",
    "AlexaSkillEvent.",
    "System.",
)


def lambda_handler(event: Mapping[str, Any], context: object = None) -> dict[str, Any]:
    """Answers one Alexa request envelope with a response envelope.

    Never raises: whatever breaks, the person hears a kind sentence and the log says what broke.
    """
    started = perf_counter()
    response = _answer(event, context)
    logs.turn(event, response, (perf_counter() - started) * 1000)
    return response


def _answer(event: Mapping[str, Any], context: object) -> dict[str, Any]:
    for attempt in (event, _afresh(event)):
        if attempt is not None:
            try:
                envelope = SERIALIZER.read_envelope(attempt)
                return SERIALIZER.write_envelope(SKILL.invoke(envelope, context))
            except Exception as exception:  # the last line of defence: see lambda_handler
                logs.fault(event, exception)
    try:
        return kind_answer(event)
    except Exception as exception:  # even the content is out of reach
        logs.fault(event, exception)
    return LAST_RESORT


def kind_answer(event: object) -> dict[str, Any]:
    """A response for a request that could not be read; the session keeps what it knew."""
    request = _part(event, "request")
    kind = request.get("type")
    if isinstance(kind, str) and kind.startswith(_SILENT):
        return {"version": "1.0", "response": {}}
    locale = request.get("locale")
    content = load(locale if isinstance(locale, str) and len(locale) == 5 else "en-US")
    attributes = _part(_part(event, "session"), "attributes")
    words = [content.say("trouble.sorry"), content.say("trouble.ask")]
    ssml = speech.to_ssml(words)
    return {
        "version": "1.0",
        "sessionAttributes": attributes,
        "response": {
            "outputSpeech": {"type": "SSML", "ssml": ssml},
            "card": {
                "type": "Simple",
                "title": "Back Pain Guide",
                "content": speech.to_text(ssml),
            },
            "reprompt": {
                "outputSpeech": {
                    "type": "SSML",
                    "ssml": speech.to_ssml([content.say("trouble.reprompt")]),
                }
            },
            "shouldEndSession": False,
        },
    }


def _afresh(event: object) -> dict[str, Any] | None:
    """The request without the session's attributes, None where it brought none.

    What a session cannot be read from must not keep the words of this turn from being heard.
    """
    session = _part(event, "session")
    if session.get("attributes") in (None, {}):
        return None
    return {**_part({"event": event}, "event"), "session": {**session, "attributes": {}}}


def _part(value: object, key: str) -> dict[str, Any]:
    """A dictionary inside a dictionary, empty where anything else is found."""
    found = value.get(key) if isinstance(value, Mapping) else None
    return dict(found) if isinstance(found, Mapping) else {}

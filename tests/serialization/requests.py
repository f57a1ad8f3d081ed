"""Requests as Alexa sends them, and requests that are broken in one way each."""

from __future__ import annotations

from typing import Any

SLOT: dict[str, Any] = {
    "name": "topic",
    "value": "stones",
    "confirmationStatus": "NONE",
    "source": "USER",
    "resolutions": {
        "resolutionsPerAuthority": [
            {
                "authority": "amzn1.er-authority.echo-sdk.a.TOPIC",
                "status": {"code": "ER_SUCCESS_MATCH"},
                "values": [{"value": {"name": "kidney stones", "id": "kidney_stones"}}],
            }
        ]
    },
    "slotValue": {"type": "Simple", "value": "stones"},
}
TWO_VALUES = {
    "name": "finding",
    "slotValue": {
        "type": "List",
        "values": [{"type": "Simple", "value": "fever"}, {"type": "Simple", "value": "chills"}],
    },
}
SCREEN = {
    "Viewports": [
        {
            "type": "APL",
            "id": "main",
            "shape": "RECTANGLE",
            "dpi": 213,
            "presentationType": "STANDARD",
            "canRotate": False,
            "configuration": {
                "current": {
                    "mode": "HUB",
                    "video": {"codecs": ["H_264_42"]},
                    "size": {"type": "DISCRETE", "pixelWidth": 1280, "pixelHeight": 800},
                }
            },
        }
    ],
    "Viewport": {
        "experiences": [{"arcMinuteWidth": 346, "arcMinuteHeight": 216.5, "canRotate": True}],
        "shape": "ROUND",
        "pixelWidth": 480,
        "touch": ["SINGLE"],
        "keyboard": ["DIRECTION"],
    },
}


def envelope(request: dict[str, Any], **context: Any) -> dict[str, Any]:
    application = {"applicationId": "amzn1.ask.skill.one"}
    return {
        "version": "1.0",
        "session": {
            "new": False,
            "sessionId": "session-one",
            "application": application,
            "attributes": {"answer": {"topic": "none", "asks": ["fever", 1, None]}, "seen": []},
            "user": {"userId": "user-one", "permissions": {"scopes": {}}},
        },
        "context": {
            "System": {
                "application": application,
                "user": {"userId": "user-one"},
                "device": {
                    "deviceId": "device-one",
                    "supportedInterfaces": {
                        "AudioPlayer": {},
                        "Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}},
                    },
                },
                "apiEndpoint": "https://api.amazonalexa.com",
            },
            **context,
        },
        "request": {
            "requestId": "request-one",
            "timestamp": "2026-11-22T10:00:00Z",
            "locale": "en-US",
            **request,
        },
    }


def intent(*slots: dict[str, Any], **intent_request: Any) -> dict[str, Any]:
    named = {slot["name"]: slot for slot in slots}
    spoken = {"name": "TopicIntent", "confirmationStatus": "NONE", "slots": named}
    return envelope({"type": "IntentRequest", "intent": spoken, **intent_request})


GOOD = {
    "launch": envelope({"type": "LaunchRequest"}),
    "launch with a screen": envelope({"type": "LaunchRequest"}, **SCREEN),
    "launch by a task": envelope(
        {"type": "LaunchRequest", "task": {"name": "a.B", "version": "1", "input": {"x": 1}}}
    ),
    "intent": intent(SLOT, dialogState="COMPLETED"),
    "intent without slots": intent(),
    "intent with two values in a slot": intent(TWO_VALUES),
    "intent with an empty slot": intent({"name": "words", "confirmationStatus": "NONE"}),
    "intent with nulls": intent({"name": "words", "value": None, "resolutions": None}),
    "session ended": envelope({"type": "SessionEndedRequest", "reason": "USER_INITIATED"}),
    "session ended by a fault": envelope(
        {
            "type": "SessionEndedRequest",
            "reason": "ERROR",
            "error": {"type": "INVALID_RESPONSE", "message": "too long"},
        }
    ),
    "touch on a screen": envelope(
        {
            "type": "Alexa.Presentation.APL.UserEvent",
            "token": "card",
            "arguments": ["more", {"topic": "sepsis"}, 3],
            "source": {"type": "TouchWrapper", "handler": "Press", "id": "more"},
            "components": {"a": 1},
        }
    ),
    "audio started": envelope(
        {"type": "AudioPlayer.PlaybackStarted", "token": "sepsis", "offsetInMilliseconds": 0},
        AudioPlayer={"playerActivity": "PLAYING", "token": "sepsis", "offsetInMilliseconds": 9},
    ),
    "audio failed": envelope(
        {
            "type": "AudioPlayer.PlaybackFailed",
            "token": "sepsis",
            "error": {"type": "MEDIA_ERROR_UNKNOWN", "message": "gone"},
            "currentPlaybackState": {"playerActivity": "STOPPED", "offsetInMilliseconds": 3},
        }
    ),
    "pause button": envelope({"type": "PlaybackController.PauseCommandIssued"}),
    "exception encountered": envelope(
        {
            "type": "System.ExceptionEncountered",
            "error": {"type": "INVALID_RESPONSE", "message": "m"},
            "cause": {"requestId": "request-zero"},
        }
    ),
    "skill disabled": envelope(
        {"type": "AlexaSkillEvent.SkillDisabled", "eventCreationTime": "2026-11-22T10:00:00Z"}
    ),
    "can fulfill": envelope(
        {"type": "CanFulfillIntentRequest", "intent": {"name": "TopicIntent", "slots": {}}}
    ),
    "unknown keys": {
        **envelope({"type": "LaunchRequest", "somethingNew": {"a": [1]}}),
        "another": [{"b": 2}],
    },
    "fractions and offsets": envelope(
        {"type": "LaunchRequest", "timestamp": "2026-11-22T10:00:00.123+05:30"}
    ),
    "no session": {k: v for k, v in envelope({"type": "LaunchRequest"}).items() if k != "session"},
    "numbers for text": envelope({"type": "LaunchRequest", "locale": 5, "requestId": True}),
    "text for numbers": envelope(
        {"type": "LaunchRequest"}, AudioPlayer={"offsetInMilliseconds": "12"}
    ),
    "empty": {},
}


def broken(**changes: Any) -> dict[str, Any]:
    event = intent(SLOT)
    event["request"].update(changes)
    return event


BROKEN = {
    "unknown request type": broken(type="Alexa.Tomorrow.Request"),
    "no request type": envelope({}),
    "request type is a list": broken(type=["LaunchRequest"]),
    "unknown enum value": broken(dialogState="DREAMING"),
    "bad timestamp": broken(timestamp="soon"),
    "impossible timestamp": broken(timestamp="2026-13-45T10:00:00Z"),
    "timestamp is a number": broken(timestamp=1763805600),
    "slot is a text": broken(intent={"name": "TopicIntent", "slots": {"topic": "stones"}}),
    "slots are a list": broken(intent={"name": "TopicIntent", "slots": [SLOT]}),
    "intent is a number": broken(intent=7),
    "context is a text": {**intent(SLOT), "context": "kitchen"},
    "pixels are words": envelope({"type": "LaunchRequest"}, Viewport={"pixelWidth": "wide"}),
}

"""Requests of the size that a device with a screen sends."""

from __future__ import annotations

from typing import Any

SKILL_ID = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"
TIMESTAMP = "2026-11-22T10:00:00Z"

_APPLICATION = {"applicationId": SKILL_ID}
_USER = {"userId": "amzn1.ask.account." + "A" * 180}
_SCREEN = {"pixelWidth": 1280, "pixelHeight": 800, "dpi": 213}


def envelope(request: dict[str, Any], attributes: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return a request in the envelope of a running session."""
    return {
        "version": "1.0",
        "session": {
            "new": attributes is None,
            "sessionId": "amzn1.echo-api.session.00000000-0000-0000-0000-000000000000",
            "application": _APPLICATION,
            "attributes": attributes or {},
            "user": _USER,
        },
        "context": {
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
                            "video": {"codecs": ["H_264_42", "H_264_41"]},
                            "size": {"type": "DISCRETE", "pixelWidth": 1280, "pixelHeight": 800},
                        }
                    },
                }
            ],
            "Viewport": {
                "experiences": [
                    {
                        "arcMinuteWidth": 346,
                        "arcMinuteHeight": 216,
                        "canRotate": False,
                        "canResize": False,
                    }
                ],
                "mode": "HUB",
                "shape": "RECTANGLE",
                **_SCREEN,
                "currentPixelWidth": 1280,
                "currentPixelHeight": 800,
                "touch": ["SINGLE"],
                "video": {"codecs": ["H_264_42", "H_264_41"]},
            },
            "AudioPlayer": {"playerActivity": "IDLE"},
            "System": {
                "application": _APPLICATION,
                "user": _USER,
                "device": {
                    "deviceId": "amzn1.ask.device." + "A" * 180,
                    "supportedInterfaces": {"AudioPlayer": {}},
                },
                "apiEndpoint": "https://api.amazonalexa.com",
                "apiAccessToken": "A" * 900,
            },
        },
        "request": {
            "requestId": "amzn1.echo-api.request.00000000-0000-0000-0000-000000000000",
            "timestamp": TIMESTAMP,
            "locale": "en-US",
            **request,
        },
    }


def intent(name: str, **slots: str) -> dict[str, Any]:
    """Return an IntentRequest, its slots resolved to ids as Alexa does; `words` stays free text."""
    return {
        "type": "IntentRequest",
        "dialogState": "COMPLETED",
        "intent": {
            "name": name,
            "confirmationStatus": "NONE",
            "slots": {slot: _slot(slot, value) for slot, value in slots.items()},
        },
    }


def _slot(name: str, value: str) -> dict[str, Any]:
    slot: dict[str, Any] = {
        "name": name,
        "value": value,
        "confirmationStatus": "NONE",
        "source": "USER",
        "slotValue": {"type": "Simple", "value": value},
    }
    if name != "words":
        slot["resolutions"] = {
            "resolutionsPerAuthority": [
                {
                    "authority": f"amzn1.er-authority.echo-sdk.{SKILL_ID}.{name.upper()}",
                    "status": {"code": "ER_SUCCESS_MATCH"},
                    "values": [{"value": {"name": value, "id": value}}],
                }
            ]
        }
    return slot


QUESTION = envelope(intent("TopicIntent", topic="kidney_stones", aspect="symptoms"))
"""A question about a topic, the first of a session."""

"""Builds the request envelopes that a real device would send. Pure, apart from ids and clock."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from harness.delivery import Delivery
from interaction_model.matching import Filled

SKILL_ID = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"
APL = {"Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}}}
INTERFACES: Mapping[str, dict[str, Any]] = {
    "speaker": {"AudioPlayer": {}},
    "screen": {"AudioPlayer": {}, **APL},
}
VIEWPORT = {
    "experiences": [{"arcMinuteWidth": 246, "arcMinuteHeight": 144, "canRotate": False}],
    "mode": "HUB",
    "shape": "RECTANGLE",
    "pixelWidth": 1024,
    "pixelHeight": 600,
    "dpi": 160,
    "currentPixelWidth": 1024,
    "currentPixelHeight": 600,
    "touch": ["SINGLE"],
}


def envelope(
    request: Mapping[str, Any],
    *,
    session_id: str,
    new: bool,
    attributes: Mapping[str, Any],
    user: str,
    device: str,
) -> dict[str, Any]:
    """A whole request envelope around a request; `device` is speaker or screen."""
    application = {"applicationId": SKILL_ID}
    person = {"userId": f"amzn1.ask.account.{user}"}
    context: dict[str, Any] = {
        "System": {
            "application": application,
            "user": person,
            "device": {
                "deviceId": f"amzn1.ask.device.{device}",
                "supportedInterfaces": INTERFACES[device],
            },
            "apiEndpoint": "https://api.amazonalexa.com",
            "apiAccessToken": "none",
        }
    }
    if device == "screen":
        context["Viewport"] = VIEWPORT
    return {
        "version": "1.0",
        "session": {
            "new": new,
            "sessionId": f"amzn1.echo-api.session.{session_id}",
            "application": application,
            "attributes": dict(attributes),
            "user": person,
        },
        "context": context,
        "request": dict(request),
    }


def launch(locale: str) -> dict[str, Any]:
    """ "Open Back Pain Guide"."""
    return _request("LaunchRequest", locale)


def session_ended(locale: str, reason: str) -> dict[str, Any]:
    """The platform's goodbye; reason is USER_INITIATED or EXCEEDED_MAX_REPROMPTS."""
    return {**_request("SessionEndedRequest", locale), "reason": reason}


def touched(locale: str, arguments: list[str]) -> dict[str, Any]:
    """A finger on a button of the screen."""
    return {
        **_request("Alexa.Presentation.APL.UserEvent", locale),
        "arguments": arguments,
        "components": {},
        "source": {"type": "TouchWrapper", "handler": "Press", "id": "button"},
        "token": "answer",
    }


def intent(
    name: str, slots: Mapping[str, str], locale: str, types: Mapping[str, str]
) -> dict[str, Any]:
    """An IntentRequest. `types` gives the slot types, so that a list value resolves to its id."""
    return {
        **_request("IntentRequest", locale),
        "dialogState": "COMPLETED",
        "intent": {
            "name": name,
            "confirmationStatus": "NONE",
            "slots": {key: _slot(key, value, types.get(key, "")) for key, value in slots.items()},
        },
    }


def delivered(delivery: Delivery, locale: str) -> dict[str, Any]:
    """The IntentRequest of a sentence as Alexa takes it: the words of its slots, and no others."""
    slots = {slot.name: _filled(slot) for slot in delivery.slots}
    slots |= {name: {"name": name, "confirmationStatus": "NONE"} for name, _ in delivery.empty}
    made = {"name": delivery.intent, "confirmationStatus": "NONE", "slots": slots}
    return {**_request("IntentRequest", locale), "dialogState": "COMPLETED", "intent": made}


def _filled(slot: Filled) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": slot.name,
        "value": slot.words,
        "confirmationStatus": "NONE",
        "source": "USER",
    }
    if slot.kind.startswith("AMAZON."):
        return made
    authority: dict[str, Any] = {
        "authority": f"amzn1.er-authority.echo-sdk.{SKILL_ID}.{slot.kind}",
        "status": {"code": "ER_SUCCESS_MATCH" if slot.value else "ER_SUCCESS_NO_MATCH"},
    }
    if slot.value:
        value = {"name": slot.value.name, "id": slot.value.id}
        authority["values"] = [{"value": value}]
    made["resolutions"] = {"resolutionsPerAuthority": [authority]}
    return made


def _slot(name: str, value: str, kind: str) -> dict[str, Any]:
    slot: dict[str, Any] = {
        "name": name,
        "value": value.replace("_", " "),
        "confirmationStatus": "NONE",
        "source": "USER",
    }
    if kind and not kind.startswith("AMAZON."):
        slot["resolutions"] = {
            "resolutionsPerAuthority": [
                {
                    "authority": f"amzn1.er-authority.echo-sdk.{SKILL_ID}.{kind}",
                    "status": {"code": "ER_SUCCESS_MATCH"},
                    "values": [{"value": {"name": value.replace("_", " "), "id": value}}],
                }
            ]
        }
    else:
        slot["value"] = value
    return slot


def _request(kind: str, locale: str) -> dict[str, Any]:
    return {
        "type": kind,
        "requestId": f"amzn1.echo-api.request.{uuid.uuid4()}",
        "timestamp": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "locale": locale,
    }

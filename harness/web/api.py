"""The HTTP contract: turns, summaries, sounds, health, and raw Alexa envelopes."""

from __future__ import annotations

from flask import Blueprint, jsonify, request, send_file
from flask.typing import ResponseReturnValue

import audio
from harness.device import Device
from harness.inputs import check_locale
from harness.web.given import json_object, turn_arguments
from harness.web.guard import MOST_BYTES_EVER, fault
from harness.web.hearing import Hear
from harness.web.sounds import Sounds
from harness.web.summaries import summaries


def create(device: Device, sounds: Sounds, hear: Hear | None) -> Blueprint:
    """The addresses that programs use; `hear` is None where nothing can understand speech."""
    blueprint = Blueprint("api", __name__)

    @blueprint.post("/api/turns")
    def turns() -> ResponseReturnValue:
        turn = device.turn(**turn_arguments(json_object(request.get_data())))
        sounds.announce_turn(turn)
        return jsonify(turn)

    @blueprint.get("/api/summaries")
    def all_summaries() -> ResponseReturnValue:
        return jsonify(summaries(sounds, check_locale(request.args.get("locale", "en-US"))))

    @blueprint.post("/api/hear")
    def heard() -> ResponseReturnValue:
        if hear is None:
            return fault("no_ears", "Speech cannot be understood here. Type instead.", 404)
        request.max_content_length = MOST_BYTES_EVER
        locale = check_locale(request.args.get("locale", "en-US"))
        return jsonify(text=hear(request.get_data(), locale))

    @blueprint.get("/audio/<path:name>")
    def sound(name: str) -> ResponseReturnValue:
        try:
            found = sounds.find(name)
        except audio.AudioError as error:
            return fault("sound", f"The sound was not made. {error}", 503)
        if found is None:
            return fault("not_found", "There is no such sound. Ask again to hear it.", 404)
        path, kind = found
        return send_file(path.resolve(), mimetype=kind, conditional=True)

    @blueprint.post("/alexa")
    def alexa() -> ResponseReturnValue:
        return jsonify(device.raw(json_object(request.get_data())))

    @blueprint.get("/healthz")
    def health() -> ResponseReturnValue:
        return jsonify(status="ok")

    return blueprint

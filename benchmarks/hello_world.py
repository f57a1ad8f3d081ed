"""The reference: the smallest skill that the SDK's documentation shows, built the way it shows."""

from __future__ import annotations

from typing import Any

from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_core.utils import is_request_type


def launch(handler_input: Any) -> Any:
    return handler_input.response_builder.speak("Hello.").ask("Hello?").response


def hello(handler_input: Any) -> Any:
    return handler_input.response_builder.speak("Hello world.").response


builder = SkillBuilder()
builder.request_handler(is_request_type("LaunchRequest"))(launch)
builder.request_handler(is_request_type("IntentRequest"))(hello)
lambda_handler = builder.lambda_handler()

"""The one kind of handler: these intents, that function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import Response

from skill import hearing
from skill.answering import respond
from skill.hearing import Heard
from talking.talk import Reply

Says = Callable[[Heard], Reply]


class OnIntent(AbstractRequestHandler):  # type: ignore[misc]
    """Answers the named intents with what a function makes of the request."""

    def __init__(self, says: Says, *intents: str) -> None:
        self.says = says
        self.intents = frozenset(intents)

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether the request is one of the named intents."""
        request = handler_input.request_envelope.request
        return request.object_type == "IntentRequest" and request.intent.name in self.intents

    def handle(self, handler_input: HandlerInput) -> Response:
        """Reads the request, asks the function what to say, and responds."""
        heard = read(handler_input)
        return respond(handler_input, heard.content, self.says(heard))


def read(handler_input: HandlerInput) -> Heard:
    """The request as the skill understands it."""
    attributes: dict[str, Any] = handler_input.attributes_manager.session_attributes or {}
    return hearing.read(handler_input.request_envelope.request, attributes)

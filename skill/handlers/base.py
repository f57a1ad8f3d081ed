"""The one handler of the conversation: any request with something to say goes to `converse`."""

from __future__ import annotations

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import Response

from content import Content, load
from listening.heard import Heard
from skill.answering import respond
from skill.hearing import heard_of
from talking.converse import converse
from talking.talk import Talk


class Conversation(AbstractRequestHandler):  # type: ignore[misc]
    """A launch, or any intent: heard, answered, and kept in the session attributes."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether somebody opened the skill or said something to it."""
        kind = handler_input.request_envelope.request.object_type
        return kind in ("LaunchRequest", "IntentRequest")

    def handle(self, handler_input: HandlerInput) -> Response:
        """Reads the request, asks the conversation what to say, and responds."""
        content, talk, heard = read(handler_input)
        return respond(handler_input, content, converse(content, talk, heard))


def read(handler_input: HandlerInput) -> tuple[Content, Talk, Heard]:
    """The content of the request's locale, the talk so far, and what was heard."""
    request = handler_input.request_envelope.request
    content = load(request.locale or "en-US")
    talk = Talk.from_json(handler_input.attributes_manager.session_attributes)
    return content, talk, heard_of(request, content)

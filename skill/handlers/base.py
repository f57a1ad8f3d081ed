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

HEARD = "heard"
"""Request attribute that keeps what was heard."""


class Conversation(AbstractRequestHandler):  # type: ignore[misc]
    """A launch, or any intent: heard, answered, and kept in the session attributes."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether somebody opened the skill or said something to it."""
        kind = handler_input.request_envelope.request.object_type
        return kind in ("LaunchRequest", "IntentRequest")

    def handle(self, handler_input: HandlerInput) -> Response:
        """Reads the request, asks the conversation what to say, and responds."""
        content, talk, heard = read(handler_input)
        return respond(handler_input, content, converse(content, talk, heard), heard)


def read(handler_input: HandlerInput) -> tuple[Content, Talk, Heard]:
    """The content of the request's locale, the talk so far, and what was heard (read once)."""
    request = handler_input.request_envelope.request
    content = load(request.locale or "en-US")
    manager = handler_input.attributes_manager
    talk = Talk.from_json(manager.session_attributes)
    if HEARD not in manager.request_attributes:
        manager.request_attributes[HEARD] = heard_of(request, content, talk.question)
    return content, talk, manager.request_attributes[HEARD]


def asked(handler_input: HandlerInput) -> str:
    """The intent that is meant, whatever carried it, or the type of any other request."""
    request = handler_input.request_envelope.request
    kind: str = request.object_type
    if kind != "IntentRequest":
        return kind
    carries_words = bool(getattr(request.intent, "slots", None))
    return read(handler_input)[2].intent if carries_words else str(request.intent.name)

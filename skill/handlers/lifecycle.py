"""How a session begins and ends, and what is said when something breaks."""

from __future__ import annotations

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import Response

from content import load
from listening.heard import FALLBACK, Heard
from skill import logs, speech
from skill.answering import respond, speech_inside
from talking.converse import converse
from talking.talk import Talk


class SessionEnded(AbstractRequestHandler):  # type: ignore[misc]
    """The platform closed the session: nothing may be said any more."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether this is the platform's goodbye."""
        return bool(handler_input.request_envelope.request.object_type == "SessionEndedRequest")

    def handle(self, handler_input: HandlerInput) -> Response:
        """Ends in silence, as Alexa demands."""
        return handler_input.response_builder.response


class AnythingElse(AbstractRequestHandler):  # type: ignore[misc]
    """A request or an intent that nobody else takes: an easier question instead of silence."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Always; this is the last handler."""
        return handler_input is not None

    def handle(self, handler_input: HandlerInput) -> Response:
        """Speaks only to a session: events outside of one are answered in silence."""
        if handler_input.request_envelope.session is None:
            return handler_input.response_builder.response
        request = handler_input.request_envelope.request
        content = load(request.locale or "en-US")
        talk = Talk.from_json(handler_input.attributes_manager.session_attributes)
        return respond(handler_input, content, converse(content, talk, Heard(FALLBACK)))


class Trouble(AbstractExceptionHandler):  # type: ignore[misc]
    """An exception in a handler: the person hears a kind sentence, the log what broke."""

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:
        """Always."""
        return exception is not None

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        """Keeps the session as it was, says sorry, and asks again."""
        logs.fault(handler_input.request_envelope.request, exception)
        content = load(handler_input.request_envelope.request.locale or "en-US")
        attributes = handler_input.attributes_manager.session_attributes or {}
        builder = handler_input.response_builder
        question = Talk.from_json(attributes).question
        text = question.text if question else content.say("trouble.ask")
        said = [content.say("trouble.sorry"), text]
        return (
            builder.speak(speech_inside(speech.to_ssml(said)))
            .ask(speech_inside(speech.to_ssml([content.say("trouble.reprompt")])))
            .response
        )
